import {
  type AnyRepresentation,
  act,
  InvalidArgumentError,
  parseAnyGroup,
  parseRepresentation,
  rng,
  uniformElement,
} from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { type AuditOptions, Auditor, type AuditPart, audit, mergeAudits } from '../src/index.js'
import { expectClose, expectCurve, expectExtended, figuresOf, floorAt } from './curves.js'

const rep = (group: string, text: string) => parseRepresentation(parseAnyGroup(group), text)
const same = (group: string, text: string) => ({ repIn: rep(group, text), repOut: rep(group, text) })

/** A part whose samples have other places in the data. */
function placed(part: AuditPart, indices: readonly number[]): AuditPart {
  const at = <T extends { readonly index: number }>(s: T) => ({ ...s, index: indices[s.index]! })
  return { ...part, samples: part.samples.map(at), skipped: part.skipped.map(at) }
}

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
      expect(report.advice).toMatch(/as symmetric as their inputs.*Copies have the same labels/)
      expect(report.worst).toEqual([])
    }
  })

  it('breaks nothing where the label is off by no more than its input', () => {
    const water = [0, 0, 0, 0, 0.76, -0.76, 0.12, -0.48, -0.48, 8, 1, 1]
    const reps = { repIn: rep('O(3)xS(3)', 'V_a*V_b+V_b'), repOut: rep('O(3)xS(3)', 'V_a') }
    // atoms that are 1e-6 off may tilt the molecule, and its label along, by as much over its extent
    for (const [tilt, advice] of [
      [2e-9, /as symmetric as their inputs/],
      [1e-7, /as symmetric as their inputs/],
      [1e-2, /better than a constant/],
    ] as const) {
      const data = { x: [water], y: [[tilt, 0, 1.85]], ...reps }
      expect(audit({ ...data, inputPrecision: 1e-6 }).advice).toMatch(advice)
      // a label that is known no better than so
      expect(audit({ ...data, labelPrecision: 1e-6 }).advice).toMatch(advice)
      // to the last place it is what it is
      expectClose(audit(data).price, tilt ** 2)
    }
  })

  it('counts an asymmetry from the precision of labels on, and from twice that on in full', () => {
    const V = same('Dih(4)', 'V')
    // ‖y − P y‖ of (a, 0, 0, 0) is a √¾
    for (const [asymmetry, counted] of [
      [0.5, 0],
      [1, 0],
      [1.25, 0.5],
      [1.5, 1],
      [2, 2],
      [7, 7],
    ] as const) {
      const y = [1e-3 * asymmetry * Math.sqrt(4 / 3), 0, 0, 0]
      const { price } = audit({ x: [[1, 1, 1, 1]], y: [y], ...V, labelPrecision: 1e-3 })
      expect(Math.abs(price - (1e-3 * counted) ** 2)).toBeLessThan(1e-15)
    }
  })

  it('has the same figures however far near-symmetries are sought, and a curve that only begins earlier', () => {
    const V = same('Dih(4)', 'V')
    const searches = [1e-9, 1e-6, 1e-5, 1e-3, 0.1, 0.45]
    const at = (data: AuditOptions) => searches.map((tolerance) => audit({ ...data, tolerance }))
    for (const off of [0, 1e-6, 1e-5, 1e-3]) {
      const reports = at({ x: [[1, 1, 1, 1 + off]], y: [[1, 0, 0, 0]], ...V })
      for (const report of reports) {
        // the mirror that keeps the last corner halves the label; the whole group, a little away, would take three quarters of it
        expectClose(report.strictFloor, off === 0 ? 0.75 : 0.5)
        expectExtended(report, reports.at(-1)!)
        expect(report.advice).not.toMatch(/hangs|tolerance/)
        for (const [slope, floor] of report.floorBySlope) {
          // the distance of the input, less what it is known to: 64 units in the last place of the norm
          const away = Math.max(0, off * Math.sqrt(0.75) - 64 * Number.EPSILON * Math.hypot(1, 1, 1, 1 + off))
          // what the mirror keeps of the label, (½, 0, 0, ½) up to the order, is ½ from what the whole group does
          const loss = off === 0 ? 0 : Math.max(0, 0.5 - slope * away)
          expectClose(floor, report.strictFloor + loss ** 2, 1e-9)
        }
      }
      const { floorBySlope } = reports.at(-1)!
      expect(floorBySlope.length).toBeGreaterThan(off === 0 ? 0 : 5)
    }
    // labels of near-copies
    const x = [
      [1, 2, 3, 4],
      [1, 2, 3, 4.00004],
    ]
    const y = [
      [1, 0, 0, 0],
      [0, 1, 0, 0],
    ]
    for (const report of at({ x, y, ...V })) {
      expect([report.disagreement, report.orbits]).toEqual([0, 2])
      expectExtended(report, audit({ x, y, ...V, tolerance: 0.9 }))
    }
    // half the square of what is left of √2 when both answers move half the way, for the mean of two samples a quarter
    expectClose(floorAt(audit({ x, y, ...V }), 1e4), (Math.SQRT2 - 0.4) ** 2 / 4, 0.01)
    for (const radius of [1e-9, 1e-3, 1]) expectCurve(audit({ x, y, ...V, radius }))
  })

  it('names the largest distance between what was taken for equal', () => {
    const V = same('Dih(4)', 'V')
    const data = { y: [[1, 0, 0, 0]], ...V }
    expect(audit({ x: [[1, 1, 1, 1]], ...data }).deviation).toBe(0)
    const off = audit({ x: [[1, 1, 1, 1 + 4e-7]], ...data, inputPrecision: 4e-7 })
    expect(off.precision).toEqual({ input: 4e-7, label: 0 })
    expect(off.orbitTypes.map((t) => t.stabilizerOrder)).toEqual([8])
    expectClose(off.deviation, 2e-7 * Math.sqrt(3), 1e-8)
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
      const copies = { x: [x, moved], y, repIn, repOut: repIn }
      // copies are off by twice the error of all their points together at most
      const { orbits, deviation } = audit({ ...copies, inputPrecision: 5.1e-7 * size })
      expect(orbits).toBe(1)
      // points in space are laid on each other as well as they can be
      expect(deviation).toBeLessThan(1.001e-6 * size)
      expect(deviation).toBeGreaterThan(('haarSample' in repIn.group ? 5e-7 : 0.999e-6) * size)
      expect(audit({ ...copies, inputPrecision: 0.9 * (deviation / 4) }).orbits).toBe(2)
      expect(audit({ ...copies, exactWithin: 1.01 * (deviation / 2) }).orbits).toBe(1)
      expect(audit(copies).orbits).toBe(2)
    }
  })

  it('takes no sample for ambiguous, however far is searched', () => {
    const Z = same('Z(4)', 'V')
    // numbers up to 0.45 · ‖x‖ apart are no equal ones: three of the four turns of the first row are near
    const x = [
      [0, 1, 2, 1],
      [5, 0, 0, 0],
    ]
    const y = [
      [1, 0, 0, 0],
      [0, 1, 0, 0],
    ]
    const [near, ...others] = [1e-6, 0.1, 0.45, 0.99].map((tolerance) => audit({ x, y, tolerance, ...Z }))
    expect([near!.skipped, near!.samples, near!.orbits, near!.strictFloor]).toEqual([[], 2, 2, 0])
    for (const report of others) expectExtended(near!, report)
  })

  it('names, skips and counts samples that are broken, whatever their place', () => {
    const Z = same('Z(4)', 'V')
    const [good, y] = [
      [5, 0, 0, 0],
      [
        [1, 0, 0, 0],
        [0, 1, 0, 0],
      ],
    ]
    const alone = audit({ x: [good, good], y, ...Z })
    for (const bad of [
      [5, 0, 0],
      [5, 0, Number.NaN, 0],
      [5, 0, 0, Number.POSITIVE_INFINITY],
    ]) {
      for (const at of [0, 1, 2]) {
        const auditor = new Auditor(Z)
        for (const [k, row] of [0, 1, 2].map((k) => (k === at ? bad : good)).entries()) {
          try {
            auditor.add(row, y[k < at ? k : Math.max(0, k - 1)]!)
          } catch (error) {
            auditor.skip(error as never)
          }
        }
        const { report, places, prices, requiredSlopes } = auditor.result()
        expect(report.skipped).toEqual([
          { index: at, code: expect.any(String), message: expect.stringContaining(`x[${at}]`) },
        ])
        expect(figuresOf(report)).toEqual(figuresOf(alone))
        expect(places).toEqual([0, 1, 2].filter((k) => k !== at))
        expect([prices.length, requiredSlopes.length]).toEqual([2, 2])
      }
    }
    const auditor = new Auditor(Z)
    expect(() => auditor.add([1], [1])).toThrow(/x\[0\]/)
    expect(() => auditor.report()).toThrow(/at least one sample/)
    expect(() => auditor.result()).toThrow(/at least one sample/)
    auditor.skip(new InvalidArgumentError('it is broken'))
    expect(() => auditor.result()).toThrow(/it is broken/)
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
    const good = [5, 0, 0, 0]
    const part = (rows: (number[] | undefined)[], indices: number[]) => {
      const auditor = new Auditor(Z)
      for (const row of rows) {
        if (row) auditor.add(row, row)
        else auditor.skip(new InvalidArgumentError('it is broken'))
      }
      return placed(auditor.part(), indices)
    }
    const parts = [part([good, undefined, good], [0, 3, 4]), part([undefined, good], [1, 5])]
    const { report, prices } = mergeAudits(parts, {
      skipped: [{ index: 2, code: 'INVALID_FILE', message: 'it was cut' }],
    })
    expect(report.skipped.map((s) => [s.index, s.code])).toEqual([
      [1, 'INVALID_ARGUMENT'],
      [2, 'INVALID_FILE'],
      [3, 'INVALID_ARGUMENT'],
    ])
    expect([report.samples, report.orbits, Array.from(prices)]).toEqual([3, 1, [0, 0, 0]])
    expect(() => mergeAudits([part([good], [0]), part([good], [0])])).toThrow(/two samples have the place 0/)
    expect(() => mergeAudits([])).toThrow(/no samples/)
    const skipped = (code: unknown, message: unknown) => [{ index: 7, code, message }] as never
    const [first] = parts as [AuditPart, AuditPart]
    expect(() => mergeAudits([{ ...first, skipped: skipped('BROKEN', 'x') }])).toThrow(
      /code of .*7 is "BROKEN"/,
    )
    expect(() => mergeAudits([{ ...first, skipped: skipped('ABORTED', 3) }])).toThrow(/message of .*7 must/)
    const [sample] = first.samples
    const other = (change: object) => () => mergeAudits([{ ...first, samples: [{ ...sample!, ...change }] }])
    expect(other({ x: good })).toThrow(/x of sample 0 is \[5,0,0,0\]; it must be a Float64Array/)
    expect(other({ y: Float64Array.of(1, 2, 3) })).toThrow(/y of sample 0/)
    expect(other({ chain: [{ order: 2, distance: -1 }] })).toThrow(/distance of a symmetry is -1/)
    expect(() => mergeAudits([first], { coordinates: 1 as never })).toThrow(/coordinates is 1/)
    expect(() => mergeAudits([first], { skipped: 5 as never })).toThrow(/skipped must be an array/)
    expect(() => mergeAudits([first], { skipped: skipped('BROKEN', 'x') })).toThrow(/code of .*7 is "BROKEN"/)
  })

  it('of parts with labels of several kinds does not depend on the order of the parts', () => {
    const repIn = rep('S(3)', 'V')
    const part = (repOut: string, index: number, labels: number[][]) => {
      const auditor = new Auditor({ repIn, repOut: rep('S(3)', repOut) })
      for (const [k, y] of labels.entries()) auditor.add([k, 1, 3], y)
      return placed(auditor.part(), [index, index + 1])
    }
    const parts = [
      part('T(0)', 0, [[1], [2]]),
      part('V', 2, [
        [1, 0, 0],
        [9, 0, 0],
      ]),
    ]
    expect(mergeAudits(parts).report.parts.map((p) => p.labelVariance)).toEqual([0.25, 16])
    expect(mergeAudits(parts.toReversed())).toEqual(mergeAudits(parts))
  })

  it('has no curve where all labels are one invariant vector', () => {
    const random = rng(11)
    const repIn = rep('S(5)', 'V')
    for (const value of [0.33, 0.3 * 1.1, 1e8 / 3, 1e-8 / 3]) {
      const inputs = Array.from({ length: 30 }, () => Array.from({ length: 5 }, () => random.normal()))
      const labels = inputs.map(() => new Array(5).fill(value))
      expect(audit({ x: inputs, y: labels, repIn, repOut: repIn }).floorBySlope).toEqual([])
    }
  })

  it('has no variance where the labels of inputs of several sizes are equal', () => {
    const random = rng(12)
    for (let k = 0; k < 50; k++) {
      const value = random.normal()
      let next = 0
      const parts = [2, 3, 4].map((n) => {
        const auditor = new Auditor({ repIn: rep(`S(${n})`, 'V'), repOut: rep(`S(${n})`, 'T(0)') })
        const count = 1 + random.int(20)
        for (let i = 0; i < count; i++)
          auditor.add(
            Array.from({ length: n }, () => random.normal()),
            [value],
          )
        const first = next
        next += count
        return placed(
          auditor.part(),
          Array.from({ length: count }, (_, i) => first + i),
        )
      })
      expect(mergeAudits(parts).report.labelVariance).toBe(0)
    }
  })

  it('of parts is that of the whole, in any order of the parts', () => {
    const random = rng(5)
    const V = same('Dih(4)', 'V')
    const rows = Array.from({ length: 30 }, () => ({
      x: Array.from({ length: 4 }, () => random.int(3) + (random.int(2) ? 1e-4 * random.normal() : 0)),
      y: Array.from({ length: 4 }, () => random.normal()),
    }))
    const part = (indices: number[]) => {
      const auditor = new Auditor(V)
      for (const i of indices) auditor.add(rows[i]!.x, rows[i]!.y)
      return placed(auditor.part(), indices)
    }
    const all = rows.map((_, i) => i)
    const whole = mergeAudits([part(all)])
    for (const parts of [2, 3, 7]) {
      const list = Array.from({ length: parts }, (_, k) => part(all.filter((i) => (7 * i) % parts === k)))
      expect(mergeAudits(list)).toEqual(whole)
      expect(mergeAudits(list.toReversed())).toEqual(whole)
    }
    expect(mergeAudits([part(all.toReversed())])).toEqual(whole)
  })

  it('of parts lists as many that pay most as it is asked for, however few a part has', () => {
    const part = (n: number) => {
      const auditor = new Auditor(same(`S(${n})`, 'V'))
      auditor.add(
        new Array(n).fill(1),
        Array.from({ length: n }, (_, i) => Number(i === 0)),
      )
      return placed(auditor.part(), [n])
    }
    const parts = [2, 3, 4, 5, 6, 7, 8].map(part)
    const listed = (worst?: number) =>
      mergeAudits(parts, worst === undefined ? {} : { worst }).report.worst.map((w) => w.index)
    expect([listed(), listed(2), listed(0)]).toEqual([[8, 7, 6, 5, 4], [8, 7], []])
    // each has parts of its own, and a label that is off by 1 − 1/n
    const { report } = mergeAudits(parts)
    expectClose(
      report.price,
      [2, 3, 4, 5, 6, 7, 8].reduce((sum, n) => sum + (1 - 1 / n) / 7, 0),
    )
    expect(report.parts.map((p) => [p.samples, p.symmetric])).toEqual(parts.map(() => [1, 1]))
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
          inputPrecision: (Math.sqrt(3) / 2) * 10 ** -decimals,
        })
        expect([group, decimals, after.orbits]).toEqual([group, decimals, 3])
        expect(after.disagreement).toBeCloseTo(before.disagreement, decimals - 2)
        expect(after.deviation).toBeLessThan(2 * 10 ** -decimals)
      }
      const order = x.map((_, i) => (i * 4) % x.length)
      const shuffled = audit({ x: order.map((i) => x[i]!), y: order.map((i) => y[i]!), repIn, repOut })
      figuresOf(shuffled).forEach((v, k) => {
        expectClose(v, figuresOf(before)[k]!)
      })
    }
  })
})
