import { InvalidFileError, stringOf } from '@buridan/core'
import { type RecordOptions, readRecords } from '../records/record-options.js'
import { readItems } from './items.js'
import type { SdfMolecule } from './molecule.js'
import { RecordLines, type SdfRecord } from './record-lines.js'
import { readV2000 } from './v2000.js'
import { readV3000 } from './v3000.js'

/**
 * Reads molecules of an SDF file, or the one of a MOL file: connection tables V2000 and V3000 with elements, positions, bonds, charges,
 * isotopes and radicals, and data items.
 *
 * @param text - records that end in `$$$$`, lines that end in `\n` or `\r\n`; V2000 is read by its columns
 * @param options - `onError`: takes the error of a bad record, with its index from 0; the others are then read
 * @returns the molecules in order; what is in a record and not read is in its `warnings`
 * @throws InvalidFileError with the number of the bad line and the place of its molecule, from 1, without `onError`: also for queries, such
 * as lists of atoms and bonds that are "single or double"
 * @throws InvalidFileError for a file without molecules
 * @throws InvalidArgumentError if the text is not a string, or `onError` not a function
 * @remarks O(length). A charge in the column of an atom counts where no line `M  CHG` or `M  RAD` is; a difference of mass where no line
 * `M  ISO` is. Parities of atoms are passed over: they follow from positions and drawings.
 * @see https://discover.3ds.com/ctfile-documentation-request-form
 *
 * @example
 * ```ts
 * import { parseSdf } from '@buridan/data'
 * const text = `hydroxide
 *
 *
 *   2  1  0  0  0  0            999 V2000
 *     0.0000    0.0000    0.0000 O   0  5
 *     0.0000    0.0000    0.9640 H   0  0
 *   1  2  1  0
 * M  END
 * > <energy>
 * -75.7
 *
 * $$$$
 * `
 * const [molecule] = parseSdf(text)
 * console.log(molecule!.elements, molecule!.bonds, molecule!.charges) // → [ 'O', 'H' ] [ [ 0, 1, 1 ] ] [ -1, 0 ]
 * console.log(molecule!.info) // → Map(1) { 'energy' => '-75.7' }
 * ```
 */
export function parseSdf(text: string, options: RecordOptions = {}): SdfMolecule[] {
  const lines = stringOf(text, 'the file')
    .replace(/^\ufeff/, '')
    .split(/\r\n|[\r\n]/)
  const records = recordsOf(lines)
  if (records.length === 0) throw new InvalidFileError('the file holds no molecule')
  return readRecords(records, (record) => readMolecule(new RecordLines(lines, record)), options)
}

function recordsOf(lines: readonly string[]): SdfRecord[] {
  const records: SdfRecord[] = []
  let from = 0
  lines.forEach((line, at) => {
    if (!line.startsWith('$$$$')) return
    records.push({ from, end: at, place: records.length + 1 })
    from = at + 1
  })
  // empty lines behind the last record are none; within a record, the name may be empty
  const end = lines.findLastIndex((line) => line.trim() !== '') + 1
  if (end > from) records.push({ from, end, place: records.length + 1 })
  return records
}

/** A molecule of the lines of its record. @throws InvalidFileError with the number of the bad line */
export function readMolecule(lines: RecordLines): SdfMolecule {
  const name = lines.next('its name')
  if (/^\$(?:RXN|RDFILE|MOL)/.test(name)) lines.fail(`is “${name.slice(0, 20)}”: reactions are not read`)
  const program = lines.next('the line of the program')
  const comment = lines.next('the comment')
  const counts = lines.next('the numbers of atoms and bonds')
  const version = counts.slice(33, 39).trim()
  if (version !== '' && version !== 'V2000' && version !== 'V3000') {
    lines.fail(`has “${version}” in columns 34 to 39; the versions V2000 and V3000 are read`)
  }
  const { table, isChiral } =
    version === 'V3000'
      ? readV3000(lines)
      : { isChiral: counts.slice(12, 15).trim() === '1', table: readV2000(lines, counts) }
  const code = program.slice(20, 22).toUpperCase()
  if (code === '2D') lines.warn('positions are of a drawing in the plane (2D), not in Å')
  const { elements, positions, bonds, charges, isotopes, radicals, stereo, decimals } = table
  return {
    name: name.trimEnd(),
    program: program.trimEnd(),
    comment: comment.trimEnd(),
    ...(code === '2D' || code === '3D' ? { dimension: code === '2D' ? 2 : 3 } : {}),
    isChiral,
    elements,
    positions,
    bonds,
    charges,
    isotopes,
    radicals,
    stereo,
    info: readItems(lines),
    decimals,
    warnings: lines.warnings,
  }
}
