import { type FiniteGroup, type Representation, TooLargeError } from '@buridan/groups'
import { SparseMap } from '../maps/sparse-map.js'
import { settled } from './settled.js'

/** The largest dimension of which the dense matrix is built. */
const MAX_DENSE = 2048
/** The largest dimension whose matrices are written, by columns of which most entries are zero. */
const MAX_DIM = 8192
/** The most entries that are not zero: 16 bytes each. */
const MAX_NONZEROS = 2 ** 25

/**
 * The entries of ρ(g) that are not zero, row by row.
 *
 * O(dim · cost of ρ), in the memory of the entries.
 *
 * @throws TooLargeError above dimension 8192 or 2²⁵ entries, before they are kept
 */
export function sparseAction(rep: Representation, g: FiniteGroup['generators'][number]): SparseMap {
  const n = rep.dim
  if (n <= MAX_DENSE) return SparseMap.fromDense(rep.matrix(g).map(settled), 0, n, n)
  if (n > MAX_DIM) {
    throw new TooLargeError(
      `${rep.text} has dimension ${n}, its matrices up to ${Math.ceil((16 * n * n) / 2 ** 20)} MiB; equations are written up to dimension ${MAX_DIM}`,
    )
  }
  const [unit, image] = [new Float64Array(n), new Float64Array(n)]
  const eachColumn = (visit: (row: number, col: number, value: number) => void) => {
    for (let col = 0; col < n; col++) {
      unit[col] = 1
      rep.applyInto(g, unit, 0, image, 0)
      unit[col] = 0
      for (let row = 0; row < n; row++) {
        const value = settled(image[row]!)
        if (value !== 0) visit(row, col, value)
      }
    }
  }
  const start = new Int32Array(n + 1)
  let count = 0
  eachColumn((row) => {
    if (++count > MAX_NONZEROS) {
      throw new TooLargeError(
        `a matrix of ${rep.text} of dimension ${n} has over ${MAX_NONZEROS} entries that are not zero, ${(16 * MAX_NONZEROS) / 2 ** 20} MiB; ` +
          'it is not solved',
      )
    }
    start[row + 1]!++
  })
  for (let row = 0; row < n; row++) start[row + 1]! += start[row]!
  const [rowOf, colOf, values] = [new Int32Array(count), new Int32Array(count), new Float64Array(count)]
  eachColumn((row, col, value) => {
    const at = start[row]!++
    rowOf[at] = row
    colOf[at] = col
    values[at] = value
  })
  return new SparseMap(n, n, rowOf, colOf, values)
}
