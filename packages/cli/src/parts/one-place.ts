import type { AtomsFrame } from '@buridan/data'
import { InvalidArgumentError } from '@buridan/groups'

/** Coordinates that differ by no more than this share of the largest differ by rounding. */
const ROUNDING = 64 * Number.EPSILON

/**
 * Two atoms cannot be in one place: such a frame is broken, and its symmetry is not that of any molecule. O(n log n), if few atoms have one x.
 *
 * @throws InvalidArgumentError with the atoms, counted from 1 as people do
 */
export function refuseOnePlace({ positions }: AtomsFrame): void {
  let size = 0
  for (const p of positions) for (const c of p) size = Math.max(size, Math.abs(c))
  const near = ROUNDING * size
  const order = positions.map((_, i) => i).sort((i, j) => positions[i]![0]! - positions[j]![0]!)
  order.forEach((i, k) => {
    for (let l = k + 1; l < order.length; l++) {
      const j = order[l]!
      const apart = positions[j]!.map((c, axis) => Math.abs(c - positions[i]![axis]!))
      if (apart[0]! > near) return
      if (apart.some((d) => d > near)) continue
      const [a, b] = [Math.min(i, j) + 1, Math.max(i, j) + 1]
      throw new InvalidArgumentError(`atoms ${a} and ${b} are in one place: leave one of them out`)
    }
  })
}
