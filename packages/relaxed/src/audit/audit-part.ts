import type { AnyRepresentation } from '@buridan/groups'
import type { SkippedSample } from './report.js'
import type { AuditSample } from './sample.js'

/** Some of the samples of an audit, with what was found of each. */
export interface AuditPart {
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  /** Whether inputs are crystals; see `AuditorOptions`. */
  readonly periodic: boolean
  /** Each with its place in the whole data. */
  readonly samples: readonly AuditSample[]
  readonly skipped: readonly SkippedSample[]
  /** See `AuditorOptions`. */
  readonly points?: number
  /** What the samples are called in a report that has several kinds, such as `5 atoms`. */
  readonly name?: string
}
