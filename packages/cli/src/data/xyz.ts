import { InvalidFileError } from '@buridan/groups'
import { elementSymbol } from './element-symbols.js'
import { decimalsOf } from './precision.js'
import { PLAIN } from './xyz-columns.js'
import { readComment } from './xyz-comment.js'
import type { PairValue } from './xyz-values.js'

/** A frame of an extended XYZ file. */
export interface XyzFrame {
  readonly elements: readonly string[]
  readonly positions: readonly (readonly [number, number, number])[]
  /** Columns beside species and positions: for each atom a number or several. */
  readonly atomProperties: ReadonlyMap<string, readonly (readonly number[])[]>
  /** Numbers of the comment line, one or several for each name. */
  readonly properties: ReadonlyMap<string, readonly number[]>
  /** All that the comment line says, numbers or not. */
  readonly info?: ReadonlyMap<string, PairValue>
  /** Nine numbers: the three cell vectors, Å. */
  readonly lattice?: readonly number[]
  /** Along which of the cell vectors the frame repeats, where the file says so. */
  readonly pbc?: readonly boolean[]
  /** The most decimals that a coordinate is written with. */
  readonly decimals: number
}

/**
 * Reads extended XYZ, all of it: see {@link readXyz}.
 *
 * @throws InvalidFileError with the number of the line that is wrong
 */
export function parseXyz(text: string): XyzFrame[] {
  return readXyz(text).map((frame) => {
    if (frame instanceof InvalidFileError) throw frame
    return frame
  })
}

/**
 * Reads extended XYZ: for each frame the number of atoms, a comment line of `name=value` pairs with the columns in `Properties`, and a
 * line for each atom, in which every column is of the kind that `Properties` says. Plain XYZ, whose comment says nothing, is read too. In place of a frame that is wrong there is its error, with the
 * number of the line; where the next frame begins is not known after a wrong number of atoms, and nothing more is read.
 *
 * @throws InvalidFileError for a file without frames
 */
export function readXyz(text: string): (XyzFrame | InvalidFileError)[] {
  const lines = text.split(/\r?\n/)
  const frames: (XyzFrame | InvalidFileError)[] = []
  let at = 0
  while (at < lines.length) {
    if (lines[at]!.trim() === '') {
      at++
      continue
    }
    const count = Number(lines[at]!.trim())
    if (!Number.isInteger(count) || count < 1 || count > 1e6) {
      frames.push(
        new InvalidFileError(
          `line ${at + 1} is “${lines[at]!.slice(0, 40)}”; it must be a number of atoms: nothing is read from there on`,
        ),
      )
      break
    }
    if (at + 2 + count > lines.length) {
      frames.push(
        new InvalidFileError(
          `line ${at + 1} announces ${count} atoms, and the file ends after ${Math.max(0, lines.length - at - 2)}: it was cut`,
        ),
      )
      break
    }
    frames.push(frameOrError(lines, at, count))
    at += 2 + count
  }
  if (frames.length === 0) throw new InvalidFileError('the file holds no frame')
  return frames
}

function frameOrError(lines: readonly string[], at: number, count: number): XyzFrame | InvalidFileError {
  try {
    return readFrame(lines, at, count)
  } catch (error) {
    if (error instanceof InvalidFileError) return error
    throw error
  }
}

function readFrame(lines: readonly string[], at: number, count: number): XyzFrame {
  const { columns, ...said } = readComment(lines[at + 1]!, at + 2)
  const width = columns.reduce((sum, c) => sum + c.width, 0)
  const elements: string[] = []
  const positions: [number, number, number][] = []
  const atomProperties = new Map<string, number[][]>()
  let decimals = 0
  for (let i = 0; i < count; i++) {
    const number = at + 3 + i
    const words = lines[at + 2 + i]!.trim().split(/\s+/)
    if (words.length < width || (columns !== PLAIN && words.length > width)) {
      throw new InvalidFileError(`line ${number} has ${words.length} columns; there must be ${width}`)
    }
    let from = 0
    for (const { name, kind, width: w } of columns) {
      const own = words.slice(from, from + w)
      from += w
      refuseOtherKinds(own, kind, number)
      if (name === 'species') elements.push(kind === 'I' ? symbolOf(own[0]!, number) : own[0]!)
      else if (name === 'pos') {
        positions.push(numbers(own, number) as [number, number, number])
        for (const word of own) decimals = Math.max(decimals, decimalsOf(word))
      } else if (kind === 'R' || kind === 'I') {
        const known = atomProperties.get(name) ?? []
        known.push(numbers(own, number))
        atomProperties.set(name, known)
      }
    }
  }
  return { elements, positions, atomProperties, decimals, ...said }
}

/** Words of columns of integers and of logical values, for which 1 and 0 stand too, and those for people who read the error. */
const KINDS: Readonly<Record<string, { readonly word: RegExp; readonly name: string }>> = {
  I: { word: /^[+-]?\d+$/, name: 'an integer' },
  L: { word: /^(?:T|[tT]rue|TRUE|F|[fF]alse|FALSE|0|1)$/, name: 'T or F' },
}

/** @throws InvalidFileError for a word that is not of the kind that Properties says */
function refuseOtherKinds(words: readonly string[], kind: string, line: number): void {
  const wanted = KINDS[kind]
  const wrong = wanted && words.find((w) => !wanted.word.test(w))
  if (wrong !== undefined)
    throw new InvalidFileError(`line ${line} has “${wrong.slice(0, 40)}” where ${wanted!.name} must be`)
}

function numbers(words: readonly string[], line: number): number[] {
  return words.map((w) => {
    const value = w === '' ? Number.NaN : Number(w.replace(/[dD](?=[+-]?\d+$)/, 'e'))
    if (!Number.isFinite(value))
      throw new InvalidFileError(`line ${line} has “${w.slice(0, 40)}” where a number must be`)
    return value
  })
}

function symbolOf(word: string, line: number): string {
  const symbol = /^\d{1,3}$/.test(word) ? elementSymbol(Number(word)) : undefined
  if (symbol === undefined)
    throw new InvalidFileError(`line ${line} has “${word.slice(0, 40)}” where an atomic number must be`)
  return symbol
}
