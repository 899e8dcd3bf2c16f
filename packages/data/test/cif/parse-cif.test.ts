import { InvalidArgumentError, InvalidFileError } from '@buridan/core'
import { describe, expect, it } from 'vitest'
import { conformanceRows } from '../../../../conformance/read.js'
import { expectStructure, type Structure, type StructureRow } from '../../../../conformance/structure.js'
import { type AtomSite, crystalAtoms, parseCif, parseCifBlocks } from '../../src/index.js'

/** A block of a CIF, and its atoms. */
interface Block extends Structure {
  readonly lengths: readonly number[]
  readonly angles: readonly number[]
  /** Of the asymmetric unit, as the text gives them. */
  readonly sites: readonly AtomSite[]
  /** How many. */
  readonly operations: number
  readonly occupancies: readonly number[]
}

interface Row extends StructureRow<Block> {
  readonly needsSpaceGroupTable: boolean
}

const rows = conformanceRows<Row>('cif.jsonl')
const textOf = (id: string) => rows.find((row) => row.id === id)!.text

describe('CIF, against the dictionary and other readers', () => {
  it.each(rows.filter((r) => r.ok && !r.needsSpaceGroupTable))('$id: $why', ({ text, structures }) => {
    const found = parseCifBlocks(text)
    expect(found.length).toBe(structures.length)
    expect(parseCif(text)).toEqual(found[0])
    structures.forEach((expected, i) => {
      const crystal = found[i]!
      expect([crystal.lengths, crystal.angles]).toEqual([expected.lengths, expected.angles])
      expect(crystal.operations.length).toBe(expected.operations)
      expect(crystal.sites.map(({ label, element, occupancy }) => [label, element, occupancy])).toEqual(
        expected.sites.map(({ label, element, occupancy }) => [label, element, occupancy]),
      )
      const { lattice: cell, elements, positions, occupancies } = crystalAtoms(crystal)
      expectStructure({ cell, elements, positions }, expected)
      expect([...occupancies].sort()).toEqual([...expected.occupancies].sort())
    })
  })

  it.each(rows.filter((r) => r.needsSpaceGroupTable))(
    '$id is refused by the name of its space group',
    ({ text }) => {
      expect(() => parseCif(text)).toThrow(/names the space group .+ and lists no symmetry operations/)
    },
  )

  it.each(rows.filter((r) => !r.ok))('$id is refused: $why', ({ text }) => {
    expect(() => parseCif(text)).toThrow(InvalidFileError)
    expect(() => parseCifBlocks(text)).toThrow(InvalidFileError)
  })
})

describe('a CIF', () => {
  const usual = textOf('cif-usual')

  it('of several blocks is read by name, without regard to case, or refused with the names there are', () => {
    const text = textOf('cif-blocks-three')
    expect(parseCif(text).name).toBe('I')
    expect(parseCif(text, { block: 'ii' }).sites.map(({ element }) => element)).toEqual(['Zn', 'O'])
    expect(() => parseCif(text, { block: 'III' })).toThrow(InvalidArgumentError)
    expect(() => parseCif(text, { block: 'III' })).toThrow(/“?I"?, .*notes.*II/)
    expect(() => parseCif(text, { block: 'notes' })).toThrow(/_cell_length_a is missing/)
  })

  it('gives oxidation states and alternatives', () => {
    const states = (id: string) => parseCif(textOf(id)).sites.map((site) => site.oxidation)
    expect(states('cif-oxidation-labels')).toEqual([4, -2])
    expect(states('cif-oxidation-sign')).toEqual([1, -1])
    expect(states('cif-other-loops')).toEqual([4, -2, -2])
    expect(states('cif-usual')).toEqual([undefined, undefined])
    expect(parseCif(textOf('cif-disorder')).sites.map((site) => site.disorder)).toEqual([
      undefined,
      'A 1',
      'A 2',
    ])
  })

  it('names its space group, and is as precise as its digits', () => {
    expect(parseCif(textOf('cif-symbol-p1')).spaceGroup).toEqual({ symbol: 'P 1' })
    const { precision, lattice } = parseCif(usual)
    expect(precision).toBeCloseTo(0.5e-5 * Math.hypot(...lattice.map((v) => Math.hypot(...v))), 12)
    expect(parseCif(usual.replaceAll(/(\d\.\d\d)\d+/g, '$1')).precision).toBeGreaterThan(0.02)
  })

  it('has atoms at the means of their images, each with its site', () => {
    // a third of two decimals, up and down: the oxygens of graphite's cell would else be six
    const { positions, sites } = crystalAtoms(parseCif(textOf('cif-thirds-4-graphite')))
    for (const p of positions)
      for (const v of p) expect(Math.abs(12 * v - Math.round(12 * v))).toBeLessThan(1e-9)
    expect([...new Set(sites)]).toEqual([0, 1])
    const cut = `data_a _cell_length_a 3 _cell_length_b 3 _cell_length_c 5 _cell_angle_gamma 120
loop_ _symmetry_equiv_pos_as_xyz x,y,z -y,x-y,z -x+y,-x,z
loop_ _atom_site_label _atom_site_fract_x _atom_site_fract_y _atom_site_fract_z A1 0.33 0.66 0 B1 0.10 0.30 0.50`
    const all = crystalAtoms(parseCif(cut))
    expect(all.sites).toEqual([0, 1, 1, 1])
    expect(all.positions[0]![0]).toBeCloseTo(1 / 3, 12)
  })

  it.each([
    ['_cell_length_a 4.5940', '_cell_length_a x', /line 2: _cell_length_a is “x”; it must be a number/],
    ['_cell_length_a 4.5940', '_cell_length_a ?', /_cell_length_a is missing/],
    [
      '_cell_length_a 4.5940',
      '_cell_length_a 4.5940\n_cell_length_a 9',
      /line 3: _cell_length_a is “9”, and “4.5940” in line 2/,
    ],
    ['_cell_angle_gamma 90.0000', '_cell_angle_gamma 180', /between 0 and 180/],
    [
      'alpha 90.0000\n_cell_angle_beta 90.0000\n_cell_angle_gamma 90.0000',
      'alpha 30 _cell_angle_gamma 20',
      /those of no cell/,
    ],
    ["'-x,-y,z'", "'-x,-y'", /line 11: “-x,-y” is no symmetry operation: it has 2 parts/],
    ["'-x,-y,z'", "'-x,-y,w'", /“w” is not understood/],
    ["'-x,-y,z'", "'-x,-y,1/0+z'", /“1\/0” is not understood/],
    ["'-x,-y,z'", "'-x,-y,x'", /does not keep volumes/],
    ['Ti1 Ti 0.00000', 'Ti1 Ti ?', /line 33: x of Ti1 is not given/],
    ['0.00000 1', '0.00000 -1', /occupancy of Ti1 is -1/],
    ['data_test', 'data_test 7', /line 1: “7” is the value of nothing/],
    ['data_test', 'data_test _title', /_title/],
    ['_atom_site_fract_x', '_atom_site_Cartn_x', /Cartesian coordinates only/],
  ])('is refused with its line where it is wrong: %s → %s', (from, to, message) => {
    expect(usual.includes(from)).toBe(true)
    expect(() => parseCif(usual.replace(from, to))).toThrow(message)
  })

  const elements = (labels: readonly string[], formula = '?') =>
    parseCif(`_cell_length_a 3 _cell_length_b 3 _cell_length_c 3 _space_group_IT_number 1
_chemical_formula_sum ${formula}
loop_ _atom_site_label _atom_site_fract_x _atom_site_fract_y _atom_site_fract_z
${labels.map((l, i) => `${l} 0.${i} 0 0`).join('\n')}`).sites.map(({ element }) => element)

  it('takes elements from symbols and labels, and takes none for another', () => {
    expect(elements(['PB1', 'ti2a', 'O1A', 'OW', 'H12B', 'Wat', 'Na+', 'D1', 'd', 'DA', 'X1'])).toEqual([
      ...['Pb', 'Ti', 'O', 'O', 'H', 'Wat', 'Na', 'D', 'D', 'DA', 'X1'],
    ])
  })

  it('takes of what a label may be the one that the formula has', () => {
    // the atoms of a peptide, and the sites of perovskites by their letters
    expect(elements(['CA', 'CB', 'CD1', 'HO', 'NE2', 'OH'], "'C11 H13 N O2'")).toEqual([
      ...['C', 'C', 'C', 'H', 'N', 'O'],
    ])
    expect(elements(['SrA', 'TiB', 'O1'], "'O3 Sr Ti'")).toEqual(['Sr', 'Ti', 'O'])
    expect(elements(['DA', 'Ow1'], "'D2 O'")).toEqual(['D', 'O'])
    // both or neither: what the letters say
    expect(elements(['CA', 'C1'], "'C2 Ca'")).toEqual(['Ca', 'C'])
    expect(elements(['SrA', 'CA'], "'Fe O'")).toEqual(['SrA', 'Ca'])
  })

  it.each([
    // without the metal, without spaces, in capitals, cut, and of water and tungsten
    [['Cu1', 'C1'], "'C4 H8 N2 O4'", ['Cu', 'C']],
    [['Co1', 'Cl1', 'CO1'], 'C4H8CoN2', ['Co', 'Cl', 'Co']],
    [['Cl1', 'CL1'], "'C10 H5 CL2 CO'", ['Cl', 'Cl']],
    [['SI1', 'Si2'], "'H4 O2 SI2 S'", ['Si', 'Si']],
    [['Cl-', 'Co2+'], "'C2 H2'", ['Cl', 'Co']],
    [['Pb1', 'Sn1', 'Os1', 'Hf1', 'Br1'], "'C4 H8 N2 O4 P S B'", ['Pb', 'Sn', 'Os', 'Hf', 'Br']],
    [['Wat1', 'WAT', 'Cent1', 'Vac1'], "'C2 H2 O4 V W'", ['Wat1', 'WAT', 'Cent1', 'Vac1']],
    [['SrA', 'CA'], "'x 1 ('", ['SrA', 'Ca']],
  ])('takes %s for nothing else, whatever the formula: %s', (labels, formula, found) => {
    expect(elements(labels, formula)).toEqual(found)
  })

  it('is read in linear time, whatever it holds', () => {
    for (const part of ["'", '"', ';\n', '#', 'loop_\n', '_a ', 'x,', "'a'b ", '((((', '_a _b ']) {
      const text = part.repeat(400_000 / part.length)
      try {
        parseCif(text)
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidFileError)
      }
    }
  })
})
