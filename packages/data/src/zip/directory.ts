import { InvalidFileError } from '@buridan/core'

const END = 0x06054b50
const END_LENGTH = 22
const LONGEST_COMMENT = 0xffff
const LOCATOR = 0x07064b50
const LOCATOR_LENGTH = 20
const END_64 = 0x06064b50
const END_64_LENGTH = 56

/** Where the directory of a zip file lies. */
export interface ZipDirectory {
  readonly count: number
  readonly start: number
  readonly end: number
}

/**
 * Finds the directory of a zip file by the record at its end: O(length of a comment there).
 *
 * @throws InvalidFileError if there is none, or it lies outside the file
 */
export function directoryOf(view: DataView): ZipDirectory {
  const at = endRecord(view)
  const [disk, disks] = [view.getUint16(at + 4, true), view.getUint16(at + 6, true)]
  const found = directory64(view, at) ?? {
    count: view.getUint16(at + 10, true),
    size: view.getUint32(at + 12, true),
    start: view.getUint32(at + 16, true),
    limit: at,
  }
  const isSplit = disk !== disks || (disk !== 0 && disk !== 0xffff)
  if (isSplit) throw new InvalidFileError('the zip file is one of several volumes; one file is read')
  const { count, size, start, limit } = found
  if (start + size > limit)
    throw new InvalidFileError('the zip file is damaged: its directory lies outside of it')
  return { count, start, end: start + size }
}

function endRecord(view: DataView): number {
  const last = view.byteLength - END_LENGTH
  for (let at = last; at >= 0 && at >= last - LONGEST_COMMENT; at--) {
    if (view.getUint32(at, true) === END && view.getUint16(at + 20, true) === last - at) return at
  }
  throw new InvalidFileError('the file is no zip file, or was cut: it has no directory at its end')
}

/** Numbers of 64 bits, for more or longer files. */
function directory64(view: DataView, end: number) {
  const locator = end - LOCATOR_LENGTH
  if (locator < 0 || view.getUint32(locator, true) !== LOCATOR) return undefined
  const number = (at: number) => Number(view.getBigUint64(at, true))
  const at = number(locator + 8)
  if (at + END_64_LENGTH > locator || view.getUint32(at, true) !== END_64) {
    throw new InvalidFileError('the zip file is damaged: its directory of 64-bit sizes is not where it says')
  }
  return { count: number(at + 32), size: number(at + 40), start: number(at + 48), limit: at }
}
