import { arrayOf, ERROR_CODES, fingerprint, objectOf, parseJson, shown, stringOf } from '@buridan/core'
import type { AtomsFrame } from '@buridan/data'
import { BuridanError, InvalidFileError } from '@buridan/groups'
import type { Asymmetry } from '@buridan/relaxed'
import type { DataPart } from './data-part.js'
import type { Found } from './found.js'
import { frameOf, type WrittenFrame, writtenFrame } from './written-frame.js'

const FORMAT = 'buridan-audit-part'
/** 1 had no checksum. */
const VERSION = 2

/** A record of a part on its line. */
interface WrittenRecord {
  readonly frame?: WrittenFrame
  readonly unreadable?: WrittenError
  readonly x?: readonly number[]
  readonly y?: readonly number[]
  readonly chain?: readonly Asymmetry[]
  readonly error?: WrittenError
}

interface WrittenError {
  readonly code: string
  readonly message: string
}

/** A part as text: a header line, and one line for each record. Numbers are read back exactly. O(numbers). */
export function formatPart(written: DataPart): string {
  const { of, options, part } = written
  const { ignored = [] } = written.of === 'rows' ? written : {}
  const records: WrittenRecord[] =
    'frames' in part
      ? part.frames.map((frame, i) => ({
          ...(frame instanceof Error ? { unreadable: writtenError(frame) } : { frame: writtenFrame(frame) }),
          ...writtenFound(part.found[i]),
        }))
      : part.records.map((r) =>
          'error' in r ? writtenFound(r) : { x: Array.from(r.x), y: Array.from(r.y), chain: r.chain },
        )
  const others = ignored.length === 0 ? {} : { ignored }
  const head = { format: FORMAT, version: VERSION, of, options, ...others, records: records.length }
  const body = records.map((line) => `${JSON.stringify(line)}\n`).join('')
  return `${JSON.stringify({ ...head, sum: sumOf(head, body) })}\n${body}`
}

/** The checksum of all of a part but itself. */
export function sumOf(head: object, body: string): string {
  return fingerprint([JSON.stringify(head), body])
}

function writtenError({ code, message }: BuridanError): WrittenError {
  return { code, message }
}

function writtenFound(found: Found | undefined): Pick<WrittenRecord, 'chain' | 'error'> {
  if (found === undefined) return {}
  return 'error' in found ? { error: writtenError(found.error) } : { chain: found.chain }
}

/**
 * Reads a part back.
 *
 * @param name - the name of the file, for messages
 * @throws InvalidFileError if it is not a part, is of another version, was cut or was changed
 */
export function parsePart(text: string, name: string): DataPart {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  const read = <T>(i: number, as: (value: Record<string, unknown>) => T): T => {
    const refusal = `${name}: line ${i + 1} is not of a part of an audit:`
    try {
      const value = parseJson(lines[i] ?? '', `${refusal} it`)
      return as(objectOf(value as object, 'a line') as Record<string, unknown>)
    } catch (cause) {
      if (cause instanceof InvalidFileError) throw cause
      const why = cause instanceof Error ? cause.message.slice(0, 200) : shown(cause)
      throw new InvalidFileError(`${refusal} ${why}`, { cause })
    }
  }
  const head = read(0, (line) => line)
  if (head.format !== FORMAT) {
    throw new InvalidFileError(`${name} is no part of an audit; buridan audit FILE --partial PART writes one`)
  }
  if (head.version !== VERSION) {
    throw new InvalidFileError(
      `${name} is a part of version ${shown(head.version)}, and this is ${VERSION}; write it again`,
    )
  }
  if (head.records !== lines.length - 1) {
    throw new InvalidFileError(
      `${name} was cut: it says it has ${shown(head.records)} records, and has ${lines.length - 1}`,
    )
  }
  const { sum, ...rest } = head
  if (sum !== sumOf(rest, text.slice(text.indexOf('\n') + 1))) {
    throw new InvalidFileError(
      `${name} was changed since it was written: its checksum is another; write it again`,
    )
  }
  const options = read(0, (line) => objectOf(line.options as object, 'options')) as never
  const records = lines.slice(1).map((_, k) => k + 1)
  if (head.of === 'rows') {
    const ignored = read(0, (line) => (line.ignored === undefined ? [] : textsOf(line.ignored)))
    return { of: 'rows', options, part: { records: records.map((i) => read(i, rowOf)) }, ignored }
  }
  if (head.of !== 'atoms')
    throw new InvalidFileError(`${name} is a part of ${shown(head.of)}; it is atoms or rows`)
  const pairs = records.map((i) =>
    read(i, (line) => [
      line.unreadable === undefined
        ? frameOf(line.frame)
        : new InvalidFileError(errorOf(line.unreadable).message),
      foundOf(line),
    ]),
  )
  return {
    of: 'atoms',
    options,
    part: {
      frames: pairs.map(([frame]) => frame as AtomsFrame | InvalidFileError),
      found: pairs.map(([, found]) => found as Found | undefined),
    },
  }
}

function rowOf(line: Record<string, unknown>) {
  if (line.error !== undefined) return { error: errorOf(line.error) }
  const numbers = (value: unknown, what: string) =>
    Float64Array.from(arrayOf(value as readonly number[], what), (v) => {
      if (typeof v === 'number') return v
      throw new InvalidFileError(`${what} has ${shown(v)}, which is no number`)
    })
  return { x: numbers(line.x, 'x'), y: numbers(line.y, 'y'), chain: chainOf(line.chain) }
}

function textsOf(value: unknown): string[] {
  return arrayOf(value as readonly string[], 'ignored').map((text) => stringOf(text, 'a key of ignored'))
}

function foundOf(line: Record<string, unknown>): Found | undefined {
  if (line.error !== undefined) return { error: errorOf(line.error) }
  return line.chain === undefined ? undefined : { chain: chainOf(line.chain) }
}

function errorOf(value: unknown): BuridanError {
  const { code, message } = objectOf(value as object, 'an error') as Partial<WrittenError>
  const known = ERROR_CODES.find((c) => c === code)
  if (known === undefined || typeof message !== 'string') {
    throw new InvalidFileError(`an error has the code ${shown(code)} and the message ${shown(message)}`)
  }
  return new BuridanError(known, message)
}

function chainOf(value: unknown): Asymmetry[] {
  return arrayOf(value as readonly Asymmetry[], 'chain').map((h) => {
    const { order, name, distance, displacement, asymmetry, loss } = objectOf(h, 'a symmetry')
    const isLength = (v: unknown) => typeof v === 'number' && v >= 0 && v < Number.POSITIVE_INFINITY
    const known = (typeof order === 'number' && order >= 1) || typeof order === 'string'
    if (!known || ![distance, displacement, asymmetry, loss ?? 0].every(isLength)) {
      throw new InvalidFileError(`a symmetry is ${shown(h)}`)
    }
    if (name !== undefined && typeof name !== 'string') throw new InvalidFileError(`a name is ${shown(name)}`)
    return {
      order,
      ...(name === undefined ? {} : { name }),
      distance,
      displacement,
      asymmetry,
      ...(loss === undefined ? {} : { loss }),
    }
  })
}
