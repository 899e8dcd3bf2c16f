import { shown } from '@buridan/core'
import { InvalidArgumentError, InvalidFileError } from '@buridan/groups'
import { type Rows, rowsOf } from '../rows/rows.js'
import { readHeader } from './header.js'
import { kindOf } from './kinds.js'

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]

/** A NumPy array of numbers as rows: the first axis counts samples, the others are flattened in C order. */
export interface NpyArray extends Rows {
  /** The lengths of the axes as the file has them; empty for a single number. */
  readonly shape: readonly number[]
}

/**
 * Reads a NumPy file, format versions 1 to 3: real numbers of 8 to 64 bits and logical values, of either byte order, in C or Fortran order.
 *
 * @param bytes - the whole file; it is not copied, and rows are read from it when they are asked for
 * @returns the array of shape (n, a, b, …) as n rows of a · b · … numbers; 64-bit integers are rounded to float64, logical values are 0 or 1
 * @throws InvalidFileError if it is not such a file, is cut short, or holds complex numbers, text or records
 * @throws InvalidArgumentError from `row` for an index without a row
 * @remarks O(1), and O(width) for a row.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 *
 * @example
 * ```ts
 * import { parseNpy } from '@buridan/data'
 * const header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }".padEnd(117) + '\n'
 * const start = Uint8Array.of(0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, 118, 0)
 * const numbers = new Uint8Array(Float64Array.of(1, 2, 3, 4).buffer)
 * const array = parseNpy(Uint8Array.of(...start, ...new TextEncoder().encode(header), ...numbers))
 * console.log(array.shape, array.row(1)) // → [ 2, 2 ] Float64Array(2) [ 3, 4 ]
 * ```
 */
export function parseNpy(bytes: Uint8Array): NpyArray {
  if (!(bytes instanceof Uint8Array)) {
    throw new InvalidArgumentError(`the bytes are ${shown(bytes)}; they must be a Uint8Array`)
  }
  if (bytes.length < 12 || MAGIC.some((m, i) => bytes[i] !== m)) {
    throw new InvalidFileError('the file is no NumPy array: it does not begin with \\x93NUMPY')
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const version = bytes[6]!
  if (version < 1 || version > 3)
    throw new InvalidFileError(`the file has NumPy format ${version}; 1 to 3 are read`)
  const [start, length] = version === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)]
  const { descr, fortran, shape } = readHeader(
    new TextDecoder('latin1').decode(bytes.subarray(start, start + length)),
  )
  const [size, read] = kindOf(descr)
  const little = descr[0] !== '>'
  const rows = shape[0] ?? 1
  const width = shape.slice(1).reduce((product, n) => product * n, 1)
  if (width === 0) throw new InvalidFileError(`the shape is (${shape.join(', ')}): its rows hold no numbers`)
  const data = start + length
  if (bytes.length !== data + rows * width * size) {
    throw new InvalidFileError(
      `the header declares ${rows * width * size} bytes of numbers and there are ${Math.max(0, bytes.length - data)}: the file was cut or damaged`,
    )
  }
  const place = fortran
    ? (i: number, k: number) => i + rows * fortranPlace(k, shape)
    : (i: number, k: number) => i * width + k
  return {
    shape: [...shape],
    ...rowsOf(rows, width, (i) =>
      Float64Array.from({ length: width }, (_, k) => read(view, data + place(i, k) * size, little)),
    ),
  }
}

/** The index, in a row whose first axis runs fastest, of the k-th number in the order whose last axis runs fastest. */
function fortranPlace(k: number, shape: readonly number[]): number {
  let [rest, place, stride] = [k, 0, 1]
  const index: number[] = []
  for (let axis = shape.length - 1; axis > 0; axis--) {
    index[axis] = rest % shape[axis]!
    rest = Math.floor(rest / shape[axis]!)
  }
  for (let axis = 1; axis < shape.length; axis++) {
    place += index[axis]! * stride
    stride *= shape[axis]!
  }
  return place
}
