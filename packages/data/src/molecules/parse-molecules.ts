import { parseJson } from '@buridan/core'
import { type NumberedLine, numberedLines } from '../json-lines/lines.js'
import { type RecordOptions, readRecords } from '../records/record-options.js'
import { type MoleculeRecord, moleculeOf } from './molecule-record.js'

/**
 * Reads molecules, one JSON object a line with `elements` and `positions` (Å), maybe `bonds` [i, j, order], atoms counted from 0, `name` and
 * `family`. Fields of other names are kept as they are.
 *
 * @param options - `onError`: takes the error of a line that is not a molecule, with the line's index among lines that are not empty,
 * from 0; such lines are then left out, and the others are read
 * @throws InvalidFileError for a line that is not a molecule, or gives a key twice, with its number, without `onError`
 * @throws InvalidArgumentError if the text is not a string, or `onError` not a function
 * @remarks O(length).
 *
 * @example
 * ```ts
 * import { parseMolecules } from '@buridan/data'
 * const line = '{"name":"hydrogen","elements":["H","H"],"positions":[[0,0,0],[0,0,0.74]],"bonds":[[0,1,1]]}'
 * console.log(parseMolecules(`${line}\n`)[0]!.elements) // → [ 'H', 'H' ]
 * ```
 */
export function parseMolecules(text: string, options: RecordOptions = {}): MoleculeRecord[] {
  return readRecords(numberedLines(text), parseLine, options)
}

/** The molecule of a line. @throws InvalidFileError with its number */
export function parseLine({ text, number }: NumberedLine): MoleculeRecord {
  const where = `line ${number} of the molecules`
  return moleculeOf(parseJson(text, where), where)
}
