import { rng } from '@buridan/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Balls, ballBound, lossOf, startOf } from '../src/audit/ball-bound.js'

/** The minimum of a convex function of as many numbers as there are ranges, by a search within a search. */
function minimum(of: (w: number[]) => number, count: number, from: number, to: number): number {
  if (count === 0) return of([])
  const inner = (v: number) => minimum((w) => of([v, ...w]), count - 1, from, to)
  let [low, high] = [from, to]
  for (let k = 0; k < 50; k++) {
    const [a, b] = [low + (high - low) / 3, high - (high - low) / 3]
    if (inner(a) <= inner(b)) high = b
    else low = a
  }
  return inner((low + high) / 2)
}

/** Σ (‖w − zᵢ‖ − rᵢ)₊² as it is written. */
const loss = (w: readonly number[], { centres, radii }: Balls) =>
  centres.reduce(
    (sum, z, i) => sum + Math.max(0, Math.hypot(...Array.from(z, (v, k) => w[k]! - v)) - radii[i]!) ** 2,
    0,
  )

function drawn(dim: number, count: number, radius: number, seed: number): Omit<Balls, 'project'> {
  const random = rng(seed)
  return {
    centres: Array.from({ length: count }, () => new Float64Array(dim).map(() => random.normal())),
    radii: new Float64Array(count).map(() => radius * random.float()),
  }
}

describe('the least sum of squared distances from balls', () => {
  const counts = fc.integer({ min: 2, max: 12 })
  const radius = fc.constantFrom(0, 0.1, 0.5, 1, 2)

  it.each([1, 2])('in %i dimensions is bounded from below, closely', (dim) => {
    fc.assert(
      fc.property(counts, radius, fc.nat(1e6), (count, r, seed) => {
        const balls: Balls = { ...drawn(dim, count, r, seed), project: (v) => v.slice() }
        const least = minimum((w) => loss(w, balls), dim, -4, 4)
        const bound = ballBound(balls, 0)
        expect(bound).toBeLessThanOrEqual(least * (1 + 1e-9) + 1e-12)
        expect(bound).toBeGreaterThan(0.98 * least - 1e-4 * count)
        expect(ballBound(balls, 1.001 * least + 1e-3)).toBe(0)
      }),
      { numRuns: dim === 1 ? 60 : 15 },
    )
  })

  it('of answers that must lie on a line is bounded by what is left there', () => {
    fc.assert(
      fc.property(counts, radius, fc.nat(1e6), fc.integer({ min: 2, max: 5 }), (count, r, seed, dim) => {
        const random = rng(seed + 1)
        const raw = Array.from({ length: dim }, () => random.normal())
        const u = raw.map((v) => v / Math.hypot(...raw))
        const project = (v: Float64Array) => {
          const along = v.reduce((sum, x, k) => sum + x * u[k]!, 0)
          return Float64Array.from(u, (c) => along * c)
        }
        const balls: Balls = { ...drawn(dim, count, r, seed), project }
        const least = minimum(
          ([t]) =>
            loss(
              u.map((c) => t! * c),
              balls,
            ),
          1,
          -6,
          6,
        )
        const bound = ballBound(balls, 0)
        expect(bound).toBeLessThanOrEqual(least * (1 + 1e-9) + 1e-12)
        expect(bound).toBeGreaterThan(0.98 * least - 1e-4 * count)
      }),
      { numRuns: 60 },
    )
  })

  it('without radii is the variance, and from the mean of the centres', () => {
    const balls: Balls = { ...drawn(3, 7, 0, 5), project: (v) => v.slice() }
    const mean = startOf(balls)
    balls.centres[0]!.forEach((_, k) => {
      expect(mean[k]).toBeCloseTo(
        balls.centres.reduce((sum, z) => sum + z[k]! / 7, 0),
        12,
      )
    })
    expect(ballBound(balls, 0)).toBeCloseTo(loss(Array.from(mean), balls), 12)
    expect(lossOf(mean, balls)).toBeCloseTo(loss(Array.from(mean), balls), 12)
    // inside of a ball nothing is lost
    expect(
      lossOf(Float64Array.of(0, 0, 0.5), {
        ...balls,
        centres: [new Float64Array(3)],
        radii: Float64Array.of(1),
      }),
    ).toBe(0)
  })
})
