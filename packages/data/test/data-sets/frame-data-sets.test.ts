import { InvalidFileError } from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { type AtomsFrame, frameDataSets, labelNames, parseFrames } from '../../src/index.js'

const water = '3\nProperties=species:S:1:pos:R:3:q:R:1 dipole="1 2 3"\nO 0 0 0 -2\nH 3 0 0 1\nh1 0 3 0 1\n'
const atom = '1\nProperties=species:S:1:pos:R:3:q:R:1 dipole="0 0 0"\nXe 5 5 5 0\n'
const text = `${water}1\n\nH 0 0\n${atom}${water.replace('dipole', 'moment')}`
const frames = parseFrames(text, 'xyz')
const options = { group: 'O(3)', label: 'dipole' }

describe('frames as data sets', () => {
  it('are apart by their number of atoms, with their places and those of the frames that are skipped', () => {
    const { sets, skipped } = frameDataSets(frames, options)
    expect(sets.map(({ repIn, indices }) => [repIn.group.name, indices])).toEqual([
      ['O(3)xS(1)', [2]],
      ['O(3)xS(3)', [0]],
    ])
    expect(skipped.map(({ index, error }) => [index, error.message])).toEqual([
      [1, expect.stringMatching(/^line 8/)],
      [3, 'it has no dipole of 3 numbers'],
    ])
    expect(sets[1]!.y.row(0)).toEqual(Float64Array.of(1, 2, 3))
  })

  it('have positions about their mean in Å, x before y before z, elements by number and a constant', () => {
    const { sets } = frameDataSets(frames, options)
    const { x, repIn } = sets[1]!
    expect([x.width, repIn.dim]).toEqual([13, 13])
    const row = [...x.row(0)]
    const expected = [-1, 2, -1, -1, -1, 2, 0, 0, 0]
    expected.forEach((v, k) => {
      expect(row[k]).toBeCloseTo(v, 12)
    })
    // H, O and Xe in the order of their names, whatever the spelling, times a power of two that is far above any tolerance
    const unit = row[10]!
    expect(Number.isInteger(Math.log2(unit))).toBe(true)
    expect(unit).toBeGreaterThanOrEqual(16)
    expect(row.slice(9)).toEqual([2 * unit, unit, unit, 1e4 * unit])
    expect(sets[0]!.x.row(0).slice(3)).toEqual(Float64Array.of(3 * unit, 1e4 * unit))
    expect(() => x.row(1)).toThrow(/the row is 1/)
  })

  it('have labels of the whole, of atoms and of pairs of atoms', () => {
    const charges = frameDataSets(frames, { ...options, label: 'q' }).sets[1]!
    expect([charges.repOut.dim, charges.y.rows, charges.y.row(1)]).toEqual([3, 2, Float64Array.of(-2, 1, 1)])
    const line =
      '{"name":"","family":"","elements":["H","H"],"positions":[[0,0,0],[0,0,1]],"bonds":[[1,0,1]]}'
    const [molecule] = parseFrames(line, 'molecules') as [AtomsFrame]
    expect(labelNames(molecule)).toEqual(['bonds'])
    const bonds = frameDataSets([molecule], { ...options, label: 'bonds' }).sets[0]!
    expect([bonds.repOut.dim, bonds.y.row(0)]).toEqual([4, Float64Array.of(0, 1, 1, 0)])
  })

  it('are known to what the digits of the file tell, or as it is said', () => {
    const { precision } = frameDataSets(parseFrames(water.replace('3 0 0', '3.000 0 0'), 'xyz'), options)
    expect(precision.rounding).toBeCloseTo(Math.sqrt(3) * 1e-3, 12)
    expect(precision.tolerance).toBe(precision.rounding)
    expect(frameDataSets(frames, { ...options, tolerance: 0.25 }).precision.tolerance).toBe(0.25)
  })

  it('are refused where none is usable, and of groups that do not turn space', () => {
    expect(() => frameDataSets([], options)).toThrow(/there are no frames/)
    expect(() => frameDataSets(frames, { ...options, group: 'S(3)xS(2)' })).toThrow(/turn space/)
    expect(() => frameDataSets(frames, { ...options, label: 'charge' })).toThrow(
      /there are dipole \(3 numbers\), q \(1 number an atom\), moment \(3 numbers\)/,
    )
    const [good] = frames as [AtomsFrame]
    const wrong = { ...good, positions: good.positions.slice(1) }
    expect(() => frameDataSets([wrong], options)).toThrow(InvalidFileError)
    expect(frameDataSets([good, wrong], options).skipped).toEqual([
      {
        index: 1,
        error: expect.objectContaining({
          message: 'the frame has positions that are not 3 triples of numbers',
        }),
      },
    ])
    expect(() => parseFrames(text, 'pdb' as never)).toThrow(/there is no format "pdb"/)
  })
})
