import { InvalidFileError } from '@buridan/groups'
import { decimalsOfWords } from '../precision/decimals.js'
import { type Column, looksLikeColumns, PLAIN, readColumns } from './columns.js'
import { type Pair, scanPairs, shownKey } from './pairs.js'
import type { XyzValue } from './values.js'

/** The contents of the comment line of a frame. */
export interface XyzComment {
  readonly columns: readonly Column[]
  /** All pairs except those that say how to read the frame; words alone are `true`. */
  readonly info: ReadonlyMap<string, XyzValue>
  /** The pairs with numbers, rows one after the other. */
  readonly properties: ReadonlyMap<string, readonly number[]>
  /** The most decimals that a number of each of them is written with. */
  readonly labelDecimals: ReadonlyMap<string, number>
  /** Nine numbers: the three cell vectors, Å. */
  readonly lattice?: readonly number[]
  /** For each of the three cell vectors, whether the frame repeats along it. */
  readonly pbc?: readonly boolean[]
}

/** Keys that say how to read the frame, in any case of letters. */
const RESERVED = ['properties', 'lattice', 'pbc'] as const
type Reserved = (typeof RESERVED)[number]
const SOUNDS_RESERVED = /(?:properties|lattice|pbc)["']?\s*=/i

/**
 * Reads a comment line. A line without columns, cell or periodicity may be any text, and its pairs, if any, are read.
 *
 * @throws InvalidFileError with the line, for unreadable pairs in a line that says how to read the frame, and for
 * malformed columns, cell or periodicity
 */
export function readComment(comment: string, line: number): XyzComment {
  const { pairs, flags, fault, repeated } = scanPairs(comment)
  const reserved = reservedPairs(pairs, line)
  if (repeated !== undefined) refuseTwo(repeated, line)
  if (fault !== undefined && (reserved.size > 0 || SOUNDS_RESERVED.test(comment))) {
    throw new InvalidFileError(`line ${line}: ${fault}`)
  }
  const columns = reserved.get('properties')
  if (!columns) refuseStrayColumns(pairs, flags, line)
  const info = new Map<string, XyzValue>()
  const properties = new Map<string, readonly number[]>()
  const labelDecimals = new Map<string, number>()
  for (const [key, { value, raw }] of pairs) {
    if (isReserved(key)) continue
    info.set(key, value)
    const numbers = numbersOf(value)
    if (!numbers) continue
    properties.set(key, numbers)
    labelDecimals.set(key, decimalsOfWords(raw.split(/[\s,[\]{}"']+/)))
  }
  if (reserved.size === 0) info.set('comment', comment)
  else for (const flag of flags) if (!info.has(flag)) info.set(flag, true)
  const [lattice, pbc] = [reserved.get('lattice'), reserved.get('pbc')]
  return {
    columns: columns ? readColumns(textOf(columns), line) : PLAIN,
    info,
    properties,
    labelDecimals,
    ...(lattice ? { lattice: readLattice(lattice, line) } : {}),
    ...(pbc ? { pbc: readPbc(pbc, line) } : {}),
  }
}

function isReserved(key: string): key is Reserved {
  return RESERVED.some((r) => r === key.toLowerCase())
}

function reservedPairs(pairs: ReadonlyMap<string, Pair>, line: number): Map<Reserved, Pair> {
  const found = new Map<Reserved, Pair>()
  for (const [key, pair] of pairs) {
    if (!isReserved(key)) {
      refuseHidden(key, pair, line)
      continue
    }
    const name = key.toLowerCase() as Reserved
    const known = found.get(name)
    if (known && known.raw !== pair.raw) refuseTwo(key, line)
    found.set(name, pair)
  }
  return found
}

function refuseTwo(key: string, line: number): never {
  throw new InvalidFileError(`line ${line}: ${shownKey(key)} is given twice, with unlike values`)
}

/** `title=Properties=…` is a title without a value, or columns without a space before them. */
function refuseHidden(key: string, { raw }: Pair, line: number): void {
  const within = raw.indexOf('=')
  if (within > 0 && isReserved(raw.slice(0, within))) {
    throw new InvalidFileError(
      `line ${line}: the value of ${shownKey(key)} is “${raw.slice(0, 40)}”: put a value before ${raw.slice(0, within)}, or quotes around`,
    )
  }
}

/** Columns under another key, or without =, would count as absent, and other columns would be read as positions. */
function refuseStrayColumns(pairs: ReadonlyMap<string, Pair>, flags: readonly string[], line: number): void {
  for (const [key, { value }] of pairs) {
    if (typeof value === 'string' && looksLikeColumns(value)) {
      throw new InvalidFileError(`line ${line}: ${shownKey(key)} holds columns; their key must be Properties`)
    }
  }
  const stray = flags.find(looksLikeColumns)
  if (stray !== undefined) {
    throw new InvalidFileError(`line ${line}: “${stray.slice(0, 60)}” must follow Properties=`)
  }
}

function textOf({ value, raw }: Pair): string {
  return typeof value === 'string' ? value : raw
}

function numbersOf(value: XyzValue): readonly number[] | undefined {
  const flat = [value].flat(2) as readonly unknown[]
  return flat.length > 0 && flat.every((v): v is number => typeof v === 'number') ? flat : undefined
}

function readLattice({ value, raw }: Pair, line: number): readonly number[] {
  const numbers = numbersOf(value)
  const rows = Array.isArray(value) && Array.isArray(value[0]) ? value.length : undefined
  if (numbers?.length !== 9 || (rows !== undefined && rows !== 3)) {
    throw new InvalidFileError(
      `line ${line}: Lattice must be nine numbers, three for each cell vector; not “${raw.slice(0, 80)}”`,
    )
  }
  return numbers
}

function readPbc({ value, raw }: Pair, line: number): readonly boolean[] {
  const flat = [value].flat(2)
  const said = flat.map((v) => (v === 1 || v === true ? true : v === 0 || v === false ? false : undefined))
  const all = said.length === 1 ? [said[0], said[0], said[0]] : said
  if (all.length !== 3 || all.includes(undefined)) {
    throw new InvalidFileError(
      `line ${line}: pbc must be T or F for each cell vector; not “${raw.slice(0, 60)}”`,
    )
  }
  return all as boolean[]
}
