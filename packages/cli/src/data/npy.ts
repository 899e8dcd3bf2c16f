import { InvalidFileError } from '@buridan/groups'

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]

type Reader = (view: DataView, at: number, little: boolean) => number

/** Kinds of numbers without their byte order: how many bytes they take, and how one is read. */
const KINDS: Readonly<Record<string, readonly [number, Reader]>> = {
  f8: [8, (v, at, little) => v.getFloat64(at, little)],
  f4: [4, (v, at, little) => v.getFloat32(at, little)],
  f2: [2, (v, at, little) => half(v.getUint16(at, little))],
  i8: [8, (v, at, little) => Number(v.getBigInt64(at, little))],
  i4: [4, (v, at, little) => v.getInt32(at, little)],
  i2: [2, (v, at, little) => v.getInt16(at, little)],
  i1: [1, (v, at) => v.getInt8(at)],
  u8: [8, (v, at, little) => Number(v.getBigUint64(at, little))],
  u4: [4, (v, at, little) => v.getUint32(at, little)],
  u2: [2, (v, at, little) => v.getUint16(at, little)],
  u1: [1, (v, at) => v.getUint8(at)],
  b1: [1, (v, at) => v.getUint8(at)],
}

/** A number of 16 bits: a sign, 5 bits of exponent, 10 of fraction. */
function half(bits: number): number {
  const exponent = (bits >> 10) & 31
  const fraction = (bits & 1023) / 1024
  let size = (1 + fraction) * 2 ** (exponent - 15)
  if (exponent === 0) size = fraction * 2 ** -14
  if (exponent === 31) size = fraction > 0 ? Number.NaN : Number.POSITIVE_INFINITY
  return bits & 0x8000 ? -size : size
}

/** A NumPy array of numbers as rows: the first axis is that of samples, the others are one after the other in C order. */
export interface NpyRows {
  readonly rows: number
  readonly width: number
  row(i: number): Float64Array
}

/**
 * Reads the rows of a NumPy file (format versions 1 to 3; numbers of either byte order, in C or Fortran order).
 *
 * @throws InvalidFileError if it is not one, is cut, or holds something else
 */
export function parseNpy(bytes: Uint8Array): NpyRows {
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
    rows,
    width,
    row: (i) => Float64Array.from({ length: width }, (_, k) => read(view, data + place(i, k) * size, little)),
  }
}

function kindOf(descr: string): readonly [number, Reader] {
  const name = /^[<>|=](?=\w)/.test(descr) ? descr.slice(1) : ''
  const known = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined
  if (!known) {
    throw new InvalidFileError(
      `the file holds ${descr}; ${Object.keys(KINDS).join(', ')} are read, after < or > or |`,
    )
  }
  return known
}

/** The place in a row, whose first axis runs fastest, of what is k-th where its last axis does. */
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

/** What a header says of the numbers: their kind, their order, and the lengths of the axes. */
interface Header {
  readonly descr: string
  readonly fortran: boolean
  readonly shape: readonly number[]
}

function readHeader(header: string): Header {
  if (/['"]descr['"]\s*:\s*\[/.test(header))
    throw new InvalidFileError('the file holds records; numbers of one kind are read')
  const descr = /(['"])descr\1\s*:\s*(['"])(.*?)\2/.exec(header)?.[3]
  const order = /(['"])fortran_order\1\s*:\s*(True|False)/.exec(header)?.[2]
  // a length may have the L of Python 2
  const shape = /(['"])shape\1\s*:\s*\(([\dL,\s]*)\)/.exec(header)?.[2]
  if (descr === undefined || order === undefined || shape === undefined) {
    throw new InvalidFileError('the NumPy header has no descr, fortran_order and shape')
  }
  return {
    descr,
    fortran: order === 'True',
    shape: shape
      .split(',')
      .map((s) => s.trim().replace(/L$/, ''))
      .filter((s) => s !== '')
      .map(Number),
  }
}
