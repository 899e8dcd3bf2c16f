import { integerIn, ofKind, TooLargeError } from '@buridan/core'
import type { ComplexMatrix } from '../lie/complex-matrix.js'
import type { AlgebraElement } from '../lie/lie-factors.js'
import { tensorPower } from './algebra.js'
import type { AnyGroup, ElementOf } from './any-group.js'
import { trivial } from './base-representation.js'
import { productOf } from './elements-of-groups.js'
import { form } from './form.js'
import { type AnyRepresentation, Representation } from './representation.js'
import type { Monomial } from './tensor-index.js'

const MAX_LIFTED = 2 ** 22

/** A symmetric (sign 1) or alternating (sign −1) power on an orthonormal basis of symmetrized or antisymmetrized tensors. */
class PowerRepresentation<G extends AnyGroup> extends Representation<G> {
  readonly #tensors: Representation<G>
  /** Index sets of the basis, ascending, k numbers each. */
  readonly #indices: readonly (readonly number[])[]
  readonly #position: ReadonlyMap<string, number>
  /** For each basis vector its nonzero entries in the tensor power, and their common size. */
  readonly #entries: readonly {
    readonly at: readonly number[]
    readonly signs: readonly number[]
    readonly size: number
  }[]

  constructor(
    readonly inner: Representation<G>,
    readonly k: number,
    readonly sign: 1 | -1,
    indices: readonly (readonly number[])[],
  ) {
    const signed = sign === -1 && inner.structure === 'permutation' ? 'signed-permutation' : inner.structure
    super(
      inner.group,
      indices.length,
      signed,
      () => `${sign === 1 ? 'Sym' : 'Alt'}(${inner.text},${k})`,
      form(sign === 1 ? 'symmetric power' : 'alternating power', { detail: `${k}`, parts: [inner] }),
      inner.complex,
    )
    this.#tensors = tensorPower(
      inner as AnyRepresentation,
      k,
    ) as Representation<AnyGroup> as Representation<G>
    this.#indices = indices
    this.#position = new Map(indices.map((list, i) => [list.join(), i]))
    this.#entries = indices.map((list) => entriesOf(list, inner.dim, sign))
  }

  override applyInto(g: ElementOf<G>, x: Float64Array, xo: number, out: Float64Array, oo: number): void {
    this.#throughTensors(x, xo, out, oo, (lifted, moved) => this.#tensors.applyInto(g, lifted, 0, moved, 0))
  }

  /** Lifts x to tensors, applies a map, which writes to its second argument, and goes back. */
  #throughTensors(
    x: Float64Array,
    xo: number,
    out: Float64Array,
    oo: number,
    map: (lifted: Float64Array, moved: Float64Array) => void,
  ): void {
    const lifted = new Float64Array(this.#tensors.dim)
    const moved = new Float64Array(this.#tensors.dim)
    this.#entries.forEach(({ at, signs, size }, b) => {
      at.forEach((i, e) => {
        lifted[i] = signs[e]! * size * x[xo + b]!
      })
    })
    map(lifted, moved)
    this.#entries.forEach(({ at, signs, size }, b) => {
      let sum = 0
      for (let e = 0; e < at.length; e++) sum += signs[e]! * moved[at[e]!]!
      out[oo + b] = sum * size
    })
  }

  override addDerivative(
    a: AlgebraElement,
    part: 're' | 'im',
    x: Float64Array,
    xo: number,
    out: Float64Array,
    oo: number,
    blocks: number,
    stride: number,
  ): void {
    const n = this.dim
    const [vector, image] = [new Float64Array(n), new Float64Array(n)]
    for (let b = 0; b < blocks; b++) {
      for (let s = 0; s < stride; s++) {
        const at = b * n * stride + s
        for (let i = 0; i < n; i++) vector[i] = x[xo + at + i * stride]!
        this.#throughTensors(vector, 0, image, 0, (lifted, moved) =>
          this.#tensors.applyDerivativeInto(a, part, lifted, moved),
        )
        for (let i = 0; i < n; i++) out[oo + at + i * stride]! += image[i]!
      }
    }
  }

  /**
   * Entry (J, I) is √(a(J)/a(I)) Σ over the arrangements of I, with their signs, of the products of the entries of ρ(g) at J and
   * the arrangement; a counts arrangements.
   */
  override matrixOf(g: ElementOf<G>): ComplexMatrix {
    if (!this.complex) return super.matrixOf(g)
    const m = this.inner.matrixOf(g)
    const n = this.dim
    const re = new Float64Array(n * n)
    const im = new Float64Array(n * n)
    this.#indices.forEach((to, j) => {
      this.#indices.forEach((from, i) => {
        const scale = this.#entries[i]!.size / this.#entries[j]!.size
        for (const { order, sign } of distinctArrangements(from, this.sign)) {
          let [x, y] = [sign * scale, 0]
          to.forEach((row, k) => {
            const at = row * m.n + order[k]!
            const [u, v] = [m.re[at]!, m.im?.[at] ?? 0]
            ;[x, y] = [x * u - y * v, x * v + y * u]
          })
          re[j * n + i]! += x
          im[j * n + i]! += y
        }
      })
    })
    return { n, re, im }
  }

  override monomial(g: ElementOf<G>): Monomial {
    const { image: to, sign: signs } = this.inner.monomial(g)
    const image = new Uint32Array(this.dim)
    const sign = new Int8Array(this.dim)
    this.#indices.forEach((list, b) => {
      const moved = list.map((i) => to[i]!)
      const sorted = [...moved].sort((a, c) => a - c)
      image[b] = this.#position.get(sorted.join())!
      sign[b] = list.reduce((s, i) => s * signs[i]!, this.sign === 1 ? 1 : orderSign(moved))
    })
    return { image, sign }
  }

  /** By Newton's identities from the characters of powers of g. */
  override character(g: ElementOf<G>): number {
    const powers: number[] = []
    for (let i = 1, p = g; i <= this.k; i++, p = productOf(this.group, p, g))
      powers.push(this.inner.character(p))
    const values = [1]
    for (let k = 1; k <= this.k; k++) {
      let sum = 0
      for (let i = 1; i <= k; i++)
        sum += (this.sign === 1 || i % 2 === 1 ? 1 : -1) * values[k - i]! * powers[i - 1]!
      values.push(sum / k)
    }
    return values[this.k]!
  }
}

/** The sign of the permutation that sorts distinct numbers. */
function orderSign(list: readonly number[]): number {
  let sign = 1
  for (let i = 0; i < list.length; i++) for (let j = 0; j < i; j++) if (list[j]! > list[i]!) sign = -sign
  return sign
}

/** The different orders of a list, with their signs. */
function distinctArrangements(list: readonly number[], sign: 1 | -1) {
  const found = new Map<string, { readonly order: readonly number[]; readonly sign: number }>()
  for (const places of arrangements(list.length)) {
    const order = places.map((i) => list[i]!)
    const key = order.join()
    if (!found.has(key)) found.set(key, { order, sign: sign === 1 ? 1 : orderSign(places) })
  }
  return [...found.values()]
}

function entriesOf(list: readonly number[], n: number, sign: 1 | -1) {
  const all = distinctArrangements(list, sign)
  return {
    at: all.map(({ order }) => order.reduce((sum, i) => sum * n + i, 0)),
    signs: all.map((a) => a.sign),
    size: 1 / Math.sqrt(all.length),
  }
}

function arrangements(k: number): number[][] {
  if (k === 0) return [[]]
  return arrangements(k - 1).flatMap((rest) =>
    Array.from({ length: k }, (_, i) => [...rest.slice(0, i), k - 1, ...rest.slice(i)]),
  )
}

/** Ascending lists of k numbers below n, strictly or not. */
function ascending(n: number, k: number, strict: boolean): number[][] {
  let lists: number[][] = [[]]
  for (let step = 0; step < k; step++) {
    lists = lists.flatMap((list) => {
      const from = list.length === 0 ? 0 : list.at(-1)! + (strict ? 1 : 0)
      return Array.from({ length: Math.max(0, n - from) }, (_, i) => [...list, from + i])
    })
  }
  return lists
}

function power<R extends AnyRepresentation>(rep: R, k: number, sign: 1 | -1): R {
  ofKind(rep, 'rep', 'representation', 'Lie representation')
  integerIn(k, 0, 6, 'the power')
  if (k === 0) return trivial(rep.group as AnyGroup) as R
  if (k === 1) return rep
  if (rep.dim ** k > MAX_LIFTED) {
    throw new TooLargeError(`tensors of ${rep.dim}^${k} entries are refused: the limit is ${MAX_LIFTED}`)
  }
  integerIn(k, 0, sign === 1 ? 6 : Math.min(6, rep.dim), `the power of a space of dimension ${rep.dim}`)
  const made: Representation<AnyGroup> = new PowerRepresentation(
    rep as Representation<AnyGroup>,
    k,
    sign,
    ascending(rep.dim, k, sign === -1),
  )
  return made as R
}

/**
 * The k-th symmetric power, on the orthonormal basis of symmetrized tensors e_i·e_j·… with i ≤ j ≤ …, in that order; of
 * dimension C(n + k − 1, k). A permutation representation stays one.
 *
 * @throws InvalidArgumentError unless 0 ≤ k ≤ 6 and `rep` is a representation
 * @throws TooLargeError if nᵏ is over 2²²
 * @remarks O(k! · dim) to make; O(k · nᵏ⁺¹) for each ρ(g)x, O(nᵏ) for signed permutations, whose `monomial` takes O(k² · dim).
 *
 * @example
 * ```ts
 * import { cyclic, symmetricPower, tensor } from '@buridan/groups'
 * console.log(symmetricPower(tensor(cyclic(4), 1), 2).dim) // → 10
 * ```
 */
export function symmetricPower<R extends AnyRepresentation>(rep: R, k: number): R {
  return power(rep, k, 1)
}

/**
 * The k-th alternating (exterior) power, on the orthonormal basis e_i ∧ e_j ∧ … with i < j < …, in that order; of
 * dimension C(n, k).
 *
 * @throws InvalidArgumentError unless 0 ≤ k ≤ min(6, n) and `rep` is a representation
 * @throws TooLargeError if nᵏ is over 2²²
 * @remarks As {@link symmetricPower}.
 *
 * @example
 * ```ts
 * import { alternatingPower, pointGroup, tensor } from '@buridan/groups'
 * const V = tensor(pointGroup('O'), 1)
 * console.log(alternatingPower(V, 2).dim, alternatingPower(V, 3).character(Uint32Array.of(1, 3, 2, 4, 0, 5))) // → 3 1
 * ```
 */
export function alternatingPower<R extends AnyRepresentation>(rep: R, k: number): R {
  return power(rep, k, -1)
}
