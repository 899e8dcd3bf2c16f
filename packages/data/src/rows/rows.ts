import { integerIn } from '@buridan/core'

/** Rows of numbers, all of one width, that are there or read when they are asked for. */
export interface Rows {
  /** How many. */
  readonly rows: number
  /** Numbers in each. */
  readonly width: number
  /** A new array with the numbers of row `i`, counted from 0. */
  row(i: number): Float64Array
}

/** Rows that are made when they are asked for. */
export function rowsOf(rows: number, width: number, make: (i: number) => Float64Array): Rows {
  return { rows, width, row: (i) => make(integerIn(i, 0, rows - 1, 'the row')) }
}
