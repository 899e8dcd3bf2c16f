import { readFile } from 'node:fs/promises'
import {
  DEFAULT_POSITION_TOLERANCE,
  InvalidArgumentError,
  InvalidFileError,
  parseAnyGroup,
  parseRepresentation,
} from '@buridan/groups'
import { Auditor, type AuditorOptions, convexFloor, convexLoss } from '@buridan/relaxed'
import type { Audited } from './audited.js'
import { moleculeFrames } from './data/molecule-frames.js'
import { parseNpy } from './data/npy.js'
import { parseXyz } from './data/xyz.js'
import { type AtomsFrame, auditFrames } from './data/xyz-audit.js'

/** Options of `buridan audit`. */
export interface AuditCommandOptions {
  readonly group?: string
  readonly in?: string
  readonly out?: string
  /** The property of an XYZ file that is the label, or `bonds` of molecules. */
  readonly label?: string
  /** Relative; in Å for XYZ. */
  readonly tolerance?: number
  /** A convex loss whose floor is computed too. */
  readonly loss?: string
}

/**
 * Audits a data set: `{ group, repIn, repOut, x, y }` in a JSON file, the options in place of its fields; the frames of an extended XYZ file
 * with `group` and `label`; molecules, a JSON object a line, with `group` and the label `bonds`; or a pair of NumPy files of inputs and labels
 * with `group`, `in` and `out`.
 *
 * @throws InvalidFileError if a file cannot be read or is no such data set
 */
export async function auditFile(
  paths: readonly string[],
  options: AuditCommandOptions = {},
): Promise<Audited> {
  const [path, second] = paths as [string, string?]
  const isNpy = (p: string | undefined) => p !== undefined && /\.npy$/i.test(p)
  if (isNpy(path)) {
    if (!isNpy(second) || paths.length > 2) {
      throw new InvalidArgumentError('NumPy data come as a pair: x.npy y.npy')
    }
    return auditNpy(path, second!, options)
  }
  if (second !== undefined)
    throw new InvalidArgumentError(`${second} is one file too many; only NumPy data come as a pair`)
  if (/\.xyz$/i.test(path)) return auditAtoms(path, parseXyz, options)
  return /\.jsonl$/i.test(path) ? auditAtoms(path, moleculeFrames, options) : auditJson(path, options)
}

async function auditJson(path: string, options: AuditCommandOptions): Promise<Audited> {
  const data = await readDataSet(path)
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

/** Rows that are there or are read one by one. */
interface Rows {
  readonly rows: number
  readonly row: (i: number) => ArrayLike<number>
}

/** Audits rows one by one, and computes the floor of another loss if one is given. */
function auditRows(
  x: Rows,
  y: Rows,
  reps: Pick<AuditorOptions, 'repIn' | 'repOut'>,
  { tolerance, loss }: AuditCommandOptions,
): Audited {
  const settings = { ...reps, ...(tolerance === undefined ? {} : { tolerance }) }
  const auditor = new Auditor(settings)
  const prices = Float64Array.from({ length: x.rows }, (_, i) => auditor.add(x.row(i), y.row(i)))
  const report = auditor.report()
  if (loss === undefined) return { report, prices }
  const all = (data: Rows) => Array.from({ length: data.rows }, (_, i) => data.row(i))
  return {
    report,
    prices,
    convex: convexFloor({ ...settings, x: all(x), y: all(y), loss: convexLoss(loss) }),
  }
}

/** Audits sets of atoms, as they are read from a text. */
async function auditAtoms(
  path: string,
  parse: (text: string) => readonly AtomsFrame[],
  options: AuditCommandOptions,
): Promise<Audited> {
  const group = needed(options, 'group', 'O(3), SO(3) or a point group')
  const label = needed(options, 'label', 'the name of the property that is the label')
  if (options.loss !== undefined) {
    throw new InvalidArgumentError(
      '--loss is for JSON and NumPy data, whose samples are all of one representation',
    )
  }
  const frames = named(path, parse, (await read(path)).toString('utf8'))
  return auditFrames(frames, group, label, options.tolerance ?? DEFAULT_POSITION_TOLERANCE)
}

async function auditNpy(xPath: string, yPath: string, options: AuditCommandOptions): Promise<Audited> {
  const group = parseAnyGroup(needed(options, 'group', 'the group'))
  const x = named(xPath, parseNpy, await read(xPath))
  const y = named(yPath, parseNpy, await read(yPath))
  if (x.rows !== y.rows) {
    throw new InvalidFileError(`${xPath} has ${x.rows} rows and ${yPath} ${y.rows}; they must pair up`)
  }
  const reps = {
    repIn: parseRepresentation(group, needed(options, 'in', 'the input representation')),
    repOut: parseRepresentation(group, needed(options, 'out', 'the output representation')),
  }
  return auditRows(x, y, reps, options)
}

function needed(options: AuditCommandOptions, name: 'group' | 'label' | 'in' | 'out', what: string): string {
  const value = options[name]
  if (value === undefined) throw new InvalidArgumentError(`--${name} is missing: ${what}`)
  return value
}

/** Parses, with the path before what goes wrong. */
function named<I, O>(path: string, parse: (input: I) => O, input: I): O {
  try {
    return parse(input)
  } catch (cause) {
    if (cause instanceof InvalidFileError) throw new InvalidFileError(`${path}: ${cause.message}`, { cause })
    throw cause
  }
}

async function read(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (cause) {
    throw new InvalidFileError(
      `${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    )
  }
}

async function readDataSet(path: string): Promise<Record<string, unknown>> {
  const text = (await read(path)).toString('utf8')
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>
  } catch (cause) {
    throw new InvalidFileError(`${path} is no JSON: it is of another format, or was cut`, { cause })
  }
  throw new InvalidFileError(`${path} holds no object { group, repIn, repOut, x, y }`)
}

function rows(value: unknown, name: string, path: string): number[][] {
  if (!Array.isArray(value)) throw new InvalidFileError(`${path}: ${name} must be an array of rows`)
  return value as number[][]
}
