import type { Scalar, XyzValue } from './values.js'

/** A frame of an extended XYZ file. */
export interface XyzFrame {
  /** As the file spells them; symbols if it has atomic numbers. */
  readonly elements: readonly string[]
  /** Å. */
  readonly positions: readonly (readonly [number, number, number])[]
  /** Columns of numbers beside species and positions: for each atom one or several. */
  readonly atomProperties: ReadonlyMap<string, readonly (readonly number[])[]>
  /** All columns beside species and positions, also of strings and logical values: for each atom one value or several. */
  readonly columns?: ReadonlyMap<string, readonly (Scalar | readonly Scalar[])[]>
  /** Numbers of the comment line, one or several for each name. */
  readonly properties: ReadonlyMap<string, readonly number[]>
  /** All values of the comment line, numbers or not. */
  readonly info?: ReadonlyMap<string, XyzValue>
  /** Nine numbers: the three cell vectors, Å. */
  readonly lattice?: readonly number[]
  /** For each cell vector, whether the frame repeats along it, if the file gives it. */
  readonly pbc?: readonly boolean[]
  /** The most decimals that a coordinate is written with. */
  readonly decimals: number
  /** The most decimals that a number of each property, of the whole or of atoms, is written with. */
  readonly labelDecimals?: ReadonlyMap<string, number>
}
