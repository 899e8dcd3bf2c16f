import { InvalidArgumentError } from '@buridan/core'

/** Atoms nearer than this share of the tolerance are apart by rounding only. */
const ROUNDING = 1e-9

/**
 * For two atoms within the tolerance of each other, of which none has an image of its own.
 *
 * @param apart - their distance
 * @param tolerance - in the same unit
 */
export function closeAtoms(
  one: number,
  other: number,
  apart: number,
  tolerance: number,
): InvalidArgumentError {
  const [a, b] = one < other ? [one, other] : [other, one]
  return new InvalidArgumentError(
    apart <= ROUNDING * tolerance
      ? `atoms ${a} and ${b} are in one place: leave one of them out`
      : `atoms ${a} and ${b} are ${apart.toPrecision(3)} apart, within the tolerance ${tolerance}: make it smaller, or leave one of them out`,
  )
}
