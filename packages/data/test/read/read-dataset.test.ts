import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { act, InvalidFileError } from '@buridan/groups'
import { afterAll, describe, expect, it } from 'vitest'
import { filesIn, readDataset } from '../../src/node.js'

const folder = await mkdtemp(join(tmpdir(), 'buridan-dataset-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

async function put(name: string, content: string | Uint8Array): Promise<string> {
  await mkdir(dirname(join(folder, name)), { recursive: true })
  await writeFile(join(folder, name), content)
  return join(folder, name)
}

const water =
  'Properties=species:S:1:pos:R:3:forces:R:3 e=-1.50\nO 0 0 0.117 0 0 0.2\nH 0 0.757 -0.469 0 0.1 -0.1\nH 0 -0.757 -0.469 0 -0.1 -0.1\n'
const pair = 'Properties=species:S:1:pos:R:3:forces:R:3 e=-2.25\nN 0 0 0 0 0 0.1\nN 0 0 1.1 0 0 -0.1\n'
const cubic = 'Lattice="4 0 0 0 4 0 0 0 4" '
const options = { group: 'O(3)', label: 'forces' }

describe('reading a data set', () => {
  it('gives rows, their representations, the precision and what was left out', async () => {
    const path = await put('a.extxyz', `3\n${water}3\nwrong\n1\n2\n3\n3\n${water}`)
    const { x, y, repIn, repOut, indices, skipped, precision, periodic, tolerance, scale } =
      await readDataset(path, options)
    expect([x.length, y.length, repIn.dim, repOut.dim, indices, periodic]).toEqual([
      2,
      2,
      13,
      9,
      [0, 2],
      false,
    ])
    expect([...y[0]!]).toEqual([0, 0, 0, 0, 0.1, -0.1, 0.2, -0.1, -0.1])
    expect(skipped.map((s) => s.index)).toEqual([1])
    expect(precision.position).toBeCloseTo((Math.sqrt(3) / 2) * 1e-3, 12)
    expect(tolerance * scale).toBeCloseTo(precision.tolerance, 12)
    // a half turn about z exchanges the hydrogens: the input is as it was
    const half = [
      { n: 3, re: Float64Array.of(-1, 0, 0, 0, -1, 0, 0, 0, 1) },
      Uint32Array.of(0, 2, 1),
    ] as const
    act(repIn, half, x[0]!).forEach((v, i) => expect(v).toBeCloseTo(x[0]![i]!, 9))
    act(repOut, half, y[0]!).forEach((v, i) => expect(v).toBeCloseTo(y[0]![i]!, 12))
  })

  it('takes one number of atoms, and periodic frames where they are wanted', async () => {
    const path = await put('b.xyz', `3\n${water}2\n${pair}2\n${cubic}${pair}`)
    await expect(readDataset(path, options)).rejects.toThrow(
      /there are 1 frame of 2 atoms, 1 periodic frame of 2 atoms, 1 frame of 3 atoms; rows are of one number/,
    )
    const one = async (more: object) => {
      const { indices, repIn, periodic } = await readDataset(path, { ...options, ...more })
      return [indices, repIn.dim, periodic]
    }
    expect(await one({ atoms: 3 })).toEqual([[0], 13, false])
    expect(await one({ atoms: 2 })).toEqual([[1], 9, false])
    expect(await one({ atoms: 2, periodic: true })).toEqual([[2], 18, true])
    await expect(one({ atoms: 3, periodic: true })).rejects.toThrow(/no frame that is wanted is periodic/)
    await expect(one({ atoms: 7 })).rejects.toThrow(/no frame has 7 atoms/)
    const crystal = await put('c.xyz', `2\n${cubic}${pair}`)
    await expect(readDataset(crystal, options)).rejects.toThrow(/give periodic: true/)
    expect((await readDataset(crystal, { ...options, periodic: true })).x[0]).toHaveLength(18)
    expect((await readDataset(crystal, { ...options, asMolecule: true })).x[0]).toHaveLength(9)
    await expect(one({ atoms: 0 })).rejects.toThrow(/atoms/)
    await expect(one({ periodic: 'yes' })).rejects.toThrow(/periodic is "yes"/)
  })

  it('reads folders and packed files, in the order of their names', async () => {
    await put('set/b/POSCAR', 'Po\n3\n1 0 0\n0 1 0\n0 0 1\nPo\n1\nDirect\n0.0 0 0\n')
    await put('set/a.vasp.gz', gzipSync('Po\n4\n1 0 0\n0 1 0\n0 0 1\nPo\n1\nDirect\n0.0 0 0\n'))
    await put('set/notes.md', '')
    await put('set/labels.jsonl', '{"file":"a.vasp","e":4}\n{"file":"b/POSCAR","e":3}\n')
    const path = join(folder, 'set')
    expect((await filesIn([path, path])).map((f) => f.slice(path.length + 1))).toEqual([
      'a.vasp.gz',
      'b/POSCAR',
      'labels.jsonl',
      'a.vasp.gz',
      'b/POSCAR',
      'labels.jsonl',
    ])
    const { y } = await readDataset(path, { group: 'O(3)', label: 'e', periodic: true })
    expect(y.map((row) => row[0])).toEqual([4, 3])
  })

  it('says which file cannot be read', async () => {
    await expect(readDataset(join(folder, 'none.xyz'), options)).rejects.toThrow(
      /none\.xyz cannot be read: ENOENT/,
    )
    await expect(readDataset([], options)).rejects.toThrow(/there are no files/)
    await mkdir(join(folder, 'empty'))
    await expect(filesIn([join(folder, 'empty')])).rejects.toThrow(InvalidFileError)
    await expect(filesIn('a' as never)).rejects.toThrow(/paths/)
    const cut = await put('cut.xyz.gz', gzipSync(`3\n${water}`).subarray(0, 40))
    await expect(readDataset(cut, options)).rejects.toThrow(/cut\.xyz\.gz cannot be read/)
  })
})
