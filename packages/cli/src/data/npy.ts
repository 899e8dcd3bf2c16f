import { InvalidFileError } from '@buridan/groups'

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]

type Reader = (view: DataView, at: number) => number

/** Little-endian kinds of numbers, their bytes and how one is read. */
const KINDS: Readonly<Record<string, readonly [number, Reader]>> = {
  '<f8': [8, (v, at) => v.getFloat64(at, true)],
  '<f4': [4, (v, at) => v.getFloat32(at, true)],
  '<i8': [8, (v, at) => Number(v.getBigInt64(at, true))],
  '<i4': [4, (v, at) => v.getInt32(at, true)],
  '<i2': [2, (v, at) => v.getInt16(at, true)],
  '|i1': [1, (v, at) => v.getInt8(at)],
  '|u1': [1, (v, at) => v.getUint8(at)],
  '<u2': [2, (v, at) => v.getUint16(at, true)],
  '<u4': [4, (v, at) => v.getUint32(at, true)],
  '|b1': [1, (v, at) => v.getUint8(at)],
}

/** A NumPy array of numbers as rows: the first axis is that of samples, the others are one after the other in C order. */
export interface NpyRows {
  readonly rows: number
  readonly width: number
  row(i: number): Float64Array
}

/**
 * Reads the rows of a NumPy file (format versions 1 to 3; little-endian numbers, C order).
 *
 * @throws InvalidFileError if it is none, is cut, or holds something else
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
  const header = new TextDecoder('latin1').decode(bytes.subarray(start, start + length))
  const [kind, shape] = readHeader(header)
  const known = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined
  if (!known) throw new InvalidFileError(`the file holds ${kind}; ${Object.keys(KINDS).join(', ')} are read`)
  const [size, read] = known
  const rows = shape[0] ?? 1
  const width = shape.slice(1).reduce((product, n) => product * n, 1)
  const data = start + length
  if (bytes.length !== data + rows * width * size) {
    throw new InvalidFileError(
      `the header declares ${rows * width * size} bytes of numbers and there are ${Math.max(0, bytes.length - data)}: the file was cut or damaged`,
    )
  }
  return {
    rows,
    width,
    row: (i) => Float64Array.from({ length: width }, (_, k) => read(view, data + (i * width + k) * size)),
  }
}

function readHeader(header: string): [kind: string, shape: number[]] {
  const kind = /'descr'\s*:\s*'([^']*)'/.exec(header)?.[1]
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(header)?.[1]
  const shape = /'shape'\s*:\s*\(([\d,\s]*)\)/.exec(header)?.[1]
  if (kind === undefined || order === undefined || shape === undefined) {
    throw new InvalidFileError('the NumPy header has no descr, fortran_order and shape')
  }
  if (order === 'True')
    throw new InvalidFileError('the array is in Fortran order; save it with np.ascontiguousarray')
  return [
    kind,
    shape
      .split(',')
      .map((s) => s.trim())
      .filter((s) => s !== '')
      .map(Number),
  ]
}
