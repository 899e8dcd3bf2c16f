import { AmbiguousToleranceError } from '@buridan/groups'
import { Auditor, type AuditReport, audit, combineAudits, type PartialAudit } from '@buridan/relaxed'
import fc from 'fast-check'
import { acting, elementsOfAction, repsOf } from '../../given/acting.js'
import { type Audited, audited, rowsOf } from '../../given/audited.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'
import { figuresOf, verdict } from './audit.js'

const given = audited(acting)
const almost = closeTo(1e-12, 1e-13)

/** Rows by the base they were moved from: no two parts share an orbit, as far as bases are of different ones. */
function parts(data: Audited): number[][] {
  const elements = elementsOfAction(data.acts)
  const { x } = rowsOf(data)
  const left = new Set(x.keys())
  return [...x.keys()].flatMap((i) => {
    if (!left.has(i)) return []
    const own = [...left].filter((j) =>
      elements.some((g) => closeTo(2.5e-6)(g.in(x[j]!), x[i]!, undefined) === undefined),
    )
    for (const j of own) left.delete(j)
    return [own]
  })
}

function auditOf(data: Audited, indices: readonly number[]): PartialAudit {
  const { x, y } = rowsOf(data)
  const report = audit({ x: indices.map((i) => x[i]!), y: indices.map((i) => y[i]!), ...repsOf(data.acts) })
  return { report, indices }
}

const all = (report: AuditReport) => ({ ...report, advice: verdict(report.advice) })

/** What does not hang on the mean of all labels, which parts have none of. */
function ofWhole(report: AuditReport) {
  const { orbitTypes, worst, otherTolerances, deviation, tolerance } = report
  return {
    ...figuresOf(report),
    orbitTypes,
    // those of rounding are listed or not by the precision of their part
    worst: worst.filter((w) => w.price > 1e-9),
    otherTolerances,
    deviation,
    tolerance,
  }
}

export const inParts = [
  relation('combineAudits', 'the orbits audited apart and all together', {
    given,
    one: (data) => ofWhole(auditOf(data, [...data.samples.keys()]).report),
    other: (data) => ofWhole(combineAudits(parts(data).map((own) => auditOf(data, own)))),
    same: almost,
    cost: 12,
  }),
  relation('combineAudits', 'a single part', {
    given,
    one: (data) => all(auditOf(data, [...data.samples.keys()]).report),
    other: (data) => all(combineAudits([auditOf(data, [...data.samples.keys()])])),
    same: almost,
    cost: 5,
  }),
  relation('combineAudits', 'parts of parts, in another order', {
    given: fc.record({ data: given, cut: fc.nat(3) }),
    one: ({ data }) => all(combineAudits(parts(data).map((own) => auditOf(data, own)))),
    other: ({ data, cut }) => {
      const list = parts(data).map((own) => auditOf(data, own))
      const [first, rest] = [list.slice(0, cut), list.slice(cut)]
      const joined = [rest, first].flatMap((some) =>
        some.length === 0
          ? []
          : [
              {
                report: combineAudits(
                  some.map((p, k) => ({
                    report: p.report,
                    indices: p.indices.map((_, i) => at(some, k) + i),
                  })),
                ),
                indices: some.flatMap((p) => p.indices),
              },
            ],
      )
      return all(combineAudits(joined))
    },
    same: almost,
    cost: 12,
  }),
  relation('combineAudits', 'groups of different sizes: means of all samples', {
    given: fc.array(given, { minLength: 1, maxLength: 3 }),
    one: (list) => {
      const reports = list.map((data) => auditOf(data, [...data.samples.keys()]).report)
      const n = reports.reduce((sum, r) => sum + r.samples, 0)
      const mean = (f: (r: AuditReport) => number) =>
        reports.reduce((sum, r) => sum + r.samples * f(r), 0) / n
      const count = (f: (r: AuditReport) => number) => reports.reduce((sum, r) => sum + f(r), 0)
      const [price, disagreement] = [mean((r) => r.price), mean((r) => r.disagreement)]
      return [
        n,
        count((r) => r.symmetric),
        count((r) => r.orbits),
        price,
        disagreement,
        price + disagreement,
        mean((r) => r.labelVariance),
      ]
    },
    other: (list) => {
      let start = 0
      const report = combineAudits(
        list.map((data) => {
          const { report: own } = auditOf(data, [...data.samples.keys()])
          start += own.samples
          return { report: own, indices: data.samples.map((_, i) => start - own.samples + i) }
        }),
      )
      const { samples, symmetric, orbits, price, disagreement, strictFloor, labelVariance } = report
      return [samples, symmetric, orbits, price, disagreement, strictFloor, labelVariance]
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
      const { skipped, worst, ...rest } = auditor.report()
      return { ...rest, worst: worst.map((w) => [w.index, w.price]), skipped: skipped.map((s) => s.index) }
    },
    other: ({ data, skips }) => {
      const kept = skips.filter((s) => s <= data.samples.length).sort((a, b) => a - b)
      const { x, y } = rowsOf(data)
      const { skipped: _, worst, ...rest } = audit({ x, y, ...repsOf(data.acts), labelPrecision: 1e-5 })
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

/** Where the rows of part k begin among those of all. */
function at(list: readonly PartialAudit[], k: number): number {
  return list.slice(0, k).reduce((sum, p) => sum + p.indices.length, 0)
}
