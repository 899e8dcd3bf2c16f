import { UnionFind } from './union-find.js'

/** A signed permutation of coordinates: i goes to image[i], times sign[i]; without signs all are +1. */
export interface SignedMove {
  readonly image: ArrayLike<number>
  readonly sign?: ArrayLike<number>
}

/** Orbits of signed moves on rows × cols pairs, numbered by their least pairs; pair (i, j) is i · cols + j. */
export interface SignedOrbits {
  /** The orbit of each pair; −1 where a move takes a pair to its own negative. */
  readonly numbers: Int32Array
  /** The sign of each pair relative to the least pair of its orbit. */
  readonly sign: Int8Array
  /** The least pair of each orbit, ascending. */
  readonly firsts: readonly number[]
  readonly sizes: readonly number[]
}

const UNKNOWN = -2

/**
 * Orbits of signed permutations on pairs of coordinates: a move takes (i, j) to the pair of the images, times both signs. The moves
 * fix exactly the matrices that are one number, with signs, on each orbit, and 0 elsewhere. Moves must be
 * invertible. Unchecked.
 *
 * Rows are reached from the least row of their orbit by breadth-first search; the other moves join columns of that row. So the work goes
 * row by row, which is fast on processors, and not pair by pair all over the matrix.
 *
 * @remarks O(rows · cols · moves), no recursion; 5 bytes a pair.
 *
 * @example
 * ```ts
 * import { signedOrbits } from '@buridan/core'
 * // the exchange of two coordinates, on both sides
 * const exchange = { image: [1, 0] }
 * console.log(signedOrbits([{ row: exchange, column: exchange }], 2, 2).firsts) // → [ 0, 1 ]
 * ```
 */
export function signedOrbits(
  moves: readonly { readonly row: SignedMove; readonly column: SignedMove }[],
  rows: number,
  cols: number,
): SignedOrbits {
  const isSigned = moves.some(({ row, column }) => row.sign || column.sign)
  const steps = moves.map(
    ({ row, column }) =>
      [Uint32Array.from(row.image), Uint32Array.from(column.image), row.sign, column.sign] as const,
  )
  const width = isSigned ? 2 * cols : cols
  const negative = (from: number) => (from < cols ? from + cols : from - cols)
  // first: the column in the least row from which the pair comes, plus `cols` if it comes with a minus sign
  const numbers = new Int32Array(rows * cols).fill(UNKNOWN)
  const sign = new Int8Array(rows * cols)
  const firsts: number[] = []
  const sizes: number[] = []
  const cells = new UnionFind(width)
  const queue = new Int32Array(rows)
  for (let start = 0; start < rows; start++) {
    if (numbers[start * cols] !== UNKNOWN) continue
    cells.reset(width)
    for (let j = 0; j < cols; j++) numbers[start * cols + j] = j
    queue[0] = start
    let length = 1
    for (let read = 0; read < length; read++) {
      const i = queue[read]!
      for (const [rowOf, columnOf, rowSign, columnSign] of steps) {
        const to = rowOf[i]!
        const s = rowSign?.[i] ?? 1
        const isNew = numbers[to * cols] === UNKNOWN
        if (isNew) queue[length++] = to
        for (let j = 0; j < cols; j++) {
          const at = to * cols + columnOf[j]!
          let from = numbers[i * cols + j]!
          if (isSigned && s !== (columnSign?.[j] ?? 1)) from = negative(from)
          const known = numbers[at]!
          if (isNew) numbers[at] = from
          else if (from !== known) {
            cells.join(from, known)
            if (isSigned) cells.join(negative(from), negative(known))
          }
        }
      }
    }
    const leasts = cells.leasts()
    const orbitOf = new Int32Array(width).fill(-1)
    const signOf = new Int8Array(width).fill(1)
    for (let j = 0; j < cols; j++) {
      const cell = leasts[j]!
      const opposite = leasts[cols + j]
      if (cell === opposite) continue
      if (orbitOf[cell]! < 0) {
        orbitOf[cell] = firsts.length
        if (opposite !== undefined) {
          orbitOf[opposite] = firsts.length
          signOf[opposite] = -1
        }
        firsts.push(start * cols + j)
        sizes.push(0)
      }
      sizes[orbitOf[cell]!]! += length
    }
    for (let read = 0; read < length; read++) {
      for (let at = queue[read]! * cols, end = at + cols; at < end; at++) {
        const cell = leasts[numbers[at]!]!
        numbers[at] = orbitOf[cell]!
        sign[at] = signOf[cell]!
      }
    }
  }
  return { numbers, sign, firsts, sizes }
}
