import { PassThrough, Readable } from 'node:stream'
import { InvalidArgumentError, InvalidFileError } from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { readLines } from '../../src/node.js'

async function all(input: Readable): Promise<[number, string][]> {
  const out: [number, string][] = []
  for await (const { number, text } of readLines(input)) out.push([number, text])
  return out
}

describe('lines of a stream', () => {
  it('are the same however it is cut', async () => {
    const text = '\ufeff{"a":1}\r\n\r\n  \n{"ä":2} \nend'
    const expected = [
      [1, '{"a":1}'],
      [4, '{"ä":2} '],
      [5, 'end'],
    ]
    const bytes = Buffer.from(text)
    for (const size of [1, 2, 3, 7, 100]) {
      const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.subarray(i * size, (i + 1) * size),
      )
      expect(await all(Readable.from(parts, { objectMode: false }))).toEqual(expected)
    }
    expect(await all(Readable.from([]))).toEqual([])
  })

  it('end with the error of the stream, after the lines before it', async () => {
    const cause = new TypeError('EIO')
    async function* broken() {
      yield 'one\ntwo\n'
      // the lines before are read first
      await new Promise((resolve) => setTimeout(resolve, 5))
      throw cause
    }
    const read: string[] = []
    const failing = async () => {
      for await (const { text } of readLines(Readable.from(broken()))) read.push(text)
    }
    const error = await failing().catch((e: unknown) => e)
    expect(error).toBeInstanceOf(InvalidFileError)
    expect(error).toMatchObject({ message: 'the input cannot be read: EIO', cause })
    expect(read).toEqual(['one', 'two'])
  })

  it('leave the stream open and without listeners where the loop ends early', async () => {
    const input = new PassThrough()
    input.write('one\ntwo\n')
    for await (const { text } of readLines(input)) {
      expect(text).toBe('one')
      break
    }
    expect([input.destroyed, input.listenerCount('error')]).toEqual([false, 0])
  })

  it('are of a stream', () => {
    expect(() => readLines('text' as never)).toThrow(InvalidArgumentError)
  })
})
