import {
  composeInto,
  InvalidArgumentError,
  identityPermutation,
  ofKind,
  type Permutation,
} from '@buridan/core'
import type { FiniteGroup } from '../group/finite-group.js'

import { elementsOf } from './elements.js'

/** Lists of up to this many images are kept for the next time. */
const KEPT_IMAGES = 2n ** 22n

/**
 * Visits every element in the order of `elementsOf`. The visited element is a view, not to be changed or kept. Large groups
 * are visited without a list.
 *
 * @param visit - called with the images of the element and its number
 * @throws InvalidArgumentError if `group` is not a finite group, or `visit` is not a function
 * @remarks O(order · degree) time, O(degree · (base + orbits below the first)) memory.
 *
 * @example
 * ```ts
 * import { eachElement, symmetric } from '@buridan/permutations'
 * let fixedPointFree = 0
 * eachElement(symmetric(4), (g) => {
 *   if (g.every((image, point) => image !== point)) fixedPointFree++
 * })
 * console.log(fixedPointFree) // → 9
 * ```
 */
export function eachElement(group: FiniteGroup, visit: (g: Permutation, index: number) => void): void {
  ofKind(group, 'group', 'finite group')
  if (typeof visit !== 'function') throw new InvalidArgumentError('visit must be a function')
  if (group.order * BigInt(group.degree) <= KEPT_IMAGES) {
    const list = elementsOf(group, Number(KEPT_IMAGES))
    for (let i = 0; i < list.order; i++) visit(list.view(i), i)
  } else walk(group, visit)
}

function walk({ chain, degree }: FiniteGroup, visit: (g: Permutation, index: number) => void): void {
  const { levels } = chain
  // the first transversal is used once, the others again and again
  const kept = levels.map((level, l) =>
    l === 0 ? undefined : Array.from(level.orbit, (p) => level.representative(p)),
  )
  const products = levels.map(() => identityPermutation(degree))
  let index = 0
  const descend = (l: number, product: Permutation): void => {
    const level = levels[l]
    if (!level) {
      visit(product, index++)
      return
    }
    const next = products[l]!
    for (let k = 0; k < level.orbit.length; k++) {
      composeInto(product, kept[l]?.[k] ?? level.representative(level.orbit[k]!), next)
      descend(l + 1, next)
    }
  }
  descend(0, identityPermutation(degree))
}
