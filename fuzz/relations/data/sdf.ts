import { formatSdf, parseSdf } from '@buridan/data'
import fc from 'fast-check'
import { type GivenRecord, newlines, sdfOf, sdfRecords, sdfSpellings } from '../../given/sdf.js'
import { relation } from '../../harness/relation.js'

/** What a record says, in whatever spelling. */
const said = ({ name, atoms, bonds, items }: GivenRecord) => ({
  name,
  elements: atoms.map((a) => a.element),
  positions: atoms.map((a) => a.at.map((v) => v / 1e4)),
  bonds: bonds.map(({ i, j, order }) => [i, j, order]),
  charges: atoms.map((a) => a.charge),
  isotopes: atoms.map((a) => a.isotope),
  radicals: atoms.map((a) => a.radical),
  stereo: bonds.map((b) => b.stereo),
  info: items.map(([name, value]) => [name, value]),
})

const read = (text: string) =>
  parseSdf(text).map(({ program, comment, isChiral, decimals, warnings, info, ...rest }) => ({
    ...rest,
    info: [...info],
    warnings,
  }))

export const sdf = [
  relation('parseSdf', 'written in many spellings', {
    given: fc.record({
      records: fc.array(fc.tuple(sdfRecords, sdfSpellings), { minLength: 1, maxLength: 3 }),
      newline: newlines,
      more: fc.nat(2),
    }),
    one: ({ records, newline, more }) =>
      read(records.map(([record, how]) => sdfOf(record, how, newline)).join('') + newline.repeat(more)),
    other: ({ records }) => records.map(([record]) => ({ ...said(record), warnings: [] })),
  }),
  relation('parseSdf', 'bad records left out, each with its place', {
    given: fc.array(
      fc.record({
        record: sdfRecords,
        how: sdfSpellings,
        damage: fc.constantFrom('', 'end', 'element', 'item'),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    one: (list) => {
      const places: number[] = []
      const text = list.map(({ record, how, damage }) => damaged(sdfOf(record, how, '\n'), damage)).join('')
      const found = parseSdf(text, { onError: (_, index) => places.push(index) })
      return [found.map((m) => m.elements), places]
    },
    other: (list) => [
      list.filter((l) => l.damage === '').map((l) => said(l.record).elements),
      list.flatMap((l, k) => (l.damage === '' ? [] : [k])),
    ],
  }),
  relation('formatSdf', 'written and read again, in either version', {
    given: fc.record({
      list: fc.array(sdfRecords, { minLength: 1, maxLength: 3 }),
      version: fc.constantFrom('V2000' as const, 'V3000' as const, undefined),
      how: sdfSpellings,
    }),
    one: ({ list, version, how }) => {
      const molecules = parseSdf(list.map((record) => sdfOf(record, how, '\n')).join(''))
      return read(formatSdf(molecules, version === undefined ? {} : { version }))
    },
    other: ({ list, how }) => read(list.map((record) => sdfOf(record, how, '\n')).join('')),
  }),
]

function damaged(text: string, damage: string): string {
  const lines = text.split('\n')
  // the last line is behind the end of the record
  const end = lines.length - 2
  if (damage === 'end')
    lines.splice(
      lines.findLastIndex((line) => line.startsWith('M  END')),
      1,
    )
  if (damage === 'element') lines.splice(3, 1, '  1  0', `${'    0.0000'.repeat(3)} Qq`)
  if (damage === 'item') lines.splice(end, 0, 'no data item')
  return lines.join('\n')
}
