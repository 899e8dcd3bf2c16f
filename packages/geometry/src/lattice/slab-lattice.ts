import { cross, dot, length, scaled, unit, type Vector } from '@buridan/core'
import type { LatticeBasis } from './lattice-basis.js'

/** Copies of a slab are so many of its thicknesses apart, and so many of its longer vector. */
const APART = { thicknesses: 4, vectors: 8 }

/**
 * The lattice of a slab that repeats along two of three vectors: those and one normal to them, so long that copies of the slab do not touch and
 * that no map of the lattice takes it to another.
 *
 * @param across - the number of the vector along which it does not repeat
 * @param least - a least length of the third vector
 * @returns the vectors in their places
 */
export function slabLattice(
  given: LatticeBasis,
  across: number,
  places: readonly Vector[],
  least = 0,
): LatticeBasis {
  const [a, b] = [given[(across + 1) % 3]!, given[(across + 2) % 3]!]
  const normal = unit(cross(a, b))
  const heights = places.map((p) => dot(p, normal))
  const thickness = Math.max(...heights) - Math.min(...heights)
  const enough = APART.thicknesses * thickness + APART.vectors * Math.max(length(a), length(b))
  const apart = Math.max(enough, least)
  const out: Vector[] = [...given]
  // on the side of the given vector, so that the hand stays
  out[across] = scaled(normal, dot(given[across]!, normal) < 0 ? -apart : apart)
  return [out[0]!, out[1]!, out[2]!]
}
