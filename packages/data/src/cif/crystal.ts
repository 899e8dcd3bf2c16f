import type { Vector } from '@buridan/core'
import type { SpaceGroupName, SymmetryOperation } from './operations.js'
import type { AtomSite } from './sites.js'

/** A crystal structure: its cell, the atoms of the asymmetric unit, and the operations that make the other atoms. */
export interface Crystal {
  /** The name of its data block. */
  readonly name: string
  /** Cell lengths a, b, c in Å. */
  readonly lengths: readonly [number, number, number]
  /** Cell angles α, β, γ in degrees: between b and c, a and c, a and b. */
  readonly angles: readonly [number, number, number]
  /** The cell vectors as rows, in Å: a along x, b in the plane of x and y. */
  readonly lattice: readonly [Vector, Vector, Vector]
  /** Atoms of the asymmetric unit, in the order of the file. */
  readonly sites: readonly AtomSite[]
  /** Symmetry operations, as the file lists them. */
  readonly operations: readonly SymmetryOperation[]
  /** The space group as the file names it. */
  readonly spaceGroup: SpaceGroupName
  /** How far from its coordinates in the file an atom may lie at most, in Å: half of their last digit in each direction. */
  readonly precision: number
}
