import { InvalidFileError } from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import {
  type AtomsFrame,
  frameFormatOf,
  framesOfFiles,
  parseCifBlocks,
  parseFrames,
} from '../../src/index.js'

const block = (name: string, x = '0.5') =>
  `data_${name} _cell_length_a 4 _cell_length_b 5 _cell_length_c 6\n_symmetry_space_group_name_H-M 'P 1'\nloop_ _atom_site_label _atom_site_type_symbol _atom_site_fract_x _atom_site_fract_y _atom_site_fract_z\nCs1 Cs+ 0.0000 0 0\nCl1 Cl- ${x} 0.5 0.5\n`
const poscar = 'NaCl\n4\n1 0 0\n0 1 0\n0 0 1\nNa Cl\n1 1\nDirect\n0.00 0 0\n0.50 0.5 0.5\n'
const xyz = '1\ne=1\nH 0 0 0\n1\ne=2\nH 0 0 1\n'
const good = (frames: readonly (AtomsFrame | InvalidFileError)[]) =>
  frames.filter((f): f is AtomsFrame => !(f instanceof InvalidFileError))

describe('frames of crystals', () => {
  it('have all atoms in Å, the cell, and how precise they are', () => {
    const [frame] = good(parseFrames(block('a'), 'cif'))
    expect(frame).toMatchObject({
      name: 'a',
      lattice: [4, 0, 0, 0, 5, 0, 0, 0, 6],
      pbc: [true, true, true],
      elements: ['Cs', 'Cl'],
    })
    expect(frame!.positions[1]).toEqual([2, 2.5, 3])
    expect(frame!.atomProperties.get('oxidation')).toEqual([[1], [-1]])
    // half of the fourth decimal along the longest diagonal
    expect(frame!.precision).toBeCloseTo(0.5e-4 * Math.hypot(4, 5, 6), 12)
    const [other] = good(parseFrames(`${poscar}\n0.1 0 0\n0 0.2 0\n`, 'poscar'))
    expect(other).toMatchObject({
      elements: ['Na', 'Cl'],
      positions: [
        [0, 0, 0],
        [2, 2, 2],
      ],
      lattice: [4, 0, 0, 0, 4, 0, 0, 0, 4],
    })
    expect(other!.atomProperties.get('velocities')).toEqual([
      [0.1, 0, 0],
      [0, 0.2, 0],
    ])
  })

  it('that are disordered, or wrong, are errors in their place', () => {
    const partly = block('b')
      .replace('loop_ ', 'loop_ _atom_site_occupancy ')
      .replace('Cs1', '1 Cs1')
      .replace('Cl1', '0.5 Cl1')
    const found = parseFrames(block('a') + partly + block('c', 'half') + block('d'), 'cif')
    expect(found.map((f) => (f instanceof InvalidFileError ? f.message : f.name))).toEqual([
      'a',
      'Cl1 of b is there in 0.5 of the cells: a disordered crystal is not one arrangement of atoms',
      expect.stringMatching(/^block "c": .*half/),
      'd',
    ])
    expect(() => parseCifBlocks(block('a') + block('c', 'half'))).toThrow(/^block "c": /)
    expect(() => parseCifBlocks(block('c', 'half'))).toThrow(/^(?!block)/)
    const errors: unknown[] = []
    const left = parseCifBlocks(block('c', 'half') + block('d'), {
      onError: (error, index) => errors.push([error.message, index]),
    })
    expect([left.map((c) => c.name), errors]).toEqual([['d'], [[expect.stringMatching(/half/), 0]]])
  })
})

describe('several files', () => {
  it('are of the formats that their names say', () => {
    const names = [
      'a.xyz',
      'A.EXTXYZ',
      'x/y.cif',
      'POSCAR',
      'x/CONTCAR-3',
      'a.vasp',
      'a.poscar',
      'm.jsonl',
      'a.txt',
      'xyz',
      'a.cif.txt',
    ]
    expect(names.map(frameFormatOf)).toEqual([
      'xyz',
      'xyz',
      'cif',
      'poscar',
      'poscar',
      'poscar',
      'poscar',
      'molecules',
      undefined,
      undefined,
      undefined,
    ])
    expect(() => framesOfFiles([{ name: 'a.txt', text: '' }])).toThrow(
      /^a\.txt is not a file of atoms by its name/,
    )
    expect(() => framesOfFiles([])).toThrow(/there are no files/)
    expect(() => framesOfFiles([{ name: 'a.xyz' }] as never)).toThrow(/the text of a\.xyz/)
  })

  it('are read in order, with names; what is wrong is named and loses nothing', () => {
    const files = [
      { name: 'a.xyz', text: xyz },
      { name: 'b.xyz', text: '1\n\nH 0 0\n1\n\nH 0 0 0\n' },
      { name: 'c.xyz', text: 'three' },
      { name: 'd/POSCAR', text: poscar },
      { name: 'e.cif', text: block('one') + block('two') },
    ]
    expect(framesOfFiles(files).map((f) => (f instanceof InvalidFileError ? f.message : f.name))).toEqual([
      'a.xyz, frame 1 of it',
      'a.xyz, frame 2 of it',
      'b.xyz: line 3 has 3 columns; there must be 4',
      'b.xyz, frame 2 of it',
      expect.stringMatching(/^c\.xyz: line 1/),
      'd/POSCAR',
      'e.cif, one',
      'e.cif, two',
    ])
    expect(framesOfFiles(files.slice(0, 1))).toEqual(parseFrames(xyz, 'xyz'))
  })

  it('have labels from JSON lines', () => {
    const rows = [
      {
        file: 'POSCAR',
        energy: -1.5,
        stress: [
          [1, 2, 3],
          [4, 5, 6],
          [7, 8, 9],
        ],
        note: 'converged',
        ok: true,
        none: null,
        atoms: {
          forces: [
            [0, 0, 1],
            [0, 0, -1],
          ],
          q: [1, -1],
        },
      },
      { file: 'x/e.cif', block: 'two', energy: 3 },
      { file: 'a.xyz', frame: 1, charge: 2 },
    ]
    const files = [
      { name: 'd/POSCAR', text: poscar },
      { name: 'x/e.cif', text: block('one') + block('two') },
      { name: 'a.xyz', text: xyz },
      { name: 'labels.jsonl', text: `\n${rows.map((r) => JSON.stringify(r)).join('\n\n')}\n` },
    ]
    const [salt, one, two, first, second] = good(framesOfFiles(files))
    expect([...salt!.properties]).toEqual([
      ['energy', [-1.5]],
      ['stress', [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ])
    expect([...salt!.atomProperties]).toEqual([
      [
        'forces',
        [
          [0, 0, 1],
          [0, 0, -1],
        ],
      ],
      ['q', [[1], [-1]]],
    ])
    expect([
      one!.properties.size,
      two!.properties.get('energy'),
      first!.properties.get('charge'),
      second!.properties.get('charge'),
    ]).toEqual([0, [3], undefined, [2]])
  })

  it('refuse labels that belong to nothing, to several frames, or twice', () => {
    const at = (row: unknown) =>
      framesOfFiles([
        { name: 'p/a.xyz', text: xyz },
        { name: 'q/a.xyz', text: '1\n\nH 0 0 0\n' },
        { name: 'd/POSCAR', text: poscar },
        { name: 'l.jsonl', text: `{"file": "d/POSCAR", "e0": 1}\n${JSON.stringify(row)}` },
      ])
    for (const [row, message] of [
      [{ file: 'b.xyz', e: 1 }, /^l\.jsonl: line 2: there is no b\.xyz among the files/],
      [{ file: 'POSCAR', block: 'x', e: 1 }, /there is no POSCAR, block x among/],
      [{ file: 'p/a.xyz', frame: 2, e: 1 }, /there is no p\/a\.xyz, frame 2/],
      [{ file: 'p/a.xyz', v: 1 }, /p\/a\.xyz is 2 frames; say which/],
      [{ file: 'a.xyz', frame: 0, v: 1 }, /a\.xyz, frame 0 is 2 frames; say which by the folder/],
      [{ file: 'p/a.xyz', frame: 0, e: 1 }, /e is there already/],
      [{ file: 'd/POSCAR', e0: 2 }, /e0 is there already/],
      [{ file: 'd/POSCAR', atoms: { f: [1, 2, 3] } }, /f of atoms has 3 entries, and there are 2 atoms/],
      [{ file: 'd/POSCAR', atoms: { f: 'x' } }, /f of atoms must be an array with numbers for each atom/],
      [{ file: 'd/POSCAR', atoms: [1] }, /atoms is \[1\]; it must be an object/],
      [{ file: 7 }, /file is 7; it must be the name/],
      [{ file: 'a.xyz', frame: -1 }, /frame is -1/],
      [{ file: 'a.xyz', block: 1 }, /block is 1/],
      ['x', /not a JSON object/],
    ] as const) {
      expect(() => at(row)).toThrow(message)
      expect(() => at(row)).toThrow(InvalidFileError)
    }
    const labels = { name: 'l.jsonl', text: '{"file": "a"}' }
    expect(() => framesOfFiles([labels, labels])).toThrow(/hold labels only/)
    // keys that objects have anyway are names as others are
    const odd = '{"file": "d/POSCAR", "__proto__": 5, "constructor": 6, "atoms": {"toString": [1, 2]}}'
    const [frame] = good(
      framesOfFiles([
        { name: 'd/POSCAR', text: poscar },
        { name: 'l.jsonl', text: odd },
      ]),
    )
    expect([
      frame!.properties.get('__proto__'),
      frame!.properties.get('constructor'),
      frame!.atomProperties.get('toString'),
    ]).toEqual([[5], [6], [[1], [2]]])
  })
})
