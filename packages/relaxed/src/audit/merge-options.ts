import type { PrecisionOptions } from './precision-of.js'
import type { SkippedSample } from './report.js'

/** Options of `mergeAudits`. */
export interface MergeOptions extends PrecisionOptions {
  /** What labels are not known to, the norm of a whole label; never better than 64 units in its last place. */
  readonly labelPrecision?: number
  /** How many samples are listed that pay most, and copies that disagree most; 5 by default. */
  readonly worst?: number
  /** The unit of distances, for the advice. */
  readonly lengthUnit?: string
  /** Samples that no part was given. */
  readonly skipped?: readonly SkippedSample[]
  /** Whether losses are told by the coordinates of labels too, see `AuditResult`. */
  readonly coordinates?: boolean
}

/** Their names. */
export const MERGE_OPTIONS = {
  labelPrecision: true,
  worst: true,
  lengthUnit: true,
  skipped: true,
  coordinates: true,
  tolerance: true,
  radius: true,
  inputPrecision: true,
  exactWithin: true,
  points: true,
} as const satisfies { readonly [K in keyof Required<MergeOptions>]: true }
