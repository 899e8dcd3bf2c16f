import { euclideanDistance } from '@buridan/core'
import { meanOf } from './exact-figures.js'
import { type ExactOrbit, symmetryOf } from './exact-orbits.js'
import type { FamilyFigures } from './family-figures.js'
import type { LabelUnit } from './label-unit.js'

/** The losses of the coordinates of a label, in the frame of a sample that it is a copy of, or in its own. */
export interface CoordinateLosses {
  /** The index of the sample whose frame it is. */
  readonly frame: number
  /** Squares that add up to the sample's price. */
  readonly price: Float64Array
  /** Squares that add up to the sample's part of the disagreement. */
  readonly disagreement: Float64Array
}

/** The losses of all samples that have one. O(those samples · dim), and a search for symmetries for each of their orbits. */
export function coordinateLosses(
  families: readonly FamilyFigures[],
  unit: LabelUnit,
): Map<number, CoordinateLosses> {
  const out = new Map<number, CoordinateLosses>()
  for (const family of families) {
    family.orbits.forEach((orbit, k) => {
      const { price, disagreement, shares } = family.figures[k]!
      if (price + disagreement === 0) return
      const paid = new Map(shares.map((s) => [s.index, s]))
      for (const [index, own] of lossesOf(family, orbit)) {
        const share = paid.get(index)
        if (!share) continue
        out.set(index, {
          frame: orbit.leader.sample.index,
          price: scaledTo(own.price, unit.square(share.price)),
          disagreement: scaledTo(own.disagreement, unit.square(share.disagreement)),
        })
      }
    })
  }
  return out
}

function lossesOf({ family }: FamilyFigures, orbit: ExactOrbit) {
  const symmetry = symmetryOf(family, orbit.leader, orbit.stabilizer)
  const fixed = orbit.members.map(({ z }) => symmetry.label(z))
  const answer = meanOf(fixed)
  return orbit.members.map(({ z, placed }, i) => {
    const squares = (a: Float64Array, b: Float64Array) => {
      const most = euclideanDistance(a, b) || 1
      return a.map((v, c) => ((v - b[c]!) / most) ** 2)
    }
    const price = squares(z, fixed[i]!)
    return [placed.sample.index, { price, disagreement: squares(fixed[i]!, answer) }] as const
  })
}

/** Squares scaled so that they add up to a sum. */
function scaledTo(squares: Float64Array, sum: number): Float64Array {
  const all = squares.reduce((s, v) => s + v, 0)
  return squares.map((v) => (all === 0 ? 0 : (v / all) * sum))
}
