import { InvalidFileError } from '@buridan/groups'

type Reader = (view: DataView, at: number, little: boolean) => number

/** Kinds of numbers without their byte order: the size in bytes, and a function that reads one. */
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

/**
 * The size in bytes of a kind of numbers, and a function that reads one.
 *
 * @throws InvalidFileError for a kind that is not numeric
 */
export function kindOf(descr: string): readonly [number, Reader] {
  const name = /^[<>|=](?=\w)/.test(descr) ? descr.slice(1) : ''
  const known = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined
  if (!known) {
    throw new InvalidFileError(
      `the file holds ${descr}; ${Object.keys(KINDS).join(', ')} are read, after < or > or |`,
    )
  }
  return known
}
