import {
  type AtomsFrame,
  describedLabels,
  frameFormatOf,
  frameLabels,
  framesOfFiles,
  parseXyz,
} from '@buridan/data'
import { BuridanError } from '@buridan/groups'
import fc from 'fast-check'
import { frames } from '../../given/frames.js'
import { cells, poscarOf, poscarSpellings } from '../../given/poscar.js'
import { spellings, xyzOf } from '../../given/xyz-text.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const lists = fc.array(frames, { minLength: 2, maxLength: 5 })
const LABELS = ['dipole', 'energy', 'forces']

const contents = (list: readonly (AtomsFrame | BuridanError)[]) =>
  list.map((frame) =>
    frame instanceof BuridanError
      ? frame.code
      : [frame.elements, frame.positions, frame.properties, frame.atomProperties, frame.lattice],
  )

export const framesInFiles = [
  relation('framesOfFiles', 'frames of one file in several', {
    given: fc.record({ list: lists, at: fc.nat(10) }),
    one: ({ list }) => contents(framesOfFiles([{ name: 'a.xyz', text: xyzOf(list) }])),
    other: ({ list, at }) => {
      const cut = 1 + (at % (list.length - 1))
      return contents(
        framesOfFiles([
          { name: 'a.xyz', text: xyzOf(list.slice(0, cut)) },
          { name: 'b/a.extxyz', text: xyzOf(list.slice(cut)) },
        ]),
      )
    },
  }),
  relation('framesOfFiles', 'labels of crystals in JSON lines, in any order', {
    given: fc.record({
      list: fc.array(fc.record({ cell: cells, how: poscarSpellings }), { minLength: 2, maxLength: 4 }),
      energies: fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 4, maxLength: 4 }),
      folder: fc.boolean(),
    }),
    one: ({ list, energies, folder }) => {
      const files = list.map(({ cell, how }, i) => ({ name: `run/${i}/POSCAR`, text: poscarOf(cell, how) }))
      const rows = files.map(({ name }, i) => ({ file: folder ? name : name.slice(4), e: energies[i]! / 4 }))
      const labels = {
        name: 'l.jsonl',
        text: rows
          .reverse()
          .map((r) => JSON.stringify(r))
          .join('\n'),
      }
      return framesOfFiles([labels, ...files]).map((f) =>
        f instanceof BuridanError ? f.code : f.properties.get('e'),
      )
    },
    other: ({ list, energies }) => list.map((_, i) => [energies[i]! / 4]),
  }),
  relation('frameLabels', 'the text of extended XYZ, which means the same', {
    given: fc.record({ list: lists, spelling: spellings }),
    one: ({ list, spelling }) =>
      frameLabels(parseXyz(xyzOf(list, spelling)))
        .filter(({ name }) => LABELS.includes(name))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    other: ({ list }) => [
      { name: 'dipole', of: 'whole', width: 3, frames: list.length },
      { name: 'energy', of: 'whole', width: 1, frames: list.length },
      { name: 'forces', of: 'atoms', width: 3, frames: list.length },
    ],
    same: closeTo(0, 0),
  }),
  relation('describedLabels', 'frames in another order', {
    given: lists,
    one: (list) => describedLabels(parseXyz(xyzOf(list))),
    other: (list) => describedLabels(parseXyz(xyzOf([...list].reverse()))),
  }),
  relation('frameFormatOf', 'names in a folder, and in capitals', {
    given: fc.constantFrom(
      'a.xyz',
      'b.extxyz',
      'c.cif',
      'POSCAR',
      'CONTCAR_1',
      'd.vasp',
      'e.jsonl',
      'f.txt',
      'g',
    ),
    one: (name) => frameFormatOf(name),
    other: (name) => frameFormatOf(`x.cif/y\\${name.toUpperCase()}`),
  }),
]
