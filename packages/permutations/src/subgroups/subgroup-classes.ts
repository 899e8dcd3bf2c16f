import {
  InvalidArgumentError,
  integerIn,
  ofKind,
  RepresentationMismatchError,
  TooLargeError,
} from '@buridan/core'
import {
  commonBits,
  isContained,
  isSubset,
  refuseOtherNumbers,
  type Subgroup,
} from '../elements/element-set.js'
import { type ElementList, elementsOf } from '../elements/elements.js'
import type { FiniteGroup } from '../group/finite-group.js'
import { findClasses } from './cyclic-extension.js'
import { leftTransversal, normalizer } from './normalizer.js'

/** The largest group whose subgroups are listed. */
export const MAX_SUBGROUP_ORDER = 8_000

/**
 * Where a subgroup stands among the classes: it is t H t⁻¹ for the representative H of its class. One t is kept for each
 * subgroup, so those of a class are a transversal of G/N_G(H).
 */
export interface SubgroupPosition {
  readonly index: number
  /** The number of an element t. */
  readonly conjugator: number
}

/** A supplement K of H in N = N_G(H): K·H = N, with |K ∩ H| as small as it can be. */
export interface Supplement {
  /** K. */
  readonly subgroup: Subgroup
  /** |K ∩ H|. */
  readonly intersectionOrder: number
}

/** A conjugacy class of subgroups of a finite group. */
export class SubgroupClass {
  #normalizer: Subgroup | undefined
  #supplement: Supplement | undefined
  #transversal: readonly number[] | undefined

  /** @internal */
  constructor(
    /** All classes of the group. */
    readonly lattice: SubgroupClasses,
    readonly index: number,
    /** The subgroup H that stands for its class. */
    readonly representative: Subgroup,
    /** The number of subgroups in the class, [G : N_G(H)]. */
    readonly size: number,
  ) {}

  /** The order of a subgroup of the class. */
  get order(): number {
    return this.representative.order
  }

  /** N_G(H) = { g : g H g⁻¹ = H }. O(order · generators of H). */
  get normalizer(): Subgroup {
    this.#normalizer ??= normalizer(this.representative)
    return this.#normalizer
  }

  /**
   * A supplement of H in its normalizer with the least |K ∩ H|: a complement where there is one.
   *
   * @remarks O(number of subgroups · order / 32).
   */
  get supplement(): Supplement {
    this.#supplement ??= this.lattice.minimalSupplement(this.representative, this.normalizer)
    return this.#supplement
  }

  /** Whether H has a complement in N_G(H): K with K·H = N_G(H) and K ∩ H = 1. */
  get hasComplement(): boolean {
    return this.supplement.intersectionOrder === 1
  }

  /** One element of each left coset gN_G(H), the identity first. */
  get transversal(): readonly number[] {
    this.#transversal ??= Object.freeze(leftTransversal(this.normalizer))
    return this.#transversal
  }
}

/**
 * The subgroups of a finite group up to conjugacy.
 *
 * Found by cyclic extension: every subgroup is ⟨M, z⟩ for a maximal subgroup M of it and an element z of prime-power
 * order, so extending one representative of each class by every such z finds all, perfect subgroups included.
 */
export class SubgroupClasses {
  /** Ordered by the order of the subgroup, then by size of the class. */
  readonly classes: readonly SubgroupClass[]
  readonly #positions: Map<string, SubgroupPosition>
  readonly #all: readonly Subgroup[]
  #marks: readonly (readonly number[])[] | undefined
  #maximal: readonly (readonly { readonly index: number; readonly count: number }[])[] | undefined

  /** @internal Use {@link subgroupClasses}. */
  constructor(readonly list: ElementList) {
    const sorted = findClasses(list).sort(
      (a, b) => a.representative.order - b.representative.order || a.conjugates.length - b.conjugates.length,
    )
    this.classes = Object.freeze(
      sorted.map((f, i) => new SubgroupClass(this, i, f.representative, f.conjugates.length)),
    )
    this.#positions = new Map()
    this.#all = sorted.flatMap((f) => f.conjugates.map((c) => c.subgroup))
    sorted.forEach((f, index) => {
      for (const { subgroup, conjugator } of f.conjugates) {
        this.#positions.set(subgroup.key, Object.freeze({ index, conjugator }))
      }
    })
  }

  /** The number of subgroups, not up to conjugacy. */
  get subgroupCount(): number {
    return this.#all.length
  }

  /**
   * The class of a subgroup and an element t that takes the representative H to it, t H t⁻¹.
   *
   * @throws RepresentationMismatchError for a subgroup of another group, or members that are not closed under products
   * @throws InvalidArgumentError if it is not a subgroup
   * @remarks O(order / 32); O(order · degree) if the group was made and listed twice.
   */
  locate(subgroup: Subgroup): SubgroupPosition {
    const { key, list } = ofKind(subgroup, 'subgroup', 'subgroup')
    refuseOtherNumbers(this.list, list)
    const position = this.#positions.get(key)
    if (!position) throw new RepresentationMismatchError('the subgroup is not one of this group')
    return position
  }

  /**
   * All subgroups of a class, the representative first.
   *
   * @throws InvalidArgumentError if there is no class of this number
   * @remarks O(classes + subgroups of the class).
   */
  conjugates(index: number): readonly Subgroup[] {
    integerIn(index, 0, this.classes.length - 1, 'the number of a class')
    const start = this.classes.slice(0, index).reduce((sum, c) => sum + c.size, 0)
    return this.#all.slice(start, start + this.classes[index]!.size)
  }

  /**
   * The table of marks of the Burnside ring: row i, column j is the number of points of G/H_i that H_j fixes. Lower
   * triangular, with [N_G(H_i) : H_i] on the diagonal.
   *
   * @remarks O(classes · subgroups · order / 32). Burnside 1911.
   */
  get tableOfMarks(): readonly (readonly number[])[] {
    this.#marks ??= Object.freeze(
      this.classes.map((row, i) =>
        Object.freeze(
          this.classes.map((column, j) => {
            if (j > i || row.order % column.order !== 0) return 0
            const over = this.conjugates(i).filter((h) => isSubset(column.representative.mask, h.mask)).length
            return (over * row.normalizer.order) / row.order
          }),
        ),
      ),
    )
    return this.#marks
  }

  /**
   * The lattice of subgroups up to conjugacy: for each class the classes of its maximal subgroups, and how many of their
   * subgroups are in the representative.
   *
   * @remarks O(classes² · subgroups · order / 32).
   */
  get maximalSubgroups(): readonly (readonly { readonly index: number; readonly count: number }[])[] {
    this.#maximal ??= Object.freeze(this.classes.map((_, i) => Object.freeze(this.#maximalIn(i))))
    return this.#maximal
  }

  #maximalIn(i: number): { readonly index: number; readonly count: number }[] {
    const above = this.classes[i]!.representative
    const inside = this.classes
      .slice(0, i)
      .map((_, j) => this.conjugates(j).filter((k) => isSubset(k.mask, above.mask)))
    return inside.flatMap((list, j) => {
      const maximal = list.filter((k) =>
        inside
          .slice(j + 1)
          .every((larger) => larger.every((l) => l.order <= k.order || !isSubset(k.mask, l.mask))),
      )
      return maximal.length > 0 ? [Object.freeze({ index: j, count: maximal.length })] : []
    })
  }

  /**
   * All complements of H in N: the subgroups K of N with K·H = N and K ∩ H = 1.
   *
   * @param n - a subgroup that contains H and normalizes it; N_G(H) by default
   * @throws InvalidArgumentError if N does not contain H
   * @remarks O(subgroups · order / 32).
   */
  complements(h: Subgroup, n: Subgroup = normalizer(h)): readonly Subgroup[] {
    this.#refuseOutside(h, n)
    return this.#all.filter(
      (k) => k.order * h.order === n.order && isSubset(k.mask, n.mask) && commonBits(k.mask, h.mask) === 1,
    )
  }

  /**
   * Among the subgroups K of N with K·H = N one with the least |K ∩ H|.
   *
   * @throws InvalidArgumentError if N does not contain H
   * @remarks O(subgroups · order / 32).
   */
  minimalSupplement(h: Subgroup, n: Subgroup): Supplement {
    this.#refuseOutside(h, n)
    let best: Supplement = { subgroup: n, intersectionOrder: h.order }
    for (const k of this.#all) {
      if (k.order * h.order < n.order || k.order >= best.subgroup.order || !isSubset(k.mask, n.mask)) continue
      const meet = commonBits(k.mask, h.mask)
      if (k.order * h.order === n.order * meet) best = { subgroup: k, intersectionOrder: meet }
    }
    return Object.freeze(best)
  }

  /** |K·H| = |K|·|H| / |K ∩ H| says whether K·H is N only within N. */
  #refuseOutside(h: Subgroup, n: Subgroup): void {
    ofKind(h, 'h', 'subgroup')
    ofKind(n, 'n', 'subgroup')
    refuseOtherNumbers(this.list, h.list)
    if (!isContained(h, n)) {
      throw new InvalidArgumentError(`n, of order ${n.order}, does not contain h, of order ${h.order}`)
    }
  }
}

const lattices = new WeakMap<FiniteGroup, SubgroupClasses>()

/**
 * The conjugacy classes of subgroups of a finite group; kept as long as the group value lives.
 *
 * @throws TooLargeError above order 8000 or 200 000 subgroups
 * @remarks O(classes · cyclic subgroups · order) table look-ups.
 *
 * @example
 * ```ts
 * import { closure, dihedral, subgroupClasses } from '@buridan/permutations'
 * const lattice = subgroupClasses(dihedral(4))
 * const { classes, subgroupCount } = lattice
 * console.log(classes.length, subgroupCount, lattice.conjugates(1).length) // → 8 10 1
 * const turns = closure(lattice.list, lattice.list.generators.slice(0, 1))
 * console.log(lattice.locate(turns).index, lattice.complements(turns).length) // → 4 4
 * console.log(lattice.minimalSupplement(turns, classes[7].representative).intersectionOrder) // → 1
 * ```
 */
export function subgroupClasses(group: FiniteGroup): SubgroupClasses {
  ofKind(group, 'group', 'finite group')
  let lattice = lattices.get(group)
  if (!lattice) {
    if (group.order > BigInt(MAX_SUBGROUP_ORDER)) {
      throw new TooLargeError(
        `subgroups of ${group.shortName} of order ${group.order} refused: the limit is order ${MAX_SUBGROUP_ORDER}`,
      )
    }
    lattice = new SubgroupClasses(elementsOf(group))
    lattices.set(group, lattice)
  }
  return lattice
}
