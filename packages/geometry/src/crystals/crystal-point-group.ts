import { type Matrix3, objectOf, orbitsOfPoints, scaled, type Vector } from '@buridan/core'
import type { FiniteGroup } from '@buridan/permutations'
import { groupOfOperations } from '../operations/group-of-operations.js'
import type { Operation } from '../operations/operation.js'
import { idealMatrices, largestGroup, remembered } from '../operations/operation-group.js'
import { orientationOf } from '../operations/orientation.js'
import { positiveTolerance } from '../operations/position-tolerance.js'
import { classify, schoenflies } from '../operations/schoenflies.js'
import { type Crystal, readCrystal, refuseCoincident, refuseInexact } from './crystal.js'
import { latticeLaw, operationsOf } from './crystal-operations.js'
import { primitive } from './primitive-cell.js'

/** An operation of a crystal: x ↦ matrix·x + translation, modulo the lattice. */
export interface CrystalOperation extends Operation {
  readonly matrix: Matrix3
  /** Cartesian, in Å. */
  readonly translation: Vector
  /** Images of the atoms in `primitiveAtoms`, by their index in it. */
  readonly images: Uint32Array
}

/** The point group of a crystal: the linear parts of its space group. */
export interface CrystalPointGroup {
  /** One of the 32, Schoenflies in lower case. */
  readonly name: string
  readonly order: number
  readonly deviation: number
  readonly gap: number
  /** Number of lattice points in the given cell: 1 if it is primitive. */
  readonly centring: number
  readonly operations: readonly CrystalOperation[]
  /** Atoms that make up a primitive cell: all, if the given cell is primitive. */
  readonly primitiveAtoms: readonly number[]
  /** For each atom the one of `primitiveAtoms` that a translation takes it to, by its index in it. */
  readonly translates: readonly number[]
  /** Orbits of all atoms under the space group. */
  readonly equivalentAtoms: readonly (readonly number[])[]
  readonly orientation: Matrix3
  readonly group: FiniteGroup
}

/**
 * The point group of a crystal: the rotations and reflections that, each with some translation, send the crystal to
 * itself. The cell need not be primitive.
 *
 * @param crystal - cell vectors, elements, fractional positions
 * @param options - `tolerance`: how far an atom's image may be from an atom, default 0.1 (Å)
 * @throws InvalidArgumentError for no atoms, numbers that are not finite, a flat cell, two atoms within the tolerance of each other, or an
 * atom so far from the origin that rounding of its position exceeds a sixteenth of the tolerance
 * @remarks O(48 · atoms of the rarest element · atoms²).
 *
 * @example
 * ```ts
 * import { crystalPointGroup } from '@buridan/geometry'
 * const salt = {
 *   lattice: [[0, 2.82, 2.82], [2.82, 0, 2.82], [2.82, 2.82, 0]],
 *   elements: ['Na', 'Cl'],
 *   positions: [[0, 0, 0], [0.5, 0.5, 0.5]],
 * }
 * console.log(crystalPointGroup(salt).name) // → oh
 * ```
 */
export function crystalPointGroup(crystal: Crystal, options: { tolerance?: number } = {}): CrystalPointGroup {
  const asked = positiveTolerance(objectOf(options, 'options').tolerance)
  const { structure: given, unit } = readCrystal(objectOf(crystal, 'a crystal'))
  const tolerance = asked * unit
  refuseInexact(given, tolerance, unit)
  refuseCoincident(given, tolerance, unit)
  const { structure, centring, kept, keptAs } = primitive(given, tolerance)
  const near = operationsOf(structure, 3 * tolerance)
  const law = remembered(latticeLaw)
  const { group, gap } = largestGroup(near, tolerance, law)
  const matrices = idealMatrices(group, law)
  const operations = group.map((o, i) => ({
    ...classify(matrices[i]!),
    matrix: matrices[i]!,
    translation: scaled(o.translation, 1 / unit),
    images: o.images,
  }))
  const { name, axis } = schoenflies(operations)
  return {
    name,
    order: group.length,
    deviation: group.reduce((most, o) => Math.max(most, o.deviation), 0) / unit,
    gap: gap / unit,
    centring,
    operations,
    primitiveAtoms: kept,
    translates: keptAs,
    equivalentAtoms: equivalent(
      keptAs,
      orbitsOfPoints(
        kept.length,
        group.map((o) => o.images),
      ),
    ),
    orientation: orientationOf(operations, axis),
    group: groupOfOperations(group, matrices, law),
  }
}

/** The atoms of a cell by the orbits of those of the primitive cell. */
function equivalent(keptAs: readonly number[], orbits: readonly (readonly number[])[]): number[][] {
  const numbers = new Map(orbits.flatMap((orbit, number) => orbit.map((k) => [k, number] as const)))
  const lists: number[][] = orbits.map(() => [])
  keptAs.forEach((k, atom) => {
    lists[numbers.get(k)!]!.push(atom)
  })
  return lists
}
