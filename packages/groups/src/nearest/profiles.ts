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
