import { readFileSync } from 'node:fs'
import { InvalidArgumentError } from '@buridan/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatSdf, parseSdf, type SdfContent } from '../../src/index.js'

const rows = readFileSync(new URL('sdf-of-rdkit.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { id: string; text: string })

const line = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((s) => !/^\$|\s$|[\r\n]/.test(s))
const value = fc
  .array(
    line.filter((s) => s.trim() !== '' && !/^(?:>|\$)/.test(s)),
    { maxLength: 3 },
  )
  .map((lines) => lines.join('\n'))
const coordinate = fc.oneof(
  fc.integer({ min: -99999, max: 99999 }).map((v) => v / 1e4),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e20, max: 1e20 }),
)

/** Molecules with all that they may have. */
const molecules: fc.Arbitrary<Required<SdfContent>> = fc
  .record({
    name: line,
    program: line,
    comment: line,
    isChiral: fc.boolean(),
    info: fc.uniqueArray(
      fc.tuple(
        line.filter((s) => s !== '' && !/[<>]/.test(s)),
        value,
      ),
      { selector: ([n]) => n, maxLength: 3 },
    ),
    atoms: fc.array(
      fc.record({
        element: fc.constantFrom('H', 'C', 'Cl', 'Br', 'U'),
        at: fc.tuple(coordinate, coordinate, coordinate),
        charge: fc.integer({ min: -15, max: 15 }),
        isotope: fc.constantFrom(0, 0, 13, 238),
        radical: fc.nat(3),
      }),
      { maxLength: 10 },
    ),
    bonds: fc.uniqueArray(
      fc.record({
        i: fc.nat(9),
        j: fc.nat(9),
        order: fc.constantFrom(1, 1.5, 2, 3),
        stereo: fc.constantFrom(0, 1, 6),
      }),
      { selector: ({ i, j }) => `${Math.min(i, j)} ${Math.max(i, j)}`, maxLength: 12 },
    ),
  })
  .map(({ atoms, bonds, info, ...head }) => {
    const kept = bonds.filter(({ i, j }) => i !== j && Math.max(i, j) < atoms.length)
    return {
      ...head,
      info: new Map(info),
      elements: atoms.map((a) => a.element),
      positions: atoms.map((a) => a.at),
      charges: atoms.map((a) => a.charge),
      isotopes: atoms.map((a) => a.isotope),
      radicals: atoms.map((a) => a.radical),
      bonds: kept.map(({ i, j, order }) => [i, j, order] as const),
      stereo: kept.map(({ stereo, order }) => (stereo === 6 ? (order === 2 ? 3 : 4) : stereo)),
    }
  })

const plain = {
  elements: ['C', 'O'],
  positions: [
    [0, 0, 0],
    [0, 0, 1.25],
  ],
} as const

describe('molecules that are written', () => {
  it('are read again to the last bit', () => {
    fc.assert(
      fc.property(fc.array(molecules, { minLength: 1, maxLength: 3 }), (list) => {
        const found = parseSdf(formatSdf(list))
        expect(found.map(({ decimals, warnings, dimension, ...rest }) => rest)).toEqual(list)
        expect(found.flatMap((m) => m.warnings)).toEqual([])
      }),
      { seed: 31, numRuns: 300 },
    )
  })

  it('are read again as they were, whichever program wrote them', () => {
    for (const { id, text } of rows) {
      const found = parseSdf(text)
      const again = parseSdf(formatSdf(found))
      const exact = (m: (typeof found)[number]) => ({ ...m, warnings: [], decimals: 0 })
      expect(again.map(exact), id).toEqual(found.map(exact))
      const rounded = formatSdf(found, { version: 'V2000' })
      expect(rounded.match(/V2000$/gm), id).toHaveLength(found.length)
      expect(formatSdf(parseSdf(rounded)), id).toBe(rounded)
    }
  })

  it('are V2000 where it holds them, and V3000 where it does not', () => {
    const versionOf = (content: SdfContent) => /V[23]000$/m.exec(formatSdf([content]))?.[0]
    expect(versionOf(plain)).toBe('V2000')
    expect(
      versionOf({
        ...plain,
        positions: [
          [0, 0, 0],
          [0, 0, 1.23456],
        ],
      }),
    ).toBe('V3000')
    expect(
      versionOf({
        ...plain,
        positions: [
          [0, 0, 0],
          [0, 0, -99999.5],
        ],
      }),
    ).toBe('V3000')
    const many = Array.from({ length: 1000 }, (_, i) => i)
    const large = { elements: many.map(() => 'C'), positions: many.map((i) => [i, 0, 0] as const) }
    expect(versionOf(large)).toBe('V3000')
    expect(parseSdf(formatSdf([large]))[0]!.positions).toEqual(large.positions)
    expect(() => formatSdf([large], { version: 'V2000' })).toThrow(
      /molecules\[0\] has 1000 atoms.*write V3000/,
    )
    expect(() =>
      formatSdf(
        [
          {
            ...plain,
            positions: [
              [0, 0, 0],
              [0, 0, 1e9],
            ],
          },
        ],
        { version: 'V2000' },
      ),
    ).toThrow(/coordinate 1000000000, for which V2000 has no room/)
    expect(formatSdf([plain], { version: 'V3000' })).toMatch(/V3000$/m)
  })

  it('have at most eight charges a line, as the format asks', () => {
    const many = Array.from({ length: 19 }, (_, i) => i)
    const ions = { elements: many.map(() => 'Na'), positions: many.map((i) => [i, 0, 0] as const) }
    const lines = formatSdf([{ ...ions, charges: many.map(() => 1) }]).match(/^M {2}CHG.*$/gm)!
    expect(lines.map((line) => line.slice(0, 9))).toEqual(['M  CHG  8', 'M  CHG  8', 'M  CHG  3'])
    expect(lines[2]).toBe('M  CHG  3  17   1  18   1  19   1')
  })

  it('are in space if no line says otherwise', () => {
    expect(parseSdf(formatSdf([plain]))[0]!.dimension).toBe(3)
    expect(formatSdf([])).toBe('')
  })

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['an element', { elements: ['C', 'R#'] }, /elements\[1\] is "R#"/],
    ['positions', { positions: [[0, 0, 0]] }, /positions has 1 entries for 2 elements/],
    [
      'a coordinate',
      {
        positions: [
          [0, 0, 0],
          [0, 0, Number.NaN],
        ],
      },
      /positions\[1\]\[2\] is NaN/,
    ],
    ['a bond', { bonds: [[0, 2, 1]] }, /an atom of molecules\[0\]\.bonds\[0\] is 2/],
    ['a bond to itself', { bonds: [[1, 1, 1]] }, /binds two atoms/],
    [
      'a bond twice',
      {
        bonds: [
          [0, 1, 1],
          [1, 0, 2],
        ],
      },
      /bonds\[1\]/,
    ],
    ['an order', { bonds: [[0, 1, 4]] }, /order of molecules\[0\]\.bonds\[0\] is 4/],
    ['charges', { charges: [1] }, /charges has 1 entries/],
    ['a charge', { charges: [1, 16] }, /charges\[1\] is 16/],
    ['an isotope', { isotopes: [0, -1] }, /isotopes\[1\] is -1/],
    ['stereo', { bonds: [[0, 1, 1]], stereo: [2] }, /stereo\[0\] is 2/],
    ['a name', { name: 'a\nb' }, /name is "a\\nb"; it must be one line/],
    ['a name that ends records', { name: '$$$$' }, /begins with \$/],
    ['a comment that ends records', { comment: '$$$$ x' }, /begins with \$/],
    ['info', { info: { a: '1' } }, /info is .*must be a map/],
    ['an item without a name', { info: new Map([['', '1']]) }, /named ""/],
    ['an item of a bad name', { info: new Map([['a>', '1']]) }, /named "a>"/],
    ['an empty line', { info: new Map([['a', '1\n\n2']]) }, /must not be empty/],
    ['a line like an item', { info: new Map([['a', '> <b>']]) }, /nor begin with >/],
    ['a value that is no text', { info: new Map([['a', 1]]) }, /must be a text/],
    ['chirality', { isChiral: 1 }, /isChiral is 1/],
  ])('are refused for %s', (_, change, message) => {
    const content = { ...plain, ...change } as never
    expect(() => formatSdf([content])).toThrow(InvalidArgumentError)
    expect(() => formatSdf([content])).toThrow(message)
  })

  it('are refused for other options', () => {
    expect(() => formatSdf([plain], { version: 'V1' as never })).toThrow(/version is "V1"/)
    expect(() => formatSdf(3 as never)).toThrow(InvalidArgumentError)
  })
})
