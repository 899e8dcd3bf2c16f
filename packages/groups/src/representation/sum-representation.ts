import { type ComplexMatrix, zeroMatrix } from '../lie/complex-matrix.js'
import type { AlgebraElement } from '../lie/lie-factors.js'
import type { AnyGroup, ElementOf } from './any-group.js'
import { form, textWithin } from './form.js'
import { Representation, type Summand } from './representation.js'
import { commonStructure } from './structure.js'
import type { Monomial } from './tensor-index.js'

/** A direct sum with multiplicities, coordinates one after the other. */
export class SumRepresentation<G extends AnyGroup> extends Representation<G> {
  readonly #summands: readonly Summand<G>[]

  constructor(summands: readonly Summand<G>[]) {
    const last = summands.at(-1)!
    super(
      last.rep.group,
      last.offset + last.count * last.rep.dim,
      // each once: no call takes hundreds of thousands of arguments
      commonStructure(...new Set(summands.map((s) => s.rep.structure))),
      () =>
        summands.map((s) => (s.count === 1 ? s.rep.text : `${s.count}*${textWithin(s.rep, 2)}`)).join('+'),
      form('sum', {
        detail: summands.map((s) => s.count).join(),
        parts: summands.map((s) => s.rep),
        binding: summands.length === 1 ? 1 : 0,
      }),
      summands.some((s) => s.rep.complex),
    )
    // many sums share them: what a caller writes into a list must not reach another
    this.#summands = Object.freeze(summands.map((s) => Object.freeze({ ...s })))
  }

  override get summands(): readonly Summand<G>[] {
    return this.#summands
  }

  override applyInto(g: ElementOf<G>, x: Float64Array, xo: number, out: Float64Array, oo: number): void {
    this.applyAlong(g, x, xo, out, oo, 1, 1)
  }

  override applyAlong(
    g: ElementOf<G>,
    x: Float64Array,
    xo: number,
    out: Float64Array,
    oo: number,
    blocks: number,
    stride: number,
  ): void {
    for (let b = 0; b < blocks; b++) {
      for (const { rep, count, offset } of this.#summands) {
        const at = (b * this.dim + offset) * stride
        // copies follow each other, as blocks do
        rep.applyAlong(g, x, xo + at, out, oo + at, count, stride)
      }
    }
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
    for (let b = 0; b < blocks; b++) {
      for (const { rep, count, offset } of this.#summands) {
        const at = (b * this.dim + offset) * stride
        rep.addDerivative(a, part, x, xo + at, out, oo + at, count, stride)
      }
    }
  }

  override matrixOf(g: ElementOf<G>): ComplexMatrix {
    if (!this.complex) return super.matrixOf(g)
    const n = this.dim
    const out = zeroMatrix(n, true)
    for (const { rep, count, offset } of this.#summands) {
      const m = rep.matrixOf(g)
      for (let c = 0; c < count; c++) {
        const corner = offset + c * m.n
        for (let i = 0; i < m.n; i++) {
          const at = (corner + i) * n + corner
          out.re.set(m.re.subarray(i * m.n, (i + 1) * m.n), at)
          if (m.im) out.im?.set(m.im.subarray(i * m.n, (i + 1) * m.n), at)
        }
      }
    }
    return out
  }

  override monomial(g: ElementOf<G>): Monomial {
    const image = new Uint32Array(this.dim)
    const sign = new Int8Array(this.dim)
    for (const { rep, count, offset } of this.#summands) {
      const part = rep.monomial(g)
      for (let c = 0; c < count; c++) {
        const at = offset + c * rep.dim
        for (let i = 0; i < rep.dim; i++) image[at + i] = at + part.image[i]!
        sign.set(part.sign, at)
      }
    }
    return { image, sign }
  }

  override character(g: ElementOf<G>): number {
    let sum = 0
    for (const { rep, count } of this.#summands) sum += count * rep.character(g)
    return sum
  }
}
