import { factorial, identityPermutation, type Permutation } from '@buridan/core'
import { type FiniteGroup, orbits } from '@buridan/permutations'
import type { Representation } from '../representation/representation.js'
import { assignment } from './assignment.js'

/**
 * The assignment of points to points whose profiles, lists of numbers that do not hang on the other points' names, are most alike: for each
 * point the one it goes to. For copies with little noise it is the right one, if their points are told apart. O(n³ + n² · length).
 */
export function assignedByProfile(from: readonly Float64Array[], to: readonly Float64Array[]): Uint32Array {
  const costs = to.map((wanted) =>
    Float64Array.from(from, (own) => own.reduce((sum, v, k) => sum + (v - wanted[k]!) ** 2, 0)),
  )
  const images = new Uint32Array(from.length)
  assignment(costs).forEach((q, p) => {
    images[q] = p
  })
  return images
}

/** For groups of all permutations of their orbits: points of tensors laid on others by their sorted rows. */
export function byProfiles(
  rep: Representation,
  group: FiniteGroup,
  x: Float64Array,
): ((y: ArrayLike<number>) => Permutation) | undefined {
  const own = orbits(group)
  if (own.reduce((order, o) => order * factorial(o.length), 1n) !== group.order) return undefined
  const rows = rowsOf(rep)
  if (!rows) return undefined
  const profile = (v: ArrayLike<number>, p: number) =>
    Float64Array.from(rows[p]!.flatMap((list) => [...Float64Array.from(list, (at) => v[at]!).sort()]))
  return (y) => {
    const out = identityPermutation(group.degree)
    for (const orbit of own) {
      const images = assignedByProfile(
        orbit.map((p) => profile(x, p)),
        orbit.map((p) => profile(y, p)),
      )
      images.forEach((to, from) => {
        out[orbit[from]!] = orbit[to]!
      })
    }
    return out
  }
}

/** For each point and each index of a tensor the coordinates at which the index is that point; undefined for other representations. */
function rowsOf(rep: Representation): number[][][] | undefined {
  const out: number[][][] = Array.from({ length: rep.group.degree }, () => [])
  for (const { rep: part, count, offset } of rep.summands) {
    const axes = part.pointAxes
    if (axes === undefined || axes.some((a) => a.vectors !== 'units')) return undefined
    axes.forEach((axis, k) => {
      const inside = axes.slice(k + 1).reduce((size, a) => size * a.dim, 1)
      for (let c = 0; c < count; c++) {
        for (let p = 0; p < axis.points; p++) {
          const list: number[] = []
          for (let e = 0; e < part.dim; e++) {
            if (Math.floor(e / inside) % axis.dim === p) list.push(offset + c * part.dim + e)
          }
          out[axis.offset + p]!.push(list)
        }
      }
    })
    // the diagonal of a matrix beside its rows
    if (axes.length === 2 && axes[0]!.offset === axes[1]!.offset) {
      for (let c = 0; c < count; c++) {
        for (let p = 0; p < axes[0]!.points; p++) {
          out[axes[0]!.offset + p]!.push([offset + c * part.dim + p * (axes[1]!.dim + 1)])
        }
      }
    }
  }
  return out
}
