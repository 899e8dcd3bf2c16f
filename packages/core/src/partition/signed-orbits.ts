/** A signed permutation of coordinates: i goes to image[i], times sign[i]; without signs all are +1. */
export interface SignedMove {
  readonly image: ArrayLike<number>
  readonly sign?: ArrayLike<number>
}

/** Orbits of signed moves on rows × cols pairs, numbered by their least pairs; pair (i, j) is i · cols + j. */
export interface SignedOrbits {
  /** The orbit of each pair; −1 where a move takes a pair to its own negative. */
  readonly numbers: Int32Array
  /** The sign of each pair against the least of its orbit. */
  readonly sign: Int8Array
  /** The least pair of each orbit, ascending. */
  readonly firsts: readonly number[]
  readonly sizes: readonly number[]
}

/**
 * Orbits of signed permutations on pairs of coordinates, by breadth-first search: a move takes (i, j) to the pair of the images, times
 * both signs. What is fixed under the moves are the matrices that are one number, with signs, on each orbit, and 0 on the rest.
 *
 * @remarks O(rows · cols · moves), no recursion; 9 bytes a pair.
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
  const pairs = rows * cols
  const numbers = new Int32Array(pairs).fill(-2)
  const sign = new Int8Array(pairs).fill(1)
  const queue = new Int32Array(pairs)
  const firsts: number[] = []
  const sizes: number[] = []
  // without signs, which most groups are, nothing is read or written of them
  const isSigned = moves.some(({ row, column }) => row.sign || column.sign)
  const rowImages = moves.map(({ row }) => Uint32Array.from(row.image))
  const columnImages = moves.map(({ column }) => Uint32Array.from(column.image))
  const rowSigns = moves.map(({ row }) => signsOf(row))
  const columnSigns = moves.map(({ column }) => signsOf(column))
  for (let start = 0; start < pairs; start++) {
    if (numbers[start] !== -2) continue
    const orbit = firsts.length
    let consistent = true
    let length = 1
    queue[0] = start
    numbers[start] = orbit
    for (let read = 0; read < length; read++) {
      const pair = queue[read]!
      const i = Math.floor(pair / cols)
      const j = pair - i * cols
      for (let k = 0; k < moves.length; k++) {
        const image = rowImages[k]![i]! * cols + columnImages[k]![j]!
        const known = numbers[image]!
        if (known === -2) {
          numbers[image] = orbit
          queue[length++] = image
        }
        if (!isSigned) continue
        const s = sign[pair]! * rowSigns[k]![i]! * columnSigns[k]![j]!
        if (known === -2) sign[image] = s
        else if (sign[image] !== s) consistent = false
      }
    }
    if (consistent) {
      firsts.push(start)
      sizes.push(length)
    } else for (let k = 0; k < length; k++) numbers[queue[k]!] = -1
  }
  return { numbers, sign, firsts, sizes }
}

function signsOf({ image, sign }: SignedMove): Int8Array {
  return sign ? Int8Array.from(sign) : new Int8Array(image.length).fill(1)
}
