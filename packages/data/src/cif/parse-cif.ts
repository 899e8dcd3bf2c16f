import { stringOf } from '@buridan/core'
import { InvalidFileError } from '@buridan/groups'
import { readOperations, type SymmetryOperation } from './operations.js'
import { column, type Loop, measured, tokenize } from './tables.js'

/** An atom site of a crystal. */
export interface AtomSite {
  /** Its name in the file, such as `O1`. */
  readonly label: string
  /** Element symbol, without charge. */
  readonly element: string
  /** Fractional coordinates. */
  readonly position: readonly [number, number, number]
  /** The share of cells in which the site is occupied; 1 if the file does not give it. */
  readonly occupancy: number
}

/** A crystal structure: its cell, the atoms of the asymmetric unit, and the operations that make the other atoms. */
export interface Crystal {
  /** Cell lengths a, b, c in Å. */
  readonly lengths: readonly [number, number, number]
  /** Atoms of the asymmetric unit, in the order of the file. */
  readonly sites: readonly AtomSite[]
  /** Symmetry operations, as the file lists them. */
  readonly operations: readonly SymmetryOperation[]
}

/**
 * Reads a crystal structure from CIF text: cell lengths, atom sites and symmetry operations of a data block with right angles.
 *
 * @param text - one data block; standard uncertainties in parentheses are left off
 * @returns lengths in Å, fractional coordinates as the file has them
 * @throws InvalidFileError if the cell, sites or operations are missing or not numbers, or the axes are not orthogonal
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
export function parseCif(text: string): Crystal {
  const { items, loops } = tokenize(stringOf(text, 'a CIF'))
  const length = (axis: string) => measured(items.get(`_cell_length_${axis}`), `_cell_length_${axis}`)
  for (const angle of ['alpha', 'beta', 'gamma']) {
    const value = measured(items.get(`_cell_angle_${angle}`), `_cell_angle_${angle}`)
    if (value !== 90)
      throw new InvalidFileError(`_cell_angle_${angle} is ${value}; only cells with right angles are read`)
  }
  return {
    lengths: [length('a'), length('b'), length('c')],
    sites: readSites(loops),
    operations: readOperations(loops),
  }
}

function readSites(loops: readonly Loop[]): AtomSite[] {
  const labels = column(loops, '_atom_site_label')
  const [x, y, z] = ['x', 'y', 'z'].map((axis) => column(loops, `_atom_site_fract_${axis}`))
  if (!labels || !x || !y || !z)
    throw new InvalidFileError('the CIF has no atom sites with fractional coordinates')
  const symbols = column(loops, '_atom_site_type_symbol') ?? labels
  const occupancy = column(loops, '_atom_site_occupancy')
  return labels.map((label, i) => ({
    label,
    element: /^[A-Z][a-z]?/.exec(symbols[i]!)?.[0] ?? symbols[i]!,
    position: [measured(x[i], 'x'), measured(y[i], 'y'), measured(z[i], 'z')],
    occupancy: occupancy ? measured(occupancy[i], 'occupancy') : 1,
  }))
}
