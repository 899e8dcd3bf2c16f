import { cycles, equalPermutations, type Permutation } from '@buridan/core'
import { boardImages, isSquareOnly, PLANE_MOVES, torusImages } from './plane-moves.js'

/**
 * What a permutation of the cells of a grid does, in words: a turn or a mirror image of the board; on a torus such a move about the
 * middle and a shift; for any other permutation its cycles. O(cells), at most 16 times.
 */
export function cellsName(height: number, width: number, cells: Permutation): string {
  const moves = PLANE_MOVES.filter((m) => height === width || !isSquareOnly(m))
  const plain = moves.find((m) => equalPermutations(cells, boardImages(height, width, m)))
  if (plain) return plain.name
  for (const move of moves) {
    // the shift is what takes the image of cell 0 to where it is
    const from = torusImages(height, width, move)[0]!
    const [down, right] = [
      Math.floor(cells[0]! / width) - Math.floor(from / width),
      (cells[0]! % width) - (from % width),
    ]
    if (!equalPermutations(cells, torusImages(height, width, move, down, right))) continue
    // the same move about the middle takes cell 0 to a corner, and leaves less to shift
    const corner = boardImages(height, width, move)[0]!
    const shift = shiftName(
      shortest(Math.floor(cells[0]! / width) - Math.floor(corner / width), height),
      shortest((cells[0]! % width) - (corner % width), width),
    )
    return move.name === 'identity' ? shift : `${move.name}, then ${shift}`
  }
  return cycles(cells)
}

/** The representative of v modulo n that is nearest to 0; of two the positive one. */
function shortest(v: number, n: number): number {
  const least = ((v % n) + n) % n
  return 2 * least > n ? least - n : least
}

function shiftName(down: number, right: number): string {
  const parts = [
    down === 0 ? '' : `${Math.abs(down)} ${down > 0 ? 'down' : 'up'}`,
    right === 0 ? '' : `${Math.abs(right)} ${right > 0 ? 'right' : 'left'}`,
  ]
  return `shift ${parts.filter((p) => p !== '').join(' and ')}`
}
