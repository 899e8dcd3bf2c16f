import { ofKind } from '@buridan/core'
import {
  closure,
  type ElementList,
  type FiniteGroup,
  RepresentationMismatchError,
  type Subgroup,
  type SubgroupClass,
  subgroupClasses,
} from '@buridan/groups'

/** What linear relaxed-equivariant layers can do about a symmetry. */
export interface Breakable {
  /** Whether a linear layer can break all of H: H has a complement in its normalizer. */
  readonly breakable: boolean
  /** |K ∩ H|: the order of the symmetry that every linear layer keeps. 1 if all can be broken. */
  readonly keptOrder: number
  readonly normalizerOrder: number
  readonly subgroupClass: SubgroupClass
  readonly reason: string
}

/**
 * Whether a linear relaxed-equivariant layer can break a stabilizer H of a finite group G, and if not, what it keeps:
 * it can break all of H iff H has a complement in N_G(H).
 *
 * @param h - a subgroup of G, on the same points
 * @throws RepresentationMismatchError if H is not a subgroup of G
 * @throws TooLargeError above order 2000
 * @remarks As `subgroupClasses`, once for a group. Proof in docs/mathematics.md, “The linear layer”.
 *
 * @example
 * ```ts
 * import { breakable } from '@buridan/relaxed'
 * import { cyclic, subgroup } from '@buridan/groups'
 * const G = cyclic(4)
 * const half = subgroup(G, [[2, 3, 0, 1]])
 * console.log(breakable(G, half).breakable, breakable(G, half).keptOrder) // → false 2
 * ```
 */
export function breakable(group: FiniteGroup, h: FiniteGroup): Breakable {
  ofKind(group, 'group', 'finite group')
  ofKind(h, 'h', 'finite group')
  if (h.degree !== group.degree) {
    throw new RepresentationMismatchError(`H acts on ${h.degree} points, ${group.name} on ${group.degree}`)
  }
  const lattice = subgroupClasses(group)
  const { index } = lattice.locate(withinList(lattice.list, h))
  const subgroupClass = lattice.classes[index]!
  const kept = subgroupClass.supplement.intersectionOrder
  const n = subgroupClass.normalizer.order
  const reason =
    kept === 1
      ? `H of order ${subgroupClass.order} has a complement in its normalizer of order ${n}`
      : `every supplement of H (order ${subgroupClass.order}) in its normalizer (order ${n}) meets it in at least ${kept} elements`
  return { breakable: kept === 1, keptOrder: kept, normalizerOrder: n, subgroupClass, reason }
}

/** A group on the same points as a set of element numbers of a listed group. */
function withinList(list: ElementList, group: FiniteGroup): Subgroup {
  const numbers = group.generators.map((g) => {
    const i = list.indexOf(g)
    if (i < 0) {
      throw new RepresentationMismatchError(
        `[${g.join(',')}] is not in ${list.group.name}: no subgroup of it`,
      )
    }
    return i
  })
  return closure(list, numbers)
}
