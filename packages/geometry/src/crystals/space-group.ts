import { AmbiguousToleranceError, arrayOf, knownOptions, length, UnsupportedError } from '@buridan/core'
import { volume } from '../lattice/lattice-basis.js'
import { analysed } from './analysed-crystal.js'
import type { Crystal } from './crystal.js'
import { type CrystalPointGroup, pointGroupOf } from './crystal-point-group.js'
import { moyo } from './moyo.js'
import { symmetrizedCell } from './symmetrized-cell.js'

/** The share of the shortest cell vector that moyo is asked with; the cell it is asked about is exact. */
const PRECISION = 1e-4
/** The longest vector of a primitive cell in shortest ones: moyo is not sure to end for cells that are much longer. */
const LONGEST = 1e6

/** The space group of a crystal. */
export interface SpaceGroup {
  /** Of the International Tables, 1 to 230. */
  readonly number: number
  /** The short Hermann–Mauguin symbol of its standard setting, such as `F m -3 m`. */
  readonly hermannMauguin: string
  /** Of Hall's 530 settings the standard one, 1 to 530. */
  readonly hallNumber: number
  /** Crystal family, centring and number of atoms of the conventional cell, such as `cF8`. */
  readonly pearsonSymbol: string
  /** For each atom the letter of its Wyckoff position in the standard setting. */
  readonly wyckoffLetters: readonly string[]
  /** For each atom the symbol of its site symmetry, by the axes of the standard setting. */
  readonly siteSymmetries: readonly string[]
  /** The operations, translations, orbits of atoms. */
  readonly pointGroup: CrystalPointGroup
}

/** Options of {@link spaceGroup}. */
export interface SpaceGroupOptions {
  /** How far an atom's image may be from an atom, 0.1 (Å) by default. */
  readonly tolerance?: number
  /**
   * moyo's binary `moyo_wasm_bg.wasm`, or the address it is fetched from, for the first call; found by itself where bundlers or Node.js know of it.
   */
  readonly wasm?: Uint8Array | string
}

/**
 * The space group of a crystal by number and symbol, with Wyckoff letters. Operations are found here, as by {@link crystalPointGroup}; the
 * crystal is moved onto them exactly, and moyo (the package `@spglib/moyo-wasm`, loaded when this is first called) names what it then has.
 * The name and the operations are therefore of the same group at every tolerance.
 *
 * @param crystal - cell vectors, elements, fractional positions
 * @throws InvalidArgumentError | RepresentationMismatchError as {@link crystalPointGroup}
 * @throws UnsupportedError if moyo is not installed or cannot be started, or the primitive cell is over a million times as long as wide
 * @throws AmbiguousToleranceError if moyo finds other operations, where cells are so skew or symmetries so near that its precision does not do
 * @remarks As {@link crystalPointGroup}, and moyo's time for a primitive cell.
 *
 * @example
 * ```ts
 * import { spaceGroup } from '@buridan/geometry'
 * const salt = {
 *   lattice: [[0, 2.82, 2.82], [2.82, 0, 2.82], [2.82, 2.82, 0]],
 *   elements: ['Na', 'Cl'],
 *   positions: [[0, 0, 0], [0.5, 0.5, 0.5]],
 * }
 * const { number, hermannMauguin, wyckoffLetters } = await spaceGroup(salt)
 * console.log(number, hermannMauguin, wyckoffLetters) // → 225 F m -3 m [ 'a', 'b' ]
 * ```
 */
export async function spaceGroup(crystal: Crystal, options: SpaceGroupOptions = {}): Promise<SpaceGroup> {
  const { wasm, ...rest } = knownOptions(options, { tolerance: true, wasm: true }, 'spaceGroup')
  const found = analysed(crystal, rest)
  if (found.read.across !== undefined)
    throw new UnsupportedError('slabs have layer groups, not space groups: see layerGroup')
  const pointGroup = pointGroupOf(found)
  const { basis, fractions } = symmetrizedCell(found)
  const lengths = basis.map(length)
  if (Math.max(...lengths) > LONGEST * Math.min(...lengths)) {
    throw new UnsupportedError(
      `space groups are named for primitive cells up to ${LONGEST} times as long as they are wide: the vectors of this one are ${lengths.map((l) => (l / found.read.unit).toPrecision(3)).join(', ')} long`,
    )
  }
  const scale = 1 / Math.min(...lengths)
  // moyo tells hands apart by fractions: of a basis that is not right-handed the negative is taken
  const hand = Math.sign(volume(basis))
  const gap = (pointGroup.gap * found.read.unit * scale) / 4
  const { analyze_cell: analyse } = await moyo(wasm)
  const cell = {
    lattice: { basis: basis.flatMap((v) => v.map((x) => hand * x * scale)) },
    positions: Array.from(found.found.kept, (_, i) =>
      Array.from(fractions.subarray(3 * i, 3 * i + 3), (x) => hand * x),
    ),
    numbers: Array.from(found.found.cell.kinds, (kind) => kind + 1),
  }
  const said = analyse(JSON.stringify(cell), Math.min(PRECISION, gap), 'Standard')
  if (arrayOf(said.operations, 'operations').length !== pointGroup.order) {
    throw new AmbiguousToleranceError(
      `moyo finds ${said.operations.length} operations where ${pointGroup.order} are within the tolerance: choose another one, away from ${pointGroup.deviation.toPrecision(3)} and ${pointGroup.gap.toPrecision(3)}`,
    )
  }
  const ofEach = (list: readonly string[]) => pointGroup.translates.map((k) => list[k]!)
  return {
    number: said.number,
    hermannMauguin: said.hm_symbol,
    hallNumber: said.hall_number,
    pearsonSymbol: said.pearson_symbol,
    wyckoffLetters: ofEach(said.wyckoffs),
    siteSymmetries: ofEach(said.site_symmetry_symbols),
    pointGroup,
  }
}
