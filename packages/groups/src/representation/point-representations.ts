import type { Permutation } from '@buridan/core'
import type { BaseSpace, FiniteGroup } from '@buridan/permutations'
import { writeAlong } from './along.js'
import { form, type RepresentationForm } from './form.js'
import { MonomialRepresentation } from './monomial-representation.js'
import { Representation } from './representation.js'
import type { Monomial, PointAxis } from './tensor-index.js'

/** Points offset…offset+dim−1 as basis vectors. */
export class PointRepresentation extends MonomialRepresentation {
  readonly #offset: number

  constructor(group: FiniteGroup, dim: number, text: string, offset: number, its: RepresentationForm) {
    super(group, dim, 'permutation', text, its)
    this.#offset = offset
  }

  override get pointAxes(): readonly PointAxis[] {
    return [{ offset: this.#offset, points: this.dim, dim: this.dim, vectors: 'units' }]
  }

  override monomial(g: Permutation): Monomial {
    const image = new Uint32Array(this.dim)
    for (let i = 0; i < this.dim; i++) image[i] = g[this.#offset + i]! - this.#offset
    return { image, sign: new Int8Array(this.dim).fill(1) }
  }
}

/** Points offset+i as e_i and offset+dim+i as −e_i. */
class SignedPointRepresentation extends MonomialRepresentation {
  readonly #offset: number

  constructor(group: FiniteGroup, dim: number, text: string, offset: number, its: RepresentationForm) {
    super(group, dim, 'signed-permutation', text, its)
    this.#offset = offset
  }

  override get pointAxes(): readonly PointAxis[] {
    return [{ offset: this.#offset, points: 2 * this.dim, dim: this.dim, vectors: 'signed' }]
  }

  override monomial(g: Permutation): Monomial {
    const image = new Uint32Array(this.dim)
    const sign = new Int8Array(this.dim)
    for (let i = 0; i < this.dim; i++) {
      const p = g[this.#offset + i]! - this.#offset
      image[i] = p % this.dim
      sign[i] = p < this.dim ? 1 : -1
    }
    return { image, sign }
  }
}

/** The points of a matrix group: e_i goes to the vector of the point that g sends point i to. */
class VectorPointRepresentation extends Representation {
  readonly #points: Float64Array
  readonly #offset: number

  constructor(
    group: FiniteGroup,
    space: Extract<BaseSpace, { kind: 'points' }>,
    text: string,
    offset: number,
    its: RepresentationForm,
  ) {
    super(group, space.dim, space.orthogonal ? 'orthogonal' : 'general', text, its)
    this.#points = space.points
    this.#offset = offset
  }

  override get pointAxes(): readonly PointAxis[] | undefined {
    if (this.structure === 'general') return undefined
    const points = this.#points.length / this.dim
    return [{ offset: this.#offset, points, dim: this.dim, vectors: this.#points.slice() }]
  }

  override applyInto(g: Permutation, x: Float64Array, xo: number, out: Float64Array, oo: number): void {
    const n = this.dim
    out.fill(0, oo, oo + n)
    for (let j = 0; j < n; j++) {
      const point = (g[this.#offset + j]! - this.#offset) * n
      for (let i = 0; i < n; i++) out[oo + i]! += this.#points[point + i]! * x[xo + j]!
    }
  }

  override applyAlong(
    g: Permutation,
    x: Float64Array,
    xo: number,
    out: Float64Array,
    oo: number,
    blocks: number,
    stride: number,
  ): void {
    if (stride === 1) super.applyAlong(g, x, xo, out, oo, blocks, stride)
    else writeAlong(this.realMatrix(g), this.dim, x, xo, out, oo, blocks, stride)
  }

  override character(g: Permutation): number {
    const n = this.dim
    let trace = 0
    for (let j = 0; j < n; j++) trace += this.#points[(g[this.#offset + j]! - this.#offset) * n + j]!
    return trace
  }
}

/** The vectors of the points from `offset` on, in a base space that is not a product. */
export function onSpace(
  group: FiniteGroup,
  { ownBase: base, degree }: FiniteGroup,
  offset: number,
  text: string,
  its: RepresentationForm = form('base'),
): Representation | undefined {
  switch (base.kind) {
    case 'permutation':
      return new PointRepresentation(group, degree, text, offset, its)
    case 'signed':
      return new SignedPointRepresentation(group, base.dim, text, offset, its)
    case 'points':
      return new VectorPointRepresentation(group, base, text, offset, its)
    case 'product':
      return undefined
  }
}
