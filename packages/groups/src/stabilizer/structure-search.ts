import { AmbiguousToleranceError, euclideanNorm, factorial, orbitsOfPoints, type Signal } from '@buridan/core'
import { colouringStabilizer, type FiniteGroup, intersection } from '@buridan/permutations'
import type { Representation } from '../representation/representation.js'
import { PointStructure } from './point-structure.js'
import { relativeDistance } from './relative-distance.js'
import type { StabilizerFacts, StabilizerMethod } from './stabilizer-result.js'

/**
 * The stabilizer without listing, by the vector as a structure on the points. For a group of all permutations of each of its
 * orbits it is the automorphisms of the structure; the stabilizer of a colouring is searched for in the group's chain;
 * otherwise the automorphisms are intersected with the group.
 */
export function stabilizerByStructure(
  rep: Representation,
  x: Float64Array,
  tolerance: number,
  signal: Signal | undefined,
): StabilizerFacts {
  const whole = rep.group
  const norm = euclideanNorm(x)
  const structure = new PointStructure(rep, x, tolerance * norm, signal)
  const { group, method } = keeping(structure, whole, signal)
  const distance = relativeDistance(rep, x)
  const defect = group.ownGenerators.reduce((most, g) => Math.max(most, distance(g)), 0)
  // an element left out changes the inner product with some unit vector from one cluster to another
  const gap = norm === 0 ? Number.POSITIVE_INFINITY : structure.separation / norm
  if (defect > tolerance) {
    throw new AmbiguousToleranceError(
      `values within the tolerance ${tolerance} of their neighbours chain up to a move of ${defect}; choose a tolerance below or above the cluster`,
    )
  }
  return { whole, group, defect, gap, method }
}

function keeping(
  structure: PointStructure,
  whole: FiniteGroup,
  signal: Signal | undefined,
): { group: FiniteGroup; method: StabilizerMethod } {
  const options = signal ? { signal } : {}
  if (structure.isColouring) {
    const known = new Map<string, number>()
    const colours = structure.colours.map((c) => known.get(c) ?? known.set(c, known.size).size - 1)
    return { group: colouringStabilizer(whole, colours, options), method: 'colouring' }
  }
  const orbits = orbitsOfPoints(whole.degree, whole.ownGenerators)
  const orbitOf = new Int32Array(whole.degree)
  orbits.forEach((orbit, k) => {
    for (const p of orbit) orbitOf[p] = k
  })
  const { generators, order } = structure.automorphisms(orbitOf)
  const all = whole.subgroupOf(generators, { order })
  if (orbits.reduce((product, o) => product * factorial(o.length), 1n) === whole.order) {
    return { group: all, method: 'automorphisms' }
  }
  const both = intersection(whole, all, options)
  return {
    group: whole.subgroupOf(both.ownGenerators, { order: () => both.order }),
    method: 'intersection',
  }
}
