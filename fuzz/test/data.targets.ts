import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import * as data from '@buridan/data'
import { formatNpz, parseCif, parseFrames, parsePoscar, parseSdf } from '@buridan/data'
import * as dataNode from '@buridan/data/node'
import { npyOf } from '../given/npy.js'
import { type Arguments, targetsOf } from './target.js'

const file = (name: string) =>
  readFileSync(new URL(`../../packages/tasks/data/${name}`, import.meta.url), 'utf8')
const cif = file('PbZr0.1Ti0.9O3.cif')
const lines = file('molecules.jsonl').split('\n').slice(0, 2).join('\n')
const xyz =
  '3\nProperties=species:S:1:pos:R:3:q:R:1 dipole="0 0 1.8"\nO 0 0 0.12 -2\nH 0 0.76 -0.48 1\nH 0 -0.76 -0.48 1\n'
const npy = () => npyOf([[1, 2, 3, 4]], { descr: '>f4', fortran: true, version: 2, deep: true, header: 1 })

const poscar =
  'zincite\n1.0\n3.25 0 0\n-1.625 2.8145825623 0\n0 0 5.207\nZn O\n1 1\nDirect\n0.3333 0.6667 0\n0.3333 0.6667 0.3819\n'

const sdf = (version: string) => `water

 a comment
${version === 'V3000' ? '  0  0  0     0  0            999 V3000' : '  3  2  0  0  0  0            999 V2000'}
${
  version === 'V3000'
    ? `M  V30 BEGIN CTAB
M  V30 COUNTS 3 2 0 0 0
M  V30 BEGIN ATOM
M  V30 1 O 0 0 0.12 0
M  V30 2 H 0 0.76 -0.48 0 CHG=1
M  V30 3 H 0 -0.76 -0.48 0 MASS=2
M  V30 END ATOM
M  V30 BEGIN BOND
M  V30 1 1 1 2
M  V30 2 1 1 3 CFG=1
M  V30 END BOND
M  V30 END CTAB`
    : `    0.0000    0.0000    0.1200 O   0  0
    0.0000    0.7600   -0.4800 H   0  3
    0.0000   -0.7600   -0.4800 H   1  0
  1  2  1  0
  1  3  1  1
M  ISO  1   3   2`
}
M  END
> <energy>
-76.4

$$$$
`
const crystal =
  '2\nProperties=species:S:1:pos:R:3 Lattice="4 0 0 0 4 0 0 0 4" pbc="T T T" stress="1 2 3 4 5 6"\nCs 0 0 0\nCl 2 2 2\n'

const args: Arguments = {
  crystalAtoms: () => [structuredClone(parseCif(cif))],
  describedLabels: () => [structuredClone(parseFrames(xyz, 'xyz'))],
  elementOf: () => ['Fe12'],
  formatNpy: () => [Float32Array.of(1, 2, 3, 4), [2, 2]],
  'formatNpy of a list': () => [
    [1, 2, 3, 4],
    [2, 2],
  ],
  formatNpz: () => [
    { x: { numbers: [1, 2], shape: [2, 1] }, y: { numbers: Int8Array.of(3) } },
    { compressed: true },
  ],
  formatPoscar: () => [structuredClone(parsePoscar(poscar)), 'zincite'],
  formatSdf: () => [structuredClone(parseSdf(sdf('V2000'))), { version: 'V3000' }],
  frameDataSets: () => [
    structuredClone(parseFrames(xyz, 'xyz')),
    { group: 'O(3)', label: 'dipole', tolerance: 0.01, asMolecule: false },
  ],
  'frameDataSets of bonds': () => [
    structuredClone(parseFrames(lines, 'molecules')),
    { group: 'Oh', label: 'bonds' },
  ],
  'frameDataSets of a crystal': () => [
    structuredClone(parseFrames(crystal, 'xyz')),
    { group: 'SO(3)', label: 'stress', out: 'voigt' },
  ],
  frameFormatOf: () => ['md/water.extxyz'],
  frameLabels: () => [structuredClone(parseFrames(xyz, 'xyz'))],
  framesOfFiles: () => [
    [
      { name: 'Zn/POSCAR', text: poscar },
      { name: 'labels.jsonl', text: '{"file":"POSCAR","energy":-1.5,"atoms":{"q":[1,1,-1,-1]}}' },
    ],
  ],
  labelNames: () => [structuredClone(parseFrames(xyz, 'xyz')[0])],
  moleculesOf: () => [lines.split('\n').map((line) => JSON.parse(line))],
  parseCif: () => [cif.slice(0, 1500)],
  'parseCif of all': () => [cif],
  parseCifBlocks: () => [cif.slice(0, 1500), {}],
  parseFrames: () => [xyz, 'xyz'],
  'parseFrames of SDF': () => [sdf('V2000'), 'sdf'],
  'parseFrames of crystals': () => [cif.slice(0, 1500), 'cif'],
  'parseFrames of molecules': () => [lines, 'molecules'],
  formatXyz: () => [
    [
      {
        elements: ['H', 'O'],
        positions: [
          [0, 0, 0],
          [0, 0, 1],
        ],
        info: new Map<string, unknown>([['energy', -1.5]]),
        columns: new Map([['q', [0.5, -0.5]]]),
        lattice: [4, 0, 0, 0, 4, 0, 0, 0, 4],
        pbc: [true, true, false],
        decimals: 2,
      },
    ],
  ],
  recordsInPlace: () => [() => [1, 2]],
  parseJsonLines: () => ['{"a":1}\n{"b":2}', {}],
  parseJsonObject: () => ['{"a":1}'],
  parseMolecules: () => [lines, {}],
  parseNpy: () => [npy()],
  parseNpz: () => [
    formatNpz({ x: { numbers: [1, 2] }, y: { numbers: new Float32Array(99) } }),
    { names: ['x', 'y'], maxBytes: 1e6 },
  ],
  parsePoscar: () => [poscar],
  parseSdf: () => [sdf('V2000'), {}],
  'parseSdf of keywords': () => [sdf('V3000'), {}],
  parseXyz: () => [xyz, {}],
}

/** All lines of a stream at once. */
async function readFrames(input: Readable, format: dataNode.StreamedFormat): Promise<unknown[]> {
  const out: unknown[] = []
  for await (const frame of dataNode.readFrames(input, format)) out.push(frame)
  return out
}

async function readLines(input: Readable): Promise<unknown[]> {
  const out: unknown[] = []
  for await (const line of dataNode.readLines(input)) out.push(line)
  return out
}

const molecules = fileURLToPath(new URL('../../packages/tasks/data/molecules.jsonl', import.meta.url))
const { filesIn, readDataset } = dataNode
const ofFiles: Arguments = {
  filesIn: () => [['fuzz/package.json']],
  readDataset: () => [molecules, { group: 'O(3)', label: 'bonds', atoms: 5, tolerance: 0.01 }],
  readFrames: () => [Readable.from(['1\n\nH 0 0 0\n']), 'xyz'],
  'readFrames of SDF': () => [Readable.from([sdf('V2000')]), 'sdf'],
  readLines: () => [Readable.from(['a\n', 'b'])],
}

export const dataTargets = [
  ...targetsOf('data', data, args, { cost: 4 }),
  ...targetsOf('data', { filesIn, readDataset, readFrames, readLines }, ofFiles, { cost: 4 }),
]
