import { parseJsonLines, parseJsonObject, recordsInPlace } from '@buridan/data'
import fc from 'fast-check'
import { relation } from '../../harness/relation.js'

const objects = fc.dictionary(fc.string(), fc.jsonValue())
/** As JSON holds them: -0 is 0 there. */
const plain = (value: unknown) => JSON.parse(JSON.stringify(value))

export const lines = [
  relation('parseJsonObject', 'to text and back, with spaces between', {
    given: fc.record({ object: objects, spaces: fc.nat(3) }),
    one: ({ object, spaces }) => plain(parseJsonObject(JSON.stringify(object, undefined, spaces))),
    other: ({ object }) => plain(object),
  }),
  relation('parseJsonLines', 'line by line, with other line ends, bad lines left out with their places', {
    given: fc.record({
      list: fc.array(fc.record({ object: objects, bad: fc.constantFrom('', '', 'cut', 'array') }), {
        maxLength: 5,
      }),
      newline: fc.constantFrom('\n', '\r\n', '\n\n \n'),
      mark: fc.boolean(),
    }),
    one: ({ list, newline, mark }) => {
      const places: number[] = []
      const texts = list.map(({ object, bad }) => written(object, bad))
      const text = `${mark ? '\ufeff' : ''}${texts.join(newline)}${newline}`
      return [plain(parseJsonLines(text, { onError: (_, index) => places.push(index) })), places]
    },
    other: ({ list }) => [
      list
        .filter(({ bad }) => bad === '')
        .map(({ object }) => plain(parseJsonObject(JSON.stringify(object)))),
      list.flatMap(({ bad }, i) => (bad === '' ? [] : [i])),
    ],
  }),
  relation('recordsInPlace', 'lines read one by one', {
    given: fc.array(fc.record({ object: objects, bad: fc.constantFrom('', '', 'cut', 'array') }), {
      maxLength: 6,
    }),
    one: (list) => {
      const text = list.map(({ object, bad }) => written(object, bad)).join('\n')
      const found = recordsInPlace((options) => parseJsonLines(text, options))
      return found.map((record) => (record instanceof Error ? 'bad' : plain(record)))
    },
    other: (list) => list.map(({ object, bad }) => (bad === '' ? plain(object) : 'bad')),
  }),
]

function written(object: object, bad: string): string {
  const text = JSON.stringify(object)
  if (bad === 'cut') return text.slice(0, -1)
  return bad === 'array' ? `[${text}]` : text
}
