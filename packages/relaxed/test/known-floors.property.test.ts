// Floors at a slope that are known by hand.
import { act, rng, uniformElement } from '@buridan/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { audit } from '../src/index.js'
import { expectClose } from './curves.js'
import { norm, normals } from './equivariant-maps.js'
import { rep } from './listed-spaces.js'

const seeds = fc.nat(2 ** 31 - 1)

describe('known floors', () => {
  it('of one sample at a distance from a symmetry: what is left of the asymmetry of its label', () => {
    const V = rep('Z(2)', 'V')
    fc.assert(
      fc.property(
        fc.double({ min: -6, max: -1.5, noNaN: true }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        (power, a) => {
          // (1 + δ, 1 − δ) is δ√2 from (1, 1), and the label (b + α, b − α) as much from what the exchange keeps
          const [delta, alpha] = [10 ** power, a / Math.SQRT2]
          const report = audit({
            x: [[1 + delta, 1 - delta]],
            y: [[3 + alpha, 3 - alpha]],
            repIn: V,
            repOut: V,
          })
          const d = delta * Math.SQRT2
          expect([report.strictFloor, report.symmetric]).toEqual([0, 0])
          expect(report.floorBySlope.length).toBeGreaterThan(1)
          for (const [slope, floor] of report.floorBySlope) {
            const left = Math.max(0, a - slope * d)
            // inputs are known to 64 units in the last place
            expect(Math.abs(floor - left ** 2)).toBeLessThanOrEqual(1e-8 * a ** 2)
          }
          const [worst] = report.worst
          expectClose(worst!.requiredSlope as number, a / d, 1e-6)
          expectClose(worst!.distance, d, 1e-9)
          expectClose(worst!.asymmetry, a, 1e-9)
          expect([worst!.stabilizerOrder, worst!.index, worst!.price]).toEqual([2, 0, 0])
          const power10 = Math.floor(Math.log10(a / d))
          expect(report.requiredSlopes.infinite).toBe(0)
          expect(report.requiredSlopes.ranges.map((r) => r.samples)).toEqual([1])
          expectClose(report.requiredSlopes.ranges[0]!.from, 10 ** power10, 10)
        },
      ),
      { seed: 8, numRuns: 60 },
    )
  })

  it('of two near-copies: both answers move half the way', () => {
    const V = rep('S(5)', 'V')
    fc.assert(
      fc.property(seeds, fc.double({ min: -7, max: -2, noNaN: true }), (seed, power) => {
        const random = rng(seed)
        const d = 10 ** power
        const x = [1, 2, 3, 4, 5].map((v) => v + 0.1 * random.float())
        const step = normals(5, random)
        const near = x.map((v, i) => v + (d * step[i]!) / norm(step))
        const [y, z] = [normals(5, random), normals(5, random)]
        const g = uniformElement(V.group, random)
        const report = audit({
          x: [x, act(V, g, near)],
          y: [y, act(V, g, z)],
          repIn: V,
          repOut: V,
        })
        const apart = norm(y.map((v, i) => v - z[i]!))
        expect([report.strictFloor, report.orbits]).toEqual([0, 2])
        let compared = 0
        for (const [slope, floor] of report.floorBySlope) {
          const known = Math.max(0, apart - slope * d) ** 2 / 4
          // inputs may be nearer by what they are not known to
          const open = slope * (64 * Number.EPSILON * norm(x) + 1e-15)
          expect(Math.sqrt(floor)).toBeLessThanOrEqual(Math.sqrt(known) * (1 + 1e-6) + open + 1e-9)
          compared++
          expect(floor).toBeGreaterThanOrEqual(0.99 * known)
        }
        if (power < -3) expect(compared).toBeGreaterThan(2)
      }),
      { seed: 9, numRuns: 40 },
    )
  })

  it('of two near-copies of molecules, turned and shuffled', () => {
    const n = 5
    const [repIn, repOut] = [rep(`O(3)xS(${n})`, 'V_a*V_b+V_b'), rep(`O(3)xS(${n})`, 'V_a')]
    const random = rng(31)
    for (const d of [1e-3, 1e-4, 1e-6]) {
      const x = Float64Array.from([...normals(3 * n, random, 1.5), 10, 20, 20, 30, 40])
      // a step along which no turn moves: from the origin out
      const size = norm(x.slice(0, 3 * n))
      const near = x.map((v, i) => (i < 3 * n ? v * (1 + d / size) : v))
      const [y, z] = [Float64Array.of(3, 0, 0), Float64Array.of(0, 4, 0)]
      const g = uniformElement(repIn.group, random)
      const report = audit({
        x: [x, act(repIn, g, near)],
        y: [y, act(repOut, g, z)],
        repIn,
        repOut,
        radius: 0.5,
      })
      let compared = 0
      for (const [slope, floor] of report.floorBySlope) {
        const known = Math.max(0, 5 - slope * d) ** 2 / 4
        expect(floor).toBeLessThanOrEqual(known * (1 + 1e-6) + 1e-9)
        compared++
        expectClose(floor, known, 0.01)
      }
      expect([report.orbits, compared > 2]).toEqual([2, true])
    }
  })

  it('of exact symmetries and copies: the strict floor, at every slope', () => {
    const V = rep('Dih(4)', 'V')
    const report = audit({
      x: [
        [1, 1, 1, 1],
        [1, 2, 3, 4],
        [2, 3, 4, 1],
      ],
      y: [
        [4, 0, 0, 0],
        [1, 0, 0, 0],
        [0, 0, 0, 5],
      ],
      repIn: V,
      repOut: V,
    })
    // 16 · ¾ of the first; the turn takes the label of the third to (5, 0, 0, 0), and 2² + 2² is left of 1 and 5
    expect([report.price, report.disagreement, report.requiredSlopes.infinite]).toEqual([
      expect.closeTo(12 / 3, 12),
      expect.closeTo(8 / 3, 12),
      1,
    ])
    for (const [, floor] of report.floorBySlope) expect(floor).toBeGreaterThanOrEqual(20 / 3 - 1e-9)
    expectClose(report.floorBySlope.at(-1)![1], 20 / 3, 1e-8)
  })

  it('end where the strict floor is reached, where labels do not vary too', () => {
    const V = rep('S(3)', 'V')
    const { strictFloor, floorBySlope } = audit({
      x: [
        [1, 2, 3],
        [3, 2, 1],
      ],
      y: [
        [1, 0, 0],
        [1, 0, 0],
      ],
      repIn: V,
      repOut: V,
    })
    expect(strictFloor).toBe(0.5)
    expect(floorBySlope.length).toBe(1)
    expect(floorBySlope[0]![1]).toBe(strictFloor)
  })
})
