/** The samples whose stabilizers have one order. */
export interface AuditOrbitType {
  /** A number where it is one exactly, a text beyond, `infinite` for one of O(3) or SO(3) that is. */
  readonly stabilizerOrder: number | string
  readonly samples: number
  readonly orbits: number
  /** Their part of the price, summed over them and divided by all samples. */
  readonly price: number
}

/** What symmetry costs on a data set. Figures are means over samples of squared norms summed over output components. */
export interface AuditReport {
  readonly samples: number
  /** Samples with a stabilizer other than the identity. */
  readonly symmetric: number
  readonly orbits: number
  readonly orbitTypes: readonly AuditOrbitType[]
  /** The least squared error of any equivariant function: price + disagreement. */
  readonly strictFloor: number
  /** The price of Curie's principle, ‖z − P_{G_x} z‖²: what relaxed equivariance can remove. */
  readonly price: number
  /** The spread of the P_{G_x} z along each orbit: labels that disagree. */
  readonly disagreement: number
  readonly labelVariance: number
  /** Samples that pay most of the price. */
  readonly worst: readonly {
    readonly index: number
    readonly price: number
    readonly stabilizerOrder: number | string
  }[]
  readonly advice: string
}

/** What an audit finds, in a sentence or two. */
export function advise(
  price: number,
  disagreement: number,
  variance: number,
  symmetric: number,
  samples: number,
): string {
  const share = (v: number) => `${((100 * v) / variance).toPrecision(3)} %`
  const negligible = (v: number) => v <= 1e-9 * (variance + v || 1)
  const conflict = negligible(disagreement)
    ? 'Labels agree along orbits.'
    : `Labels disagree along orbits by ${disagreement.toPrecision(3)}, which no model of this symmetry can fit.`
  if (negligible(price)) {
    const why = symmetric === 0 ? 'No sample is symmetric' : 'The labels are as symmetric as their inputs'
    return `${why}: an equivariant model loses nothing to Curie's principle. ${conflict}`
  }
  const cost =
    price < variance
      ? `An equivariant model cannot fit ${share(price)} of the label variance`
      : `An equivariant model fits these labels no better than a constant would (price ${price.toPrecision(3)}, label variance ${variance.toPrecision(3)})`
  return `${cost}, because of ${symmetric} symmetric samples among ${samples}: break the symmetry, with a relaxed-equivariant model. ${conflict}`
}
