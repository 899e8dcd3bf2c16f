import { parseJsonLines, parseNpy, parseNpz, recordsInPlace } from '@buridan/data'
import { InvalidFileError } from '@buridan/groups'
import type { AuditDataOptions } from '../audit-options.js'
import { type DataFile, named, textOf } from '../data-file.js'
import { ignoredKeys } from '../rows/given-row.js'
import { readDataSet } from './data-set.js'
import { lookAtRows, type RowOptions, type RowPart, type UncheckedRows } from './row-part.js'

/** Rows with their near-symmetries, and the options that these depend on. */
export interface LookedAtRows {
  readonly part: RowPart
  readonly options: RowOptions
  /** The keys of the data that nothing reads. */
  readonly ignored: readonly string[]
}

/** The near-symmetries of the rows of a JSON file `{ group, repIn, repOut, x, y }`, options in place of its fields. */
export function readJson(file: DataFile, options: AuditDataOptions): LookedAtRows {
  const { name: path } = file
  const given = { group: options.group, repIn: options.in, repOut: options.out }
  const { data, ignored } = readDataSet(
    file,
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : name)),
  )
  const field = (name: keyof typeof given) => {
    const value = given[name] ?? data[name]
    if (typeof value !== 'string')
      throw new InvalidFileError(`${path} has no text field ${name}; add it or give the option`)
    return value
  }
  const own = {
    ...options,
    group: field('group'),
    in: field('repIn'),
    out: field('repOut'),
  }
  const [x, y] = [rows(data.x, 'x', path), rows(data.y, 'y', path)]
  if (x.length !== y.length) {
    throw new InvalidFileError(`${path}: x has ${x.length} rows and y ${y.length}; they must pair up`)
  }
  return lookedAt({ rows: x.length, row: (i) => x[i]! }, { rows: y.length, row: (i) => y[i]! }, own, ignored)
}

/** The near-symmetries of the rows of a pair of NumPy files. */
export function readNpy(xFile: DataFile, yFile: DataFile, options: AuditDataOptions): LookedAtRows {
  const x = named(xFile.name, parseNpy, xFile.bytes)
  const y = named(yFile.name, parseNpy, yFile.bytes)
  if (x.rows !== y.rows) {
    throw new InvalidFileError(
      `${xFile.name} has ${x.rows} rows and ${yFile.name} ${y.rows}; they must pair up`,
    )
  }
  return lookedAt(x, y, options)
}

/** The near-symmetries of the rows of the arrays `x` and `y` of a NumPy archive. */
export function readNpz(file: DataFile, options: AuditDataOptions): LookedAtRows {
  const arrays = named(file.name, (bytes) => parseNpz(bytes, { names: ['x', 'y'] }), file.bytes)
  const [x, y] = [arrays.get('x')!, arrays.get('y')!]
  if (x.rows !== y.rows)
    throw new InvalidFileError(`${file.name}: x has ${x.rows} rows and y ${y.rows}; they must pair up`)
  return lookedAt(x, y, options)
}

/** The near-symmetries of the rows of JSON lines `{ x, y }`; a line of another form is skipped, with its number. */
export function readLines(file: DataFile, settings: AuditDataOptions): LookedAtRows {
  const lines = recordsInPlace((onError) => parseJsonLines(textOf(file), onError))
  if (lines.length === 0) throw new InvalidFileError(`${file.name} holds no lines { x, y }`)
  const column = (key: 'x' | 'y'): UncheckedRows => ({
    rows: lines.length,
    row: (i) => {
      const line = lines[i]!
      if (line instanceof InvalidFileError) throw line
      const numbers = line[key]
      if (!Array.isArray(numbers)) throw new InvalidFileError(`it has no array ${key}; a line is { x, y }`)
      return numbers as number[]
    },
  })
  const ignored = new Set(
    lines.flatMap((line) => (line instanceof InvalidFileError ? [] : ignoredKeys(line, ['x', 'y']))),
  )
  return lookedAt(column('x'), column('y'), settings, [...ignored])
}

/** Finds the near-symmetries of rows one by one. */
function lookedAt(
  x: UncheckedRows,
  y: UncheckedRows,
  options: AuditDataOptions,
  ignored: readonly string[] = [],
): LookedAtRows {
  const { group, in: repIn, out: repOut, tolerance, precision, loss, onProgress } = options
  const own: RowOptions = {
    group: group!,
    in: repIn!,
    out: repOut!,
    ...(tolerance === undefined ? {} : { tolerance }),
    ...(precision === undefined ? {} : { precision }),
    ...(loss === undefined ? {} : { loss }),
  }
  return { part: lookAtRows(x, y, own, onProgress), options: own, ignored }
}

function rows(value: unknown, name: string, path: string): number[][] {
  if (!Array.isArray(value)) throw new InvalidFileError(`${path}: ${name} must be an array of rows`)
  return value as number[][]
}
