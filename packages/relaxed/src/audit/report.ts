import type { ErrorCode } from '@buridan/groups'

/** The samples whose stabilizers have one order. */
export interface AuditOrbitType {
  /** A number where it is one exactly, a string beyond, `infinite` for one of O(d) or SO(d) that is. */
  readonly stabilizerOrder: number | string
  readonly samples: number
  readonly orbits: number
  /** Their part of the price, summed over them and divided by all samples. */
  readonly price: number
}

/** A sample that could not be audited. */
export interface SkippedSample {
  /** Its place in the data, counted from 0. */
  readonly index: number
  readonly code: ErrorCode
  readonly message: string
}

/** What symmetry costs to one tolerance. Figures are means over samples of squared norms summed over output components. */
export interface AuditFigures {
  /** The relative distance within which inputs are one; of audits put together in the unit of the data. */
  readonly tolerance: number
  readonly samples: number
  /** Samples with a stabilizer other than the identity. */
  readonly symmetric: number
  readonly orbits: number
  /** The least squared error of any equivariant function: price + disagreement. */
  readonly strictFloor: number
  /** The price of Curie's principle, ‖z − P_{G_x} z‖²: what relaxed equivariance can remove. */
  readonly price: number
  /** The spread of the P_{G_x} z along each orbit: labels that disagree. */
  readonly disagreement: number
}

/** What symmetry costs on a data set. */
export interface AuditReport extends AuditFigures {
  /** Samples that could not be audited, each with the reason; no figure counts them. */
  readonly skipped: readonly SkippedSample[]
  readonly orbitTypes: readonly AuditOrbitType[]
  readonly labelVariance: number
  /** Samples that pay most of the price. */
  readonly worst: readonly {
    readonly index: number
    readonly price: number
    readonly stabilizerOrder: number | string
  }[]
  /** The largest distance, relative as the tolerance is, between what was taken for equal. */
  readonly deviation: number
  /** An asymmetry or a disagreement of labels up to this root mean square is none. */
  readonly labelPrecision: number
  /** The same audit at a tenth of the tolerance and at ten times of it. */
  readonly otherTolerances: readonly AuditFigures[]
  readonly advice: string
}

/** The fields of a report in the order in which people read them, which is that of what is printed. */
export function inOrder(report: AuditReport): AuditReport {
  const { samples, skipped, symmetric, orbits, orbitTypes, strictFloor, price, disagreement, ...rest } =
    report
  const { labelVariance, labelPrecision, worst, tolerance, deviation, otherTolerances, advice } = rest
  return {
    samples,
    skipped,
    symmetric,
    orbits,
    orbitTypes,
    strictFloor,
    price,
    disagreement,
    labelVariance,
    labelPrecision,
    worst,
    tolerance,
    deviation,
    otherTolerances,
    advice,
  }
}
