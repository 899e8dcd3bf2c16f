import type { Vector } from '@buridan/core'

/** Atoms in a cell that repeats in space, as a file of a crystal gives them. */
export interface CrystalStructure {
  /** The three cell vectors, as rows, in Å. */
  readonly lattice: readonly [Vector, Vector, Vector]
  /** The symbol of each atom's element; the label in the file if it names none. */
  readonly elements: readonly string[]
  /** Coordinates of each atom in the cell, as the file has them: also outside of 0 to 1. */
  readonly positions: readonly Vector[]
  /**
   * How far from its coordinates in the file an atom may lie at most, in Å: half of their last digit in each direction. Of coordinates in
   * space also that of the cell vectors, once for each vector by which atoms are apart.
   */
  readonly precision: number
}
