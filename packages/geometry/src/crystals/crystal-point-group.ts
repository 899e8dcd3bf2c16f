import { type Matrix3, orbitsOfPoints, scaled, type Vector } from '@buridan/core'
import type { FiniteGroup } from '@buridan/permutations'
import { groupOfOperations, tabled } from '../operations/group-of-operations.js'
import type { Operation } from '../operations/operation.js'
import { orientationOf } from '../operations/orientation.js'
import { classify, schoenflies } from '../operations/schoenflies.js'
import { type AnalysedCrystal, analysed } from './analysed-crystal.js'
import type { Crystal } from './crystal.js'
import { translationOf } from './placements.js'

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
  /** How many of the operations are rotations. */
  readonly symmetryNumber: number
  /**
   * How far an image is at most from the atom or the cell vector it should coincide with, Å: of translations in the given cell, of the
   * others in a primitive cell, each of whose atoms is in the mean of the places that translations give it.
   */
  readonly deviation: number
  /**
   * The least deviation of a translation or an operation left out, sought up to three tolerances and half the least distance of atoms;
   * Infinity if there is none. At any tolerance from `deviation` to below `gap` the answer is the same.
   */
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
 * @remarks All translations and operations within the tolerance, if they are a group; otherwise within a smaller one, see `deviation` and `gap`.
 * O(n log n) for n atoms, times the number of lattice points in the cell and of operations.
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
  return pointGroupOf(analysed(crystal, options))
}

/** What is said of a crystal that has been looked at. */
export function pointGroupOf({ read, found, cayley, matrices }: AnalysedCrystal): CrystalPointGroup {
  const { unit } = read
  const { group, cell, kept, keptAs } = found
  const operations = found.operations.map((o, i) => ({
    ...classify(matrices[i]!),
    matrix: matrices[i]!,
    translation: scaled(translationOf(cell, o, matrices[i]!), 1 / unit),
    images: o.images,
  }))
  const { name, axis } = schoenflies(operations)
  return {
    name,
    order: operations.length,
    symmetryNumber: operations.filter((o) => o.kind === 'E' || o.kind === 'C').length,
    deviation: found.deviation / unit,
    gap: found.gap / unit,
    centring: found.centring,
    operations,
    primitiveAtoms: kept,
    translates: Array.from(keptAs),
    equivalentAtoms: equivalent(
      keptAs,
      orbitsOfPoints(
        kept.length,
        operations.map((o) => o.images),
      ),
    ),
    orientation: orientationOf(operations, axis),
    group: groupOfOperations(tabled(group, matrices, cayley), 3),
  }
}

/** The atoms of a cell by the orbits of those of the primitive cell. */
function equivalent(keptAs: Uint32Array, orbits: readonly (readonly number[])[]): number[][] {
  const numbers = new Map(orbits.flatMap((orbit, number) => orbit.map((k) => [k, number] as const)))
  const lists: number[][] = orbits.map(() => [])
  keptAs.forEach((k, atom) => {
    lists[numbers.get(k)!]!.push(atom)
  })
  return lists
}
