import { Readable } from 'node:stream'
import { shown } from '@buridan/core'
import { InvalidArgumentError, InvalidFileError } from '@buridan/groups'
import type { AtomsFrame } from '../frames/atoms-frame.js'
import { frameOfMolecule, frameOfSdf } from '../frames/molecule-frames.js'
import { framedRecord } from '../frames/parse-frames.js'
import type { NumberedLine } from '../json-lines/lines.js'
import { linesOf } from '../json-lines/read-lines.js'
import { parseLine } from '../molecules/parse-molecules.js'
import { readMolecule } from '../sdf/parse-sdf.js'
import { RecordLines } from '../sdf/record-lines.js'
import { atomsAnnounced, cutFrame, readXyzFrame } from '../xyz/parse-xyz.js'

/** A format whose frames follow one another in a file. */
export type StreamedFormat = 'xyz' | 'sdf' | 'molecules'

type Frames = AsyncGenerator<AtomsFrame | InvalidFileError, void, undefined>
type Lines = AsyncIterable<NumberedLine>

const READERS: Readonly<Record<StreamedFormat, (lines: Lines) => Frames>> = {
  xyz: xyzFrames,
  sdf: sdfFrames,
  molecules: moleculeFrames,
}

/**
 * Reads the frames of a stream one by one as they come, so that files larger than memory and pipes that stay open can be read: the frames that
 * `parseFrames` of `@buridan/data` finds in the whole text, a bad one as its error.
 *
 * @param input - text in UTF-8; it is read only as far as frames are asked for, and left open if the loop ends early
 * @param format - `xyz`, extended or plain; `sdf`; or `molecules`, a JSON object a line
 * @throws InvalidArgumentError if it is not a stream, or there is no such format
 * @throws TooLargeError while reading, for a line of more than 256 MiB
 * @throws InvalidFileError while reading, with the error of the stream as its `cause`
 * @remarks O(length), in memory O(longest frame).
 *
 * @example
 * ```ts
 * import { Readable } from 'node:stream'
 * import { readFrames } from '@buridan/data/node'
 * const found: unknown[] = []
 * for await (const frame of readFrames(Readable.from(['1\n\nH 0 0 0\n2\n\nH 0 0 0\n', 'O 0 0 1\n']), 'xyz')) {
 *   found.push(frame instanceof Error ? frame.message : frame.elements.join(''))
 * }
 * console.log(found) // → [ 'H', 'HO' ]
 * ```
 */
export function readFrames(input: Readable, format: StreamedFormat): Frames {
  if (!(input instanceof Readable)) {
    throw new InvalidArgumentError(`the input is ${shown(input)}; it must be a readable stream`)
  }
  if (typeof format !== 'string' || !Object.hasOwn(READERS, format)) {
    throw new InvalidArgumentError(
      `frames of format ${shown(format)} do not follow one another; those of xyz, sdf and molecules do`,
    )
  }
  return READERS[format](linesOf(input))
}

/** What a function reads, or its error. */
function orError<T>(read: () => T): T | InvalidFileError {
  try {
    return read()
  } catch (error) {
    if (error instanceof InvalidFileError) return error
    throw error
  }
}

async function* xyzFrames(lines: Lines): Frames {
  let own: string[] = []
  let [first, count] = [0, 0]
  for await (const { number, text } of lines) {
    if (own.length === 0) {
      if (text.trim() === '') continue
      const announced = atomsAnnounced(text, number)
      if (announced instanceof InvalidFileError) {
        // where the next frame begins is not known
        yield announced
        return
      }
      ;[first, count] = [number, announced]
    }
    own.push(text)
    if (own.length < count + 2) continue
    const frame = own
    yield orError(() => readXyzFrame(frame, first))
    own = []
  }
  if (own.length > 0) yield cutFrame(first, count, own.length)
}

async function* sdfFrames(lines: Lines): Frames {
  let own: string[] = []
  let [before, place] = [0, 1]
  const frame = () => {
    const found = orError(() =>
      readMolecule(new RecordLines(own, { from: 0, end: own.length, place, before })),
    )
    return found instanceof InvalidFileError ? found : framedRecord(found, place, frameOfSdf)
  }
  for await (const { number, text } of lines) {
    if (!text.startsWith('$$$$')) {
      own.push(text)
      continue
    }
    yield frame()
    own = []
    before = number
    place++
  }
  // empty lines behind the last record are none
  while (own.length > 0 && own.at(-1)!.trim() === '') own.pop()
  if (own.length > 0) yield frame()
}

async function* moleculeFrames(lines: Lines): Frames {
  let place = 0
  for await (const { number, text } of lines) {
    const line = text.trim()
    if (line === '') continue
    place++
    const found = orError(() => parseLine({ number, text: line }))
    yield found instanceof InvalidFileError ? found : framedRecord(found, place, frameOfMolecule)
  }
}
