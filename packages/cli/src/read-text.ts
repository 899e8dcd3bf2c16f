import { readFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { UnreadableError } from './file-errors.js'

/** The most bytes of a text, packed or not: a string of JavaScript holds no more. */
const MOST_BYTES = 2 ** 29 - 24

/**
 * The text of a file, or of standard input for `-`, unpacked if it is packed by gzip, whatever its name.
 *
 * @throws UnreadableError if it cannot be read or unpacked, or is too long for a string
 */
export async function readText(name: string, stdin: Readable): Promise<string> {
  try {
    const bytes = name === '-' ? await buffer(stdin) : await readFile(name)
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b
    const plain = isPacked ? gunzipSync(bytes, { maxOutputLength: MOST_BYTES }) : bytes
    if (plain.length > MOST_BYTES)
      throw new Error(`it has ${plain.length} bytes; ${MOST_BYTES} are read at most`)
    return plain.toString('utf8')
  } catch (cause) {
    throw new UnreadableError(name === '-' ? 'standard input' : name, cause)
  }
}
