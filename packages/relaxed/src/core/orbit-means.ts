import type { Monomial } from '@buridan/groups'

/**
 * The mean of z over the group that signed permutations of coordinates generate: on each orbit of coordinates the mean with signs, 0 where
 * a move takes a coordinate to its own negative. A permutation or its inverse will do. O(dim · moves).
 */
export function orbitMeans(moves: readonly Monomial[], z: Float64Array): Float64Array {
  const out = new Float64Array(z.length)
  /** 0 not seen yet, otherwise the sign against the first of the orbit. */
  const sign = new Int8Array(z.length)
  for (let start = 0; start < z.length; start++) {
    if (sign[start]) continue
    sign[start] = 1
    const orbit = [start]
    let vanishes = false
    for (const i of orbit) {
      for (const { image, sign: s } of moves) {
        const [j, own] = [image[i]!, sign[i]! * s[i]!]
        if (!sign[j]) {
          sign[j] = own
          orbit.push(j)
        } else if (sign[j] !== own) vanishes = true
      }
    }
    if (vanishes) continue
    const mean = orbit.reduce((sum, i) => sum + sign[i]! * z[i]!, 0) / orbit.length
    for (const i of orbit) out[i] = sign[i]! * mean
  }
  return out
}
