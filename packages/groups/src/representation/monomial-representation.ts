import type { FiniteGroup } from '@buridan/permutations'
import type { AnyGroup, ElementOf } from './any-group.js'
import { Representation } from './representation.js'
import type { Monomial } from './tensor-index.js'

/** Base class of representations by signed permutations: everything follows from {@link Representation.monomial}. */
export abstract class MonomialRepresentation<G extends AnyGroup = FiniteGroup> extends Representation<G> {
  abstract override monomial(g: ElementOf<G>): Monomial

  override applyInto(g: ElementOf<G>, x: Float64Array, xo: number, out: Float64Array, oo: number): void {
    const { image, sign } = this.monomial(g)
    for (let i = 0; i < this.dim; i++) out[oo + image[i]!] = sign[i]! * x[xo + i]!
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
    permuteAlong(ONE, this.monomial(g), x, xo, out, oo, blocks, stride)
  }

  override character(g: ElementOf<G>): number {
    const { image, sign } = this.monomial(g)
    let trace = 0
    for (let i = 0; i < this.dim; i++) if (image[i] === i) trace += sign[i]!
    return trace
  }
}

/** The signed permutation of one number. */
const ONE: Monomial = { image: Uint32Array.of(0), sign: Int8Array.of(1) }

/**
 * The tensor product of two signed permutations on an index of arrays blocks × rows × columns × stride: the product need not
 * be stored.
 */
export function permuteAlong(
  outer: Monomial,
  inner: Monomial,
  x: Float64Array,
  xo: number,
  out: Float64Array,
  oo: number,
  blocks: number,
  stride: number,
): void {
  const [m, n] = [outer.image.length, inner.image.length]
  for (let b = 0; b < blocks; b++) {
    for (let i = 0; i < m; i++) {
      const row = (b * m + i) * n
      const to = (b * m + outer.image[i]!) * n
      for (let j = 0; j < n; j++) {
        const s = outer.sign[i]! * inner.sign[j]!
        const [from, onto] = [xo + (row + j) * stride, oo + (to + inner.image[j]!) * stride]
        for (let k = 0; k < stride; k++) out[onto + k] = s * x[from + k]!
      }
    }
  }
}
