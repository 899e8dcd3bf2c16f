import { closure, elementsOf, type Subgroup } from '@buridan/groups'
import fc from 'fast-check'
import { ascending, BruteGroup, smallGroups, sorted } from './brute-groups.js'
import { type GivenGroup, made } from './permutations.js'

/** A group and elements, by any numbers, that generate two subgroups of it. */
export interface GivenSubgroups {
  readonly group: GivenGroup
  readonly a: readonly number[]
  readonly b: readonly number[]
}

const picks = fc.array(fc.nat(1000), { maxLength: 3 })

export const subgroupsGiven = (most = 48): fc.Arbitrary<GivenSubgroups> =>
  fc.record({ group: smallGroups(most), a: picks, b: picks })

/** The same subgroups in both worlds. */
export function both({ group, a, b }: GivenSubgroups) {
  const brute = new BruteGroup(group)
  const list = elementsOf(made(group))
  const numbers = (which: readonly number[]) => which.map((k) => k % brute.order)
  const closed = (which: readonly number[]) =>
    closure(
      list,
      numbers(which).map((i) => list.indexOf(Uint32Array.from(brute.elements[i]!))),
    )
  return {
    brute,
    list,
    a: closed(a),
    b: closed(b),
    bruteA: brute.closed(numbers(a)),
    bruteB: brute.closed(numbers(b)),
  }
}

/** The elements of a subgroup, sorted. */
export const textOf = (h: Subgroup): string[] => sorted(Array.from(h.members, (i) => h.list.at(i)))

/** A subgroup by the numbers of a group that is listed otherwise. */
export const numbersIn = (brute: BruteGroup, h: Subgroup): number[] =>
  ascending(Array.from(h.members, (i) => brute.number([...h.list.at(i)])))
