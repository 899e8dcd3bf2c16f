import { describe, expect, it } from 'vitest'
import { parseXyz } from '../../src/index.js'

describe('spellings of one frame', () => {
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
