/** A molecule of an SDF or MOL file; it is also a record of molecules with bonds. */
export interface SdfMolecule {
  /** The first line. */
  readonly name: string
  /** The second line: the program, the time, and whether positions are of a drawing. */
  readonly program: string
  /** The third line. */
  readonly comment: string
  /** 2 if the file says that positions are of a drawing in the plane, and not in Å; 3 if it says that they are in space. */
  readonly dimension?: 2 | 3
  /** Whether the file says that the molecule is of one hand, and not a mixture of both. */
  readonly isChiral: boolean
  /** Symbols of the n atoms; D and T are H with their isotopes. */
  readonly elements: readonly string[]
  /** Positions of the n atoms, Å. */
  readonly positions: readonly (readonly [number, number, number])[]
  /** [i, j, order] with atoms counted from 0, each pair of atoms at most once; the order of an aromatic bond is 1.5. */
  readonly bonds: readonly (readonly [number, number, number])[]
  /** The formal charge of each atom. */
  readonly charges: readonly number[]
  /** The mass number of each atom; 0 for the natural mixture. */
  readonly isotopes: readonly number[]
  /** The radical of each atom: 0 for none, 1 singlet, 2 doublet, 3 triplet. */
  readonly radicals: readonly number[]
  /** The drawing of each bond: 0 plain, 1 up, 6 down, 4 either, 3 a double bond of either side. */
  readonly stereo: readonly number[]
  /** Data items by name, lines joined by `\n`. */
  readonly info: ReadonlyMap<string, string>
  /** The most decimals that a coordinate is written with. */
  readonly decimals: number
  /** What is in the record and is not read, with lines or their number. */
  readonly warnings: readonly string[]
}
