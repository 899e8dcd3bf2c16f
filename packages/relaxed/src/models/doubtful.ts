import { type AnyRepresentation, DEFAULT_TOLERANCE, stabilizer } from '@buridan/groups'

/** A gap of at most so many tolerances is small: with a little more noise the symmetry would be another. */
const SMALL_GAP = 10

/**
 * What there is to say of inputs whose symmetry is doubtful: the nearest element left out of the stabilizer moves them hardly more than
 * the tolerance. Undefined if there are none.
 */
export function doubtfulInputs(
  rep: AnyRepresentation,
  rows: readonly Float64Array[],
  tolerance: number = DEFAULT_TOLERANCE,
): string | undefined {
  let [count, worst, least] = [0, -1, Number.POSITIVE_INFINITY]
  rows.forEach((x, i) => {
    const { gap } = stabilizer(rep, x, { tolerance })
    if (gap > SMALL_GAP * tolerance) return
    count++
    if (gap < least) [worst, least] = [i, gap]
  })
  if (count === 0) return undefined
  return (
    `doubtful symmetry: of ${rows.length} inputs ${count} are nearly more symmetric than the tolerance ${tolerance} says; an element left out ` +
    `moves x[${worst}] by ${least.toExponential(1)} of its norm. Breaking is discontinuous there: choose a tolerance above or below`
  )
}
