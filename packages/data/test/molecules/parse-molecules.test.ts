import { InvalidFileError } from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { moleculesOf, parseMolecules } from '../../src/index.js'

describe('molecules, a JSON object a line', () => {
  it('are refused where they are damaged, with the line', () => {
    expect(() => parseMolecules('{}')).toThrow(/line 1/)
    expect(() => parseMolecules('\n{"name":"x"')).toThrow(/line 2 .*not JSON/)
    const atom = {
      name: 'x',
      family: 'y',
      elements: ['C', 'C'],
      positions: [
        [0, 0, 0],
        [1, 0, 0],
      ],
    }
    expect(() => parseMolecules(JSON.stringify({ ...atom, bonds: [[0, 2, 1]] }))).toThrow(/bonds/)
    expect(() => parseMolecules(JSON.stringify({ ...atom, bonds: [[0, 1, 'one']] }))).toThrow(/bonds/)
    const twice = [
      [0, 1, 1],
      [1, 0, 1],
    ]
    expect(() => parseMolecules(JSON.stringify({ ...atom, bonds: twice }))).toThrow(/0 and 1 is given twice/)
    expect(() => parseMolecules(JSON.stringify({ ...atom, positions: [[0, 0, 0]], bonds: [] }))).toThrow(
      /positions/,
    )
    expect(parseMolecules(JSON.stringify({ ...atom, bonds: [[0, 1, ' 2']] }))[0]!.bonds).toEqual([[0, 1, 2]])
  })

  it('are the same from values that are parsed already', () => {
    const line =
      '{"name":"x","family":"","elements":["H","H"],"positions":[[0,0,0],[0,0,1]],"bonds":[[0,1,"1"]]}'
    expect(moleculesOf([JSON.parse(line)])).toEqual(parseMolecules(line))
    expect(() => moleculesOf([JSON.parse(line), {}])).toThrow(/^molecules\[1\]: name and family/)
    expect(() => moleculesOf([null])).toThrow(InvalidFileError)
  })
})
