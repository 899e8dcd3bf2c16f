import { objectOf } from '@buridan/core'
import type { Crystal } from '../crystals/crystal.js'
import type { Molecule } from '../molecules/molecule.js'
import { isWire } from '../wires/analysed-wire.js'
import { type SymmetrizedCrystal, symmetrizedCrystal } from './symmetrized-crystal.js'
import { type SymmetrizedMolecule, symmetrizedMolecule } from './symmetrized-molecule.js'
import { symmetrizedWire } from './symmetrized-wire.js'

/** What a structure becomes: a crystal where it has a lattice. */
export type Symmetrized<S> = S extends { readonly lattice: unknown }
  ? SymmetrizedCrystal
  : SymmetrizedMolecule

/**
 * A molecule or a crystal, slab or wire moved onto its symmetry: each atom, and each cell vector, goes to the mean of the places that the operations within
 * the tolerance bring to it. What had the symmetry to the tolerance then has it exactly, and keeps its centre, its orientation and the
 * order of its atoms.
 *
 * @param structure - a molecule, or a crystal where it has a `lattice`
 * @param options - `tolerance`: how far an atom's image may be from an atom, 0.1 (Å) by default
 * @returns the structure, how far it was moved, and its symmetry
 * @throws InvalidArgumentError | RepresentationMismatchError as `findPointGroup`, `crystalPointGroup` and `rodGroup`
 * @remarks As finding the symmetry, and O(atoms · operations).
 *
 * @example
 * ```ts
 * import { findPointGroup, symmetrized } from '@buridan/geometry'
 * const water = { elements: ['O', 'H', 'H'], positions: [[0, 0, 0.12], [0, 0.76, -0.48], [0.01, -0.757, -0.481]] }
 * const { structure, displacement } = symmetrized(water)
 * console.log(findPointGroup(structure, { tolerance: 1e-9 }).name, displacement < 0.01) // → c2v true
 * ```
 */
export function symmetrized<S extends Molecule | Crystal>(
  structure: S,
  options: { tolerance?: number } = {},
): Symmetrized<S> {
  const given: Molecule | Crystal = objectOf(structure, 'a structure')
  return foundOf(given, options) as Symmetrized<S>
}

function foundOf(
  given: Molecule | Crystal,
  options: { tolerance?: number },
): SymmetrizedCrystal | SymmetrizedMolecule {
  if (!('lattice' in given)) return symmetrizedMolecule(given, options)
  return isWire(given) ? symmetrizedWire(given, options) : symmetrizedCrystal(given, options)
}
