import {
  compose,
  euclideanNorm,
  factorial,
  inverse,
  orbitsOfPoints,
  type Permutation,
  type Signal,
  TooLargeError,
  UnsupportedError,
} from '@buridan/core'
import {
  automorphisms,
  type ColouredGraph,
  canonicalLabelling,
  type Edge,
  graph,
  isomorphism,
} from '@buridan/graphs'
import { type FiniteGroup, orbitalNumbers } from '@buridan/permutations'
import { LISTING_LIMITS } from '../images/limits.js'
import type { Representation } from '../representation/representation.js'
import { PointStructure } from '../stabilizer/point-structure.js'

import type { Canonical } from './canonical.js'

/** A group that consists of all permutations that keep its orbitals. */
interface OrbitalStructure {
  readonly orbits: readonly (readonly number[])[]
  /** The orbit of each point. */
  readonly orbitOf: Int32Array
  /** The orbital of each ordered pair; undefined if the group is all permutations of each of its orbits. */
  readonly orbitals: Int32Array | undefined
  /** The graph of the orbitals. */
  readonly graph: ColouredGraph | undefined
}

const known = new WeakMap<FiniteGroup, OrbitalStructure>()

/**
 * The canonical point by a canonical labelling of x as a structure on the points, with the group's orbitals, whose automorphisms
 * are the group. The labelling takes the orbitals to a relabelled copy that depends only on the orbit of x; an
 * isomorphism from the copy back to the orbitals makes the labelling an element of the group.
 */
export function canonicalByStructure(
  rep: Representation,
  x: Float64Array,
  tolerance: number,
  signal: Signal | undefined,
): Canonical<Permutation> {
  const { group } = rep
  if (rep.summands.some((s) => s.rep.pointAxes === undefined)) {
    throw new UnsupportedError(
      `${group.shortName} of order ${group.order} is too large to list, and ${rep.text} is no tensor over its points: no canonical form is known`,
    )
  }
  const structure = structureOf(group)
  const delta = tolerance * euclideanNorm(x)
  const { orbitals, orbitOf } = structure
  const n = group.degree
  const labelled = (within: number) => {
    const points = new PointStructure(rep, x, within, signal)
    const whole = points.toGraph(orbitOf, orbitals && ((p, q) => orbitals[p * n + q]!))
    return { ...canonicalLabelling(whole, signal ? { signal } : {}), width: points.width }
  }
  // values that are equal by a chain of small steps only have no order in which copies agree, if automorphisms exchange them
  let within = delta
  let found = labelled(within)
  while (found.width > delta && found.automorphisms.order > 1n) {
    within /= 2
    found = labelled(within)
  }
  const { labelling } = found
  const ranked = rankWithinOrbits(structure, labelling)
  const toCanonical = structure.graph ? intoGroup(structure, ranked, n) : ranked
  const element = inverse(toCanonical)
  const point = new Float64Array(rep.dim)
  rep.applyInto(toCanonical, x, 0, point, 0)
  return { element, point }
}

/** Each point goes to the point of its orbit at its rank by label. */
function rankWithinOrbits({ orbits }: OrbitalStructure, labelling: ArrayLike<number>): Permutation {
  const out = new Uint32Array(orbits.reduce((sum, o) => sum + o.length, 0))
  for (const orbit of orbits) {
    const byLabel = [...orbit].sort((p, q) => labelling[p]! - labelling[q]!)
    byLabel.forEach((p, k) => {
      out[p] = orbit[k]!
    })
  }
  return out
}

function intoGroup({ orbitals, orbitOf, graph: home }: OrbitalStructure, moved: Permutation, n: number) {
  const relabelled = new Int32Array(n * n)
  for (let p = 0; p < n; p++) {
    for (let q = 0; q < n; q++) relabelled[moved[p]! * n + moved[q]!] = orbitals![p * n + q]!
  }
  const back = isomorphism(orbitalGraph(n, relabelled, orbitOf), home!)!
  return compose(back, moved)
}

function structureOf(group: FiniteGroup): OrbitalStructure {
  const found = known.get(group) ?? findStructure(group)
  known.set(group, found)
  return found
}

function findStructure(group: FiniteGroup): OrbitalStructure {
  const orbits = orbitsOfPoints(group.degree, group.ownGenerators).map((o) => [...o].sort((a, b) => a - b))
  const orbitOf = new Int32Array(group.degree)
  orbits.forEach((orbit, k) => {
    for (const p of orbit) orbitOf[p] = k
  })
  if (orbits.reduce((order, o) => order * factorial(o.length), 1n) === group.order) {
    return { orbits, orbitOf, orbitals: undefined, graph: undefined }
  }
  const orbitals = orbitalNumbers(group)
  const home = orbitalGraph(group.degree, orbitals, orbitOf)
  const { order } = automorphisms(home)
  if (order !== group.order) {
    throw new UnsupportedError(
      `canonical forms of ${group.shortName} are not known: its order ${group.order} is too large to list, and ${order} permutations keep its orbitals`,
    )
  }
  return { orbits, orbitOf, orbitals, graph: home }
}

function orbitalGraph(n: number, orbitals: Int32Array, orbitOf: Int32Array): ColouredGraph {
  const sizes = new Map<number, number>()
  for (let p = 0; p < n; p++) {
    for (let q = 0; q < n; q++) {
      if (p !== q) sizes.set(orbitals[p * n + q]!, (sizes.get(orbitals[p * n + q]!) ?? 0) + 1)
    }
  }
  // the largest orbital follows from the others
  const largest = [...sizes].sort(([a, s], [b, t]) => t - s || a - b)[0]?.[0]
  const kept = [...sizes].reduce((sum, [k, size]) => sum + (k === largest ? 0 : size), 0)
  if (kept > LISTING_LIMITS.edges) {
    throw new TooLargeError(
      `a canonical form by orbitals of ${kept} pairs of ${n} points is refused: the limit is ${LISTING_LIMITS.edges} beside the largest orbital`,
    )
  }
  const edges: Edge[] = []
  for (let p = 0; p < n; p++) {
    for (let q = 0; q < n; q++) {
      if (p !== q && orbitals[p * n + q] !== largest) edges.push([p, q, orbitals[p * n + q]!])
    }
  }
  return graph({ n, edges, colours: orbitOf, directed: true })
}
