import { dot, UnsupportedError, type Vector } from '@buridan/core'
import { type LatticeBasis, reciprocal } from '../lattice/lattice-basis.js'
import { PointCell } from '../lattice/point-cell.js'
import { reduced } from '../lattice/reduced.js'
import { slabLattice } from '../lattice/slab-lattice.js'
import { type Crystal, type GivenUnits, readGiven } from './crystal.js'
import { searchRadius } from './search-radius.js'

/** A crystal or a slab as it was given, checked. */
export interface ReadCell extends GivenUnits {
  readonly cell: PointCell
  /** The given cell vectors, and the atoms' places, in the cell's unit of length. */
  readonly given: LatticeBasis
  /** Vectors by which it repeats: the given ones, of a slab two of them and one normal to them by which copies are kept apart. */
  readonly lattice: LatticeBasis
  /** Of a slab, the number of the cell vector along which it does not repeat. */
  readonly across: number | undefined
  readonly places: readonly Vector[]
}

/** With a tolerance. */
export interface ReadCrystal extends ReadCell {
  /** How far operations are sought, in the cell's unit. */
  readonly radius: number
}

/**
 * Reads a crystal or a slab, in a unit of length in which volumes neither vanish nor overflow, or in that of another, whose kinds of atoms it
 * shares.
 *
 * @param apart - of a slab how far its copies are apart at least, in the cell's unit
 * @throws InvalidArgumentError | RepresentationMismatchError for what is no crystal, and atoms that cannot be told apart to the tolerance
 * @throws UnsupportedError for wires and molecules
 */
export function readCrystal(
  crystal: Crystal,
  tolerance: number,
  other?: GivenUnits,
  apart?: number,
): ReadCrystal {
  const read = readCell(crystal, tolerance, other, apart)
  return { ...read, radius: searchRadius(read.cell, tolerance, read.unit) }
}

/** The same without looking whether atoms are told apart. */
export function readCell(crystal: Crystal, tolerance: number, other?: GivenUnits, apart?: number): ReadCell {
  const { vectors: given, along, places, unit, kinds, numbers } = readGiven(crystal, tolerance, other)
  if (along.length === 1) {
    throw new UnsupportedError(
      'a structure that repeats along one of its cell vectors is a wire: see rodGroup',
    )
  }
  const across = [0, 1, 2].find((k) => !along.includes(k))
  const lattice = across === undefined ? given : slabLattice(given, across, places, apart)
  const basis = reduced(lattice)
  const dual = reciprocal(basis)
  const fractions = places.flatMap((place) => dual.map((d) => dot(d, place)))
  const cell = new PointCell(basis, fractions, numbers)
  return { cell, given, lattice, across, places, unit, kinds }
}
