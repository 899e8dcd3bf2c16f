import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { formatNpy, formatNpz } from '@buridan/data'
import { expect } from 'vitest'
import { runCli } from '../run-cli.js'
import { POSCAR, ROCKSALT } from './files.js'
import { folder } from './folder.js'
import { answer, kept, later, type Sentence } from './sentence.js'

const DATA = {
  group: 'S(2)',
  repIn: 'V',
  repOut: 'V',
  x: [[1, 1], [1, 2], [2, 1], [1]],
  y: [
    [1, 0],
    [3, 4],
    [4, 4],
    [0, 0],
  ],
}

/** A file of the rows that are whole. */
async function wholeData(): Promise<string> {
  const path = join(folder, 'whole.json')
  await writeFile(path, JSON.stringify({ ...DATA, x: DATA.x.slice(0, 3), y: DATA.y.slice(0, 3) }))
  return path
}

export const audits: readonly Sentence[] = [
  kept(
    '`buridan audit FILE…` reads a data set and prints what symmetry costs it (MATHS §1): `samples`, `skipped` (with reasons), `symmetric`, `orbits`, `orbitTypes`, `strictFloor` (= `price` + `disagreement`: of exact symmetries and exact copies, to the precision of the file),',
    async () => {
      await writeFile(join(folder, 'audit.json'), JSON.stringify(DATA))
      // a row is one number short: exit code 1, and the answer is there
      const { code, out } = await runCli(['audit', join(folder, 'audit.json'), '--json'])
      const report = JSON.parse(out) as Record<string, unknown>
      expect([code, report.samples, report.symmetric, report.orbits]).toEqual([1, 3, 1, 2])
      expect(report.skipped).toMatchObject([{ index: 3, message: expect.stringMatching(/1|one/) }])
      expect((report.orbitTypes as unknown[]).length).toBe(2)
      // y = (1, 0) at x = (1, 1) pays ½; (3, 4) and the turned (4, 4) → (4, 4) differ by 1: half of it, ½, over both
      expect(report.price).toBeCloseTo(0.5 / 3, 12)
      expect(report.disagreement).toBeCloseTo(0.5 / 3, 12)
      expect(report.strictFloor).toBeCloseTo(1 / 3, 12)
    },
  ),
  kept('`floorBySlope` (pairs slope, floor), `slopeOfData`,', async () => {
    // (1.001, 0.999) is 0.001 √2 from the inputs that the exchange keeps, and its label (1, 0) ½ √2 from those
    const near = { ...DATA, x: [[1.001, 0.999]], y: [[1, 0]] }
    await writeFile(join(folder, 'near.json'), JSON.stringify(near))
    const report = await answer(['audit', join(folder, 'near.json')])
    const curve = report.floorBySlope as [number, number][]
    expect(curve.length).toBeGreaterThan(3)
    for (const [slope, floor] of curve) {
      expect(floor).toBeCloseTo(Math.max(0, Math.SQRT1_2 - slope * 0.001 * Math.SQRT2) ** 2, 9)
    }
    // nine inputs on a line, labels twice as large: slopes of 2 between all pairs, near ones and others
    const x = Array.from({ length: 9 }, (_, i) => [i, 100 + i])
    const twice = { ...DATA, x, y: x.map((row) => row.map((v) => 2 * v)) }
    await writeFile(join(folder, 'twice.json'), JSON.stringify(twice))
    const { slopeOfData, verdict } = await answer(['audit', join(folder, 'twice.json')])
    expect(slopeOfData).toMatchObject({
      pairs: 36,
      upper: expect.closeTo(2, 9),
      growth: expect.closeTo(0, 9),
    })
    expect(verdict).toBe('level')
    for (const range of (slopeOfData as { curve: object[] }).curve) {
      expect(range).toMatchObject({ median: expect.closeTo(2, 9), upper: expect.closeTo(2, 9) })
    }
  }),
  kept('`labelVariance`,', async () => {
    const { labelVariance } = await answer(['audit', await wholeData()])
    // (1, 0), (3, 4), (4, 4) about their mean (8/3, 8/3)
    expect(labelVariance).toBeCloseTo((14 / 3 + 32 / 3) / 3, 12)
  }),
  kept('`worst` (index, name, point group, price, required slope),', async () => {
    // a price at (1, 1): half of 1; and a slope of ½ √2 / (0.001 √2) = 500 near it
    const rows = {
      ...DATA,
      x: [
        [1.001, 0.999],
        [1, 1],
      ],
      y: [
        [1, 0],
        [1, 0],
      ],
    }
    await writeFile(join(folder, 'worst.json'), JSON.stringify(rows))
    const { worst } = await answer(['audit', join(folder, 'worst.json')])
    expect(worst).toMatchObject([
      { index: 1, stabilizerOrder: 2, price: expect.closeTo(0.5, 12), requiredSlope: 'infinite' },
      { index: 0, stabilizerOrder: 2, price: 0, requiredSlope: expect.closeTo(500, 6) },
    ])
    const water = '3\ndipole="0 0.5 1.85"\nO 0 0 0.12\nH 0 0.76 -0.48\nH 0 -0.76 -0.48\n'
    await writeFile(join(folder, 'water.xyz'), water)
    const dipole = await answer(['audit', join(folder, 'water.xyz'), '--group', 'O(3)', '--label', 'dipole'])
    // what is not along the axis
    expect(dipole.worst).toMatchObject([{ index: 0, pointGroup: 'c2v', price: expect.closeTo(0.25, 9) }])
  }),
  kept('`precision`,', async () => {
    const path = join(folder, 'digits.xyz')
    await writeFile(path, '2\nenergy=1.25\nH 0 0 0.000\nF 0 0 0.917\n')
    const { precision } = await answer(['audit', path, '--group', 'O(3)', '--label', 'energy'])
    // three decimals of each coordinate, two of the label
    expect(precision).toMatchObject({
      input: expect.closeTo((Math.sqrt(3) / 2) * 1e-3, 12),
      label: expect.closeTo(0.005, 12),
    })
  }),
  kept('`advice`.', async () => {
    expect((await answer(['audit', await wholeData()])).advice).toMatch(/equivariant model/)
  }),
  kept(
    'Means over samples of squared norms summed over output components, and per component beside. `--by element|formula|KEY` splits it. `--partial FILE` writes a part that `buridan audit --merge PART…` puts together, exactly, so that any engine can map it over shards.',
    async () => {
      const path = (name: string) => join(folder, name)
      const { price, perComponent } = (await answer(['audit', await wholeData()])) as {
        price: number
        perComponent: { price: number }
      }
      // labels of two numbers
      expect(perComponent.price).toBeCloseTo(price / 2, 12)
      const water = (dipole: string) => `3\ndipole="${dipole}"\nO 0 0 0.12\nH 0 0.76 -0.48\nH 0 -0.76 -0.48\n`
      const frames = [water('0 1 1.85'), '2\ndipole="0 0 1"\nCl 0 0 0\nH 0 0 1.3\n', water('0 0 1.8')]
      const options = ['--group', 'O(3)', '--label', 'dipole']
      await writeFile(path('all.xyz'), frames.join(''))
      for (const [k, frame] of frames.entries()) {
        await writeFile(path(`${k}.xyz`), frame)
        await answer(['audit', path(`${k}.xyz`), ...options, '--partial', path(`${k}.part`)])
      }
      const parts = ['--merge', ...frames.map((_, k) => path(`${k}.part`))]
      const whole = await answer(['audit', path('all.xyz'), ...options, '--by', 'formula'])
      expect(await answer(['audit', ...parts, '--by', 'formula'])).toEqual(whole)
      expect(whole.by).toMatchObject({
        groups: [
          { name: 'ClH', samples: 1, price: 0 },
          { name: 'H2O', samples: 2, price: expect.closeTo(0.5, 9) },
        ],
      })
    },
  ),
  kept(
    'Data: JSON `{ group, repIn, repOut, x, y }`, JSON lines, extended XYZ (periodic or not), CIF and POSCAR folders, `.npy` pairs and `.npz` with `--group --in --out`.',
    async () => {
      const path = (name: string) => join(folder, name)
      const [x, y] = [DATA.x.slice(0, 3), DATA.y.slice(0, 3)]
      const right = await answer(['audit', await wholeData()])
      const options = ['--group', 'S(2)', '--in', 'V', '--out', 'V']
      const lines = x.map((row, i) => `${JSON.stringify({ x: row, y: y[i] })}\n`).join('')
      const array = (rows: number[][]) => ({ numbers: rows.flat(), shape: [3, 2] })
      await writeFile(path('rows.jsonl'), lines)
      await writeFile(path('x.npy'), formatNpy(x.flat(), [3, 2]))
      await writeFile(path('y.npy'), formatNpy(y.flat(), [3, 2]))
      await writeFile(path('xy.npz'), formatNpz({ x: array(x), y: array(y) }))
      for (const files of [['rows.jsonl'], ['x.npy', 'y.npy'], ['xy.npz']])
        expect(await answer(['audit', ...files.map(path), ...options])).toEqual(right)
      expect(await answer(['audit', '-', '--format', 'jsonl', ...options], lines)).toEqual(right)

      const water = '3\ndipole="0 0 1.85"\nO 0 0 0.12\nH 0 0.76 -0.48\nH 0 -0.76 -0.48\n'
      await writeFile(path('dipole.xyz'), water)
      const dipole = await answer(['audit', path('dipole.xyz'), '--group', 'O(3)', '--label', 'dipole'])
      expect(dipole).toMatchObject({ samples: 1, symmetric: 1, price: 0 })
      // a polarization along a body diagonal, which the cubic lattice does not let be
      const chloride =
        '2\nLattice="4.12 0 0 0 4.12 0 0 0 4.12" polarization="1 1 1"\nCs 0 0 0\nCl 2.06 2.06 2.06\n'
      await writeFile(path('cscl.xyz'), chloride)
      const crystal = await answer(['audit', path('cscl.xyz'), '--group', 'O(3)', '--label', 'polarization'])
      expect(crystal.orbitTypes).toMatchObject([{ stabilizerOrder: 48 }])
      expect(crystal.price).toBeCloseTo(3, 9)

      await mkdir(path('structures/deep'), { recursive: true })
      await writeFile(path('structures/POSCAR'), POSCAR)
      await writeFile(path('structures/deep/salt.cif'), ROCKSALT)
      await writeFile(
        path('structures/labels.jsonl'),
        '{"file":"POSCAR","energy":-1.5}\n{"file":"deep/salt.cif","energy":-2.5}\n',
      )
      const structures = await answer(['audit', path('structures'), '--group', 'O(3)', '--label', 'energy'])
      expect(structures).toMatchObject({ samples: 2, symmetric: 2, price: 0 })
    },
  ),
  later(
    '`buridan features FILE --what stabilizer,frame,positional,marks --out FILE.npz` writes for each sample what a network in any language needs to break symmetry. `buridan train FILE --method relaxed …` trains on what `audit` reads, with validation, early stopping and a saved model; `buridan predict MODEL FILE` (a saved folder, or the name of a network that ships, such as `kekule`: `orders` of the bonds for each molecule); `buridan export MODEL --to onnx|torch|dense|npz`.',
    'features, training and export for other languages',
  ),
]
