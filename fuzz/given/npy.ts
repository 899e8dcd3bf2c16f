import fc from 'fast-check'

/** How a NumPy file is written. */
export interface NpyKind {
  /** As NumPy names kinds: `<f8`, `>f4`, `|b1`. */
  readonly descr: string
  readonly fortran: boolean
  readonly version: 1 | 2 | 3
  /** Whether the numbers of a row are an array of two axes, where they are even in number. */
  readonly deep: boolean
  /** The order and the spaces of the header. */
  readonly header: number
}

/** How files of these kinds of numbers can be written. */
export const kindsOf = (descrs: readonly string[]) =>
  fc.record({
    descr: fc.constantFrom(...descrs),
    fortran: fc.boolean(),
    version: fc.constantFrom(1 as const, 2 as const, 3 as const),
    deep: fc.boolean(),
    header: fc.nat(3),
  })
/** Kinds of numbers with fractions. */
export const FLOATS = ['<f8', '<f4', '<f2', '>f8', '>f4', '>f2', '=f8']
/** Kinds of numbers that are read. */
export const READ = [...FLOATS, '<i8', '<i4', '>i2', '>i8', '>u4', '|i1', '|u1', '<u2', '<u8']

type Setter = (view: DataView, at: number, value: number, little: boolean) => void

const SETTERS: Readonly<Record<string, readonly [number, Setter]>> = {
  f8: [8, (v, at, x, l) => v.setFloat64(at, x, l)],
  f4: [4, (v, at, x, l) => v.setFloat32(at, x, l)],
  f2: [2, (v, at, x, l) => v.setUint16(at, halfBits(x), l)],
  i8: [8, (v, at, x, l) => v.setBigInt64(at, BigInt(x), l)],
  i4: [4, (v, at, x, l) => v.setInt32(at, x, l)],
  i2: [2, (v, at, x, l) => v.setInt16(at, x, l)],
  i1: [1, (v, at, x) => v.setInt8(at, x)],
  u1: [1, (v, at, x) => v.setUint8(at, x)],
  u2: [2, (v, at, x, l) => v.setUint16(at, x, l)],
  u4: [4, (v, at, x, l) => v.setUint32(at, x, l)],
  u8: [8, (v, at, x, l) => v.setBigUint64(at, BigInt(x), l)],
}

/** The 16 bits of a number that they hold exactly: a sign, 5 bits of exponent, 10 of fraction. */
function halfBits(value: number): number {
  if (value === 0) return 0
  const exponent = Math.floor(Math.log2(Math.abs(value)))
  const fraction = Math.abs(value) / 2 ** exponent - 1
  return (value < 0 ? 0x8000 : 0) + (exponent + 15) * 1024 + fraction * 1024
}

/** Rows as a NumPy file, as NumPy writes it. */
export function npyOf(rows: readonly (readonly number[])[], kind: NpyKind): Uint8Array {
  const [size, set] = SETTERS[kind.descr.slice(1)]!
  const [n, width] = [rows.length, rows[0]?.length ?? 0]
  const shape = kind.deep && width % 2 === 0 ? [n, 2, width / 2] : [n, width]
  const head = headerOf(kind, shape)
  const bytes = new Uint8Array(head.length + n * width * size)
  bytes.set(head)
  const view = new DataView(bytes.buffer)
  rows.forEach((row, i) => {
    row.forEach((value, k) => {
      const at = kind.fortran ? fortranPlace([i, ...placeOf(k, shape)], shape) : i * width + k
      set(view, head.length + at * size, value, kind.descr[0] !== '>')
    })
  })
  return bytes
}

function placeOf(k: number, shape: readonly number[]): number[] {
  return shape.length === 2 ? [k] : [Math.floor(k / shape[2]!), k % shape[2]!]
}

/** The place of an entry where the first axis runs fastest. */
function fortranPlace(index: readonly number[], shape: readonly number[]): number {
  return index.reduceRight((sum, i, axis) => sum * shape[axis]! + i, 0)
}

function headerOf({ descr, fortran, version, header }: NpyKind, shape: readonly number[]): Uint8Array {
  const fields = [
    `'descr': '${descr}'`,
    `'fortran_order': ${fortran ? 'True' : 'False'}`,
    `'shape': (${shape.join(', ')}${shape.length === 1 || header === 2 ? ',' : ''})`,
  ]
  const text = (header === 1 ? fields.reverse() : fields).join(header === 3 ? ',' : ', ')
  const start = version === 1 ? 10 : 12
  const body = `{${text}${header === 3 ? '' : ', '}}`
  const padded = `${body.padEnd(Math.ceil((start + body.length + 1) / 64) * 64 - start - 1)}\n`
  const bytes = new Uint8Array(start + padded.length)
  bytes.set([0x93, ...new TextEncoder().encode('NUMPY'), version, 0])
  const view = new DataView(bytes.buffer)
  if (version === 1) view.setUint16(8, padded.length, true)
  else view.setUint32(8, padded.length, true)
  bytes.set(new TextEncoder().encode(padded), start)
  return bytes
}
