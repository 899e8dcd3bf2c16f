import { AmbiguousToleranceError } from '@buridan/groups'
import { Auditor, type AuditPart, audit, mergeAudits } from '@buridan/relaxed'
import fc from 'fast-check'
import { acting, repsOf } from '../../given/acting.js'
import { type Audited, audited, rowsOf } from '../../given/audited.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'
import { KNOWN } from './audit.js'

const given = audited(acting)
const almost = closeTo(1e-12, 1e-13)

/** The samples at some places, audited apart; `from` is the place of the first of all. */
function partOf(data: Audited, indices: readonly number[], from = 0): AuditPart {
  const { x, y } = rowsOf(data)
  const auditor = new Auditor({ ...repsOf(data.acts), ...KNOWN })
  for (const i of indices) auditor.add(x[i]!, y[i]!)
  const { samples, ...part } = auditor.part()
  return { ...part, samples: samples.map((s) => ({ ...s, index: from + indices[s.index]! })) }
}

const placesOf = ({ samples }: Audited) => samples.map((_, i) => i)

export const inParts = [
  relation('mergeAudits Auditor#part', 'the samples of several parts, in any split and order, all together', {
    given: fc.record({ data: given, by: fc.array(fc.nat(3), { minLength: 6, maxLength: 6 }) }),
    one: ({ data }) => mergeAudits([partOf(data, placesOf(data))], KNOWN),
    other: ({ data, by }) => {
      const parts = [2, 0, 3, 1].map((k) => placesOf(data).filter((i) => by[i] === k))
      return mergeAudits(
        parts.map((own) => partOf(data, own.toReversed())),
        KNOWN,
      )
    },
    cost: 12,
  }),
  relation('Auditor#look', 'samples that were added', {
    given,
    one: (data) => {
      const { x, y } = rowsOf(data)
      const auditor = new Auditor({ ...repsOf(data.acts), ...KNOWN })
      return x.map((row, i) => auditor.look(row, y[i]!))
    },
    other: (data) => partOf(data, placesOf(data)).samples.map(({ index: _, ...found }) => found),
    cost: 5,
  }),
  relation('mergeAudits', 'one auditor of all', {
    given,
    one: (data) => mergeAudits([partOf(data, placesOf(data))], KNOWN).report,
    other: (data) => audit({ ...rowsOf(data), ...repsOf(data.acts), ...KNOWN }),
    cost: 5,
  }),
  relation('mergeAudits', 'groups of different sizes: means of all samples', {
    given: fc.array(given, { minLength: 1, maxLength: 3 }).map((list) => {
      // of each group one data set
      const seen = new Set<string>()
      return list.filter(({ acts }) => {
        const { repIn, repOut } = repsOf(acts)
        const key = `${repIn.group.name} ${repIn.text} ${repOut.text}`
        return !seen.has(key) && seen.add(key)
      })
    }),
    one: (list) => {
      const reports = list.map((data) => mergeAudits([partOf(data, placesOf(data))], KNOWN).report)
      const n = reports.reduce((sum, r) => sum + r.samples, 0)
      const mean = (f: (r: (typeof reports)[number]) => number) =>
        reports.reduce((sum, r) => sum + r.samples * f(r), 0) / n
      const count = (f: (r: (typeof reports)[number]) => number) => reports.reduce((sum, r) => sum + f(r), 0)
      const [price, disagreement] = [mean((r) => r.price), mean((r) => r.disagreement)]
      return [
        n,
        count((r) => r.symmetric),
        count((r) => r.orbits),
        price,
        disagreement,
        price + disagreement,
        count((r) => r.requiredSlopes.infinite),
      ]
    },
    other: (list) => {
      let start = 0
      const parts = list.map((data) => {
        const part = partOf(data, placesOf(data), start)
        start += data.samples.length
        return part
      })
      const { report } = mergeAudits(parts, KNOWN)
      const { samples, symmetric, orbits, price, disagreement, strictFloor, requiredSlopes } = report
      return [samples, symmetric, orbits, price, disagreement, strictFloor, requiredSlopes.infinite]
    },
    same: almost,
    cost: 10,
  }),
  relation('Auditor#skip Auditor#report', 'the skipped samples left out', {
    given: fc.record({ data: given, skips: fc.array(fc.nat(6), { maxLength: 3 }) }),
    one: ({ data, skips }) => {
      const auditor = new Auditor({ ...repsOf(data.acts), labelPrecision: 1e-5 })
      const { x, y } = rowsOf(data)
      for (let i = 0; i <= x.length; i++) {
        for (const s of skips) if (s === i) auditor.skip(new AmbiguousToleranceError(`doubtful ${i}`))
        if (i < x.length) auditor.add(x[i]!, y[i]!)
      }
      const { skipped, worst, disagreeing: _, advice: __, ...rest } = auditor.report()
      return { ...rest, worst: worst.map((w) => [w.index, w.price]), skipped: skipped.map((s) => s.index) }
    },
    other: ({ data, skips }) => {
      const kept = skips.filter((s) => s <= data.samples.length).sort((a, b) => a - b)
      const { x, y } = rowsOf(data)
      const {
        skipped: _,
        worst,
        disagreeing: __,
        advice: ___,
        ...rest
      } = audit({ x, y, ...repsOf(data.acts), labelPrecision: 1e-5 })
      const before = (i: number) => kept.filter((s) => s <= i).length
      return {
        ...rest,
        worst: worst.map((w) => [w.index + before(w.index), w.price]),
        skipped: kept.map((s, k) => s + k),
      }
    },
    cost: 6,
  }),
]
