import {
  finiteVector,
  isDerived,
  isKind,
  KIND,
  type Kind,
  type Permutation,
  permutation,
  RepresentationMismatchError,
} from '@buridan/core'
import { type FiniteGroup, isSameFiniteGroup } from '@buridan/permutations'
/**
 * What is known of the matrices ρ(g), from special to general: permutation matrices; permutation matrices with signs;
 * orthogonal; any. Known by construction, never found by looking at numbers.
 */
export type Structure = 'permutation' | 'signed-permutation' | 'orthogonal' | 'general'

const STRUCTURES: readonly Structure[] = ['permutation', 'signed-permutation', 'orthogonal', 'general']

/**
 * The structure that all of the given ones have.
 *
 * @example
 * ```ts
 * import { commonStructure } from '@buridan/groups'
 * console.log(commonStructure('permutation', 'orthogonal')) // → orthogonal
 * ```
 */
export function commonStructure(...structures: readonly Structure[]): Structure {
  return STRUCTURES[Math.max(0, ...structures.map((s) => STRUCTURES.indexOf(s)))]!
}

/** ρ(g) of a signed permutation representation: e_i goes to sign[i] · e_image[i]. */
export interface Monomial {
  readonly image: Uint32Array
  readonly sign: Int8Array
}

/**
 * One tensor index of a representation whose coordinates are those of tensors over base spaces: which of the group's
 * points stand for vectors of the index's space, and for which.
 */
export interface PointAxis {
  /** The first of the group's points of this space and their number. */
  readonly offset: number
  readonly points: number
  readonly dim: number
  /** Vector of each point, row-major points × dim; `units`: e_i; `signed`: e_i and then −e_i. */
  readonly vectors: 'units' | 'signed' | Float64Array
}

/** A summand of a representation and how many copies of it follow each other, the first coordinate at `offset`. */
export interface Summand {
  readonly rep: Representation
  readonly count: number
  readonly offset: number
}

/**
 * A real linear representation ρ of a finite group on ℝ^dim, acting from the left on column vectors: ρ(gh) = ρ(g)ρ(h).
 * A value: never changed once made. Tensor products order coordinates row-major, (i, j) at i · dim_b + j.
 */
export abstract class Representation {
  /** @internal */
  get [KIND](): Kind {
    return 'representation'
  }

  /** @internal Also what another copy of the package made. */
  static [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: the classes derived from it inherit it, and ask for themselves
    return this === Representation ? isKind(value, 'representation') : isDerived(this, value)
  }

  constructor(
    readonly group: FiniteGroup,
    readonly dim: number,
    readonly structure: Structure,
    /** Text that `parseRepresentation` reads back, and the key by which equal representations are found equal. */
    readonly text: string,
  ) {}

  /** Writes ρ(g) x[xo…] to out[oo…]; x and out must not overlap. Unchecked: for inner loops. */
  abstract applyInto(g: Permutation, x: Float64Array, xo: number, out: Float64Array, oo: number): void

  /** The trace of ρ(g). */
  abstract character(g: Permutation): number

  /** ρ(g) as a signed permutation; only for the structures `permutation` and `signed-permutation`. */
  monomial(_g: Permutation): Monomial {
    throw new RepresentationMismatchError(`${this.text} is not a signed permutation representation`)
  }

  /**
   * The indices of a tensor representation over base spaces on which the group acts orthogonally, in the order of its
   * row-major coordinates; undefined for other representations. No indices for the trivial one.
   */
  get pointAxes(): readonly PointAxis[] | undefined {
    return undefined
  }

  /** The representation as a direct sum of summands with multiplicities. */
  get summands(): readonly Summand[] {
    return [{ rep: this, count: 1, offset: 0 }]
  }

  /** Whether {@link monomial} is defined. */
  get isMonomial(): boolean {
    return this.structure === 'permutation' || this.structure === 'signed-permutation'
  }

  /**
   * ρ(g) x.
   *
   * @param g - an element of the group as a permutation of its points
   * @param x - dim numbers
   * @throws RepresentationMismatchError | InvalidArgumentError | InvalidPermutationError on bad input
   */
  apply(g: ArrayLike<number>, x: ArrayLike<number>): Float64Array {
    const out = new Float64Array(this.dim)
    this.applyInto(permutation(g, this.group.degree), finiteVector(x, this.dim, 'x'), 0, out, 0)
    return out
  }

  /** The matrix ρ(g), row-major, dim × dim. @throws InvalidPermutationError for what is no permutation of the points */
  matrix(g: Permutation): Float64Array {
    permutation(g, this.group.degree)
    const n = this.dim
    const out = new Float64Array(n * n)
    const e = new Float64Array(n)
    const column = new Float64Array(n)
    for (let j = 0; j < n; j++) {
      e[j] = 1
      this.applyInto(g, e, 0, column, 0)
      e[j] = 0
      for (let i = 0; i < n; i++) out[i * n + j] = column[i]!
    }
    return out
  }

  toString(): string {
    return this.text
  }
}

/** Base class of those whose ρ(g) are signed permutations: everything follows from {@link Representation.monomial}. */
export abstract class MonomialRepresentation extends Representation {
  abstract override monomial(g: Permutation): Monomial

  override applyInto(g: Permutation, x: Float64Array, xo: number, out: Float64Array, oo: number): void {
    const { image, sign } = this.monomial(g)
    for (let i = 0; i < this.dim; i++) out[oo + image[i]!] = sign[i]! * x[xo + i]!
  }

  override character(g: Permutation): number {
    const { image, sign } = this.monomial(g)
    let trace = 0
    for (let i = 0; i < this.dim; i++) if (image[i] === i) trace += sign[i]!
    return trace
  }
}

/**
 * Checks that two representations are of one group: the same generators and base space, whatever the groups are called.
 *
 * @throws RepresentationMismatchError if they are not
 *
 * @example
 * ```ts
 * import { cyclic, sameGroup, tensor } from '@buridan/groups'
 * sameGroup(tensor(cyclic(3), 1), tensor(cyclic(3), 2)) // does not throw
 * ```
 */
export function sameGroup(a: Representation, b: Representation): void {
  if (!isSameFiniteGroup(a.group, b.group)) {
    throw new RepresentationMismatchError(
      `representations of different groups: ${a.text} of ${a.group.name}, ${b.text} of ${b.group.name}`,
    )
  }
}
