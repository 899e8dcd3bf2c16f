import { munkres } from 'munkres'

/**
 * The assignment of rows to columns of least total cost: for each row its column. O(n³), by the Hungarian method (munkres).
 *
 * @param costs - n rows of n finite numbers
 */
export function assignment(costs: readonly Float64Array[]): Uint32Array {
  const out = new Uint32Array(costs.length)
  if (costs.length === 1) return out
  for (const [row, column] of munkres(costs as Float64Array[])) out[row] = column
  return out
}
