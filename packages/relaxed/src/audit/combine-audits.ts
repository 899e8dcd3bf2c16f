import { arrayOf, InvalidArgumentError, integerIn, numberIn, objectOf } from '@buridan/groups'
import { type AuditOrbitType, type AuditReport, advise } from './report.js'

/** An audit of some of the samples, and which of all they are. */
export interface PartialAudit {
  readonly report: AuditReport
  readonly indices: readonly number[]
}

/**
 * One report of samples that were audited apart, such as molecules of different numbers of atoms, which are in no common orbit. The
 * label variance is that within the parts.
 *
 * @throws InvalidArgumentError if there are no parts, or a part's indices are not as many as its samples
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
export function combineAudits(parts: readonly PartialAudit[]): AuditReport {
  checkParts(parts)
  const samples = parts.reduce((sum, p) => sum + p.report.samples, 0)
  if (samples === 0) throw new InvalidArgumentError('there are no audits to combine')
  for (const { report, indices } of parts) {
    if (report.samples !== indices.length) {
      throw new InvalidArgumentError(`an audit of ${report.samples} samples has ${indices.length} indices`)
    }
  }
  const mean = (f: (r: AuditReport) => number) =>
    parts.reduce((sum, { report }) => sum + f(report) * report.samples, 0) / samples
  const total = (f: (r: AuditReport) => number) => parts.reduce((sum, { report }) => sum + f(report), 0)
  const [price, disagreement, variance] = [
    mean((r) => r.price),
    mean((r) => r.disagreement),
    mean((r) => r.labelVariance),
  ]
  const worst = parts
    .flatMap(({ report, indices }) => report.worst.map((w) => ({ ...w, index: indices[w.index]! })))
    .sort((a, b) => b.price - a.price || a.index - b.index)
  const symmetric = total((r) => r.symmetric)
  return {
    samples,
    symmetric,
    orbits: total((r) => r.orbits),
    orbitTypes: combineTypes(parts, samples),
    strictFloor: price + disagreement,
    price,
    disagreement,
    labelVariance: variance,
    worst: worst.slice(0, Math.max(...parts.map((p) => p.report.worst.length))),
    advice: advise(price, disagreement, variance, symmetric, samples),
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
    for (const field of [
      'samples',
      'symmetric',
      'orbits',
      'price',
      'disagreement',
      'labelVariance',
    ] as const) {
      numberIn(report[field], 0, Number.MAX_VALUE, `${field} of a report`)
    }
    for (const i of arrayOf(indices, 'indices')) integerIn(i, 0, Number.MAX_SAFE_INTEGER, 'an index')
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
