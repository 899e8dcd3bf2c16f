import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runCli } from './run-cli.js'

const folder = await mkdtemp(join(tmpdir(), 'buridan-ignored-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

async function file(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text)
  return join(folder, name)
}

describe('what would be ignored is refused, or said', () => {
  const ROW = { group: 'S(3)', repIn: 'V', repOut: 'V' }
  const row = (more: object) => JSON.stringify({ ...ROW, ...more })

  it('where two things say the same', async () => {
    const refused: [string[], RegExp][] = [
      [['group', '--group', 'S(3)', '--generators', '[[1,0]]'], /--generators is given beside group/],
      [['group', '--group', 'S(3)', '--degree', '5'], /--degree is given beside group/],
      [['subgroups', '{"group":"S(3)","generators":[[1,0]]}'], /generators is given beside group/],
      [['run', 'pzt', '--dry-run', '--seed', '1', '--seeds', '2'], /seed and seeds are both given/],
      [['run', 'pzt', '--list'], /pzt is one argument too many/],
    ]
    for (const [args, said] of refused) {
      const { code, out, err } = await runCli(args)
      expect([args, code > 0, out]).toEqual([args, true, ''])
      expect(err).toMatch(said)
    }
  })

  it('where a key is nearly that of a field that is missing, and others are their writer’s', async () => {
    for (const [verb, given, meant] of [
      ['rank', { group: 'S(3)', rep_in: 'V', repOut: 'V' }, 'repIn'],
      ['rank', { Group: 'S(3)', repIn: 'V', repOut: 'V' }, 'group'],
      ['automorphisms', { n: 2, edges: [[0, 1]], colors: [0, 1] }, 'colours'],
      ['automorphisms', { n: 2, edges: [[0, 1]], weigths: [1] }, 'weights'],
      ['stabilizer', { group: 'S(2)', rep: 'V', x: [1, 1.01], tolerence: 0.1 }, 'tolerance'],
      ['point-group', { elements: ['H'], positions: [[0, 0, 0]], latice: [] }, 'lattice'],
      ['group', { generatorz: [[1, 0]] }, 'generators'],
      ['isomorphic', { a: 'A_', b: { n: 2, edges: [[0, 1]], colors: [0, 1] } }, 'colours'],
    ] as const) {
      const { code, out } = await runCli([verb, JSON.stringify(given), '--json'])
      expect([verb, code, JSON.parse(out).error.message]).toEqual([
        verb,
        1,
        expect.stringMatching(`is not a field of the row; did you mean ${meant}\\?`),
      ])
    }
    const own = { name: 'a', size: 9, rank: 2, why: 'b', order: 6, orbits: 1, m: 3, how: 'GAP', how2: 1 }
    expect(await runCli(['rank', row(own)])).toMatchObject({
      code: 0,
      err: 'not read of the row: "name", "size", "rank", "why", "order", "orbits", "m", "how", "how2"; its fields are group, repIn, repOut, tolerance, leastGap\n',
    })
  })

  it('where no field has a name, once for all rows', async () => {
    const rows = `${row({ id: 1, zz: 1 })}\n${row({ id: 2, zz: 2, 'a\n': 3 })}\n`
    const { code, out, err } = await runCli(['rank', '--jsonl'], { input: rows })
    expect([code, out.split('\n').length]).toEqual([0, 3])
    expect(err).toBe(
      'not read of the row: "zz", "a\\n"; its fields are group, repIn, repOut, tolerance, leastGap\n',
    )
    expect((await runCli(['rank', row({ id: 1, seed: 2 })])).err).toBe('')
    const graph = await file('graph.json', '{"n":2,"edges":[[0,1]],"zz":1,"id":7}')
    expect((await runCli(['automorphisms', graph])).err).toMatch(/^not read of the row: "zz"; its fields are/)
    const pair = { a: { n: 1, edges: [], zz: 1 }, b: '@' }
    expect((await runCli(['isomorphic', JSON.stringify(pair)])).err).toMatch(/"zz" is not a field of a graph/)
  })

  const DATA = { group: 'S(2)', repIn: 'V', repOut: 'V', x: [[1, 1]], y: [[1, 2]] }

  it('where a data set has other keys, and refused where they are names of options or nearly fields', async () => {
    const said = await file('said.json', JSON.stringify({ ...DATA, weights: [3], expected: {} }))
    const { code, out } = await runCli(['audit', said, '--json'])
    expect([code, JSON.parse(out)]).toEqual([
      0,
      expect.objectContaining({ samples: 1, ignored: ['weights', 'expected'] }),
    ])
    for (const [more, why] of [
      [{ precision: 5 }, /"precision" is not a field of a data set.* precision/],
      [{ tolerence: 5 }, /"tolerence" is not a field of a data set.* tolerance/],
      [{ repOut: undefined, rep_out: 'V' }, /"rep_out" is not a field; did you mean repOut\?/],
    ] as const) {
      const refused = await file('refused.json', JSON.stringify({ ...DATA, ...more }))
      expect((await runCli(['audit', refused])).err).toMatch(why)
    }
    const line = await file('rows.jsonl', '{"x":[1,1],"y":[1,2],"weight":7}\n{"x":[1,2],"y":[1,2],"id":1}\n')
    const options = ['--group', 'S(2)', '--in', 'V', '--out', 'V', '--json']
    expect(JSON.parse((await runCli(['audit', line, ...options])).out).ignored).toEqual(['weight'])
    const part = join(folder, 'rows.part')
    await runCli(['audit', line, ...options, '--partial', part])
    expect(JSON.parse((await runCli(['audit', '--merge', part, '--json'])).out).ignored).toEqual(['weight'])
  })

  it('where a key is given twice, in one spelling or two', async () => {
    const data = `${JSON.stringify(DATA).slice(0, -1)},\n"\\u0078":[[1,2]]}`
    const twice = await file('twice.json', data)
    expect(await runCli(['audit', twice])).toMatchObject({ code: 2, out: '' })
    expect((await runCli(['audit', twice])).err).toMatch(/gives the key "x" twice in one object, on line 2/)
    const lines = await file('twice.jsonl', '{"x":[1,1],"y":[1,2]}\n{"x":[1,1],"y":[1,2],"y":[1,2]}\n')
    const options = ['--group', 'S(2)', '--in', 'V', '--out', 'V']
    expect((await runCli(['audit', lines, ...options])).err).toMatch(
      /line 2: the row gives the key "y" twice/,
    )
    const vector = '{"group":"S(2)","rep":"V","x":[1,1],"x":[1,2]}'
    const { out } = await runCli(['stabilizer', '--jsonl'], { input: `${vector}\n` })
    expect(JSON.parse(out).error).toMatchObject({ code: 'INVALID_FILE', line: 1 })
    expect((await runCli(['stabilizer', vector])).err).toMatch(/the key "x" twice/)
    const given = ['isomorphic', '--a', '{"n":1,"n":2,"edges":[]}', '--b', '@']
    expect((await runCli(given)).err).toMatch(/the key "n" twice/)
  })

  it('where a file says by itself what an option says of a single row', async () => {
    const water = await file('water.xyz', '3\n\nO 0 0 0.12\nH 0.76 0 -0.47\nH -0.76 0 -0.47\n')
    const graphs = await file('graphs.g6', 'C~\n')
    for (const [verb, path, ...option] of [
      ['point-group', water, '--elements', '["H"]'],
      ['point-group', water, '--positions', '[[0,0,0]]'],
      // positions in Å would be taken for fractional ones
      ['point-group', water, '--lattice', '[[5,0,0],[0,5,0],[0,0,5]]'],
      ['point-group', water, '--pbc', '[true,true,true]'],
      ['automorphisms', graphs, '--n', '4'],
      ['automorphisms', graphs, '--colours', '[0,0,0,1]'],
    ] as const) {
      const { code, out, err } = await runCli([verb, path, ...option])
      expect([verb, option, code, out]).toEqual([verb, option, 2, ''])
      expect(err).toMatch(/is of a single row; the file says all of it/)
    }
    expect((await runCli(['point-group', water, '--tolerance', '0.2', '--format', 'xyz'])).code).toBe(0)
    expect((await runCli(['automorphisms', graphs, '--multi', 'true'])).code).toBe(0)
  })

  it('where there is nothing in it', async () => {
    for (const name of ['a.xyz', 'a.jsonl', 'a.g6', 'a.s6', 'a.d6', 'a.cif', 'a.sdf', 'POSCAR', 'a.npy']) {
      for (const text of ['', '\n', '  \n\n']) {
        const { code, out, err } = await runCli(['read', await file(name, text)])
        expect([name, text, code, out, err !== '']).toEqual([name, text, 2, '', true])
      }
    }
    const empty = await file('rows', '\n\n')
    for (const [args, what] of [
      [['rank', '--jsonl'], 'standard input'],
      [['rank', '--jsonl', empty], empty],
      [['automorphisms', '--g6', '--jsonl', empty], empty],
      [['automorphisms', '--g6'], 'standard input'],
    ] as const) {
      const { code, out, err } = await runCli(args)
      expect([args, code, out, err]).toEqual([
        args,
        0,
        '',
        `there are no rows in ${what}: nothing is answered\n`,
      ])
    }
  })

  it('and tasks that are named twice are run once', async () => {
    const { out } = await runCli([
      'run',
      'pzt',
      'pzt',
      '--dry-run',
      '--seed',
      '0',
      '--json',
      '--methods',
      'strict',
    ])
    expect(JSON.parse(out).runs.length).toBe(1)
  })
})
