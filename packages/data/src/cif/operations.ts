import { InvalidFileError } from '@buridan/core'
import type { Block } from './blocks.js'

/** A symmetry operation x ↦ W x + w in fractional coordinates. */
export interface SymmetryOperation {
  /** Rows of W. */
  readonly rotation: readonly (readonly [number, number, number])[]
  /** w. */
  readonly translation: readonly [number, number, number]
}

const LISTS = [
  '_symmetry_equiv_pos_as_xyz',
  '_space_group_symop_operation_xyz',
  '_space_group_symop.operation_xyz',
]
const SYMBOLS = [
  '_symmetry_space_group_name_h-m',
  '_space_group_name_h-m_alt',
  '_space_group_name_h-m_ref',
  '_symmetry.space_group_name_h-m',
]
const NUMBERS = ['_symmetry_int_tables_number', '_space_group_it_number', '_symmetry.int_tables_number']

/** The name of the space group as the file gives it. */
export interface SpaceGroupName {
  readonly symbol?: string
  readonly number?: number
}

/** The symbol and the number of the space group, if the block has them. */
export function spaceGroupOf(block: Block): SpaceGroupName {
  const symbol = block.item(...SYMBOLS)?.text.trim()
  const number = Number(block.item(...NUMBERS)?.text ?? Number.NaN)
  return { ...(symbol ? { symbol } : {}), ...(Number.isInteger(number) ? { number } : {}) }
}

/**
 * The listed operations; the identity alone for the space group P 1.
 *
 * @throws InvalidFileError if none is listed for another space group, or one is not like `-y,x+1/2,z`
 */
export function operationsOf(block: Block): SymmetryOperation[] {
  for (const name of LISTS) {
    const listed = block.column(name)
    if (listed && listed.length > 0) return listed.map(({ text, line }) => readOperation(text, line))
  }
  const { symbol, number } = spaceGroupOf(block)
  if (number === 1 || symbol?.replace(/\s/g, '').toUpperCase() === 'P1') return [readOperation('x,y,z', 0)]
  throw new InvalidFileError(
    symbol !== undefined || number !== undefined
      ? `the CIF names the space group ${symbol ?? number} and lists no symmetry operations: write it with them, as most programs do`
      : 'the CIF lists no symmetry operations',
  )
}

function readOperation(text: string, line: number): SymmetryOperation {
  const parts = text.replace(/\s/g, '').toLowerCase().split(',')
  const refuse = (why: string): never => {
    throw new InvalidFileError(`line ${line}: “${text.slice(0, 40)}” is no symmetry operation: ${why}`)
  }
  if (parts.length !== 3) refuse(`it has ${parts.length} parts`)
  const rows = parts.map((part) => readComponent(part, refuse))
  const [p, q, r] = rows.map(({ row }) => row) as [Row, Row, Row]
  const determinant =
    p[0] * (q[1] * r[2] - q[2] * r[1]) -
    p[1] * (q[0] * r[2] - q[2] * r[0]) +
    p[2] * (q[0] * r[1] - q[1] * r[0])
  if (Math.abs(determinant) !== 1) refuse('it does not keep volumes')
  return {
    rotation: [p, q, r],
    translation: [rows[0]!.shift, rows[1]!.shift, rows[2]!.shift],
  }
}

type Row = [number, number, number]

function readComponent(part: string, refuse: (why: string) => never): { row: Row; shift: number } {
  const row: Row = [0, 0, 0]
  let shift = 0
  const terms = part.match(/[+-]?[^+-]+/g) ?? []
  if (terms.join('') !== part || part === '') refuse(`“${part.slice(0, 20)}” is not understood`)
  for (const term of terms) {
    const variable = /^([+-]?)([xyz])$/.exec(term)
    const fraction = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))(?:\/(\d+))?$/.exec(term)
    if (variable) row['xyz'.indexOf(variable[2]!)]! += variable[1] === '-' ? -1 : 1
    else if (fraction && Number(fraction[2] ?? 1) !== 0)
      shift += Number(fraction[1]) / Number(fraction[2] ?? 1)
    else refuse(`“${term.slice(0, 20)}” is not understood`)
  }
  return { row, shift }
}
