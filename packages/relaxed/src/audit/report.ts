import type { ErrorCode } from '@buridan/groups'
import type { Interval } from './bootstrap.js'
import type { DataSlope } from './data-slope.js'

/** The samples whose stabilizers have one orbit type. */
export interface AuditOrbitType {
  /** A number where a number holds it exactly, otherwise a string; `infinite` for an infinite group. */
  readonly stabilizerOrder: number | string
  /** The name of the orbit type, such as a point group, if it has one. */
  readonly name?: string
  readonly samples: number
  readonly orbits: number
  /** Their part of the price, summed over them and divided by all samples. */
  readonly price: number
}

/** A sample that could not be audited. */
export interface SkippedSample {
  /** Its index in the data, from 0. */
  readonly index: number
  readonly code: ErrorCode
  readonly message: string
}

/** The least squared error of equivariant functions of any slope: means over samples of squared norms, summed over output components. */
export interface AuditFigures {
  readonly samples: number
  /** Samples with a nontrivial stabilizer, within the precision of the data. */
  readonly symmetric: number
  readonly orbits: number
  /** The floor of all equivariant functions, price + disagreement; from exact symmetries and exact copies alone. */
  readonly strictFloor: number
  /** The price of Curie's principle, ‖z − P_{G_x} z‖²: the part that relaxed equivariance can remove. */
  readonly price: number
  /** The spread of the P_{G_x} z along each orbit: copies with different labels. */
  readonly disagreement: number
  /** The mean squared distance of labels from their mean. */
  readonly labelVariance: number
}

/** Figures divided by the number of output components. */
export type PerComponent = Pick<AuditFigures, 'strictFloor' | 'price' | 'disagreement' | 'labelVariance'>

/** A sample whose label breaks a symmetry that its input has or nearly has. */
export interface PayingSample {
  readonly index: number
  /** ‖y − P_H y‖² of the exact stabilizer: its loss at every slope. */
  readonly price: number
  /** The order of the group that requires the largest slope: the stabilizer if the sample has a price, otherwise a near-symmetry. */
  readonly stabilizerOrder: number | string
  /** Its name, such as a point group, if it has one. */
  readonly pointGroup?: string
  /**
   * The slope below which every equivariant function misses the label: label change over distance from the symmetry; `infinite` at an exact
   * one.
   */
  readonly requiredSlope: number | 'infinite'
  /** ‖x − P_H x‖, the distance from that symmetry. */
  readonly distance: number
  /** ‖y − P_H y‖, the distance of the label from that symmetry. */
  readonly asymmetry: number
}

/** Copies whose labels disagree. */
export interface DisagreeingCopies {
  /** Their indices in the data, ascending; at most twenty. */
  readonly indices: readonly number[]
  readonly samples: number
  /** Their part of the disagreement, summed over them and divided by all samples. */
  readonly disagreement: number
}

/** Numbers of samples by required slope. */
export interface RequiredSlopes {
  /** Samples with a price, a loss at every slope. */
  readonly infinite: number
  /** Samples with a near-symmetry, by powers of ten of the slope that it requires, as far as the search for them is complete. */
  readonly ranges: readonly { readonly from: number; readonly to: number; readonly samples: number }[]
}

/** Whether the slopes of the data stay level as samples get nearer, as those of a function do; see `slopeOfData`. */
export type Verdict = 'level' | 'grows' | 'unclear' | 'unknown'

/** The figures of some of the samples, such as those with one number of atoms. */
export interface AuditSubset extends AuditFigures {
  readonly name: string
}

/** The report of an audit: what exact equivariance costs on a data set. */
export interface AuditReport extends AuditFigures {
  /** Samples that could not be audited, each with the reason; no figure counts them. */
  readonly skipped: readonly SkippedSample[]
  readonly orbitTypes: readonly AuditOrbitType[]
  /**
   * Pairs [slope, floor], ascending: every equivariant function that changes by at most slope times the distance of two inputs has at least
   * the floor as its mean squared error. It never increases, and ends where the strict floor is reached. Empty if ρ_in is not known to keep
   * distances, all inputs are 0, or all labels are the same invariant vector.
   */
  readonly floorBySlope: readonly (readonly [slope: number, floor: number])[]
  readonly slopeOfData: DataSlope
  readonly verdict: Verdict
  /**
   * The floor at `slopeOfData.upper`; undefined if there are no pairs, or if near-symmetries and near-copies were not sought far enough for
   * that slope.
   */
  readonly floorAtSlopeOfData: number | undefined
  readonly requiredSlopes: RequiredSlopes
  readonly perComponent: PerComponent
  /** Confidence intervals, 0.95, by drawing orbits with replacement; undefined for a single orbit. */
  readonly intervals: Readonly<Record<'strictFloor' | 'price' | 'disagreement', Interval>> | undefined
  /** The figures of each part, such as each number of atoms; empty if there is one. */
  readonly parts: readonly AuditSubset[]
  /** Samples with the highest prices, then those that require the largest slopes. */
  readonly worst: readonly PayingSample[]
  /** Copies that disagree most. */
  readonly disagreeing: readonly DisagreeingCopies[]
  /** The precision of a point of inputs and of labels, in their units, as given in the options. */
  readonly precision: { readonly input: number; readonly label: number }
  /** The distances up to which near-symmetries and near-copies were sought; the second is less where there were too many pairs. */
  readonly searched: { readonly symmetries: number; readonly copies: number }
  /** The largest displacement of a point between inputs taken for equal. */
  readonly deviation: number
  readonly advice: string
}
