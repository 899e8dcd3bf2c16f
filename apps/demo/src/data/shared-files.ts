import { InvalidArgumentError } from '@buridan/groups'
import type { DataFile } from 'buridan/browser'

/** Longer addresses are cut by what they are sent with. */
const MOST_CHARACTERS = 8000
/** An address may not ask for more memory than files of so many bytes. */
const MOST_UNPACKED = 2 ** 22

/** Files as a part of an address: names and sizes, then contents, deflated with a checksum, in base64url; undefined if it would be too long. */
export async function packFiles(files: readonly DataFile[]): Promise<string | undefined> {
  if (files.reduce((sum, f) => sum + f.bytes.length, 0) > MOST_UNPACKED) return undefined
  const head = JSON.stringify(files.map(({ name, bytes }) => [name, bytes.length]))
  const packed = await through(
    new Blob([`${head}\n`, ...files.map(({ bytes }) => Uint8Array.from(bytes))]),
    new CompressionStream('deflate'),
    MOST_CHARACTERS,
  )
  const text = packed && base64url(packed)
  return text && text.length <= MOST_CHARACTERS ? text : undefined
}

/**
 * The files that {@link packFiles} packed.
 *
 * @throws InvalidArgumentError if the text holds none
 */
export async function unpackFiles(text: string): Promise<DataFile[]> {
  try {
    const bytes = await through(
      new Blob([fromBase64url(text)]),
      new DecompressionStream('deflate'),
      MOST_UNPACKED,
    )
    const end = bytes ? bytes.indexOf(10) : -1
    if (!bytes || end < 0) throw new Error('it is too long, or has no names')
    const head: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)))
    if (!isHead(head)) throw new Error('its names are none')
    let at = end + 1
    const files = head.map(([name, size]) => {
      at += size
      return { name, bytes: bytes.slice(at - size, at) }
    })
    if (at !== bytes.length) throw new Error('its sizes are not those of its files')
    return files
  } catch (cause) {
    throw new InvalidArgumentError('the data in the address are damaged: open the file again', { cause })
  }
}

function isHead(value: unknown): value is [string, number][] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(
      (entry) =>
        Array.isArray(entry) &&
        typeof entry[0] === 'string' &&
        Number.isSafeInteger(entry[1]) &&
        entry[1] >= 0,
    )
  )
}

/** What comes out of a stream; undefined once it is more than `most` bytes. */
async function through(
  blob: Blob,
  stream: CompressionStream | DecompressionStream,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const reader = blob.stream().pipeThrough(stream).getReader()
  const parts: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length
    if (size > most) {
      await reader.cancel()
      return undefined
    }
    parts.push(next.value)
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}

function base64url(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0))
}
