import { InvalidArgumentError, InvalidFileError, shown } from '@buridan/core'
import { type Rows, rowsOf } from '../rows/rows.js'
import { readHeader } from './header.js'
import { kindOf, type NpyKind } from './kinds.js'

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]

/** Headers of real arrays have some hundred bytes. */
const LONGEST_HEADER = 1 << 20

/** A NumPy array of numbers as rows: the first axis counts samples, the others are flattened in C order. */
export interface NpyArray extends Rows {
  /** The lengths of the axes as the file has them; empty for a single number. */
  readonly shape: readonly number[]
  /** The kind of numbers in the file; rows are float64. */
  readonly kind: NpyKind
}

/**
 * Reads a NumPy file, format versions 1 to 3: integers and floating-point numbers of 8 to 64 bits and logical values, of either byte order,
 * in C or Fortran order.
 *
 * @param bytes - the whole file; it is not copied, and rows are read from it when they are asked for
 * @returns the array of shape (n, a, b, …) as n rows of a · b · … numbers, logical values as 0 or 1
 * @throws InvalidFileError if it is not such a file, is cut short, or holds complex numbers, text, objects or records; from `row` for a
 * 64-bit integer that float64 does not hold, with its value and place
 * @throws InvalidArgumentError if `bytes` is not a Uint8Array; from `row` for an index without a row
 * @remarks O(length of the header), and O(width) for a row.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 *
 * @example
 * ```ts
 * import { formatNpy, parseNpy } from '@buridan/data'
 * const array = parseNpy(formatNpy(Float32Array.of(1, 2, 3, 4), [2, 2]))
 * console.log(array.shape, array.kind, array.row(1)) // → [ 2, 2 ] float32 Float64Array(2) [ 3, 4 ]
 * ```
 */
export function parseNpy(bytes: Uint8Array): NpyArray {
  if (!(bytes instanceof Uint8Array)) {
    throw new InvalidArgumentError(`the bytes are ${shown(bytes)}; they must be a Uint8Array`)
  }
  const { view, data, descr, fortran, shape } = opened(bytes)
  const { kind, size, read, little } = kindOf(descr)
  const rows = shape[0] ?? 1
  const width = shape.slice(1).reduce((product, n) => product * n, 1)
  if (width === 0) throw new InvalidFileError(`the shape is (${shape.join(', ')}): its rows hold no numbers`)
  if (bytes.length !== data + rows * width * size) {
    throw new InvalidFileError(
      `the header declares ${rows * width * size} bytes of numbers and there are ${Math.max(0, bytes.length - data)}: the file was cut or damaged`,
    )
  }
  const place = fortran ? fortranPlaces(shape) : (i: number, k: number) => i * width + k
  const number = (i: number, k: number): number => {
    const value = read(view, data + place(i, k) * size, little)
    if (typeof value === 'number') return value
    throw new InvalidFileError(
      `row ${i} has the integer ${value} at place ${k}, which float64 does not hold; save the array as float64 if a number near to it will do`,
    )
  }
  return {
    shape: [...shape],
    kind,
    ...rowsOf(rows, width, (i) => Float64Array.from({ length: width }, (_, k) => number(i, k))),
  }
}

/** The header, and where the numbers begin. */
function opened(bytes: Uint8Array) {
  if (bytes.length < 12 || MAGIC.some((m, i) => bytes[i] !== m)) {
    throw new InvalidFileError('the file is no NumPy array: it does not begin with \\x93NUMPY')
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const version = bytes[6]!
  if (version < 1 || version > 3)
    throw new InvalidFileError(`the file has NumPy format ${version}; 1 to 3 are read`)
  const [start, length] = version === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)]
  const data = start + length
  if (data > bytes.length) throw new InvalidFileError('the file ends in its header: it was cut')
  if (length > LONGEST_HEADER) {
    throw new InvalidFileError(`the header has ${length} bytes; headers up to ${LONGEST_HEADER} are read`)
  }
  const text = new TextDecoder(version === 3 ? 'utf-8' : 'latin1').decode(bytes.subarray(start, data))
  return { view, data, ...readHeader(text) }
}

/** Where the k-th number of row i lies if the first axis runs fastest. */
function fortranPlaces([rows = 1, ...axes]: readonly number[]): (i: number, k: number) => number {
  return (i, k) => {
    // the index along each axis, the last runs fastest in k
    const index: number[] = []
    let rest = k
    for (let axis = axes.length - 1; axis >= 0; axis--) {
      index[axis] = rest % axes[axis]!
      rest = Math.floor(rest / axes[axis]!)
    }
    return i + rows * index.reduceRight((sum, at, axis) => sum * axes[axis]! + at, 0)
  }
}
