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
    expect(await runCli(['rank', row(own)])).toMatchObject({ code: 0, err: '' })
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
