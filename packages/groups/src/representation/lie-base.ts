import { UnsupportedError } from '@buridan/core'
import type { ComplexMatrix } from '../lie/complex-matrix.js'
import type { AlgebraElement, LieElement } from '../lie/lie-factors.js'
import type { FactorElement, LieGroup, MixedProduct } from '../lie/lie-group.js'
import { addAlong, writeAlong } from './along.js'
import type { ElementOf } from './any-group.js'
import { form } from './form.js'
import { Representation } from './representation.js'
import type { Monomial, TensorAxis } from './tensor-index.js'

/** The part of an element in a factor; for a Lie group alone its matrix. */
function partOf(g: LieElement, factor: number): FactorElement {
  return 'n' in g ? g : g[factor]!
}

/** The matrices of a Lie group themselves. */
export class LieBase extends Representation<LieGroup> {
  constructor(group: LieGroup) {
    super(group, group.dim, group.unitary ? 'orthogonal' : 'general', 'V', form('base'), group.complex)
  }

  override get axes(): readonly TensorAxis[] {
    return [{ factor: 0, dual: false }]
  }

  override applyInto(g: LieElement, x: Float64Array, xo: number, out: Float64Array, oo: number): void {
    this.applyAlong(g, x, xo, out, oo, 1, 1)
  }

  override applyAlong(
    g: LieElement,
    x: Float64Array,
    xo: number,
    out: Float64Array,
    oo: number,
    blocks: number,
    stride: number,
  ): void {
    if (this.complex) {
      throw new UnsupportedError(`V of ${this.group.name} is complex; a vector of reals is not`)
    }
    writeAlong(this.realMatrix(g), this.dim, x, xo, out, oo, blocks, stride)
  }

  override derivativeOf({ index }: AlgebraElement, part: 're' | 'im'): Float64Array | undefined {
    return this.group.ownAlgebra[index]?.[part]
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
    const m = this.derivativeOf(a, part)
    if (m) addAlong(m, this.dim, x, xo, out, oo, blocks, stride)
  }

  override matrixOf(g: LieElement): ComplexMatrix {
    return partOf(g, 0) as ComplexMatrix
  }

  override realMatrix(g: LieElement): Float64Array {
    return this.matrixOf(g).re
  }
}

/** The base representation of a factor of a product, on which the other factors act trivially. */
export class FactorRepresentation extends Representation<MixedProduct> {
  constructor(
    group: MixedProduct,
    readonly factor: number,
    readonly inner: Representation | Representation<LieGroup>,
    text: string,
  ) {
    super(group, inner.dim, inner.structure, text, form('factor', { detail: `${factor}` }), inner.complex)
  }

  override get axes(): readonly TensorAxis[] {
    return [{ factor: this.factor, dual: false }]
  }

  override applyInto(g: LieElement, x: Float64Array, xo: number, out: Float64Array, oo: number): void {
    this.inner.applyInto(this.#part(g), x, xo, out, oo)
  }

  override applyAlong(
    g: LieElement,
    x: Float64Array,
    xo: number,
    out: Float64Array,
    oo: number,
    blocks: number,
    stride: number,
  ): void {
    this.inner.applyAlong(this.#part(g), x, xo, out, oo, blocks, stride)
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
    if (a.factor === this.factor) this.inner.addDerivative(a, part, x, xo, out, oo, blocks, stride)
  }

  override derivativeOf(a: AlgebraElement, part: 're' | 'im'): Float64Array | undefined {
    return a.factor === this.factor ? this.inner.derivativeOf(a, part) : undefined
  }

  override monomial(g: LieElement): Monomial {
    return this.inner.monomial(this.#part(g))
  }

  override matrixOf(g: LieElement): ComplexMatrix {
    return this.inner.matrixOf(this.#part(g))
  }

  override realMatrix(g: LieElement): Float64Array {
    return this.inner.realMatrix(this.#part(g))
  }

  override character(g: LieElement): number {
    return this.inner.character(this.#part(g))
  }

  #part(g: LieElement): ElementOf<never> {
    return partOf(g, this.factor) as ElementOf<never>
  }
}
