import { InvalidFileError } from '@buridan/core'
import { type Literal, literalOf } from './literal.js'

/** The contents of a header: kind and order of the numbers, and the lengths of the axes. */
export interface NpyHeader {
  readonly descr: string
  readonly fortran: boolean
  readonly shape: readonly number[]
}

/** NumPy has no more axes. */
const MOST_AXES = 64

const KEYS = ['descr', 'fortran_order', 'shape']

/** @throws InvalidFileError if it lacks one of the three, has others, or describes records */
export function readHeader(text: string): NpyHeader {
  const header = literalOf(text)
  if (typeof header !== 'object' || header === null || !('dict' in header)) {
    throw new InvalidFileError('the NumPy header is no dictionary')
  }
  const missing = KEYS.filter((key) => !header.dict.has(key))
  if (missing.length > 0) throw new InvalidFileError(`the NumPy header has no ${missing.join(' and no ')}`)
  const unknown = [...header.dict.keys()].filter((key) => !KEYS.includes(key))
  if (unknown.length > 0) {
    throw new InvalidFileError(
      `the NumPy header has ${unknown.join(', ').slice(0, 40)}; ${KEYS.join(', ')} are read`,
    )
  }
  const [descr, fortran, shape] = KEYS.map((key) => header.dict.get(key)!)
  if (typeof fortran !== 'boolean') throw new InvalidFileError('fortran_order is neither True nor False')
  return { descr: descrOf(descr!), fortran, shape: shapeOf(shape!) }
}

function descrOf(descr: Literal): string {
  if (typeof descr === 'string') return descr
  if (typeof descr === 'object' && descr !== null && 'list' in descr) {
    const names = descr.list.map(fieldOf).join(', ')
    throw new InvalidFileError(
      `the file holds records (a structured dtype) with the fields ${names.slice(0, 60) || 'of no name'}; save each field as an array of its own, such as a['x']`,
    )
  }
  throw new InvalidFileError('descr names no kind of numbers')
}

/** The name of a field, which may have a title before it. */
function fieldOf(field: Literal): string {
  const name: unknown = Array.isArray(field) ? field[0] : undefined
  return String(Array.isArray(name) ? name[1] : name)
}

function shapeOf(shape: Literal): readonly number[] {
  if (!Array.isArray(shape)) throw new InvalidFileError('the shape is no tuple of lengths')
  if (shape.length > MOST_AXES) {
    throw new InvalidFileError(`the shape has ${shape.length} axes; NumPy arrays have at most ${MOST_AXES}`)
  }
  for (const length of shape as readonly unknown[]) {
    if (!Number.isSafeInteger(length) || (length as number) < 0) {
      throw new InvalidFileError(`the shape has the length ${String(length).slice(0, 40)}`)
    }
  }
  return shape as readonly number[]
}
