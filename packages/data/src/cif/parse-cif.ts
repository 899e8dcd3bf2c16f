import {
  InvalidArgumentError,
  InvalidFileError,
  knownOptions,
  shown,
  stringOf,
  type Vector,
} from '@buridan/core'
import { checkedRecordOptions, type RecordOptions, readRecords } from '../records/record-options.js'
import { longestDiagonal, spansSpace } from '../structures/cell.js'
import { type Block, blocksOf } from './blocks.js'
import type { Crystal } from './crystal.js'
import { measured } from './measured.js'
import { operationsOf, spaceGroupOf } from './operations.js'
import { sitesOf } from './sites.js'

/**
 * Reads a crystal structure from CIF text: cell, atom sites and symmetry operations of one data block.
 *
 * @param text - standard uncertainties in parentheses are left off; cell angles that are not given are 90°, as the dictionary says
 * @param options - `block`: the name of the data block, without `data_`; by default the first that has a cell or atom sites
 * @returns lengths in Å, angles in degrees, fractional coordinates as the file has them; {@link crystalAtoms} makes all atoms of the cell
 * @throws InvalidFileError if the cell, sites or operations are missing or not numbers, a table is cut, or there is no such block
 * @throws InvalidArgumentError if `text` is not a string or `block` none
 * @remarks O(length).
 * @see https://www.iucr.org/resources/cif
 *
 * @example
 * ```ts
 * import { parseCif } from '@buridan/data'
 * const text = `
 * data_polonium
 * _cell_length_a 3.359(1)
 * _cell_length_b 3.359(1)
 * _cell_length_c 3.359(1)
 * _cell_angle_alpha 90
 * _cell_angle_beta 90
 * _cell_angle_gamma 90
 * loop_
 * _space_group_symop_operation_xyz
 * 'x, y, z'
 * '-x, -y, -z'
 * loop_
 * _atom_site_label
 * _atom_site_fract_x
 * _atom_site_fract_y
 * _atom_site_fract_z
 * Po1 0 0 0
 * `
 * const { lengths, sites, operations } = parseCif(text)
 * console.log(lengths, sites[0]!.element, operations.length) // → [ 3.359, 3.359, 3.359 ] Po 2
 * ```
 */
export function parseCif(text: string, options: { readonly block?: string } = {}): Crystal {
  const { block: name } = knownOptions(options, { block: true }, 'parseCif')
  const blocks = blocksOf(stringOf(text, 'a CIF'))
  if (name === undefined) return readBlock(blocks.find(hasStructure) ?? noStructure(blocks))
  const named = blocks.find((b) => b.name.toLowerCase() === stringOf(name, 'the block').toLowerCase())
  if (named) return readBlock(named)
  throw new InvalidArgumentError(
    `the CIF has no block ${shown(name)}; it has ${
      blocks
        .map((b) => shown(b.name))
        .join(', ')
        .slice(0, 80) || 'none'
    }`,
  )
}

/**
 * Reads all crystal structures of a CIF text: those of all data blocks that have a cell or atom sites, see {@link parseCif}.
 *
 * @param options - `onError`: takes the error of a bad block, with its index from 0; the others are then read
 * @returns in order, at least one where none is bad
 * @throws As {@link parseCif}, for any of them, without `onError`; with the name of the block where there are several
 * @remarks O(length).
 *
 * @example
 * ```ts
 * import { parseCifBlocks } from '@buridan/data'
 * const block = (name: string) => `data_${name} _cell_length_a 3 _cell_length_b 3 _cell_length_c 3
 * _symmetry_space_group_name_H-M 'P 1'
 * loop_ _atom_site_label _atom_site_fract_x _atom_site_fract_y _atom_site_fract_z Po1 0 0 0
 * `
 * console.log(parseCifBlocks(block('one') + block('two')).map((crystal) => crystal.name)) // → [ 'one', 'two' ]
 * ```
 */
export function parseCifBlocks(text: string, options: RecordOptions = {}): Crystal[] {
  checkedRecordOptions(options)
  const blocks = blocksOf(stringOf(text, 'a CIF'))
  const found = blocks.filter(hasStructure)
  if (found.length === 0) return noStructure(blocks)
  return readRecords(found, found.length === 1 ? readBlock : readNamed, options)
}

/** Reads a block, with its name in errors. */
function readNamed(block: Block): Crystal {
  try {
    return readBlock(block)
  } catch (cause) {
    if (!(cause instanceof InvalidFileError)) throw cause
    throw new InvalidFileError(`block ${shown(block.name)}: ${cause.message}`, { cause })
  }
}

function hasStructure(block: Block): boolean {
  return block.column('_cell_length_a') !== undefined || block.column('_atom_site_fract_x') !== undefined
}

function noStructure(blocks: readonly Block[]): never {
  throw new InvalidFileError(
    `the CIF has ${blocks.length} data blocks, and none with a cell (_cell_length_a) or atom sites`,
  )
}

function readBlock(block: Block): Crystal {
  const lengths = (['a', 'b', 'c'] as const).map((axis) => {
    const name = `_cell_length_${axis}`
    const { value } = measured(block.item(name), name)
    if (!(value > 0)) throw new InvalidFileError(`${name} is ${value}; it must be positive`)
    return value
  }) as [number, number, number]
  const angles = (['alpha', 'beta', 'gamma'] as const).map((angle) => {
    const name = `_cell_angle_${angle}`
    const token = block.item(name)
    const value = token ? measured(token, name).value : 90
    if (!(value > 0 && value < 180))
      throw new InvalidFileError(`${name} is ${value}; it must be between 0 and 180`)
    return value
  }) as [number, number, number]
  const lattice = cellOf(lengths, angles)
  if (!spansSpace(lattice))
    throw new InvalidFileError(`the cell angles ${angles.join(', ')} are those of no cell`)
  const { sites, decimals } = sitesOf(block)
  return {
    name: block.name,
    lengths,
    angles,
    lattice,
    sites,
    operations: operationsOf(block),
    spaceGroup: spaceGroupOf(block),
    precision: 0.5 * 10 ** -decimals * longestDiagonal(lattice),
  }
}

/** The cell vectors: a along x, b in the plane of x and y. */
function cellOf(lengths: Crystal['lengths'], angles: Crystal['angles']): [Vector, Vector, Vector] {
  const [a, b, c] = lengths
  const [alpha, beta, gamma] = angles.map(cosine) as [number, number, number]
  // exact for right angles
  const sine = Math.sqrt(1 - gamma * gamma)
  const across = (alpha - beta * gamma) / sine
  const up = Math.sqrt(Math.max(0, 1 - beta * beta - across * across))
  return [
    [a, 0, 0],
    [b * gamma, b * sine, 0],
    [c * beta, c * across, c * up],
  ]
}

/** Exact for the angles that lattices have by symmetry. */
function cosine(degrees: number): number {
  const known: Readonly<Record<number, number>> = { 60: 0.5, 90: 0, 120: -0.5 }
  return known[degrees] ?? Math.cos((degrees * Math.PI) / 180)
}
