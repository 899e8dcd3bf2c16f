import {
  InvalidArgumentError,
  isKind,
  KIND,
  type Kind,
  type Permutation,
  type Rng,
  rngOf,
  shown,
  UnsupportedError,
} from '@buridan/core'
import { FiniteGroup, randomElement } from '@buridan/permutations'
import {
  addMatrices,
  type ComplexMatrix,
  exponential,
  identityMatrix,
  multiplyMatrices,
  scaleMatrix,
} from './complex-matrix.js'
import { checkedParts, invertedParts, multipliedParts, refuseOtherAlgebra } from './lie-elements.js'

/**
 * The tensors whose stabilizer is a classical group, over ℂ after complexification and up to Zariski closure: by the first
 * fundamental theorem all its invariants are made of them. GL(n) and U(n) have neither.
 */
export interface FundamentalTensors {
  /** An invariant bilinear form: diagonal with entries ±1, or J = [[0, 1], [−1, 0]] on coordinates (q, p). */
  readonly form?: Int8Array | 'symplectic'
  /** Whether the volume form ε is invariant. */
  readonly volume: boolean
}

/** The data of a {@link LieGroup}. */
export interface LieGroupFacts {
  readonly name: string
  readonly dim: number
  /** Whether its base space is ℂᵈ. */
  readonly complex: boolean
  /** A basis of the Lie algebra, over ℝ. */
  readonly algebra: readonly ComplexMatrix[]
  /** Elements that with the connected component of 1 generate the group. */
  readonly discrete: readonly ComplexMatrix[]
  /** Whether all matrices are orthogonal or unitary. */
  readonly unitary: boolean
  /** For a classical group the tensors it preserves. */
  readonly preserves?: FundamentalTensors
  /** Draws from Haar's measure: for compact groups. */
  readonly haar?: (random: Rng) => ComplexMatrix
}

/**
 * A matrix Lie group on its base space ℝᵈ or ℂᵈ: a basis of its Lie algebra, and elements of its other components. A value.
 *
 * @example
 * ```ts
 * import { orthogonal, rng } from '@buridan/groups'
 * const G = orthogonal(3)
 * console.log(G.toString(), G.isCompact, G.randomElement(rng(1)).n) // → O(3) true 3
 * ```
 */
export class LieGroup {
  /** @internal */
  get [KIND](): Kind {
    return 'Lie group'
  }

  /** @internal Also true for groups that another copy of the package made. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return isKind(value, 'Lie group')
  }

  readonly name: string
  readonly dim: number
  readonly complex: boolean
  readonly unitary: boolean
  /** @internal The basis itself, not to be changed. */
  readonly ownAlgebra: readonly ComplexMatrix[]
  /** @internal The elements themselves, not to be changed. */
  readonly ownDiscrete: readonly ComplexMatrix[]
  readonly #preserves: FundamentalTensors | undefined
  #key: string | undefined
  readonly #haar: ((random: Rng) => ComplexMatrix) | undefined

  /** @internal Use the catalogue. */
  constructor(facts: LieGroupFacts) {
    this.name = facts.name
    this.dim = facts.dim
    this.complex = facts.complex
    this.ownAlgebra = facts.algebra
    this.ownDiscrete = facts.discrete
    this.unitary = facts.unitary
    this.#preserves = facts.preserves
    this.#haar = facts.haar
  }

  /** A basis of the Lie algebra, over ℝ: copies. O(n² · dimension). */
  get algebra(): readonly ComplexMatrix[] {
    return this.ownAlgebra.map(copyOf)
  }

  /** Elements that with the connected component of 1 generate the group: copies. O(n²). */
  get discrete(): readonly ComplexMatrix[] {
    return this.ownDiscrete.map(copyOf)
  }

  /** For a classical group the tensors it preserves: copies. */
  get preserves(): FundamentalTensors | undefined {
    if (!this.#preserves) return undefined
    const { form, volume } = this.#preserves
    return form === undefined ? { volume } : { form: typeof form === 'string' ? form : form.slice(), volume }
  }

  /**
   * A string that groups share exactly if they have the same Lie algebra, discrete generators and base space, whatever their
   * names. Made once, when first asked for.
   */
  get key(): string {
    this.#key ??= `${this.complex ? 'complex' : 'real'} ${this.dim} ${[this.ownAlgebra, this.ownDiscrete].map((list) => list.map(keyOfMatrix).join(';')).join('|')}`
    return this.#key
  }

  /** @internal The parts of an element, checked. */
  checkedElement(g: unknown): readonly FactorElement[] {
    return checkedParts(this.name, [this], g)
  }

  /** @internal g⁻¹, unchecked, as parts. */
  invertedElement(g: unknown): readonly FactorElement[] {
    return invertedParts(g)
  }

  /** @internal gh, unchecked, as parts. */
  multipliedElements(g: unknown, h: unknown): readonly FactorElement[] {
    return multipliedParts(g, h)
  }

  /** @internal Throws unless the value is an element of the basis of the Lie algebra. */
  refuseOtherAlgebra(a: { readonly factor: number; readonly index: number }): void {
    refuseOtherAlgebra(this.name, [this], a)
  }

  get isCompact(): boolean {
    return this.#haar !== undefined
  }

  /**
   * An element drawn from Haar's measure, the uniform distribution of a compact group.
   *
   * @returns a matrix n × n
   * @throws UnsupportedError for a group that is not compact and has no such distribution: see {@link LieGroup.randomElement}
   * @throws InvalidArgumentError if `random` is not an `Rng`
   * @remarks O(n³).
   */
  haarSample(random: Rng): ComplexMatrix {
    if (!this.#haar) {
      throw new UnsupportedError(
        `${this.name} is not compact: it has no uniform distribution; randomElement draws some element`,
      )
    }
    return this.#haar(rngOf(random, 'random'))
  }

  /**
   * A random element of any component: exp of a Gaussian element of the Lie algebra, times random products of the discrete
   * generators. For tests of equivariance; not uniform.
   *
   * @param scale - standard deviation of the coordinates in the Lie algebra
   * @returns a matrix n × n
   * @throws InvalidArgumentError if `random` is not an `Rng`, or scale not from 0 to 10
   * @remarks O(n² · dimension of the Lie algebra + n³ · (discrete generators + log n)).
   */
  randomElement(random: Rng, scale = 0.5): ComplexMatrix {
    rngOf(random, 'random')
    checkedScale(scale)
    let sum = scaleMatrix(identityMatrix(this.dim), 0)
    for (const a of this.ownAlgebra) sum = addMatrices(sum, a, scale * random.normal())
    let g = exponential(sum)
    for (const d of this.ownDiscrete) if (random.int(2)) g = multiplyMatrices(d, g)
    return g
  }

  toString(): string {
    return this.name
  }
}

function copyOf({ n, re, im }: ComplexMatrix): ComplexMatrix {
  return im ? { n, re: re.slice(), im: im.slice() } : { n, re: re.slice() }
}

function keyOfMatrix({ re, im }: ComplexMatrix): string {
  return im ? `${re.join(' ')} i ${im.join(' ')}` : re.join(' ')
}

function checkedScale(scale: number): void {
  if (typeof scale !== 'number' || !(scale >= 0 && scale <= 10)) {
    throw new InvalidArgumentError(`scale is ${shown(scale)}; it must be a number from 0 to 10`)
  }
}

/** A factor of a mixed product. */
export type Factor = FiniteGroup | LieGroup
/** An element of a factor: a permutation of its points, or a matrix. */
export type FactorElement = Permutation | ComplexMatrix

/**
 * A direct product of Lie groups and finite groups, one element of each factor. A value.
 *
 * @example
 * ```ts
 * import { lieProduct, orthogonal, rng, symmetric } from '@buridan/groups'
 * const G = lieProduct(orthogonal(3), symmetric(4))
 * console.log(G.toString(), G.haarSample(rng(1)).length, G.randomElement(rng(1)).length) // → O(3)xS(4) 2 2
 * ```
 */
export class MixedProduct {
  /** @internal */
  get [KIND](): Kind {
    return 'product of groups'
  }

  /** @internal Also true for groups that another copy of the package made. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return isKind(value, 'product of groups')
  }

  readonly name: string
  /** The factors in order, frozen. */
  readonly factors: readonly Factor[]
  #key: string | undefined

  /** @internal Use {@link lieProduct}. */
  constructor(factors: readonly Factor[]) {
    this.factors = Object.freeze([...factors])
    this.name = factors.map((f) => (f instanceof FiniteGroup ? f.factorName : f.name)).join('x')
  }

  /** A string that products share exactly if their factors are the same, in order. */
  get key(): string {
    this.#key ??= this.factors.map((f) => `(${f.key})`).join(' × ')
    return this.#key
  }

  /**
   * A random element of every factor, uniform only for finite factors.
   *
   * @param scale - as for {@link LieGroup.randomElement}
   * @returns one element for each factor: a permutation of its points, or a matrix
   * @throws InvalidArgumentError if `random` is not an `Rng`, or scale not from 0 to 10
   * @remarks O(sum over the factors): base · degree for a finite one, as {@link LieGroup.randomElement} for others.
   */
  randomElement(random: Rng, scale = 0.5): FactorElement[] {
    checkedScale(scale)
    return this.factors.map((f) =>
      f instanceof FiniteGroup ? randomElement(f, random) : f.randomElement(random, scale),
    )
  }

  /** @internal The parts of an element, checked. */
  checkedElement(g: unknown): readonly FactorElement[] {
    return checkedParts(this.name, this.factors, g)
  }

  /** @internal g⁻¹, unchecked, as parts. */
  invertedElement(g: unknown): readonly FactorElement[] {
    return invertedParts(g)
  }

  /** @internal gh, unchecked, as parts. */
  multipliedElements(g: unknown, h: unknown): readonly FactorElement[] {
    return multipliedParts(g, h)
  }

  /** @internal Throws unless the value is an element of the basis of the Lie algebra. */
  refuseOtherAlgebra(a: { readonly factor: number; readonly index: number }): void {
    refuseOtherAlgebra(this.name, this.factors, a)
  }

  get isCompact(): boolean {
    return this.factors.every((f) => f instanceof FiniteGroup || f.isCompact)
  }

  /**
   * An element that is uniform in every factor.
   *
   * @returns one element for each factor: a permutation of its points, or a matrix
   * @throws UnsupportedError if a factor is not compact
   * @throws InvalidArgumentError if `random` is not an `Rng`
   * @remarks O(sum over the factors): base · degree for a finite one, n³ for matrices of size n.
   */
  haarSample(random: Rng): FactorElement[] {
    return this.factors.map((f) =>
      f instanceof FiniteGroup ? randomElement(f, random) : f.haarSample(random),
    )
  }

  toString(): string {
    return this.name
  }
}
