import { LEAST_PAIRS } from './data-slope.js'
import type { AuditReport, Verdict } from './report.js'

/** A report without its advice. */
export type Report = Omit<AuditReport, 'advice'>

/** A report, and the mean square that errors of inputs make of labels as steep as those of the data. */
interface Advised extends Report {
  readonly rounding: number
}

/** Figures up to this share of the label variance count as 0. */
const NO_SHARE = 1e-6
/** Slopes change with a power of the distance: up to the first power the verdict is "grows", from the second on "level". */
const GROWS = -0.5
const LEVEL = -0.25
/** Half the squared difference of the nearest pairs, up to this share of the label variance, counts as noise of the labels. */
const NOISE = 1e-4

const number = (v: number) => (v === 0 ? '0' : Number(v.toPrecision(3)).toString())

/** Whether the slopes of pairs stay level as samples get nearer. */
export function verdictOf({
  slopeOfData: { growth, curve },
  labelVariance,
}: Pick<AuditReport, 'slopeOfData' | 'labelVariance'>): Verdict {
  if (growth === undefined) return 'unknown'
  if (growth >= LEVEL) return 'level'
  const [nearest] = curve
  if (nearest && nearest.difference ** 2 / 2 <= NOISE * labelVariance) return 'level'
  return growth <= GROWS ? 'grows' : 'unclear'
}

/**
 * The findings of an audit in a few sentences.
 *
 * @param unit - that of distances, with a space before it, such as ` Å`; empty for plain numbers
 */
export function advise(report: Report, unit: string, rounding: number): string {
  const advised = { ...report, rounding }
  return [priceSentence(advised), conflictSentence(advised), slopeSentence(advised, unit)].join(' ')
}

function priceSentence(advised: Advised): string {
  const { price, symmetric, labelVariance, orbitTypes } = advised
  if (isNone(advised, price)) {
    const why = symmetric === 0 ? 'No sample is symmetric' : 'The labels are as symmetric as their inputs'
    return `${why}: an equivariant model loses nothing to Curie's principle.`
  }
  const paying = orbitTypes.filter((t) => t.price > NO_SHARE * price)
  const samples = advised.requiredSlopes.infinite
  const names = [...new Set(paying.flatMap((t) => t.name ?? []))]
  const which = names.length === 0 ? '' : ` (${names.slice(0, 4).join(', ')}${names.length > 4 ? ', …' : ''})`
  // a price equal to the variance may be rounded above or below it
  const cost =
    price < labelVariance * (1 - NO_SHARE)
      ? `No equivariant model, however steep, can fit ${percent(price, labelVariance)} of the label variance, to the precision of the inputs`
      : `No equivariant model, however steep, fits these labels better than a constant does (price ${number(price)}, label variance ${number(labelVariance)})`
  return `${cost}, because of ${samples} symmetric ${samples === 1 ? 'sample' : 'samples'}${which} with less symmetric labels: break the symmetry, ${remedy(advised, paying)}.`
}

/** The method of symmetry breaking for the stabilizers with a price. */
function remedy(advised: Advised, paying: Advised['orbitTypes']): string {
  const infinite = paying.some((t) => t.stabilizerOrder === 'infinite')
  const which = infinite
    ? 'by the method canonical or breaking-input, as stabilizers are infinite'
    : 'by a relaxed-equivariant model (method relaxed, or canonical where no linear layer can break it)'
  return isNone(advised, advised.disagreement)
    ? which
    : `${which}, and sample its answers, as copies have several`
}

function conflictSentence(advised: Advised): string {
  const { disagreement, labelVariance, disagreeing, samples, orbits } = advised
  if (isNone(advised, disagreement)) {
    return orbits === samples ? 'No two samples are copies.' : 'Copies have the same labels.'
  }
  const share = labelVariance > 0 ? ` (${percent(disagreement, labelVariance)} of the label variance)` : ''
  const [first] = disagreeing
  const more = first && first.samples > 5 ? ', …' : ''
  const which = first
    ? `check the labels of samples ${first.indices.slice(0, 5).join(', ')}${more} first`
    : 'check them'
  return `Labels of copies disagree: a mean square of ${number(disagreement)}${share} that no equivariant model can fit; ${which}, or predict a distribution.`
}

function slopeSentence(advised: Advised, unit: string): string {
  const { slopeOfData, verdict, labelVariance, strictFloor } = advised
  const per = unit === '' ? 'unit of distance' : unit.trim()
  const { pairs, upper, growth } = slopeOfData
  switch (verdict) {
    case 'level': {
      const slope = `Labels change by up to about ${number(upper!)} per ${per} between samples, and by no more between near ones: they look like a function of the inputs`
      const floor = advised.floorAtSlopeOfData
      return floor === undefined || isNone(advised, floor - strictFloor)
        ? `${slope}.`
        : `${slope}. An equivariant model no steeper than that leaves at least ${percent(floor, labelVariance)} of the label variance.`
    }
    case 'grows':
      return `Labels differ however near samples are (slopes change like distance to the power ${number(growth!)}): they are not a smooth function of the inputs.${steepSentence(advised, per)}`
    case 'unclear':
      return `It is unclear whether the labels are a function of the inputs: slopes change like distance to the power ${number(growth!)}, between level (0) and 1/distance (−1).`
    default: {
      const why =
        pairs < LEAST_PAIRS
          ? `${pairs} ${pairs === 1 ? 'pair' : 'pairs'} of samples can be compared, and ${LEAST_PAIRS} are needed`
          : 'all pairs of samples are about equally far apart'
      return `It is not known whether the labels are a smooth function of the inputs: ${why}.`
    }
  }
}

/** A sentence on the largest slope whose floor keeps more than half of the excess of the first floor over the strict one. */
function steepSentence(advised: Advised, per: string): string {
  const { floorBySlope, strictFloor, labelVariance } = advised
  const [first] = floorBySlope
  const half =
    first && floorBySlope.findLast(([, floor]) => floor - strictFloor > (first[1] - strictFloor) / 2)
  if (!half || isNone(advised, half[1] - strictFloor)) return ''
  return ` Below a slope of ${number(half[0])} per ${per} an equivariant model leaves at least ${percent(half[1], labelVariance)} of the label variance: break the near-symmetries, or look for inputs that are missing.`
}

const percent = (part: number, whole: number) => `${((100 * part) / whole).toPrecision(3)} %`

/** Whether a figure is only rounding, of sums or of the labels. */
function isNone({ labelVariance, rounding }: Advised, figure: number): boolean {
  return figure <= NO_SHARE * labelVariance || figure <= rounding
}
