import { moleculesOf, parseMolecules } from '@buridan/data'
import fc from 'fast-check'
import { MOLECULE_LINES } from '../../given/cells.js'
import { relation } from '../../harness/relation.js'

const line = fc.nat(MOLECULE_LINES.length - 1)
const molecule = (i: number) => parseMolecules(MOLECULE_LINES[i]!)[0]!

export const molecules = [
  relation('parseMolecules', 'to text and back, in other lines, with fields in another order', {
    given: fc.record({
      lines: fc.array(line, { minLength: 1, maxLength: 4 }),
      newline: fc.constantFrom('\n', '\r\n', '\n\n \n'),
      asText: fc.boolean(),
    }),
    one: ({ lines, newline, asText }) => {
      const texts = lines.map((i) => {
        const { bonds, ...rest } = molecule(i)
        return JSON.stringify({ bonds: bonds!.map(([a, b, o]) => [a, b, asText ? ` ${o}` : o]), ...rest })
      })
      return parseMolecules(`${newline}${texts.join(newline)}${newline}`)
    },
    other: ({ lines }) =>
      lines.map((i) => {
        const { bonds, ...rest } = JSON.parse(MOLECULE_LINES[i]!)
        // some entries of the library hold an order as a text
        return { ...rest, bonds: bonds.map((b: unknown[]) => b.map(Number)) }
      }),
    cost: 2,
  }),
  relation('parseMolecules', 'damaged lines left out, each with its place', {
    given: fc.array(fc.record({ line, damage: fc.constantFrom('', 'cut', 'twice', 'atom', 'positions') }), {
      minLength: 1,
      maxLength: 5,
    }),
    one: (list) => {
      const places: number[] = []
      const text = list.map(({ line: i, damage }) => damaged(MOLECULE_LINES[i]!, damage)).join('\n')
      const names = parseMolecules(text, { onError: (_, index) => places.push(index) }).map((m) => m.name)
      return [names, places]
    },
    other: (list) => [
      list.filter((l) => l.damage === '').map((l) => molecule(l.line).name),
      list.flatMap((l, k) => (l.damage === '' ? [] : [k])),
    ],
    cost: 2,
  }),
  relation('parseMolecules', 'with fewer and with other fields: the rest is as it was', {
    given: fc.record({
      line,
      without: fc.subarray(['name', 'family', 'bonds']),
      more: fc.dictionary(fc.constantFrom('energy', 'id', '__proto__', 'constructor'), fc.jsonValue()),
    }),
    one: ({ line: i, without, more }) =>
      parseMolecules(JSON.stringify({ ...more, ...lacking(molecule(i), without) })),
    // as JSON holds them: -0 is 0 there
    other: ({ line: i, without, more }) => [
      JSON.parse(JSON.stringify({ ...more, ...lacking(molecule(i), without) })),
    ],
    cost: 2,
  }),
  relation('moleculesOf', 'the text of the same molecules, one a line', {
    given: fc.array(line, { maxLength: 4 }),
    one: (list) => moleculesOf(list.map((i) => JSON.parse(MOLECULE_LINES[i]!))),
    other: (list) => parseMolecules(list.map((i) => MOLECULE_LINES[i]!).join('\n')),
    cost: 2,
  }),
]

function lacking(m: object, without: readonly string[]): object {
  return Object.fromEntries(Object.entries(m).filter(([key]) => !without.includes(key)))
}

function damaged(text: string, damage: string): string {
  if (damage === '') return text
  if (damage === 'cut') return text.slice(0, text.length / 2)
  const m = JSON.parse(text)
  if (damage === 'twice')
    m.bonds = [
      [0, 1, 1],
      [1, 0, 2],
    ]
  if (damage === 'atom') m.bonds = [[0, 999, 1]]
  if (damage === 'positions') m.positions = m.positions.slice(1)
  return JSON.stringify(m)
}
