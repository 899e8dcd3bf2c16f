import {
  act,
  lieProduct,
  orthogonal,
  parseRepresentation,
  randomElement,
  rng,
  specialOrthogonal,
  symmetric,
} from '@buridan/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lipschitzInvariants, onAxis, pointBlocks, turningNorm } from '../src/audit/spaces/lie-invariants.js'
import { crystalInvariants } from '../src/crystals/crystal-invariants.js'
import { PeriodicSample } from '../src/crystals/periodic-sample.js'

const distance = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.hypot(...Array.from(a, (v, i) => v - b[i]!))
const normals = (count: number, seed: number) => {
  const random = rng(seed)
  return Float64Array.from({ length: count }, () => random.normal())
}

describe('invariants of points in space', () => {
  const groups = {
    'O(3)×S(4)': lieProduct(orthogonal(3), symmetric(4)),
    'SO(2)×S(3)': lieProduct(specialOrthogonal(2), symmetric(3)),
    'S(3)×O(3)': lieProduct(symmetric(3), orthogonal(3)),
  }
  const cases = [
    ['O(3)×S(4)', 'V_a*V_b+V_b'],
    ['O(3)×S(4)', '2*V_b*V_a+V_a+T(0)'],
    ['SO(2)×S(3)', 'V_a*V_b+2*V_a'],
    ['S(3)×O(3)', 'V_a*V_b+V_a+V_b*V_b'],
  ] as const

  it.each(cases)('of %s, %s: are the same for all images, and 1-Lipschitz', (name, text) => {
    const rep = parseRepresentation(groups[name], text)
    fc.assert(
      fc.property(fc.nat(1e6), fc.double({ min: 1e-6, max: 2, noNaN: true }), (seed, size) => {
        const x = normals(rep.dim, seed)
        const g = randomElement(rep.group, rng(seed))
        const here = lipschitzInvariants(rep, x)
        expect(distance(lipschitzInvariants(rep, Float64Array.from(act(rep, g, x))), here)).toBeLessThan(1e-9)
        const off = normals(rep.dim, seed + 1)
        const near = x.map((v, i) => v + size * off[i]!)
        expect(distance(lipschitzInvariants(rep, near), here)).toBeLessThanOrEqual(
          distance(near, x) * (1 + 1e-12),
        )
        // of its length nothing is lost
        expect(Math.hypot(...here)).toBeCloseTo(Math.hypot(...x), 9)
      }),
      { numRuns: 40 },
    )
  })

  it('are of each point what moves with it', () => {
    const rep = parseRepresentation(groups['O(3)×S(4)'], 'V_b+V_a*V_b+V_a+V_b*V_a')
    const blocks = pointBlocks(rep)
    // a number, a vector by coordinates, and a vector by points
    expect(blocks[1]).toEqual([1, 5, 9, 13, 22, 23, 24])
    expect(blocks.length).toBe(4)
    expect(pointBlocks(parseRepresentation(orthogonal(3), '2*V+T(2)'))).toEqual([])
  })

  it('leave on an axis what turns about it keep', () => {
    const rep = parseRepresentation(groups['O(3)×S(4)'], 'V_b+V_a*V_b+V_a+V_b*V_a')
    const x = normals(rep.dim, 3)
    const axis = [2 / 3, -1 / 3, 2 / 3]
    const kept = onAxis(rep, x, axis)!
    for (const [at, step] of [
      [4, 4],
      [16, 1],
      [19, 1],
    ] as const) {
      const v = [0, 1, 2].map((c) => kept[at + c * step]!)
      const along = v.reduce((sum, c, k) => sum + c * axis[k]!, 0)
      expect(
        distance(
          v,
          axis.map((a) => along * a),
        ),
      ).toBeLessThan(1e-12)
      const before = [0, 1, 2].reduce((sum, c) => sum + axis[c]! * x[at + c * step]!, 0)
      expect(along).toBeCloseTo(before, 12)
    }
    // numbers of points are no vectors
    expect(kept.slice(0, 4)).toEqual(x.slice(0, 4))
    const none = onAxis(rep, x, undefined)!
    expect(none.slice(0, 4)).toEqual(x.slice(0, 4))
    expect(Array.from(none.slice(4)).every((v) => v === 0)).toBe(true)
    expect(onAxis(parseRepresentation(orthogonal(3), 'V+T(2)'), normals(12, 1), axis)).toBeUndefined()
  })

  it('turn by their vectors and tensors alone', () => {
    const rep = parseRepresentation(groups['O(3)×S(4)'], 'V_b+V_a*V_b+V_a')
    const x = normals(rep.dim, 9)
    expect(turningNorm(rep, x)).toBeCloseTo(Math.hypot(...x.slice(4)), 12)
    const tensors = parseRepresentation(orthogonal(3), '3*T(0)+T(2)')
    const y = normals(12, 2)
    expect(turningNorm(tensors, y)).toBeCloseTo(Math.hypot(...y.slice(3)), 12)
  })
})

describe('invariants of crystals', () => {
  /** A row as audits have them: x of all atoms, y, z, elements, a constant, the cell. */
  const row = (points: number[][], cell: number[][]) =>
    Float64Array.from([
      ...[0, 1, 2].flatMap((k) => points.map((p) => p[k]!)),
      ...points.map(() => 1),
      1,
      ...cell.flat(),
    ])
  const sampleOf = (points: number[][], cell: number[][]) =>
    new PeriodicSample(row(points, cell), points.length)

  /** The distance to the nearest atom, over all images of cells up to four away. */
  function nearest(points: number[][], cell: number[][], i: number): number {
    let least = Number.POSITIVE_INFINITY
    const range = [-4, -3, -2, -1, 0, 1, 2, 3, 4]
    for (const a of range)
      for (const b of range)
        for (const c of cell[2]!.every((v) => v === 0) ? [0] : range)
          points.forEach((q, j) => {
            if (i === j && a === 0 && b === 0 && c === 0) return
            const d = [0, 1, 2].map(
              (k) => q[k]! + a * cell[0]![k]! + b * cell[1]![k]! + c * cell[2]![k]! - points[i]![k]!,
            )
            least = Math.min(least, Math.hypot(...d))
          })
    return least
  }

  it.each([
    ['crystals', 3, 1.6],
    ['slabs', 2, 2.5],
  ] as const)(
    '%s: are the share of an atom and the distances of nearest atoms, as far as they are looked for',
    (_, dimensions, reach) => {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 5 }), fc.nat(1e6), (n, seed) => {
          const random = rng(seed)
          const cell = [0, 1, 2].map((i) =>
            [0, 1, 2].map((j) =>
              i >= dimensions
                ? 0
                : i === j
                  ? 3 + random.float()
                  : dimensions === 2 && j === 2
                    ? 0
                    : random.float() - 0.5,
            ),
          )
          const points = Array.from({ length: n }, () =>
            [0, 1, 2].map((k) => (k === 2 && dimensions === 2 ? 0.3 * random.float() : 4 * random.float())),
          )
          const [a, b, c] = cell as [number[], number[], number[]]
          const cross = [
            a[1]! * b[2]! - a[2]! * b[1]!,
            a[2]! * b[0]! - a[0]! * b[2]!,
            a[0]! * b[1]! - a[1]! * b[0]!,
          ]
          const measure =
            dimensions === 2
              ? Math.hypot(...cross)
              : Math.abs(cross.reduce((sum, v, k) => sum + v * c[k]!, 0))
          const share = (measure / n) ** (1 / dimensions)
          const found = points.map((_, i) => Math.min(reach * share, nearest(points, cell, i)))
          const { at, slack } = crystalInvariants(sampleOf(points, cell))
          const wanted = [
            share,
            Math.max(...found),
            Math.min(...found),
            found.reduce((sum, v) => sum + v, 0) / n,
          ]
          at.forEach((v, k) => {
            expect(v).toBeCloseTo(wanted[k]!, 9)
          })
          // atoms off by a distance
          const off = points.map((p) => p.map((v) => v + 0.02 * (random.float() - 0.5)))
          const most = Math.max(...off.map((p, i) => distance(p, points[i]!)))
          crystalInvariants(sampleOf(off, cell)).at.forEach((v, k) => {
            expect(Math.abs(v - at[k]!)).toBeLessThanOrEqual(slack(most, 0) + 1e-9)
          })
          // and strained
          const strained = (rows: number[][]) => rows.map((p) => p.map((v) => 1.01 * v))
          crystalInvariants(sampleOf(strained(points), strained(cell))).at.forEach((v, k) => {
            expect(Math.abs(v - at[k]!)).toBeLessThanOrEqual(slack(0, 0.01) + 1e-9)
          })
        }),
        { numRuns: 40 },
      )
    },
  )

  it.each([1e-4, 1, 1e4])('are of cells that are not flat, in units of %d', (unit) => {
    const thin = (height: number) => [
      [unit, 0, 0],
      [0, 2 * unit, 0],
      [unit, unit, height * unit],
    ]
    for (const height of [1, 1e-3, 1e-5]) expect(sampleOf([[0, 0, 0]], thin(height)).dimensions).toBe(3)
    for (const height of [1e-7, 1e-12]) {
      expect(() => sampleOf([[0, 0, 0]], thin(height))).toThrow(/in a plane or a line/)
    }
    const slab = (angle: number) => [
      [unit, 0, 0],
      [3 * unit, angle * unit, 0],
      [0, 0, 0],
    ]
    expect(sampleOf([[0, 0, 0]], slab(1e-4)).dimensions).toBe(2)
    expect(() => sampleOf([[0, 0, 0]], slab(1e-7))).toThrow(/in a plane or a line/)
  })

  it('of a very flat cell differ by no more than anything', () => {
    const { at, slack } = crystalInvariants(
      sampleOf(
        [[0, 0, 0]],
        [
          [1000, 0, 0],
          [0, 1000, 0],
          [0, 0, 0.01],
        ],
      ),
    )
    expect(at.slice(1)).toEqual([0, 0, 0])
    expect(slack(0, 0)).toBeGreaterThan(1e9)
  })
})
