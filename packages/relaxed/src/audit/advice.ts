import type { AuditFigures } from './report.js'

/** What advice is about. */
export interface Advised {
  readonly figures: AuditFigures
  readonly others: readonly AuditFigures[]
  readonly labelVariance: number
  readonly labelPrecision: number
  /** The unit of the tolerance, with a space before it; relative tolerances have none. */
  readonly unit?: string
  /** Tolerances below this are finer than the digits of the data. */
  readonly finest?: number
}

/** Figures that differ by less than this share of the larger are the same. */
const SAME_FIGURE = 0.01
/** So are those that differ by less than this share of the label variance, and figures below it are none. */
const NO_SHARE = 1e-6

const number = (v: number) => (v === 0 ? '0' : Number(v.toPrecision(3)).toString())

/** What an audit finds, in a sentence or two. */
export function advise(advised: Advised): string {
  const { figures, others, unit = '', finest = 0 } = advised
  const changed = others.filter((other) => differs(advised, other))
  if (changed.length === 0)
    return `${priceSentence(advised)} ${conflictSentence(advised, ', which no model of this symmetry can fit')}`
  const at = others.map(({ tolerance, strictFloor, samples }) => {
    const lost = figures.samples - samples
    return `${number(strictFloor)} at ${number(tolerance)}${unit}${lost > 0 ? ` (${lost} samples are ambiguous there)` : ''}`
  })
  const hangs = `The answer hangs on the tolerance: the strict floor is ${number(figures.strictFloor)} at ${number(figures.tolerance)}${unit}, ${at.join(' and ')}.`
  if (changed.every(({ tolerance }) => tolerance < finest)) {
    return `${hangs} A tenth of it is finer than the digits of the data. To their precision: ${priceSentence(advised)} ${conflictSentence(advised, '')}`
  }
  return `${hangs} Give the tolerance within which two inputs are one and the same to you.`
}

function differs({ figures, labelVariance, labelPrecision }: Advised, other: AuditFigures): boolean {
  // a tolerance at which points cannot be told apart says nothing
  if (other.samples === 0) return false
  if (other.samples !== figures.samples) return true
  return (['price', 'disagreement'] as const).some((field) => {
    const [a, b] = [figures[field], other[field]]
    const least = Math.max(SAME_FIGURE * Math.max(a, b), NO_SHARE * labelVariance, labelPrecision ** 2)
    return Math.abs(a - b) > least
  })
}

function priceSentence(advised: Advised): string {
  const { figures, labelVariance } = advised
  const { price, symmetric, samples } = figures
  if (isNone(advised, price)) {
    const why = symmetric === 0 ? 'No sample is symmetric' : 'The labels are as symmetric as their inputs'
    return `${why}: an equivariant model loses nothing to Curie's principle.`
  }
  // a price that is all of the variance is a rounding above or below it
  const cost =
    price < labelVariance * (1 - NO_SHARE)
      ? `An equivariant model cannot fit ${((100 * price) / labelVariance).toPrecision(3)} % of the label variance`
      : `An equivariant model fits these labels no better than a constant would (price ${price.toPrecision(3)}, label variance ${labelVariance.toPrecision(3)})`
  return `${cost}, because of ${symmetric} symmetric samples among ${samples}: break the symmetry, with a relaxed-equivariant model.`
}

function conflictSentence(advised: Advised, consequence: string): string {
  const { disagreement } = advised.figures
  return isNone(advised, disagreement)
    ? 'Labels agree along orbits.'
    : `Labels disagree along orbits by ${disagreement.toPrecision(3)}${consequence}.`
}

/** Whether a figure is rounding, of sums or of the labels themselves. */
function isNone({ labelVariance, labelPrecision }: Advised, figure: number): boolean {
  return figure <= NO_SHARE * labelVariance || figure <= labelPrecision ** 2
}
