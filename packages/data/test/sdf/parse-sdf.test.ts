import { readFileSync } from 'node:fs'
import { InvalidArgumentError, InvalidFileError } from '@buridan/core'
import { describe, expect, it } from 'vitest'
import { parseSdf } from '../../src/index.js'

/** Molecules as RDKit 2026.09.1 writes and reads them. */
interface Row {
  readonly id: string
  readonly text: string
  readonly elements: readonly string[]
  readonly positions: readonly (readonly number[])[]
  readonly bonds: readonly (readonly number[])[]
  readonly charges: readonly number[]
  readonly isotopes: readonly number[]
}
const rows = readFileSync(new URL('sdf-of-rdkit.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row)
const textOf = (id: string) => rows.find((row) => row.id === id)!.text

const HEAD = 'name\nprogram\ncomment\n'
const counts = (atoms: number, bonds: number) =>
  `${String(atoms).padStart(3)}${String(bonds).padStart(3)}  0  0  0  0            999 V2000\n`
const atom = (symbol: string, x = 0, more = '') =>
  `${x.toFixed(4).padStart(10)}    0.0000    0.0000 ${symbol.padEnd(3)}${more}\n`
const END = 'M  END\n'
/** A molecule of atoms on a line, with lines behind them. */
const chain = (symbols: readonly string[], bonds: readonly string[] = [], more = '') =>
  `${HEAD}${counts(symbols.length, bonds.length)}${symbols.map((s, i) => atom(s.slice(0, 3), i, s.slice(3))).join('')}${bonds.map((b) => `${b}\n`).join('')}${more}${END}`
const only = (text: string) => parseSdf(text)[0]!

describe('molecules that RDKit wrote', () => {
  it.each(rows.filter((row) => row.elements !== undefined).map((row) => [row.id, row] as const))(
    '%s',
    (_, row) => {
      const { elements, positions, bonds, charges, isotopes, warnings, dimension } = only(row.text)
      expect({ elements, positions, bonds, charges, isotopes }).toEqual({
        elements: row.elements,
        positions: row.positions,
        bonds: row.bonds,
        charges: row.charges,
        isotopes: row.isotopes,
      })
      const isDrawing = row.id === 'a drawing'
      expect([dimension, warnings.some((w) => w.includes('not in Å'))]).toEqual([
        isDrawing ? 2 : 3,
        isDrawing,
      ])
      expect(warnings.filter((w) => !/^(valences|VAL of|positions are of a drawing)/.test(w))).toEqual([])
    },
  )

  it('keep their drawings and radicals', () => {
    expect(only(textOf('a drawing')).stereo.filter((s) => s !== 0)).toHaveLength(1)
    for (const version of ['V2000', 'V3000']) {
      expect(only(textOf(`nitric oxide radical, ${version}`)).radicals, version).toEqual([2, 0])
    }
  })

  it('have data items', () => {
    const [first, second] = parseSdf(textOf('SDF of two'))
    expect([first!.name, second!.name]).toEqual(['[NH3+]CC(=O)[O-]', 'N[13C](=O)N'])
    expect(second!.info).toEqual(
      new Map([
        ['energy', '-1.5'],
        ['note', 'two\nlines'],
        ['empty', ''],
      ]),
    )
  })
})

describe('V2000', () => {
  it('takes charges from the column of old files where no line of charges or radicals is', () => {
    const old = ['C   0  1', 'C   0  3', 'C   0  4', 'C   0  5', 'C   0  7', 'C']
    expect(only(chain(old)).charges).toEqual([3, 1, 0, -1, -3, 0])
    expect(only(chain(old)).radicals).toEqual([0, 0, 2, 0, 0, 0])
    const said = only(chain(old, [], 'M  CHG  2   1  -1   6   2\n'))
    expect([said.charges, said.radicals]).toEqual([
      [-1, 0, 0, 0, 0, 2],
      [0, 0, 0, 0, 0, 0],
    ])
    expect(only(chain(old, [], 'M  RAD  1   2   3\n')).charges).toEqual([0, 0, 0, 0, 0, 0])
    expect(only(chain(old, [], 'M  ISO  1   2  14\n')).charges).toEqual([3, 1, 0, -1, -3, 0])
  })

  it('takes isotopes from lines, from symbols, and from differences of mass that are clear', () => {
    expect(only(chain(['D', 'T', 'H   1', 'C  -1', 'C'])).isotopes).toEqual([2, 3, 2, 11, 0])
    expect(only(chain(['D', 'T'])).elements).toEqual(['H', 'H'])
    expect(only(chain(['C   1', 'N'], [], 'M  ISO  1   2  15\n')).isotopes).toEqual([0, 15])
    // 79 is its most common isotope, 80 is nearest to its mean mass
    expect(() => only(chain(['H', 'Br  1']))).toThrow(
      /^line 6, in molecule 1, has a difference of mass of 1 for Br.*M {2}ISO/,
    )
    expect(only(chain(['Br  1'], [], 'M  ISO  1   1  81\n')).isotopes).toEqual([81])
  })

  it('has bonds of orders, and drawings', () => {
    const { bonds, stereo } = only(
      chain(
        ['C', 'C', 'C', 'C', 'C'],
        ['  1  2  1  1', '  3  2  2  3', '  3  4  3', '  5  4  4  0  0  0  0'],
      ),
    )
    expect(bonds).toEqual([
      [0, 1, 1],
      [2, 1, 2],
      [2, 3, 3],
      [4, 3, 1.5],
    ])
    expect(stereo).toEqual([1, 3, 0, 0])
  })

  it('may name no version, end at the end of the file, and have other ends of lines', () => {
    const text = chain(['C', 'O'], ['  1  2  3  0'])
    const expected = parseSdf(text)
    const old = text.replace(/ {12}999 V2000/, '')
    for (const other of [
      `${text}$$$$\n`,
      text.trimEnd(),
      old,
      `\ufeff${text}`,
      `${text}\n\n`,
      `${text}$$$$\n\n \n`,
    ]) {
      expect(parseSdf(other), JSON.stringify(other)).toEqual(expected)
      expect(parseSdf(other.replaceAll('\n', '\r\n'))).toEqual(expected)
      expect(parseSdf(other.replaceAll('\n', '\r'))).toEqual(expected)
    }
    expect(only(text.replace('name', '')).name).toBe('')
  })

  it('names what is not read', () => {
    const more = 'M  STY  1   1 DAT\nM  SLB  1   1   1\nA    1\nalias\nV    1 value\nS  SKP  1\nskipped\n'
    const text = chain(['C   0  0  1  0  0  4  0  0  0  7'], [], more)
    expect(only(text).warnings).toEqual([
      'valences of atoms are not read',
      'atoms of a reaction are not read',
      'lines M  STY are not read',
      'lines M  SLB are not read',
      'lines A are not read',
      'lines V are not read',
      'lines S  SKP are not read',
    ])
  })

  it.each([
    ['no molecule', ' \n\n', /holds no molecule/],
    ['a reaction', `$RXN\n\n\n\n`, /reactions are not read/],
    ['a cut head', 'name\n', /ends after line 1, before the line of the program/],
    ['no counts', `${HEAD}\nx`, /^line 4, in molecule 1, has no number of atoms/],
    ['other counts', `${HEAD}x  1\n`, /has “x” where the number of atoms must be, an integer from 0 to 999/],
    [
      'a number of atoms that is cut',
      `${HEAD}${counts(2, 0)}${atom('C')}`,
      /ends after line 5, before atom 2 of the 2/,
    ],
    ['a later version', chain(['C']).replace('V2000', 'V4000'), /V4000/],
    ['lists of atoms', chain(['C']).replace('  1  0  0', '  1  0  1'), /lists of atoms/],
    ['a query atom', chain(['A']), /^line 5, .*“A” where an element must be/],
    ['a group', chain(['R#']), /“R#”/],
    ['a coordinate', chain(['C']).replace('0.0000', '0.x000'), /“0.x000” where a coordinate must be/],
    ['columns shifted', chain(['C']).replace('0 C', '0C '), /31st must be a space/],
    ['a charge', chain(['C   0  9']), /“9” where the code of a charge/],
    [
      'a bond to nothing',
      chain(['C'], ['  1  2  1  0']),
      /^line 6, .*“2” where an atom, for bond 1 of the 1, must be, an integer from 1 to 1/,
    ],
    ['a bond to itself', chain(['C'], ['  1  1  1  0']), /binds atom 1 to itself/],
    ['a bond twice', chain(['C', 'C'], ['  1  2  1  0', '  2  1  2  0']), /^line 8, .*atoms 1 and 2 twice/],
    [
      'a bond that is a question',
      chain(['C', 'C'], ['  1  2  8  0']),
      /type 8 \(any, a question\), which has no order/,
    ],
    ['a bond of coordination', chain(['C', 'C'], ['  1  2  9  0']), /coordination/],
    ['a bond drawn', chain(['C', 'C'], ['  1  2  1  2']), /drawn as 2/],
    ['charges', chain(['C'], [], 'M  CHG  2   1   1\n'), /has 2 words behind the number of entries, 2/],
    ['a charge twice', chain(['C'], [], 'M  CHG  2   1   1   1   2\n'), /a charge of atom 1 twice/],
    ['a charge of no atom', chain(['C'], [], 'M  CHG  1   2   1\n'), /“2” where an atom must be/],
    ['no end', chain(['C']).replace('M  END\n', ''), /before M {2}END: it was cut/],
    ['no end before an item', chain(['C']).replace('M  END\n', '> <x>\n1\n'), /^line 6, .*up to M {2}END/],
    ['text behind the end', `${chain(['C'])}text\n`, /^line 7, .*“text”; there must be a data item/],
    ['an item without a name', `${chain(['C'])}> 25\n1\n`, /has a name/],
    ['an item twice', `${chain(['C'])}> <a>\n1\n\n> <a>\n2\n`, /^line 10, .*<a> twice/],
    [
      'items without an empty line between',
      `${chain(['C'])}> <a>\n1\n> <b>\n2\n`,
      /^line 9, .*no empty line/,
    ],
  ])('is refused for %s', (_, text, message) => {
    expect(() => parseSdf(text)).toThrow(InvalidFileError)
    expect(() => parseSdf(text)).toThrow(message)
  })

  it('refuses what is no text, and leaves out bad records with their places', () => {
    expect(() => parseSdf(3 as never)).toThrow(InvalidArgumentError)
    const text = [chain(['C']), chain(['A']), '', chain(['N']), 'cut\n'].join('$$$$\n')
    const errors: [number, string][] = []
    const good = parseSdf(text, { onError: (error, index) => errors.push([index, error.message]) })
    expect(good.map((m) => m.elements)).toEqual([['C'], ['N']])
    expect(errors).toEqual([
      [1, expect.stringMatching(/^line 12, in molecule 2, has “A”/)],
      [2, expect.stringMatching(/^molecule 3 ends after line 14, before its name/)],
      [4, expect.stringMatching(/^molecule 5 ends after line 23, before the line of the program/)],
    ])
  })

  it('has data items under many spellings of their names', () => {
    const text = `${chain(['C'])}> 25 <MELTING.POINT>\n1\n\n>  <b>  (ID)\n2\n3\n\n> DT12\n4\n\n><__proto__>\n5\n$$$$\n`
    expect(only(text).info).toEqual(
      new Map([
        ['MELTING.POINT', '1'],
        ['b', '2\n3'],
        ['DT12', '4'],
        ['__proto__', '5'],
      ]),
    )
  })
})
