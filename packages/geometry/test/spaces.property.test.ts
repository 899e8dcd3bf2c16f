import { rng } from '@buridan/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { turned } from '../../../conformance/shapes.js'
import { alignInSpace, alignSites, type Sites, symmetryInSpace, symmetryOfSites } from '../src/index.js'
import { anyRotation } from './space.js'

const close = (a: number, b: number) => Math.abs(a - b) <= 1e-7 * (1 + Math.min(a, b))

/** Points of a small grid with a vector of the whole, moved by noise. */
function given(seed: number, noise: number) {
  const random = rng(seed)
  const n = 1 + random.int(6)
  const entry = () => random.int(3) - 1 + noise * random.normal()
  const place = () => [entry(), entry(), entry()]
  const points = Array.from({ length: n }, () => ({ vectors: [place()], scalars: [1 + random.int(2)] }))
  return { points, vectors: random.int(4) === 0 ? [place()] : [] }
}

describe('symmetryInSpace of three dimensions', () => {
  it.each(['norm', 'largest'] as const)('agrees with symmetryOfSites, measured by %s', (metric) => {
    let finite = 0
    fc.assert(
      fc.property(fc.nat(100_000), fc.boolean(), fc.boolean(), (seed, proper, noisy) => {
        const sites = given(seed, noisy ? 0.004 : 0)
        const options = { tolerance: noisy ? 0.1 : 1e-6, metric, proper }
        const inSpace = symmetryInSpace(sites, 3, options)
        const expected = symmetryOfSites(sites, options)
        if (expected.kind === 'finite') {
          finite++
          expect(inSpace.free).toEqual([])
          expect(inSpace.operations.length).toBe(expected.operations.length)
          expect(inSpace.group.order).toBe(BigInt(expected.operations.length))
          expect(close(inSpace.deviation, expected.deviation) || inSpace.deviation <= options.tolerance).toBe(
            true,
          )
        } else {
          expect(inSpace.free.length).toBe(expected.kind === 'axial' ? 2 : 3)
        }
        expect(inSpace.exchanges.order).toBe(expected.exchanges.order)
        expect(inSpace.permutations.order).toBe(expected.permutations.order)
      }),
      { seed: 3, numRuns: 250 },
    )
    expect(finite).toBeGreaterThan(100)
  })

  it.each(['norm', 'largest'] as const)('alignInSpace agrees with alignSites, measured by %s', (metric) => {
    let [found, missed] = [0, 0]
    fc.assert(
      fc.property(fc.nat(100_000), fc.boolean(), (seed, proper) => {
        const from = given(seed, 0.004)
        const random = rng(seed + 1)
        const mirror = random.int(2) === 0 ? -1 : 1
        const matrix = anyRotation(random).map((v) => mirror * v)
        const off = (list: readonly number[][]) =>
          turned(list, matrix).map((v) => v.map((c) => c + 0.004 * random.normal()))
        const onto: Sites = {
          points: from.points.map((p) => ({ ...p, vectors: off(p.vectors) })).reverse(),
          vectors: off(from.vectors),
        }
        const options = { tolerance: 0.1, metric, proper }
        const [a, b] = [alignInSpace(from, onto, 3, options), alignSites(from, onto, options)]
        expect(a === undefined).toBe(b === undefined)
        if (a && b) {
          found++
          expect(a.deviation).toBeLessThan(1.2 * b.deviation + 0.005)
          // what it says of itself
          const moved = from.points.map((p) => turned(p.vectors, a.matrix)[0]!)
          const left = moved.map((v, i) => {
            const to = Array.from(onto.points[a.images[i]!]!.vectors[0]!)
            return Math.hypot(...v.map((c, k) => c - to[k]!))
          })
          const whole = turned(from.vectors, a.matrix).map((v, k) =>
            Math.hypot(...v.map((c, i) => c - onto.vectors![k]![i]!)),
          )
          const all = [...left, ...whole]
          expect(a.deviation).toBeCloseTo(metric === 'norm' ? Math.hypot(...all) : Math.max(...all), 9)
        } else missed++
      }),
      { seed: 3, numRuns: 250 },
    )
    expect(found).toBeGreaterThan(100)
    expect(missed).toBeGreaterThan(10)
  })

  it('tells the symmetry in many dimensions also where maps far beyond the tolerance are too many', () => {
    const random = rng(1)
    const place = () => Array.from({ length: 40 }, () => random.normal())
    const points = Array.from({ length: 50 }, () => ({ vectors: [place()] }))
    const found = symmetryInSpace({ points }, 40, { tolerance: 0.1 })
    expect([found.name, found.operations.length]).toEqual(['trivial', 1])
    const opposite = points.flatMap(({ vectors: [v] }) =>
      [1, -1].map((sign) => ({ vectors: [v!.map((c) => sign * c)] })),
    )
    expect(symmetryInSpace({ points: opposite }, 40, { tolerance: 0.1 }).name).toBe('2 in O(40)')
  })

  it('refuses what is not as described, in words', () => {
    const sites = { points: [{ vectors: [[1, 0]] }] }
    expect(() => symmetryInSpace(sites, 3)).toThrow(/2 entries|3/)
    expect(() => symmetryInSpace(sites, 0)).toThrow(/dim/)
    expect(() => symmetryInSpace(sites, 2, { complex: 1 as never })).toThrow(/complex is 1/)
    expect(() => symmetryInSpace({ ...sites, tensors: [[1]] }, 2)).toThrow(
      /in space only, by symmetryOfSites/,
    )
    expect(() => symmetryInSpace({ points: [...sites.points, { vectors: [] }] }, 2)).toThrow(/has 0 vectors/)
    expect(() => symmetryInSpace(sites, 2, { metric: 'other' as never })).toThrow(/norm or largest/)
    expect(() => alignInSpace(sites, { points: [] }, 2)).toThrow(/1 points, onto has 0/)
    const near = { points: [{ vectors: [[1, 0]] }, { vectors: [[1, 0.15]] }] }
    expect(() => symmetryInSpace(near, 2, { tolerance: 0.1 })).toThrow(/apart/)
  })
})
