import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { InvalidArgumentError, InvalidFileError, TooLargeError } from '@buridan/groups'
import { afterAll, describe, expect, it } from 'vitest'
import { readBytes, readDataset, readLines } from '../../src/node.js'

const folder = await mkdtemp(join(tmpdir(), 'buridan-bytes-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Chunks without end, all one and the same, and how many were taken. */
function endless(chunk: Uint8Array) {
  const taken = { chunks: 0 }
  const stream = Readable.from(
    (function* () {
      for (;;) {
        taken.chunks++
        yield chunk
      }
    })(),
  )
  return { stream, taken }
}

const MEGABYTES_16 = new Uint8Array(2 ** 24)

describe('bytes of files and streams', () => {
  it('are unpacked where they are packed, in any cut', async () => {
    const text = new TextEncoder().encode('{"a":1}\n')
    const file = join(folder, 'packed')
    await writeFile(file, gzipSync(text))
    expect(await readBytes(file)).toEqual(Buffer.from(text))
    const cut = [...gzipSync(text)].map((byte) => Uint8Array.of(byte))
    expect(await readBytes(Readable.from(cut))).toEqual(Buffer.from(text))
    expect(await readBytes(Readable.from([]))).toEqual(Buffer.alloc(0))
  })

  it('are refused at the limit, a file before it is read and a stream while it is', async () => {
    const large = join(folder, 'large.xyz')
    await writeFile(large, '')
    await truncate(large, 1.5e9)
    const before = process.memoryUsage().rss
    await expect(readBytes(large)).rejects.toThrow(
      /large\.xyz has 1500000000 bytes; 536870888 bytes are read/,
    )
    await expect(readDataset(large, { group: 'O(3)', label: 'energy' })).rejects.toThrow(TooLargeError)
    const { stream, taken } = endless(MEGABYTES_16)
    await expect(readBytes(stream, 'the input')).rejects.toThrow(TooLargeError)
    expect([stream.destroyed, taken.chunks < 40]).toEqual([true, true])
    expect(process.memoryUsage().rss - before).toBeLessThan(2 ** 29)
  })

  it('are refused where they cannot be read, and what is no source', async () => {
    await expect(readBytes(join(folder, 'none'))).rejects.toThrow(InvalidFileError)
    await expect(readBytes(folder)).rejects.toThrow(/cannot be read/)
    const cut = gzipSync('abc').subarray(0, -3)
    await expect(readBytes(Readable.from([cut]), 'it')).rejects.toThrow(/^it cannot be read/)
    await expect(readBytes(1 as never)).rejects.toThrow(InvalidArgumentError)
  })

  it('of a line without end are refused too', async () => {
    const { stream, taken } = endless(MEGABYTES_16)
    const lines = readLines(stream)
    await expect(lines.next()).rejects.toThrow(/line 1 is longer than 268435456 bytes/)
    expect(taken.chunks).toBeLessThan(24)
  })
})
