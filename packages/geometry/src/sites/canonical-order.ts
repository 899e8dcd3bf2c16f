import {
  Clusters,
  dot,
  identityPermutation,
  length,
  type Matrix3,
  numbersOf,
  type Permutation,
  type Vector,
} from '@buridan/core'
import { canonicalLabelling, type Edge, graph } from '@buridan/graphs'
import { contains, permutationGroup } from '@buridan/permutations'
import { largestOf } from './checked-sites.js'
import { coincidence } from './close-points.js'
import { namesOf, SiteSet } from './site-set.js'
import { symmetryOf } from './symmetry-of-sites.js'
import type { SiteOperation, SymmetryOfSites } from './symmetry-result.js'

/** Numbers that differ by less than this share of the largest are equal to rounding. */
const ROUNDING = 1e-13
const IDENTITY: Matrix3 = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)

/**
 * About two tolerances; no round number of them, since lengths often differ by one, and rounding would then decide which are alike: otherwise
 * for a copy.
 */
export const TWICE = 2 + Math.SQRT1_2 / 16

/** About a tolerance, and no round number of it, for the same reason. */
const JUST_WITHIN = 1 - Math.SQRT1_2 / 32

/** An order of points that all copies of them share. */
export interface CanonicalOrder {
  /** The point at each place. */
  readonly order: Permutation
  /** The operations that lead to other orders that are equally canonical; none if there is no other. */
  readonly operations: readonly SiteOperation[]
  /** The same sites, to the tolerance within which the operations were found. */
  readonly sites: SiteSet
}

/**
 * The order of points by a canonical labelling of the inner products of their vectors, which neither rotations nor reflections change. Products
 * within the tolerance of each other are taken as equal, unless the labelling then has an automorphism that no operation within the tolerance
 * realizes: copies of the points would get orders that no operation takes to each other. The tolerance is halved until it has none.
 */
export function canonicalOrder(sites: SiteSet): CanonicalOrder {
  const rounding = ROUNDING * largestOf(sites)
  let known: { readonly set: SiteSet; readonly symmetry: SymmetryOfSites } | undefined
  for (let tolerance = sites.delta; ; tolerance /= 2) {
    const { order, automorphisms } = orderWithin(sites, tolerance)
    if (automorphisms.length === 0) return { order, operations: [], sites }
    known ??= separated(sites, tolerance)
    if (known) {
      const { set, symmetry } = known
      const onClasses = actionsOnClasses(set, automorphisms)
      if (onClasses && automorphisms.every((g) => contains(symmetry.permutations, g))) {
        return { order, operations: operationsAmong(set, symmetry, onClasses), sites: set }
      }
    }
    if (tolerance <= rounding) return { order, operations: [], sites }
  }
}

/** The symmetry within a tolerance, and the sites to that; undefined if points are too close for it, where it would take long too. */
function separated(sites: SiteSet, tolerance: number) {
  const set = new SiteSet(sites, JUST_WITHIN * tolerance, sites.metric)
  if (set.separation <= 2 * coincidence(set.delta, sites.metric)) return undefined
  return { set, symmetry: symmetryOf(set, false) }
}

/** The order by inner products up to a tolerance of the vectors, and generators of the automorphisms of those on the points. */
function orderWithin(sites: SiteSet, tolerance: number) {
  const { count, wholeVectors, vectors, scalars } = sites
  const own = (v: number): readonly Vector[] => (v < count ? vectors[v]! : [wholeVectors[v - count]!])
  const n = count + wholeVectors.length
  const longest = [...vectors.flat(), ...wholeVectors].reduce((most, v) => Math.max(most, length(v)), 0)
  const products = (u: number, v: number) => own(u).flatMap((a) => own(v).map((b) => dot(a, b)))
  const all: Float64Array[] = []
  for (let u = 0; u < n; u++) for (let v = 0; v < n; v++) all.push(Float64Array.from(products(u, v)))
  // if two vectors are off by the tolerance each, their product is off by 2 · longest · tolerance
  const clusters = new Clusters(all, TWICE * longest * tolerance)
  const text = (u: number, v: number) => Array.from(all[u * n + v]!, (p) => clusters.clusterOf(p)).join()
  const names = namesOf(scalars, tolerance)
  const colours = Array.from({ length: n }, (_, v) =>
    v < count ? `p${names[v]!}|${text(v, v)}` : `w${v}|${text(v, v)}`,
  )
  const labels: string[] = []
  for (let u = 0; u < n; u++) for (let v = 0; v < n; v++) if (u !== v) labels.push(text(u, v))
  const [colourNumber, labelNumber] = [numbersOf(colours), numbersOf(labels)]
  const edges: Edge[] = []
  for (let u = 0; u < n; u++) {
    for (let v = 0; v < n; v++) if (u !== v) edges.push([u, v, labelNumber.get(text(u, v))!])
  }
  const { labelling, automorphisms } = canonicalLabelling(
    graph({ n, edges, colours: colours.map((c) => colourNumber.get(c)!), directed: true }),
  )
  const order = Uint32Array.from([...new Array(count).keys()].sort((p, q) => labelling[p]! - labelling[q]!))
  const generators = automorphisms.group.ownGenerators.map((g) => g.slice(0, count))
  return { order, automorphisms: generators.filter((g) => g.some((v, p) => v !== p)) }
}

/** What permutations do to classes of points that coincide; undefined if one tears a class apart, as it may where points are close. */
function actionsOnClasses(
  { action }: SiteSet,
  permutations: readonly Permutation[],
): Permutation[] | undefined {
  const found = permutations.map((images) => action.actionOf(IDENTITY, images))
  return found.includes(undefined) ? undefined : found.filter((g) => g !== undefined)
}

/** The operations that act on classes of points that coincide as some permutation of a group does. */
function operationsAmong(
  { action, count }: SiteSet,
  symmetry: SymmetryOfSites,
  generators: readonly Permutation[],
): SiteOperation[] {
  const group = permutationGroup(generators, { degree: action.count })
  return listed(symmetry, count).filter(({ images }) => {
    const onClasses = action.actionOf(IDENTITY, images)
    return onClasses !== undefined && contains(group, onClasses)
  })
}

/** Operations that act differently on the points; those of a line, which are infinitely many, but for turns about it. */
function listed(symmetry: SymmetryOfSites, count: number): SiteOperation[] {
  const identity: SiteOperation = {
    kind: 'E',
    order: 1,
    power: 0,
    axis: undefined,
    matrix: IDENTITY.slice(),
    images: identityPermutation(count),
    determinant: 1,
    deviation: 0,
  }
  switch (symmetry.kind) {
    case 'finite':
      return [...symmetry.operations]
    case 'axial':
      return [
        identity,
        ...[symmetry.horizontal, symmetry.vertical, symmetry.halfTurn].filter((o) => o !== undefined),
      ]
    case 'spherical':
      return [identity]
  }
}
