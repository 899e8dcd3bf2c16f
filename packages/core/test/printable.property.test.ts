import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BuridanError, InvalidFileError, ParseError, printable, printableLines } from '../src/index.js'

/** What must not be left, by code points: the expression that removes them has classes of Unicode. */
const INVISIBLE = [
  ...Array.from({ length: 0x20 }, (_, i) => i),
  ...Array.from({ length: 0x21 }, (_, i) => 0x7f + i),
  ...[0xad, 0x61c, 0x115f, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029],
  ...[0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2060, 0x2066, 0x2067, 0x2068, 0x2069, 0x3164],
  ...[0xd800, 0xdbff, 0xdc00, 0xdfff, 0xfe0f, 0xfeff, 0xffa0, 0xfff9, 0xfffb, 0xe0001, 0xe007f, 0xe0100],
].map((code) => String.fromCodePoint(code))

describe('printable texts', () => {
  it('show each character that is obeyed or not seen, and leave others', () => {
    for (const c of INVISIBLE) {
      const text = printable(`a${c}b`)
      expect([JSON.stringify(c), text]).toEqual([
        JSON.stringify(c),
        expect.stringMatching(/^a\\(n|r|t|(u[\da-f]{4}(\\u[\da-f]{4})?))b$/),
      ])
      expect(JSON.parse(`"${text}"`)).toBe(`a${c}b`)
    }
    const seen = 'Å³ “x” ≤ ∞ ρ_out 水 🜁 é é \\ " <b>'
    expect(printable(seen)).toBe(seen)
  })

  it('are JSON of the same value where they were JSON, and stay as they are', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(...INVISIBLE),
        fc.string(),
        (before, c, after) => {
          const value = { [before]: [c, `${before}${c}${after}`] }
          const text = printable(JSON.stringify(value))
          expect(JSON.parse(text)).toEqual(value)
          expect(printable(text)).toBe(text)
          expect(INVISIBLE.some((one) => one.length === 1 && one < '\ud800' && text.includes(one))).toBe(
            false,
          )
        },
      ),
      { seed: 11, numRuns: 300 },
    )
  })

  it('of several lines keep the ends of lines alone', () => {
    expect(printableLines('a\x1b[2J\n\u202eb\r\n')).toBe('a\\u001b[2J\n\\u202eb\\r\n')
  })

  it('are what errors say, whatever they quote', () => {
    const evil = '\x1b]0;owned\x07\u202e\n'
    expect(new BuridanError('NOT_FINITE', evil).message).toBe('\\u001b]0;owned\\u0007\\u202e\\n')
    expect(new InvalidFileError(`“${evil}” is damaged`).message).not.toMatch(/[\p{Cc}\u202e]/u)
    const parse = new ParseError(evil, 1, 'there is no group')
    // the text is a value, to be looked at by programs
    expect([parse.text, /[\p{Cc}\u202e]/u.test(parse.message)]).toEqual([evil, false])
  })
})
