import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { formatNpy, formatNpz } from '@buridan/data'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conformanceRows } from '../../../conformance/read.js'
import { runCli } from './run-cli.js'

const XYZ =
  '2\nProperties=species:S:1:pos:R:3:fixed:L:1:name:S:1 Lattice="4 0 0 0 4 0 0 0 4" e=-1.5 n="a b"\nH 0 0 0 T a\nO 0 0 1 F b\n'
const textOf = (file: string, id: string) =>
  conformanceRows<{ id: string; text: string }>(file).find((row) => row.id === id)!.text

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'buridan-read-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function written(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

const read = async (...args: string[]) => {
  const { code, out, err } = await runCli(['read', ...args, '--json'])
  return { code, err, answer: out === '' ? undefined : JSON.parse(out) }
}

describe('buridan read', () => {
  it('says all that a frame holds: columns of every kind, the cell, the comment line', async () => {
    const { code, answer } = await read(await written('a.xyz', XYZ))
    expect([code, answer]).toEqual([
      0,
      {
        frames: [
          {
            elements: ['H', 'O'],
            positions: [
              [0, 0, 0],
              [0, 0, 1],
            ],
            lattice: [
              [4, 0, 0],
              [0, 4, 0],
              [0, 0, 4],
            ],
            pbc: null,
            info: { e: -1.5, n: 'a b' },
            arrays: { fixed: [true, false], name: ['a', 'b'] },
          },
        ],
      },
    ])
  })

  it('knows formats by the names of files, packed or not, and by --format', async () => {
    const rutile = textOf('cif.jsonl', 'cif-usual')
    const plain = await read(await written('rutile.cif', rutile))
    expect(plain.answer.frames[0].elements).toEqual(['Ti', 'Ti', 'O', 'O', 'O', 'O'])
    expect(plain.answer.frames[0].arrays.label).toEqual(['Ti1', 'Ti1', 'O1', 'O1', 'O1', 'O1'])
    expect(await read(await written('rutile.CIF.gz', gzipSync(rutile)))).toEqual(plain)
    expect(await read(await written('rutile.txt', gzipSync(rutile)), '--format', 'cif')).toEqual(plain)
    expect(await read(JSON.stringify({ text: rutile, format: 'cif' }))).toEqual(plain)
    const vasp = await written('POSCAR-rutile', textOf('poscar.jsonl', 'poscar-contcar-md'))
    const { answer } = await read(vasp)
    expect(answer.frames[0].fractional[1]).toEqual([0.5, 0.5, 0.5])
    expect(answer.frames[0].positions[1]).toEqual([2.297, 2.297, 1.4795])
    expect(answer.warnings).toEqual([expect.stringMatching(/from line 23 on is not read/)])
  })

  it('says atoms, bonds, charges and data items of molecules', async () => {
    const text = `hydroxide
     Test           3D

  2  1  0  0  0  0            999 V2000
    0.0000    0.0000    0.0000 O   0  5
    0.0000    0.0000    0.9640 D   0  0
  1  2  1  0
M  STY  1   1 DAT
M  END
> <energy>
-75.7

$$$$
`
    const { code, answer } = await read(await written('hydroxide.sdf', text))
    expect([code, answer]).toEqual([
      0,
      {
        frames: [
          {
            elements: ['O', 'H'],
            positions: [
              [0, 0, 0],
              [0, 0, 0.964],
            ],
            lattice: null,
            pbc: null,
            info: {
              name: 'hydroxide',
              program: '     Test           3D',
              comment: '',
              dimension: 3,
              isChiral: false,
              items: { energy: '-75.7' },
            },
            arrays: { charges: [-1, 0], isotopes: [0, 2] },
            bonds: [[0, 1, 1]],
          },
        ],
        warnings: ['molecule 1: lines M  STY are not read'],
      },
    ])
    const [mol] = text.split('> <energy>')
    expect((await read(await written('hydroxide.mol', mol!))).answer.frames[0].bonds).toEqual([[0, 1, 1]])
    const bad = await read(await written('bad.sdf.gz', gzipSync(text.replace('1  2  1', '1  2  8'))))
    expect([bad.code, bad.answer.error.message]).toEqual([
      2,
      expect.stringMatching(/line 7, .*any, a question/),
    ])
  })

  it('says all fields of molecules of JSON lines, whichever there are', async () => {
    const row = { elements: ['H'], positions: [[0, 0, 0]] }
    const more = { ...row, name: 'x', energy: -0.5, atoms: { q: [1] }, bonds: [] }
    const text = [row, more, { ...row, atoms: 3 }].map((line) => JSON.stringify(line)).join('\n')
    const frame = { ...row, lattice: null, pbc: null, info: {}, arrays: {} }
    expect((await read(await written('some.jsonl', text))).answer.frames).toEqual([
      frame,
      { ...frame, info: { name: 'x', energy: -0.5 }, arrays: { q: [1] }, bonds: [] },
      { ...frame, info: { atoms: 3 } },
    ])
  })

  it('names records that are wrong, and gives the others', async () => {
    const text = `1\n\nH 0 0 0\n1\n\nH 0 0\n1\n\nO 0 0 1\n`
    const { code, answer } = await read(await written('three.xyz', text))
    expect([code, answer.frames.map((f: { elements: string[] }) => f.elements.join())]).toEqual([
      1,
      ['H', 'O'],
    ])
    expect(answer.failed).toEqual([
      { frame: 1, code: 'INVALID_FILE', message: expect.stringMatching(/line 6 has 3 columns/) },
    ])
  })

  it('reads standard input, and answers graphs', async () => {
    const { code, out } = await runCli(['read', '-', '--format', 'graph6', '--json'], { input: 'Bw\nA_\n' })
    expect([code, JSON.parse(out)]).toEqual([
      0,
      {
        graphs: [
          {
            n: 3,
            edges: [
              [0, 1],
              [0, 2],
              [1, 2],
            ],
          },
          { n: 2, edges: [[0, 1]] },
        ],
      },
    ])
  })

  it('shows the arrays of NumPy: shapes, kinds and numbers, and those that are not read beside them', async () => {
    const forces = formatNpy(Float32Array.of(1, 2, Number.NaN, -0.5, 5, 6), [1, 2, 3])
    const values = [[1, 2, 'nan', -0.5, 5, 6]]
    const one = { arrays: [{ shape: [1, 2, 3], kind: 'float32', values }] }
    expect(await read(await written('forces.npy', forces))).toEqual({ code: 0, err: '', answer: one })
    expect(await read(await written('forces.npy.gz', gzipSync(forces)))).toEqual({
      code: 0,
      err: '',
      answer: one,
    })
    const named = await read(await written('forces.bin', forces), '--format', 'npy')
    expect(named.answer).toEqual(one)
    expect((await read(await written('forces', forces))).answer).toEqual(one)
    const archive = { energy: { numbers: Int8Array.of(3, -4) }, forces: { numbers: [0.5], shape: [] } }
    const { code, answer } = await read(await written('labels.npz', formatNpz(archive)))
    expect([code, answer]).toEqual([
      0,
      {
        arrays: [
          { name: 'energy', shape: [2], kind: 'int8', values: [[3], [-4]] },
          { name: 'forces', shape: [], kind: 'float64', values: [[0.5]] },
        ],
      },
    ])
    const table = await runCli(['read', await written('again.npz', formatNpz(archive))])
    expect([table.code, table.out]).toEqual([0, expect.stringMatching(/energy.*int8/s)])
    // an archive with a file that is no array
    const pair = Buffer.from(formatNpz({ x: { numbers: [7] }, y: { numbers: [8] } })).toString('latin1')
    const mixed = await read(
      await written('mixed.npz', Buffer.from(pair.replaceAll('y.npy', 'y.txt'), 'latin1')),
    )
    expect([mixed.code, mixed.answer]).toEqual([
      1,
      {
        arrays: [{ name: 'x', shape: [1], kind: 'float64', values: [[7]] }],
        failed: [
          { array: 1, code: 'INVALID_FILE', message: expect.stringMatching(/y\.txt: it is no array/) },
        ],
      },
    ])
    const none = Buffer.from(pair.replaceAll(/([xy])\.npy/g, '$1.txt'), 'latin1')
    const nothing = await read(await written('nothing.npz', none))
    expect([nothing.code, nothing.answer.error.code]).toEqual([2, 'INVALID_FILE'])
    const large = formatNpz({ x: { numbers: [7] }, ids: { numbers: BigInt64Array.of(2n ** 60n + 1n) } })
    const beside = await read(await written('large.npz', large))
    expect([beside.code, beside.answer]).toEqual([
      1,
      {
        arrays: [{ name: 'x', shape: [1], kind: 'float64', values: [[7]] }],
        failed: [
          {
            array: 1,
            code: 'INVALID_FILE',
            message: expect.stringMatching(/^ids: row 0 .*1152921504606846977/),
          },
        ],
      },
    ])
    const cut = await read(await written('cut.npy', forces.subarray(0, 140)))
    expect([cut.code, cut.answer.error.message]).toEqual([2, expect.stringMatching(/cut or damaged/)])
    const asText = await runCli(['read', '{"format":"npy","text":"x"}', '--json'])
    expect([asText.code, asText.out]).toEqual([1, expect.stringMatching(/npy is no text/)])
  })

  it('refuses what it cannot tell or read, in words', async () => {
    expect((await read(await written('a.txt', XYZ))).answer.error.message).toMatch(
      /^--format is missing; it is one of extxyz, .*graph6.*npz$/,
    )
    expect((await read(await written('b.xyz', XYZ), '--format', 'pdb')).answer.error.message).toMatch(
      /no format "?“?pdb.*extxyz, .*cif, poscar/,
    )
    const absent = await read(join(folder, 'none.cif'))
    expect([absent.code, absent.answer.error.message]).toEqual([
      2,
      expect.stringMatching(/none\.cif cannot be read/),
    ])
    const cut = await read(await written('cut.cif.gz', gzipSync(XYZ.repeat(99)).subarray(0, 60)))
    expect([cut.code, cut.answer.error.code]).toEqual([2, 'INVALID_FILE'])
    const short = await read(await written('short.xyz', '2\n\nH 0 0 0\n'))
    expect([short.code, short.answer.error.message]).toEqual([
      2,
      expect.stringMatching(/line 4 is empty; atom 2 of the 2 /),
    ])
  })
})
