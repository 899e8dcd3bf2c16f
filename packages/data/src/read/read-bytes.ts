import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { InvalidArgumentError, InvalidFileError, shown, TooLargeError } from '@buridan/core'

/** The most bytes of a file that is read whole, packed or not: a string of JavaScript holds no more. */
const MOST_BYTES = 2 ** 29 - 24

/**
 * The bytes of a file or of a stream, unpacked if they are packed by gzip, whatever its name. What is too large is refused before it is in
 * memory: a file by its size, a stream and what is packed at the limit.
 *
 * @param source - the path of a file, or a stream, which is read to its end
 * @param name - what it is called in messages; by default the path
 * @returns as many bytes as there are, unpacked
 * @throws TooLargeError for more than 512 MiB, packed or unpacked
 * @throws InvalidFileError if it cannot be read or unpacked, with the reason as its `cause`
 * @throws InvalidArgumentError if it is neither a path nor a stream
 * @remarks O(length).
 *
 * @example
 * ```ts
 * import { Readable } from 'node:stream'
 * import { readBytes } from '@buridan/data/node'
 * const bytes = await readBytes(Readable.from([Uint8Array.of(72, 105)]), 'standard input')
 * console.log(new TextDecoder().decode(bytes)) // → Hi
 * ```
 */
export async function readBytes(
  source: string | Readable,
  name = typeof source === 'string' ? source : 'the stream',
): Promise<Uint8Array> {
  if (typeof source !== 'string' && !(source instanceof Readable)) {
    throw new InvalidArgumentError(`the source is ${shown(source)}; it must be a path or a readable stream`)
  }
  try {
    const bytes = typeof source === 'string' ? await ofFile(source, name) : await ofStream(source, name)
    return bytes[0] === 0x1f && bytes[1] === 0x8b ? await unpacked(bytes, name) : bytes
  } catch (cause) {
    if (cause instanceof TooLargeError) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new InvalidFileError(`${name} cannot be read: ${reason.slice(0, 200)}`, { cause })
  }
}

async function ofFile(path: string, name: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const stat = await file.stat()
    // what is no file, such as a pipe with a name, has no size
    if (!stat.isFile() && !stat.isDirectory()) return await ofStream(file.createReadStream(), name)
    if (stat.size > MOST_BYTES) throw tooLarge(name, `has ${stat.size} bytes`)
    return await file.readFile()
  } finally {
    await file.close()
  }
}

/** What a stream holds; one that is too long is left and destroyed. */
async function ofStream(stream: Readable, name: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of stream as AsyncIterable<Uint8Array | string>) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    length += bytes.length
    if (length > MOST_BYTES) throw tooLarge(name, 'is longer')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

async function unpacked(bytes: Uint8Array, name: string): Promise<Uint8Array> {
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: MOST_BYTES })
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== 'ERR_BUFFER_TOO_LARGE') throw error
    throw tooLarge(name, 'is longer unpacked')
  }
}

function tooLarge(name: string, what: string): TooLargeError {
  return new TooLargeError(`${name} ${what}; ${MOST_BYTES} bytes are read at most: split it`)
}
