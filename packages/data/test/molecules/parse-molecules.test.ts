import { InvalidFileError } from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { moleculesOf, parseMolecules } from '../../src/index.js'

describe('molecules, a JSON object a line', () => {
  it('are refused where they are damaged, with the line', () => {
    expect(() => parseMolecules('{}')).toThrow(/line 1/)
    expect(() => parseMolecules('\n{"name":"x"')).toThrow(/line 2 .*not JSON/)
    const repeated = '{"elements":["H"],"positions":[[0,0,0]],"energy":1,"energy":2}'
    expect(() => parseMolecules(`\n${repeated}`)).toThrow(
      /^line 2 of the molecules gives the key "energy" twice/,
    )
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
    expect(() => moleculesOf([JSON.parse(line), {}])).toThrow(/^molecules\[1\]: elements must be texts/)
    expect(() => moleculesOf([null])).toThrow(InvalidFileError)
  })

  it('need elements and positions alone, and keep fields of any name', () => {
    const bare = {
      elements: ['H', 'H'],
      positions: [
        [0, 0, 0],
        [0, 0, 1],
      ],
    }
    expect(parseMolecules(JSON.stringify(bare))).toEqual([bare])
    const more = { ...bare, name: 'x', energy: -1.2, nested: { a: [1, [2]] }, atoms: { q: [1, 2] } }
    expect(parseMolecules(JSON.stringify(more))).toEqual([more])
    const text = '{"elements":[],"positions":[],"__proto__":{"polluted":1}}'
    expect(JSON.stringify(parseMolecules(text)[0])).toBe(text)
    expect(parseMolecules(JSON.stringify({ ...bare, bonds: [] }))[0]!.bonds).toEqual([])
    for (const bad of [
      { ...bare, name: 3 },
      { ...bare, family: null },
      { ...bare, bonds: null },
    ]) {
      expect(() => parseMolecules(JSON.stringify(bad))).toThrow(
        /line 1 .*(name is 3|family is null|bonds must be)/,
      )
    }
    const deep = `{"elements":[],"positions":[],"x":${'['.repeat(1e5)}${']'.repeat(1e5)}}`
    expect(() => parseMolecules(deep)).toThrow(/nested deeper than 100/)
  })

  it('are refused where an entry of a list is not there at all', () => {
    const good = {
      elements: ['H', 'H'],
      positions: [
        [0, 0, 0],
        [0, 0, 1],
      ],
      bonds: [[0, 1, 1]],
    }
    expect(moleculesOf([good]).length).toBe(1)
    for (const field of ['elements', 'positions', 'bonds'] as const) {
      const list = [...good[field]]
      delete list[0]
      expect(() => moleculesOf([{ ...good, [field]: list }]), field).toThrow(InvalidFileError)
    }
    const bonds = [[0, 1, 1]]
    bonds.length = 2 ** 32 - 1
    expect(() => moleculesOf([{ ...good, bonds }])).toThrow(/bonds must be/)
    const point = [0, 0, 0]
    delete point[1]
    expect(() => moleculesOf([{ ...good, positions: [point, [0, 0, 1]] }])).toThrow(/positions must be/)
  })
})
