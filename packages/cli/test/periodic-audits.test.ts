import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { rng } from '@buridan/groups'
import { afterAll, describe, expect, it } from 'vitest'
import { auditData } from '../src/audit-data.js'
import { auditFile } from '../src/audit-job.js'
import { runCli } from './run-cli.js'

const folder = await mkdtemp(join(tmpdir(), 'buridan-periodic-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

async function put(name: string, content: string | Uint8Array): Promise<string> {
  await mkdir(dirname(join(folder, name)), { recursive: true })
  await writeFile(join(folder, name), content)
  return join(folder, name)
}

const textOf = (name: string) => readFile(new URL(`files/${name}.xyz`, import.meta.url), 'utf8')

function audit(
  text: string,
  label: string,
  options: { group?: string; tolerance?: number; precision?: number; out?: string } = {},
) {
  const bytes = new TextEncoder().encode(text)
  return auditData([{ name: 'a.extxyz', bytes }], { group: 'O(3)', label, ...options }).report
}

const orders = (report: ReturnType<typeof audit>) => report.orbitTypes.map((t) => t.stabilizerOrder)

describe('periodic frames', () => {
  it('have the point group of their crystal', async () => {
    const salt = audit(await textOf('cscl'), 'polarization')
    expect([orders(salt), salt.strictFloor, salt.price]).toEqual([
      [48],
      expect.closeTo(0.75, 12),
      expect.closeTo(0.75, 12),
    ])
    // a conventional cell, with four lattice points
    const rock = await textOf('per')
    expect([orders(audit(rock, 'forces')), audit(rock, 'forces').price]).toEqual([[48], 0])
    expect(orders(audit(rock.replace(' pbc="T T T"', ''), 'energy'))).toEqual([48])
  })

  it('keep of stress, strain and moments what their space group does', () => {
    // cubic, and tetragonal with a polar axis: Ti and O off their planes
    const cubic = (label: string) =>
      `5\nLattice="4 0 0 0 4 0 0 0 4" ${label}\nBa 0 0 0\nTi 2 2 2\nO 2 2 0\nO 2 0 2\nO 0 2 2\n`
    const polar = (label: string) =>
      `5\nLattice="4 0 0 0 4 0 0 0 4.04" ${label}\nBa 0 0 0\nTi 2 2 2.10\nO 2 2 -0.1\nO 2 0 1.97\nO 0 2 1.97\n`
    const price = (text: string, out?: string) => {
      const report = audit(text, 'l', out === undefined ? {} : { out })
      return [report.orbitTypes[0]!.name, report.price]
    }
    const near = (v: number) => expect.closeTo(v, 9)
    // xx alone: a third of the trace is kept
    expect(price(cubic('l="1 0 0 0 0 0"'), 'voigt')).toEqual(['oh', near(2 / 3)])
    expect(price(cubic('l="2 2 2 0 0 0"'), 'voigt')).toEqual(['oh', near(0)])
    // 2yz of a strain: yz and zy are 1 each
    expect(price(cubic('l="0 0 0 2 0 0"'), 'voigt-strain')).toEqual(['oh', near(2)])
    expect(price(polar('l="1 1 3 0 0 0"'), 'voigt')).toEqual(['c4v', near(0)])
    expect(price(polar('l="1 0 3 0 0 0"'), 'voigt')).toEqual(['c4v', near(0.5)])
    // a polarization along the axis is kept, and a moment there is turned over by the mirrors through it
    expect(price(polar('l="0 0 1"'))).toEqual(['c4v', near(0)])
    expect(price(polar('l="0 0 1"'), 'axial')).toEqual(['c4v', near(1)])
    // moments of atoms: an axial vector on each; mirrors through Ti leave it none
    const moments = polar('Properties=species:S:1:pos:R:3:l:R:3').replace(/^(Ba|Ti|O) .*$/gm, (line) =>
      line.startsWith('Ti') ? `${line} 0 0 2` : `${line} 0 0 0`,
    )
    expect(price(moments, 'axial')).toEqual(['c4v', near(4)])
    expect(price(moments, 'vector')).toEqual(['c4v', near(0)])
  })

  it('are as far from a symmetry whichever atom comes first, and whichever image of it', () => {
    const frame = (...atoms: string[]) =>
      `2\nLattice="3 .2 .1 .3 3.5 .2 .4 .1 4" pbc="T T T" dipole="-0.16 0.19 -0.26"\n${atoms.join('\n')}\n`
    const [iron, oxygen, image] = ['Fe 0.48 0.75 1.25', 'O 2.37 2.66 3.80', 'O -0.63 2.46 3.70']
    const of = (text: string) => {
      const { worst, floorBySlope } = audit(text, 'dipole', { tolerance: 5 })
      return [worst[0]!.distance, worst[0]!.requiredSlope, floorBySlope[0]![1]] as number[]
    }
    const first = of(frame(iron, oxygen))
    expect(first[1]).toBeGreaterThan(0)
    for (const other of [frame(oxygen, iron), frame(iron, image), frame(image, iron)]) {
      of(other).forEach((v, k) => {
        expect(v).toBeCloseTo(first[k]!, 8)
      })
    }
  })

  it('are one whatever the cell that an atom is in', async () => {
    const report = audit(await textOf('wrap'), 'energy')
    expect([report.samples, report.orbits, report.disagreement, orders(report)]).toEqual([3, 1, 0, [48]])
  })

  it('are one turned, with the cell vectors in another order and with another cell of the lattice', () => {
    const frames = [
      'Lattice="3 0 0 0 4 0 0 0 5" stress="1 0 0 0 2 0 0 0 3"',
      'Lattice="0 3 0 0 0 4 5 0 0" stress="3 0 0 0 1 0 0 0 2"',
      'Lattice="3 4 0 0 4 0 0 0 5" stress="1 0 0 0 2 0 0 0 3"',
      'Lattice="0 0 -5 3 0 0 3 -4 0" stress="1 0 0 0 2 0 0 0 3"',
    ].map((comment) => `1\nProperties=species:S:1:pos:R:3 pbc="T T T" ${comment}\nPo 0.00 0.00 0.00\n`)
    const report = audit(frames.join(''), 'stress')
    expect([report.orbits, orders(report), report.price]).toEqual([1, [8], 0])
    expect(report.disagreement).toBeLessThan(1e-20)
    const one = audit(frames.join('').replace('0 1 0 0 0 2"', '0 2 0 0 0 1"'), 'stress')
    expect([one.orbits, one.disagreement > 0.1]).toEqual([1, true])
  })

  it('repeat along two vectors as slabs, and along one not at all', async () => {
    const salt = await textOf('cscl')
    const slab = salt.replace('"T T T"', '"T T F"')
    expect(orders(audit(slab, 'polarization'))).toEqual([8])
    expect(audit(slab, 'polarization').price).toBeCloseTo(0.5, 12)
    // how far the cell reaches where it does not repeat is nothing
    expect(audit(slab.replace('0 0 4.12"', '0 0 0"'), 'polarization')).toEqual(audit(slab, 'polarization'))
    expect(() => audit(salt.replace('"T T T"', '"T F F"'), 'polarization')).toThrow(
      /^frame 1: it repeats along one vector only/,
    )
    expect(() => audit(salt.replace('"4.12 0 0 0 4.12 0', '"4.12 0 0 4.12 0 0'), 'polarization')).toThrow(
      /in a plane or a line/,
    )
    expect(() => audit('1\npbc="T T T" e=1\nH 0 0 0\n', 'e')).toThrow(
      /it is periodic \(pbc T T T\) and has no Lattice/,
    )
  })

  it('lie beside molecules of as many atoms, apart from them', () => {
    const frame = (pbc: string, e: number) =>
      `1\nProperties=species:S:1:pos:R:3 Lattice="4 0 0 0 4 0 0 0 4" pbc="${pbc}" e=${e}\nPo 0.00 0 0\n`
    const report = audit(frame('T T T', 1) + frame('F F F', 2) + frame('T T F', 3) + frame('T T T', 4), 'e')
    expect([report.orbits, report.samples, report.disagreement]).toEqual([
      3,
      4,
      expect.closeTo((2 * 1.5 ** 2) / 4, 12),
    ])
  })

  it('give one answer to fewer digits, with atoms in another order and through the cell', () => {
    // zincite, turned and shifted anyhow
    const random = rng(2)
    const [a, c, u] = [3.25, 5.207, 0.382]
    const cell = [
      [a, 0, 0],
      [-a / 2, (a * Math.sqrt(3)) / 2, 0],
      [0, 0, c],
    ]
    const at: (readonly [string, number, number, number])[] = [
      ['Zn', 1 / 3, 2 / 3, 0],
      ['Zn', 2 / 3, 1 / 3, 0.5],
      ['O', 1 / 3, 2 / 3, u],
      ['O', 2 / 3, 1 / 3, 0.5 + u],
    ]
    const text = (digits: number) =>
      Array.from({ length: 4 }, () => {
        const q = [0, 1, 2, 3].map(() => random.normal())
        const [w, x, y, z] = q.map((v) => v / Math.hypot(...q)) as [number, number, number, number]
        const m = [
          [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
          [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
          [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
        ]
        const turned = (v: readonly number[]) => m.map((row) => row.reduce((sum, e, k) => sum + e * v[k]!, 0))
        const shift = [0, 1, 2].map(() => random.float())
        const lines = at
          .map(([e, ...p]) => {
            const there = p.map((v, k) => v + shift[k]! + random.int(3) - 1)
            const point = turned([0, 1, 2].map((k) => there.reduce((sum, v, i) => sum + v * cell[i]![k]!, 0)))
            return `${e} ${point.map((v) => v.toFixed(digits)).join(' ')}`
          })
          .sort(() => random.float() - 0.5)
        // the polarization is along the axis, to which it is turned with the crystal
        const p = turned([0, 0, 0.5])
        const lattice = cell
          .flatMap(turned)
          .map((v) => v.toFixed(digits))
          .join(' ')
        return `4\nProperties=species:S:1:pos:R:3 Lattice="${lattice}" pbc="T T T" p="${p.map((v) => v.toFixed(6)).join(' ')}"\n${lines.join('\n')}\n`
      }).join('')
    for (const digits of [3, 4, 6, 8, 10]) {
      const report = audit(text(digits), 'p')
      expect([digits, report.orbits, orders(report)]).toEqual([digits, 1, [12]])
      expect(report.strictFloor).toBeLessThan(1e-9)
      expect(report.advice).not.toMatch(/break|disagree|no model/)
    }
  })
})

describe('files of crystals', () => {
  const cif = (name: string, a: number) =>
    `data_${name} _cell_length_a ${a} _cell_length_b ${a} _cell_length_c ${a}\n_symmetry_space_group_name_H-M 'P 1'\nloop_ _atom_site_label _atom_site_type_symbol _atom_site_fract_x _atom_site_fract_y _atom_site_fract_z\nCs1 Cs 0.0000 0 0\nCl1 Cl 0.5000 0.5 0.5\n`
  const poscar = 'CsCl\n4.12\n1 0 0\n0 1 0\n0 0 1\nCl Cs\n1 1\nDirect\n0.7500 0.25 0.25\n0.2500 0.75 0.75\n'
  const run = (...args: string[]) => runCli(['audit', ...args, '--json'])

  it('in a folder have their labels from JSON lines, and agree with extended XYZ', async () => {
    await put('set/a.cif', cif('a', 4.12))
    await put('set/b/POSCAR', poscar)
    await put('set/readme.txt', 'no data')
    const labels = [
      { file: 'a.cif', energy: -6.5, p: [0.5, 0.5, 0.5], source: 'computed' },
      { file: 'b/POSCAR', energy: -6.7, p: [0.5, 0.5, 0.5], atoms: { charge: [-0.7, 0.7] } },
    ]
    const rows = await put('set/labels.jsonl', labels.map((l) => JSON.stringify(l)).join('\n'))
    const path = join(folder, 'set')
    const at = (label: string) => auditFile([path], { group: 'O(3)', label, precision: 0.0005 })
    const { report } = await at('energy')
    expect([report.orbits, report.samples, report.disagreement]).toEqual([1, 2, expect.closeTo(0.01, 12)])
    const { strictFloor } = audit(await textOf('cscl'), 'polarization')
    expect((await at('p')).report.strictFloor).toBeCloseTo(strictFloor, 9)
    expect((await at('charge')).report.skipped.map((s) => s.message)).toEqual([
      `frame 1 (${join(path, 'a.cif')}): it has no charge of 1 number an atom`,
    ])
    // the same files one by one, one of them packed
    await put('packed/POSCAR.gz', gzipSync(poscar))
    await put(
      'packed/labels.jsonl',
      '{"file": "a.cif", "energy": -6.5}\n{"file": "POSCAR", "energy": -6.7}\n',
    )
    const other = [join(path, 'a.cif'), join(folder, 'packed')]
    expect((await auditFile(other, { group: 'O(3)', label: 'energy', precision: 0.0005 })).report).toEqual(
      report,
    )

    const missing = await run(path, '--group', 'O(3)')
    expect([missing.code, missing.out]).toEqual([
      2,
      expect.stringMatching(
        /--label is missing: .*there are energy \(1 number\), p \(3 numbers\), charge \(1 number an atom\)/,
      ),
    ])
    await writeFile(rows, '{"file": "c.cif", "energy": 1}')
    expect((await run(path, '--group', 'O(3)', '--label', 'energy')).out).toMatch(
      /labels\.jsonl: line 1: there is no c\.cif among the files/,
    )
    await writeFile(rows, '')
    await mkdir(join(folder, 'empty'))
    const empty = await run(join(folder, 'empty'), '--group', 'O(3)', '--label', 'energy')
    expect([empty.code, empty.out]).toEqual([2, expect.stringMatching(/holds no files of atoms/)])
  })

  it('one that is wrong is named and loses none of the others', async () => {
    const two = [
      await put('good.cif', cif('a', 4.12) + cif('b', 4.2)),
      await put('bad.cif', cif('c', 4).replace('0.5000', 'half')),
    ]
    const rows = await put(
      'energies.jsonl',
      '{"file":"good.cif","block":"a","e":1}\n{"file":"good.cif","block":"b","e":2}\n',
    )
    const { report } = await auditFile([...two, rows], { group: 'O(3)', label: 'e' })
    expect([report.samples, report.skipped.map((s) => s.message)]).toEqual([
      2,
      [expect.stringMatching(/^frame 3: .*bad\.cif: .*half/)],
    ])
    await writeFile(rows, '{"file":"good.cif","e":1}')
    await expect(auditFile([...two, rows], { group: 'O(3)', label: 'e' })).rejects.toThrow(
      /line 1: good.cif is 2 frames; say which/,
    )
  })

  it('options that do not go with atoms are refused, and so are groups of points', async () => {
    const path = new URL('files/fr1.xyz', import.meta.url).pathname
    const at = async (...args: string[]) => (await run(path, ...args)).out
    expect(await at('--group', 'S(3)', '--label', 'dipole')).toMatch(
      /S\(3\) does not turn space \(exchanges of atoms/,
    )
    expect(await at('--group', 'C(4)', '--label', 'dipole')).toMatch(/does not turn space/)
    expect(await at('--group', 'SO(2)', '--label', 'dipole')).toMatch(/is not O\(3\), SO\(3\) or/)
    expect(await at('--group', 'O(3)', '--label', 'dipole', '--in', 'V')).toMatch(/--in is for JSON/)
    expect(await at('--group', 'O(3)', '--label', 'dipole', '--out', 'axle')).toMatch(
      /out is \\"axle\\"; of a label it is scalar, pseudo/,
    )
    const json = await put('d.json', '{"group":"S(2)","repIn":"V","repOut":"V","x":[[1,1]],"y":[[1,0]]}')
    expect((await run(json, '--label', 'y')).out).toMatch(/--label is for files of atoms/)
    expect((await run(path, json, '--group', 'O(3)')).out).toMatch(
      /d\.json is not a file of atoms, as .*fr1\.xyz is/,
    )
  })

  it('elements are those that labels name, in any case of letters and with numbers', () => {
    const water = ([o, h, k]: readonly string[]) =>
      `3\nProperties=species:S:1:pos:R:3 e=1\n${o} 0.000 0.000 0.117\n${h} 0.000 0.757 -0.469\n${k} 0.000 -0.757 -0.469\n`
    for (const names of [
      ['O', 'H', 'H'],
      ['o', 'h', 'H'],
      ['O1', 'H1', 'H2'],
    ] as const) {
      expect(orders(audit(water(names), 'e'))).toEqual([4])
    }
    const all = [
      ['O', 'H', 'H'],
      ['o', 'h', 'H'],
      ['O1', 'H1', 'H2'],
    ]
      .map(water)
      .join('')
    expect(audit(all, 'e').orbits).toBe(1)
  })
})
