import { closure, intersectionOrder, isContained, maskKey, Subgroup } from './element-set.js'
import { type ElementList, elementsOf, shortName } from './elements.js'
import { RepresentationMismatchError, TooLargeError } from './errors.js'
import type { FiniteGroup } from './finite-group.js'

/** The largest group whose subgroups are listed. */
const MAX_SUBGROUP_ORDER = 2_000
const MAX_SUBGROUPS = 200_000

/** Where a subgroup stands among the classes: it is t H t⁻¹ for the representative H of its class. */
export interface SubgroupPosition {
  readonly index: number
  readonly conjugator: number
}

/** A supplement K of H in N = N_G(H): K·H = N, with |K ∩ H| as small as it can be. */
export interface Supplement {
  readonly subgroup: Subgroup
  readonly intersectionOrder: number
}

/** A conjugacy class of subgroups of a finite group. */
export class SubgroupClass {
  #normalizer: Subgroup | undefined
  #supplement: Supplement | undefined
  #transversal: readonly number[] | undefined

  /** @internal */
  constructor(
    readonly lattice: SubgroupClasses,
    readonly index: number,
    readonly representative: Subgroup,
    /** The number of subgroups in the class, [G : N_G(H)]. */
    readonly size: number,
  ) {}

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
    this.#transversal ??= leftTransversal(this.normalizer)
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

  constructor(readonly list: ElementList) {
    const found = findClasses(list)
    const sorted = found.map((f, old) => ({ ...f, old }))
    sorted.sort(
      (a, b) => a.representative.order - b.representative.order || a.conjugates.length - b.conjugates.length,
    )
    this.classes = sorted.map((f, i) => new SubgroupClass(this, i, f.representative, f.conjugates.length))
    this.#positions = new Map()
    this.#all = sorted.flatMap((f) => f.conjugates.map((c) => c.subgroup))
    sorted.forEach((f, index) => {
      for (const { subgroup, conjugator } of f.conjugates) {
        this.#positions.set(subgroup.key, { index, conjugator })
      }
    })
  }

  /** The number of subgroups, not up to conjugacy. */
  get subgroupCount(): number {
    return this.#all.length
  }

  /** The class of a subgroup and an element t that takes the representative H to it, t H t⁻¹. */
  locate(subgroup: Subgroup): SubgroupPosition {
    const position = this.#positions.get(subgroup.key)
    if (!position) throw new RepresentationMismatchError('the subgroup is not one of this group')
    return position
  }

  /** Among the subgroups K of N with K·H = N one with the least |K ∩ H|. */
  minimalSupplement(h: Subgroup, n: Subgroup): Supplement {
    let best: Supplement = { subgroup: n, intersectionOrder: h.order }
    for (const k of this.#all) {
      if (k.order * h.order < n.order || k.order >= best.subgroup.order || !isContained(k, n)) continue
      const meet = intersectionOrder(k, h)
      if (k.order * h.order === n.order * meet) best = { subgroup: k, intersectionOrder: meet }
    }
    return best
  }
}

interface FoundClass {
  representative: Subgroup
  conjugates: { subgroup: Subgroup; conjugator: number }[]
}

function findClasses(list: ElementList): FoundClass[] {
  const conjugations = list.generators.map((s) => conjugationBy(list, s))
  const known = new Map<string, number>()
  const classes: FoundClass[] = []
  const byOrder = new Map<number, FoundClass[]>()
  const add = (subgroup: Subgroup) => {
    if (known.has(subgroup.key)) return
    const conjugates = conjugatesOf(subgroup, conjugations)
    for (const c of conjugates) known.set(c.subgroup.key, classes.length)
    if (known.size > MAX_SUBGROUPS) {
      throw new TooLargeError(
        `${shortName(list.group)} has over ${MAX_SUBGROUPS} subgroups; they are not listed`,
      )
    }
    const entry = { representative: subgroup, conjugates }
    classes.push(entry)
    const sameOrder = byOrder.get(subgroup.order)
    if (sameOrder) sameOrder.push(entry)
    else byOrder.set(subgroup.order, [entry])
  }
  add(closure(list, []))
  const cyclic = primePowerCyclics(list)
  for (let order = 1; order <= list.order; order++) {
    for (const { representative } of byOrder.get(order) ?? []) {
      for (const z of extensionsUpToNormalizer(representative, cyclic)) {
        add(closure(list, [...representative.generators, z]))
      }
    }
  }
  return classes
}

/** Generators z of cyclic subgroups outside H, one for each orbit of N_G(H) on those subgroups. */
function extensionsUpToNormalizer(h: Subgroup, cyclic: CyclicSubgroups): number[] {
  const { list } = h
  const moves = normalizer(h).generators.map((s) => conjugationBy(list, s))
  const seen = new Uint8Array(cyclic.generators.length)
  const out: number[] = []
  cyclic.generators.forEach((z, start) => {
    if (seen[start] || h.has(z)) return
    out.push(z)
    seen[start] = 1
    const orbit = [start]
    for (const c of orbit) {
      for (const move of moves) {
        const image = cyclic.subgroupOf[move[cyclic.generators[c]!]!]!
        if (!seen[image]) {
          seen[image] = 1
          orbit.push(image)
        }
      }
    }
  })
  return out
}

interface CyclicSubgroups {
  /** A generator of each cyclic subgroup of prime-power order. */
  readonly generators: number[]
  /** For an element of prime-power order the number of the cyclic subgroup it generates, else −1. */
  readonly subgroupOf: Int32Array
}

function primePowerCyclics(list: ElementList): CyclicSubgroups {
  const subgroupOf = new Int32Array(list.order).fill(-1)
  const generators: number[] = []
  for (let i = 1; i < list.order; i++) {
    if (subgroupOf[i] !== -1) continue
    const powers = [0]
    for (let p = i; p !== 0; p = list.table[p * list.order + i]!) powers.push(p)
    const prime = smallestPrimeFactor(powers.length)
    if (!isPowerOf(powers.length, prime)) continue
    for (let e = 1; e < powers.length; e++) if (e % prime !== 0) subgroupOf[powers[e]!] = generators.length
    generators.push(i)
  }
  return { generators, subgroupOf }
}

function smallestPrimeFactor(n: number): number {
  for (let p = 2; p * p <= n; p++) if (n % p === 0) return p
  return n
}

function isPowerOf(n: number, p: number): boolean {
  let m = n
  while (m % p === 0) m /= p
  return m === 1
}

/** The map i ↦ s i s⁻¹ on element numbers. */
function conjugationBy(list: ElementList, s: number): Uint16Array {
  const { table, order } = list
  const back = list.inverse(s)
  const out = new Uint16Array(order)
  for (let i = 0; i < order; i++) out[i] = table[table[s * order + i]! * order + back]!
  return out
}

/** All conjugates t H t⁻¹ with their t, H itself first. O(conjugates · order of H · generators). */
function conjugatesOf(h: Subgroup, conjugations: readonly Uint16Array[]): FoundClass['conjugates'] {
  const { list } = h
  const out = [{ subgroup: h, conjugator: 0 }]
  const seen = new Set([h.key])
  for (const { subgroup, conjugator } of out) {
    conjugations.forEach((conjugate, s) => {
      const mask = new Uint32Array(h.mask.length)
      for (const i of subgroup.members) {
        const image = conjugate[i]!
        mask[image >> 5]! |= 1 << (image & 31)
      }
      const key = maskKey(mask)
      if (seen.has(key)) return
      seen.add(key)
      const members = Uint32Array.from(subgroup.members, (i) => conjugate[i]!).sort()
      out.push({
        subgroup: new Subgroup(
          list,
          members,
          subgroup.generators.map((i) => conjugate[i]!),
        ),
        conjugator: list.table[list.generators[s]! * list.order + conjugator]!,
      })
    })
  }
  return out
}

/**
 * The normalizer N_G(H) = { g : g H g⁻¹ = H } of a subgroup of a listed group.
 *
 * @remarks O(order · generators of H) table look-ups.
 *
 * @example
 * ```ts
 * import { normalizer, subgroupClasses, symmetric } from '@buridan/groups'
 * const { classes } = subgroupClasses(symmetric(3))
 * console.log(normalizer(classes[2]!.representative).order) // → 6
 * ```
 */
export function normalizer(h: Subgroup): Subgroup {
  const { list } = h
  const { table, order } = list
  const members: number[] = []
  for (let g = 0; g < order; g++) {
    const back = list.inverse(g)
    if (h.generators.every((s) => h.has(table[table[g * order + s]! * order + back]!))) members.push(g)
  }
  return withGenerators(list, members)
}

/** The subgroup with the given members, which must be closed, and few generators found greedily. */
export function withGenerators(list: ElementList, members: readonly number[]): Subgroup {
  let generated = closure(list, [])
  for (const g of members) {
    if (generated.order === members.length) break
    if (!generated.has(g)) generated = closure(list, [...generated.generators, g])
  }
  return generated
}

/**
 * One element of each left coset g·H, the identity first.
 *
 * @example
 * ```ts
 * import { leftTransversal, subgroupClasses, symmetric } from '@buridan/groups'
 * const { classes } = subgroupClasses(symmetric(4))
 * console.log(leftTransversal(classes.at(-2)!.representative).length) // → 2
 * ```
 */
export function leftTransversal(h: Subgroup): number[] {
  const { table, order } = h.list
  const covered = new Uint8Array(order)
  const out: number[] = []
  for (let g = 0; g < order; g++) {
    if (covered[g]) continue
    out.push(g)
    for (const i of h.members) covered[table[g * order + i]!] = 1
  }
  return out
}

const lattices = new WeakMap<FiniteGroup, SubgroupClasses>()

/**
 * The conjugacy classes of subgroups of a finite group; kept as long as the group value lives.
 *
 * @throws TooLargeError above order 2000 or 200 000 subgroups
 * @remarks O(classes · cyclic subgroups · order) table look-ups.
 *
 * @example
 * ```ts
 * import { dihedral, subgroupClasses } from '@buridan/groups'
 * const { classes, subgroupCount } = subgroupClasses(dihedral(4))
 * console.log(classes.length, subgroupCount) // → 8 10
 * ```
 */
export function subgroupClasses(group: FiniteGroup): SubgroupClasses {
  let lattice = lattices.get(group)
  if (!lattice) {
    if (group.order > BigInt(MAX_SUBGROUP_ORDER)) {
      throw new TooLargeError(
        `subgroups of ${shortName(group)} of order ${group.order} refused: the limit is order ${MAX_SUBGROUP_ORDER}`,
      )
    }
    lattice = new SubgroupClasses(elementsOf(group))
    lattices.set(group, lattice)
  }
  return lattice
}
