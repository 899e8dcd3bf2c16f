import type { ErrorCode } from '@buridan/groups'
import type { Interval } from './bootstrap.js'
import type { DataSlope } from './data-slope.js'

/** The samples whose stabilizers have one orbit type. */
export interface AuditOrbitType {
  /** A number where it is one exactly, a string beyond, `infinite` for one of O(d) or SO(d) that is. */
  readonly stabilizerOrder: number | string
  /** The orbit type by name, such as a point group, where it has one. */
  readonly name?: string
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

/** The least squared error of equivariant functions, however steep. Means over samples of squared norms summed over output components. */
export interface AuditFigures {
  readonly samples: number
  /** Samples with a stabilizer other than the identity, to the precision of the data. */
  readonly symmetric: number
  readonly orbits: number
  /** The floor of all equivariant functions: price + disagreement, of exact symmetries and exact copies alone. */
  readonly strictFloor: number
  /** The price of Curie's principle, ‖z − P_{G_x} z‖²: what relaxed equivariance can remove. */
  readonly price: number
  /** The spread of the P_{G_x} z along each orbit: labels of copies that disagree. */
  readonly disagreement: number
  /** The mean squared distance of labels from their mean. */
  readonly labelVariance: number
}

/** Figures divided by the number of output components. */
export type PerComponent = Pick<AuditFigures, 'strictFloor' | 'price' | 'disagreement' | 'labelVariance'>

/** A sample that loses something to a symmetry that it has or nearly has. */
export interface PayingSample {
  readonly index: number
  /** ‖y − P_H y‖² of the exact stabilizer: what it pays at every slope. */
  readonly price: number
  /** The group that asks for the largest slope: the stabilizer where it pays, or else a near-symmetry. */
  readonly stabilizerOrder: number | string
  /** Its name, such as a point group, where it has one. */
  readonly pointGroup?: string
  /** The slope below which every equivariant function misses the label: label change over distance from the symmetry; `infinite` at an exact one. */
  readonly requiredSlope: number | 'infinite'
  /** ‖x − P_H x‖, the distance from that symmetry. */
  readonly distance: number
  /** ‖y − P_H y‖, what the label loses there. */
  readonly asymmetry: number
}

/** Copies whose labels disagree. */
export interface DisagreeingCopies {
  /** Their places in the data, ascending; at most twenty of them. */
  readonly indices: readonly number[]
  readonly samples: number
  /** Their part of the disagreement, summed over them and divided by all samples. */
  readonly disagreement: number
}

/** Samples by the slope that they require. */
export interface RequiredSlopes {
  /** Samples that pay at every slope. */
  readonly infinite: number
  /** Samples with a near-symmetry, by powers of ten of the slope that it requires, as far as the search for them is complete. */
  readonly ranges: readonly { readonly from: number; readonly to: number; readonly samples: number }[]
}

/** What the data say of their own slope: whether it stays level as samples get nearer, as that of a function does. */
export type Verdict = 'level' | 'grows' | 'unclear' | 'unknown'

/** The figures of some of the samples, such as those with one number of atoms. */
export interface AuditSubset extends AuditFigures {
  readonly name: string
}

/** What symmetry costs on a data set. */
export interface AuditReport extends AuditFigures {
  /** Samples that could not be audited, each with the reason; no figure counts them. */
  readonly skipped: readonly SkippedSample[]
  readonly orbitTypes: readonly AuditOrbitType[]
  /**
   * Pairs [slope, floor], ascending: every equivariant function that changes by at most slope times the distance of two inputs has at least the floor as its mean squared
   * error. It never increases, and ends where it is the strict floor. Empty where inputs have no invariant distance.
   */
  readonly floorBySlope: readonly (readonly [slope: number, floor: number])[]
  readonly slopeOfData: DataSlope
  readonly verdict: Verdict
  /** The floor at the upper slope of the data; undefined where that is not known, or less than the first slope of the curve. */
  readonly floorAtSlopeOfData: number | undefined
  readonly requiredSlopes: RequiredSlopes
  readonly perComponent: PerComponent
  /** Confidence intervals, 0.95, by drawing orbits with replacement; undefined for a single orbit. */
  readonly intervals: Readonly<Record<'strictFloor' | 'price' | 'disagreement', Interval>> | undefined
  /** The figures for each number of points, where there are several. */
  readonly parts: readonly AuditSubset[]
  /** Samples that pay most, and then those that require the largest slopes. */
  readonly worst: readonly PayingSample[]
  /** Copies that disagree most. */
  readonly disagreeing: readonly DisagreeingCopies[]
  /** How well points of inputs and labels are known, in their units: smaller distances and differences are none. */
  readonly precision: { readonly input: number; readonly label: number }
  /** How far near-symmetries and near-copies were sought, and copies if that was less. */
  readonly searched: { readonly symmetries: number; readonly copies: number }
  /** The largest displacement of a point between what was taken for equal. */
  readonly deviation: number
  readonly advice: string
}
