import type { XyzValue } from './values.js'

/** A frame of an extended XYZ file. */
export interface XyzFrame {
  /** As the file spells them; symbols where it has atomic numbers. */
  readonly elements: readonly string[]
  /** Å. */
  readonly positions: readonly (readonly [number, number, number])[]
  /** Columns of numbers beside species and positions: for each atom a number or several. Those of strings and logical values are not kept. */
  readonly atomProperties: ReadonlyMap<string, readonly (readonly number[])[]>
  /** Numbers of the comment line, one or several for each name. */
  readonly properties: ReadonlyMap<string, readonly number[]>
  /** All that the comment line says, numbers or not. */
  readonly info?: ReadonlyMap<string, XyzValue>
  /** Nine numbers: the three cell vectors, Å. */
  readonly lattice?: readonly number[]
  /** Along which of the cell vectors the frame repeats, where the file says so. */
  readonly pbc?: readonly boolean[]
  /** The most decimals that a coordinate is written with. */
  readonly decimals: number
}
