import type { AnyRepresentation } from '@buridan/groups'
import type { Rows } from '../rows/rows.js'

/** Samples of one shape, a row of inputs and a row of labels each, with the representations that move them. */
export interface DataSet {
  /** How a group moves inputs. */
  readonly repIn: AnyRepresentation
  /** How the same group moves labels. */
  readonly repOut: AnyRepresentation
  /** Inputs, as wide as `repIn`. */
  readonly x: Rows
  /** Labels, as wide as `repOut`. */
  readonly y: Rows
  /** The place of each row among all records of the file, from 0, ascending. */
  readonly indices: readonly number[]
}
