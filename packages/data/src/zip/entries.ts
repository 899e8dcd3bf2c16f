import { InvalidFileError } from '@buridan/core'
import { directoryOf } from './directory.js'

/** A file in a zip file, packed as it is there. */
export interface ZipEntry {
  readonly name: string
  /** 0 for stored, 8 for deflate. */
  readonly method: number
  readonly isEncrypted: boolean
  readonly packed: Uint8Array
  /** Bytes when unpacked, as the directory declares. */
  readonly size: number
  /** The check sum of the unpacked bytes, as the directory declares. */
  readonly crc: number
}

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const CENTRAL_LENGTH = 46
const LOCAL_LENGTH = 30
/** In place of a number that stands in the extra field of 64-bit numbers. */
const ELSEWHERE = 0xffffffff

/**
 * The files in a zip file, by its directory at the end, with 64-bit sizes too. Nothing is unpacked: O(directory).
 *
 * @throws InvalidFileError if it is no zip file, is cut or damaged, has several volumes, or two files of one name
 */
export function zipEntries(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { count, start, end } = directoryOf(view)
  const names = new Set<string>()
  const entries: ZipEntry[] = []
  let at = start
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_LENGTH > end || view.getUint32(at, true) !== CENTRAL)
      damaged(`entry ${i} of its directory`)
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((k) => view.getUint16(at + k, true))
    const extra = at + CENTRAL_LENGTH + nameLength!
    const next = extra + extraLength! + commentLength!
    if (next > end) damaged(`entry ${i} of its directory`)
    const name = textOf(bytes.subarray(at + CENTRAL_LENGTH, extra))
    if (names.has(name)) throw new InvalidFileError(`the zip file has two files ${shortened(name)}`)
    names.add(name)
    const { size, packedSize, offset } = sizesOf(view, at, extra, extra + extraLength!)
    const from = dataStart(view, offset, bytes.subarray(at + CENTRAL_LENGTH, extra), start)
    if (from + packedSize > start) damaged(shortened(name))
    entries.push({
      name,
      method: view.getUint16(at + 10, true),
      isEncrypted: (view.getUint16(at + 8, true) & 1) !== 0,
      packed: bytes.subarray(from, from + packedSize),
      size,
      crc: view.getUint32(at + 16, true),
    })
    at = next
  }
  return entries
}

function damaged(what: string): never {
  throw new InvalidFileError(`the zip file is damaged at ${what}`)
}

function shortened(name: string): string {
  return `“${name.slice(0, 40)}”`
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw new InvalidFileError('the zip file has a name that is not UTF-8', { cause })
  }
}

/** Sizes and place of an entry, in 64 bits where 32 do not hold them. */
function sizesOf(view: DataView, at: number, extra: number, extraEnd: number) {
  const numbers = [24, 20, 42].map((k) => view.getUint32(at + k, true))
  if (numbers.includes(ELSEWHERE)) {
    let [field, fieldEnd] = [extra, extra]
    for (let k = extra; k + 4 <= extraEnd; k += 4 + view.getUint16(k + 2, true)) {
      if (view.getUint16(k, true) === 1) [field, fieldEnd] = [k + 4, k + 4 + view.getUint16(k + 2, true)]
    }
    numbers.forEach((n, i) => {
      if (n !== ELSEWHERE) return
      if (field + 8 > Math.min(fieldEnd, extraEnd)) damaged('a size of 64 bits')
      numbers[i] = Number(view.getBigUint64(field, true))
      field += 8
    })
  }
  const [size, packedSize, offset] = numbers
  return { size: size!, packedSize: packedSize!, offset: offset! }
}

/** Where the bytes of a file begin, behind a header of its own that must have the same name. */
function dataStart(view: DataView, offset: number, name: Uint8Array, end: number): number {
  if (offset + LOCAL_LENGTH > end || view.getUint32(offset, true) !== LOCAL) damaged('the header of a file')
  const start = offset + LOCAL_LENGTH
  const length = view.getUint16(offset + 26, true)
  if (length !== name.length || start + length > end || name.some((c, k) => view.getUint8(start + k) !== c)) {
    damaged('the header of a file, which has another name than in the directory')
  }
  return start + length + view.getUint16(offset + 28, true)
}
