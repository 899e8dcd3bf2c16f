import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseNpz } from '@buridan/data'
import { expect } from 'vitest'
import { conformanceRows } from '../../../../conformance/read.js'
import { runCli } from '../run-cli.js'
import { audits } from './audits.js'
import { POSCAR, ROCKSALT, WATER } from './files.js'
import { folder } from './folder.js'
import { answer, answers, kept, keptLong, later, refused, type Sentence, words } from './sentence.js'

/** A file of the folder with this text. */
async function file(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text)
  return join(folder, name)
}

const lines = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).join('\n')

export const verbs: readonly Sentence[] = [
  words('| verb | row in | answer | |---|---|---|'),
  kept(
    '| `rank` | `group`, `repIn`, `repOut` | `rank`, `size`, `solver`, `gap` (where floating point decides), `residual`; `--basis FILE.npz` writes the basis (sparse, orthonormal or said not to be) |',
    async () => {
      const exact = await answer(['rank', '{"group":"S(5)","repIn":"T(2)","repOut":"V"}'])
      expect(exact).toMatchObject({ rank: 5, size: 125, solver: 'diagrams' })
      expect(exact).not.toHaveProperty('gap')
      const dense = await answer(['rank', '{"group":"Ih","repIn":"T(3)","repOut":"V"}'])
      expect(dense).toMatchObject({ rank: 3, size: 81 })
      expect([(dense.gap as number) > 1e6, (dense.residual as number) < 1e-12]).toEqual([true, true])
      const path = join(folder, 'basis.npz')
      await answer(['rank', '--group', 'S(5)', '--in', 'T(2)', '--out', 'V', '--basis', path])
      const arrays = parseNpz(await readFile(path))
      const numbers = (name: string) => {
        const found = arrays.get(name)!
        return Array.from({ length: found.rows }, (_, i) => found.row(i)[0]!)
      }
      expect(numbers('shape')).toEqual([5, 25, 5])
      const [index, out, inward, value] = ['index', 'out', 'in', 'value'].map(numbers) as [
        number[],
        number[],
        number[],
        number[],
      ]
      // the five maps are orthonormal, and each commutes with the exchange of points 0 and 1
      const maps = Array.from({ length: 5 }, () => new Float64Array(125))
      value.forEach((v, e) => {
        maps[index[e]!]![25 * out[e]! + inward[e]!] = v
      })
      const swap = (p: number) => [1, 0, 2, 3, 4][p]!
      for (const [k, map] of maps.entries()) {
        for (const [l, other] of maps.entries()) {
          const product = map.reduce((sum, v, at) => sum + v * other[at]!, 0)
          expect(product).toBeCloseTo(k === l ? 1 : 0, 12)
        }
        map.forEach((v, at) => {
          const [i, a, b] = [Math.floor(at / 25), Math.floor((at % 25) / 5), at % 5]
          expect(map[25 * swap(i) + 5 * swap(a) + swap(b)]).toBeCloseTo(v, 12)
        })
      }
    },
  ),
  kept(
    '| `group` | `degree`, `generators`, or `group`; maybe `members`, `nonMembers` | `order`,',
    async () => {
      expect(await answer(['group', '{"degree":4,"generators":[[1,0,2]]}']).catch(() => 'refused')).toBe(
        'refused',
      )
      expect(await answer(['group', '{"degree":4,"generators":[[1,0,3,2]]}'])).toMatchObject({ order: 2 })
      expect(await answer(['group', '{"group":"Dih(4)"}'])).toMatchObject({ order: 8 })
    },
  ),
  later('`name` (structure, where known),', 'structure descriptions of groups'),
  kept('`orbits`, `orbitals`, `transitive`,', async () => {
    expect(await answer(['group', '--group', 'Dih(4)'])).toMatchObject({
      orbits: 1,
      orbitals: 3,
      transitive: true,
    })
  }),
  later('`primitive`,', 'what users of computer algebra ask of a group'),
  kept('`abelian`,', async () => {
    expect([
      (await answer(['group', '--group', 'Z(6)'])).abelian,
      (await answer(['group', '--group', 'S(3)'])).abelian,
    ]).toEqual([true, false])
  }),
  later('`nilpotent`,', 'what users of computer algebra ask of a group'),
  kept('`solvable`,', async () => {
    expect([
      (await answer(['group', '--group', 'S(4)'])).solvable,
      (await answer(['group', '--group', 'A(5)'])).solvable,
    ]).toEqual([true, false])
  }),
  later('`exponent`,', 'what users of computer algebra ask of a group'),
  kept('`centreOrder`, `derivedOrder`,', async () => {
    expect(await answer(['group', '--group', 'Dih(4)'])).toMatchObject({ centreOrder: 2, derivedOrder: 2 })
  }),
  later('`sylow`,', 'what users of computer algebra ask of a group'),
  kept('`conjugacyClasses`,', async () => {
    expect(await answer(['group', '--group', 'S(5)'])).toMatchObject({ conjugacyClasses: 7 })
  }),
  later('`classSizes`,', 'classes of large groups'),
  kept('`stabilizerOf0Order`, `setwiseStabilizerOf01Order`, `contains` |', async () => {
    const members = ['--members', '[[1,2,3,4,0],[1,0,2,3,4]]']
    expect(await answer(['group', '--group', 'A(5)', ...members])).toMatchObject({
      stabilizerOf0Order: 12,
      setwiseStabilizerOf01Order: 6,
      contains: [true, false],
    })
    const { code, lines: rows } = await answers(
      ['group', '--jsonl'],
      lines(conformanceRows('perm-groups.jsonl').slice(0, 20)),
    )
    expect([code, rows.every((row) => Array.isArray(row.contains))]).toEqual([0, true])
  }),
  kept('| `subgroups` | `degree`, `generators` | as in `conformance/subgroups.jsonl`,', async () => {
    // all rows are asked in cli.test.ts
    const [row] = conformanceRows<Record<string, unknown>>('subgroups.jsonl')
    const { subgroupClasses, subgroups } = row!
    expect(await answer(['subgroups', JSON.stringify(row)])).toMatchObject({ subgroupClasses, subgroups })
  }),
  later('and `supplements` up to conjugacy in the normalizer |', 'supplements up to conjugacy'),
  kept(
    '| `orbit-types` | `degree`, `generators`, `colours` | as in `conformance/orbit-types.jsonl` |',
    async () => {
      const [row] = conformanceRows<Record<string, unknown>>('orbit-types.jsonl')
      expect(row).toMatchObject(await answer(['orbit-types', JSON.stringify(row)]))
    },
  ),
  kept(
    '| `characters` | `degree`, `generators`, or `group` | as in `conformance/characters.jsonl`, and the table itself with class representatives;',
    async () => {
      const found = await answer(['characters', '--group', 'A(4)'])
      expect(found).toMatchObject({ complexIrrepDegrees: [1, 1, 1, 3], realIrrepDims: [1, 2, 3] })
      const classes = found.classes as { size: number; representative: number[] }[]
      const table = found.table as { degree: number; re: number[]; im: number[] }[]
      expect(classes.map((c) => c.size).sort()).toEqual([1, 3, 4, 4])
      // rows are orthonormal over the classes
      for (const [k, a] of table.entries()) {
        for (const [l, b] of table.entries()) {
          const sum = classes.reduce(
            (t, { size }, c) => t + size * (a.re[c]! * b.re[c]! + a.im[c]! * b.im[c]!),
            0,
          )
          expect(sum / 12).toBeCloseTo(k === l ? 1 : 0, 12)
        }
      }
      // traces of the representation on points: 1 and that of degree 3
      const fixed = classes.map(({ representative: g }) => g.filter((image, point) => image === point).length)
      const three = table.find((t) => t.degree === 3)!
      expect(fixed.map((f) => f - 1)).toEqual(three.re)
    },
  ),
  kept('Mulliken names for point groups |', async () => {
    const names = async (group: string) => {
      const { table } = await answer(['characters', '--group', group])
      return (table as { mulliken?: string }[]).map((row) => row.mulliken)
    }
    expect((await names('Td')).sort()).toEqual(['A1', 'A2', 'E', 'T1', 'T2'])
    expect((await names('m-3m')).sort()).toEqual(
      ['A1', 'A2', 'E', 'T1', 'T2'].flatMap((name) => [`${name}g`, `${name}u`]),
    )
    expect(await names('S(4)')).toEqual([undefined, undefined, undefined, undefined, undefined])
  }),
  kept(
    '| `automorphisms` | `n`, `edges`, maybe `colours`, `weights`, `directed`, `multi` | `autOrder`, `orbits`, `generators`, `canonicalLabelling`; reads graph6, sparse6, digraph6, DIMACS.',
    async () => {
      const path = {
        n: 3,
        edges: [
          [0, 1],
          [1, 2],
        ],
      }
      const found = await answer(['automorphisms', JSON.stringify(path)])
      expect(found).toMatchObject({ autOrder: 2, orbits: 2, generators: [[2, 1, 0]] })
      expect([...(found.canonicalLabelling as number[])].sort()).toEqual([0, 1, 2])
      for (const [more, order] of [
        [{ colours: [0, 1, 1] }, 1],
        [{ weights: [1, 2] }, 1],
        [{ weights: [2, 2] }, 2],
        [{ directed: true }, 1],
      ] as const)
        expect([
          more,
          (await answer(['automorphisms', JSON.stringify({ ...path, ...more })])).autOrder,
        ]).toEqual([more, order])
      for (const [name, text] of [
        ['path.g6', 'Bg\n'],
        ['path.s6', ':Bd\n'],
        ['path.col', 'p edge 3 2\ne 1 2\ne 2 3\n'],
      ] as const) {
        const read = await answer(['automorphisms', await file(name, text)])
        expect([name, read.autOrder, read.orbits]).toEqual([name, 2, 2])
      }
      // 0 → 1 → 2
      expect((await answer(['automorphisms', await file('path.d6', '&BP?\n')])).autOrder).toBe(1)
    },
  ),
  kept('A repeated edge is a multiplicity with `multi`, refused without |', async () => {
    const row = {
      n: 3,
      edges: [
        [0, 1],
        [1, 0],
        [1, 2],
      ],
    }
    const { err } = await refused(['automorphisms', JSON.stringify(row)])
    expect(err).toMatch(/edges\[0\] and edges\[1\]/)
    expect((await answer(['automorphisms', JSON.stringify({ ...row, multi: true })])).autOrder).toBe(1)
    const even = { n: 3, edges: [...row.edges, [2, 1]], multi: true }
    expect((await answer(['automorphisms', JSON.stringify(even)])).autOrder).toBe(2)
  }),
  kept('| `isomorphic` | `a`, `b` | `isomorphic`, `mapping` |', async () => {
    const a = {
      n: 4,
      edges: [
        [0, 1],
        [1, 2],
        [2, 3],
      ],
    }
    const b = {
      n: 4,
      edges: [
        [2, 0],
        [0, 3],
        [3, 1],
      ],
    }
    const { isomorphic, mapping } = await answer(['isomorphic', JSON.stringify({ a, b })])
    const image = mapping as number[]
    const key = ([u, v]: readonly number[]) => [u!, v!].sort().join()
    expect([isomorphic, a.edges.map(([u, v]) => key([image[u!]!, image[v!]!])).sort()]).toEqual([
      true,
      b.edges.map(key).sort(),
    ])
    const star = {
      n: 4,
      edges: [
        [0, 1],
        [0, 2],
        [0, 3],
      ],
    }
    expect(await answer(['isomorphic', JSON.stringify({ a, b: star })])).toMatchObject({
      isomorphic: false,
      mapping: null,
    })
  }),
  kept(
    '| `point-group` | `elements`, `positions`, maybe `lattice`, `tolerance`; or a file (.xyz, .extxyz, .cif, POSCAR) | `pointGroup`, `order`, `deviation` (Å),',
    async () => {
      const rows: readonly (readonly [string, string, string, number])[] = [
        ['water.xyz', WATER, 'c2v', 4],
        ['water.extxyz', WATER, 'c2v', 4],
        ['salt.cif', ROCKSALT, 'oh', 48],
        ['POSCAR', POSCAR, 'oh', 48],
      ]
      for (const [name, text, pointGroup, order] of rows) {
        const found = await answer(['point-group', await file(name, text)])
        expect(found).toMatchObject({ pointGroup, order })
        expect(found.deviation as number).toBeLessThan(1e-9)
      }
      const bent = {
        elements: ['O', 'H', 'H'],
        positions: [
          [0, 0, 0.12],
          [0, 0.76, -0.48],
          [0, -0.76, -0.4],
        ],
      }
      expect(await answer(['point-group', JSON.stringify(bent)])).toMatchObject({ pointGroup: 'c2v' })
      expect(await answer(['point-group', JSON.stringify({ ...bent, tolerance: 0.001 })])).toMatchObject({
        pointGroup: 'cs',
      })
      const lattice = [
        [4, 0, 0],
        [0, 4, 0],
        [0, 0, 5],
      ]
      const tetragonal = { elements: ['X'], positions: [[0, 0, 0]], lattice }
      expect(await answer(['point-group', JSON.stringify(tetragonal)])).toMatchObject({ order: 16 })
    },
  ),
  kept('`gap`, `symmetryNumber`,', async () => {
    const water = await answer(['point-group', await file('water.xyz', WATER)])
    expect(water).toMatchObject({ symmetryNumber: 2, gap: 'infinite' })
    const salt = await answer(['point-group', await file('salt.cif', ROCKSALT)])
    expect(salt).toMatchObject({ symmetryNumber: 24, gap: 'infinite' })
    // ammonia with one hydrogen 0.33 Å out: three operations are beside the tolerance
    const ammonia = {
      elements: ['N', 'H', 'H', 'H'],
      positions: [
        [0, 0, 0.1],
        [0.94, 0, -0.27],
        [-0.47, 0.81, -0.27],
        [-0.47, -0.81, -0.6],
      ],
    }
    const { gap, pointGroup, deviation } = await answer(['point-group', JSON.stringify(ammonia)])
    expect(pointGroup).toBe('cs')
    expect(gap).toBeGreaterThan(0.1)
    const wider = JSON.stringify({ ...ammonia, tolerance: (gap as number) + 0.05 })
    expect(await answer(['point-group', wider])).toMatchObject({ pointGroup: 'c3v', symmetryNumber: 3 })
    expect(deviation).toBeLessThan(0.1)
  }),
  kept('`equivalentAtoms`;', async () => {
    const { equivalentAtoms } = await answer(['point-group', await file('water.xyz', WATER)])
    expect(equivalentAtoms).toEqual([[0], [1, 2]])
  }),
  kept(
    'crystals also `spaceGroupNumber`, `hermannMauguin`, `operations`, `centring`, Wyckoff letters; `--symmetrized FILE` writes the structure moved onto its symmetry |',
    async () => {
      expect(await answer(['point-group', await file('salt.cif', ROCKSALT)])).toMatchObject({
        spaceGroupNumber: 225,
        hermannMauguin: 'F m -3 m',
        operations: 48,
        centring: 4,
      })
      const salt = await answer(['point-group', await file('salt.cif', ROCKSALT)])
      expect(new Set(salt.wyckoffLetters as string[])).toEqual(new Set(['a', 'b']))
      // barium titanate a little off its cubic form
      const measured =
        'BaTiO3\n4\n1 0 0\n0.001 1.002 0\n0 0 0.999\nBa Ti O\n1 1 3\nDirect\n0 0 0\n0.502 0.499 0.5\n0.5 0.5 0.001\n0.5 0 0.498\n0 0.501 0.5\n'
      const poscar = await file('measured.vasp', measured)
      for (const name of ['exact.vasp', 'exact.extxyz']) {
        const out = join(dirname(poscar), name)
        const moved = await answer(['point-group', poscar, '--symmetrized', out])
        expect(moved).toMatchObject({ spaceGroupNumber: 221, pointGroup: 'oh' })
        expect(moved.displacement).toBeLessThan(0.05)
        const exact = await answer(['point-group', out, '--tolerance', '1e-6'])
        expect(exact).toMatchObject({ spaceGroupNumber: 221, pointGroup: 'oh' })
        expect(exact.deviation).toBeLessThan(1e-9)
      }
      const bent = await file('bent.xyz', '3\n\nO 0 0 0.12\nH 0 0.76 -0.48\nH 0.01 -0.757 -0.481\n')
      const straight = join(dirname(bent), 'straight.xyz')
      expect(await answer(['point-group', bent, '--symmetrized', straight])).toMatchObject({
        pointGroup: 'c2v',
      })
      expect(await answer(['point-group', straight, '--tolerance', '1e-6'])).toMatchObject({
        pointGroup: 'c2v',
      })
      expect((await runCli(['point-group', bent, '--symmetrized', 'exact.cif'])).code).toBe(2)
      expect((await runCli(['point-group', bent, '--symmetrized', 'POSCAR'])).err).toMatch(
        /POSCAR files hold crystals/,
      )
      const layer = 'Lattice="2.46 0 0 -1.23 2.1304 0 0 0 9" pbc="T T F"'
      const slab = await file('graphene.xyz', `2\n${layer}\nC 0 1.4203 1\nC 1.23 0.7101 1\n`)
      expect(await answer(['point-group', slab, '--symmetrized', straight])).toMatchObject({
        pointGroup: 'd6h',
        layerGroupNumber: 80,
        hermannMauguin: 'p 6/m m m',
      })
      expect(await answer(['point-group', straight])).toMatchObject({ layerGroupNumber: 80 })
      // what was read beside and is not moved along is named
      const labelled = await file(
        'labels.xyz',
        '2\nProperties=species:S:1:pos:R:3:forces:R:3 energy=-1\nH 0 0 0 1 0 0\nH 0 0 0.74 0 0 1\n',
      )
      expect((await answer(['point-group', labelled, '--symmetrized', straight])).notWritten).toEqual([
        'energy',
        'forces',
      ])
      expect((await runCli(['point-group', labelled, '--symmetrized', `${straight}.gz`])).code).toBe(2)
      // a cell too long for its name has its point group
      const needle = {
        elements: ['X'],
        positions: [[0, 0, 0]],
        lattice: [
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, 2e6],
        ],
      }
      expect(await answer(['point-group', JSON.stringify(needle)])).toMatchObject({
        pointGroup: 'd4h',
        spaceGroupNumber: null,
        unnamed: expect.stringMatching(/times as long as they are wide/),
      })
      for (const [pbc, message] of [
        [[1, 1, 0], /pbc is \[1,1,0\]; it must be three booleans/],
        [[false, false, false], /pbc says that nothing repeats, and there is a lattice/],
      ] as const) {
        expect((await runCli(['point-group', JSON.stringify({ ...needle, pbc })])).err).toMatch(message)
      }
      const noLattice = JSON.stringify({ elements: ['X'], positions: [[0, 0, 0]], pbc: [true, true, true] })
      expect((await runCli(['point-group', noLattice])).err).toMatch(
        /says that it repeats, and there is no lattice/,
      )
      // a zigzag chain, the vectors along which it does not repeat left out
      const cell = 'Lattice="0 0 0 0 0 0 0 0 2.5" pbc="F F T"'
      const wire = await file('wire.xyz', `2\n${cell}\nS 0.5 0 0\nS -0.5 0.01 1.25\n`)
      expect(await answer(['point-group', wire, '--symmetrized', straight])).toMatchObject({
        pointGroup: 'd2h',
        order: 8,
        rodGroupNumber: 22,
        hermannMauguin: 'p m c m',
        operations: 8,
        centring: 1,
        equivalentAtoms: [[0, 1]],
      })
      const again = await answer(['point-group', straight, '--tolerance', '1e-6'])
      expect(again).toMatchObject({ rodGroupNumber: 22, hermannMauguin: 'p m c m' })
      expect((await runCli(['point-group', wire, '--symmetrized', 'POSCAR'])).err).toMatch(
        /which slabs and wires are not/,
      )
      const chain = await file('chain.xyz', `1\n${layer.replace('T T F', 'F T F')}\nC 0 0 1\n`)
      expect(await answer(['point-group', chain])).toMatchObject({
        pointGroup: 'd∞h',
        order: 'infinite',
        rodGroupNumber: null,
        hermannMauguin: 'p ∞/m m',
        operations: 'infinite',
      })
      const flat = await file('flat.xyz', `1\n${cell.replace('2.5"', '0"')}\nC 0 0 1\n`)
      expect((await runCli(['point-group', flat])).err).toMatch(/the lattice is flat/)
      const two = await file('twice.xyz', '1\n\nO 0 0 0\n1\n\nO 0 0 0\n')
      expect((await runCli(['point-group', two, '--symmetrized', straight])).err).toMatch(
        /for one structure; .*twice.xyz holds 2/,
      )
    },
  ),
  kept(
    '| `read` | `text` and `format` (`extxyz`, `cif`, `poscar`, `graph6`, …), or a file | what was understood: `frames`: `elements`, `positions` (Å), `fractional`, `lattice`, `pbc`, `info` (per frame), `arrays` (per atom), and warnings |',
    async () => {
      // the rows of the conformance files are asked in read.test.ts
      const xyz =
        '1\nLattice="2 0 0 0 2 0 0 0 2" Properties=species:S:1:pos:R:3:q:R:1 energy=-1.5 pbc="T T F"\nHe 0 0 1 0.25\n'
      const asked = { format: 'extxyz', text: xyz }
      for (const args of [
        ['read', JSON.stringify(asked)],
        ['read', await file('he.xyz', xyz)],
      ]) {
        const [frame] = (await answer(args)).frames as Record<string, unknown>[]
        expect(frame).toMatchObject({
          elements: ['He'],
          positions: [[0, 0, 1]],
          lattice: [
            [2, 0, 0],
            [0, 2, 0],
            [0, 0, 2],
          ],
          pbc: [true, true, false],
          info: { energy: -1.5 },
          arrays: { q: [0.25] },
        })
      }
      const [salt] = (await answer(['read', await file('salt.cif', ROCKSALT)])).frames as Record<
        string,
        unknown
      >[]
      expect((salt!.elements as string[]).join('')).toBe('NaNaNaNaClClClCl')
      expect((salt!.fractional as number[][])[1]).toEqual([0, 0.5, 0.5])
      const moving = `${POSCAR}Lattice velocities and vectors\n1\n0 0 0\n0 0 0\n0 0 0\n4.12 0 0\n0 4.12 0\n0 0 4.12\n`
      const found = await answer(['read', JSON.stringify({ format: 'poscar', text: moving })])
      expect((found.warnings as string[]).join()).toMatch(/not read/)
      expect(await answer(['read', JSON.stringify({ format: 'graph6', text: 'Bg' })])).toMatchObject({
        graphs: [{ n: 3 }],
      })
    },
  ),
  kept(
    '| `stabilizer`, `canonicalize` | `group`, `rep`, `x`, maybe `tolerance` | `order`, `generators` (few, not all elements), `name`, `orbitSize`, `orbitType`, `gap`; the canonical point and an element that takes x there |',
    async () => {
      const row = (group: string, x: number[], more = {}) =>
        JSON.stringify({ group, rep: group.includes('x') ? 'V_a*V_b' : 'V', x, ...more })
      const axis = await answer(['stabilizer', row('Oh', [0, 0, 1])])
      expect(axis).toMatchObject({ order: 8, name: 'c4v', orbitSize: 6, gap: Math.SQRT2 })
      expect(axis.orbitType).toMatchObject({ order: 8, classSize: 3 })
      expect((axis.generators as unknown[]).length).toBeLessThanOrEqual(3)
      const corners = [1, 1, 1, 1, -1, -1, -1, 1, -1, -1, -1, 1]
      // rows of V_a ⊗ V_b: coordinate by coordinate, the corners of a tetrahedron in each
      const columns = [0, 1, 2].flatMap((k) => [0, 1, 2, 3].map((i) => corners[3 * i + k]!))
      const tetrahedron = await answer(['stabilizer', row('O(3)xS(4)', columns)])
      expect(tetrahedron).toMatchObject({ order: 24, name: 'td' })
      const generators = tetrahedron.generators as [number[][], number[]][]
      expect([
        generators.length <= 3,
        generators.every((g) => g[0]!.length === 3 && g[1]!.length === 4),
      ]).toEqual([true, true])
      expect(await answer(['stabilizer', row('S(3)', [1, 1.001, 2])])).toMatchObject({ order: 1 })
      expect(await answer(['stabilizer', row('S(3)', [1, 1.001, 2], { tolerance: 0.01 })])).toMatchObject({
        order: 2,
      })
      const x = [1, 3, 2, 3]
      const { point, element } = await answer(['canonicalize', row('S(4)', x)])
      const moved: number[] = []
      ;(element as number[]).forEach((image, i) => {
        moved[image] = x[i]!
      })
      expect(moved).toEqual(point)
      for (const y of [
        [3, 1, 2, 3],
        [3, 3, 2, 1],
      ])
        expect((await answer(['canonicalize', row('S(4)', y)])).point).toEqual(point)
    },
  ),
  ...audits,
  keptLong(
    '`buridan run [TASK…]` trains and compares on the tasks (`--list` names them), `--methods`, `--seeds`, `--epochs`, `--quick`, `--shard i/n`, `--dry-run`; writes `report/index.html` and `report/results.json`.',
    async () => {
      const listed = (await answer(['run', '--list'])).tasks as { name: string }[]
      expect(listed.map((t) => t.name)).toContain('pzt')
      const out = join(folder, 'report')
      const plan = async (...args: string[]) =>
        (await answer(['run', 'pzt', '--dry-run', '--out', out, ...args])).runs as Record<string, unknown>[]
      const chosen = ['--methods', 'strict,relaxed', '--seeds', '2', '--epochs', '1']
      expect((await plan(...chosen)).map((r) => [r.method, r.seed, r.epochs, r.state])).toEqual([
        ['strict', 0, 1, 'new'],
        ['relaxed', 0, 1, 'new'],
        ['strict', 1, 1, 'new'],
        ['relaxed', 1, 1, 'new'],
      ])
      expect((await plan(...chosen, '--shard', '2/2')).map((r) => r.method)).toEqual(['relaxed', 'relaxed'])
      const [quick] = await plan('--quick')
      expect([quick!.seed, (quick!.epochs as number) > 1]).toEqual([0, true])
      const quiet = await runCli(['run', 'pzt', ...chosen, '--out', out, '--quiet'])
      expect([quiet.code, quiet.err]).toEqual([0, ''])
      expect(await readFile(join(out, 'index.html'), 'utf8')).toMatch(/<svg/)
      const kept = JSON.parse(await readFile(join(out, 'results.json'), 'utf8')) as {
        tasks: { results: [] }[]
      }
      expect(kept.tasks[0]!.results.length).toBe(4)
      expect((await plan(...chosen)).map((r) => r.state)).toEqual(['done', 'done', 'done', 'done'])
    },
  ),
  keptLong('`buridan report FOLDER…` puts runs together.', async () => {
    const part = async (i: number) => {
      const out = join(folder, `part-${i}`)
      const args = ['--epochs', '1', '--seeds', '2', '--methods', 'strict', '--shard', `${i}/2`]
      expect((await runCli(['run', 'pzt', ...args, '--out', out, '--quiet'])).code).toBe(0)
      return out
    }
    const parts = [await part(1), await part(2)]
    const { tasks } = (await answer(['report', ...parts, '--out', join(folder, 'both')])) as {
      tasks: { results: { seed: number }[] }[]
    }
    expect(tasks[0]!.results.map((r) => r.seed)).toEqual([0, 1])
  }),
]
