import { massNumberOf } from './mass-numbers.js'
import { Properties } from './properties.js'
import type { RecordLines } from './record-lines.js'
import { Table } from './table.js'

/** Charges by the old column, whose 4 is a doublet radical. */
const OLD_CHARGES = [0, 3, 2, 1, 0, -1, -2, -3]
const RADICAL = 4

/** Columns of atoms that are not read, from and to, and what they are. Parities follow from the positions, by the format. */
const OTHER_OF_ATOMS: readonly (readonly [number, number, string])[] = [
  [42, 45, 'numbers of hydrogens, of questions'],
  [45, 48, 'stereo care, of questions'],
  [48, 51, 'valences of atoms'],
  [60, 63, 'atoms of a reaction'],
  [63, 66, 'inversions of a reaction'],
  [66, 69, 'changes of a reaction'],
]
const OTHER_OF_BONDS: readonly (readonly [number, number, string])[] = [
  [15, 18, 'rings and chains, of questions'],
  [18, 21, 'bonds of a reaction'],
]

/** The connection table in columns, by the counts in the line just read, up to `M  END`. */
export function readV2000(lines: RecordLines, counts: string): Table {
  const count = (from: number, what: string) => lines.integer(counts.slice(from, from + 3), what, 0, 999)
  if (counts.slice(0, 3).trim() === '') lines.fail('has no number of atoms in its columns 1 to 3')
  const atoms = count(0, 'the number of atoms')
  const bonds = count(3, 'the number of bonds')
  if (count(6, 'the number of atom lists') > 0)
    lines.fail('announces lists of atoms, which are questions and no molecule')
  if (count(15, 'the number of texts') > 0) lines.fail('announces texts of ISIS/Desktop, which are not read')
  const table = new Table(lines)
  const old = Array.from({ length: atoms }, (_, i) => readAtom(table, lines, `atom ${i + 1} of the ${atoms}`))
  for (let i = 0; i < bonds; i++) readBond(table, lines, atoms, `bond ${i + 1} of the ${bonds}`)
  const said = new Properties(lines, atoms)
  // lines of charges or radicals stand for all of both, and lines of isotopes for all isotopes
  old.forEach((o, i) => {
    table.charges[i] = said.hasCharges ? said.charges[i]! : o.charge
    table.radicals[i] = said.hasCharges ? said.radicals[i]! : o.radical
    if (said.isotopes[i]! > 0) table.isotopes[i] = said.isotopes[i]!
    else if (o.difference !== 0 && !said.hasIsotopes) table.isotopes[i] = isotopeOf(table, i, o, lines)
  })
  return table
}

interface OldColumns {
  readonly charge: number
  readonly radical: number
  readonly difference: number
  readonly line: number
}

function readAtom(table: Table, lines: RecordLines, what: string): OldColumns {
  const line = lines.next(what)
  if (line[30] !== ' ' && line[30] !== undefined)
    lines.fail(`is not in columns: its 31st must be a space, for ${what}`)
  const symbol = line.slice(31, 34).trim()
  table.addAtom(symbol, [line.slice(0, 10), line.slice(10, 20), line.slice(20, 30)])
  const difference = lines.integer(line.slice(34, 36), 'a difference of mass', -9, 99)
  const code = lines.integer(line.slice(36, 39), 'the code of a charge', 0, OLD_CHARGES.length - 1)
  warnOf(lines, line, OTHER_OF_ATOMS)
  return { charge: OLD_CHARGES[code]!, radical: code === RADICAL ? 2 : 0, difference, line: lines.lineNumber }
}

function isotopeOf(table: Table, i: number, { difference, line }: OldColumns, lines: RecordLines): number {
  const element = table.elements[i]!
  const mass = massNumberOf(element)
  if (mass === undefined || table.isotopes[i]! > 0 || mass + difference < 1) {
    lines.fail(
      `has a difference of mass of ${difference} for ${element}, from which its isotope is not known: give the mass number in a line M  ISO`,
      line,
    )
  }
  return mass + difference
}

function readBond(table: Table, lines: RecordLines, atoms: number, what: string): void {
  const line = lines.next(what)
  const field = (from: number, name: string, min: number, max: number) =>
    lines.integer(line.slice(from, from + 3), `${name}, for ${what},`, min, max)
  const [i, j] = [field(0, 'an atom', 1, atoms), field(3, 'an atom', 1, atoms)]
  table.addBond(i - 1, j - 1, field(6, 'a type', 0, 99), field(9, 'the drawing of a bond', 0, 99))
  warnOf(lines, line, OTHER_OF_BONDS)
}

function warnOf(lines: RecordLines, line: string, columns: typeof OTHER_OF_ATOMS): void {
  for (const [from, to, what] of columns) {
    const field = line.slice(from, to)
    // most lines have zeros there, or end
    if (field === '  0' || field === '') continue
    if (lines.integer(field, `a number (columns ${from + 1} to ${to})`, -99, 999) !== 0) {
      lines.warn(`${what} are not read`)
    }
  }
}
