import type { Row } from './row.js'

/** A row of a file, or in the place of one the error of what could not be read, and where it stands. */
export interface FileRow {
  readonly row: Row | Error
  /** Whether it is JSON of the user's, which may have other keys than the verb reads. */
  readonly own?: true
  readonly line?: number
  readonly frame?: number
}
