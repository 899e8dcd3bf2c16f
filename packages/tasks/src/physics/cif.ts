import { InvalidFileError, stringOf } from '@buridan/groups'

/** An atom site of a crystal. */
export interface AtomSite {
  readonly label: string
  /** Element symbol, without charge. */
  readonly element: string
  /** Fractional coordinates. */
  readonly position: readonly [number, number, number]
  readonly occupancy: number
}

/** A symmetry operation x ↦ W x + w in fractional coordinates. */
export interface SymmetryOperation {
  /** Rows of W. */
  readonly rotation: readonly (readonly [number, number, number])[]
  readonly translation: readonly [number, number, number]
}

/** What the tasks need of a crystal structure. */
export interface Crystal {
  /** Cell lengths a, b, c in Å. */
  readonly lengths: readonly [number, number, number]
  readonly sites: readonly AtomSite[]
  readonly operations: readonly SymmetryOperation[]
}

/**
 * Reads a crystal structure from CIF text: cell lengths, atom sites and symmetry operations of the first data block
 * with orthogonal axes.
 *
 * @throws InvalidFileError if the cell, sites or operations are missing or not numbers, or the axes are not orthogonal
 * @throws InvalidArgumentError if the text is not a string
 * @remarks O(length).
 *
 * @example
 * ```ts
 * import { parseCif } from '@buridan/tasks'
 * import { readTaskData } from '@buridan/tasks/node'
 * const crystal = parseCif(await readTaskData('PbZr0.1Ti0.9O3.cif'))
 * console.log(crystal.lengths, crystal.operations.length) // → [ 3.9272, 3.9272, 4.1319 ] 8
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

interface Loop {
  readonly names: string[]
  readonly rows: string[][]
}

function tokenize(text: string): { items: Map<string, string>; loops: Loop[] } {
  const tokens = text
    .replace(/^;[\s\S]*?^;/gm, "'text'")
    .replace(/^#.*$/gm, '')
    .match(/'[^'\n]*'|"[^"\n]*"|\S+/g)
  const items = new Map<string, string>()
  const loops: Loop[] = []
  for (let i = 0; tokens && i < tokens.length; ) {
    const token = tokens[i]!
    if (token.toLowerCase() === 'loop_') {
      const loop: Loop = { names: [], rows: [] }
      for (i++; tokens[i]?.startsWith('_'); i++) loop.names.push(tokens[i]!.toLowerCase())
      while (i < tokens.length && !/^(_|loop_|data_)/i.test(tokens[i]!)) {
        loop.rows.push(tokens.slice(i, i + loop.names.length).map(unquote))
        i += Math.max(1, loop.names.length)
      }
      loops.push(loop)
    } else if (token.startsWith('_')) {
      items.set(token.toLowerCase(), unquote(tokens[i + 1] ?? ''))
      i += 2
    } else i++
  }
  return { items, loops }
}

function unquote(token: string): string {
  return token.replace(/^(['"])(.*)\1$/, '$2')
}

/** A number with its standard uncertainty in parentheses left off: 0.5279(24). */
function measured(token: string | undefined, name: string): number {
  const value = Number(token?.replace(/\(\d+\)$/, '') || Number.NaN)
  if (!Number.isFinite(value))
    throw new InvalidFileError(`${name} is ${token ?? 'missing'}; it must be a number`)
  return value
}

function column(loops: readonly Loop[], ...names: string[]): string[] | undefined {
  for (const { names: have, rows } of loops) {
    const at = have.findIndex((n) => names.includes(n))
    if (at >= 0) return rows.map((row) => row[at] ?? '')
  }
  return undefined
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

function readOperations(loops: readonly Loop[]): SymmetryOperation[] {
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
