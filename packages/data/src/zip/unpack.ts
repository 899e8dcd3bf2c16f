import { InvalidFileError, TooLargeError } from '@buridan/core'
import { inflateSync } from 'fflate'
import { crc32 } from './crc32.js'
import type { ZipEntry } from './entries.js'

const STORED = 0
const DEFLATE = 8

/** Deflate makes no byte into more. */
const MOST_TIMES = 1032

/**
 * Refuses, before anything is unpacked, entries that would have too many bytes together.
 *
 * @throws TooLargeError with their number
 */
export function refuseLarge(entries: readonly ZipEntry[], maxBytes: number): void {
  const total = entries.reduce((sum, { method, size }) => sum + (method === STORED ? 0 : size), 0)
  if (total <= maxBytes) return
  throw new TooLargeError(
    `the zip file would unpack to ${total} bytes; ${maxBytes} are unpacked at most: raise maxBytes if you trust the file`,
  )
}

/**
 * The bytes of a file in a zip file: stored ones are not copied. O(packed + unpacked).
 *
 * @throws InvalidFileError if it is encrypted, packed otherwise than by deflate, or damaged
 * @throws TooLargeError if there is no room for it
 */
export function unpacked({ method, isEncrypted, packed, size, crc }: ZipEntry): Uint8Array {
  if (isEncrypted) throw new InvalidFileError('it is encrypted; save it without a password')
  if (method !== STORED && method !== DEFLATE) {
    throw new InvalidFileError(`it is packed by method ${method}; stored files and deflate (8) are read`)
  }
  const bytes = method === STORED ? packed : inflated(packed, size)
  if (bytes.length !== size || crc32(bytes) !== crc) {
    throw new InvalidFileError('it is damaged: its length or its check sum is not that of the directory')
  }
  return bytes
}

function inflated(packed: Uint8Array, size: number): Uint8Array {
  if (size > MOST_TIMES * packed.length) {
    throw new InvalidFileError(`it is damaged: ${packed.length} bytes cannot unpack to ${size}`)
  }
  const out = room(size)
  try {
    return inflateSync(packed, { out })
  } catch (cause) {
    throw new InvalidFileError('it is damaged: it cannot be unpacked', { cause })
  }
}

function room(size: number): Uint8Array {
  try {
    return new Uint8Array(size)
  } catch {
    throw new TooLargeError(`a file of ${size} bytes does not fit into the memory`)
  }
}
