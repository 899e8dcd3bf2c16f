import { arrayOf, ofKind } from '@buridan/core'
import { closure, type Subgroup } from '../elements/element-set.js'
import type { ElementList } from '../elements/elements.js'

/** The map i ↦ s i s⁻¹ on element numbers. */
export function conjugationBy(list: ElementList, s: number): Uint16Array {
  const { table, order } = list
  const back = list.inverse(s)
  const out = new Uint16Array(order)
  for (let i = 0; i < order; i++) out[i] = table[table[s * order + i]! * order + back]!
  return out
}

/**
 * The normalizer N_G(H) = { g : g H g⁻¹ = H } of a subgroup of a listed group.
 *
 * @throws InvalidArgumentError if h is not a subgroup
 * @throws TooLargeError above order 8000, where there is no table of products
 * @remarks O(order · generators of H) table look-ups.
 *
 * @example
 * ```ts
 * import { normalizer, subgroupClasses, symmetric } from '@buridan/permutations'
 * const { classes } = subgroupClasses(symmetric(3))
 * console.log(normalizer(classes[2]!.representative).order) // → 6
 * ```
 */
export function normalizer(h: Subgroup): Subgroup {
  ofKind(h, 'h', 'subgroup')
  const { list } = h
  const { order } = list
  const table = list.table
  const members: number[] = []
  for (let g = 0; g < order; g++) {
    const back = list.inverse(g)
    if (h.generators.every((s) => h.has(table[table[g * order + s]! * order + back]!))) members.push(g)
  }
  return subgroupWithMembers(list, members)
}

/**
 * The subgroup of a listed group with the given members, and few generators of it.
 *
 * @param members - numbers of elements, closed under products; otherwise some of them generate the result
 * @throws InvalidArgumentError if one is not the number of an element
 * @throws TooLargeError above order 8000, where there is no table of products
 * @remarks O(order of the subgroup · generators²) table look-ups, for at most log₂ of its order generators.
 *
 * @example
 * ```ts
 * import { cyclic, elementsOf, subgroupWithMembers } from '@buridan/permutations'
 * console.log(subgroupWithMembers(elementsOf(cyclic(4)), [0, 2]).order) // → 2
 * ```
 */
export function subgroupWithMembers(list: ElementList, members: readonly number[]): Subgroup {
  let generated = closure(list, [])
  for (const g of arrayOf(members, 'members')) {
    if (generated.order === members.length) break
    if (!generated.has(g)) generated = closure(list, [...generated.generators, g])
  }
  return generated
}

/**
 * The numbers of one element of each left coset g·H, ascending; the identity is the first.
 *
 * @throws InvalidArgumentError if h is not a subgroup
 * @throws TooLargeError above order 8000, where there is no table of products
 * @remarks O(order) table look-ups.
 *
 * @example
 * ```ts
 * import { leftTransversal, subgroupClasses, symmetric } from '@buridan/permutations'
 * const { classes } = subgroupClasses(symmetric(4))
 * console.log(leftTransversal(classes.at(-2)!.representative).length) // → 2
 * ```
 */
export function leftTransversal(h: Subgroup): number[] {
  ofKind(h, 'h', 'subgroup')
  const { order } = h.list
  const table = h.list.table
  const covered = new Uint8Array(order)
  const out: number[] = []
  for (let g = 0; g < order; g++) {
    if (covered[g]) continue
    out.push(g)
    for (const i of h.memberView) covered[table[g * order + i]!] = 1
  }
  return out
}
