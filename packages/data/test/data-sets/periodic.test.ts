import { InvalidFileError, UnsupportedError } from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { frameDataSets, parseFrames } from '../../src/index.js'

const frame = (comment: string) =>
  `2\nProperties=species:S:1:pos:R:3 e=1 ${comment}\nNa 0.00 0 0\nCl 2.00 0 0\n`
const sets = (text: string, options = {}) =>
  frameDataSets(parseFrames(text, 'xyz'), { group: 'O(3)', label: 'e', ...options })
const cell = 'Lattice="4 0 0 0 5 0 0 0 6"'

describe('periodic frames', () => {
  it('keep their cell, and of a slab the vectors along which it repeats', () => {
    const at = (pbc: string) => {
      const { x, repIn, periodic, scale } = sets(frame(`${cell} ${pbc}`)).sets[0]!
      const row = [...x.row(0)]
      // distances are relative to the constant
      if (periodic) expect(row[8]).toBe(scale)
      return { periodic, text: repIn.text, cell: row.slice(9) }
    }
    expect(at('pbc="T T T"')).toEqual({
      periodic: true,
      text: 'V_a*V_b+V_b+T(0)+3*V_a',
      cell: [4, 0, 0, 0, 5, 0, 0, 0, 6],
    })
    expect(at('')).toEqual(at('pbc="T T T"'))
    expect(at('pbc="T F T"').cell).toEqual([4, 0, 0, 0, 0, 0, 0, 0, 6])
    expect(at('pbc="F F F"')).toEqual({ periodic: false, text: 'V_a*V_b+V_b+T(0)', cell: [] })
  })

  it('are apart from molecules, and slabs from crystals', () => {
    const text = ['pbc="T T T"', 'pbc="F F F"', 'pbc="T T F"', 'pbc="F T T"', '']
      .map((pbc) => frame(`${cell} ${pbc}`))
      .join('')
    expect(sets(text).sets.map(({ periodic, indices }) => [periodic, indices])).toEqual([
      [false, [1]],
      [true, [2, 3]],
      [true, [0, 4]],
    ])
    expect(sets(text, { asMolecule: true }).sets.map(({ indices }) => indices)).toEqual([[0, 1, 2, 3, 4]])
  })

  it('that are not compared are named', () => {
    const wire = frame(`${cell} pbc="F T F"`)
    expect(() => sets(wire)).toThrow(UnsupportedError)
    expect(() => sets(wire)).toThrow(/^frame 1: it repeats along one vector only \(pbc F T F\)/)
    expect(sets(wire, { asMolecule: true }).sets[0]!.periodic).toBe(false)
    const { skipped } = sets(
      frame(cell) +
        frame('pbc="T T F"') +
        frame('Lattice="4 0 0 8 0 0 0 0 6"') +
        frame('Lattice="0 0 0 0 5 0 0 0 6" pbc="F T T"'),
    )
    expect(
      skipped.map(({ index, error }) => [index, error instanceof InvalidFileError, error.message]),
    ).toEqual([
      [1, true, 'it is periodic (pbc T T F) and has no Lattice'],
      [2, true, 'the cell vectors along which it repeats (pbc T T T) are in a plane or a line'],
    ])
  })

  it('of groups that do not turn space are refused', () => {
    for (const [group, message] of [
      [
        'S(3)',
        /S\(3\) does not turn space \(exchanges of atoms are taken into account by themselves\); give O\(3\)/,
      ],
      ['Z(4)', /does not turn space \(exchanges/],
      ['C(4)', /does not turn space; give/],
      ['SO(2)', /SO\(2\) is not O\(3\), SO\(3\)/],
      ['GL(3)', /is not O\(3\)/],
      ['Cinfv', /is not O\(3\)/],
      ['S(3)xS(2)', /does not turn space/],
      ['O(3)xS(2)', /does not turn space/],
    ] as const) {
      expect(() => sets(frame(cell), { group })).toThrow(message)
    }
    for (const group of ['O(3)', 'SO(3)', 'Oh', 'c2v', 'D5h', 'B(3)', 'C1']) {
      expect(sets(frame(cell), { group }).sets[0]!.repIn.dim).toBe(18)
    }
  })
})
