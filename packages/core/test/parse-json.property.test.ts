import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InvalidArgumentError, InvalidFileError, parseJson } from '../src/index.js'

/** JSON, and whether an object in it has a key twice: values are written by hand, for no object of JavaScript has one. */
interface Written {
  readonly text: string
  readonly twice: boolean
}

/** Spaces, and texts that look like what stands outside of texts. */
const space = fc.constantFrom('', '', ' ', '\n', '\r\n\t')
const word = fc.constantFrom(
  'a',
  'b',
  'n',
  '__proto__',
  '',
  ':',
  '{"a":1,"a":1}',
  '\\',
  '"',
  '\\"',
  'ü',
  '😀',
  'e'.repeat(70),
)

/** A text of JSON in one of its spellings. */
const spelt = (text: string, escaped: boolean) =>
  escaped && text !== ''
    ? `"${Array.from({ length: text.length }, (_, i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`).join('')}"`
    : JSON.stringify(text)

const { json } = fc.letrec<{ json: Written; list: Written; object: Written; leaf: Written }>((tie) => ({
  json: fc.oneof({ maxDepth: 4, depthSize: 'small' }, tie('leaf'), tie('list'), tie('object')),
  leaf: fc
    .oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), word, fc.constant(null))
    .map((value) => ({ text: JSON.stringify(value), twice: false })),
  list: fc.array(tie('json'), { maxLength: 5 }).map((items) => ({
    text: `[${items.map(({ text }) => text).join(', ')}]`,
    twice: items.some(({ twice }) => twice),
  })),
  object: fc.array(fc.tuple(word, fc.boolean(), space, tie('json')), { maxLength: 5 }).map((fields) => ({
    text: `{${fields.map(([key, escaped, s, { text }]) => `${s}${spelt(key, escaped)}${s}:${text}${s}`).join(',')}}`,
    twice:
      new Set(fields.map(([key]) => key)).size < fields.length || fields.some(([, , , { twice }]) => twice),
  })),
}))

describe('JSON', () => {
  it('is read as it is, unless an object has a key twice, however it is spelt', () => {
    fc.assert(
      fc.property(json, ({ text, twice }) => {
        if (twice) expect(() => parseJson(text, 'it'), text).toThrow(InvalidFileError)
        else expect(parseJson(text, 'it'), text).toEqual(JSON.parse(text))
      }),
      { seed: 3, numRuns: 3000 },
    )
  })

  it('of many keys is read as that of few', () => {
    const fields = Array.from({ length: 1000 }, (_, i) => `"k${i}": {"a": ${i}}`)
    expect(Object.keys(parseJson(`{${fields}}`, 'it') as object).length).toBe(1000)
    expect(() => parseJson(`{\n${fields.join(',\n')},\n"k17": 1}`, 'it')).toThrow(
      'it gives the key "k17" twice in one object, on line 1002; give it once',
    )
  })

  it('is refused where it is cut, and texts alone are taken', () => {
    expect(() => parseJson('{"a":1', 'a.json')).toThrow(/^a\.json is not JSON: /)
    expect(() => parseJson('{"a":1', 'a.json')).toThrow(InvalidFileError)
    expect(() => parseJson(1 as never, 'it')).toThrow(InvalidArgumentError)
    expect(parseJson('"a:a:{"', 'it')).toBe('a:a:{')
  })
})
