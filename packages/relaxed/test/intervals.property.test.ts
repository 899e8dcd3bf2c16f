import { rng } from '@buridan/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { intervals, type OrbitSums } from '../src/audit/bootstrap.js'

const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length

/** The mean over samples of orbits, and its standard error by the formula for a ratio of two means. */
function ratio(orbits: readonly OrbitSums[], figure: number) {
  const samples = mean(orbits.map((o) => o.samples))
  const value = mean(orbits.map((o) => o.sums[figure]!)) / samples
  const squares = orbits.map((o) => (o.sums[figure]! - value * o.samples) ** 2)
  return { value, error: Math.sqrt(mean(squares) / orbits.length) / samples }
}

describe('intervals of means over orbits', () => {
  it('are as wide as the standard error says, for each figure, whatever the sizes of orbits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 150, max: 400 }),
        fc.nat(1e6),
        fc.integer({ min: 1, max: 3 }),
        (n, seed, figures) => {
          const random = rng(seed)
          const orbits = Array.from({ length: n }, (): OrbitSums => {
            const samples = 1 + random.int(4)
            return {
              samples,
              sums: Array.from({ length: figures }, (_, f) => samples * (f + 3 + random.normal())),
            }
          })
          const found = intervals(orbits, figures)!
          expect(found.length).toBe(figures)
          found.forEach(([low, high], f) => {
            const { value, error } = ratio(orbits, f)
            // a thousand draws know the limits of 95 % to a tenth or so
            for (const z of [(value - low) / error, (high - value) / error]) {
              expect(z).toBeGreaterThan(1.96 - 0.4)
              expect(z).toBeLessThan(1.96 + 0.4)
            }
          })
        },
      ),
      { numRuns: 20 },
    )
  })

  it('of many orbits are from fewer draws, and no wider', () => {
    const random = rng(1)
    const orbits = Array.from({ length: 20_000 }, () => ({ samples: 1, sums: [random.normal()] }))
    const [[low, high]] = intervals(orbits, 1) as [readonly [number, number]]
    const { value, error } = ratio(orbits, 0)
    expect((value - low) / error).toBeCloseTo(1.96, 0)
    expect((high - value) / error).toBeCloseTo(1.96, 0)
  })

  it('of two orbits have both among their limits', () => {
    const orbits = [
      { samples: 1, sums: [2] },
      { samples: 3, sums: [30] },
    ]
    // a quarter of the draws has the first twice, a quarter the second twice
    expect(intervals(orbits, 1)).toEqual([[2, 10]])
  })

  it('are known where nothing is lost, and not known of one orbit', () => {
    const zero = { samples: 2, sums: [0, 0] }
    expect(intervals([zero, zero], 2)).toEqual([
      [0, 0],
      [0, 0],
    ])
    expect(intervals([{ samples: 5, sums: [1] }], 1)).toBeUndefined()
    expect(intervals([zero, { samples: 1, sums: [0, 1] }], 2)![0]).toEqual([0, 0])
    expect(intervals([zero, { samples: 1, sums: [0, 1] }], 2)![1]![1]).toBe(1)
  })
})
