import { equivariantBasis } from '@buridan/constraints'
import { OrthonormalSet } from '@buridan/core'
import { type AnyRepresentation, rng } from '@buridan/groups'

/** Larger representations are not looked at. */
export const MAX_DIM = 256

/** The different summands, but for large ones. */
export function distinct(rep: AnyRepresentation): AnyRepresentation[] {
  const parts = new Map(rep.summands.map((s) => [s.rep.key, s.rep]))
  return [...parts.values()].filter((r) => r.dim <= MAX_DIM)
}

/** Vectors in a row that add nothing before the space is taken to be complete. */
const PATIENCE = 3
/** What a vector has beside the space is rounding up to this part of its length. */
const ROUNDING = 1e-8

/**
 * The dimension of what equivariant maps together carry: of the input, that on which not all vanish, spanned by all W⊤y; of the
 * output, that which their images W x span. Random maps and vectors are drawn until they add nothing.
 */
export function carried(repIn: AnyRepresentation, repOut: AnyRepresentation, side: 'in' | 'out'): number {
  const [one, all] = side === 'in' ? [repIn, distinct(repOut)] : [repOut, distinct(repIn)]
  const random = rng(0xb0)
  const draw = (n: number) => Float64Array.from({ length: n }, () => random.normal())
  const span = new OrthonormalSet(one.dim)
  for (const other of all) {
    const basis = side === 'in' ? equivariantBasis(one, other) : equivariantBasis(other, one)
    if (basis.rank === 0) continue
    for (let failures = 0; failures < PATIENCE && span.size < one.dim; ) {
      const map = basis.combine(draw(basis.rank))
      const v = side === 'in' ? map.applyTranspose(draw(other.dim)) : map.apply(draw(other.dim))
      failures = span.add(v, ROUNDING) ? 0 : failures + 1
    }
  }
  return span.size
}
