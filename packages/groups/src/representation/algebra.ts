import { InvalidArgumentError, integerIn, inverse, type Permutation, TooLargeError } from '@buridan/core'
import type { FiniteGroup } from '@buridan/permutations'
import { baseRepresentation, trivial } from './base-representation.js'
import {
  commonStructure,
  type Monomial,
  type PointAxis,
  Representation,
  type Summand,
  sameGroup,
} from './representation.js'

const MAX_DIM = 2 ** 24

class DualRepresentation extends Representation {
  constructor(readonly inner: Representation) {
    super(inner.group, inner.dim, inner.structure, dualText(inner.text))
  }

  override get pointAxes(): readonly PointAxis[] | undefined {
    return this.inner.pointAxes
  }

  override applyInto(g: Permutation, x: Float64Array, xo: number, out: Float64Array, oo: number): void {
    if (this.structure !== 'general') {
      // ρ(g)^{-⊤} = ρ(g) for orthogonal matrices
      this.inner.applyInto(g, x, xo, out, oo)
      return
    }
    const n = this.dim
    const m = this.inner.matrix(inverse(g))
    for (let i = 0; i < n; i++) {
      let sum = 0
      for (let j = 0; j < n; j++) sum += m[j * n + i]! * x[xo + j]!
      out[oo + i] = sum
    }
  }

  override monomial(g: Permutation): Monomial {
    return this.inner.monomial(g)
  }

  override character(g: Permutation): number {
    return this.inner.character(inverse(g))
  }
}

function dualText(text: string): string {
  return /^(V|V_[a-z]|P|R)$/.test(text) ? `${text}*` : `(${text})*`
}

class SumRepresentation extends Representation {
  readonly #summands: readonly Summand[]

  constructor(group: FiniteGroup, summands: readonly Summand[], dim: number) {
    super(
      group,
      dim,
      commonStructure(...summands.map((s) => s.rep.structure)),
      summands.map((s) => (s.count === 1 ? s.rep.text : `${s.count}*${atom(s.rep.text)}`)).join('+'),
    )
    this.#summands = summands
  }

  override get summands(): readonly Summand[] {
    return this.#summands
  }

  override applyInto(g: Permutation, x: Float64Array, xo: number, out: Float64Array, oo: number): void {
    for (const { rep, count, offset } of this.summands) {
      for (let c = 0; c < count; c++) {
        const at = offset + c * rep.dim
        rep.applyInto(g, x, xo + at, out, oo + at)
      }
    }
  }

  override monomial(g: Permutation): Monomial {
    const image = new Uint32Array(this.dim)
    const sign = new Int8Array(this.dim)
    for (const { rep, count, offset } of this.summands) {
      const part = rep.monomial(g)
      for (let c = 0; c < count; c++) {
        const at = offset + c * rep.dim
        for (let i = 0; i < rep.dim; i++) image[at + i] = at + part.image[i]!
        sign.set(part.sign, at)
      }
    }
    return { image, sign }
  }

  override character(g: Permutation): number {
    let sum = 0
    for (const { rep, count } of this.summands) sum += count * rep.character(g)
    return sum
  }
}

/** Text safe as a factor of a product: sums and duals in parentheses. */
function atom(text: string): string {
  return /^(T\([\d,]*\)|[A-Z](_[a-z])?(\^\d+)?|[AM]\[[^A-Z()]*\]|\([^()]*\))$/.test(text) ? text : `(${text})`
}

class TensorRepresentation extends Representation {
  constructor(
    readonly left: Representation,
    readonly right: Representation,
    text: string,
  ) {
    super(left.group, left.dim * right.dim, commonStructure(left.structure, right.structure), text)
  }

  override get pointAxes(): readonly PointAxis[] | undefined {
    const a = this.left.pointAxes
    const b = this.right.pointAxes
    return a && b ? [...a, ...b] : undefined
  }

  override applyInto(g: Permutation, x: Float64Array, xo: number, out: Float64Array, oo: number): void {
    const { left, right } = this
    if (this.isMonomial) {
      const a = left.monomial(g)
      const b = right.monomial(g)
      for (let i = 0; i < left.dim; i++) {
        const row = oo + a.image[i]! * right.dim
        for (let j = 0; j < right.dim; j++) {
          out[row + b.image[j]!] = a.sign[i]! * b.sign[j]! * x[xo + i * right.dim + j]!
        }
      }
      return
    }
    this.#applyFactors(g, x, xo, out, oo)
  }

  /** A X B⊤ for x as a matrix X: B on every row, then A on every column. */
  #applyFactors(g: Permutation, x: Float64Array, xo: number, out: Float64Array, oo: number): void {
    const { left, right } = this
    const rows = new Float64Array(this.dim)
    for (let i = 0; i < left.dim; i++) right.applyInto(g, x, xo + i * right.dim, rows, i * right.dim)
    const column = new Float64Array(left.dim)
    const moved = new Float64Array(left.dim)
    for (let j = 0; j < right.dim; j++) {
      for (let i = 0; i < left.dim; i++) column[i] = rows[i * right.dim + j]!
      left.applyInto(g, column, 0, moved, 0)
      for (let i = 0; i < left.dim; i++) out[oo + i * right.dim + j] = moved[i]!
    }
  }

  override monomial(g: Permutation): Monomial {
    const a = this.left.monomial(g)
    const b = this.right.monomial(g)
    const image = new Uint32Array(this.dim)
    const sign = new Int8Array(this.dim)
    for (let i = 0, k = 0; i < this.left.dim; i++) {
      for (let j = 0; j < this.right.dim; j++, k++) {
        image[k] = a.image[i]! * this.right.dim + b.image[j]!
        sign[k] = a.sign[i]! * b.sign[j]!
      }
    }
    return { image, sign }
  }

  override character(g: Permutation): number {
    return this.left.character(g) * this.right.character(g)
  }
}

/**
 * The dual representation, ρ*(g) = ρ(g)^{-⊤}; for orthogonal representations the same matrices.
 *
 * @example
 * ```ts
 * import { dihedral, dual, tensor } from '@buridan/groups'
 * console.log(dual(tensor(dihedral(4), 1)).text) // → V*
 * ```
 */
export function dual(rep: Representation): Representation {
  return rep.text === 'T(0)' ? rep : new DualRepresentation(rep)
}

/**
 * The direct sum of representations, coordinates one after the other; equal neighbours are kept as multiplicities.
 *
 * @throws RepresentationMismatchError if they are of different groups
 *
 * @example
 * ```ts
 * import { cyclic, directSum, tensor } from '@buridan/groups'
 * const G = cyclic(4)
 * console.log(directSum(tensor(G, 1), tensor(G, 0)).dim) // → 5
 * ```
 */
export function directSum(...reps: readonly Representation[]): Representation {
  return weightedSum(reps.map((rep) => ({ rep, count: 1 })))
}

/**
 * `count` copies of a representation, one after the other.
 *
 * @example
 * ```ts
 * import { cyclic, multiple, tensor } from '@buridan/groups'
 * console.log(multiple(3, tensor(cyclic(4), 1)).dim) // → 12
 * ```
 */
export function multiple(count: number, rep: Representation): Representation {
  integerIn(count, 1, MAX_DIM, 'the number of copies')
  if (rep.summands.length === 1) return weightedSum([{ rep, count }])
  return weightedSum(Array.from({ length: count }, () => ({ rep, count: 1 })))
}

function weightedSum(terms: readonly { rep: Representation; count: number }[]): Representation {
  const first = terms[0]
  if (!first) throw new InvalidArgumentError('a direct sum needs at least one summand')
  const summands: Summand[] = []
  let offset = 0
  for (const term of terms) {
    sameGroup(first.rep, term.rep)
    for (const part of term.rep.summands) {
      const count = part.count * term.count
      const last = summands.at(-1)
      if (last && last.rep.text === part.rep.text)
        summands[summands.length - 1] = { ...last, count: last.count + count }
      else summands.push({ rep: part.rep, count, offset })
      offset += count * part.rep.dim
    }
  }
  refuseDimension(offset)
  if (summands.length === 1 && summands[0]!.count === 1) return summands[0]!.rep
  return new SumRepresentation(first.rep.group, summands, offset)
}

/**
 * The tensor product, ρ_a(g) ⊗ ρ_b(g) ⊗ …; coordinate (i, j) at i · dim_b + j.
 *
 * @throws RepresentationMismatchError if they are of different groups
 *
 * @example
 * ```ts
 * import { cyclic, tensor, tensorProduct } from '@buridan/groups'
 * const V = tensor(cyclic(3), 1)
 * console.log(tensorProduct(V, V).dim) // → 9
 * ```
 */
export function tensorProduct(...reps: readonly Representation[]): Representation {
  const [first, ...rest] = reps
  if (!first) throw new InvalidArgumentError('a tensor product needs at least one factor')
  let product = first
  for (const rep of rest) {
    sameGroup(product, rep)
    refuseDimension(product.dim * rep.dim)
    if (rep.text === 'T(0)') continue
    product =
      product.text === 'T(0)'
        ? rep
        : new TensorRepresentation(product, rep, `${atom(product.text)}*${atom(rep.text)}`)
  }
  return product
}

/**
 * The k-th tensor power; the trivial representation for k = 0.
 *
 * @example
 * ```ts
 * import { cyclic, tensor, tensorPower } from '@buridan/groups'
 * console.log(tensorPower(tensor(cyclic(3), 1), 2).text) // → V^2
 * ```
 */
export function tensorPower(rep: Representation, k: number): Representation {
  integerIn(k, 0, 24, 'the tensor power')
  return power(rep, k, `${atom(rep.text)}^${k}`)
}

function power(rep: Representation, k: number, text: string): Representation {
  if (k === 0 || rep.text === 'T(0)') return trivial(rep.group)
  refuseDimension(rep.dim ** k)
  let out = rep
  for (let i = 2; i <= k; i++)
    out = new TensorRepresentation(out, rep, i === k ? text : `${atom(rep.text)}^${i}`)
  return out
}

/**
 * The tensors T(p, q) = V^⊗p ⊗ V*^⊗q over the group's base representation; T(0) is the trivial one, T(1) is V.
 *
 * @example
 * ```ts
 * import { dihedral, tensor } from '@buridan/groups'
 * console.log(tensor(dihedral(4), 2).dim) // → 16
 * ```
 */
export function tensor(group: FiniteGroup, p: number, q = 0): Representation {
  integerIn(p, 0, 24, 'p in T(p,q)')
  integerIn(q, 0, 24, 'q in T(p,q)')
  if (p === 0 && q === 0) return trivial(group)
  const V = baseRepresentation(group)
  const up = power(V, p, `T(${p})`)
  if (q === 0) return up
  const down = power(dual(V), q, `V*^${q}`)
  refuseDimension(up.dim * down.dim)
  return p === 0 ? renamed(down, q) : new TensorRepresentation(up, down, `T(${p},${q})`)
}

function renamed(down: Representation, q: number): Representation {
  if (!(down instanceof TensorRepresentation)) return down
  return new TensorRepresentation(down.left, down.right, `T(0,${q})`)
}

function refuseDimension(dim: number): void {
  if (dim > MAX_DIM)
    throw new TooLargeError(`a representation of dimension ${dim} is refused: the limit is ${MAX_DIM}`)
}
