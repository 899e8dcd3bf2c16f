import { RepresentationMismatchError, TooLargeError, UnsupportedError } from '../core/errors.js'
import { finiteVector } from '../core/validate.js'
import { FiniteGroup } from '../permutation/finite-group.js'
import { identityPermutation } from '../permutation/permutation.js'
import type { Structure } from '../representation/representation.js'
import { type ComplexMatrix, identityMatrix } from './complex-matrix.js'
import { type Factor, type FactorElement, LieGroup, MixedProduct } from './lie-group.js'

const MAX_DIM = 2 ** 24
/** The largest dimension whose matrices are built whole. */
const MAX_MATRIX = 4096

/** An element of a Lie group (a matrix), or of a mixed product (one element a factor). */
export type LieElement = ComplexMatrix | readonly FactorElement[]

/** An element of the Lie algebra of a factor, by the factor's number and the number in its basis. */
export interface AlgebraElement {
  readonly factor: number
  readonly index: number
}

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
    return this.matrixOf(this.partsOf(g))
  }

  /** dρ(A) for a basis element of the Lie algebra. @throws TooLargeError above dimension 4096 */
  derivative(a: AlgebraElement): ComplexMatrix {
    this.#refuseMatrix()
    return this.derivativeOf(a)
  }

  /**
   * ρ(g) x, index by index, without the matrix.
   *
   * @throws UnsupportedError for a complex group: use {@link LieRepresentation.matrix}
   */
  apply(g: LieElement, x: ArrayLike<number>): Float64Array {
    const out = new Float64Array(this.dim)
    this.applyInto(g, finiteVector(x, this.dim, 'x'), 0, out, 0)
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

/**
 * The factors of a product, or the group alone.
 *
 * @example
 * ```ts
 * import { factorsOf, orthogonal } from '@buridan/groups'
 * console.log(factorsOf(orthogonal(3)).length) // → 1
 * ```
 */
export function factorsOf(group: LieGroup | MixedProduct): readonly Factor[] {
  return group instanceof MixedProduct ? group.factors : [group]
}

/**
 * All basis elements of the Lie algebras of the factors.
 *
 * @example
 * ```ts
 * import { algebraOf, orthogonal } from '@buridan/groups'
 * console.log(algebraOf(orthogonal(3)).length) // → 3
 * ```
 */
export function algebraOf(group: LieGroup | MixedProduct): AlgebraElement[] {
  return factorsOf(group).flatMap((f, factor) =>
    f instanceof LieGroup ? f.algebra.map((_, index) => ({ factor, index })) : [],
  )
}

/**
 * Elements that, with the components of the identity, generate the group: discrete generators, and those of finite factors.
 *
 * @example
 * ```ts
 * import { discreteGeneratorsOf, lieProduct, orthogonal, symmetric } from '@buridan/groups'
 * console.log(discreteGeneratorsOf(lieProduct(orthogonal(3), symmetric(4))).length) // → 3
 * ```
 */
export function discreteGeneratorsOf(group: LieGroup | MixedProduct): FactorElement[][] {
  const factors = factorsOf(group)
  const one = factors.map(
    (f): FactorElement => (f instanceof FiniteGroup ? identityPermutation(f.degree) : identityMatrix(f.dim)),
  )
  return factors.flatMap((f, i) => {
    const own: readonly FactorElement[] = f instanceof FiniteGroup ? f.generators : f.discrete
    return own.map((g) => one.map((e, j) => (i === j ? g : e)))
  })
}
