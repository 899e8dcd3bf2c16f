import { parseJsonLines, parseNpy, parseNpz, type Rows, recordsInPlace } from '@buridan/data'
import { BuridanError, InvalidFileError, parseAnyGroup, parseRepresentation } from '@buridan/groups'
import { Auditor, type AuditorOptions, convexFloor, convexLoss } from '@buridan/relaxed'
import type { AuditDataOptions } from './audit-options.js'
import type { Audited } from './audited.js'
import { type DataFile, named, textOf } from './data-file.js'

/** Audits a JSON file `{ group, repIn, repOut, x, y }`, options in place of its fields. */
export function auditJson(file: DataFile, options: AuditDataOptions): Audited {
  const { name: path } = file
  const data = readDataSet(file)
  const field = (name: string, given: string | undefined) => {
    const value = given ?? data[name]
    if (typeof value !== 'string')
      throw new InvalidFileError(`${path} has no text field ${name}; add it or give the option`)
    return value
  }
  const group = parseAnyGroup(field('group', options.group))
  const [x, y] = [rows(data.x, 'x', path), rows(data.y, 'y', path)]
  if (x.length !== y.length) {
    throw new InvalidFileError(`${path}: x has ${x.length} rows and y ${y.length}; they must pair up`)
  }
  const reps = {
    repIn: parseRepresentation(group, field('repIn', options.in)),
    repOut: parseRepresentation(group, field('repOut', options.out)),
  }
  return auditRows(
    { rows: x.length, row: (i) => x[i]! },
    { rows: y.length, row: (i) => y[i]! },
    reps,
    options,
  )
}

/** Audits a pair of NumPy files. */
export function auditNpy(xFile: DataFile, yFile: DataFile, options: AuditDataOptions): Audited {
  const x = named(xFile.name, parseNpy, xFile.bytes)
  const y = named(yFile.name, parseNpy, yFile.bytes)
  if (x.rows !== y.rows) {
    throw new InvalidFileError(
      `${xFile.name} has ${x.rows} rows and ${yFile.name} ${y.rows}; they must pair up`,
    )
  }
  return auditRows(x, y, representations(options), options)
}

/** Audits the arrays `x` and `y` of a NumPy archive. */
export function auditNpz(file: DataFile, options: AuditDataOptions): Audited {
  const arrays = named(file.name, (bytes) => parseNpz(bytes, { names: ['x', 'y'] }), file.bytes)
  const [x, y] = [arrays.get('x')!, arrays.get('y')!]
  if (x.rows !== y.rows)
    throw new InvalidFileError(`${file.name}: x has ${x.rows} rows and y ${y.rows}; they must pair up`)
  return auditRows(x, y, representations(options), options)
}

/** Audits JSON lines `{ x, y }`; a line that is none is skipped by its number. */
export function auditLines(file: DataFile, settings: AuditDataOptions): Audited {
  const lines = recordsInPlace((onError) => parseJsonLines(textOf(file), onError))
  if (lines.length === 0) throw new InvalidFileError(`${file.name} holds no lines { x, y }`)
  const column = (key: 'x' | 'y'): UncheckedRows => ({
    rows: lines.length,
    row: (i) => {
      const line = lines[i]!
      if (line instanceof InvalidFileError) throw line
      const numbers = line[key]
      if (!Array.isArray(numbers))
        throw new InvalidFileError(`row ${i + 1} has no array ${key}; a line is { x, y }`)
      return numbers as number[]
    },
  })
  return auditRows(column('x'), column('y'), representations(settings), settings)
}

function representations(options: AuditDataOptions): Pick<AuditorOptions, 'repIn' | 'repOut'> {
  const group = parseAnyGroup(options.group!)
  return {
    repIn: parseRepresentation(group, options.in!),
    repOut: parseRepresentation(group, options.out!),
  }
}

/** Rows that are there or are read one by one, whose numbers are not looked at yet. */
type UncheckedRows = Pick<Rows, 'rows'> & { row(i: number): ArrayLike<number> }

/** Audits rows one by one, and computes the floor of another loss if one is given. */
function auditRows(
  x: UncheckedRows,
  y: UncheckedRows,
  reps: Pick<AuditorOptions, 'repIn' | 'repOut'>,
  { tolerance, precision, loss, onProgress }: AuditDataOptions,
): Audited {
  const settings = {
    ...reps,
    ...(tolerance === undefined ? {} : { tolerance }),
    ...(precision === undefined ? {} : { inputPrecision: precision }),
  }
  const auditor = new Auditor(settings)
  const good: number[] = []
  for (let i = 0; i < x.rows; i++) {
    try {
      auditor.add(x.row(i), y.row(i))
      good.push(i)
    } catch (error) {
      // a bad row is named in the report and does not lose the others
      if (!(error instanceof BuridanError)) throw error
      auditor.skip(error)
    }
    onProgress?.(i + 1, x.rows)
  }
  const audited = auditor.result()
  if (loss === undefined) return audited
  const all = (data: UncheckedRows) => good.map((i) => data.row(i))
  return { ...audited, convex: convexFloor({ ...reps, x: all(x), y: all(y), loss: convexLoss(loss) }) }
}

function readDataSet(file: DataFile): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(textOf(file))
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>
  } catch (cause) {
    throw new InvalidFileError(`${file.name} is not JSON: it is of another format, or was cut`, { cause })
  }
  throw new InvalidFileError(`${file.name} holds no object { group, repIn, repOut, x, y }`)
}

function rows(value: unknown, name: string, path: string): number[][] {
  if (!Array.isArray(value)) throw new InvalidFileError(`${path}: ${name} must be an array of rows`)
  return value as number[][]
}
