import { AmbiguousToleranceError, BuridanError } from '@buridan/groups'

/** The smallest tolerance, relative to the norm: rounding. */
const ROUNDING = 64 * Number.EPSILON
/** If no gap is known, the next tolerance is this many times the last. */
const STEP = 8
/** A gap is exceeded by this factor. */
const BEYOND = 1 + 1e-9
/** The most searches for one input. */
const MOST = 24

/** The answer at one tolerance. */
export interface FoundAt<T> {
  readonly value: T
  /** The tolerance up to which the answer stays the same, relative to the norm; a lower bound, or Infinity. */
  readonly gap: number
}

/**
 * The answers of a search at growing tolerances up to a limit, each just above the gap of the last. If a tolerance is ambiguous, the next
 * is tried.
 *
 * @param search - to a relative tolerance
 * @param same - whether two answers are the same
 * @throws the error of the first search, if none succeeds
 */
export function atGrowingTolerance<T>(
  from: number,
  most: number,
  search: (tolerance: number) => FoundAt<T>,
  same: (a: T, b: T) => boolean,
): T[] {
  const found: T[] = []
  let problem: BuridanError | undefined
  let tolerance = Math.min(Math.max(from * BEYOND, ROUNDING), most)
  for (let k = 0; k < MOST; k++) {
    let next = STEP * tolerance
    try {
      const { value, gap } = search(tolerance)
      const last = found.at(-1)
      if (last === undefined || !same(last, value)) found.push(value)
      if (gap === Number.POSITIVE_INFINITY) next = Math.max(next, STEP * STEP * tolerance)
      else next = Math.max(gap * BEYOND, tolerance * BEYOND)
    } catch (error) {
      if (!(error instanceof BuridanError)) throw error
      // at tolerances as large as the distance of points nothing more is found
      if (!(error instanceof AmbiguousToleranceError) && found.length > 0) return found
      problem ??= error
      if (!(error instanceof AmbiguousToleranceError)) throw error
    }
    if (tolerance >= most) break
    tolerance = Math.min(next, most)
  }
  if (found.length === 0 && problem) throw problem
  return found
}
