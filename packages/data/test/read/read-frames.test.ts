import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { readFrames } from '../../src/node.js'

it('frames are read from streams of formats that are known', () => {
  for (const format of ['cif', 'toString', 3, Object.create(null), Symbol('s')] as 'xyz'[]) {
    expect(() => readFrames(Readable.from(['']), format)).toThrow(
      /frames of format .* do not follow one another/,
    )
  }
  expect(() => readFrames('1\n\nH 0 0 0\n' as never, 'xyz')).toThrow(/must be a readable stream/)
})
