// The same data in other frames, orders and units, and the same search further: the same figures.
import { type AnyRepresentation, act, rng, uniformElement } from '@buridan/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AuditOptions, type AuditReport, audit } from '../src/index.js'
import { expectClose, expectExtended, floorAt } from './curves.js'
import { normals } from './equivariant-maps.js'
import { inputsNear, molecules } from './inputs-near.js'
import { LISTED, matricesOf, rep } from './listed-spaces.js'

const seeds = fc.nat(2 ** 31 - 1)

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

  it('snapshots of one molecule, whose atoms are near several others of their kind: turned and shuffled', () => {
    const n = 12
    const [repIn, repOut] = [rep(`O(3)xS(${n})`, 'V_a*V_b+V_b'), rep(`O(3)xS(${n})`, 'T(0)')]
    const random = rng(3)
    const place = (i: number) => [0.9 * i - 5, i % 2, Math.sin(i)]
    const snapshot = () => {
      const points = Array.from({ length: n }, (_, i) => place(i).map((v) => v + 0.4 * random.normal()))
      const mean = [0, 1, 2].map((c) => points.reduce((sum, p) => sum + p[c]!, 0) / n)
      const at = points.map((p) => p.map((v, c) => v - mean[c]!))
      return Float64Array.from([
        ...[0, 1, 2].flatMap((c) => at.map((p) => p[c]!)),
        ...at.map((_, i) => (i % 4 === 0 ? 16 : 32)),
      ])
    }
    const x = Array.from({ length: 10 }, snapshot)
    const y = x.map((row) => [row.subarray(0, 3 * n).reduce((sum, v) => sum + Math.abs(v) ** 3, 0) / n])
    const before = audit({ x, y, repIn, repOut, radius: 1 })
    for (let k = 0; k < 4; k++) {
      const moved = x.map((row) => act(repIn, uniformElement(repIn.group, random), row))
      compared(before, audit({ x: moved, y, repIn, repOut, radius: 1 }), [1, 1], 1e-6)
    }
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
