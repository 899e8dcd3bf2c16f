import { formatXyz, parseXyz, type XyzContent } from '@buridan/data'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const HYDROGEN = { elements: ['H'], positions: [[0, 0, 0]] } satisfies XyzContent

const numbers = fc.oneof(
  fc.double({ noNaN: true, min: -1e200, max: 1e200 }).map((v) => v + 0),
  fc.integer({ min: -999, max: 999 }).map((v) => v / 100),
)
const text = fc.string().filter((s) => !/[\r\n]/.test(s) && Number.isNaN(Number(s.trim() || 'x')))
const scalars = fc.oneof(numbers, fc.boolean())
const values = fc.oneof(
  scalars,
  fc.array(numbers, { minLength: 2, maxLength: 9 }),
  fc.array(fc.array(numbers, { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 3 }),
)
const names = fc
  .stringMatching(/^[a-z_][a-z0-9_]{0,8}$/)
  .filter((s) => !/^(pbc|lattice|properties|pos|positions|species|z|t|f)$/.test(s))
const frames = fc.integer({ min: 1, max: 5 }).chain((n) =>
  fc.record({
    elements: fc.array(fc.constantFrom('H', 'C', 'O1', 'X'), { minLength: n, maxLength: n }),
    positions: fc.array(fc.tuple(numbers, numbers, numbers), { minLength: n, maxLength: n }),
    info: fc
      .array(fc.tuple(names, values), { maxLength: 4 })
      .map((list) => new Map<string, never>(list as never)),
    columns: fc
      .array(
        fc.tuple(
          names,
          fc.oneof(
            fc.array(numbers, { minLength: n, maxLength: n }),
            fc.array(fc.boolean(), { minLength: n, maxLength: n }),
            fc.array(fc.tuple(numbers, numbers, numbers), { minLength: n, maxLength: n }),
            fc.array(fc.constantFrom('a', 'b-c', '7x'), { minLength: n, maxLength: n }),
          ),
        ),
        { maxLength: 3 },
      )
      .map((list) => new Map<string, never>(list as never)),
    lattice: fc.option(fc.array(numbers, { minLength: 9, maxLength: 9 }), { nil: undefined }),
    pbc: fc.option(fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()), { nil: undefined }),
    decimals: fc.integer({ min: 0, max: 6 }),
  }),
)

describe('formatXyz', () => {
  it('is read back: elements, positions, columns, comment line, cell', () => {
    fc.assert(
      fc.property(fc.array(frames, { minLength: 1, maxLength: 3 }), (list) => {
        const given = list.map(({ lattice, pbc, ...rest }) => ({
          ...rest,
          ...(lattice ? { lattice } : {}),
          ...(pbc ? { pbc } : {}),
        })) as XyzContent[]
        const read = parseXyz(formatXyz(given))
        expect(read.length).toBe(given.length)
        read.forEach((frame, i) => {
          const { elements, positions, info, columns, lattice, pbc, decimals } = given[i]!
          expect([frame.elements, frame.positions]).toEqual([elements, positions.map((p) => [...p])])
          expect([frame.lattice, frame.pbc]).toEqual([lattice, pbc])
          expect([...frame.info!]).toEqual([...info!])
          expect([...frame.columns!]).toEqual([...columns!])
          expect(frame.decimals).toBeGreaterThanOrEqual(decimals!)
        })
        // and what is read is written as it was
        expect(formatXyz(read)).toBe(formatXyz(parseXyz(formatXyz(read))))
      }),
      { seed: 11, numRuns: 200 },
    )
  })

  it('keeps texts, with quotes, spaces and backslashes', () => {
    fc.assert(
      fc.property(text, fc.array(text, { minLength: 2, maxLength: 3 }), (one, several) => {
        const info = new Map<string, string | string[]>([
          ['one', one],
          ['several words', several],
        ])
        let written: string
        try {
          written = formatXyz([{ ...HYDROGEN, info }])
        } catch (error) {
          // such as “T”, or “1 2”: numbers and logical values, to a reader
          expect(error).toMatchObject({ code: 'INVALID_ARGUMENT' })
          return
        }
        expect([...parseXyz(written)[0]!.info!]).toEqual([...info])
      }),
      { seed: 12, numRuns: 300 },
    )
    const said = new Map([['title', 'a "b" \\ c']])
    expect(parseXyz(formatXyz([{ ...HYDROGEN, info: said }]))[0]!.info).toEqual(said)
  })

  it('keeps the decimals that numbers are known to', () => {
    const text = '1\nProperties=species:S:1:pos:R:3:q:R:1 energy=-1.500\nH 0.00 1.0000 2.0 0.10\n'
    const [frame] = parseXyz(text)
    const [again] = parseXyz(formatXyz([frame!]))
    expect(again).toEqual(frame)
    expect([again!.decimals, again!.labelDecimals!.get('energy'), again!.labelDecimals!.get('q')]).toEqual([
      4, 3, 2,
    ])
  })

  it.each([
    [{ elements: [], positions: [] }, /no atoms/],
    [{ elements: ['H'], positions: [] }, /1 elements and 0 positions/],
    [{ elements: ['H'], positions: [[0, 0]] }, /positions\[0\]/],
    [{ elements: ['H'], positions: [[0, 0, Number.NaN]] }, /positions\[0\]/],
    [{ elements: ['H 1'], positions: [[0, 0, 0]] }, /without spaces/],
    [{ ...HYDROGEN, lattice: [1, 2, 3] }, /lattice/],
    [{ ...HYDROGEN, pbc: [true] }, /pbc has 1 entries/],
    [{ ...HYDROGEN, info: new Map([['name', '1.5']]) }, /name.*would be read as 1\.5/],
    [{ ...HYDROGEN, info: new Map([['Lattice', 'x']]) }, /Lattice/],
    [{ ...HYDROGEN, columns: new Map([['q', [1, 2]]]) }, /q.* 2 entries for 1 atoms/],
    [{ ...HYDROGEN, columns: new Map([['pos', [1]]]) }, /this name/],
    [{ ...HYDROGEN, columns: new Map([['name', ['a b']]]) }, /without spaces/],
    [{ ...HYDROGEN, decimals: 1.5 }, /decimals is 1\.5/],
  ] as const)('refuses %o', (frame, message) => {
    expect(() => formatXyz([frame as never])).toThrow(message)
  })
})
