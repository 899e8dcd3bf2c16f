import { stringOf } from '@buridan/core'
import { InvalidFileError } from '@buridan/groups'
import { elementSymbol } from '../elements/symbols.js'
import { numberOf } from '../numbers/number-of.js'
import { decimalsOfWords } from '../precision/decimals.js'
import { type RecordOptions, readRecords } from '../records/record-options.js'
import { PLAIN } from './columns.js'
import { readComment } from './comment.js'
import type { XyzFrame } from './frame.js'
import type { Scalar } from './values.js'

/** Where a frame begins and how many atoms it has, or why no frame begins there. */
type Found = { readonly at: number; readonly count: number } | InvalidFileError

/**
 * Reads extended XYZ: for each frame the number of atoms, a comment line of `name=value` pairs with the columns in `Properties`, and a
 * line for each atom, in which every column has the kind given in `Properties`. Plain XYZ, with any comment, is read too.
 *
 * @param text - frames one after the other, positions in Å, lines that end in `\n` or `\r\n`
 * @param options - `onError`: takes the error of a bad frame, with its index from 0; the others are then read. After a wrong
 * number of atoms the start of the next frame is not known, and reading ends
 * @returns the frames in order, n atoms with n elements, n positions and columns of n entries each
 * @throws InvalidFileError with the number of the bad line, without `onError`
 * @throws InvalidFileError for a file without frames
 * @remarks O(length).
 * @see https://github.com/libAtoms/extxyz
 *
 * @example
 * ```ts
 * import { parseXyz } from '@buridan/data'
 * const text = `2
 * Properties=species:S:1:pos:R:3:charge:R:1 energy=-1.17 pbc="F F F"
 * H 0 0 0 0.5
 * H 0 0 0.74 -0.5
 * `
 * const [frame] = parseXyz(text)
 * console.log(frame!.elements, frame!.properties.get('energy')) // → [ 'H', 'H' ] [ -1.17 ]
 * console.log(frame!.atomProperties.get('charge')) // → [ [ 0.5 ], [ -0.5 ] ]
 * ```
 */
export function parseXyz(text: string, options: RecordOptions = {}): XyzFrame[] {
  const lines = stringOf(text, 'the file').split(/\r?\n/)
  const found = findFrames(lines)
  if (found.length === 0) throw new InvalidFileError('the file holds no frame')
  return readRecords(
    found,
    (frame) => {
      if (frame instanceof InvalidFileError) throw frame
      return readXyzFrame(lines.slice(frame.at, frame.at + 2 + frame.count), frame.at + 1)
    },
    options,
  )
}

/** Finds the frames by the numbers of atoms alone; an error ends the list. */
function findFrames(lines: readonly string[]): Found[] {
  const found: Found[] = []
  let at = 0
  while (at < lines.length) {
    if (lines[at]!.trim() === '') {
      at++
      continue
    }
    const count = atomsAnnounced(lines[at]!, at + 1)
    if (count instanceof InvalidFileError) {
      found.push(count)
      break
    }
    if (at + 2 + count > lines.length) {
      found.push(cutFrame(at + 1, count, lines.length - at))
      break
    }
    found.push({ at, count })
    at += 2 + count
  }
  return found
}

/** The number of atoms of a frame by its first line, or why no frame begins there. */
export function atomsAnnounced(line: string, number: number): number | InvalidFileError {
  const count = Number(line.trim())
  if (Number.isInteger(count) && count >= 1 && count <= 1e6) return count
  return new InvalidFileError(
    `line ${number} is “${line.slice(0, 40)}”; it must be a number of atoms: nothing is read from there on`,
  )
}

/** Of a frame that begins at a line and is the last, of which so many lines are there. */
export function cutFrame(number: number, count: number, lines: number): InvalidFileError {
  return new InvalidFileError(
    `line ${number} announces ${count} atoms, and the file ends after ${Math.max(0, lines - 2)}: it was cut`,
  )
}

/**
 * A frame of its own lines, the first of them of this number in the file.
 *
 * @throws InvalidFileError with the number of the bad line
 */
export function readXyzFrame(lines: readonly string[], first: number): XyzFrame {
  const count = lines.length - 2
  const { columns, labelDecimals: ofComment, ...said } = readComment(lines[1]!, first + 1)
  const width = columns.reduce((sum, c) => sum + c.width, 0)
  // of their length at once: lists that grow keep room for more
  const elements: string[] = new Array(count)
  const positions: [number, number, number][] = new Array(count)
  const atomProperties = new Map<string, (readonly number[])[]>()
  const kept = new Map<string, (Scalar | readonly Scalar[])[]>()
  let decimals = 0
  const labelDecimals = new Map(ofComment)
  for (let i = 0; i < count; i++) {
    const number = first + 2 + i
    const words = lines[2 + i]!.trim().split(/\s+/)
    if (words[0] === '') {
      throw new InvalidFileError(
        `line ${number} is empty; atom ${i + 1} of the ${count} that line ${first} announces must be there`,
      )
    }
    if (words.length < width || (columns !== PLAIN && words.length > width)) {
      throw new InvalidFileError(`line ${number} has ${words.length} columns; there must be ${width}`)
    }
    let from = 0
    for (const { name, kind, width: w } of columns) {
      const own = words.slice(from, from + w)
      from += w
      refuseOtherKinds(own, kind, number)
      if (name === 'species') elements[i] = kind === 'I' ? symbolOf(own[0]!, number) : own[0]!
      else if (name === 'pos') {
        positions[i] = numbers(own, number) as [number, number, number]
        decimals = Math.max(decimals, decimalsOfWords(own))
      } else {
        const values = valuesOf(own, kind, number)
        place(kept, name, count, i, w === 1 ? values[0]! : values)
        if (!isNumbers(values)) continue
        place(atomProperties, name, count, i, values)
        // a property of the whole comes before one of atoms of the same name
        if (ofComment.has(name)) continue
        labelDecimals.set(name, Math.max(labelDecimals.get(name) ?? 0, decimalsOfWords(own)))
      }
    }
  }
  return {
    elements,
    positions,
    atomProperties,
    columns: kept,
    decimals,
    ...said,
    ...(labelDecimals.size > 0 ? { labelDecimals } : {}),
  }
}

/** Words of columns of integers and of logical values, for which 1 and 0 are allowed too, and their names in messages. */
const KINDS: Readonly<Record<string, { readonly word: RegExp; readonly name: string }>> = {
  I: { word: /^[+-]?\d+$/, name: 'an integer' },
  L: { word: /^(?:T|[tT]rue|TRUE|F|[fF]alse|FALSE|0|1)$/, name: 'T or F' },
}

/** @throws InvalidFileError for a word that is not of the kind given in Properties */
function refuseOtherKinds(words: readonly string[], kind: string, line: number): void {
  const wanted = KINDS[kind]
  const wrong = wanted && words.find((w) => !wanted.word.test(w))
  if (wrong !== undefined)
    throw new InvalidFileError(`line ${line} has “${wrong.slice(0, 40)}” where ${wanted!.name} must be`)
}

/** The values of a column for an atom. */
function valuesOf(words: readonly string[], kind: string, line: number): readonly Scalar[] {
  if (kind === 'S') return words
  return kind === 'L' ? words.map((w) => /^[tT1]/.test(w)) : numbers(words, line)
}

function isNumbers(values: readonly Scalar[]): values is readonly number[] {
  return typeof values[0] === 'number'
}

/** Puts the value of an atom in the list of this name, which has room for all. */
function place<V>(lists: Map<string, V[]>, name: string, count: number, i: number, value: V): void {
  let list = lists.get(name)
  if (!list) lists.set(name, (list = new Array<V>(count)))
  list[i] = value
}

function numbers(words: readonly string[], line: number): number[] {
  return words.map((w) => {
    const value = numberOf(w)
    if (value === undefined)
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
