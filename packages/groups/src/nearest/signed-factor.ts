import { factorial, type Permutation } from '@buridan/core'
import type { FiniteGroup } from '@buridan/permutations'
import type { Representation } from '../representation/representation.js'
import { assignment } from './assignment.js'
import type { Factor } from './factor.js'

/** For each coordinate of the base space its place in each of the vectors; undefined unless the group is all signed permutations of it. */
export function signedChannels(rep: Representation, group: FiniteGroup): number[][] | undefined {
  const n = group.degree / 2
  if (!Number.isInteger(n) || group.order !== 2n ** BigInt(n) * factorial(n)) return undefined
  const out: number[][] = Array.from({ length: n }, () => [])
  for (const { rep: part, count, offset } of rep.summands) {
    const axes = part.pointAxes
    if (axes === undefined || axes.length > 1) return undefined
    const [axis] = axes
    if (!axis) continue
    if (axis.vectors !== 'signed' || axis.dim !== n) return undefined
    for (let c = 0; c < count; c++) for (let p = 0; p < n; p++) out[p]!.push(offset + c * n + p)
  }
  return out
}

/** All signed permutations: an assignment in which each coordinate takes the better of two signs. O(n³). */
export function signedFactor(channels: readonly (readonly number[])[]): Factor {
  const n = channels.length
  return {
    exact: true,
    best(image, y): Permutation {
      const inner = (p: number, q: number) =>
        channels[p]!.reduce((sum, at, c) => sum + y[at]! * image[channels[q]![c]!]!, 0)
      const costs = channels.map((_, p) => Float64Array.from(channels, (_, q) => -Math.abs(inner(p, q))))
      const out = new Uint32Array(2 * n)
      // points are the unit vectors and then their negatives
      assignment(costs).forEach((q, p) => {
        const other = inner(p, q) < 0
        out[q] = other ? p + n : p
        out[q + n] = other ? p : p + n
      })
      return out
    },
  }
}
