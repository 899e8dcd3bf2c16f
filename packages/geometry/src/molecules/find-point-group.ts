import {
  columns3,
  cross,
  dot,
  knownOptions,
  length,
  type Matrix3,
  objectOf,
  orbitsOfPoints,
  perpendicular,
  transpose3,
  unit,
  type Vector,
} from '@buridan/core'
import type { FiniteGroup } from '@buridan/permutations'
import { groupOfOperations, tabled } from '../operations/group-of-operations.js'
import { idealMatrices } from '../operations/ideal-matrices.js'
import type { SymmetryOperation } from '../operations/operation.js'
import { cayleyTable, largestGroup, type OperationGroup } from '../operations/operation-group.js'
import { permutingTable } from '../operations/operation-table.js'
import { orientationOf } from '../operations/orientation.js'
import { positiveTolerance, SEARCH_FACTOR } from '../operations/position-tolerance.js'
import { classify, schoenflies } from '../operations/schoenflies.js'
import {
  deviationOf,
  type LabelledPoints,
  type PointOperation,
  pointOperations,
} from '../operations/symmetry-operations.js'
import { centred, type Molecule, refuseCoincident } from './molecule.js'

/** The point group of a molecule. */
export interface PointGroupResult {
  /** Schoenflies, lower case: `c2v`, `d6h`, `oh`, … `c∞v`, `d∞h`, and `kh` for a single point. */
  readonly name: string
  /** Undefined for the infinite groups. */
  readonly order: number | undefined
  /** The rotational symmetry number σ: how many ways a rigid molecule can be turned onto itself; 1 for `c∞v` and a point, 2 for `d∞h`. */
  readonly symmetryNumber: number
  /** The largest distance, in the unit of the positions, of an atom's image from the matched atom. */
  readonly deviation: number
  /** The least deviation of an operation left out, sought up to three tolerances; Infinity if there is none. Below it the group stays. */
  readonly gap: number
  readonly centre: Vector
  /** Main axis: highest rotation, normal of the mirror of Cs, the line of a linear molecule. */
  readonly axis: Vector | undefined
  /**
   * Rotation to standard orientation, row-major, applied after moving the centre to 0: main axis to z; a C2 axis normal to
   * it, or else the normal of a vertical mirror, to x. For cubic and icosahedral groups three mutually
   * perpendicular axes (C2 or C4) to x, y, z.
   */
  readonly orientation: Matrix3
  /** Operations of a finite group, the identity first; empty for an infinite group. */
  readonly operations: readonly SymmetryOperation[]
  /** Orbits of atoms. */
  readonly equivalentAtoms: readonly (readonly number[])[]
  /** The group on ℝ³ in the molecule's own orientation; undefined for the infinite groups. */
  readonly group: FiniteGroup | undefined
}

/**
 * The point group of a molecule: the rotations, reflections and their products that send every atom to one of its element,
 * within a tolerance. A single atom has `kh`, all rotations and reflections; atoms on a line have `c∞v`, or `d∞h` if its ends are alike; those
 * in a plane have its mirror among their operations. Two atoms in one place are refused: {@link symmetryOfSites} counts their exchange.
 *
 * @param molecule - elements and positions; any origin and orientation
 * @param options - `tolerance`: how far an atom's image may be from an atom, default 0.1 (Å)
 * @throws InvalidArgumentError for no atoms, coordinates that are not finite, or atoms closer than the tolerance
 * @remarks Takes the operations within the tolerance as far as they form a group, and then makes matrices multiply
 * exactly. O(k² n c) for two atoms of classes of k and n atoms in classes of c.
 *
 * @example
 * ```ts
 * import { findPointGroup } from '@buridan/geometry'
 * const water = { elements: ['O', 'H', 'H'], positions: [[0, 0, 0.12], [0, 0.76, -0.48], [0, -0.76, -0.48]] }
 * const { name, order, equivalentAtoms } = findPointGroup(water)
 * console.log(name, order, equivalentAtoms) // → c2v 4 [ [ 0 ], [ 1, 2 ] ]
 * ```
 */
export function findPointGroup(molecule: Molecule, options: { tolerance?: number } = {}): PointGroupResult {
  knownOptions(options, { tolerance: true }, 'findPointGroup')
  const tolerance = positiveTolerance(options.tolerance)
  const { set, centre } = centred(objectOf(molecule, 'a molecule'))
  refuseCoincident(set, tolerance)
  if (set.points.length === 1) return singlePoint(centre)
  const line = lineOf(set)
  if (line.deviation <= tolerance) return linear(set, centre, line, tolerance)
  // sought beyond the tolerance, so that the gap to the operations left out is known
  const most = SEARCH_FACTOR * tolerance
  const near = pointOperations(set, most)
  const { group, gap } = largestGroup(
    permutingTable(near),
    near.map((o) => o.deviation),
    tolerance,
  )
  return finite(set, centre, near, group, line.deviation <= most ? Math.min(gap, line.deviation) : gap)
}

function singlePoint(centre: Vector): PointGroupResult {
  return {
    name: 'kh',
    order: undefined,
    symmetryNumber: 1,
    deviation: 0,
    gap: Number.POSITIVE_INFINITY,
    centre,
    axis: undefined,
    orientation: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1),
    operations: [],
    equivalentAtoms: [[0]],
    group: undefined,
  }
}

/** A line through the centre, and how far rotations about it move points at most. */
interface Line {
  readonly axis: Vector
  readonly deviation: number
}

/** The line of the furthest point. */
function lineOf({ points }: LabelledPoints): Line {
  const axis = unit(points.reduce((a, b) => (length(b) > length(a) ? b : a)))
  // half a turn moves a point by twice its distance
  return { axis, deviation: 2 * points.reduce((most, p) => Math.max(most, length(cross(p, axis))), 0) }
}

function linear(
  set: LabelledPoints,
  centre: Vector,
  { axis, deviation }: Line,
  tolerance: number,
): PointGroupResult {
  const { points, labels } = set
  const height = points.map((p) => dot(p, axis))
  // a mirror image of a line has its points in reverse order
  const order = [...points.keys()].sort((a, b) => height[a]! - height[b]!)
  const images = new Uint32Array(points.length)
  order.forEach((p, k) => {
    images[p] = order[order.length - 1 - k]!
  })
  const mirrored = images.every((j, i) => labels[i] === labels[j])
    ? images.reduce((most, j, i) => Math.max(most, Math.abs(height[i]! + height[j]!)), 0)
    : Number.POSITIVE_INFINITY
  const symmetric = mirrored <= tolerance
  const x = perpendicular(axis)
  return {
    name: symmetric ? 'd∞h' : 'c∞v',
    order: undefined,
    symmetryNumber: symmetric ? 2 : 1,
    deviation: symmetric ? Math.max(deviation, mirrored) : deviation,
    gap: symmetric || mirrored > SEARCH_FACTOR * tolerance ? Number.POSITIVE_INFINITY : mirrored,
    centre,
    axis,
    orientation: transpose3(columns3(x, cross(axis, x), axis)),
    operations: [],
    equivalentAtoms: orbitsOfPoints(points.length, symmetric ? [images] : []),
    group: undefined,
  }
}

function finite(
  set: LabelledPoints,
  centre: Vector,
  near: readonly PointOperation[],
  group: OperationGroup,
  gap: number,
): PointGroupResult {
  const kept = group.members.map((m) => near[m]!)
  const cayley = cayleyTable(group)
  const matrices = idealMatrices(kept, cayley)
  const operations = kept.map((o, i) => ({
    ...classify(matrices[i]!),
    matrix: matrices[i]!,
    images: o.action,
  }))
  const { name, axis } = schoenflies(operations)
  return {
    name,
    order: kept.length,
    symmetryNumber: operations.filter((o) => o.kind === 'E' || o.kind === 'C').length,
    deviation: kept.reduce((most, o, i) => Math.max(most, deviationOf(set, matrices[i]!, o.action)), 0),
    gap,
    centre,
    axis,
    orientation: orientationOf(operations, axis),
    operations,
    equivalentAtoms: orbitsOfPoints(
      set.points.length,
      kept.map((o) => o.action),
    ),
    group: groupOfOperations(tabled(group, matrices, cayley), 3),
  }
}
