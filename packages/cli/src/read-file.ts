import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { InvalidFileError } from '@buridan/core'
import { UnreadableError } from './failures/file-errors.js'

/** What a file is called in messages. */
export function inputName(name: string): string {
  return name === '-' ? 'standard input' : name
}

/**
 * The bytes of a file, or of standard input for `-`, unpacked if it is packed by gzip, whatever its name.
 *
 * @throws UnreadableError if it cannot be read or unpacked
 * @throws TooLargeError if it is too long for a string, packed or unpacked
 */
export async function readBytes(name: string, stdin: Readable): Promise<Uint8Array> {
  const data = await import('@buridan/data/node')
  try {
    return await data.readBytes(name === '-' ? stdin : name, inputName(name))
  } catch (error) {
    if (!(error instanceof InvalidFileError)) throw error
    throw new UnreadableError(inputName(name), error.cause)
  }
}

/** A file that is read as it comes, and its name for messages. */
export interface OpenFile {
  readonly name: string
  /** What is in it, unpacked. */
  readonly stream: Readable
  /** The file itself: without it the stream ends. */
  readonly source: Readable
  /** Whether it is of this command alone. */
  readonly own: boolean
}

/**
 * The stream of a file, or of standard input for `-`, unpacked if it is packed by gzip.
 *
 * @throws UnreadableError if it cannot be opened
 */
export async function openFile(name: string, stdin: Readable): Promise<OpenFile> {
  if (name === '-') return opened(inputName(name), stdin, false)
  try {
    const file = await open(name)
    return opened(name, file.createReadStream(), true)
  } catch (cause) {
    throw new UnreadableError(name, cause)
  }
}

function opened(name: string, source: Readable, own: boolean): OpenFile {
  return { name, stream: unpacked(source), source, own }
}

/** What a stream holds, unpacked if it is packed: its first two bytes tell. */
function unpacked(packed: Readable): Readable {
  // an error that comes before anything is read is met by the reading
  packed.on('error', () => {})
  return Readable.from(unpackedChunks(packed))
}

async function* unpackedChunks(packed: Readable): AsyncGenerator<Uint8Array> {
  const chunks = packed[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  const first = await atLeastTwo(chunks)
  if (!isPacked(first)) {
    yield* rest(first, chunks)
    return
  }
  const gunzip = createGunzip()
  const source = Readable.from(rest(first, chunks))
  // an error of the file is one of what is unpacked from it
  source.on('error', (error) => gunzip.destroy(error))
  yield* source.pipe(gunzip)
}

function isPacked(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

async function atLeastTwo(chunks: AsyncIterator<Buffer>): Promise<Uint8Array> {
  let bytes = Buffer.alloc(0)
  while (bytes.length < 2) {
    const { value, done } = await chunks.next()
    if (done) break
    bytes = Buffer.concat([bytes, Buffer.from(value)])
  }
  return bytes
}

async function* rest(first: Uint8Array, chunks: AsyncIterator<Buffer>): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
}
