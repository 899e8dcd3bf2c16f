import { TooLargeError } from '@buridan/core'
import { closure, maskKey, Subgroup } from '../elements/element-set.js'
import type { ElementList } from '../elements/elements.js'
import { conjugationBy, normalizer } from './normalizer.js'

const MAX_SUBGROUPS = 200_000

/** A class of subgroups as it was found: a representative H and all tHt⁻¹ with their t. */
export interface FoundClass {
  representative: Subgroup
  conjugates: { subgroup: Subgroup; conjugator: number }[]
}

/** All classes of subgroups of a listed group, by cyclic extension. */
export function findClasses(list: ElementList): FoundClass[] {
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
        `${list.group.shortName} has over ${MAX_SUBGROUPS} subgroups; they are not listed`,
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

/** All conjugates t H t⁻¹ with their t, H itself first. O(conjugates · order of H · generators). */
function conjugatesOf(h: Subgroup, conjugations: readonly Uint16Array[]): FoundClass['conjugates'] {
  const { list } = h
  const out = [{ subgroup: h, conjugator: 0 }]
  const seen = new Set([h.key])
  for (const { subgroup, conjugator } of out) {
    conjugations.forEach((conjugate, s) => {
      const mask = new Uint32Array(h.mask.length)
      for (const i of subgroup.memberView) {
        const image = conjugate[i]!
        mask[image >> 5]! |= 1 << (image & 31)
      }
      const key = maskKey(mask)
      if (seen.has(key)) return
      seen.add(key)
      const members = Uint32Array.from(subgroup.memberView, (i) => conjugate[i]!).sort()
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
