import { arrayOf, InvalidArgumentError, knownOptions, shown, stringOf } from '@buridan/core'
import { checkedMolecule, type SdfContent } from './checked-molecule.js'
import { fitsV2000, tableV2000 } from './format-v2000.js'
import { tableV3000 } from './format-v3000.js'

/** How molecules are written. */
export interface SdfFormat {
  /**
   * The version of the connection tables. By default V2000 for molecules that it holds exactly: up to 999 atoms and bonds, positions of up to
   * four decimals; V3000 for others, to the last bit. V2000 where it is asked for rounds positions.
   */
  readonly version?: 'V2000' | 'V3000'
}

/**
 * Writes molecules as an SDF file, each with its data items.
 *
 * @param molecules - elements and positions in Å; maybe bonds of order 1, 2, 3 or 1.5 (aromatic), charges, isotopes, radicals, drawings of
 * bonds, a name, and data items
 * @param options - `version`: of the connection tables
 * @throws InvalidArgumentError for a molecule whose numbers do not fit its atoms and bonds, an element that is not one, a line of text with
 * ends of lines, a data item that would be read as something else, or a molecule that the version asked for does not hold
 * @throws RepresentationMismatchError for a position that has not three numbers
 * @remarks O(length of the text). Warnings of molecules that were read are not written.
 *
 * @example
 * ```ts
 * import { formatSdf, parseSdf } from '@buridan/data'
 * const hydrogen = { name: 'hydrogen', elements: ['H', 'H'], positions: [[0, 0, 0], [0, 0, 0.7414]], bonds: [[0, 1, 1]] } as const
 * const text = formatSdf([hydrogen])
 * console.log(/V[23]000/.exec(text)?.[0]) // → V2000
 * console.log(parseSdf(text)[0]!.positions[1]) // → [ 0, 0, 0.7414 ]
 * ```
 */
export function formatSdf(molecules: readonly SdfContent[], options: SdfFormat = {}): string {
  const { version } = knownOptions(options, { version: true }, 'formatSdf')
  if (version !== undefined && version !== 'V2000' && version !== 'V3000') {
    throw new InvalidArgumentError(`version is ${shown(version)}; it must be V2000 or V3000`)
  }
  return arrayOf(molecules, 'molecules')
    .map((molecule, i) => record(molecule, version, `molecules[${i}]`))
    .join('')
}

function record(content: SdfContent, version: SdfFormat['version'], where: string): string {
  const molecule = checkedMolecule(content, where)
  const table = (version ?? (fitsV2000(molecule) ? 'V2000' : 'V3000')) === 'V2000' ? tableV2000 : tableV3000
  const items = [...molecule.info].flatMap(([name, value]) => [
    `> <${itemName(name, where)}>`,
    ...itemLines(value, `${where} <${shown(name)}>`),
    '',
  ])
  const head = (['name', 'program', 'comment'] as const).map((key) =>
    headLine(molecule[key], `${where}.${key}`),
  )
  return [...head, ...table(molecule, where), 'M  END', ...items, '$$$$', ''].join('\n')
}

function oneLine(text: string, what: string): string {
  if (/[\r\n]/.test(stringOf(text, what))) {
    throw new InvalidArgumentError(`${what} is ${shown(text)}; it must be one line`)
  }
  return text
}

function headLine(text: string, what: string): string {
  if (!oneLine(text, what).startsWith('$')) return text
  throw new InvalidArgumentError(`${what} begins with $, as ends of records do`)
}

function itemName(name: string, where: string): string {
  if (name !== '' && !/[<>]/.test(oneLine(name, `a data item of ${where}`))) return name
  throw new InvalidArgumentError(
    `a data item of ${where} is named ${shown(name)}; it must be a text without < and >`,
  )
}

/** Lines of a value that are read as such. */
function itemLines(value: string, what: string): string[] {
  const text = stringOf(value, what)
  if (text === '') return []
  const lines = text.split('\n')
  if (lines.some((line) => line.trim() === '' || line.includes('\r') || /^(?:>|\$\$\$\$)/.test(line))) {
    throw new InvalidArgumentError(
      `${what} is ${shown(text)}; its lines must not be empty, nor begin with > or $$$$`,
    )
  }
  return lines
}
