import type { Permutation } from '@buridan/core'
import { FiniteGroup } from '@buridan/permutations'
import { baseRepresentation } from '../representation/base-representation.js'
import { commonStructure, type Monomial, type Structure } from '../representation/representation.js'
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
import { type AlgebraElement, factorsOf } from './lie-factors.js'
import { type FactorElement, LieGroup, type MixedProduct } from './lie-group.js'
import { LieRepresentation, type TensorAxis } from './lie-representation.js'

/** A tensor over base representations and their duals, coordinates row-major; without indices the trivial representation. */
export class LieTensor extends LieRepresentation {
  readonly #axes: readonly TensorAxis[]

  constructor(group: LieGroup | MixedProduct, axes: readonly TensorAxis[]) {
    const plain = axes.map((a) => (a.dual && selfDual(group, a.factor) ? { ...a, dual: false } : a))
    super(
      group,
      plain.reduce((product, a) => product * baseDim(group, a.factor), 1),
      plain.some((a) => isComplex(group, a.factor)),
      commonStructure(...plain.map((a) => baseStructure(group, a.factor))),
      textOf(group, plain),
    )
    this.#axes = plain
  }

  override get axes(): readonly TensorAxis[] {
    return this.#axes
  }

  override matrixOf(g: readonly FactorElement[]): ComplexMatrix {
    return this.#axes.reduce((m, a) => kronecker(m, axisMatrix(this.group, a, g)), identityMatrix(1))
  }

  /** Σ_k 1 ⊗ … ⊗ dρ_k(A) ⊗ … ⊗ 1. */
  override derivativeOf(a: AlgebraElement): ComplexMatrix {
    let sum = zeroMatrix(this.dim)
    this.#axes.forEach((axis, k) => {
      if (axis.factor !== a.factor) return
      const term = this.#axes.reduce(
        (m, other, j) =>
          kronecker(
            m,
            j === k ? axisDerivative(this.group, axis, a) : identityMatrix(baseDim(this.group, other.factor)),
          ),
        identityMatrix(1),
      )
      sum = addMatrices(sum, term)
    })
    return sum
  }

  override applyParts(
    g: readonly FactorElement[],
    x: Float64Array,
    xo: number,
    out: Float64Array,
    oo: number,
  ): void {
    this.applyCopies(g, x, xo, out, oo, 1)
  }

  override applyCopies(
    g: readonly FactorElement[],
    x: Float64Array,
    xo: number,
    out: Float64Array,
    oo: number,
    count: number,
  ): void {
    // copies are one more index outside of all
    let current = x.slice(xo, xo + count * this.dim)
    let inner = this.dim
    for (const axis of this.#axes) {
      const next = new Float64Array(current.length)
      inner /= baseDim(this.group, axis.factor)
      const monomial = axisMonomial(this.group, axis, g)
      if (monomial) permuteAxis(monomial, inner, current, next)
      else {
        const { n, re } = axisMatrix(this.group, axis, g)
        onAxis(re, n, inner, current, next)
      }
      current = next
    }
    out.set(current, oo)
  }

  override applyDerivativeInto(
    a: AlgebraElement,
    part: 're' | 'im',
    x: Float64Array,
    out: Float64Array,
  ): void {
    out.fill(0)
    let inner = this.dim
    for (const axis of this.#axes) {
      const n = baseDim(this.group, axis.factor)
      inner /= n
      if (axis.factor !== a.factor) continue
      const m = axisDerivative(this.group, axis, a)[part]
      if (m) onAxis(m, n, inner, x, out)
    }
  }
}

/** out += M x on an index of length n, `inner` the stride of that index. */
function onAxis(m: Float64Array, n: number, inner: number, x: Float64Array, out: Float64Array): void {
  for (let block = 0; block < x.length; block += n * inner) {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const v = m[i * n + j]!
        if (v === 0) continue
        const [to, from] = [block + i * inner, block + j * inner]
        for (let k = 0; k < inner; k++) out[to + k]! += v * x[from + k]!
      }
    }
  }
}

/** The same for a signed permutation. */
function permuteAxis({ image, sign }: Monomial, inner: number, x: Float64Array, out: Float64Array): void {
  const n = image.length
  for (let block = 0; block < x.length; block += n * inner) {
    for (let j = 0; j < n; j++) {
      const [to, from, s] = [block + image[j]! * inner, block + j * inner, sign[j]!]
      for (let k = 0; k < inner; k++) out[to + k]! += s * x[from + k]!
    }
  }
}

function baseDim(group: LieGroup | MixedProduct, factor: number): number {
  const f = factorsOf(group)[factor]!
  return f instanceof FiniteGroup ? baseRepresentation(f).dim : f.dim
}

function isComplex(group: LieGroup | MixedProduct, factor: number): boolean {
  const f = factorsOf(group)[factor]!
  return f instanceof LieGroup && f.complex
}

function baseStructure(group: LieGroup | MixedProduct, factor: number): Structure {
  const f = factorsOf(group)[factor]!
  if (f instanceof FiniteGroup) return baseRepresentation(f).structure
  return f.unitary ? 'orthogonal' : 'general'
}

function selfDual(group: LieGroup | MixedProduct, factor: number): boolean {
  return baseStructure(group, factor) !== 'general' && !isComplex(group, factor)
}

function axisMatrix(
  group: LieGroup | MixedProduct,
  { factor, dual }: TensorAxis,
  g: readonly FactorElement[],
): ComplexMatrix {
  const f = factorsOf(group)[factor]!
  const m =
    f instanceof LieGroup
      ? (g[factor] as ComplexMatrix)
      : { n: baseDim(group, factor), re: baseRepresentation(f).matrix(g[factor] as Permutation) }
  return dual ? transposeMatrix(inverseMatrix(m)) : m
}

/** What a finite factor does to an index, where it is a signed permutation; undefined for others. */
function axisMonomial(
  group: LieGroup | MixedProduct,
  { factor, dual }: TensorAxis,
  g: readonly FactorElement[],
): Monomial | undefined {
  const f = factorsOf(group)[factor]!
  if (dual || !(f instanceof FiniteGroup)) return undefined
  const rep = baseRepresentation(f)
  return rep.isMonomial ? rep.monomial(g[factor] as Permutation) : undefined
}

function axisDerivative(
  group: LieGroup | MixedProduct,
  { factor, dual }: TensorAxis,
  { index }: AlgebraElement,
): ComplexMatrix {
  const f = factorsOf(group)[factor]!
  if (!(f instanceof LieGroup)) return zeroMatrix(baseDim(group, factor))
  const m = f.algebra[index]!
  return dual ? scaleMatrix(transposeMatrix(m), -1) : m
}

/** `T(p,q)` where the group has one base representation and its duals come last, else a product of powers. */
function textOf(group: LieGroup | MixedProduct, axes: readonly TensorAxis[]): string {
  const p = axes.findIndex((a) => a.dual)
  const ups = p < 0 ? axes.length : p
  const sorted = axes.slice(ups).every((a) => a.dual)
  if (axes.length === 0) return 'T(0)'
  if (group instanceof LieGroup && sorted && axes.length > 1) {
    return ups === axes.length ? `T(${ups})` : `T(${ups},${axes.length - ups})`
  }
  const runs: { name: string; length: number }[] = []
  for (const { factor, dual } of axes) {
    const base = group instanceof LieGroup ? 'V' : `V_${String.fromCharCode(97 + factor)}`
    const name = dual ? `${base}*` : base
    const last = runs.at(-1)
    if (last?.name === name) last.length++
    else runs.push({ name, length: 1 })
  }
  if (runs.length === 1 && runs[0]!.length === 1) return runs[0]!.name
  return runs
    .map(({ name, length }) => {
      const atom = name.endsWith('*') ? `(${name})` : name
      return length === 1 ? atom : `${atom}^${length}`
    })
    .join('*')
}
