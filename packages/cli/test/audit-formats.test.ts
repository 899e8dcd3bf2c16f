import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseMolecules } from '@buridan/data'
import { readTaskData } from '@buridan/tasks/node'
import { afterAll, describe, expect, it } from 'vitest'
import { npyFile } from '../../../conformance/npy-file.js'
import { auditFile } from '../src/audit-job.js'

const folder = await mkdtemp(join(tmpdir(), 'buridan-audit-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

async function file(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(join(folder, name), content)
  return join(folder, name)
}

describe('files without a good record', () => {
  it('are refused with the first of them, by its number', async () => {
    const options = { group: 'S(2)', in: 'V', out: 'V' }
    const json = { group: 'S(2)', repIn: 'V', repOut: 'V', x: [[1, null]], y: [[1, 0]] }
    const pairs = [npyFile([1, 2], [1, Number.NaN], '<f8', 1), npyFile([1, 2], [1, 0], '<f8', 1)] as const
    const twice = 'H 0 0 0\nH 0 0 0\n'
    for (const [paths, given, message] of [
      [[await file('bad.json', JSON.stringify(json))], {}, /^row 1: x\[1\] is null/],
      [[await file('bad.jsonl', '{"x":[1,null],"y":[1,0]}\n')], options, /^row 1: x\[1\] is null/],
      [[await file('bx.npy', pairs[0]), await file('by.npy', pairs[1])], options, /^row 1: x\[1\] is NaN/],
      [
        [await file('bad.xyz', `2\nq=1\n${twice}`)],
        { group: 'O(3)', label: 'q' },
        /^frame 1: atoms 1 and 2 are in one place/,
      ],
    ] as const) {
      await expect(auditFile(paths, given)).rejects.toThrow(message)
    }
  })
})

describe('NumPy pairs', () => {
  it('are audited like JSON', async () => {
    const x = [
      [1, 1, 1, 1],
      [1, 0, 1, 0],
      [1, 2, 3, 4],
    ]
    const y = [
      [1, 0, 0, 0],
      [2, 1, 0, 1],
      [0, 1, 2, 3],
    ]
    const json = await file('a.json', JSON.stringify({ group: 'Dih(4)', repIn: 'V', repOut: 'V', x, y }))
    const options = { group: 'Dih(4)', in: 'V', out: 'V' }
    for (const [kind, version] of [
      ['<f8', 1],
      ['<f4', 2],
      ['<i4', 1],
    ] as const) {
      const pair = [
        await file('x.npy', npyFile([3, 4], x.flat(), kind, version)),
        await file('y.npy', npyFile([3, 2, 2], y.flat(), kind, version)),
      ]
      expect(await auditFile(pair, options)).toEqual(await auditFile([json]))
    }
  })

  it('are refused when alone, of other lengths, or without a group', async () => {
    const good = npyFile([2, 2], [1, 2, 3, 4])
    const path = await file('one.npy', good)
    await expect(auditFile([path], { group: 'Z(2)', in: 'V', out: 'V' })).rejects.toThrow(/pair/)
    await expect(auditFile([path, path, path])).rejects.toThrow(/pair/)
    await expect(auditFile([path, path], { in: 'V', out: 'V' })).rejects.toThrow(/--group/)
    const three = await file('three.npy', npyFile([3, 2], [1, 2, 3, 4, 5, 6]))
    await expect(auditFile([path, three], { group: 'Z(2)', in: 'V', out: 'V' })).rejects.toThrow(/pair up/)
  })
})

const methane = [
  [0, 0, 0],
  [0.63, 0.63, 0.63],
  [0.63, -0.63, -0.63],
  [-0.63, 0.63, -0.63],
  [-0.63, -0.63, 0.63],
]
const frame = (comment: string, columns: (i: number) => string, points = methane) =>
  `${points.length}\n${comment}\n${points.map((p, i) => `${i === 0 ? 'C' : 'H'} ${p.join(' ')}${columns(i)}`).join('\n')}\n`

describe('extended XYZ', () => {
  it('is audited under O(3): dipoles, energies, charges and forces', async () => {
    const text = [
      frame(
        'energy=-40.5 dipole="0.0 3.0 4.0" Properties=species:S:1:pos:R:3:q:R:1:forces:R:3',
        (i) => ` ${i} ${i} 0 0`,
      ),
      frame('energy=-40.5 dipole="0 0 0" Properties=species:S:1:pos:R:3:q:R:1:forces:R:3', () => ' 2 0 0 0'),
    ].join('')
    const path = await file('methane.xyz', text)
    const at = async (label: string, group = 'O(3)') => (await auditFile([path], { group, label })).report
    const energy = await at('energy')
    expect([energy.samples, energy.symmetric, energy.orbits, energy.strictFloor]).toEqual([2, 2, 1, 0])
    // no dipole is kept by T_d
    expect((await at('dipole')).price).toBeCloseTo(25 / 2, 9)
    // charges 0, 1, 2, 3, 4: those of the hydrogens are one number
    const charges = await at('q')
    expect(charges.price).toBeCloseTo(5 / 2, 9)
    expect(charges.orbitTypes.map((t) => t.stabilizerOrder)).toEqual([24])
    // all along x: what stays is along the bonds, as much on each: (1 + 2 − 3 − 4)²/3 over 4
    expect((await at('forces')).price).toBeCloseTo((30 - 4 / 3) / 2, 6)
    expect((await at('energy', 'SO(3)')).orbitTypes[0]!.stabilizerOrder).toBe(12)
    expect((await at('energy', 'Td')).samples).toBe(2)
  })

  it('takes molecules of different numbers of atoms together, and finds their point groups', async () => {
    const molecules = parseMolecules(await readTaskData('molecules.jsonl')).filter((m) =>
      ['methane', 'benzene', 'water', 'ammonia', 'glycine'].includes(m.name ?? ''),
    )
    const text = molecules
      .map(
        (m) =>
          `${m.elements.length}\nhomo=-1.5 dipole="1 0 0"\n${m.elements.map((e, i) => `${e} ${m.positions[i]!.join(' ')}`).join('\n')}\n`,
      )
      .join('')
    const path = await file('molecules.xyz', text)
    const { report } = await auditFile([path], { group: 'O(3)', label: 'dipole', precision: 0.025 })
    expect([report.samples, report.orbits]).toEqual([5, 5])
    // C₂ᵥ, C₃ᵥ, and D₆ₕ and T_d of one order; glycine has a mirror or none
    const types = report.orbitTypes.map((t) => `${t.name} ${t.stabilizerOrder}`)
    expect(types.slice(-4)).toEqual(['c2v 4', 'c3v 6', 'd6h 24', 'td 24'])
    expect(report.strictFloor).toBeGreaterThan(0)
    expect(
      (await auditFile([path], { group: 'O(3)', label: 'homo', precision: 0.025 })).report.strictFloor,
    ).toBe(0)
  })

  it('is refused without a label, or under groups that do not turn space', async () => {
    const path = await file(
      'one.xyz',
      frame('energy=1', () => ''),
    )
    await expect(auditFile([path], { group: 'O(3)' })).rejects.toThrow(/--label/)
    await expect(auditFile([path], { group: 'O(3)', label: 'charge' })).rejects.toThrow(/there are energy/)
    await expect(auditFile([path], { group: 'S(3)xS(2)', label: 'energy' })).rejects.toThrow(/turn space/)
  })
})
