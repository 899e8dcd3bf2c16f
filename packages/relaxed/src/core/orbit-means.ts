import { type SignedMove, signedOrbits } from '@buridan/core'

/** Coordinates are pairs with one row. */
const ONE: SignedMove = { image: [0] }

/**
 * The mean of z over the group that signed permutations of coordinates generate: on each orbit of coordinates the mean with signs, 0 where
 * a move takes a coordinate to its own negative. A permutation or its inverse will do. O(dim · moves).
 */
export function orbitMeans(moves: readonly SignedMove[], z: Float64Array): Float64Array {
  const { numbers, sign, sizes } = signedOrbits(
    moves.map((column) => ({ row: ONE, column })),
    1,
    z.length,
  )
  const sums = new Float64Array(sizes.length)
  z.forEach((v, i) => {
    if (numbers[i] !== -1) sums[numbers[i]!]! += sign[i]! * v
  })
  return z.map((_, i) => (numbers[i] === -1 ? 0 : (sign[i]! * sums[numbers[i]!]!) / sizes[numbers[i]!]!))
}
