import { knownOptions } from '@buridan/core'
import { InvalidArgumentError } from '@buridan/groups'
import type { AuditPart } from './audit-part.js'
import { checkMergeOptions } from './check-merge-options.js'
import { checkParts } from './check-parts.js'
import { compileReport } from './compile-report.js'
import { type CoordinateLosses, coordinateLosses } from './coordinate-losses.js'
import { familyOf } from './family.js'
import { type FamilyFigures, familyFigures } from './family-figures.js'
import { requiredSlope } from './floor-curve.js'
import { LabelUnit } from './label-unit.js'
import { MERGE_OPTIONS, type MergeOptions } from './merge-options.js'
import type { AuditReport } from './report.js'
import type { AuditSample } from './sample.js'
import { auditSpace } from './spaces/audit-spaces.js'

/** A report, and what it says of each sample. */
export interface AuditResult {
  readonly report: AuditReport
  /** The places in the data of the samples that were audited, ascending: other figures of samples are in this order. */
  readonly places: readonly number[]
  /** ‖z − P z‖² of the exact stabilizer. */
  readonly prices: Float64Array
  /** The sample's part of the disagreement of its orbit. */
  readonly disagreements: Float64Array
  /** The slope that the sample requires: 0 if it loses nothing, Infinity at an exact symmetry. */
  readonly requiredSlopes: Float64Array
  /** By index in the data, the loss of each coordinate of the label, for samples with a loss; only if `coordinates` is true. */
  readonly coordinates?: ReadonlyMap<number, CoordinateLosses>
}

/**
 * The audit of all samples of several parts, made in other processes or with other numbers of points: exactly the audit of all samples
 * together, in any order of the parts.
 *
 * @param parts - made with the same options
 * @param options - the options with which the parts were made
 * @throws InvalidArgumentError if there are no samples, two samples have the same index, or a figure overflows or underflows: the message
 * gives its root
 * @remarks O(n log n) comparisons of n samples, and a bounded number of alignments of two samples, and one for each copy.
 *
 * @example
 * ```ts
 * import { Auditor, mergeAudits } from '@buridan/relaxed'
 * import { symmetric, tensor } from '@buridan/groups'
 * const partOf = (n: number, index: number) => {
 *   const rep = tensor(symmetric(n), 1)
 *   const auditor = new Auditor({ repIn: rep, repOut: rep })
 *   auditor.add(new Array(n).fill(1), Array.from({ length: n }, (_, i) => Number(i === 0)))
 *   const { samples, ...part } = auditor.part()
 *   return { ...part, samples: samples.map((s) => ({ ...s, index })) }
 * }
 * const { report } = mergeAudits([partOf(2, 0), partOf(4, 1)])
 * console.log(report.samples, report.price) // → 2 0.625
 * ```
 */
export function mergeAudits(parts: readonly AuditPart[], options: MergeOptions = {}): AuditResult {
  checkMergeOptions(knownOptions(options, MERGE_OPTIONS, 'mergeAudits'))
  checkParts(parts)
  return mergeChecked(parts, options)
}

/** The same of parts and options that have been checked. */
export function mergeChecked(parts: readonly AuditPart[], options: MergeOptions): AuditResult {
  const {
    labelPrecision = 0,
    worst = 5,
    lengthUnit = '',
    inputPrecision = 0,
    skipped: before = [],
    coordinates = false,
  } = options
  const groups = grouped(parts)
  const unit = new LabelUnit()
  const labels = parts.flatMap((p) => p.samples.map((s) => s.y))
  if (labels.length === 0) throw new InvalidArgumentError('there are no samples to merge')
  unit.fit(largestOf(labels))
  const families = groups.map(([first, samples]): FamilyFigures => {
    const space = auditSpace(first.repIn, first.repOut, first.periodic)
    const own = first.points === undefined ? options : { ...options, points: first.points }
    const family = familyOf(space, samples, labelPrecision, own)
    return familyFigures(family, unit)
  })
  const skipped = [...before, ...parts.flatMap((p) => p.skipped)].sort((a, b) => a.index - b.index)
  const report = compileReport({
    families,
    names: groups.map(([first]) => first.name ?? first.repIn.text),
    unit,
    skipped,
    precision: { input: inputPrecision, label: labelPrecision },
    worst,
    lengthUnit,
  })
  const result = { report, ...bySample(families, unit) }
  return coordinates ? { ...result, coordinates: coordinateLosses(families, unit) } : result
}

/** The samples by representations and kind, ordered by dimension and texts: not by the order of the parts. */
function grouped(parts: readonly AuditPart[]): [AuditPart, AuditSample[]][] {
  const groups = new Map<string, [AuditPart, AuditSample[]]>()
  for (const part of parts) {
    const { repIn, repOut, periodic, samples } = part
    if (samples.length === 0) continue
    const key = `${repIn.text}|${repIn.group.name}|${repOut.text}|${periodic}`
    const known = groups.get(key)
    if (known) for (const sample of samples) known[1].push(sample)
    else groups.set(key, [part, [...samples]])
  }
  return [...groups]
    .sort(([one, [a]], [other, [b]]) => a.repIn.dim - b.repIn.dim || (one < other ? -1 : 1))
    .map(([, g]) => g)
}

function largestOf(labels: readonly Float64Array[]): Float64Array {
  const size = (y: Float64Array) => y.reduce((most, v) => Math.max(most, Math.abs(v)), 0)
  let [largest, most] = [labels[0]!, size(labels[0]!)]
  for (const y of labels) if (size(y) > most) [largest, most] = [y, size(y)]
  return most === 0 ? Float64Array.of(1) : largest
}

function bySample(families: readonly FamilyFigures[], unit: LabelUnit) {
  const places = families.flatMap((f) => f.placed.map((p) => p.sample.index)).sort((a, b) => a - b)
  const at = new Map(places.map((place, k) => [place, k]))
  const [prices, disagreements, requiredSlopes] = [0, 1, 2].map(() => new Float64Array(places.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  for (const { family, figures, placed } of families) {
    for (const { shares } of figures) {
      for (const { index, price, disagreement } of shares) {
        prices[at.get(index)!] = unit.square(price)
        disagreements[at.get(index)!] = unit.square(disagreement)
      }
    }
    for (const p of placed) {
      requiredSlopes[at.get(p.sample.index)!] = unit.length(requiredSlope(family, p).slope)
    }
  }
  return { places, prices, disagreements, requiredSlopes }
}
