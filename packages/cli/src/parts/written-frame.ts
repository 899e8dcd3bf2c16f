import { objectOf, shown } from '@buridan/core'
import type { AtomsFrame } from '@buridan/data'
import { InvalidFileError } from '@buridan/groups'

/** A frame as JSON: its maps as lists of pairs, typed arrays as plain ones. */
export type WrittenFrame = Readonly<Record<string, unknown>>

/** The fields of a frame that are maps. */
const MAPS = ['properties', 'atomProperties', 'pairProperties', 'labelDecimals', 'info', 'columns'] as const

/** A frame in the form that is written. O(numbers). */
export function writtenFrame(frame: AtomsFrame): WrittenFrame {
  const out: Record<string, unknown> = { ...frame }
  for (const field of MAPS) {
    const map: unknown = out[field]
    if (map instanceof Map) out[field] = Array.from(map, ([name, v]) => [name, plain(v)])
  }
  return out
}

function plain(v: unknown): unknown {
  return v instanceof Float64Array ? Array.from(v) : v
}

/** A frame read back; its numbers are checked when it is turned into a row. @throws InvalidFileError for another form */
export function frameOf(value: unknown): AtomsFrame {
  const out: Record<string, unknown> = { ...objectOf(value as object, 'a frame') }
  for (const field of MAPS) {
    const list: unknown = out[field]
    if (list === undefined) continue
    if (!Array.isArray(list) || !list.every((p) => Array.isArray(p) && p.length === 2)) {
      throw new InvalidFileError(`${field} of a frame is ${shown(list)}; it must be a list of pairs`)
    }
    const pairs = list as [string, unknown][]
    out[field] = new Map(
      field === 'pairProperties' ? pairs.map(([name, v]) => [name, Float64Array.from(v as number[])]) : pairs,
    )
  }
  for (const field of ['name', 'block'] as const) {
    const text: unknown = out[field]
    if (text !== undefined && typeof text !== 'string') {
      throw new InvalidFileError(`the ${field} of a frame is ${shown(text)}; it must be a text`)
    }
  }
  return out as Partial<AtomsFrame> as AtomsFrame
}
