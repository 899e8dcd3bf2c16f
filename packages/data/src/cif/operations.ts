import { InvalidFileError } from '@buridan/groups'
import { column, type Loop } from './tables.js'

/** A symmetry operation x ↦ W x + w in fractional coordinates. */
export interface SymmetryOperation {
  /** Rows of W. */
  readonly rotation: readonly (readonly [number, number, number])[]
  /** w. */
  readonly translation: readonly [number, number, number]
}

/** @throws InvalidFileError if no operation is listed, or one is not like `-y,x+1/2,z` */
export function readOperations(loops: readonly Loop[]): SymmetryOperation[] {
  const texts = column(loops, '_symmetry_equiv_pos_as_xyz', '_space_group_symop_operation_xyz')
  if (!texts) throw new InvalidFileError('the CIF lists no symmetry operations')
  return texts.map((text) => {
    const parts = text.replace(/\s/g, '').toLowerCase().split(',')
    if (parts.length !== 3) throw new InvalidFileError(`“${text}” is no symmetry operation`)
    const rows = parts.map((part) => readComponent(part, text))
    return {
      rotation: rows.map((r) => r.row),
      translation: [rows[0]!.shift, rows[1]!.shift, rows[2]!.shift],
    }
  })
}

function readComponent(part: string, text: string): { row: [number, number, number]; shift: number } {
  const row: [number, number, number] = [0, 0, 0]
  let shift = 0
  const terms = part.match(/[+-]?[^+-]+/g) ?? []
  for (const term of terms) {
    const variable = /^([+-]?)([xyz])$/.exec(term)
    const fraction = /^([+-]?\d+(?:\.\d+)?)(?:\/(\d+))?$/.exec(term)
    if (variable) row['xyz'.indexOf(variable[2]!)] = variable[1] === '-' ? -1 : 1
    else if (fraction) shift += Number(fraction[1]) / Number(fraction[2] ?? 1)
    else throw new InvalidFileError(`“${text}” is no symmetry operation: ${term} is not understood`)
  }
  return { row, shift }
}
