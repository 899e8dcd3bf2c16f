import type { FiniteGroup } from '@buridan/permutations'
import type { AnyGroup, ElementOf } from './any-group.js'
import { Representation } from './representation.js'
import type { Monomial } from './tensor-index.js'

/** Base class of those whose ρ(g) are signed permutations: everything follows from {@link Representation.monomial}. */
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
    permuteAlong(this.monomial(g), x, xo, out, oo, blocks, stride)
  }

  override character(g: ElementOf<G>): number {
    const { image, sign } = this.monomial(g)
    let trace = 0
    for (let i = 0; i < this.dim; i++) if (image[i] === i) trace += sign[i]!
    return trace
  }
}

/** A signed permutation of an index of arrays blocks × length × stride. */
export function permuteAlong(
  { image, sign }: Monomial,
  x: Float64Array,
  xo: number,
  out: Float64Array,
  oo: number,
  blocks: number,
  stride: number,
): void {
  const n = image.length
  for (let b = 0; b < blocks; b++) {
    for (let i = 0; i < n; i++) {
      const from = xo + (b * n + i) * stride
      const to = oo + (b * n + image[i]!) * stride
      const s = sign[i]!
      for (let k = 0; k < stride; k++) out[to + k] = s * x[from + k]!
    }
  }
}
