import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { convexLosses } from '@buridan/relaxed'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isTurn } from '../../../conformance/in-turn.js'
import { conformanceRows, conformanceText } from '../../../conformance/read.js'
import { LOSSES } from '../src/commands/audit-command.js'
import { taskNames } from '../src/runs/task-list.js'
import { runCli } from './run-cli.js'

const run = (args: string[], input = '') => runCli(args, { input })

const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
/** Orders are numbers where float64 has them, texts above; the rows of GAP have texts. */
const orderOf = (text: unknown) => (Number(text) <= Number.MAX_SAFE_INTEGER ? Number(text) : text)
const jsonl = (rows: unknown[]) => rows.map((r) => JSON.stringify(r)).join('\n')

describe('row verbs, through --jsonl, against the conformance data', () => {
  it('rank refuses a gap that is too small, and takes rounded matrices to a tolerance, or any gap, where it is asked to', async () => {
    const rounded = 'M[[[0.3333,0.6666],[1.3333,-0.3333]]]'
    const asked = ['rank', '--group', 'S(2)', '--in', rounded, '--out', rounded, '--json']
    const errorOf = async (args: string[]) => JSON.parse((await run(args)).out).error.message as string
    expect(await errorOf(asked)).toMatch(/^--in: the matrices are no representation of S\(2\).* tolerance/)
    const moved = await run([...asked, '--tolerance', '1e-4'])
    expect(JSON.parse(moved.out)).toMatchObject({ rank: 2, solver: 'dense' })
    const half = 'M[[[0.5,0.75],[1,-0.500000001]]]'
    const exact = ['rank', '--group', 'S(2)', '--in', half, '--out', half, '--json']
    expect(await errorOf([...exact, '--gap', '1e15'])).toMatch(
      /gap of .*the gap must be at least 1000000000000000.*tolerance.*leastGap: 0/,
    )
    expect(JSON.parse((await run([...exact, '--gap', '0'])).out)).toMatchObject({ rank: 2 })
    expect(await errorOf([...exact, '--gap', '-1'])).toMatch(/^--gap is -1; it must be a number ≥ 0/)
  })

  it('rank answers every row of basis-rank.jsonl in order, in one process', async () => {
    const rows = conformanceRows<{ group: string; size: number; rank: number }>('basis-rank.jsonl')
    const { code, out } = await run(['rank', '--jsonl'], jsonl(rows))
    const answers = lines(out)
    expect(answers.length).toBe(464)
    expect(code).toBe(0)
    answers.forEach((answer, i) => {
      expect([answer.rank, answer.size]).toEqual([rows[i]!.rank, rows[i]!.size])
      expect(answer.residual).toBeLessThan(1e-10)
      expect(answer).toHaveProperty('solver')
      expect(answer).toHaveProperty('milliseconds')
    })
  })

  it.runIf(isTurn(0))('group answers perm-groups.jsonl', async () => {
    const rows = conformanceRows<Record<string, unknown>>('perm-groups.jsonl')
    const { code, out } = await run(['group', '--jsonl'], jsonl(rows))
    expect(code).toBe(0)
    const orders = [
      'order',
      'centreOrder',
      'derivedOrder',
      'stabilizerOf0Order',
      'setwiseStabilizerOf01Order',
    ]
    lines(out).forEach(({ contains, ...facts }, i) => {
      const right = Object.entries(rows[i]!).map(([key, v]) => [key, orders.includes(key) ? orderOf(v) : v])
      expect(Object.fromEntries(right)).toMatchObject(facts)
      const members = (rows[i]!.members as unknown[]).map(() => true)
      expect(contains).toEqual([...members, ...(rows[i]!.nonMembers as unknown[]).map(() => false)])
    })
  })

  it('subgroups answers subgroups.jsonl', async () => {
    const rows = conformanceRows<{
      subgroupClasses: number
      subgroups: number
      classes: Record<string, unknown>[]
    }>('subgroups.jsonl')
    const { code, out } = await run(['subgroups', '--jsonl'], jsonl(rows))
    expect(code).toBe(0)
    const sorted = (classes: Record<string, unknown>[]) =>
      classes
        .map((c) =>
          [
            c.order,
            c.classSize,
            c.normalizerOrder,
            c.weylOrder,
            c.hasComplementInNormalizer,
            c.minSupplementIntersection,
          ].join(),
        )
        .sort()
    lines(out).forEach((answer, i) => {
      expect([answer.subgroupClasses, answer.subgroups]).toEqual([
        rows[i]!.subgroupClasses,
        rows[i]!.subgroups,
      ])
      expect(sorted(answer.classes as Record<string, unknown>[])).toEqual(sorted(rows[i]!.classes))
    })
  })

  it('orbit-types answers orbit-types.jsonl', async () => {
    const rows = conformanceRows<Record<string, unknown>>('orbit-types.jsonl')
    const { code, out } = await run(['orbit-types', '--jsonl'], jsonl(rows))
    expect(code).toBe(0)
    lines(out).forEach((answer, i) => expect(rows[i]).toMatchObject(answer))
  })

  it('characters answers characters.jsonl', async () => {
    const rows = conformanceRows<Record<string, unknown>>('characters.jsonl')
    const { code, out } = await run(['characters', '--jsonl'], jsonl(rows))
    expect(code).toBe(0)
    lines(out).forEach(({ classes, table, ...answer }, i) => {
      expect({ ...rows[i], order: orderOf(rows[i]!.order) }).toMatchObject(answer)
      expect([(classes as unknown[]).length, (table as unknown[]).length]).toEqual([
        answer.conjugacyClasses,
        answer.conjugacyClasses,
      ])
    })
  })

  it('automorphisms answers graphs.jsonl, by edges and by graph6, with one canonical graph for both', async () => {
    const rows = conformanceRows<{ n: number; edges: [number, number][]; autOrder: string; orbits: number }>(
      'graphs.jsonl',
    )
    const reversed = rows.map((r) => ({
      n: r.n,
      edges: r.edges.map(([u, v]) => [r.n - 1 - u, r.n - 1 - v] as const),
    }))
    const answers = await Promise.all(
      [rows, reversed].map(async (input) => {
        const { code, out } = await run(['automorphisms', '--jsonl'], jsonl(input))
        expect(code).toBe(0)
        return lines(out)
      }),
    )
    rows.forEach(({ n, edges, autOrder, orbits }, i) => {
      // one type of orders: numbers where they are exact
      const order = BigInt(autOrder) < 2n ** 53n ? Number(autOrder) : autOrder
      expect(answers[0]![i]).toMatchObject({ autOrder: order, orbits })
      const canonical = ([answer, list]: readonly [
        Record<string, unknown>,
        readonly (readonly [number, number])[],
      ]) => {
        const p = answer.canonicalLabelling as number[]
        expect([...p].sort((a, b) => a - b)).toEqual([...Array(n).keys()])
        return list.map(([u, v]) => [p[u]!, p[v]!].sort((a, b) => a - b).join()).sort()
      }
      expect(canonical([answers[0]![i]!, edges])).toEqual(canonical([answers[1]![i]!, reversed[i]!.edges]))
      const has = new Set(edges.flatMap(([u, v]) => [`${u},${v}`, `${v},${u}`]))
      for (const g of answers[0]![i]!.generators as number[][]) {
        for (const [u, v] of edges) expect(has.has(`${g[u]},${g[v]}`)).toBe(true)
      }
    })
    const g6 = await run(['automorphisms', '--g6', '--jsonl'], 'IsP@OkWHG\nC~\n!\n')
    expect(g6.code).toBe(1)
    expect(lines(g6.out).map((a) => a.autOrder ?? (a.error as { code: string }).code)).toEqual([
      120,
      24,
      'INVALID_ARGUMENT',
    ])
    const piped = await run(['automorphisms', '--g6'], 'C~\n')
    expect(lines(piped.out)[0]).toMatchObject({ autOrder: 24 })
    const one = await run(['automorphisms', '--g6', 'C~', '--json'])
    expect(JSON.parse(one.out)).toMatchObject({ autOrder: 24, orbits: 1 })
    const coloured = await run([
      'automorphisms',
      '--json',
      '{"n":3,"edges":[[0,1],[1,2]],"directed":true,"colours":[1,1,1]}',
    ])
    expect(JSON.parse(coloured.out).autOrder).toBe(1)
  })

  it('automorphisms refuses what it would drop: repeated edges, fields beside graph6', async () => {
    const square = [
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 0],
    ]
    const rows = [
      { n: 4, edges: [[0, 1], ...square] },
      { n: 2, edges: [[0, 1]], directed: 'yes' },
      { n: 4, edges: square, multi: 1 },
      { n: 4, edges: square, weights: [1, 2, 1] },
      { n: 2, edges: [[0, 1, 2]], weights: [1] },
      { g6: 'C~', colours: [0, 0, 0, 1] },
    ]
    const { code, out } = await run(['automorphisms', '--jsonl'], jsonl(rows))
    expect(code).toBe(1)
    const words = [
      /edges\[0\] and edges\[1\]/,
      /directed/,
      /multi is 1; it must be true or false/,
      /weights has 3 entries for 4 edges/,
      /edges\[0\] is \[0,1,2\]; with weights/,
      /colours/,
    ]
    lines(out).forEach((answer, i) => {
      expect(answer.error).toMatchObject({
        code: 'INVALID_ARGUMENT',
        message: expect.stringMatching(words[i]!),
      })
    })
  })

  it('point-group answers molecules and crystals', async () => {
    const rows = [
      {
        elements: ['O', 'H', 'H'],
        positions: [
          [0, 0, 0.12],
          [0, 0.76, -0.48],
          [0, -0.76, -0.48],
        ],
      },
      {
        elements: ['O', 'C', 'O'],
        positions: [
          [0, 0, 0],
          [1, 1, 1],
          [2, 2, 2],
        ],
        tolerance: 0.01,
      },
      {
        lattice: [
          [4, 0, 0],
          [0, 4, 0],
          [0, 0, 4],
        ],
        elements: ['X'],
        positions: [[0.1, 0.2, 0.3]],
      },
      { elements: ['H'], positions: [] },
    ]
    const { code, out } = await run(['point-group', '--jsonl'], jsonl(rows))
    expect(code).toBe(1)
    const [water, dioxide, cubic, bad] = lines(out)
    expect(water).toMatchObject({ pointGroup: 'c2v', order: 4, equivalentAtoms: [[0], [1, 2]] })
    expect(dioxide).toMatchObject({ pointGroup: 'd∞h', order: 'infinite' })
    expect(cubic).toMatchObject({ pointGroup: 'oh', order: 48 })
    expect(water!.deviation).toBeLessThan(1e-9)
    expect(bad).toMatchObject({ error: { code: 'DIMENSION_MISMATCH' } })
  })

  it.runIf(isTurn(0))('point-group answers the Otterbein gallery, read where it lies', async (context) => {
    const gallery = new URL('../../../../shared/conformance/point-groups.jsonl', import.meta.url)
    // it may not be copied into the project
    if (!existsSync(gallery)) return context.skip()
    const text = await readFile(gallery, 'utf8')
    const { code, out } = await run(['point-group', '--jsonl'], text)
    expect(code).toBe(0)
    expect(lines(out).map((a) => a.pointGroup)).toEqual(lines(text).map((row) => row.pointGroup))
  })

  it('stabilizer answers for large groups, for O(3), and for other spaces', async () => {
    const rows = [
      { group: 'S(50)', rep: 'V', x: Array.from({ length: 50 }, (_, i) => i % 2) },
      { group: 'O(3)', rep: 'V', x: [0, 0, 2] },
      { group: 'O(3)xS(4)', rep: 'V_b*V_a', x: [1, 1, 1, 1, -1, -1, -1, 1, -1, -1, -1, 1] },
      { group: 'SO(3)', rep: 'V', x: [0, 0, 0] },
      { group: 'O(2)xS(4)', rep: 'V_a*V_b', x: [1, 0, -1, 0, 0, 1, 0, -1] },
      { group: 'U(2)', rep: 'V', x: [1, 0, 0, 2] },
      { group: 'Sp(1)', rep: 'V', x: [0, 0] },
    ]
    const { code, out } = await run(['stabilizer', '--jsonl'], jsonl(rows))
    expect(code).toBe(1)
    const [large, axial, tetrahedron, spherical, square, unitary, refused] = lines(out)
    expect(large).toMatchObject({ orbitSize: 126410606437752, orbitType: null, method: 'colouring' })
    expect(large!.order).toBe('240597637008332048087335626345604448256000000000000')
    expect(axial).toMatchObject({
      order: 'infinite',
      name: 'c∞v',
      orbitType: { name: 'c∞v', order: 'infinite', dimension: 1 },
      orbitSize: 'infinite',
      axis: [0, 0, 1],
    })
    expect(spherical).toMatchObject({ order: 'infinite', name: 'k', orbitSize: 1, gap: 'infinite' })
    expect(tetrahedron).toMatchObject({ order: 24, name: 'td', orbitSize: 'infinite' })
    expect((tetrahedron!.generators as unknown[]).length).toBeLessThanOrEqual(3)
    expect(large!.name).toBe('S(25)xS(25)')
    expect(square).toMatchObject({ order: 8, name: 'Dih(4)', dimension: 0, orbitSize: 'infinite' })
    expect(unitary).toMatchObject({ order: 'infinite', name: 'U(1)', dimension: 1, orbitSize: 'infinite' })
    expect(refused).toMatchObject({ error: { code: 'UNSUPPORTED' } })
  })

  it('go on after bad rows and end with exit 1', async () => {
    const rows = [
      '{"group":"Oh","rep":"V","x":[0,0,1]}',
      '{bad',
      '[1]',
      '{"group":"Oh","rep":"V","x":[0,1]}',
      '{"group":"Q","rep":"V","x":[]}',
      '',
      '{"group":"Z(4)","rep":"V","x":[1,0,1,0]}',
    ]
    const { code, out } = await run(['stabilizer', '--jsonl'], rows.join('\n'))
    expect(code).toBe(1)
    const answers = lines(out)
    expect(answers.map((a) => (a.error as { code: string } | undefined)?.code ?? a.order)).toEqual([
      8,
      'INVALID_ARGUMENT',
      'INVALID_ARGUMENT',
      'DIMENSION_MISMATCH',
      'PARSE_ERROR',
      2,
    ])
    expect(answers[0]).toMatchObject({ orbitSize: 6, orbitType: { order: 8, classSize: 3 }, gap: Math.SQRT2 })
    expect(answers[5]).toMatchObject({ orbitType: { hasComplementInNormalizer: false } })
  })
})

describe('single answers', () => {
  it('take rows or options and print tables or JSON', async () => {
    const table = await run(['rank', '--group', 'S(5)', '--in', '10*T(1)+5*T(2)', '--out', '3*T(0)+T(2)'])
    expect(table.code).toBe(0)
    expect(table.out).toMatch(/^rank +185$/m)
    const json = await run(['rank', '{"group":"S(5)","repIn":"V"}', '--out', 'V', '--json'])
    expect(JSON.parse(json.out)).toMatchObject({ rank: 2, size: 25, solver: 'diagrams' })
    const group = await run([
      'group',
      '--generators',
      '[[1,2,0]]',
      '--members',
      '[[2,0,1],[1,0,2]]',
      '--json',
    ])
    expect(JSON.parse(group.out)).toMatchObject({ order: 3, contains: [true, false] })
    const error = await run(['stabilizer', '--group', 'Oh', '--rep', 'V', '--x', '[0,0]', '--json'])
    expect([error.code, JSON.parse(error.out).error.code]).toEqual([2, 'DIMENSION_MISMATCH'])
    const plain = await run(['rank', '--group', 'SO(3)xS(3)', '--in', 'V', '--out', 'V'])
    expect([plain.code, plain.out]).toEqual([1, ''])
    expect(plain.err).toMatch(/UnsupportedError.*V_a/)
  })

  it('print names of groups that every --group takes', async () => {
    const printed = async (args: string[], field: string) =>
      JSON.parse((await run([...args, '--json'])).out)[field] as string
    const water = [
      '--elements',
      '["O","H","H"]',
      '--positions',
      '[[0,0,0.12],[0,0.76,-0.48],[0,-0.76,-0.48]]',
    ]
    const dioxide = ['--elements', '["O","C","O"]', '--positions', '[[0,0,-1],[0,0,0],[0,0,1]]']
    const vector = ['--rep', 'V', '--x', '[0,0,1]']
    // scalars that the groups have: the axis, or nothing
    for (const [name, invariants] of [
      [await printed(['point-group', ...water], 'pointGroup'), 1],
      [await printed(['point-group', ...dioxide], 'pointGroup'), 0],
      [await printed(['stabilizer', '--group', 'O(3)', ...vector], 'name'), 1],
      [await printed(['stabilizer', '--group', 'SO(3)', ...vector], 'name'), 1],
      [await printed(['stabilizer', '--group', 'O(3)', '--rep', 'V', '--x', '[0,0,0]'], 'name'), 0],
      [await printed(['stabilizer', '--group', 'SO(3)', '--rep', 'V', '--x', '[0,0,0]'], 'name'), 0],
    ] as const) {
      const rank = await run(['rank', '--group', name, '--in', 'V', '--out', 'T(0)', '--json'])
      expect([name, JSON.parse(rank.out).rank]).toEqual([name, invariants])
    }
    for (const verb of ['group', 'subgroups', 'characters']) {
      const [small, capital] = [
        await run([verb, '--group', 'c2v', '--json']),
        await run([verb, '--group', 'C2v', '--json']),
      ]
      expect([small.code, small.out]).toEqual([0, capital.out])
    }
    const finite = await run(['stabilizer', '--group', 'd∞h', ...vector])
    expect([finite.code, finite.err]).toEqual([1, expect.stringMatching(/D∞h.*O\(d\)/)])
    expect((await run(['group', '--group', 'd∞h'])).err).toMatch(
      /D∞h is a Lie group; a finite group is needed/,
    )
  })

  it('end wrong usage with exit 2, help and version with 0', async () => {
    for (const args of [
      [],
      ['nonsense'],
      ['rank', '--nonsense'],
      ['rank'],
      ['audit'],
      ['run', '--epochs', 'x'],
      ['run', 'nonsense'],
      ['run', '--methods', 'nonsense'],
      ['run', '--seeds', '0'],
      ['run', '--seeds', '1000000000'],
    ]) {
      const { code, out } = await run(args)
      expect([args, code, out]).toEqual([args, 2, ''])
    }
    for (const args of [['--help'], ['--version'], ['rank', '--help'], ['run', '--help']])
      expect((await run(args)).code).toBe(0)
  })
})

describe('audit and run', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'buridan-cli-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('names the losses that there are', () => {
    expect(LOSSES).toEqual([...convexLosses])
  })

  it('audits a file', async () => {
    for (const name of ['d4-plane', 'dih4', 'oh-mixed', 'oh-vector']) {
      const file = join(folder, `${name}.json`)
      await writeFile(file, conformanceText(`audit/${name}.json`))
      const { code, out } = await run(['audit', file, '--json'])
      expect(code).toBe(0)
      const report = JSON.parse(out) as Record<string, number>
      const { expected } = JSON.parse(conformanceText(`audit/${name}.json`)) as {
        expected: Record<string, number>
      }
      for (const [field, value] of Object.entries(expected))
        expect(Math.abs(report[field]! - value)).toBeLessThan(1e-8)
    }
    expect((await run(['audit', join(folder, 'dih4.json')])).out).toMatch(
      /^advice +No equivariant model, however steep, can fit 39\.4 %/m,
    )
  })

  it('refuses files that are none', async () => {
    await writeFile(join(folder, 'cut.json'), '{"group":"Oh","x":[[1')
    await writeFile(join(folder, 'empty.json'), '{"group":"Oh","repIn":"V","repOut":"V","x":[],"y":[]}')
    const codeOf = async (name: string) => {
      const { code, out } = await run(['audit', join(folder, name), '--json'])
      return [code, JSON.parse(out).error.code]
    }
    expect(await codeOf('cut.json')).toEqual([2, 'INVALID_FILE'])
    expect(await codeOf('absent.json')).toEqual([2, 'INVALID_FILE'])
    expect(await codeOf('empty.json')).toEqual([2, 'INVALID_ARGUMENT'])
    expect(await codeOf('a.xyz')).toEqual([2, 'INVALID_FILE'])
  })

  it.runIf(isTurn(1))('runs the tasks and writes a report that needs no network', async () => {
    const out = join(folder, 'report')
    const result = await run(['run', 'pzt', '--epochs', '1', '--seed', '0', '--out', out])
    expect(result.code).toBe(0)
    expect(result.out).toMatch(/pzt +relaxed +0/)
    expect(result.out.split('\n').length).toBeGreaterThan(8)
    const page = await readFile(join(out, 'index.html'), 'utf8')
    expect(page.match(/<svg/g)!.length).toBeGreaterThan(4)
    expect(page).not.toMatch(/(src|href)=|url\((?!#)|@import|<script/)
    const data = JSON.parse(await readFile(join(out, 'results.json'), 'utf8')) as {
      format: number
      tasks: { results: unknown[] }[]
    }
    expect([data.format, data.tasks.map((t) => t.results.length)]).toEqual([1, [3]])
    // a folder that cannot be written to is refused before any training
    await writeFile(join(folder, 'file'), '')
    const refused = await run([
      'run',
      'pzt',
      '--epochs',
      '1000000',
      '--out',
      join(folder, 'file', 'x'),
      '--json',
    ])
    expect([refused.code, JSON.parse(refused.out).error.code]).toEqual([3, 'INVALID_FILE'])
    expect((await run(['run', '--list'])).out).toMatch(/batio3 +physics/)
    const listed = JSON.parse((await run(['run', '--list', '--json'])).out) as { tasks: { name: string }[] }
    expect(listed.tasks.map((t) => t.name)).toEqual(taskNames)
  })
})
