import { integerIn } from '@buridan/core'

/** Rows of numbers, all of one width, stored or read on demand. */
export interface Rows {
  /** The number of rows. */
  readonly rows: number
  /** The number of numbers in each row. */
  readonly width: number
  /** A new array with the numbers of row `i`, counted from 0. */
  row(i: number): Float64Array
}

/** Rows that are made on demand. */
export function rowsOf(rows: number, width: number, make: (i: number) => Float64Array): Rows {
  return { rows, width, row: (i) => make(integerIn(i, 0, rows - 1, 'the row')) }
}
