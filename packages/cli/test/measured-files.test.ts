import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { expectExtended } from '../../relaxed/test/curves.js'
import { auditData, labelsIn } from '../src/audit-data.js'
import { runCli } from './run-cli.js'

const folder = await mkdtemp(join(tmpdir(), 'buridan-measured-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const fileOf = (name: string) => new URL(`files/${name}.xyz`, import.meta.url)
const textOf = (name: string) => readFile(fileOf(name), 'utf8')

function audit(
  text: string,
  label: string,
  options: { tolerance?: number; precision?: number; asMolecule?: boolean; group?: string } = {},
) {
  const bytes = new TextEncoder().encode(text)
  return auditData([{ name: 'a.xyz', bytes }], { group: 'O(3)', label, ...options }).report
}

const run = (...args: string[]) => runCli(args)

describe('measured files', () => {
  // functions of the positions: nothing is there to be broken
  it.each([
    ['methane_md', 'forces'],
    ['methane_md', 'energy'],
    ['hcl', 'dipole'],
    ['nh3inv', 'dipole'],
    ['dip2', 'dipole'],
    ['benzene-8-decimals', 'forces'],
  ])('%s, %s: the floor is 0 and there is no advice to break the symmetry', async (name, label) => {
    const report = audit(await textOf(name), label)
    expect(report.skipped).toEqual([])
    expect(report.strictFloor).toBeLessThanOrEqual(1e-6 * report.labelVariance + 1e-12)
    expect(report.advice).not.toMatch(/break|disagree|no model|hangs/)
  })

  it.each([
    ['methane_md', 'forces'],
    ['hcl', 'dipole'],
    ['nh3inv', 'dipole'],
    ['dip2', 'dipole'],
  ])('%s, %s: the same however far is searched', async (name, label) => {
    const text = await textOf(name)
    const reports = [0.001, 0.01, 0.1, 1, 3].map((tolerance) => audit(text, label, { tolerance }))
    const [near, ...others] = reports
    for (const wide of others) expectExtended(near!, wide, 1e-6)
    for (const { advice, skipped, samples } of reports) {
      expect([skipped, samples]).toEqual([[], near!.samples])
      expect(advice).not.toMatch(/break|disagree|no model|hangs/)
    }
    expect(audit(text, label)).toEqual(reports[3])
  })

  it('what is said to be known no better is taken for one', async () => {
    // five lengths of a bond from 1.2 to 1.35 Å, with dipoles from 1.05 to 1.13: within 0.15 Å all are one
    const text = await textOf('hcl')
    const dipoles = [1.05, 1.07, 1.085, 1.1, 1.13]
    const exact = audit(text, 'dipole')
    expect([exact.orbits, exact.disagreement, exact.labelVariance > 0]).toEqual([5, 0, true])
    const coarse = audit(text, 'dipole', { precision: 0.1 })
    const mean = dipoles.reduce((sum, v) => sum + v / 5, 0)
    expect(coarse.orbits).toBe(1)
    expect(coarse.labelVariance).toBeCloseTo(
      dipoles.reduce((sum, v) => sum + (v - mean) ** 2 / 5, 0),
      12,
    )
    expect(coarse.precision.input).toBe(0.1)
    expect(coarse.disagreement).toBeLessThanOrEqual(coarse.labelVariance)
  })

  it('methane with coordinates that are converged to 1e-8 Å: all are T_d, none is lost', async () => {
    const report = audit(await textOf('ch4-10decimals'), 'dipole')
    expect([report.samples, report.symmetric, report.skipped]).toEqual([100, 100, []])
    expect(report.orbitTypes.map((t) => t.stabilizerOrder)).toEqual([24])
    expect(report.advice).toMatch(/break the symmetry/)
    expect(report.deviation).toBeGreaterThan(1e-9)
    expect(report.deviation).toBeLessThan(1e-7)
  })

  it('name their precision and the largest deviation, in both forms', async () => {
    const path = fileOf('methane_md').pathname
    const args = ['audit', path, '--group', 'O(3)', '--label', 'forces']
    const { out, code } = await run(...args, '--json')
    const report = JSON.parse(out)
    // eight decimals of positions and of fifteen numbers of a label
    expect([code, report.precision.input, report.deviation]).toEqual([
      0,
      expect.closeTo((Math.sqrt(3) / 2) * 1e-8, 14),
      expect.closeTo(0, 12),
    ])
    expect(report.precision.label).toBeGreaterThan(1e-9)
    expect(report.precision.label).toBeLessThan(5e-8)
    const said = await run(...args, '--precision', '0.001', '--json')
    expect(JSON.parse(said.out).precision.input).toBe(0.001)
    expect((await run(...args)).out).toMatch(/precision +\{"input":8\.66[\s\S]*deviation +\d/)
  })

  it('follow the digits: the same molecules with fewer of them', async () => {
    // T_d to rounding, dipoles along a bond: nothing of these is kept
    const methane = [
      [0, 0, 0],
      [0.6287, 0.6287, 0.6287],
      [0.6287, -0.6287, -0.6287],
      [-0.6287, 0.6287, -0.6287],
      [-0.6287, -0.6287, 0.6287],
    ]
    const [c, s] = [Math.cos(0.3), Math.sin(0.3)]
    for (const decimals of [2, 3, 4, 6, 9, 12]) {
      const frame = methane
        .map(([x, y, z], i) => [i === 0 ? 'C' : 'H', c * x! - s * y!, s * x! + c * y!, z!])
        .map(([e, ...p]) => `${e} ${p.map((v) => (v as number).toFixed(decimals)).join(' ')}`)
      const report = audit(`5\ndipole="0.1 0.2 0.3"\n${frame.join('\n')}\n`, 'dipole')
      expect([decimals, report.orbitTypes[0]!.stabilizerOrder]).toEqual([decimals, 24])
      expect(report.price).toBeCloseTo(0.14, 9)
      expect(report.advice).toMatch(/break the symmetry/)
      expect(report.worst[0]).toMatchObject({ index: 0, requiredSlope: 'infinite' })
      expect(report.orbitTypes[0]!.name).toBe('td')
      expect(report.advice).not.toMatch(/no model/)
    }
  })

  it('skip one frame that is wrong, by its number, and audit the others', async () => {
    const lines = (await textOf('hcl')).trim().split('\n')
    const whole = audit(lines.join('\n'), 'dipole')
    const spoil = (line: number, text: string) => lines.map((l, i) => (i === line ? text : l)).join('\n')
    for (const [text, index, message] of [
      [spoil(2, 'Cl 0 0 x'), 0, /^frame 1: line 3 has “x”/],
      [spoil(6, 'Cl 0 0'), 1, /^frame 2: line 7 has 3 columns/],
      [spoil(9, 'Properties=species:S:1:pos:R:3 energy=1'), 2, /^frame 3: it has no dipole/],
      [
        spoil(1, 'Properties=species:S:1:pos:R:3 Lattice="5 0 0 0 5 0 0 0 5" pbc="F F T" dipole="0 0 1"'),
        0,
        /^frame 1: it repeats along one vector only \(pbc F F T\).*--as-molecule/,
      ],
      [spoil(1, 'Properties=species:S:1:pos:R:3 dipole="0 1"'), 0, /^frame 1: it has no dipole of 3/],
      [spoil(12, 'two'), 3, /^frame 4: line 13 is “two”/],
    ] as const) {
      const report = audit(text, 'dipole')
      expect(report.skipped.map((f) => f.index)).toEqual([index])
      expect(report.skipped[0]!.message).toMatch(message)
      // where the number of atoms is wrong the rest cannot be read
      expect(report.samples).toBe(index === 3 ? 3 : whole.samples - 1)
      const path = join(folder, 'spoiled.xyz')
      await writeFile(path, text)
      const { code, out, err } = await run('audit', path, '--group', 'O(3)', '--label', 'dipole', '--json')
      expect([code, JSON.parse(out).skipped.length]).toEqual([1, 1])
      expect(err).toMatch(/^1 of \d samples are skipped, the first because frame/)
      const page = join(folder, 'spoiled.html')
      await run('audit', path, '--group', 'O(3)', '--label', 'dipole', '--html', page)
      expect(await readFile(page, 'utf8')).toMatch(/Skipped samples[\s\S]*<td>frame \d: /)
    }
  })

  it('name the labels of all frames that can be read, and say why none can', () => {
    const labels = (name: string, text: string) => labelsIn([{ name, bytes: new TextEncoder().encode(text) }])
    expect(labels('a.xyz', '1\n\nH 0 0 x\n1\nenergy=1\nH 0 0 0\n')).toEqual(['energy'])
    const files = [
      ['POSCAR', 'Po\n3.36\n1 0 0\n0 1 0\n0 0 1\nPo\n1\nDirect\n0 0 0\n'],
      ['labels.jsonl', '{"file": "POSCAR", "energy": -3.1}\n'],
    ].map(([name, text]) => ({ name: name!, bytes: new TextEncoder().encode(text) }))
    expect(labelsIn(files)).toEqual(['energy'])
    expect(labels('a.xyz', '1\n\nH 0 0 0\n1\nenergy=1\nH 0 0 0\n1\nq=1 energy=2\nH 0 0 0\n')).toEqual([
      'energy',
      'q',
    ])
    expect(() => labelsIn([files[1]!])).toThrow(/^labels\.jsonl: line 1/)
    expect(labelsIn([])).toEqual([])
    expect(() => labels('a.xyz', 'three\n')).toThrow(/^a\.xyz: line 1/)
    expect(() => labels('a.jsonl', '{"name":"x"}\n')).toThrow(/^a\.jsonl: line 1/)
  })

  it('take periodic frames for molecules where that is asked for', async () => {
    for (const name of ['cscl', 'per']) {
      const label = name === 'cscl' ? 'polarization' : 'forces'
      const text = await textOf(name)
      // a cell that is only a box around a molecule
      const box = audit(text.replace('pbc="T T T"', 'pbc="F F F"'), label)
      expect(audit(text, label, { asMolecule: true })).toEqual(box)
      expect(box.orbitTypes[0]!.stabilizerOrder).toBe(name === 'cscl' ? 'infinite' : 24)
      const path = fileOf(name).pathname
      expect((await run('audit', path, '--group', 'O(3)', '--label', label, '--as-molecule')).code).toBe(0)
    }
    const json = join(folder, 'data.json')
    await writeFile(
      json,
      JSON.stringify({ group: 'S(2)', repIn: 'V', repOut: 'V', x: [[1, 1]], y: [[1, 0]] }),
    )
    expect((await run('audit', json, '--as-molecule')).err).toMatch(/--as-molecule is for files of atoms/)
  })

  it('of rows: one bad row is named and the others are audited', async () => {
    const data = { group: 'Dih(4)', repIn: 'V', repOut: 'V' }
    const path = join(folder, 'rows.json')
    const x = [
      [1, 1, 1, 1],
      [1, 2, 3],
      [1, 1, null, 1],
      [1, 0, 1, 0],
    ]
    await writeFile(path, JSON.stringify({ ...data, x, y: x.map(() => [1, 0, 0, 0]) }))
    const { code, out } = await run('audit', path, '--json', '--loss', 'huber')
    const report = JSON.parse(out)
    expect([code, report.samples, report.skipped.map((r: { index: number }) => r.index)]).toEqual([
      1,
      2,
      [1, 2],
    ])
    expect(report.strictFloor).toBeCloseTo((0.75 + 0.5) / 2, 12)
    expect(report.convex.samples).toBe(2)
  })
})
