import { type ComplexMatrix, kronecker } from '../lie/complex-matrix.js'
import type { AlgebraElement } from '../lie/lie-factors.js'
import type { AnyGroup, ElementOf } from './any-group.js'
import { form, textWithin } from './form.js'
import { permuteAlong } from './monomial-representation.js'
import { Representation } from './representation.js'
import { commonStructure } from './structure.js'
import type { Monomial, PointAxis, TensorAxis } from './tensor-index.js'

/** ρ_1 ⊗ ρ_2 ⊗ … of two or more factors, neither products nor trivial; coordinates row-major. */
export class TensorRepresentation<G extends AnyGroup> extends Representation<G> {
  readonly factors: readonly Representation<G>[]

  constructor(factors: readonly Representation<G>[]) {
    super(
      factors[0]!.group,
      factors.reduce((dim, f) => dim * f.dim, 1),
      commonStructure(...factors.map((f) => f.structure)),
      () => textOf(factors),
      form('tensor', { parts: factors, binding: bindingOf(factors) }),
      factors.some((f) => f.complex),
    )
    this.factors = factors
  }

  override get pointAxes(): readonly PointAxis[] | undefined {
    const axes = this.factors.map((f) => f.pointAxes)
    return axes.every((a) => a !== undefined) ? axes.flat() : undefined
  }

  override get axes(): readonly TensorAxis[] | undefined {
    const axes = this.factors.map((f) => f.axes)
    return axes.every((a) => a !== undefined) ? axes.flat() : undefined
  }

  override applyInto(g: ElementOf<G>, x: Float64Array, xo: number, out: Float64Array, oo: number): void {
    this.applyAlong(g, x, xo, out, oo, 1, 1)
  }

  /** One index after the other; signed permutations in one pass. */
  override applyAlong(
    g: ElementOf<G>,
    x: Float64Array,
    xo: number,
    out: Float64Array,
    oo: number,
    blocks: number,
    stride: number,
  ): void {
    if (this.isMonomial) {
      const all = this.factors.map((f) => f.monomial(g))
      permuteAlong(all.slice(0, -1).reduce(productOfMonomials), all.at(-1)!, x, xo, out, oo, blocks, stride)
      return
    }
    const size = blocks * this.dim * stride
    // from x to one array, then back and forth between two, so that the last step writes to out
    const held = [new Float64Array(size), this.factors.length > 2 ? new Float64Array(size) : undefined]
    let [from, at] = [x, xo]
    let [outside, inside] = [blocks, this.dim * stride]
    this.factors.forEach((factor, k) => {
      inside /= factor.dim
      const isLast = k === this.factors.length - 1
      const to = isLast ? out : held[k % 2]!
      factor.applyAlong(g, from, at, to, isLast ? oo : 0, outside, inside)
      outside *= factor.dim
      ;[from, at] = [to, 0]
    })
  }

  /** Σ_k 1 ⊗ … ⊗ dρ_k(A) ⊗ … ⊗ 1. */
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
    let [outside, inside] = [blocks, this.dim * stride]
    for (const factor of this.factors) {
      inside /= factor.dim
      factor.addDerivative(a, part, x, xo, out, oo, outside, inside)
      outside *= factor.dim
    }
  }

  override matrixOf(g: ElementOf<G>): ComplexMatrix {
    return this.complex ? this.factors.map((f) => f.matrixOf(g)).reduce(kronecker) : super.matrixOf(g)
  }

  override monomial(g: ElementOf<G>): Monomial {
    return this.factors.map((f) => f.monomial(g)).reduce(productOfMonomials)
  }

  override character(g: ElementOf<G>): number {
    return this.factors.reduce((product, f) => product * f.character(g), 1)
  }
}

function productOfMonomials(a: Monomial, b: Monomial): Monomial {
  const n = b.image.length
  const image = new Uint32Array(a.image.length * n)
  const sign = new Int8Array(image.length)
  for (let i = 0, k = 0; i < a.image.length; i++) {
    const [row, s] = [a.image[i]! * n, a.sign[i]!]
    for (let j = 0; j < n; j++, k++) {
      image[k] = row + b.image[j]!
      sign[k] = s * b.sign[j]!
    }
  }
  return { image, sign }
}

/** The p and q of T(p, q), if the factors are p times V and then q times V*. */
function countsOf(factors: readonly Representation<AnyGroup>[]): readonly [number, number] | undefined {
  const isBase = (f: { readonly form: { readonly kind: string } }) => f.form.kind === 'base'
  const isDual = (f: Representation<AnyGroup>) => f.form.kind === 'dual' && isBase(f.form.parts[0]!)
  const first = factors.findIndex((f) => !isBase(f))
  const p = first < 0 ? factors.length : first
  return factors.slice(p).every(isDual) ? [p, factors.length - p] : undefined
}

function bindingOf(factors: readonly Representation<AnyGroup>[]): 1 | 2 | 3 {
  if (countsOf(factors)) return 3
  return factors.every((f) => f.key === factors[0]!.key) ? 2 : 1
}

/** `T(p,q)` for tensors over V alone, else a product of powers. */
function textOf(factors: readonly Representation<AnyGroup>[]): string {
  const counts = countsOf(factors)
  if (counts) return counts[1] === 0 ? `T(${counts[0]})` : `T(${counts.join()})`
  const runs: { factor: Representation<AnyGroup>; length: number }[] = []
  for (const factor of factors) {
    const last = runs.at(-1)
    if (last?.factor.key === factor.key) last.length++
    else runs.push({ factor, length: 1 })
  }
  return runs
    .map(({ factor, length }) => `${textWithin(factor, 3)}${length === 1 ? '' : `^${length}`}`)
    .join('*')
}
