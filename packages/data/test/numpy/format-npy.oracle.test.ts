import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { formatNpy, formatNpz, type NpyContent } from '../../src/index.js'

// the Python that is asked has NumPy, or the questions are skipped
const PYTHON = process.env.PYTHON ?? 'python3'
const hasNumPy = spawnSync(PYTHON, ['-c', 'import numpy']).status === 0

/** Arrays by name, each with its kind as NumPy names it and its numbers in order. */
const ARRAYS: Readonly<
  Record<string, NpyContent & { readonly kind: string; readonly list: readonly unknown[] }>
> = {
  x: { numbers: [0.1, -2.5, 1e300], shape: [3, 1], kind: 'float64', list: [0.1, -2.5, 1e300] },
  single: { numbers: Float32Array.of(0.5), shape: [], kind: 'float32', list: [0.5] },
  'a/größe': { numbers: Int16Array.of(-3, 4), kind: 'int16', list: [-3, 4] },
  bytes: { numbers: Uint8Array.of(0, 255), shape: [1, 1, 2], kind: 'uint8', list: [0, 255] },
  truth: { numbers: [true, false], kind: 'bool', list: [true, false] },
  long: { numbers: BigUint64Array.of(2n ** 53n), kind: 'uint64', list: [2 ** 53] },
  none: { numbers: new Int32Array(), shape: [0, 3], kind: 'int32', list: [] },
}

const PROGRAM = `
import json, sys, numpy
f = numpy.load(sys.argv[1])
pairs = f.items() if hasattr(f, 'items') else [('', f)]
print(json.dumps([[k, list(a.shape), str(a.dtype), a.ravel().tolist()] for k, a in pairs]))
`

async function readByNumPy(name: string, bytes: Uint8Array): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'buridan-numpy-'))
  try {
    await writeFile(join(folder, name), bytes)
    const { stdout, stderr } = spawnSync(PYTHON, ['-c', PROGRAM, join(folder, name)], { encoding: 'utf8' })
    return JSON.parse(stdout || stderr)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

describe.skipIf(!hasNumPy)('NumPy reads what is written', () => {
  it.each([true, false])('an archive of all kinds, packed: %s', async (compressed) => {
    const expected = Object.entries(ARRAYS).map(([name, { numbers, shape, kind, list }]) => [
      name,
      shape ?? [numbers.length],
      kind,
      list,
    ])
    expect(await readByNumPy('a.npz', formatNpz(ARRAYS, { compressed }))).toEqual(expected)
  })

  it('a file of one array', async () => {
    expect(await readByNumPy('a.npy', formatNpy([1, 2, 3, 4], [2, 2]))).toEqual([
      ['', [2, 2], 'float64', [1, 2, 3, 4]],
    ])
  })
})

it.skipIf(hasNumPy)('there is no NumPy here: whether it reads what is written is not asked', () => {
  expect(hasNumPy).toBe(false)
})
