import {
  arrayOf,
  InvalidArgumentError,
  isKind,
  isSameList,
  KIND,
  type Kind,
  ofKind,
  type Permutation,
  permutation,
} from '@buridan/core'
import { Bsgs } from '../chain/bsgs.js'

/**
 * How a group acts on its base space V = ℝᵈ, read off from the permutation of points.
 *
 * - `permutation`: point i is the basis vector e_i;
 * - `signed`: point i < d is e_i, point d + i is −e_i;
 * - `points`: point i is the vector `points[i·d … i·d+d−1]`; the first d points are the standard basis;
 * - `product`: a direct product, V only defined for its factors (`V_a`, `V_b`, …).
 */
export type BaseSpace =
  | {
      readonly kind: 'permutation'
      /** Whether the points are axes of space: of a group that was given by matrices. */
      readonly axes?: true
    }
  | { readonly kind: 'signed'; readonly dim: number }
  | {
      readonly kind: 'points'
      readonly dim: number
      readonly points: Float64Array
      readonly orthogonal: boolean
    }
  | { readonly kind: 'product'; readonly factors: readonly ProductFactor[] }

/** A factor of a direct product and the first of the points it acts on. */
export interface ProductFactor {
  readonly group: FiniteGroup
  readonly offset: number
}

/**
 * A finite group: permutations of points 0..degree−1 by generators, and how they act on a base space V.
 *
 * Matrix groups are held the same way: their points are the orbit of the standard basis, on which they act faithfully,
 * and the matrix of an element is read off the images of the basis, without words in the generators.
 * A value: never changed once made; the order and the stabilizer chain are computed when first asked for.
 *
 * @example
 * ```ts
 * import { cyclic, permutationGroup, signedPermutations } from '@buridan/permutations'
 * const turns = permutationGroup([[1, 2, 0]])
 * console.log(turns.toString(), turns.order, turns.equals(cyclic(3))) // → perm[[1,2,0]] 3n true
 * console.log(turns.sharesBaseSpace(cyclic(5)), turns.sharesBaseSpace(signedPermutations(3))) // → true false
 * ```
 */
export class FiniteGroup {
  /** @internal */
  get [KIND](): Kind {
    return 'finite group'
  }

  /** @internal Also true for groups that another copy of the package made. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return isKind(value, 'finite group')
  }

  #chain: Bsgs | undefined
  #key: string | undefined
  #name: string | undefined
  #order: bigint | undefined
  readonly #facts: GroupFacts
  /** @internal The base space itself, not to be changed. */
  readonly ownBase: BaseSpace
  /** @internal The generators themselves, not to be changed. */
  readonly ownGenerators: readonly Permutation[]

  /** @internal Use `permutationGroup`, `matrixGroup` or the catalogue. */
  constructor(
    name: string | undefined,
    /** The number of points. */
    readonly degree: number,
    generators: readonly Permutation[],
    base: BaseSpace,
    facts: GroupFacts = {},
  ) {
    this.ownGenerators = generators
    this.ownBase = base
    this.#name = name
    this.#facts = facts
  }

  /** How it acts on its base space: a copy. O(points · dim). */
  get base(): BaseSpace {
    const base = this.ownBase
    if (base.kind === 'points') return { ...base, points: base.points.slice() }
    return base.kind === 'product' ? { ...base, factors: base.factors.map((f) => ({ ...f })) } : { ...base }
  }

  /** Permutations of 0..degree−1, as images, that generate it: copies. O(generators · degree). */
  get generators(): readonly Permutation[] {
    return this.ownGenerators.map((g) => g.slice())
  }

  /** The given name, or a text that `parseGroup` reads back to the same generators on the same base space. */
  get name(): string {
    const { within } = this.#facts
    this.#name ??= within ? `${within.name}:${images(this.ownGenerators)}` : permutationText(this)
    return this.#name
  }

  /** The name, shortened if it is long, for messages. */
  get shortName(): string {
    return this.name.length <= LONGEST_NAME ? this.name : `${this.name.slice(0, LONGEST_NAME - 3)}…`
  }

  /** @internal The name as a factor of a product: in parentheses where it would be misread. */
  get factorName(): string {
    return this.ownBase.kind === 'product' || this.#facts.within ? `(${this.name})` : this.name
  }

  /** @internal The name as an operand of a wreath product. */
  get operandName(): string {
    return this.#facts.isWreath ? `(${this.name})` : this.factorName
  }

  /**
   * A string that groups share exactly if they are the same: degree, generators and base space, not the names that users give.
   * Made once, when first asked for: O(generators · degree).
   */
  get key(): string {
    this.#key ??= `${this.degree} [${this.ownGenerators.map((g) => `[${g.join()}]`).join()}] ${keyOfSpace(this.ownBase)}`
    return this.#key
  }

  /**
   * Whether another group is the same: of equal degree, generators and base space, whatever its name.
   *
   * @throws InvalidArgumentError if the other is not a finite group
   * @remarks O(generators · degree).
   */
  equals(other: FiniteGroup): boolean {
    ofKind(other, 'the other group', 'finite group')
    return (
      this === other ||
      (this.degree === other.degree &&
        this.ownGenerators.length === other.ownGenerators.length &&
        this.ownGenerators.every((g, s) => isSameList(g, other.ownGenerators[s]!)) &&
        isSameSpace(this.ownBase, other.ownBase))
    )
  }

  /**
   * Whether another group has the same base space: of the same kind, with the same axes, points or factors, whatever the degree.
   *
   * @throws InvalidArgumentError if the other is not a finite group
   * @remarks O(points · dim).
   */
  sharesBaseSpace(other: FiniteGroup): boolean {
    ofKind(other, 'the other group', 'finite group')
    return isSameSpace(this.ownBase, other.ownBase)
  }

  /** The number of elements, by Schreier–Sims unless it is known. */
  get order(): bigint {
    this.#order ??= this.#knownOrder() ?? this.chain.order
    return this.#order
  }

  #knownOrder(): bigint | undefined {
    const { order } = this.#facts
    return typeof order === 'function' ? order() : order
  }

  /** The stabilizer chain, computed once. */
  get chain(): Bsgs {
    if (!this.#chain) {
      const order = this.#order ?? this.#knownOrder()
      const { basePoints } = this.#facts
      this.#chain = new Bsgs(this.degree, this.ownGenerators, {
        ...(order === undefined ? {} : { order }),
        ...(basePoints === undefined ? {} : { base: basePoints }),
      })
    }
    return this.#chain
  }

  /** @internal The group of which this one was made as a subgroup. */
  get within(): FiniteGroup | undefined {
    return this.#facts.within
  }

  /** @internal {@link subgroup} for generators already known to lie in the group, with other known facts. */
  subgroupOf(
    generators: readonly Permutation[],
    { name, ...facts }: GroupFacts & { readonly name?: string | undefined } = {},
  ): FiniteGroup {
    return new FiniteGroup(name, this.degree, generators, this.ownBase, { ...facts, within: this })
  }

  /** The name. O(generators · degree). */
  toString(): string {
    return this.name
  }
}

/** Facts about a group that are known beforehand. */
export interface GroupFacts {
  /** The order, or a function that finds it when it is asked for. */
  readonly order?: bigint | (() => bigint)
  /** A good base. */
  readonly basePoints?: readonly number[]
  /** The group of which this one is a subgroup. */
  readonly within?: FiniteGroup
  /** Whether it is made as a wreath product, whose name has operands. */
  readonly isWreath?: boolean
}

/** Characters of a name in a message. */
const LONGEST_NAME = 40

/** Whether two base spaces are the same. */
function isSameSpace(a: BaseSpace, b: BaseSpace): boolean {
  if (a === b) return true
  if (a.kind === 'signed') return b.kind === 'signed' && a.dim === b.dim
  if (a.kind === 'points') return b.kind === 'points' && a.dim === b.dim && isSameList(a.points, b.points)
  if (a.kind === 'permutation') return b.kind === 'permutation'
  return (
    b.kind === 'product' &&
    a.factors.length === b.factors.length &&
    a.factors.every(
      ({ group, offset }, i) => offset === b.factors[i]!.offset && group.equals(b.factors[i]!.group),
    )
  )
}

function keyOfSpace(base: BaseSpace): string {
  switch (base.kind) {
    case 'permutation':
      return 'permutation'
    case 'signed':
      return `signed ${base.dim}`
    case 'points':
      return `points ${base.dim} ${base.points.join(' ')}`
    case 'product':
      return base.factors.map((f) => `${f.offset}:${f.group.key}`).join('|')
  }
}

function permutationText({ degree, ownGenerators: generators, ownBase: base }: FiniteGroup): string {
  if (generators.length === 0 && base.kind === 'permutation') return `Trivial(${degree})`
  return images(generators)
}

function images(generators: readonly Permutation[]): string {
  return `perm[${generators.map((g) => `[${g.join(',')}]`).join(',')}]`
}

/**
 * The subgroup of G with the given generators, acting on the same points and the same base space, so that every
 * representation of G restricts to it.
 *
 * @param generators - permutations of the points of G
 * @throws InvalidArgumentError if a generator is not in G
 * @throws InvalidPermutationError if it is not a permutation of the points of G
 * @remarks O(generators · base · degree), once G has its stabilizer chain.
 *
 * @example
 * ```ts
 * import { cyclic, subgroup } from '@buridan/permutations'
 * console.log(subgroup(cyclic(6), [[2, 3, 4, 5, 0, 1]]).order) // → 3n
 * ```
 */
export function subgroup(
  group: FiniteGroup,
  generators: readonly ArrayLike<number>[],
  name?: string,
): FiniteGroup {
  ofKind(group, 'group', 'finite group')
  const checked = arrayOf(generators, 'generators').map((g) => permutation(g, group.degree))
  for (const g of checked) {
    if (!group.chain.contains(g)) {
      throw new InvalidArgumentError(
        `[${g.join(',')}] is not an element of ${group.name}, so it generates no subgroup`,
      )
    }
  }
  return group.subgroupOf(checked, { name })
}
