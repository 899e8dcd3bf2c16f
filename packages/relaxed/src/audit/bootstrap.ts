import { rng } from '@buridan/groups'

/** The number of data sets drawn; fewer if there are very many orbits. */
const DRAWN = 1000
const MOST_DRAWS = 5e6
const LEAST_DRAWN = 100
const SEED = 0xb007

/** An orbit's number of samples, and sums over them. */
export interface OrbitSums {
  readonly samples: number
  readonly sums: readonly number[]
}

/** The limits of the middle 95 % of the figures of data sets drawn from the orbits. */
export type Interval = readonly [low: number, high: number]

/**
 * Confidence intervals (0.95) of means over samples, by drawing orbits with replacement: copies are not independent, so whole orbits are
 * drawn. Undefined for fewer than two orbits. O(drawn · orbits).
 */
export function intervals(orbits: readonly OrbitSums[], figures: number): Interval[] | undefined {
  const n = orbits.length
  if (n < 2) return undefined
  // nothing is lost in any of them
  if (orbits.every(({ sums }) => sums.every((v) => v === 0))) {
    return Array.from({ length: figures }, (): Interval => [0, 0])
  }
  const random = rng(SEED)
  const drawn = Math.max(LEAST_DRAWN, Math.min(DRAWN, Math.floor(MOST_DRAWS / n)))
  const means = Array.from({ length: figures }, () => new Float64Array(drawn))
  // one orbit after the other: the number of its samples, and its sums
  const width = figures + 1
  const flat = new Float64Array(n * width)
  orbits.forEach((orbit, k) => {
    flat[k * width] = orbit.samples
    flat.set(orbit.sums, k * width + 1)
  })
  const sums = new Float64Array(width)
  for (let d = 0; d < drawn; d++) {
    sums.fill(0)
    for (let k = 0; k < n; k++) {
      const at = width * random.int(n)
      for (let f = 0; f < width; f++) sums[f]! += flat[at + f]!
    }
    for (let f = 0; f < figures; f++) means[f]![d] = sums[f + 1]! / sums[0]!
  }
  return means.map((list): Interval => {
    const sorted = list.sort()
    return [sorted[Math.floor(0.025 * (drawn - 1))]!, sorted[Math.ceil(0.975 * (drawn - 1))]!]
  })
}
