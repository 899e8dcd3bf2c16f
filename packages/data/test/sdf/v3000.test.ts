import { InvalidFileError } from '@buridan/core'
import { describe, expect, it } from 'vitest'
import { parseSdf } from '../../src/index.js'

const HEAD = 'name\nprogram\ncomment\n  0  0  0     0  0            999 V3000\n'
const v30 = (lines: readonly string[]) => lines.map((line) => `M  V30 ${line}\n`).join('')
const table = (...lines: readonly string[]) => `${HEAD}${v30(['BEGIN CTAB', ...lines, 'END CTAB'])}M  END\n`
const ATOMS = ['BEGIN ATOM', '7 C 0 0 0 0', '3 O 1.25 0 0 0 CHG=-1', 'END ATOM']
const BOND = ['BEGIN BOND', '1 2 7 3', 'END BOND']
const only = (text: string) => parseSdf(text)[0]!

describe('V3000', () => {
  it('has atoms of any numbers, with what is said of them', () => {
    const { elements, positions, bonds, charges, isChiral, decimals } = only(
      table('COUNTS 2 1 0 0 1', ...ATOMS, ...BOND),
    )
    expect({ elements, positions, bonds, charges, isChiral, decimals }).toEqual({
      elements: ['C', 'O'],
      positions: [
        [0, 0, 0],
        [1.25, 0, 0],
      ],
      bonds: [[0, 1, 2]],
      charges: [0, -1],
      isChiral: true,
      decimals: 2,
    })
    const said = only(table('COUNTS 1 0 0 0 0', 'BEGIN ATOM', '1 "D" 0 0 0 0 MASS=3 RAD=2', 'END ATOM'))
    expect([said.elements, said.isotopes, said.radicals]).toEqual([['H'], [2], [2]])
  })

  it('goes on behind hyphens, also within words', () => {
    const text = table('COUNTS 2 1 0 0 0', ...ATOMS, ...BOND)
    const broken = text.replace(
      '3 O 1.25 0 0 0 CHG=-1',
      '3 O 1.-\nM  V30 25 0-\nM  V30  0 0 CHG=--\nM  V30 1',
    )
    expect(broken).not.toBe(text)
    expect(parseSdf(broken)).toEqual(parseSdf(text))
    expect(parseSdf(text.replaceAll('\n', '\r\n'))).toEqual(parseSdf(text))
  })

  it('has drawings of bonds as the other version says them', () => {
    const atoms = ['1', '2', '3', '4', '5', '6'].map((i) => `${i} C ${i} 0 0 0`)
    const bonds = ['1 1 1 2 CFG=1', '2 1 2 3 CFG=2', '3 1 3 4 CFG=3', '4 2 4 5 CFG=2', '5 4 5 6 CFG=0']
    const text = table(
      'COUNTS 6 5 0 0 0',
      'BEGIN ATOM',
      ...atoms,
      'END ATOM',
      'BEGIN BOND',
      ...bonds,
      'END BOND',
    )
    expect(only(text).stereo).toEqual([1, 4, 6, 3, 0])
    expect(only(text).bonds.map((b) => b[2])).toEqual([1, 1, 1, 2, 1.5])
  })

  it('names what is not read', () => {
    const text = table(
      'COUNTS 2 1 1 0 0',
      'BEGIN ATOM',
      '1 C 0 0 0 4 CFG=1 VAL=-1',
      '2 C 1 0 0 0 CFG=2 VAL=0 ATTCHORD=(2 1 "a b")',
      'END ATOM',
      'BEGIN BOND',
      '1 1 1 2 TOPO=1',
      'END BOND',
      'LINKNODE 1 4 2 1 2',
      'BEGIN SGROUP',
      '1 DAT 0 ATOMS=(1 1) FIELDNAME="a (b" FIELDDATA="END SGROUP"',
      'END SGROUP',
    )
    expect(only(text).warnings).toEqual([
      'VAL of atoms is not read',
      'atoms of a reaction are not read',
      'ATTCHORD of atoms is not read',
      'TOPO of bonds is not read',
      'LINKNODE is not read',
      'SGROUP is not read',
    ])
  })

  it.each([
    ['no table', `${HEAD}M  END\n`, /must begin with “M {2}V30 ”/],
    ['no counts', table('BEGIN ATOM'), /must have COUNTS/],
    ['a count', table('COUNTS x 0 0 0 0'), /“x” where the number of atoms/],
    ['atoms that are missing', table('COUNTS 3 0 0 0 0', ...ATOMS), /must have a number, an element/],
    ['atoms in excess', table('COUNTS 1 0 0 0 0', ...ATOMS), /must be M {2}V30 END ATOM/],
    ['a huge count', table('COUNTS 9007199254740991 0 0 0 0', ...ATOMS), /must have a number, an element/],
    [
      'an atom twice',
      table('COUNTS 2 0 0 0 0', ...ATOMS.map((l) => l.replace('7 C', '3 C'))),
      /atom 3 twice/,
    ],
    ['a list of atoms', table('COUNTS 1 0 0 0 0', 'BEGIN ATOM', '1 [C,N] 0 0 0 0', 'END ATOM'), /“\[C,N\]”/],
    ['no bonds', table('COUNTS 2 1 0 0 0', ...ATOMS), /must be BEGIN BOND: there are 1 bonds/],
    [
      'a bond to nothing',
      table('COUNTS 2 1 0 0 0', ...ATOMS, 'BEGIN BOND', '1 1 7 8', 'END BOND'),
      /atom 8, which is not there/,
    ],
    [
      'a hydrogen bond',
      table('COUNTS 2 1 0 0 0', ...ATOMS, 'BEGIN BOND', '1 10 7 3', 'END BOND'),
      /a hydrogen bond/,
    ],
    ['a pair', table('COUNTS 1 0 0 0 0', 'BEGIN ATOM', '1 C 0 0 0 0 CHG', 'END ATOM'), /“CHG” where a pair/],
    [
      'a pair twice',
      table('COUNTS 1 0 0 0 0', 'BEGIN ATOM', '1 C 0 0 0 0 CHG=1 CHG=1', 'END ATOM'),
      /CHG twice/,
    ],
    ['parentheses', table('COUNTS 1 0 0 0 0', 'BEGIN ATOM', '1 C 0 0 0 0 X=(1', 'END ATOM'), /parentheses/],
    ['quotes', table('COUNTS 1 0 0 0 0', 'BEGIN ATOM', '1 C 0 0 0 0 X="1', 'END ATOM'), /quotes/],
    ['a block without an end', table('COUNTS 2 0 0 0 0', ...ATOMS, 'BEGIN SGROUP'), /must begin with/],
    [
      'tables of groups',
      table('COUNTS 2 0 0 0 0', ...ATOMS).replace('M  END', 'M  V30 BEGIN RGROUP 1'),
      /groups and templates/,
    ],
    ['a cut', table('COUNTS 2 0 0 0 0', ...ATOMS).slice(0, 150), /was cut|must/],
  ])('is refused for %s', (_, text, message) => {
    expect(() => parseSdf(text)).toThrow(InvalidFileError)
    expect(() => parseSdf(text)).toThrow(message)
  })
})
