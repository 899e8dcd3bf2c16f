import {
  type AnyRepresentation,
  compose,
  type ElementList,
  elementsOf,
  isFiniteRepresentation,
  type Representation,
  rng,
  type SubgroupClass,
  subgroupClasses,
  UnsupportedError,
} from '@buridan/groups'
import { Stratification } from '../layers/stratification.js'
import type { BreakerSettings } from './options.js'
import { kept, type Placing } from './placing.js'

/**
 * An equivariant symmetry-breaking set of an orbit type [H]: the points n·v, n ∈ N_G(H), of a vector v that no element of H but
 * the identity fixes, and that a subgroup L of N as large as can be does. It has |N| / |L| points; it is ideal, as small as
 * |H|, iff H has a complement in N.
 */
interface BreakingSet {
  readonly vector: Float64Array
  /** Numbers of the elements of N. */
  readonly normalizer: Uint32Array
}

/**
 * Gives the network an object drawn from the input's equivariant symmetry-breaking set: for a point with stabilizer tHt⁻¹,
 * tn·v with n uniform on N_G(H) (Xie & Smidt 2024).
 *
 * @throws UnsupportedError for groups that are not finite, TooLargeError for those whose subgroups are not listed
 */
export function breakingSetPlacing(
  repIn: AnyRepresentation,
  extra: AnyRepresentation,
  { tolerance, seed }: BreakerSettings,
): Placing {
  if (!(isFiniteRepresentation(repIn) && isFiniteRepresentation(extra))) {
    throw new UnsupportedError(
      `symmetry-breaking sets are made for finite groups whose subgroups are listed, not for ${repIn.group.name}; use positional or breaking-input`,
    )
  }
  const strata = new Stratification(repIn, tolerance)
  const { classes, list } = strata.lattice
  const sets = classes.map((c) => lazily(() => breakingSet(extra, list, c, seed)))
  const locate = kept((x) => strata.locate(x))
  return {
    extraDim: extra.dim,
    answers: 'random',
    place(x, random) {
      const { canonical, t, classIndex } = locate(x)
      const { vector, normalizer } = sets[classIndex]!()
      const n = normalizer[random.int(normalizer.length)]!
      const moved = new Float64Array(repIn.dim)
      repIn.applyInto(list.at(list.inverse(n)), canonical, 0, moved, 0)
      return { canonical: moved, frame: compose(t, list.at(n)), extra: vector }
    },
  }
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

function breakingSet(
  rep: Representation,
  list: ElementList,
  { representative, normalizer }: SubgroupClass,
  seed: number,
): BreakingSet {
  const within = subgroupClasses(normalizer.group)
  const own = elementsOf(normalizer.group)
  const members = Uint32Array.from({ length: own.order }, (_, i) => list.indexOf(own.at(i)))
  // H is normal in N: conjugates of a subgroup meet it in conjugate subgroups
  const inH = new Set(representative.members)
  const random = rng(seed)
  const generic = new Float64Array(rep.dim).map(() => random.normal())
  const bySize = [...within.classes].sort((a, b) => b.order - a.order)
  for (const { representative: L } of bySize) {
    const elements = Array.from(L.members, (i) => members[i]!)
    if (elements.some((i) => i !== 0 && inH.has(i))) continue
    const vector = mean(rep, list, elements, generic)
    if (breaksAll(rep, list, representative.members, vector)) return { vector, normalizer: members }
  }
  throw new UnsupportedError(
    `no vector of ${rep.text} breaks all of a stabilizer of order ${representative.order}; give a faithful representation as extra`,
  )
}

function mean(
  rep: Representation,
  list: ElementList,
  elements: readonly number[],
  x: Float64Array,
): Float64Array {
  const out = new Float64Array(rep.dim)
  const moved = new Float64Array(rep.dim)
  for (const i of elements) {
    rep.applyInto(list.at(i), x, 0, moved, 0)
    for (let k = 0; k < out.length; k++) out[k]! += moved[k]! / elements.length
  }
  return out
}

/** Whether no element of H but the identity fixes the vector. */
function breaksAll(rep: Representation, list: ElementList, h: Uint32Array, v: Float64Array): boolean {
  const moved = new Float64Array(rep.dim)
  return h.every((i) => {
    if (i === 0) return true
    rep.applyInto(list.at(i), v, 0, moved, 0)
    return v.some((c, k) => Math.abs(c - moved[k]!) > 1e-6)
  })
}
