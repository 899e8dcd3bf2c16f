import type { Vector } from '@buridan/core'
import type { CrystalStructure } from '../structures/crystal-structure.js'

/** A structure as VASP reads and writes it. */
export interface Poscar extends CrystalStructure {
  /** The first line. */
  readonly title: string
  /** For each atom, along which cell vectors it may move, if the file says so. */
  readonly selective?: readonly (readonly [boolean, boolean, boolean])[]
  /** The velocity of each atom in Å/fs, if the file has them so. */
  readonly velocities?: readonly Vector[]
  /** What is in the file and is not read, with its lines. */
  readonly warnings: readonly string[]
}
