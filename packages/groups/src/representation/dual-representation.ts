import type { ComplexMatrix } from '../lie/complex-matrix.js'
import { transposeMatrix } from '../lie/complex-matrix.js'
import type { AlgebraElement } from '../lie/lie-factors.js'
import { addAlong, transposed, writeAlong } from './along.js'
import type { AnyGroup, ElementOf } from './any-group.js'
import { inverseOf } from './elements-of-groups.js'
import { form, textWithin } from './form.js'
import { Representation } from './representation.js'
import type { TensorAxis } from './tensor-index.js'

/** ρ(g)^{-⊤} of a representation that is not orthogonal. */
export class DualRepresentation<G extends AnyGroup> extends Representation<G> {
  constructor(readonly inner: Representation<G>) {
    super(
      inner.group,
      inner.dim,
      inner.structure,
      () => `${textWithin(inner, 3)}*`,
      form('dual', { parts: [inner], binding: 2 }),
      inner.complex,
    )
  }

  override get axes(): readonly TensorAxis[] | undefined {
    return this.inner.axes?.map((a) => ({ ...a, dual: !a.dual }))
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
    writeAlong(this.realMatrix(g), this.dim, x, xo, out, oo, blocks, stride)
  }

  override realMatrix(g: ElementOf<G>): Float64Array {
    return transposed(this.inner.realMatrix(inverseOf(this.group, g)), this.dim)
  }

  override matrixOf(g: ElementOf<G>): ComplexMatrix {
    return transposeMatrix(this.inner.matrixOf(inverseOf(this.group, g)))
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
    const m = this.inner.derivativeOf(a, part)
    if (m) addAlong(transposed(m, this.dim), this.dim, x, xo, out, oo, blocks, stride, -1)
  }

  override character(g: ElementOf<G>): number {
    return this.inner.character(inverseOf(this.group, g))
  }
}
