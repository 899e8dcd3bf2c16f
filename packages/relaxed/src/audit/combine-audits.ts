import { arrayOf, integerIn, numberIn, objectOf, stringOf } from '@buridan/core'
import { InvalidArgumentError } from '@buridan/groups'
import { advise } from './advice.js'
import {
  type AuditFigures,
  type AuditOrbitType,
  type AuditReport,
  inOrder,
  type SkippedSample,
} from './report.js'

/** An audit of some of the samples, and which of all they are. */
export interface PartialAudit {
  readonly report: AuditReport
  /** The place in the data of each sample that the part was given, skipped ones too. */
  readonly indices: readonly number[]
}

/** Options of {@link combineAudits}. */
export interface CombineAuditsOptions {
  /** Samples that no part was given. */
  readonly skipped?: readonly SkippedSample[]
  /** How many of the samples that pay most are listed, of those that the parts list; 5 by default. */
  readonly worst?: number
  /** The unit of the tolerances, for the advice. */
  readonly unit?: string
  /** Tolerances below this are finer than the digits of the data. */
  readonly finest?: number
}

/**
 * One report of samples that were audited apart, such as molecules of different numbers of atoms, which are in no common orbit. The
 * label variance is that within the parts.
 *
 * @throws InvalidArgumentError if there are no parts, or a part's indices are not as many as its samples
 * @remarks O(n log n) for n orbit types, skipped and listed samples.
 *
 * @example
 * ```ts
 * import { audit, combineAudits } from '@buridan/relaxed'
 * import { symmetric, tensor } from '@buridan/groups'
 * const part = (n: number) => {
 *   const rep = tensor(symmetric(n), 1)
 *   const [x, y] = [[new Array(n).fill(1)], [Array.from({ length: n }, (_, i) => Number(i === 0))]]
 *   return audit({ x, y, repIn: rep, repOut: rep })
 * }
 * const report = combineAudits([{ report: part(2), indices: [0] }, { report: part(4), indices: [1] }])
 * console.log(report.samples, report.price) // → 2 0.625
 * ```
 */
export function combineAudits(
  parts: readonly PartialAudit[],
  options: CombineAuditsOptions = {},
): AuditReport {
  checkParts(parts)
  const { skipped = [], worst: most = 5, unit, finest } = objectOf(options, 'options')
  integerIn(most, 0, 1e6, 'worst')
  arrayOf(skipped, 'skipped')
  if (unit !== undefined) stringOf(unit, 'unit')
  if (finest !== undefined) numberIn(finest, 0, Number.MAX_VALUE, 'finest')
  const reports = parts.map((p) => p.report)
  const samples = reports.reduce((sum, r) => sum + r.samples, 0)
  if (samples === 0) throw new InvalidArgumentError('there are no audits to combine')
  const mean = (f: (r: AuditReport) => number) =>
    reports.reduce((sum, r) => sum + f(r) * r.samples, 0) / samples
  const figures = combineFigures(reports)
  // those that every part was done at
  const count = reports.reduce(
    (least, r) => Math.min(least, r.otherTolerances.length),
    Number.POSITIVE_INFINITY,
  )
  const others = Array.from({ length: count }, (_, k) =>
    combineFigures(reports.map((r) => r.otherTolerances[k]!)),
  )
  const labelVariance = mean((r) => r.labelVariance)
  const labelPrecision = Math.sqrt(mean((r) => r.labelPrecision ** 2))
  const all = parts.flatMap(({ report, indices }) =>
    report.skipped.map((s) => ({ ...s, index: indices[s.index]! })),
  )
  const worst = parts
    .flatMap(({ report, indices }) => report.worst.map((w) => ({ ...w, index: indices[w.index]! })))
    .sort((a, b) => b.price - a.price || a.index - b.index)
  return inOrder({
    ...figures,
    skipped: [...skipped, ...all].sort((a, b) => a.index - b.index),
    orbitTypes: combineTypes(parts, samples),
    labelVariance,
    worst: worst.slice(0, most),
    deviation: Math.max(...reports.map((r) => r.deviation)),
    labelPrecision,
    otherTolerances: others,
    advice: advise({
      figures,
      others,
      labelVariance,
      labelPrecision,
      ...(unit === undefined ? {} : { unit: ` ${unit}` }),
      ...(finest === undefined ? {} : { finest }),
    }),
  })
}

/** Figures at one tolerance, or at several of which the largest is named. */
function combineFigures(parts: readonly AuditFigures[]): AuditFigures {
  const total = (f: (r: AuditFigures) => number) => parts.reduce((sum, r) => sum + f(r), 0)
  const samples = total((r) => r.samples)
  const mean = (f: (r: AuditFigures) => number) => total((r) => f(r) * r.samples) / Math.max(1, samples)
  const [price, disagreement] = [mean((r) => r.price), mean((r) => r.disagreement)]
  return {
    tolerance: Math.max(...parts.map((r) => r.tolerance)),
    samples,
    symmetric: total((r) => r.symmetric),
    orbits: total((r) => r.orbits),
    strictFloor: price + disagreement,
    price,
    disagreement,
  }
}

function combineTypes(parts: readonly PartialAudit[], samples: number): AuditOrbitType[] {
  const found = new Map<number | string, AuditOrbitType>()
  for (const { report } of parts) {
    for (const type of report.orbitTypes) {
      const known = found.get(type.stabilizerOrder)
      found.set(type.stabilizerOrder, {
        stabilizerOrder: type.stabilizerOrder,
        samples: (known?.samples ?? 0) + type.samples,
        orbits: (known?.orbits ?? 0) + type.orbits,
        price: (known?.price ?? 0) + (type.price * report.samples) / samples,
      })
    }
  }
  const size = (order: number | string) => (typeof order === 'number' ? order : Number.POSITIVE_INFINITY)
  return [...found.values()].sort((a, b) => size(a.stabilizerOrder) - size(b.stabilizerOrder))
}

/** Refuses what `audit` has not reported. */
function checkParts(parts: readonly PartialAudit[]): void {
  for (const part of arrayOf(parts, 'parts')) {
    const { report, indices } = objectOf(part, 'a part')
    objectOf(report, 'a report')
    checkFigures(report, 'a report')
    for (const field of ['labelVariance', 'deviation', 'labelPrecision'] as const) {
      numberIn(report[field], 0, Number.MAX_VALUE, `${field} of a report`)
    }
    for (const other of arrayOf(report.otherTolerances, 'otherTolerances')) {
      checkFigures(objectOf(other, 'figures'), 'figures at another tolerance')
    }
    arrayOf(report.skipped, 'skipped')
    if (report.samples + report.skipped.length !== arrayOf(indices, 'indices').length) {
      throw new InvalidArgumentError(
        `an audit of ${report.samples} samples, with ${report.skipped.length} skipped, has ${indices.length} indices`,
      )
    }
    for (const i of indices) integerIn(i, 0, Number.MAX_SAFE_INTEGER, 'an index')
    for (const { index } of report.skipped) {
      integerIn(index, 0, indices.length - 1, 'the index of a skipped sample')
    }
    for (const w of arrayOf(report.worst, 'worst')) {
      integerIn(objectOf(w, 'a sample').index, 0, indices.length - 1, 'the index of a sample')
      numberIn(w.price, 0, Number.MAX_VALUE, 'the price of a sample')
    }
    for (const type of arrayOf(report.orbitTypes, 'orbitTypes')) {
      const { samples, orbits, price } = objectOf(type, 'an orbit type')
      for (const value of [samples, orbits, price])
        numberIn(value, 0, Number.MAX_VALUE, 'a figure of an orbit type')
    }
  }
}

function checkFigures(figures: AuditFigures, what: string): void {
  for (const field of ['tolerance', 'samples', 'symmetric', 'orbits', 'price', 'disagreement'] as const) {
    numberIn(figures[field], 0, Number.MAX_VALUE, `${field} of ${what}`)
  }
}
