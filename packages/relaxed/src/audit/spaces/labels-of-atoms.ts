import { euclideanNorm, identityPermutation } from '@buridan/core'
import { type AnyRepresentation, act, rng } from '@buridan/groups'
import type { CrystalSpace } from '../../crystals/crystal-space.js'

/** Whether labels belong to several atoms at once: only then is their antisymmetric part under exchanges of three atoms not 0. */
export function isOfSeveralAtoms(space: CrystalSpace, rep: AnyRepresentation): boolean {
  const n = space.atoms
  if (n < 3 || rep.dim === 0) return false
  const random = rng(0x5eed)
  const y = Float64Array.from({ length: rep.dim }, () => random.normal())
  const one = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)
  const sum = new Float64Array(rep.dim)
  for (const [a, b, c, sign] of ORDERS) {
    const g = identityPermutation(n)
    g.set([a, b, c])
    act(rep, space.element(one, g), y).forEach((v, i) => {
      sum[i]! += sign * v
    })
  }
  return euclideanNorm(sum) > 1e-9 * euclideanNorm(y)
}

/** All orders of three, with their signs. */
const ORDERS = [
  [0, 1, 2, 1],
  [1, 2, 0, 1],
  [2, 0, 1, 1],
  [1, 0, 2, -1],
  [0, 2, 1, -1],
  [2, 1, 0, -1],
] as const
