import {
  arrayOf,
  checkedTolerance,
  compose,
  InvalidArgumentError,
  isOrthogonal,
  knownOptions,
  NotAHomomorphismError,
  ofKind,
  type Permutation,
  RepresentationMismatchError,
  squareMatrix,
} from '@buridan/core'
import { type ElementList, elementsOf, type FiniteGroup } from '@buridan/permutations'
import { multiple } from './algebra.js'
import { trivial } from './base-representation.js'
import { exactMatrices } from './exact-matrices.js'
import { form } from './form.js'
import { areMonomial, MonomialMatrices } from './monomial-matrices.js'
import { Representation } from './representation.js'

const MAX_MATRIX_ENTRIES = 2 ** 25
/** Products that differ by less in each entry are one. */
const SAME = 1e-8

class MatrixRepresentation extends Representation {
  readonly #list: ElementList
  readonly #matrices: Float64Array
  readonly #error: number

  constructor(
    list: ElementList,
    dim: number,
    { matrices, error }: Extended,
    orthogonal: boolean,
    detail: string,
  ) {
    super(list.group, dim, orthogonal ? 'orthogonal' : 'general', `M${detail}`, form('matrices', { detail }))
    this.#list = list
    this.#matrices = matrices
    this.#error = error
  }

  override get knownTo(): number {
    return this.#error
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
 * so that the result is a representation. Permutation matrices, with signs or without, are recognized as such.
 *
 * @param matrices - for each of `group.generators` a dim×dim matrix, as rows
 * @param options - `tolerance`: how far entries may be from those of a representation, where they were rounded. They are then moved: to whole
 * numbers if all are within it, else to the nearest orthogonal matrices that multiply exactly, or, where they are not orthogonal, to matrices
 * that multiply exactly. Without it they are taken as they are, and ρ(g)ρ(s) and ρ(gs) agree to 1e-8 in each entry
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
  knownOptions(options, { tolerance: true, dim: true }, 'matrixRepresentation')
  ofKind(group, 'group', 'finite group')
  const { tolerance } = options
  arrayOf(matrices, 'matrices')
  if (matrices.length !== group.ownGenerators.length) {
    throw new RepresentationMismatchError(
      `${matrices.length} matrices given for the ${group.ownGenerators.length} generators of ${group.name}`,
    )
  }
  const dim = options.dim ?? matrices[0]?.length
  if (!dim) throw new InvalidArgumentError('a representation needs at least one matrix or { dim }')
  // without generators all is fixed, and the text has no matrix to give the dimension
  if (matrices.length === 0) return multiple(dim, trivial(group))
  const read = matrices.map((rows, s) => squareMatrix(rows, dim, `matrix ${s}`))
  const list = elementsOf(group)
  if (list.order * dim * dim > MAX_MATRIX_ENTRIES) {
    throw new InvalidArgumentError(`${list.order} matrices of size ${dim} would take too much memory`)
  }
  const given = tolerance === undefined ? read : exactMatrices(list, read, dim, checkedTolerance(tolerance))
  const all = extend(list, given, dim)
  const rows = (m: Float64Array) =>
    Array.from({ length: dim }, (_, i) => Array.from(m.subarray(i * dim, (i + 1) * dim)))
  const detail = `[${given.map((m) => JSON.stringify(rows(m))).join(',')}]`
  if (areMonomial(given, dim)) return new MonomialMatrices(list, dim, all.matrices, detail)
  return new MatrixRepresentation(
    list,
    dim,
    all,
    given.every((m) => isOrthogonal(m, dim)),
    detail,
  )
}

/** The matrices of all elements, one after the other, and the largest error of an entry of a product. */
interface Extended {
  readonly matrices: Float64Array
  readonly error: number
}

/** ρ of every element along words, then ρ(g)ρ(s) = ρ(gs) for every element g and generator s. */
function extend(list: ElementList, given: readonly Float64Array[], dim: number): Extended {
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
  let most = 0
  for (let i = 0; i < list.order; i++) {
    for (let s = 0; s < given.length; s++) {
      multiply(all, i * size, given[s]!, dim, product)
      const at = list.indexOf(compose(list.view(i), list.group.ownGenerators[s]!)) * size
      for (let e = 0; e < size; e++) {
        const error = Math.abs(product[e]! - all[at + e]!)
        if (!(error <= SAME)) {
          throw new NotAHomomorphismError(
            `the matrices are no representation of ${list.group.name}: for the element [${list.view(i).join(',')}] and ` +
              `generator ${s}, ρ(g)ρ(s) and ρ(gs) differ by ${error.toPrecision(3)}, more than ${SAME}; the option tolerance moves rounded ` +
              'matrices to the nearest representation',
          )
        }
        most = Math.max(most, error)
      }
    }
  }
  return { matrices: all, error: most }
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
