import type { AuditReport, Verdict } from './report.js'

/** What advice is about, and the unit of distances, with a space before it; plain numbers have none. */
export type Advised = Omit<AuditReport, 'advice'>

/** Figures below this share of the label variance are none. */
const NO_SHARE = 1e-6
/** Slopes that grow with a power of the distance below the first grow; above the second they are level. */
const GROWS = -0.5
const LEVEL = -0.25
/** Differences of the nearest pairs that are less than this share of the label variance are noise of labels. */
const NOISE = 1e-4

const number = (v: number) => (v === 0 ? '0' : Number(v.toPrecision(3)).toString())

/** What the slopes of pairs say: whether they stay level as samples get nearer. */
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

/** What an audit finds, in a few sentences. */
export function advise(advised: Advised, unit: string): string {
  return [priceSentence(advised), conflictSentence(advised), slopeSentence(advised, unit)].join(' ')
}

function priceSentence(advised: Advised): string {
  const { price, symmetric, samples, labelVariance } = advised
  if (isNone(advised, price)) {
    const why = symmetric === 0 ? 'No sample is symmetric' : 'The labels are as symmetric as their inputs'
    return `${why}: an equivariant model loses nothing to Curie's principle.`
  }
  // a price that is all of the variance is a rounding above or below it
  const cost =
    price < labelVariance * (1 - NO_SHARE)
      ? `An equivariant model, however steep, cannot fit ${((100 * price) / labelVariance).toPrecision(3)} % of the label variance`
      : `An equivariant model, however steep, fits these labels no better than a constant would (price ${price.toPrecision(3)}, label variance ${labelVariance.toPrecision(3)})`
  return `${cost}, because of ${symmetric} symmetric samples among ${samples}: break the symmetry, ${remedy(advised)}.`
}

/** The breaker that fits the stabilizers that pay. */
function remedy({ orbitTypes, disagreement, price, labelVariance }: Advised): string {
  const paying = orbitTypes.filter((t) => t.price > NO_SHARE * Math.max(labelVariance, price))
  const infinite = paying.some((t) => t.stabilizerOrder === 'infinite')
  const which = infinite
    ? 'with the method canonical or breaking-input, as stabilizers are infinite'
    : 'with a relaxed-equivariant model (the method relaxed; canonical where no linear layer breaks it)'
  return disagreement > NO_SHARE * labelVariance
    ? `${which}, and sample its answers, as copies have different ones`
    : which
}

function conflictSentence(advised: Advised): string {
  const { disagreement, labelVariance, disagreeing } = advised
  if (isNone(advised, disagreement)) return 'Labels agree along orbits.'
  const share =
    labelVariance > 0
      ? ` (${((100 * disagreement) / labelVariance).toPrecision(3)} % of the label variance)`
      : ''
  const [first] = disagreeing
  const which = first
    ? `, first of all of the samples ${first.indices.slice(0, 5).join(', ')}${first.samples > 5 ? ', …' : ''}`
    : ''
  return `Labels of copies disagree by ${number(disagreement)}${share}, which no model of this symmetry can fit: check these labels${which}, or predict a distribution.`
}

function slopeSentence(advised: Advised, unit: string): string {
  const { slopeOfData, verdict, floorAtSlopeOfData, labelVariance, floorBySlope, strictFloor } = advised
  const per = unit === '' ? 'unit of distance' : unit.trim()
  switch (verdict) {
    case 'level': {
      const slope = `Between samples labels change by up to ${number(slopeOfData.upper!)} per ${per}, and no more as samples get nearer, as those of a function do`
      const floor = floorAtSlopeOfData ?? strictFloor
      return isNone(advised, floor - strictFloor) || labelVariance === 0
        ? `${slope}.`
        : `${slope}; a model that is no steeper than that leaves ${((100 * floor) / labelVariance).toPrecision(3)} %.`
    }
    case 'grows': {
      const half = floorBySlope.findLast(
        ([, floor]) => floor - strictFloor > (floorBySlope[0]![1] - strictFloor) / 2,
      )
      const steep =
        half && !isNone(advised, half[1] - strictFloor)
          ? ` Below a slope of ${number(half[0])} per ${per} an equivariant model leaves ${((100 * half[1]) / labelVariance).toPrecision(3)} % or more: break the near-symmetries, or look for what else the labels hang on.`
          : ''
      return `Labels go on differing as samples get nearer (slopes grow with the power ${number(slopeOfData.growth!)} of the distance): they are no smooth function of the inputs.${steep}`
    }
    case 'unclear':
      return `Whether the labels are a function of the inputs is unclear: slopes change with the power ${number(slopeOfData.growth!)} of the distance.`
    default:
      return slopeOfData.pairs < 20
        ? `Whether the labels are a smooth function of the inputs is not known: ${slopeOfData.pairs} pairs of samples can be compared, and it takes 20.`
        : 'Whether the labels are a smooth function of the inputs is not known: all samples are about as far apart.'
  }
}

/** Whether a figure is rounding, of sums or of the labels themselves. */
function isNone({ labelVariance, precision }: Advised, figure: number): boolean {
  return figure <= NO_SHARE * labelVariance || figure <= (2 ** -46 * precision.label) ** 2 || figure === 0
}
