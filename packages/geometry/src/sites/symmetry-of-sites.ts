import { cross, identityPermutation, length, unit, type Vector } from '@buridan/core'
import { permutationGroup } from '@buridan/permutations'
import { axialSymmetry } from './axial-symmetry.js'
import { checkedOptions, checkedSites, inUnit, unitOf } from './checked-sites.js'
import { refuseClosePoints } from './close-points.js'
import { finiteSymmetry } from './finite-symmetry.js'
import { SiteSet } from './site-set.js'
import type { SiteOptions, Sites } from './sites.js'
import type { SiteOperation, SphericalSymmetry, SymmetryOfSites } from './symmetry-result.js'

/**
 * The symmetry of points with their vectors and scalars: the rotations and reflections about the origin that take every site to an equal
 * one, and vectors and tensors of the whole to themselves, within a tolerance. For positions alone it is the point group of a molecule;
 * displacements, forces or a field leave fewer operations.
 *
 * Vectors are reflected as positions are. Axial vectors, such as spins, are `axials` of their points; one of the whole, such as a magnetic
 * field, is the antisymmetric tensor A with Av = s × v.
 *
 * @param sites - about the origin, lengths in any one unit; scalars are compared to the same tolerance as vectors
 * @throws InvalidArgumentError | RepresentationMismatchError for numbers that are not finite, points with different numbers of
 * vectors or scalars, and options that are not as described
 * @throws AmbiguousToleranceError for points nearer than twice the tolerance, or √2 times with the metric `norm`, that do not coincide
 * within it
 * @remarks Takes the operations within the tolerance as far as they form a group, and then makes matrices multiply exactly.
 * O(k² n²) for two of the n points in classes of k.
 *
 * @example
 * ```ts
 * import { symmetryOfSites } from '@buridan/geometry'
 * // a square of atoms, and the same with a force on each around the centre
 * const corners = [[1, 0, 0], [0, 1, 0], [-1, 0, 0], [0, -1, 0]]
 * const square = { points: corners.map((p) => ({ vectors: [p], scalars: [6] })) }
 * const turning = { points: corners.map(([x, y, z]) => ({ vectors: [[x, y, z], [-y, x, z]], scalars: [6] })) }
 * console.log(symmetryOfSites(square).name, symmetryOfSites(turning).name) // → d4h c4h
 * ```
 */
export function symmetryOfSites(sites: Sites, options: SiteOptions = {}): SymmetryOfSites {
  const { tolerance, metric, proper } = checkedOptions(options)
  const numbers = checkedSites(sites, 'sites')
  const scale = unitOf(numbers)
  const set = new SiteSet(inUnit(numbers, scale), tolerance / scale, metric)
  refuseClosePoints(set, scale)
  return timesUnit(symmetryOf(set, proper), scale)
}

/** The symmetry in the unit of the set's numbers. */
export function symmetryOf(set: SiteSet, proper: boolean): SymmetryOfSites {
  const { points } = set.directions
  if (points.length === 0) return spherical(set, proper)
  const line = commonLine(points, set)
  return line ? axialSymmetry(set, line, proper) : finiteSymmetry(set, proper)
}

function commonLine(points: readonly Vector[], set: SiteSet): Vector | undefined {
  const furthest = points.reduce((a, b) => (length(b) > length(a) ? b : a))
  const direction = unit(furthest)
  if (!points.every((p) => length(cross(p, direction)) <= set.delta)) return undefined
  // half a turn moves a point by twice its distance
  return 2 * set.distanceFromLine(direction) <= set.delta ? direction : undefined
}

function spherical({ exchanges, count }: SiteSet, proper: boolean): SphericalSymmetry {
  const inversion: SiteOperation = {
    kind: 'i',
    order: 2,
    power: 1,
    axis: undefined,
    matrix: Float64Array.of(-1, 0, 0, 0, -1, 0, 0, 0, -1),
    images: identityPermutation(count),
    determinant: -1,
    deviation: 0,
  }
  return {
    kind: 'spherical',
    name: proper ? 'k' : 'kh',
    generators: proper ? [] : [inversion],
    permutations: permutationGroup(exchanges.ownGenerators, { degree: count }),
    exchanges,
    deviation: 0,
    gap: Number.POSITIVE_INFINITY,
  }
}

/** Deviations multiplied by `scale`, for a unit that is as many times smaller. */
function timesUnit(symmetry: SymmetryOfSites, scale: number): SymmetryOfSites {
  if (scale === 1) return symmetry
  const known = new Map<SiteOperation, SiteOperation>()
  const each = (o: SiteOperation): SiteOperation => {
    const scaled = known.get(o) ?? { ...o, deviation: o.deviation * scale }
    known.set(o, scaled)
    return scaled
  }
  const common = {
    generators: symmetry.generators.map(each),
    deviation: symmetry.deviation * scale,
    gap: symmetry.gap * scale,
  }
  switch (symmetry.kind) {
    case 'finite':
      return { ...symmetry, ...common, operations: symmetry.operations.map(each) }
    case 'axial': {
      const { horizontal, vertical, halfTurn } = symmetry
      return {
        ...symmetry,
        ...common,
        horizontal: horizontal && each(horizontal),
        vertical: vertical && each(vertical),
        halfTurn: halfTurn && each(halfTurn),
      }
    }
    default:
      return { ...symmetry, ...common }
  }
}
