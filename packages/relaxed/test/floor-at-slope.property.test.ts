// The floor at a slope: what no equivariant map of that slope can be below, and maps of that slope that come near it.
import {
  type AnyRepresentation,
  act,
  parseAnyGroup,
  parseRepresentation,
  type Representation,
  type Rng,
  rng,
  uniformElement,
} from '@buridan/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AuditOptions, type AuditReport, audit } from '../src/index.js'
import { expectClose, expectCurve, expectExtended, floorAt } from './curves.js'
import {
  cones,
  dipole,
  forces,
  inputsNear,
  linear,
  Matrices,
  molecules,
  norm,
  normals,
  pointwise,
  type SteepMap,
  sines,
  type Vector,
} from './equivariant-maps.js'
import { leastError } from './least-error.js'

const rep = (group: string, text: string) => parseRepresentation(parseAnyGroup(group), text)

/** Groups that are listed, with inputs and labels. */
const LISTED = [
  ['Dih(4)', 'V', 'V'],
  ['Dih(6)', 'V', 'V+T(0)'],
  ['D(5)', 'V', 'V'],
  ['D(4)', '2*V', 'V+T(0)'],
  ['S(4)', 'V', 'V'],
  ['S(4)', '2*V', 'T(0)+V'],
  ['S(3)', 'T(2)', 'V'],
  ['Oh', 'V', 'V'],
  ['Oh', '2*V', 'V+T(2)'],
  ['B(3)', 'V', 'T(2)'],
  ['Z(6)', 'V', 'V'],
] as const

const pairs = new Map<string, Matrices>()
function matricesOf([group, input, label]: readonly [string, string, string]): Matrices {
  const key = [group, input, label].join()
  const known =
    pairs.get(key) ?? new Matrices(rep(group, input) as Representation, rep(group, label) as Representation)
  pairs.set(key, known)
  return known
}

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
 * Nothing is lost at a slope that a map has which fits the labels. What is taken for symmetric is up to 2e from it, and what an input stands for another e away: labels
 * of a function of it are asymmetric by at most 3 L e. Copies are off by 4e + 2e, each answer by half of that.
 */
function expectNothingLost(report: AuditReport, { slope }: SteepMap, x: readonly Vector[], e = 0): void {
  const { labelVariance, strictFloor, floorBySlope } = report
  const none = 1e-9 * labelVariance + (3 * slope * Math.max(e, lastPlaces(x))) ** 2
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
          expectNothingLost(report, map, x, error)
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
          const slopes = report.floorBySlope.filter((_, k) => k % 4 === 0)
          for (const [slope, floor] of [...slopes, [Number.POSITIVE_INFINITY, report.strictFloor] as const]) {
            const least = leastError(of, x, y, slope)
            // the bound is that of inputs as near to each other as their precision leaves open
            const open = slope === Number.POSITIVE_INFINITY ? 0 : slope * lastPlaces(x)
            expect(Math.sqrt(least) + open, `slope ${slope}`).toBeGreaterThanOrEqual(
              Math.sqrt(floor) * (1 - 1e-9) - 1e-9,
            )
          }
        }),
        { seed: 6, numRuns: 15 },
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
          const open = slope * (lastPlaces([Float64Array.from(x)]) + 1e-15)
          expect(Math.sqrt(floor)).toBeLessThanOrEqual(Math.sqrt(known) * (1 + 1e-6) + open + 1e-9)
          // where the bound of the pair is looked at
          if (slope * d * 4 > apart / 4) continue
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
        if (slope * d * 4 > 1) continue
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
})

describe('the figures of data that are given in other words', () => {
  const compared = (
    a: AuditReport,
    b: AuditReport,
    [input, label]: readonly [number, number],
    share: number,
    turned = false,
  ) => {
    for (const key of ['samples', 'symmetric', 'orbits'] as const) expect(b[key]).toBe(a[key])
    const square = label * label
    const none = 1e-12 * a.labelVariance
    for (const key of ['strictFloor', 'price', 'disagreement', 'labelVariance'] as const) {
      // labels that are turned each by itself vary otherwise
      if (key === 'labelVariance' && turned) continue
      expect(Math.abs(b[key] / square - a[key])).toBeLessThanOrEqual(share * a[key] + none)
    }
    expect([b.verdict === 'unknown', b.requiredSlopes.infinite]).toEqual([
      a.verdict === 'unknown',
      a.requiredSlopes.infinite,
    ])
    // where an element that keeps a sample may go before another, labels near it have several frames
    if (a.symmetric > 0) return
    expect(b.verdict).toBe(a.verdict)
    // round slopes are those of the units of the data: where both curves have one
    for (const [slope, floor] of a.floorBySlope) {
      const there = b.floorBySlope.find(([s]) => Math.abs((s * input) / label / slope - 1) < 1e-9)
      if (there) expect(Math.abs(there[1] / square - floor)).toBeLessThanOrEqual(share * floor + 100 * none)
    }
    // slopes of pairs that are 1e-9 apart are known to about 1e-6
    const [before, after] = [a.slopeOfData, b.slopeOfData]
    expect(after.pairs).toBe(before.pairs)
    if (before.upper !== undefined) expectClose((after.upper! * input) / label, before.upper, 0.01)
    if (before.growth !== undefined) expect(Math.abs(after.growth! - before.growth)).toBeLessThan(0.05)
  }

  /** Samples on and near symmetries and copies, with labels of their own. */
  function data(spaces: readonly [string, string, string], seed: number) {
    const random = rng(seed)
    if (spaces[0].includes('(3)x')) {
      const [repIn, repOut] = [rep(spaces[0], spaces[1]), rep(spaces[0], spaces[2])]
      const x = molecules(repIn, repIn.dim / 4, random, 9)
      return { repIn, repOut, x, y: x.map(() => normals(repOut.dim, random)), random, radius: 0.5 }
    }
    const of = matricesOf(spaces)
    const x = inputsNear(of, random, 12, 9)
    return {
      repIn: of.repIn as AnyRepresentation,
      repOut: of.repOut as AnyRepresentation,
      x,
      y: x.map(() => normals(of.repOut.dim, random)),
      random,
      radius: 0.5,
    }
  }
  const SPACES = [...LISTED.slice(0, 8), ['O(3)xS(4)', 'V_a*V_b+V_b', 'V_a*V_b']] as const

  it.each(SPACES)('%s, %s to %s: turned and shuffled', (...spaces) => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { x, y, random, ...rest } = data(spaces, seed)
        const g = x.map(() => uniformElement(rest.repIn.group, random))
        const order = x.map((_, i) => i).sort((a, b) => ((a * 7) % 11) - ((b * 7) % 11))
        const moved: AuditOptions = {
          ...rest,
          x: order.map((i) => act(rest.repIn, g[i]!, x[i]!)),
          y: order.map((i) => act(rest.repOut, g[i]!, y[i]!)),
        }
        // points in space are laid on each other to about the root of rounding
        const share = spaces[0].includes('(3)x') ? 1e-3 : 1e-5
        compared(audit({ x, y, ...rest }), audit(moved), [1, 1], share, true)
      }),
      { seed: 10, numRuns: 12 },
    )
  })

  it.each(SPACES)('%s, %s to %s: in other units', (...spaces) => {
    for (const seed of [1, 2, 3]) {
      const { x, y, random: _, radius, ...reps } = data(spaces, seed)
      const before = audit({ x, y, ...reps, radius })
      for (const input of [1e160, 1e-160, 1]) {
        // slopes are in the range of numbers too
        for (const label of [1, 1e120, 1e-120]) {
          const after = audit({
            x: x.map((row) => row.map((v) => v * input)),
            y: y.map((row) => row.map((v) => v * label)),
            ...reps,
            radius: radius * input,
          })
          compared(before, after, [input, label], 1e-5)
          // round slopes are round in other powers of ten
          if (label !== 1) continue
          for (const [slope] of before.floorBySlope.slice(0, -1)) floorAt(after, (slope * label) / input)
        }
      }
    }
  })

  it.each(SPACES)('%s, %s to %s: however far is searched', (...spaces) => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { x, y, random: _, radius: __, ...reps } = data(spaces, seed)
        const [narrow, ...others] = [1e-3, 0.05, 0.3].map((radius) => audit({ x, y, ...reps, radius }))
        const share = spaces[0].includes('(3)x') ? 1e-6 : 1e-12
        for (const wide of others) expectExtended(narrow!, wide, share)
      }),
      { seed: 11, numRuns: 12 },
    )
  })
})
