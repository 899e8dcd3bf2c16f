import {
  AmbiguousToleranceError,
  type AnyRepresentation,
  act,
  parseAnyGroup,
  parseRepresentation,
  rng,
  uniformElement,
} from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { type AuditOptions, Auditor, type AuditReport, audit, combineAudits } from '../src/index.js'

const rep = (group: string, text: string) => parseRepresentation(parseAnyGroup(group), text)
const same = (group: string, text: string) => ({ repIn: rep(group, text), repOut: rep(group, text) })

/** The figures that do not depend on the order or the place of samples. */
const figures = ({
  samples,
  symmetric,
  orbits,
  strictFloor,
  price,
  disagreement,
  labelVariance,
}: AuditReport) =>
  [samples, symmetric, orbits, strictFloor, price, disagreement, labelVariance].map((v) =>
    Number(v.toFixed(9)),
  )

describe('an audit', () => {
  it('breaks nothing where all labels are one to rounding', () => {
    // (0.1 + 0.2) / 3 and the like: a variance of rounding, and a price of it
    for (const value of [0.1, 1, 1e8, 1e-8]) {
      const y = [0, 1].map(() => [value, value * (1 + 2 ** -52), value, value])
      const report = audit({
        x: [
          [1, 1, 1, 1],
          [1, 1, 1, 1],
        ],
        y,
        ...same('Dih(4)', 'V'),
      })
      expect(report.advice).toMatch(/as symmetric as their inputs.*Labels agree/)
      expect(report.worst).toEqual([])
    }
  })

  it('breaks nothing where the label is off by as much as its input', () => {
    const water = [0, 0, 0, 0, 0.76, -0.76, 0.12, -0.48, -0.48, 8, 1, 1]
    const reps = { repIn: rep('O(3)xS(3)', 'V_a*V_b+V_b'), repOut: rep('O(3)xS(3)', 'V_a') }
    for (const [tilt, advice] of [
      [2e-9, /as symmetric as their inputs/],
      [1e-7, /as symmetric as their inputs/],
      [1e-2, /no better than a constant/],
    ] as const) {
      expect(audit({ x: [water], y: [[tilt, 0, 1.85]], ...reps }).advice).toMatch(advice)
    }
  })

  it('says that the answer hangs on the tolerance where figures change at a tenth or at ten times of it', () => {
    const V = same('Dih(4)', 'V')
    const data = (off: number): AuditOptions => ({ x: [[1, 1, 1, 1 + off]], y: [[1, 0, 0, 0]], ...V })
    for (const off of [0, 1e-3]) {
      const { advice, otherTolerances } = audit(data(off))
      expect(advice).not.toMatch(/hangs/)
      expect(otherTolerances.map((o) => o.tolerance)).toEqual([
        expect.closeTo(1e-7, 12),
        expect.closeTo(1e-5, 12),
      ])
    }
    for (const off of [1e-6, 1e-5]) {
      const { advice, strictFloor, otherTolerances } = audit(data(off))
      expect(advice).toMatch(/hangs on the tolerance.*at 0\.000001/)
      expect(advice).not.toMatch(/break the symmetry|no model/)
      expect(new Set([strictFloor, ...otherTolerances.map((o) => o.strictFloor)]).size).toBe(2)
    }
    // labels of two inputs that are one at ten times only
    const near = audit({
      x: [
        [1, 2, 3, 4],
        [1, 2, 3, 4.00004],
      ],
      y: [
        [1, 0, 0, 0],
        [0, 1, 0, 0],
      ],
      ...V,
    })
    expect([near.disagreement, near.advice]).toEqual([0, expect.stringMatching(/hangs on the tolerance/)])
  })

  it('names the largest distance between what was taken for equal', () => {
    const V = same('Dih(4)', 'V')
    const data = { y: [[1, 0, 0, 0]], ...V }
    expect(audit({ x: [[1, 1, 1, 1]], ...data }).deviation).toBe(0)
    const off = audit({ x: [[1, 1, 1, 1 + 4e-7]], ...data })
    expect([off.tolerance, off.deviation]).toEqual([1e-6, expect.closeTo(2e-7 * Math.SQRT2, 8)])
    // two samples of one orbit, in a group that is listed, one that is not, and in space
    const cases: [AnyRepresentation, number[]][] = [
      [V.repIn, [1, 2, 3, 4]],
      [rep('S(12)', 'V'), Array.from({ length: 12 }, (_, i) => i + 1)],
      [rep('O(3)xS(4)', 'V_a*V_b'), [1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 3, 1]],
    ]
    for (const [repIn, x] of cases) {
      const size = Math.hypot(...x)
      const moved = act(repIn, uniformElement(repIn.group, rng(1)), x)
      moved[0]! += 1e-6 * size
      const y = [0, 1].map(() => new Array(repIn.dim).fill(0))
      const { orbits, deviation } = audit({ x: [x, moved], y, repIn, repOut: repIn })
      expect(orbits).toBe(1)
      // points in space are laid on each other as well as they can be
      expect(deviation).toBeLessThan(1.001e-6)
      expect(deviation).toBeGreaterThan('haarSample' in repIn.group ? 8e-7 : 0.999e-6)
    }
  })

  it('names, skips and counts samples that are ambiguous, whatever their place', () => {
    const Z = same('Z(4)', 'V')
    // numbers up to 0.45 · ‖x‖ apart are equal: three of the four turns of the first row are left
    const [bad, good] = [
      [0, 1, 2, 1],
      [5, 0, 0, 0],
    ]
    const y = [
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
    ]
    const alone = audit({ x: [good, good], y: [y[0]!, y[1]!], tolerance: 0.45, ...Z })
    for (const at of [0, 1, 2]) {
      const x = [0, 1, 2].map((k) => (k === at ? bad : good))
      const labels = [0, 1, 2].map((k) => (k === at ? y[2]! : y[k < at ? k : k - 1]!))
      const report = audit({ x, y: labels, tolerance: 0.45, ...Z })
      expect(report.skipped).toEqual([
        { index: at, code: 'AMBIGUOUS_TOLERANCE', message: expect.stringMatching(/generate a group/) },
      ])
      expect(figures(report)).toEqual(figures(alone))
    }
    expect(() => audit({ x: [bad], y: [y[0]!], tolerance: 0.45, ...Z })).toThrow(AmbiguousToleranceError)
  })

  it('goes on after a sample that was refused', () => {
    const auditor = new Auditor(same('Z(4)', 'V'))
    auditor.add([1, 1, 1, 1], [1, 0, 0, 0])
    const before = auditor.report()
    expect(() => auditor.add([1, Number.NaN, 1, 1], [1, 0, 0, 0])).toThrow(/x\[1\]/)
    expect(() => auditor.add([1, 1, 1], [1, 0, 0, 0])).toThrow(/x\[1\]/)
    expect(auditor.report()).toEqual(before)
    expect(() => auditor.skip('no' as never)).toThrow(/BuridanError/)
  })

  it('of parts put together has the skipped samples of all, in the places of the whole', () => {
    const Z = same('Z(4)', 'V')
    const part = (rows: number[][]) => audit({ x: rows, y: rows, tolerance: 0.45, ...Z })
    const [bad, good] = [
      [0, 1, 2, 1],
      [5, 0, 0, 0],
    ]
    const whole = combineAudits(
      [
        { report: part([good, bad, good]), indices: [0, 3, 4] },
        { report: part([bad, good]), indices: [1, 5] },
      ],
      { skipped: [{ index: 2, code: 'INVALID_FILE', message: 'it was cut' }], unit: 'Å' },
    )
    expect(whole.skipped.map((s) => [s.index, s.code])).toEqual([
      [1, 'AMBIGUOUS_TOLERANCE'],
      [2, 'INVALID_FILE'],
      [3, 'AMBIGUOUS_TOLERANCE'],
    ])
    expect([whole.samples, whole.tolerance]).toEqual([3, 0.45])
    expect(() => combineAudits([{ report: part([good, bad]), indices: [0] }])).toThrow(/1 skipped/)
  })

  it('of parts lists as many that pay most as it is asked for, however few a part has', () => {
    const part = (n: number) => {
      const V = same(`S(${n})`, 'V')
      const first = Array.from({ length: n }, (_, i) => Number(i === 0))
      return { report: audit({ x: [new Array(n).fill(1)], y: [first], ...V }), indices: [n] }
    }
    const parts = [2, 3, 4, 5, 6, 7, 8].map(part)
    const listed = (worst?: number) =>
      combineAudits(parts, worst === undefined ? {} : { worst }).worst.map((w) => w.index)
    expect([listed(), listed(2), listed(0)]).toEqual([[8, 7, 6, 5, 4], [8, 7], []])
  })

  it('has the same figures turned, reordered and rounded', () => {
    const random = rng(23)
    for (const group of ['O(3)', 'SO(3)']) {
      const n = 7
      const [repIn, repOut] = [rep(`${group}xS(${n})`, 'V_a*V_b+V_b'), rep(`${group}xS(${n})`, 'V_a+V_b')]
      const molecules = Array.from({ length: 3 }, () => [
        ...Array.from({ length: 3 * n }, () => 3 * (random.float() - 0.5)),
        ...Array.from({ length: n }, () => 1 + random.int(2)),
      ])
      const x = [...molecules, ...molecules, ...molecules]
      const y = x.map(() => Array.from({ length: repOut.dim }, () => random.normal()))
      const before = audit({ x, y, repIn, repOut })
      expect(before.orbits).toBe(3)
      const g = x.map(() => uniformElement(repIn.group, random))
      const moved = {
        x: x.map((row, i) => [...act(repIn, g[i]!, row)]),
        y: y.map((row, i) => act(repOut, g[i]!, row)),
      }
      for (const decimals of [3, 4, 6, 9]) {
        const after = audit({
          x: moved.x.map((row) => row.map((v) => Number(v.toFixed(decimals)))),
          y: moved.y,
          repIn,
          repOut,
          tolerance: 10 ** -decimals,
        })
        expect([group, decimals, after.orbits]).toEqual([group, decimals, 3])
        expect(after.disagreement).toBeCloseTo(before.disagreement, decimals - 2)
        expect(after.deviation).toBeLessThan(2 * 10 ** -decimals)
      }
      const order = x.map((_, i) => (i * 4) % x.length)
      const shuffled = audit({ x: order.map((i) => x[i]!), y: order.map((i) => y[i]!), repIn, repOut })
      expect(figures(shuffled)).toEqual(figures(before))
    }
  })
})
