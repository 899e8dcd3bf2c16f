import { InvalidFileError } from '@buridan/core'

/** A kind of real numbers or logical values, as NumPy names it. */
export type NpyKind = 'bool' | `${'' | 'u'}int${8 | 16 | 32 | 64}` | `float${16 | 32 | 64}`

/** Reads a number; an integer that float64 does not hold is a bigint. */
type Reader = (view: DataView, at: number, little: boolean) => number | bigint

/** A kind of numbers in a file. */
export interface KindOfNumbers {
  readonly kind: NpyKind
  /** Bytes of a number. */
  readonly size: number
  readonly read: Reader
}

/** By what stands in a header behind the order of the bytes. */
const KINDS: Readonly<Record<string, KindOfNumbers>> = {
  b1: { kind: 'bool', size: 1, read: (v, at) => Number(v.getUint8(at) !== 0) },
  i1: { kind: 'int8', size: 1, read: (v, at) => v.getInt8(at) },
  i2: { kind: 'int16', size: 2, read: (v, at, little) => v.getInt16(at, little) },
  i4: { kind: 'int32', size: 4, read: (v, at, little) => v.getInt32(at, little) },
  i8: { kind: 'int64', size: 8, read: (v, at, little) => exact(v.getBigInt64(at, little)) },
  u1: { kind: 'uint8', size: 1, read: (v, at) => v.getUint8(at) },
  u2: { kind: 'uint16', size: 2, read: (v, at, little) => v.getUint16(at, little) },
  u4: { kind: 'uint32', size: 4, read: (v, at, little) => v.getUint32(at, little) },
  u8: { kind: 'uint64', size: 8, read: (v, at, little) => exact(v.getBigUint64(at, little)) },
  f2: { kind: 'float16', size: 2, read: (v, at, little) => half(v.getUint16(at, little)) },
  f4: { kind: 'float32', size: 4, read: (v, at, little) => v.getFloat32(at, little) },
  f8: { kind: 'float64', size: 8, read: (v, at, little) => v.getFloat64(at, little) },
}

/** Why kinds are not read, by their letters. */
const REASONS: Readonly<Record<string, string>> = {
  c: 'complex numbers; save the real and the imaginary parts as two arrays, a.real and a.imag',
  f: 'numbers of more bits than float64; save them as float64',
  O: 'Python objects, which are read by running what the file says; save an array of numbers',
  S: 'strings of bytes; numbers are read',
  a: 'strings of bytes; numbers are read',
  U: 'strings; numbers are read',
  V: 'bytes of no kind that NumPy knows, such as bfloat16; save them as float32',
  M: 'dates; save them as numbers',
  m: 'spans of time; save them as numbers',
}

/** The number if float64 holds it. */
function exact(integer: bigint): number | bigint {
  const near = Number(integer)
  return Number.isSafeInteger(near) || BigInt(near) === integer ? near : integer
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

/**
 * The kind of numbers that a header names. Without an order, bytes are little-endian: files come from such machines.
 *
 * @throws InvalidFileError for a kind that is not of real numbers, with the reason
 */
export function kindOf(descr: string): KindOfNumbers & { readonly little: boolean } {
  const [, order, name = ''] = /^([<>|=]?)(.*)$/s.exec(descr)!
  const known = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined
  if (known) return { ...known, little: order !== '>' }
  const letter = name[0] ?? ''
  const reason = Object.hasOwn(REASONS, letter) ? REASONS[letter] : undefined
  const shown = descr.slice(0, 40)
  if (reason !== undefined) throw new InvalidFileError(`the file holds ${shown}: ${reason}`)
  throw new InvalidFileError(
    `the file holds ${shown}, which is no kind of numbers; ${Object.keys(KINDS).join(', ')} are read, after < or >`,
  )
}
