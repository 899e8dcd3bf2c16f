import { BuridanError, InvalidFileError, rng } from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { parseXyz } from '../../src/index.js'

describe('extended XYZ', () => {
  it('is refused where it is damaged, with the line', () => {
    expect(parseXyz('2\n\nH 0 0 0\nH 0 0 1 extra\n')[0]!.elements).toEqual(['H', 'H'])
    expect(parseXyz('1\r\ncomment\r\nHe 1.0d0 2 3\r\n\r\n')[0]!.positions).toEqual([[1, 2, 3]])
    for (const [text, message] of [
      ['', /no frame/],
      ['x\n', /line 1 /],
      ['1e9\n\n', /line 1 /],
      ['3\n\nH 0 0 0\n', /cut/],
      ['1\n\nH 0 0\n', /line 3 /],
      ['1\n\nH 0 0 NaN\n', /line 3 /],
      ['1\nProperties=species:S:1:pos:R:2\nH 0 0\n', /pos:R:3/],
      ['1\nProperties=species:S:1:pos:R:3:q:Q:1\nH 0 0 0 1\n', /kinds/],
      ['1\nProperties=species:S:1:pos:R:3:q:R:1\nH 0 0 0\n', /line 3 /],
    ] as const) {
      expect(() => parseXyz(text), text).toThrow(message)
    }
    const random = rng(1)
    for (let k = 0; k < 200; k++) {
      const bytes = Buffer.from(
        '2\nenergy=1 Properties=species:S:1:pos:R:3\nH 0.63 0.63 0.63\nC 0.63 -0.63 -0.63\n',
      )
      bytes[random.int(bytes.length)] = random.int(256)
      try {
        parseXyz(bytes.toString('utf8'))
      } catch (error) {
        expect(error).toBeInstanceOf(BuridanError)
      }
    }
  })

  it('is read without the frames whose errors are taken', () => {
    const errors: [number, string][] = []
    const onError = (error: InvalidFileError, index: number) => errors.push([index, error.message])
    const good = '1\nenergy=-1\nH 0 0 0\n'
    const frames = parseXyz(`${good}1\n\nH 0 0\n${good}x\n${good}`, { onError })
    expect(frames.map(({ properties }) => properties.get('energy'))).toEqual([[-1], [-1]])
    expect(errors).toEqual([
      [1, expect.stringMatching(/^line 6 has 3 columns/)],
      [3, expect.stringMatching(/^line 10 is “x”.*nothing is read from there on/)],
    ])
    expect(() => parseXyz('', { onError })).toThrow(InvalidFileError)
    expect(() => parseXyz(good, { onError: 'x' as never })).toThrow(/onError must be a function/)
  })
})
