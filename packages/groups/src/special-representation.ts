import { type ElementList, elementsOf } from './elements.js'
import { InvalidArgumentError, NotAHomomorphismError, RepresentationMismatchError } from './errors.js'
import type { FiniteGroup } from './finite-group.js'
import { compose, type Permutation, permutation } from './permutation.js'
import { type Monomial, MonomialRepresentation, Representation, type Summand } from './representation.js'
import { isOrthogonal, squareMatrix } from './small-matrix.js'
import { arrayOf, integerIn } from './validate.js'

const MAX_MATRIX_ENTRIES = 2 ** 25

class RegularRepresentation extends MonomialRepresentation {
  readonly #list: ElementList

  constructor(group: FiniteGroup) {
    const list = elementsOf(group)
    super(group, list.order, 'permutation', 'R')
    this.#list = list
  }

  override monomial(g: Permutation): Monomial {
    const image = new Uint32Array(this.dim)
    for (let i = 0; i < this.dim; i++) image[i] = this.#list.indexOf(compose(g, this.#list.at(i)))
    return { image, sign: new Int8Array(this.dim).fill(1) }
  }
}

/**
 * The regular representation R: one coordinate for each element h (numbered as in `elementsOf`), g sends e_h to e_{gh}.
 *
 * @throws TooLargeError if the group is too large to list
 *
 * @example
 * ```ts
 * import { cyclic, regular } from '@buridan/groups'
 * console.log(regular(cyclic(4)).dim) // → 4
 * ```
 */
export function regular(group: FiniteGroup): Representation {
  return new RegularRepresentation(group)
}

class MatrixRepresentation extends Representation {
  readonly #list: ElementList
  readonly #matrices: Float64Array

  constructor(list: ElementList, dim: number, matrices: Float64Array, orthogonal: boolean, text: string) {
    super(list.group, dim, orthogonal ? 'orthogonal' : 'general', text)
    this.#list = list
    this.#matrices = matrices
  }

  override applyInto(g: Permutation, x: Float64Array, xo: number, out: Float64Array, oo: number): void {
    const n = this.dim
    const at = this.#list.indexOf(g) * n * n
    if (at < 0) throw new InvalidArgumentError(`[${g.join(',')}] is not an element of ${this.group.name}`)
    for (let i = 0; i < n; i++) {
      let sum = 0
      for (let j = 0; j < n; j++) sum += this.#matrices[at + i * n + j]! * x[xo + j]!
      out[oo + i] = sum
    }
  }

  override character(g: Permutation): number {
    const n = this.dim
    const at = this.#list.indexOf(g) * n * n
    let trace = 0
    for (let i = 0; i < n; i++) trace += this.#matrices[at + i * n + i]!
    return trace
  }
}

/**
 * A representation of your own, from one matrix for each generator of the group. All products are formed and compared,
 * so that what is returned is a representation.
 *
 * @param matrices - for each of `group.generators` a dim×dim matrix, as rows
 * @param options - `tolerance`: how far ρ(g)ρ(s) and ρ(gs) may differ in an entry, default 1e-8
 * @throws NotAHomomorphismError if the matrices do not extend to the group, naming the element where they fail
 * @throws TooLargeError if the group is too large to list
 * @remarks O(order · generators · dim³) time, O(order · dim²) memory.
 *
 * @example
 * ```ts
 * import { cyclic, matrixRepresentation } from '@buridan/groups'
 * const sign = matrixRepresentation(cyclic(4), [[[-1]]])
 * console.log(sign.character(Uint32Array.of(1, 2, 3, 0))) // → -1
 * ```
 */
export function matrixRepresentation(
  group: FiniteGroup,
  matrices: readonly (readonly ArrayLike<number>[])[],
  options: { tolerance?: number; dim?: number } = {},
): Representation {
  const { tolerance = 1e-8 } = options
  arrayOf(matrices, 'matrices')
  if (matrices.length !== group.generators.length) {
    throw new RepresentationMismatchError(
      `${matrices.length} matrices given for the ${group.generators.length} generators of ${group.name}`,
    )
  }
  const dim = options.dim ?? matrices[0]?.length
  if (!dim) throw new InvalidArgumentError('a representation needs at least one matrix or { dim }')
  const given = matrices.map((rows, s) => squareMatrix(rows, dim, `matrix ${s}`))
  const list = elementsOf(group)
  if (list.order * dim * dim > MAX_MATRIX_ENTRIES) {
    throw new InvalidArgumentError(`${list.order} matrices of size ${dim} would take too much memory`)
  }
  const all = extend(list, given, dim, tolerance)
  const text = `M[${matrices.map((m) => JSON.stringify(m.map((row) => Array.from(row)))).join(',')}]`
  return new MatrixRepresentation(
    list,
    dim,
    all,
    given.every((m) => isOrthogonal(m, dim)),
    text,
  )
}

/** ρ of every element along words, then ρ(g)ρ(s) = ρ(gs) for every element g and generator s. */
function extend(
  list: ElementList,
  given: readonly Float64Array[],
  dim: number,
  tolerance: number,
): Float64Array {
  const size = dim * dim
  const all = new Float64Array(list.order * size)
  for (let i = 0; i < dim; i++) all[i * dim + i] = 1
  const { parent, generator, visited } = list.spanningTree()
  const product = new Float64Array(size)
  for (let k = 1; k < list.order; k++) {
    const j = visited[k]!
    multiply(all, parent[j]! * size, given[generator[j]!]!, dim, product)
    all.set(product, j * size)
  }
  for (let i = 0; i < list.order; i++) {
    for (let s = 0; s < given.length; s++) {
      multiply(all, i * size, given[s]!, dim, product)
      const at = list.indexOf(compose(list.at(i), list.group.generators[s]!)) * size
      for (let e = 0; e < size; e++) {
        const error = Math.abs(product[e]! - all[at + e]!)
        if (!(error <= tolerance)) {
          throw new NotAHomomorphismError(
            `the matrices are no representation of ${list.group.name}: for the element [${list.at(i).join(',')}] and ` +
              `generator ${s}, ρ(g)ρ(s) and ρ(gs) differ by ${error.toPrecision(3)}`,
          )
        }
      }
    }
  }
  return all
}

function multiply(a: Float64Array, at: number, b: Float64Array, n: number, out: Float64Array): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0
      for (let k = 0; k < n; k++) sum += a[at + i * n + k]! * b[k * n + j]!
      out[i * n + j] = sum
    }
  }
}

class ActionRepresentation extends MonomialRepresentation {
  readonly #list: ElementList
  readonly #images: Uint32Array

  constructor(list: ElementList, dim: number, images: Uint32Array, text: string) {
    super(list.group, dim, 'permutation', text)
    this.#list = list
    this.#images = images
  }

  override monomial(g: Permutation): Monomial {
    const i = this.#list.indexOf(g)
    if (i < 0) throw new InvalidArgumentError(`[${g.join(',')}] is not an element of ${this.group.name}`)
    const image = this.#images.subarray(i * this.dim, (i + 1) * this.dim)
    return { image, sign: new Int8Array(this.dim).fill(1) }
  }
}

/**
 * The permutation representation of an action of your own, from the images of each generator: atoms of a cell under its
 * point group, cosets, edges of a graph. Checked to be an action.
 *
 * @param images - for each of `group.generators` a permutation of 0..n−1: point i goes to `images[s][i]`
 * @throws NotAHomomorphismError if the images do not extend to an action of the group, naming where they fail
 * @throws InvalidPermutationError | RepresentationMismatchError if they are no permutations or not one a generator
 * @throws TooLargeError if the group is too large to list
 * @remarks O(order · generators · (n + base · degree)).
 *
 * @example
 * ```ts
 * import { actionRepresentation, cyclic } from '@buridan/groups'
 * const onTwo = actionRepresentation(cyclic(4), [[1, 0]])
 * console.log(onTwo.dim, onTwo.structure) // → 2 permutation
 * ```
 */
export function actionRepresentation(
  group: FiniteGroup,
  images: readonly ArrayLike<number>[],
): Representation {
  arrayOf(images, 'images')
  if (images.length !== group.generators.length) {
    throw new RepresentationMismatchError(
      `${images.length} permutations given for the ${group.generators.length} generators of ${group.name}`,
    )
  }
  const dim = images[0]?.length
  if (!dim) throw new InvalidArgumentError('an action needs at least one generator and one point')
  const given = images.map((p) => permutation(p, dim))
  const list = elementsOf(group)
  const all = new Uint32Array(list.order * dim)
  for (let i = 0; i < dim; i++) all[i] = i
  const at = (e: number) => all.subarray(e * dim, (e + 1) * dim)
  const { parent, generator, visited } = list.spanningTree()
  for (let k = 1; k < list.order; k++) {
    const e = visited[k]!
    at(e).set(compose(at(parent[e]!), given[generator[e]!]!))
  }
  for (let e = 0; e < list.order; e++) {
    given.forEach((p, s) => {
      const product = compose(at(e), p)
      const expected = at(list.indexOf(compose(list.at(e), group.generators[s]!)))
      const wrong = product.findIndex((v, i) => v !== expected[i])
      if (wrong >= 0) {
        throw new NotAHomomorphismError(
          `the images are no action of ${group.name}: for the element [${list.at(e).join(',')}] and generator ${s}, ` +
            `point ${wrong} goes to ${product[wrong]} one way and to ${expected[wrong]} the other`,
        )
      }
    })
  }
  return new ActionRepresentation(list, dim, all, `A[${given.map((p) => `[${p.join(',')}]`).join(',')}]`)
}

class RestrictedRepresentation extends Representation {
  constructor(
    readonly inner: Representation,
    group: FiniteGroup,
  ) {
    // the text of tensors of V means the same for a subgroup; R, M[…] and A[…] would not
    const text = /[RMA]/.test(inner.text) ? `Res(${inner.text})` : inner.text
    super(group, inner.dim, inner.structure, text)
  }

  override applyInto(g: Permutation, x: Float64Array, xo: number, out: Float64Array, oo: number): void {
    this.inner.applyInto(g, x, xo, out, oo)
  }

  override monomial(g: Permutation): Monomial {
    return this.inner.monomial(g)
  }

  override character(g: Permutation): number {
    return this.inner.character(g)
  }

  override get summands(): readonly Summand[] {
    if (this.inner.summands.length === 1 && this.inner.summands[0]!.count === 1) return super.summands
    return this.inner.summands.map((s) => ({ ...s, rep: restrict(s.rep, this.group) }))
  }
}

/**
 * The restriction of a representation to a subgroup (made with `subgroup`, a stabilizer, …).
 *
 * @throws RepresentationMismatchError if the subgroup acts on other points than the group
 *
 * @example
 * ```ts
 * import { cyclic, restrict, subgroup, tensor } from '@buridan/groups'
 * const G = cyclic(4)
 * const half = subgroup(G, [[2, 3, 0, 1]])
 * console.log(restrict(tensor(G, 1), half).group.order) // → 2n
 * ```
 */
export function restrict(rep: Representation, group: FiniteGroup): Representation {
  if (group.degree !== rep.group.degree) {
    throw new RepresentationMismatchError(
      `${group.name} acts on ${group.degree} points, ${rep.group.name} on ${rep.group.degree}: it is no subgroup of it`,
    )
  }
  return new RestrictedRepresentation(rep, group)
}

class SubRepresentation extends Representation {
  constructor(
    readonly inner: Representation,
    readonly basis: Float64Array,
    dim: number,
  ) {
    super(
      inner.group,
      dim,
      inner.structure === 'general' ? 'general' : 'orthogonal',
      `Sub(${inner.text},${basis.join(' ')})`,
    )
  }

  override applyInto(g: Permutation, x: Float64Array, xo: number, out: Float64Array, oo: number): void {
    const n = this.inner.dim
    const lifted = new Float64Array(n)
    const moved = new Float64Array(n)
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < this.dim; k++) lifted[i]! += this.basis[i * this.dim + k]! * x[xo + k]!
    }
    this.inner.applyInto(g, lifted, 0, moved, 0)
    for (let k = 0; k < this.dim; k++) {
      let sum = 0
      for (let i = 0; i < n; i++) sum += this.basis[i * this.dim + k]! * moved[i]!
      out[oo + k] = sum
    }
  }

  override character(g: Permutation): number {
    const m = this.matrix(g)
    let trace = 0
    for (let k = 0; k < this.dim; k++) trace += m[k * this.dim + k]!
    return trace
  }
}

/**
 * The subrepresentation on an invariant subspace with orthonormal basis B: g acts as B⊤ρ(g)B.
 *
 * @param basis - dim × d, row-major, orthonormal columns that span a subspace the group maps to itself
 * @throws RepresentationMismatchError if the basis is not of that shape or the subspace is not invariant
 *
 * @example
 * ```ts
 * import { cyclic, subrepresentation, tensor } from '@buridan/groups'
 * const sum = Float64Array.of(0.5, 0.5, 0.5, 0.5)
 * console.log(subrepresentation(tensor(cyclic(4), 1), sum, 1).dim) // → 1
 * ```
 */
export function subrepresentation(rep: Representation, basis: Float64Array, d: number): Representation {
  integerIn(d, 0, rep.dim, 'the dimension of the subspace')
  if (!(basis instanceof Float64Array) || basis.length !== rep.dim * d) {
    throw new RepresentationMismatchError(`the basis must be a Float64Array of ${rep.dim} × ${d} entries`)
  }
  const sub = new SubRepresentation(rep, basis, d)
  const column = new Float64Array(rep.dim)
  const moved = new Float64Array(rep.dim)
  const coordinates = new Float64Array(d)
  for (const g of rep.group.generators) {
    for (let k = 0; k < d; k++) {
      for (let i = 0; i < rep.dim; i++) column[i] = basis[i * d + k]!
      rep.applyInto(g, column, 0, moved, 0)
      coordinates.fill(0)
      for (let i = 0; i < rep.dim; i++)
        for (let l = 0; l < d; l++) coordinates[l]! += basis[i * d + l]! * moved[i]!
      for (let i = 0; i < rep.dim; i++) {
        let back = 0
        for (let l = 0; l < d; l++) back += basis[i * d + l]! * coordinates[l]!
        if (Math.abs(back - moved[i]!) > 1e-8) {
          throw new RepresentationMismatchError(
            `the subspace is not invariant: generator [${g.join(',')}] leaves it`,
          )
        }
      }
    }
  }
  return sub
}
