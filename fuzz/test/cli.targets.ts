import { readFileSync } from 'node:fs'
import { Readable, Writable } from 'node:stream'
import { main } from 'buridan'
import * as browser from 'buridan/browser'
import { npyFile } from '../../conformance/npy-file.js'
import { type Arguments, targetsOf } from './target.js'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const molecules = readFileSync(new URL('../../packages/tasks/data/molecules.jsonl', import.meta.url), 'utf8')
const json = bytesOf(
  '{"group":"Dih(4)","repIn":"V","repOut":"V","x":[[1,1,1,1],[1,0,1,0]],"y":[[1,0,0,0],[0,1,0,0]]}',
)
const xyz = bytesOf(
  '3\nProperties=species:S:1:pos:R:3 dipole="0 0 1.8"\nO 0 0 0.12\nH 0 0.76 -0.48\nH 0 -0.76 -0.48\n',
)

/** The command line with its streams; an error that is not typed shows its stack there. */
async function commandLine(...args: unknown[]): Promise<number> {
  let said = ''
  const sink = new Writable({
    write(chunk, _encoding, done) {
      said += String(chunk)
      done()
    },
  })
  const stdin = Readable.from([typeof args[1] === 'string' ? args[1] : ''])
  const code = await main(args[0] as string[], { stdin, stdout: sink, stderr: sink } as never)
  if (/\n\s+at .*\.[jt]s:\d+/.test(said)) throw new Error(said)
  return code
}

const args: Arguments = {
  'auditData of JSON': () => [[{ name: 'data.json', bytes: json }], { tolerance: 1e-6 }],
  'auditData of XYZ': () => [
    [{ name: 'data.xyz', bytes: xyz }],
    { group: 'O(3)', label: 'dipole', tolerance: 0.1 },
  ],
  'auditData of molecules': () => [
    [{ name: 'data.jsonl', bytes: bytesOf(molecules.split('\n')[0]!) }],
    { group: 'O(3)', label: 'bonds' },
  ],
  'auditData of NumPy': () => [
    [
      { name: 'x.npy', bytes: npyFile([2, 4], [1, 1, 1, 1, 1, 0, 1, 0]) },
      { name: 'y.npy', bytes: npyFile([2, 4], [1, 0, 0, 0, 0, 1, 0, 0]) },
    ],
    { group: 'Dih(4)', in: 'V', out: 'V', loss: 'huber' },
  ],
  partOfData: () => [[{ name: 'data.xyz', bytes: xyz }], { group: 'O(3)', label: 'dipole', precision: 0.01 }],
  mergeData: () => [
    [
      { name: '1.part', bytes: bytesOf(browser.partOfData([{ name: 'data.json', bytes: json }]).text) },
      { name: '2.part', bytes: bytesOf(browser.partOfData([{ name: 'data.json', bytes: json }]).text) },
    ],
  ],
  'mergeData of atoms': () => [
    [
      {
        name: '1.part',
        bytes: bytesOf(
          browser.partOfData([{ name: 'data.xyz', bytes: xyz }], { group: 'O(3)', label: 'dipole' }).text,
        ),
      },
    ],
    { by: 'formula' },
  ],
  labelsIn: () => [[{ name: 'data.xyz', bytes: xyz }]],
}

const verbs: Arguments = {
  'main rank': () => [['rank', '--group', 'S(4)', '--in', 'V+T(2)', '--out', 'V', '--json']],
  'main rank of lines': () => [['rank', '--jsonl'], '{"group":"S(4)","repIn":"V","repOut":"V"}\n'],
  'main group': () => [['group', '--group', 'Dih(4)', '--json']],
  'main stabilizer': () => [['stabilizer', '--group', 'Dih(4)', '--rep', 'V', '--x', '[1,0,1,0]']],
  'main stabilizer of lines': () => [
    ['stabilizer', '--jsonl'],
    '{"group":"Dih(4)","rep":"V","x":[1,0,1,0]}\n',
  ],
  'main automorphisms': () => [['automorphisms', '--g6', 'IsP@OkWHG']],
  'main automorphisms of a file': () => [['automorphisms', '-', '--format', 'sparse6'], ':Fa@x^\n:BdN\n'],
  'main isomorphic': () => [['isomorphic', '--a', 'Bg', '--b', '{"n":3,"edges":[[0,1],[0,2]]}', '--json']],
  'main point-group': () => [
    [
      'point-group',
      '--elements',
      '["O","H","H"]',
      '--positions',
      '[[0,0,0.12],[0,0.76,-0.48],[0,-0.76,-0.48]]',
    ],
  ],
  'main point-group of a file': () => [
    ['point-group', '-', '--format', 'extxyz', '--json'],
    '2\n\nH 0 0 0\nH 0 0 1\n1\n\nH 0 0\n',
  ],
  'main read': () => [
    ['read', '-', '--format', 'cif'],
    "data_x _cell_length_a 4 _cell_length_b 4 _cell_length_c 4 loop_ _symmetry_equiv_pos_as_xyz 'x,y,z' loop_ _atom_site_label _atom_site_fract_x _atom_site_fract_y _atom_site_fract_z Po1 0 0 0\n",
  ],
  'main read of a row': () => [
    ['read', '{"format":"poscar","text":"Po\\n1\\n3 0 0\\n0 3 0\\n0 0 3\\nPo\\n1\\nD\\n0 0 0\\n"}'],
  ],
  'main canonicalize': () => [
    ['canonicalize', '--group', 'Dih(4)', '--rep', 'V', '--x', '[1,0,2,0]', '--json'],
  ],
  'main audit of lines': () => [
    ['audit', '-', '--format', 'jsonl', '--group', 'S(2)', '--in', 'V', '--out', 'V', '--json'],
    '{"x":[1,1],"y":[1,0]}\n{"x":[1,2],"y":[0,1]}\n',
  ],
  'main completion': () => [['completion', 'bash']],
  'main help': () => [['help', 'groups']],
  'main characters': () => [['characters', '--group', 'Dih(4)']],
  'main subgroups': () => [['subgroups', '--group', 'Dih(4)']],
}

export const cliTargets = [
  ...targetsOf('cli', browser, args, { cost: 4 }),
  ...targetsOf('cli', { main: commandLine }, verbs, { cost: 8 }),
]
