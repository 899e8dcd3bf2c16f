import { RepresentationMismatchError, TooLargeError } from '../core/errors.js'
import { FiniteGroup } from '../permutation/finite-group.js'
import { identityPermutation, type Permutation } from '../permutation/permutation.js'
import { baseRepresentation } from '../representation/base-representation.js'
import {
  addMatrices,
  type ComplexMatrix,
  identityMatrix,
  inverseMatrix,
  kronecker,
  scaleMatrix,
  transposeMatrix,
  zeroMatrix,
} from './complex-matrix.js'
import { type Factor, type FactorElement, LieGroup, MixedProduct } from './lie-group.js'

const MAX_DIM = 4096

/** An element of a Lie group (a matrix), or of a mixed product (one element a factor). */
export type LieElement = ComplexMatrix | readonly FactorElement[]

/** An element of the Lie algebra of a factor, by the factor's number and the number in its basis. */
export interface AlgebraElement {
  readonly factor: number
  readonly index: number
}

/**
 * A finite-dimensional representation of a Lie group or of a product of such and finite groups, built from the factors'
 * base representations: ρ(g), dρ(A). Complex groups act on ℂᵈ. A value.
 */
export abstract class LieRepresentation {
  constructor(
    readonly group: LieGroup | MixedProduct,
    readonly dim: number,
    readonly complex: boolean,
    /** Whether all ρ(g) are orthogonal or unitary. */
    readonly unitary: boolean,
    readonly text: string,
  ) {
    if (dim > MAX_DIM)
      throw new TooLargeError(`${text} has dimension ${dim}; the limit for Lie groups is ${MAX_DIM}`)
  }

  /** For a tensor over base representations the factor of each index, row-major; undefined for others. */
  get axes(): readonly number[] | undefined {
    return undefined
  }

  /** The direct summands, in the order of their coordinates. */
  get summands(): readonly LieRepresentation[] {
    return [this]
  }

  abstract matrixOf(g: readonly FactorElement[]): ComplexMatrix
  abstract derivativeOf(a: AlgebraElement): ComplexMatrix

  /** ρ(g). */
  matrix(g: LieElement): ComplexMatrix {
    const elements = 'n' in g ? [g] : g
    const { length } = factorsOf(this.group)
    if (elements.length !== length) {
      throw new RepresentationMismatchError(
        `an element of ${this.group.name} has ${length} parts, not ${elements.length}`,
      )
    }
    return this.matrixOf(elements)
  }

  /** dρ(A) for a basis element of the Lie algebra. */
  derivative(a: AlgebraElement): ComplexMatrix {
    return this.derivativeOf(a)
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

/** @internal */
export class LieTrivial extends LieRepresentation {
  constructor(group: LieGroup | MixedProduct) {
    super(group, 1, false, true, 'T(0)')
  }

  override get axes(): readonly number[] {
    return []
  }

  override matrixOf(): ComplexMatrix {
    return identityMatrix(1)
  }

  override derivativeOf(): ComplexMatrix {
    return zeroMatrix(1)
  }
}

/** @internal */
export class LieBase extends LieRepresentation {
  constructor(
    group: LieGroup | MixedProduct,
    readonly factor: number,
    text: string,
  ) {
    const f = factorsOf(group)[factor]!
    const finite = f instanceof FiniteGroup ? baseRepresentation(f) : undefined
    super(
      group,
      f instanceof FiniteGroup ? finite!.dim : f.dim,
      f instanceof LieGroup && f.complex,
      f instanceof FiniteGroup ? finite!.structure !== 'general' : f.unitary,
      text,
    )
  }

  override get axes(): readonly number[] {
    return [this.factor]
  }

  override matrixOf(g: readonly FactorElement[]): ComplexMatrix {
    const f = factorsOf(this.group)[this.factor]!
    const part = g[this.factor]!
    if (f instanceof LieGroup) return part as ComplexMatrix
    return { n: this.dim, re: baseRepresentation(f).matrix(part as Permutation) }
  }

  override derivativeOf({ factor, index }: AlgebraElement): ComplexMatrix {
    const f = factorsOf(this.group)[this.factor]!
    return factor === this.factor && f instanceof LieGroup ? f.algebra[index]! : zeroMatrix(this.dim)
  }
}

/** @internal */
export class LieDual extends LieRepresentation {
  constructor(readonly inner: LieRepresentation) {
    const text = /^(V|V_[a-z]|\(.*\))$/.test(inner.text) ? `${inner.text}*` : `(${inner.text})*`
    super(inner.group, inner.dim, inner.complex, inner.unitary, text)
  }

  override get axes(): readonly number[] | undefined {
    return this.unitary && !this.complex ? this.inner.axes : undefined
  }

  override matrixOf(g: readonly FactorElement[]): ComplexMatrix {
    return transposeMatrix(inverseMatrix(this.inner.matrixOf(g)))
  }

  override derivativeOf(a: AlgebraElement): ComplexMatrix {
    return scaleMatrix(transposeMatrix(this.inner.derivativeOf(a)), -1)
  }
}

/** @internal */
export class LieSum extends LieRepresentation {
  constructor(readonly terms: readonly LieRepresentation[]) {
    super(
      terms[0]!.group,
      terms.reduce((sum, t) => sum + t.dim, 0),
      terms.some((t) => t.complex),
      terms.every((t) => t.unitary),
      terms.map((t) => t.text).join('+'),
    )
  }

  override get summands(): readonly LieRepresentation[] {
    return this.terms
  }

  override matrixOf(g: readonly FactorElement[]): ComplexMatrix {
    return this.#blocks((t) => t.matrixOf(g))
  }

  override derivativeOf(a: AlgebraElement): ComplexMatrix {
    return this.#blocks((t) => t.derivativeOf(a))
  }

  #blocks(block: (t: LieRepresentation) => ComplexMatrix): ComplexMatrix {
    const n = this.dim
    const out = zeroMatrix(n, this.complex)
    let offset = 0
    for (const t of this.terms) {
      const m = block(t)
      for (let i = 0; i < m.n; i++) {
        const at = (offset + i) * n + offset
        out.re.set(m.re.subarray(i * m.n, (i + 1) * m.n), at)
        if (m.im) out.im?.set(m.im.subarray(i * m.n, (i + 1) * m.n), at)
      }
      offset += m.n
    }
    return out
  }
}

/** @internal */
export class LieTensor extends LieRepresentation {
  constructor(
    readonly left: LieRepresentation,
    readonly right: LieRepresentation,
    text: string,
  ) {
    super(
      left.group,
      left.dim * right.dim,
      left.complex || right.complex,
      left.unitary && right.unitary,
      text,
    )
  }

  override get axes(): readonly number[] | undefined {
    const a = this.left.axes
    const b = this.right.axes
    return a && b ? [...a, ...b] : undefined
  }

  override matrixOf(g: readonly FactorElement[]): ComplexMatrix {
    return kronecker(this.left.matrixOf(g), this.right.matrixOf(g))
  }

  /** dρ_a ⊗ 1 + 1 ⊗ dρ_b. */
  override derivativeOf(a: AlgebraElement): ComplexMatrix {
    return addMatrices(
      kronecker(this.left.derivativeOf(a), identityMatrix(this.right.dim)),
      kronecker(identityMatrix(this.left.dim), this.right.derivativeOf(a)),
    )
  }
}
