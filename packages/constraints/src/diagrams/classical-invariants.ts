import type { FundamentalTensors } from '@buridan/groups'
import { type AxisWire, equal, type Invariants, iota } from './axis-wire.js'
import { orthonormalRows } from './gram.js'

/** An axis of a classical group: its number, and whether it is of V (`up`) or of the dual. */
export interface VariantAxis {
  readonly axis: number
  readonly up: boolean
}

/** The most diagrams that are listed; each pair of them has an inner product. */
export const MAX_DIAGRAMS = 1_000
/** The largest n whose ε tensor, of n! entries, is listed. */
const MAX_VOLUME = 8

/**
 * The invariants of a classical group on tensors over V = ℝⁿ or ℂⁿ and its dual, by the first fundamental theorem: all
 * ways to pair the axes by the invariant form (a vector with a covector where there is none), times ε tensors where the
 * volume is preserved. Where n is small diagrams depend on each other: an independent set is chosen by exact elimination
 * on their Gram matrix.
 *
 * @param most - more diagrams than this are not listed
 * @returns undefined if there are too many diagrams, or the ε tensor is too large
 *
 * Brauer 1937; Weyl 1939; Pearce-Crump 2022.
 */
export function classicalInvariants(
  axes: readonly VariantAxis[],
  n: number,
  group: FundamentalTensors,
  most = MAX_DIAGRAMS,
): Invariants | undefined {
  const diagrams: AxisWire[][] = []
  const add = (volumes: AxisWire[], rest: readonly VariantAxis[]): boolean => {
    for (const pairs of pairings(rest, group.form !== undefined)) {
      if (diagrams.length >= most) return false
      diagrams.push([...volumes, ...pairs.map(([a, b]) => pairWire(a, b, n, group))])
    }
    return true
  }
  if (!add([], axes)) return undefined
  if (group.volume) {
    for (const sets of volumeSets(axes, n, group.form !== undefined)) {
      if (n > MAX_VOLUME) return undefined
      const used = new Set(sets.flat())
      const volumes = sets.map((set) => volumeWire(set, n, group))
      if (
        !add(
          volumes,
          axes.filter((a) => !used.has(a)),
        )
      )
        return undefined
    }
  }
  return {
    diagrams,
    rows: orthonormalRows(diagrams),
    reason: `a classical group: pairings of the indices${group.volume ? ' and ε tensors' : ''}`,
  }
}

/** All perfect matchings; without a form only of vectors with covectors. */
function* pairings(axes: readonly VariantAxis[], form: boolean): Generator<[VariantAxis, VariantAxis][]> {
  const [first, ...rest] = axes
  if (!first) {
    yield []
    return
  }
  for (const partner of rest) {
    if (!form && partner.up === first.up) continue
    for (const others of pairings(
      rest.filter((a) => a !== partner),
      form,
    ))
      yield [[first, partner], ...others]
  }
}

function pairWire(a: VariantAxis, b: VariantAxis, n: number, { form }: FundamentalTensors): AxisWire {
  if (a.up !== b.up || form === undefined) return equal([a.axis, b.axis], n)
  const axes = [a.axis, b.axis]
  if (form === 'symplectic') {
    const half = n / 2
    const partner = Int32Array.from({ length: n }, (_, i) => (i + half) % n)
    const weights = Float64Array.from({ length: n }, (_, i) => (i < half ? 1 : -1))
    return { axes, indices: [iota(n), partner], weights, states: n }
  }
  if (form.every((v) => v === 1)) return equal(axes, n)
  return { axes, indices: [iota(n), iota(n)], weights: Float64Array.from(form), states: n }
}

/** Sets of n axes each for ε tensors: one set if there is a form, else as many disjoint ones as balance the rest. */
function* volumeSets(axes: readonly VariantAxis[], n: number, form: boolean): Generator<VariantAxis[][]> {
  if (form) {
    if ((axes.length - n) % 2 === 0) for (const set of subsets(axes, n)) yield [set]
    return
  }
  const ups = axes.filter((a) => a.up)
  const downs = axes.filter((a) => !a.up)
  const excess = Math.abs(ups.length - downs.length)
  if (excess === 0 || excess % n !== 0) return
  yield* disjointSets(ups.length > downs.length ? ups : downs, n, excess / n)
}

function* subsets<T>(from: readonly T[], size: number): Generator<T[]> {
  if (size === 0) {
    yield []
    return
  }
  for (let i = 0; i + size <= from.length; i++) {
    for (const rest of subsets(from.slice(i + 1), size - 1)) yield [from[i]!, ...rest]
  }
}

/** Unordered choices of disjoint subsets. */
function* disjointSets<T>(from: readonly T[], size: number, count: number): Generator<T[][]> {
  if (count === 0) {
    yield []
    return
  }
  for (let i = 0; i + size * count <= from.length; i++) {
    // the set whose first member is the earliest of all
    for (const rest of subsets(from.slice(i + 1), size - 1)) {
      const set = [from[i]!, ...rest]
      const left = from.slice(i + 1).filter((x) => !set.includes(x))
      for (const others of disjointSets(left, size, count - 1)) yield [set, ...others]
    }
  }
}

/** ε over n axes, covectors lowered by the form where there is one. */
function volumeWire(set: readonly VariantAxis[], n: number, { form }: FundamentalTensors): AxisWire {
  const all = permutationsWithSigns(n)
  const indices = set.map((_, k) => Int32Array.from(all, (p) => p.images[k]!))
  const weights = Float64Array.from(all, (p) => {
    let weight = p.sign
    if (form instanceof Int8Array) {
      set.forEach((a, k) => {
        if (!a.up) weight *= form[p.images[k]!]!
      })
    }
    return weight
  })
  return { axes: set.map((a) => a.axis), indices, weights, states: all.length }
}

function permutationsWithSigns(n: number): { images: number[]; sign: number }[] {
  if (n === 0) return [{ images: [], sign: 1 }]
  return permutationsWithSigns(n - 1).flatMap(({ images, sign }) =>
    Array.from({ length: n }, (_, at) => ({
      images: [...images.slice(0, at), n - 1, ...images.slice(at)],
      sign: (n - 1 - at) % 2 === 0 ? sign : -sign,
    })),
  )
}
