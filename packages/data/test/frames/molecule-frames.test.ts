import { InvalidFileError } from '@buridan/core'
import { describe, expect, it } from 'vitest'
import {
  type AtomsFrame,
  formatSdf,
  frameDataSets,
  framesOfFiles,
  labelNames,
  parseFrames,
} from '../../src/index.js'

const WATER = {
  elements: ['O', 'H', 'H'],
  positions: [
    [0, 0, 0.12],
    [0, 0.76, -0.48],
    [0, -0.76, -0.48],
  ],
} as const

const framesOf = (rows: readonly object[]) =>
  parseFrames(rows.map((row) => JSON.stringify(row)).join('\n'), 'molecules')
const messageOf = (frame: AtomsFrame | InvalidFileError) => (frame as InvalidFileError).message

describe('frames of molecules', () => {
  it('have numbers of other fields as labels: of the whole, of atoms, of pairs', () => {
    const [frame] = framesOf([
      {
        ...WATER,
        name: 'water',
        energy: -76.4,
        dipole: [0, 0, 1.8],
        polarizability: [
          [1, 0, 0],
          [0, 2, 0],
          [0, 0, 3],
        ],
        source: { doi: '10/x', year: null },
        done: true,
        atoms: {
          charge: [-0.8, 0.4, 0.4],
          force: [
            [0, 0, 1],
            [0, 0, 2],
            [0, 0, 3],
          ],
        },
      },
    ]) as [AtomsFrame]
    expect(labelNames(frame)).toEqual(['energy', 'dipole', 'polarizability', 'charge', 'force'])
    expect(frame.properties.get('polarizability')).toEqual([1, 0, 0, 0, 2, 0, 0, 0, 3])
    expect(frame.atomProperties.get('charge')).toEqual([[-0.8], [0.4], [0.4]])
    expect(frame.info!.get('source')).toBe('{"doi":"10/x","year":null}')
    expect([frame.info!.get('name'), frame.info!.get('done'), frame.decimals]).toEqual(['water', true, 2])
    const { sets } = frameDataSets([frame], { group: 'O(3)', label: 'dipole' })
    expect(sets[0]!.y.row(0)).toEqual(Float64Array.of(0, 0, 1.8))
  })

  it('have bonds only where those are known', () => {
    const [none, empty] = framesOf([WATER, { ...WATER, bonds: [] }]) as [AtomsFrame, AtomsFrame]
    expect([labelNames(none), labelNames(empty)]).toEqual([[], ['bonds']])
    expect(empty.pairProperties!.get('bonds')).toEqual(new Float64Array(9))
  })

  it('are errors in their places where numbers of atoms do not fit', () => {
    const frames = framesOf([
      { ...WATER, atoms: { charge: [1, 2] } },
      WATER,
      { ...WATER, atoms: [1, 2, 3] },
      { ...WATER, atoms: { charge: [1, [1, 2], 3] } },
      { ...WATER, atoms: { charge: ['1', '2', '3'] } },
    ])
    expect(frames.map((f) => f instanceof InvalidFileError)).toEqual([true, false, true, true, true])
    expect(messageOf(frames[0]!)).toMatch(
      /^molecule 1: "charge" of atoms must have numbers for each of the 3 atoms/,
    )
    expect(messageOf(frames[2]!)).toMatch(/atoms is \[1,2,3\]; it must be an object/)
  })
})

describe('frames of SDF', () => {
  const molecule = {
    ...WATER,
    name: 'water',
    bonds: [
      [0, 1, 1],
      [0, 2, 1],
    ] as const,
    charges: [-1, 0, 0],
  }

  it('have bonds, charges and the numbers of data items as labels', () => {
    const info = new Map([
      ['energy', '-76.4'],
      ['dipole', '0 0 1.8'],
      ['note', 'by hand'],
    ])
    const [frame] = parseFrames(formatSdf([{ ...molecule, info, isotopes: [0, 2, 0] }]), 'sdf') as [
      AtomsFrame,
    ]
    expect(labelNames(frame)).toEqual(['energy', 'dipole', 'charges', 'isotopes', 'bonds'])
    expect([...frame.pairProperties!.get('bonds')!]).toEqual([0, 1, 1, 1, 0, 0, 1, 0, 0])
    expect(frame.properties.get('dipole')).toEqual([0, 0, 1.8])
    expect([frame.info!.get('note'), frame.info!.get('name'), frame.decimals]).toEqual([
      'by hand',
      'water',
      4,
    ])
    const { sets } = frameDataSets([frame], { group: 'O(3)', label: 'charges' })
    expect(sets[0]!.y.row(0)).toEqual(Float64Array.of(-1, 0, 0))
  })

  it('are known by the names of files', () => {
    const text = formatSdf([molecule])
    for (const name of ['a.sdf', 'a.SD', 'a.mol'])
      expect(framesOfFiles([{ name, text }])).toEqual(parseFrames(text, 'sdf'))
  })

  it('are errors in their places for drawings and bad records', () => {
    const drawn = formatSdf([{ ...molecule, program: `${' '.repeat(20)}2D` }])
    const text = [formatSdf([molecule]), drawn, 'cut\n$$$$\n', formatSdf([molecule])].join('')
    const frames = parseFrames(text, 'sdf')
    expect(frames.map((f) => f instanceof InvalidFileError)).toEqual([false, true, true, false])
    expect(messageOf(frames[1]!)).toMatch(/^molecule 2: "water" is a drawing in the plane/)
    expect(messageOf(frames[2]!)).toMatch(/^molecule 3 ends after line/)
    expect(() => parseFrames('', 'sdf')).toThrow(/no molecule/)
  })
})
