import type { AnyRepresentation } from '@buridan/groups'
import type { Rows } from '../rows/rows.js'

/** Samples of one shape, each a row of inputs and a row of labels, with the representations that act on them. */
export interface DataSet {
  /** The representation of a group on inputs. */
  readonly repIn: AnyRepresentation
  /** The representation of the same group on labels. */
  readonly repOut: AnyRepresentation
  /** Inputs, as wide as `repIn`. */
  readonly x: Rows
  /** Labels, as wide as `repOut`. */
  readonly y: Rows
  /** The place of each row among all records of the file, from 0, ascending. */
  readonly indices: readonly number[]
}
