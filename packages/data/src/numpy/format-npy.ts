import { arrayOf, InvalidArgumentError, integerIn, shown } from '@buridan/core'

/** Numbers or logical values for a NumPy file; an array of numbers is written as float64. */
export type NpyNumbers =
  | Float64Array
  | Float32Array
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Uint8ClampedArray
  | Uint16Array
  | Uint32Array
  | BigUint64Array
  | readonly number[]
  | readonly boolean[]

/** What a header calls the numbers of each kind of array. */
const DESCRS = new Map<unknown, string>([
  [Float64Array, 'f8'],
  [Float32Array, 'f4'],
  [Int8Array, 'i1'],
  [Int16Array, 'i2'],
  [Int32Array, 'i4'],
  [BigInt64Array, 'i8'],
  [Uint8Array, 'u1'],
  [Uint8ClampedArray, 'u1'],
  [Uint16Array, 'u2'],
  [Uint32Array, 'u4'],
  [BigUint64Array, 'u8'],
])

/** How the arrays of this machine order their bytes. */
const ORDER = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? '<' : '>'

/** NumPy has no more axes. */
const MOST_AXES = 64

/** The numbers of a header's length are aligned to so many bytes, for programs that map files into memory. */
const ALIGNMENT = 64

/**
 * Writes a NumPy file of format version 1, in C order, as `numpy.save` does: the kind of numbers is that of the typed array.
 *
 * @param numbers - all numbers, the last axis runs fastest; an array of numbers is written as float64, one of logical values as bool
 * @param shape - the length of each axis; by default one axis
 * @returns the bytes of the file, a header of a multiple of 64 and those of the numbers
 * @throws InvalidArgumentError if it is no such array, or the shape is not that of so many numbers
 * @remarks O(numbers).
 *
 * @example
 * ```ts
 * import { formatNpy, parseNpy } from '@buridan/data'
 * const bytes = formatNpy(Int32Array.of(1, 2, 3, 4, 5, 6), [2, 3])
 * console.log(bytes.length, parseNpy(bytes).row(1)) // → 152 Float64Array(3) [ 4, 5, 6 ]
 * ```
 */
export function formatNpy(numbers: NpyNumbers, shape?: readonly number[]): Uint8Array {
  const { descr, bytes } = contentOf(numbers)
  const lengths = checkedShape(shape ?? [numbers.length], numbers.length)
  const tuple = lengths.length === 1 ? `(${lengths[0]},)` : `(${lengths.join(', ')})`
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${tuple}, }`
  const start = 10
  const end = Math.ceil((start + header.length + 1) / ALIGNMENT) * ALIGNMENT
  const text = `\x93NUMPY\x01\x00??${header.padEnd(end - start - 1)}\n`
  const out = new Uint8Array(end + bytes.length)
  for (let i = 0; i < end; i++) out[i] = text.charCodeAt(i)
  new DataView(out.buffer).setUint16(8, end - start, true)
  out.set(bytes, end)
  return out
}

/** What the numbers are called, and their bytes. */
function contentOf(numbers: NpyNumbers): { descr: string; bytes: Uint8Array } {
  if (!ArrayBuffer.isView(numbers)) return contentOfList(arrayOf<unknown>(numbers, 'the numbers'))
  const kind = [...DESCRS].find(([array]) => numbers instanceof (array as NumberConstructor))?.[1]
  if (kind === undefined) {
    throw new InvalidArgumentError(`the numbers are ${shown(numbers)}; they must be an array of numbers`)
  }
  return {
    descr: `${kind.endsWith('1') ? '|' : ORDER}${kind}`,
    bytes: new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength),
  }
}

function contentOfList(list: readonly unknown[]): { descr: string; bytes: Uint8Array } {
  const kind = typeof list[0] === 'boolean' ? 'boolean' : 'number'
  list.forEach((value, i) => {
    if (typeof value !== kind) throw new InvalidArgumentError(`numbers[${i}] is ${shown(value)}, no ${kind}`)
  })
  if (kind === 'boolean') return { descr: '|b1', bytes: Uint8Array.from(list, Number) }
  return { descr: `${ORDER}f8`, bytes: new Uint8Array(Float64Array.from(list as number[]).buffer) }
}

function checkedShape(shape: readonly number[], count: number): readonly number[] {
  if (arrayOf(shape, 'the shape').length > MOST_AXES) {
    throw new InvalidArgumentError(
      `the shape has ${shape.length} axes; NumPy arrays have at most ${MOST_AXES}`,
    )
  }
  for (const [axis, length] of shape.entries())
    integerIn(length, 0, Number.MAX_SAFE_INTEGER, `shape[${axis}]`)
  const product = shape.reduce((all, length) => all * length, 1)
  if (product !== count) {
    throw new InvalidArgumentError(
      `the shape (${shape.join(', ').slice(0, 60)}) is not that of ${count} numbers`,
    )
  }
  return shape
}
