import type { AuditReport } from '@buridan/relaxed'

/** Figures up to this share of the label variance count as 0, as in the advice. */
const NO_SHARE = 1e-6

/**
 * The result of an audit in one sentence: the share of the label variance that no equivariant model can fit, or, if there is none, the
 * slope that the labels require.
 *
 * @param lengthUnit - that of distances, such as `Å`; empty for plain numbers
 */
export function auditSentence(report: AuditReport, lengthUnit: string): string {
  if (!isNone(report, report.strictFloor)) return floorSentence(report)
  const per = lengthUnit === '' ? 'unit of distance' : lengthUnit
  if (report.verdict === 'grows') {
    return `Symmetry alone forbids none of these labels, but they are not a smooth function of the inputs: they go on differing however near two inputs are${growing(report, per)}.`
  }
  const steepest = steepestOf(report)
  if (steepest === undefined) {
    return 'Symmetry costs these labels nothing: an equivariant model can fit all of them.'
  }
  const { infinite, ranges } = report.requiredSlopes
  const why =
    infinite > 0 || ranges.length > 0
      ? 'some inputs are near a symmetry that their labels lack'
      : 'some inputs are nearly copies of each other and have different labels'
  const needed = `Symmetry forbids none of these labels, but ${why}: to fit them all an equivariant model must change by more than ${figure(steepest)} per ${per}`
  const { slopeOfData, floorAtSlopeOfData = 0, labelVariance, verdict } = report
  if (verdict !== 'level' || slopeOfData.upper === undefined) return `${needed}.`
  const left = isNone(report, floorAtSlopeOfData)
    ? 'which is no steeper than the labels themselves'
    : `and one that is no steeper than the labels themselves, ${figure(slopeOfData.upper)} per ${per}, misses ${percent(floorAtSlopeOfData, labelVariance)} of the label variance`
  return `${needed}, ${left}.`
}

/** The sentence if the strict floor is not 0. */
function floorSentence(report: AuditReport): string {
  const { strictFloor, price, disagreement, labelVariance } = report
  const whose = isNone(report, disagreement)
    ? 'because inputs are symmetric and their labels are not'
    : isNone(report, price)
      ? 'because copies of one input have different labels'
      : undefined
  // a floor equal to the variance may be rounded above or below it
  if (!(strictFloor < labelVariance * (1 - NO_SHARE))) {
    return `No equivariant model, however steep, fits these labels better than one constant answer would, ${whose ?? 'because inputs are symmetric and copies have different labels'}.`
  }
  const share = `No equivariant model, however steep, can fit ${percent(strictFloor, labelVariance)} of the label variance`
  return whose === undefined
    ? `${share}: ${percent(price, labelVariance)} is lost at symmetric inputs whose labels are not symmetric, ${percent(disagreement, labelVariance)} where copies of one input have different labels.`
    : `${share}, ${whose}.`
}

/** A clause on the largest slope whose floor keeps more than half of the excess of the first floor. */
function growing({ floorBySlope, strictFloor, labelVariance }: AuditReport, per: string): string {
  const [first] = floorBySlope
  if (!first || !(first[1] - strictFloor > NO_SHARE * labelVariance)) return ''
  const half = floorBySlope.findLast(([, floor]) => floor - strictFloor > (first[1] - strictFloor) / 2)!
  return `, and below a slope of ${figure(half[0])} per ${per} an equivariant model misses at least ${percent(half[1], labelVariance)} of the label variance`
}

/** The largest slope with a floor above the strict one; undefined if there is none. */
function steepestOf(report: AuditReport): number | undefined {
  const { floorBySlope, strictFloor } = report
  return floorBySlope.findLast(([, floor]) => !isNone(report, floor - strictFloor))?.[0]
}

/** Whether a figure is only rounding, of sums or of the labels. */
function isNone({ labelVariance, precision }: AuditReport, value: number): boolean {
  return value <= NO_SHARE * labelVariance || value <= (2 ** -46 * precision.label) ** 2 || value === 0
}

function figure(value: number): string {
  return value === 0 ? '0' : Number(value.toPrecision(3)).toString()
}

/** A share with three digits; 100 % only if it is all. */
function percent(part: number, whole: number): string {
  const share = Number(((100 * part) / whole).toPrecision(3))
  return `${share === 100 && part < whole ? 'nearly 100' : share} %`
}
