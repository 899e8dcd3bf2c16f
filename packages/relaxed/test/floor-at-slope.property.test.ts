// The floor at a slope: what no equivariant map of that slope can be below, and maps of that slope that come near it.
import { act, type Rng, rng, uniformElement } from '@buridan/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AuditReport, audit } from '../src/index.js'
import { expectCurve } from './curves.js'
import {
  cones,
  dipole,
  forces,
  linear,
  type Matrices,
  norm,
  normals,
  pointwise,
  type SteepMap,
  sines,
  type Vector,
} from './equivariant-maps.js'
import { inputsNear, molecules } from './inputs-near.js'
import { leastError } from './least-error.js'
import { LISTED, matricesOf, rep } from './listed-spaces.js'

const seeds = fc.nat(2 ** 31 - 1)

/** A random map of one of the kinds, and inputs, some of them about what makes it steep. */
function given(of: Matrices, random: Rng, samples: number): { readonly map: SteepMap; readonly x: Vector[] } {
  const x = inputsNear(of, random, samples)
  const kind = random.int(3)
  const map = kind === 0 ? sines(of, random) : kind === 1 ? linear(of, random) : cones(of, random, x[0]!)
  return { map, x }
}

/** The norm of what inputs are known to at best. */
const lastPlaces = (x: readonly Vector[]) => 64 * Number.EPSILON * Math.max(...x.map(norm))

/**
 * Nothing is lost at a slope that a map has which fits the labels. What is taken for symmetric is up to e from it, and so is what an input stands for: labels
 * of a function of the input as given are asymmetric by at most L e, of what it stands for by 2 L e. Copies are off by 2e from one of them, and another e.
 */
function expectNothingLost(
  report: AuditReport,
  { slope }: SteepMap,
  x: readonly Vector[],
  e = 0,
  times = 2,
): void {
  const { labelVariance, strictFloor, floorBySlope } = report
  const none = 1e-9 * labelVariance + (times * slope * Math.max(e, lastPlaces(x))) ** 2
  expectCurve(report)
  expect(strictFloor).toBeLessThanOrEqual(none)
  for (const [s, floor] of floorBySlope) {
    if (s >= slope) expect(floor, `at ${s}, of a map of slope ${slope}`).toBeLessThanOrEqual(none)
  }
}

const rounded = (v: Vector, decimals: number) => v.map((c) => Number(c.toFixed(decimals)))

describe('labels that are an equivariant function of inputs lose nothing at its slope', () => {
  it.each(LISTED)('%s, %s to %s', (...spaces) => {
    const of = matricesOf(spaces)
    fc.assert(
      fc.property(seeds, (seed) => {
        const { map, x } = given(of, rng(seed), 14)
        const report = audit({ x, y: x.map(map.of), repIn: of.repIn, repOut: of.repOut })
        expect(report.samples).toBe(14)
        expectNothingLost(report, map, x)
      }),
      { seed: 1, numRuns: 40 },
    )
  })

  it('S(9), which is not listed', () => {
    const V = rep('S(9)', 'V')
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = rng(seed)
        const map = pointwise(random)
        const x = Array.from({ length: 8 }, (_, k) => {
          const off = k % 2 === 0 ? 0 : 10 ** (-12 * random.float())
          const base = Float64Array.from(
            { length: 9 },
            (_, i) => ((i * (1 + (k % 3))) % 4) + off * random.normal(),
          )
          return Float64Array.from(act(V, uniformElement(V.group, random), base))
        })
        expectNothingLost(audit({ x, y: x.map(map.of), repIn: V, repOut: V }), map, x)
      }),
      { seed: 2, numRuns: 10 },
    )
  })

  it.each([
    ['O(3)', 'V_a*V_b', forces],
    ['SO(3)', 'V_a*V_b', forces],
    ['O(3)', 'V_a', dipole],
    ['SO(3)', 'V_a', dipole],
  ] as const)('%s and exchanges of points, to %s', (space, out, make) => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 3, max: 6 }), (seed, n) => {
        const random = rng(seed)
        const [repIn, repOut] = [rep(`${space}xS(${n})`, 'V_a*V_b+V_b'), rep(`${space}xS(${n})`, out)]
        const map = make(n, random)
        const x = molecules(repIn, n, random, 8)
        const report = audit({ x, y: x.map(map.of), repIn, repOut, radius: 0.5 })
        expect([report.skipped, report.samples]).toEqual([[], 8])
        expectNothingLost(report, map, x)
      }),
      { seed: 3, numRuns: 25 },
    )
  })
})

describe('of rounded inputs', () => {
  const decimals = fc.constantFrom(2, 3, 5, 8)

  it.each(LISTED.slice(0, 8))('%s, %s to %s', (...spaces) => {
    const of = matricesOf(spaces)
    fc.assert(
      fc.property(seeds, decimals, (seed, k) => {
        const { map, x } = given(of, rng(seed), 12)
        const near = x.map((v) => rounded(v, k))
        // the norm of what rounding takes off a whole input
        const error = (Math.sqrt(of.repIn.dim) / 2) * 10 ** -k
        for (const from of [x, near]) {
          const report = audit({
            x: near,
            y: from.map(map.of),
            repIn: of.repIn,
            repOut: of.repOut,
            inputPrecision: error,
            radius: 0.3,
          })
          expectNothingLost(report, map, x, error, from === near ? 2 : 3)
        }
      }),
      { seed: 4, numRuns: 25 },
    )
  })

  it.each(['O(3)', 'SO(3)'])('%s and exchanges of points', (space) => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 3, max: 6 }), decimals, fc.boolean(), (seed, n, k, force) => {
        const random = rng(seed)
        const out = force ? 'V_a*V_b' : 'V_a'
        const [repIn, repOut] = [rep(`${space}xS(${n})`, 'V_a*V_b+V_b'), rep(`${space}xS(${n})`, out)]
        const map = force ? forces(n, random) : dipole(n, random)
        const x = molecules(repIn, n, random, 6)
        const near = x.map((v) => rounded(v, k))
        const inputPrecision = (Math.sqrt(3) / 2) * 10 ** -k
        // the norm over the whole sample
        const error = inputPrecision * Math.sqrt(n)
        for (const from of [x, near]) {
          const data = { x: near, y: from.map(map.of), repIn, repOut, radius: 0.5 }
          expectNothingLost(audit({ ...data, inputPrecision }), map, x, error)
        }
      }),
      { seed: 5, numRuns: 25 },
    )
  })
})

describe('the floor at a slope is a lower bound', () => {
  it.each(LISTED.filter(([group]) => group !== 'Oh' && group !== 'B(3)'))(
    'of %s, %s to %s, below the least error of all maps of that slope',
    (...spaces) => {
      const of = matricesOf(spaces)
      fc.assert(
        fc.property(seeds, fc.boolean(), (seed, alike) => {
          const random = rng(seed)
          const x = inputsNear(of, random, 5)
          const own = sines(of, random)
          // labels that are no function, and such that nearly are one
          const y = x.map((row) => {
            const noise = normals(of.repOut.dim, random, alike ? 0.1 : 1)
            return alike ? own.of(row).map((v, i) => v + noise[i]!) : noise
          })
          const report = audit({ x, y, repIn: of.repIn, repOut: of.repOut, tolerance: 0.5 })
          expectCurve(report)
          const slopes = report.floorBySlope.filter((_, k) => k % 6 === 0)
          for (const [slope, floor] of [...slopes, [Number.POSITIVE_INFINITY, report.strictFloor] as const]) {
            const least = leastError(of, x, y, slope)
            // the bound is that of inputs as near to each other as their precision leaves open
            const open = slope === Number.POSITIVE_INFINITY ? 0 : slope * lastPlaces(x)
            expect(Math.sqrt(least) + open, `slope ${slope}`).toBeGreaterThanOrEqual(
              Math.sqrt(floor) * (1 - 1e-9) - 1e-9,
            )
          }
        }),
        { seed: 6, numRuns: 8 },
      )
    },
  )

  it('of points in space: maps of a slope err by more, whatever the labels', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 3, max: 5 }), (seed, n) => {
        const random = rng(seed)
        const [repIn, repOut] = [rep(`O(3)xS(${n})`, 'V_a*V_b+V_b'), rep(`O(3)xS(${n})`, 'V_a*V_b')]
        const x = molecules(repIn, n, random, 6)
        const y = x.map(() => normals(3 * n, random))
        const report = audit({ x, y, repIn, repOut, radius: 0.5 })
        const maps = Array.from({ length: 6 }, () => forces(n, random))
        for (const map of maps) {
          const values = x.map(map.of)
          // the multiple of it that fits best, within the slope
          const inner = values.reduce((s, v, i) => s + v.reduce((t, c, k) => t + c * y[i]![k]!, 0), 0)
          const square = values.reduce((s, v) => s + norm(v) ** 2, 0)
          const best = square === 0 ? 0 : inner / square
          for (const [slope, floor] of report.floorBySlope) {
            const share = Math.sign(best) * Math.min(Math.abs(best), slope / map.slope)
            const error = values.reduce((s, v, i) => s + norm(v.map((c, k) => share * c - y[i]![k]!)) ** 2, 0)
            expect(error / x.length).toBeGreaterThanOrEqual(floor * (1 - 1e-9))
          }
        }
      }),
      { seed: 7, numRuns: 20 },
    )
  })
})
