import { factorial, inverse, lcm, ofKind, type Permutation, primeFactors } from '@buridan/core'
import { type ElementList, elementsOf } from '../elements/elements.js'
import { centreOrder } from '../group/centre.js'
import type { FiniteGroup } from '../group/finite-group.js'
import { isAbelian, isSolvable, orbits } from '../group/group-facts.js'

/** The largest group whose elements are looked at one by one. */
const MAX_LISTED = 10_000n

/**
 * What a group is up to isomorphism, as a mathematician would write it and `parseGroup` of the groups package reads it: full products of
 * symmetric groups on the orbits (`S(3)xS(2)`), alternating (`A(5)`), abelian by invariant factors (`Z(2)xZ(6)`) and dihedral groups
 * (`Dih(4)`), and `A(4)`, `S(4)`, `A(5)` and `S(5)` however they act.
 *
 * @returns undefined for a group that is none of these, or that would have to be listed and has over 10 000 elements
 * @throws InvalidArgumentError if `group` is not a finite group
 * @remarks O(degree) beside the order for products of symmetric and for alternating groups; else O(order · degree).
 *
 * @example
 * ```ts
 * import { dihedral, permutationGroup, structureName } from '@buridan/permutations'
 * console.log(structureName(dihedral(6)), structureName(permutationGroup([[1, 2, 0, 4, 3]]))) // → Dih(6) Z(6)
 * ```
 */
export function structureName(group: FiniteGroup): string | undefined {
  ofKind(group, 'group', 'finite group')
  const { order } = group
  if (order === 1n) return 'Z(1)'
  return ofSymmetricGroups(group) ?? (order <= MAX_LISTED ? ofSmall(group) : undefined)
}

/** The name of a group that is all permutations of its orbits, or all even ones of its only orbit. */
function ofSymmetricGroups(group: FiniteGroup): string | undefined {
  const sizes = orbits(group)
    .map((orbit) => orbit.length)
    .filter((size) => size > 1)
    .sort((a, b) => b - a)
  const all = sizes.reduce((product, size) => product * factorial(size), 1n)
  if (group.order === all) return sizes.map((n) => (n === 2 ? 'Z(2)' : `S(${n})`)).join('x')
  const [only, ...others] = sizes
  return others.length === 0 && only! > 3 && group.order * 2n === all ? `A(${only})` : undefined
}

function ofSmall(group: FiniteGroup): string | undefined {
  if (isAbelian(group)) return ofAbelian(group)
  return ofDihedral(group) ?? ofFewPoints(group)
}

/** Rotations and all symmetries of a tetrahedron, and even and all permutations of five points: no others have these orders without a centre. */
function ofFewPoints(group: FiniteGroup): string | undefined {
  const name = { 12: 'A(4)', 24: 'S(4)', 60: 'A(5)', 120: 'S(5)' }[Number(group.order)]
  if (name === undefined || centreOrder(group) !== 1n) return undefined
  return group.order < 60n || !isSolvable(group) ? name : undefined
}

/** Invariant factors, each a divisor of the next: of their p-parts as many as elements of order p^k tell. */
function ofAbelian(group: FiniteGroup): string {
  const orders = elementOrders(elementsOf(group))
  const factors: number[] = []
  for (const p of primeFactors(Number(group.order))) {
    exponentsOf(orders, p).forEach((exponent, i) => {
      factors[i] = (factors[i] ?? 1) * p ** exponent
    })
  }
  return factors
    .reverse()
    .map((n) => `Z(${n})`)
    .join('x')
}

/** The exponents of the cyclic factors of the p-part, the greatest first. */
function exponentsOf(orders: readonly number[], p: number): number[] {
  const exponents: number[] = []
  let before = 1
  for (let power = p; ; power *= p) {
    const count = orders.filter((order) => power % order === 0).length
    if (count === before) return exponents
    // so many factors are of order p^k or more
    const factors = Math.round(Math.log(count / before) / Math.log(p))
    for (let i = 0; i < factors; i++) exponents[i] = (exponents[i] ?? 0) + 1
    before = count
  }
}

/** A cyclic group of half the order that an involution outside inverts. */
function ofDihedral(group: FiniteGroup): string | undefined {
  const list = elementsOf(group)
  const half = list.order / 2
  const turn = elementOrders(list).indexOf(half)
  if (turn < 0) return undefined
  const r = list.at(turn)
  const turns = powersOf(r, half)
  for (let i = 0; i < list.order; i++) {
    const s = list.view(i)
    if (turns.has(s.join())) continue
    // all elements outside are involutions, or none is
    return isInvolution(s) && inverts(s, r) ? `Dih(${half})` : undefined
  }
  return undefined
}

function powersOf(r: Permutation, order: number): ReadonlySet<string> {
  const found = new Set<string>()
  let power = r.map((_, point) => point)
  for (let k = 0; k < order; k++) {
    found.add(power.join())
    power = power.map((point) => r[point]!)
  }
  return found
}

function isInvolution(s: Permutation): boolean {
  return s.every((image, point) => s[image] === point)
}

/** Whether s r s = r⁻¹ for an involution s. */
function inverts(s: Permutation, r: Permutation): boolean {
  const back = inverse(r)
  return s.every((image, point) => s[r[image]!] === back[point])
}

function elementOrders(list: ElementList): number[] {
  return Array.from({ length: list.order }, (_, i) => orderOf(list.view(i)))
}

function orderOf(g: Permutation): number {
  let order = 1
  const seen = new Uint8Array(g.length)
  for (let start = 0; start < g.length; start++) {
    let length = 0
    for (let point = start; !seen[point]; point = g[point]!) {
      seen[point] = 1
      length++
    }
    if (length > 1) order = lcm(order, length)
  }
  return order
}
