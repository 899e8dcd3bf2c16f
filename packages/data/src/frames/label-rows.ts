import { shown } from '@buridan/core'
import { InvalidFileError } from '@buridan/groups'
import { type NumberedLine, numberedLines } from '../json-lines/lines.js'
import { type JsonObject, parseJsonObject } from '../json-lines/parse-json-object.js'
import type { AtomsFrame } from './atoms-frame.js'

/** Labels of one frame of another file. */
export interface LabelRow {
  /** The file of labels and the line, for messages. */
  readonly where: string
  readonly file: string
  readonly block?: string
  readonly frame?: number
  /** Numbers of the whole. */
  readonly whole: ReadonlyMap<string, readonly number[]>
  /** Numbers of each atom. */
  readonly atoms: ReadonlyMap<string, readonly (readonly number[])[]>
}

/** A frame and where it is from. */
export interface PlacedFrame {
  readonly file: string
  /** Its place in the file, and how many there are. */
  readonly index: number
  readonly count: number
  readonly frame: AtomsFrame | InvalidFileError
}

/** Whether JSON lines name files whose labels they are: the first does. */
export function isLabelFile(text: string): boolean {
  const [first] = text.trimStart().split('\n', 1)
  try {
    return typeof parseJsonObject(first!).file === 'string'
  } catch {
    return false
  }
}

/** @throws InvalidFileError with the line of a row that is not one */
export function parseLabelRows({ name, text }: { readonly name: string; readonly text: string }): LabelRow[] {
  return numberedLines(text).map((line) => rowOf(line, `${name}: line ${line.number}`))
}

/** The most parts of a path by whose ends a file is found. */
const MOST_PARTS = 64

const PLACES = ['file', 'block', 'frame', 'atoms']

function rowOf({ text }: NumberedLine, where: string): LabelRow {
  const refuse = (what: string): never => {
    throw new InvalidFileError(`${where}: ${what}`)
  }
  let row: JsonObject = {}
  try {
    row = parseJsonObject(text)
  } catch (error) {
    refuse((error as Error).message)
  }
  const { file, block, frame, atoms } = row
  if (typeof file !== 'string')
    return refuse(`file is ${shown(file)}; it must be the name of a file of atoms`)
  if (block !== undefined && typeof block !== 'string')
    return refuse(`block is ${shown(block)}; it must be a name`)
  if (frame !== undefined && !(Number.isInteger(frame) && (frame as number) >= 0)) {
    return refuse(`frame is ${shown(frame)}; it must be a number of a frame, from 0`)
  }
  if (atoms !== undefined && (typeof atoms !== 'object' || atoms === null || Array.isArray(atoms))) {
    return refuse(`atoms is ${shown(atoms)}; it must be an object of arrays, an entry for each atom`)
  }
  const whole = new Map<string, readonly number[]>()
  for (const [key, value] of Object.entries(row)) {
    const numbers = PLACES.includes(key) ? undefined : numbersOf(value)
    if (numbers) whole.set(key, numbers)
  }
  const ofAtoms = new Map<string, readonly (readonly number[])[]>()
  for (const [key, value] of Object.entries(atoms ?? {})) {
    const list = Array.isArray(value) ? value.map(numbersOf) : [undefined]
    if (list.includes(undefined))
      return refuse(`${key.slice(0, 40)} of atoms must be an array with numbers for each atom`)
    ofAtoms.set(key, list as (readonly number[])[])
  }
  return {
    where,
    file,
    ...(block === undefined ? {} : { block }),
    ...(frame === undefined ? {} : { frame: frame as number }),
    whole,
    atoms: ofAtoms,
  }
}

/** A number, an array of them, or rows of one length one after the other; undefined for anything else. */
function numbersOf(value: unknown): readonly number[] | undefined {
  if (typeof value === 'number') return [value]
  if (!Array.isArray(value) || value.length === 0) return undefined
  const lengths = new Set(value.map((row) => (Array.isArray(row) ? row.length : 0)))
  const flat: unknown[] = value.flat()
  return lengths.size === 1 && flat.length > 0 && flat.every((v) => typeof v === 'number') ? flat : undefined
}

/**
 * Frames with the labels of rows.
 *
 * @throws InvalidFileError for a row whose frame is not there, is one of several, or has a label of the row already
 */
export function withLabels(
  placed: readonly PlacedFrame[],
  rows: readonly LabelRow[],
): (AtomsFrame | InvalidFileError)[] {
  const places = placesByPath(placed)
  const out = placed.map(({ frame }) => frame)
  for (const row of rows) {
    const i = placeOf(row, placed, places.get(pathOf(row.file).join('/')) ?? [])
    const frame = out[i]!
    // what cannot be read stays named for that
    if (frame instanceof InvalidFileError) continue
    out[i] = labelled(frame, row)
  }
  return out
}

/** The places of frames by the paths of their files, and by the ends of these where no file has the whole path. */
function placesByPath(placed: readonly PlacedFrame[]): Map<string, number[]> {
  const [whole, ends] = [new Map<string, number[]>(), new Map<string, number[]>()]
  const put = (map: Map<string, number[]>, key: string, i: number) => {
    const known = map.get(key)
    if (known) known.push(i)
    else map.set(key, [i])
  }
  placed.forEach(({ file }, i) => {
    const parts = pathOf(file)
    put(whole, parts.join('/'), i)
    for (let k = 1; k < Math.min(parts.length, MOST_PARTS); k++) put(ends, parts.slice(k).join('/'), i)
  })
  return new Map([...ends, ...whole])
}

function pathOf(file: string): string[] {
  return file.split(/[/\\]/).filter((part) => part !== '' && part !== '.')
}

function placeOf(
  { where, file, block, frame }: LabelRow,
  placed: readonly PlacedFrame[],
  ofFile: readonly number[],
): number {
  const places = ofFile.filter((i) => {
    const one = placed[i]!
    if (frame !== undefined && one.index !== frame) return false
    return block === undefined || blockOf(one) === block
  })
  if (places.length === 1) return places[0]!
  const which = `${file.slice(0, 80)}${block === undefined ? '' : `, block ${block.slice(0, 40)}`}${frame === undefined ? '' : `, frame ${frame}`}`
  throw new InvalidFileError(
    places.length === 0
      ? `${where}: there is no ${which} among the files`
      : `${where}: ${which} is ${places.length} frames; say which by the folder in file, by block, or by frame, from 0`,
  )
}

function blockOf({ frame }: PlacedFrame): string | undefined {
  return frame instanceof InvalidFileError ? undefined : frame.block
}

function labelled(frame: AtomsFrame, { where, whole, atoms }: LabelRow): AtomsFrame {
  const n = frame.elements.length
  for (const name of [...whole.keys(), ...atoms.keys()]) {
    if (frame.properties.has(name) || frame.atomProperties.has(name)) {
      throw new InvalidFileError(`${where}: ${name.slice(0, 40)} is there already`)
    }
  }
  for (const [name, value] of atoms) {
    if (value.length !== n) {
      throw new InvalidFileError(
        `${where}: ${name.slice(0, 40)} of atoms has ${value.length} entries, and there are ${n} atoms`,
      )
    }
  }
  return {
    ...frame,
    properties: new Map([...frame.properties, ...whole]),
    atomProperties: new Map([...frame.atomProperties, ...atoms]),
  }
}
