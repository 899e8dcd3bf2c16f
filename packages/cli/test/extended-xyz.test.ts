import { fileURLToPath } from 'node:url'
import { InvalidFileError } from '@buridan/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { auditFile } from '../src/audit-command.js'
import { parseXyz } from '../src/data/xyz.js'
import { readComment } from '../src/data/xyz-comment.js'

describe('spellings of one frame', () => {
  const audited = async (name: string) =>
    (
      await auditFile([fileURLToPath(new URL(`files/${name}`, import.meta.url))], {
        group: 'O(3)',
        label: 'dipole',
      })
    ).report

  it('Properties, properties and spaces around = give one answer', async () => {
    const [capital, small, spaced] = [
      await audited('fr1.xyz'),
      await audited('fr2.xyz'),
      await audited('fr4.xyz'),
    ]
    expect(small).toEqual(capital)
    for (const [report, order] of [
      [capital, 4],
      [spaced, 6],
    ] as const) {
      expect(report.orbitTypes.map((t) => t.stabilizerOrder)).toEqual([order])
      expect(report.price).toBeLessThan(1e-12)
    }
  })

  const usual = parseXyz(
    '2\nProperties=species:S:1:id:I:1:pos:R:3:q:R:1 Lattice="4 0 0 0 5 0 0 0 6" pbc="T F T" e=-1.5 v="1 2 3" name="a b"\nO 1 0 0 1.5 -1\nH 2 0 1 0.5 1\n',
  )
  const comment =
    'Properties=species:S:1:id:I:1:pos:R:3:q:R:1 Lattice="4 0 0 0 5 0 0 0 6" pbc="T F T" e=-1.5 v="1 2 3" name="a b"'
  it.each([
    comment.replaceAll('=', ' = '),
    comment.replaceAll('=', '='.padStart(9).padEnd(20)).replaceAll(' ', '\t'),
    comment.replace('Properties', 'PROPERTIES').replace('Lattice', 'lattice').replace('pbc', 'PBC'),
    comment.replace('Properties', '"Properties"').replace('Lattice', "'Lattice'"),
    comment.replace(/Properties=(\S+)/, 'Properties="$1"'),
    comment.replace(/Properties=(\S+)/, "pRoPeRtIeS = '$1'"),
    comment.replace('species', 'Species').replace(':pos:', ':positions:'),
    comment.replaceAll('"', "'"),
    comment.replace('"1 2 3"', '[1, 2, 3]').replace('"T F T"', '[T,F,T]'),
    comment.replace('"1 2 3"', '{ 1 2 3 }').replace('"T F T"', '"1 0 1"'),
    comment.replace('"1 2 3"', '1,2,3').replace('"T F T"', 'T,F,T'),
    comment.replace('"4 0 0 0 5 0 0 0 6"', '[[4,0,0],[0,5,0],[0,0,6]]'),
    comment.replace('"4 0 0 0 5 0 0 0 6"', '"4d0 0 0, 0 .5D1 0, 0 0 6.E+0"'),
    comment.replace('-1.5', '-15D-1').replace('a b', '\\a b'),
    comment.replaceAll(' e=', ', e=').replaceAll(' v=', ', v='),
    comment
      .split(/ (?=\w+=)/)
      .reverse()
      .join('  '),
  ])('%s', (spelling) => {
    const found = parseXyz(`2\n${spelling}\nO 1 0 0 1.5 -1\nH 2 0 1 0.5 1\n`)
    // tabs are also within the name there
    if (!spelling.includes('\t')) expect(found).toEqual(usual)
    else expect({ ...found[0], info: undefined }).toEqual({ ...usual[0], info: undefined })
  })

  it.each([
    ['id:I:1', '1.5', /line 3 has “1.5” where an integer must be/],
    ['id:I:1', '1e3', /“1e3” where an integer/],
    ['Z:I:1', '1.5', /integer/],
    ['fixed:L:3', 'T F maybe', /“maybe” where T or F must be/],
  ])('a column %s does not hold %s', (column, words, message) => {
    expect(() => parseXyz(`1\nProperties=species:S:1:pos:R:3:${column}\nH 0 0 0 ${words}\n`)).toThrow(message)
  })

  it('logical values may be spelled as in pbc', () => {
    for (const words of ['T F T', 'True false TRUE', '1 0 1']) {
      const text = `1\nProperties=species:S:1:fixed:L:3:pos:R:3:id:I:1\nH ${words} 0 0 0 +7\n`
      expect(parseXyz(text)[0]!.atomProperties.get('id')).toEqual([[7]])
    }
  })

  it('columns may stand in any order, with atomic numbers in place of symbols', () => {
    const [{ info: _, ...expected }] = parseXyz('2\n\nO 0 0 1.5\nH 0 1 0.5\n') as [
      ReturnType<typeof parseXyz>[0],
    ]
    for (const [columns, lines] of [
      ['pos:R:3:species:S:1', '0 0 1.5 O\n0 1 0.5 H'],
      ['Z:I:1:pos:R:3', '8 0 0 1.5\n1 0 1 0.5'],
      ['positions:R:3:Z:I:1', '0 0 1.5 8\n0 1 0.5 1'],
    ]) {
      const [{ info: __, ...found }] = parseXyz(`2\nproperties=${columns}\n${lines}\n`) as [
        ReturnType<typeof parseXyz>[0],
      ]
      expect(found).toEqual(expected)
    }
    expect(parseXyz('1\nProperties=species:S:1:pos:I:3\nO 1 2 3\n')[0]!.positions).toEqual([[1, 2, 3]])
    const both = parseXyz('1\nProperties=Z:I:1:species:S:1:pos:R:3\n8 O 1 2 3\n')[0]!
    expect([both.elements, both.atomProperties.get('Z')]).toEqual([['O'], [[8]]])
  })
})

describe('comment lines that are wrong', () => {
  it.each([
    ['Properties=species:S:1:pos:R:3 properties=species:S:1:id:I:1:pos:R:3', /twice/],
    ['Lattice="4 0 0 0 5 0 0 0 6" lattice="4 0 0 0 5 0 0 0 7"', /twice/],
    ['energy=1 energy=2', /energy is given twice/],
    ['Properties', undefined],
    ['Properties species:S:1:id:I:1:pos:R:3', /must follow Properties=/],
    ['Properties:species:S:1:id:I:1:pos:R:3', /must follow Properties=/],
    ['Propertys=species:S:1:id:I:1:pos:R:3', /Propertys holds columns/],
    ['name=Properties=species:S:1:id:I:1:pos:R:3', /put a value before Properties/],
    ['name= Properties=species:S:1:id:I:1:pos:R:3', /not clear/],
    ['e=1,Properties=species:S:1:id:I:1:pos:R:3', /not clear/],
    ['name="open Properties=species:S:1:id:I:1:pos:R:3', /not closed/],
    ['Properties=species:S:1:pos:R:3 name="open', /the quotes of name are not closed/],
    ['Properties=species:S:1:pos:R:3 v=[1, 2', /v do not match/],
    ['Properties=species:S:1:pos:R:3 v=[1, 2}', /v do not match/],
    ['Properties=species:S:1:pos:R:3 v=[1,,2]', /missing/],
    ['Properties=species:S:1:pos:R:3 v=[[1, 2], [3]]', /unlike lengths/],
    ['Properties=species:S:1:pos:R:3 v=[[1, 2], 3]', /rows in brackets/],
    ['Properties=species:S:1:pos:R:3 v=[1]2', /goes on/],
    ['Properties=species:S:1:pos:R:3 e=', /e has no value/],
    ['Properties=species:S:1:pos:R:3 =3', /no key/],
    ['Properties=species:S:1:pos:R:3:pos:R:3', /twice/],
    ['Properties=species:S:1:pos:R:3:positions:R:3', /twice/],
    ['Properties=species:S:1:pos:R:3:f:R:1:f:R:1', /twice/],
    ['Properties=', /no value/],
    ['Properties="" ', /triples/],
    ['Properties=species:S:1:pos:R:3:', /triples/],
    ['Properties=species:S:1:pos:R:1e0', /triples/],
    ['Properties=Z:S:1:pos:R:3', /Z:I:1/],
    ['Lattice="1 2 3"', /nine numbers/],
    ['lattice = [[1,2,3,4,5,6,7,8,9]]', /nine numbers/],
    ['Lattice="4 0 0 0 5 0 0 0 inf"', /nine numbers/],
    ['pbc="T F"', /pbc/],
    ['pbc="1 2 0"', /pbc/],
  ] as const)('%s', (comment, message) => {
    const read = () => readComment(comment, 7)
    if (message === undefined) return expect(read().columns.map((c) => c.name)).toEqual(['species', 'pos'])
    expect(read).toThrow(message)
    expect(read).toThrow(/^line 7: /)
    expect(read).toThrow(InvalidFileError)
  })

  it('are any text where they name no columns and no cell', () => {
    for (const text of [
      '',
      'properties of water',
      'lattice constant 3.5',
      "it's",
      'x = "y',
      '[',
      '{{',
      '= 3',
      'a,b',
    ]) {
      expect(readComment(text, 2)).toMatchObject({
        properties: new Map(),
        info: new Map([['comment', text]]),
      })
    }
    expect(readComment('energy=-3.5, dipole = "0 0 1" from "tests', 2).properties).toEqual(
      new Map([
        ['energy', [-3.5]],
        ['dipole', [0, 0, 1]],
      ]),
    )
    expect(readComment('inchi=InChI=1S/H2O/h1H2 Lattice="1 0 0 0 1 0 0 0 1" done', 2).info).toEqual(
      new Map<string, unknown>([
        ['inchi', 'InChI=1S/H2O/h1H2'],
        ['done', true],
      ]),
    )
  })
})

describe('any pairs', () => {
  const key = fc
    .string({ minLength: 1, maxLength: 8 })
    .filter((k) => !/properties|lattice|pbc|comment/i.test(k))
  const scalar = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.boolean(),
    fc.string().map((s) => `${s}.`),
  )
  const quoted = (s: string) => `"${s.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`
  const written = (v: unknown): string =>
    Array.isArray(v)
      ? `[${v.map(written).join(', ')}]`
      : typeof v === 'string'
        ? quoted(v)
        : v === true
          ? 'T'
          : v === false
            ? 'F'
            : String(v)
  const value = fc.oneof(
    scalar,
    fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }),
    fc.array(fc.boolean(), { minLength: 1 }),
    fc.array(fc.string(), { minLength: 1 }),
    fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.array(fc.integer(), { minLength: 1, maxLength: 4 }))
      .map(([rows, row]) => Array.from({ length: rows }, () => row)),
  )

  it('come back as they were written, in every order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(key, value), { selector: ([k]) => k, maxLength: 6 }), (pairs) => {
        const texts = pairs.map(([k, v]) => `${quoted(k)} = ${written(v)}`)
        const cell = 'Lattice="1 0 0 0 1 0 0 0 1"'
        const expected = Object.fromEntries(pairs)
        expect(Object.fromEntries(readComment([cell, ...texts].join(' '), 2).info)).toEqual(expected)
        expect(Object.fromEntries(readComment([...texts.reverse(), cell].join('\t'), 2).info)).toEqual(
          expected,
        )
      }),
      { seed: 11, numRuns: 300 },
    )
  })

  it('and any other text are read or refused with the line', () => {
    const letters = [...'=="\'[]{},\\ \tTFpos:R3.1eD', 'Properties=', 'Lattice=', 'pbc=']
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...letters), { maxLength: 30 }), (parts) => {
        try {
          readComment(parts.join(''), 4)
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidFileError)
          expect((error as Error).message).toMatch(/^line 4: /)
        }
      }),
      { seed: 12, numRuns: 3000 },
    )
  })
})

describe('long comments', () => {
  /** The least of some times, in which one pause of the machine does not count. */
  function time(text: string): number {
    let least = Number.POSITIVE_INFINITY
    for (let k = 0; k < 5; k++) {
      const started = performance.now()
      try {
        readComment(text, 2)
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidFileError)
      }
      least = Math.min(least, performance.now() - started)
    }
    return least
  }

  it.each([
    ['letters', (n: number) => 'a'.repeat(n)],
    ['words', (n: number) => 'ab '.repeat(n)],
    ['spaces', (n: number) => `a${' '.repeat(n)}b`],
    ['digits and a letter', (n: number) => `v=${'1'.repeat(n)}x`],
    ['numbers', (n: number) => `v="${'1 '.repeat(n)}x"`],
    ['spaces in quotes', (n: number) => `v="1${' '.repeat(n)}x"`],
    ['an open quote', (n: number) => `v="${'\\"'.repeat(n)}`],
    ['open brackets', (n: number) => `v=${'['.repeat(n)}`],
    ['empty rows', (n: number) => `v=[${'[1],'.repeat(n)}`],
    ['triples', (n: number) => `Properties=${'a:S:1:'.repeat(n)}`],
    ['reserved words', (n: number) => `${'pbc '.repeat(n)}"`],
    ['equals signs', (n: number) => '='.repeat(n)],
    ['pairs', (n: number) => Array.from({ length: n / 10 }, (_, i) => `k${i}=${i}`).join(' ')],
  ])('of %s take ten times as long where they are ten times as long, not a hundred', (_, make) => {
    const [short, long] = [time(make(30_000)), time(make(300_000))]
    // a hundredth of a second for the clock and what is done once
    expect(long).toBeLessThan(40 * short + 10)
  })
})
