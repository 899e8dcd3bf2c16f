import {
  finiteVector,
  isDerived,
  isKind,
  KIND,
  type Kind,
  RepresentationMismatchError,
  TooLargeError,
  UnsupportedError,
} from '@buridan/core'
import type { Structure } from '../representation/representation.js'
import { checkedAlgebraElement, checkedElement } from './checked-element.js'
import type { ComplexMatrix } from './complex-matrix.js'
import { type AlgebraElement, factorsOf, type LieElement } from './lie-factors.js'
import type { FactorElement, LieGroup, MixedProduct } from './lie-group.js'

const MAX_DIM = 2 ** 24
/** The largest dimension whose matrices are built whole. */
const MAX_MATRIX = 4096

/** One index of a tensor over base representations: whose, and whether of the dual. */
export interface TensorAxis {
  readonly factor: number
  /** ρ(g)^{-⊤} instead of ρ(g); never set where they are the same. */
  readonly dual: boolean
}

/** A summand of a representation of a Lie group and how many copies of it follow each other. */
export interface LieSummand {
  readonly rep: LieRepresentation
  readonly count: number
  readonly offset: number
}

/**
 * A finite-dimensional representation of a Lie group or of a product of such and finite groups, built from the factors'
 * base representations: ρ(g), dρ(A). Complex groups act on ℂᵈ. A value. Made by `tensor`, `directSum`, … or
 * `parseRepresentation`.
 */
export abstract class LieRepresentation {
  /** @internal */
  get [KIND](): Kind {
    return 'Lie representation'
  }

  /** @internal Also what another copy of the package made. */
  static [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: the classes derived from it inherit it, and ask for themselves
    return this === LieRepresentation ? isKind(value, 'Lie representation') : isDerived(this, value)
  }

  constructor(
    readonly group: LieGroup | MixedProduct,
    readonly dim: number,
    readonly complex: boolean,
    /** What is known of the matrices ρ(g); `orthogonal` stands for unitary too. */
    readonly structure: Structure,
    /** Text that `parseRepresentation` reads back. */
    readonly text: string,
  ) {
    if (dim > MAX_DIM)
      throw new TooLargeError(`a representation of dimension ${dim} is refused: the limit is ${MAX_DIM}`)
  }

  /** Whether all ρ(g) are orthogonal or unitary. */
  get unitary(): boolean {
    return this.structure !== 'general'
  }

  /** For a tensor over base representations its indices, row-major; undefined for others. */
  get axes(): readonly TensorAxis[] | undefined {
    return undefined
  }

  /** The direct summands with multiplicities, in the order of their coordinates. */
  get summands(): readonly LieSummand[] {
    return [{ rep: this, count: 1, offset: 0 }]
  }

  /** @internal */
  abstract matrixOf(g: readonly FactorElement[]): ComplexMatrix
  /** @internal */
  abstract derivativeOf(a: AlgebraElement): ComplexMatrix
  /** @internal */
  abstract applyParts(
    g: readonly FactorElement[],
    x: Float64Array,
    xo: number,
    out: Float64Array,
    oo: number,
  ): void

  /** @internal The same for copies that follow each other. */
  applyCopies(
    g: readonly FactorElement[],
    x: Float64Array,
    xo: number,
    out: Float64Array,
    oo: number,
    count: number,
  ): void {
    for (let c = 0; c < count; c++) this.applyParts(g, x, xo + c * this.dim, out, oo + c * this.dim)
  }

  /** @internal Writes dρ(A) x to out, of the real or the imaginary part of A. */
  abstract applyDerivativeInto(a: AlgebraElement, part: 're' | 'im', x: Float64Array, out: Float64Array): void

  /** ρ(g). @throws TooLargeError above dimension 4096 */
  matrix(g: LieElement): ComplexMatrix {
    this.#refuseMatrix()
    return this.matrixOf(checkedElement(this.group, g))
  }

  /** dρ(A) for a basis element of the Lie algebra. @throws TooLargeError above dimension 4096 */
  derivative(a: AlgebraElement): ComplexMatrix {
    this.#refuseMatrix()
    return this.derivativeOf(checkedAlgebraElement(this.group, a))
  }

  /**
   * ρ(g) x, index by index, without the matrix.
   *
   * @throws UnsupportedError for a complex group: use {@link LieRepresentation.matrix}
   */
  apply(g: LieElement, x: ArrayLike<number>): Float64Array {
    const out = new Float64Array(this.dim)
    this.applyInto(checkedElement(this.group, g), finiteVector(x, this.dim, 'x'), 0, out, 0)
    return out
  }

  /** Writes ρ(g) x[xo…] to out[oo…], which must not overlap. */
  applyInto(g: LieElement, x: Float64Array, xo: number, out: Float64Array, oo: number): void {
    if (this.complex) {
      throw new UnsupportedError(`${this.text} of ${this.group.name} is complex; a vector of reals is not`)
    }
    this.applyParts(this.partsOf(g), x, xo, out, oo)
  }

  /** @internal */
  partsOf(g: LieElement): readonly FactorElement[] {
    const elements = 'n' in g ? [g] : g
    const { length } = factorsOf(this.group)
    if (elements.length !== length) {
      throw new RepresentationMismatchError(
        `an element of ${this.group.name} has ${length} parts, not ${elements.length}`,
      )
    }
    return elements
  }

  #refuseMatrix(): void {
    if (this.dim > MAX_MATRIX) {
      throw new TooLargeError(
        `the matrices of ${this.text} take ${8 * this.dim ** 2} bytes each; the limit is dimension ${MAX_MATRIX}`,
      )
    }
  }

  toString(): string {
    return this.text
  }
}
