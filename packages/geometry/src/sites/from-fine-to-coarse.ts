/** A tolerance of at most this share of the largest length is fine: points are seldom so near to each other. */
const FINE = 1 / 64

/**
 * What is found within a tolerance, sought within fine ones first: at a coarse one a point is near many others, and is matched with
 * the first of them, so that an exact match may be missed.
 *
 * @param furthest - the largest length
 * @param within - the answer within a distance
 */
export function fromFineToCoarse<T>(
  tolerance: number,
  furthest: number,
  within: (distance: number) => T | undefined,
): T | undefined {
  const distances = [tolerance]
  for (let d = Math.min(tolerance / 2, furthest); d > FINE * furthest; d /= 2) distances.push(d)
  for (const d of distances.reverse()) {
    const found = within(d)
    if (found !== undefined) return found
  }
  return undefined
}
