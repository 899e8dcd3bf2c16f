import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conformanceRows } from '../../../conformance/read.js'
import { runCli } from './run-cli.js'

type Answer = Record<string, unknown>

const run = (args: string[], input = '') => runCli(args, { input })
const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer)
const jsonl = (rows: readonly unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('')

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'buridan-graphs-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function written(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

/** A path of three vertices whose second edge is doubled, as texts. */
const DOUBLED = {
  row: {
    n: 3,
    edges: [
      [0, 1],
      [1, 2],
      [1, 2],
    ],
  },
  // as networkx 3.6.1 writes it
  sparse6: ':BdN',
  dimacs: 'p edge 3 3\ne 1 2\ne 2 3\ne 3 2\n',
  edges: '0 1\n1 2\n1 2\n',
}

describe('automorphisms of texts', () => {
  it('in every format are those of the edges', async () => {
    const path = {
      n: 3,
      edges: [
        [0, 1],
        [1, 2],
      ] as const,
    }
    const rows = [
      path,
      { g6: 'Bg' },
      { s6: ':Bd' },
      { dimacs: 'p col 3 2\ne 1 2\ne 2 3\n' },
      { format: 'graph6', text: 'Bg' },
      { format: 'sparse6', text: '>>sparse6<<:Bd\n' },
      { format: 'dimacs', text: 'c path\np edge 3 2\ne 1 2\ne 3 2\n' },
      { format: 'edges', text: '% path\n0 1\n1 2\n' },
      { ...path, weights: [5, 5] },
      { ...path, multi: true },
      { g6: 'Bg', directed: false, multi: true },
    ]
    const { code, out } = await run(['automorphisms', '--jsonl'], jsonl(rows))
    expect(code).toBe(0)
    const [first, ...others] = lines(out)
    expect(first).toMatchObject({ autOrder: 2, orbits: 2 })
    for (const answer of others) expect(answer).toEqual(first)
  })

  it('of directed graphs too, and names of vertices come back', async () => {
    const arcs = {
      n: 3,
      edges: [
        [0, 1],
        [1, 2],
      ] as const,
      directed: true,
    }
    const rows = [
      arcs,
      { d6: '&BP?' },
      { format: 'digraph6', text: '&BP?', directed: true },
      { format: 'edges', text: '0,1\n1,2', directed: true },
      { format: 'edges', text: 'b c\nc a', directed: true },
    ]
    const { code, out } = await run(['automorphisms', '--jsonl'], jsonl(rows))
    expect(code).toBe(0)
    const answers = lines(out)
    for (const answer of answers.slice(0, 4)) expect(answer).toEqual(answers[0])
    expect(answers[4]).toEqual({ ...answers[0], names: ['b', 'c', 'a'] })
    expect(answers[0]!.autOrder).toBe(1)
  })

  it('a repeated edge is a multiplicity with multi, and refused without', async () => {
    const rows = [
      DOUBLED.row,
      { s6: DOUBLED.sparse6 },
      { dimacs: DOUBLED.dimacs },
      { format: 'edges', text: DOUBLED.edges },
    ]
    const refused = await run(['automorphisms', '--jsonl'], jsonl(rows))
    expect(refused.code).toBe(1)
    for (const { error } of lines(refused.out))
      expect(error).toMatchObject({ message: expect.stringMatching(/multi/) })
    const counted = await run(['automorphisms', '--jsonl', '--multi', 'true'], jsonl(rows))
    expect(counted.code).toBe(0)
    const answers = lines(counted.out)
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(answers[0]).toMatchObject({ autOrder: 1, orbits: 3 })
    const weighted = { n: 3, edges: DOUBLED.row.edges, weights: [7, 3, 4], multi: true }
    const { out } = await run(['automorphisms', '--jsonl'], jsonl([weighted]))
    expect(lines(out)[0]).toMatchObject({ autOrder: 1 })
  })

  it('refuses what a text says by itself, other formats and other options, in words', async () => {
    const rows: [unknown, RegExp][] = [
      [{ s6: ':Bd', weights: [1, 1] }, /s6 has weights too/],
      [{ g6: 'Bg', s6: ':Bd' }, /g6 has s6 too/],
      [{ g6: 'Bg', text: 'Bg' }, /g6 has text too/],
      [{ text: 'Bg' }, /format is missing.*graph6, sparse6, digraph6, dimacs, edges/],
      [{ format: 'graph6' }, /text is missing/],
      [{ format: 'gml', text: '' }, /no format of graphs "gml"/],
      [{ format: '__proto__', text: '' }, /no format of graphs/],
      [{ d6: '&BP?', directed: false }, /directed is false; digraph6 is of directed graphs/],
      [{ s6: ':Bd', directed: true }, /directed is true; sparse6 is of undirected graphs/],
      [{ g6: ':Bd' }, /this is sparse6/],
      [{ s6: ';Bd' }, /begins with ":"/],
      [{ g6: 5 }, /g6 is 5; it must be a string/],
      [{ s6: DOUBLED.sparse6, multi: 'yes' }, /multi is "yes"/],
      [{}, /n is missing/],
    ]
    const { code, out } = await run(['automorphisms', '--jsonl'], jsonl(rows.map(([row]) => row)))
    expect(code).toBe(1)
    lines(out).forEach(({ error }, i) => {
      expect(error).toMatchObject({ message: expect.stringMatching(rows[i]![1]), line: i + 1 })
    })
  })

  it('lines of standard input are in the format of the option', async () => {
    for (const [option, text] of [
      ['--g6', 'Bg\nC~\n'],
      ['--s6', ':Bd\n:CcKI\n'],
    ] as const) {
      const { code, out } = await run(['automorphisms', option], text)
      expect([option, code, lines(out).map((a) => a.autOrder)]).toEqual([option, 0, [2, 24]])
    }
    const arcs = await run(['automorphisms', '--d6', '&BP?', '--json'])
    expect(JSON.parse(arcs.out).autOrder).toBe(1)
    const both = await run(['automorphisms', '--g6', '--s6'], 'Bg\n')
    expect([both.code, both.err]).toEqual([2, expect.stringMatching(/--g6.*cannot be used with.*--s6/)])
  })
})

describe('automorphisms of files', () => {
  it.each([
    ['path.g6', '>>graph6<<Bg\n'],
    ['path.s6', ':Bd\n\n'],
    ['path.col', 'p edge 3 2\ne 1 2\ne 2 3\n'],
    ['path.dimacs', 'p edge 3 2\ne 1 2\ne 2 3\n'],
    ['path.edges', '0 1\n1 2\n'],
    ['PATH.EL', '0 1\n1 2\n'],
    ['path.g6.gz', gzipSync('Bg\n')],
    ['path.json', '{"n":3,\n"edges":[[0,1],[1,2]]}\n'],
  ])('%s', async (name, content) => {
    const { code, out } = await run(['automorphisms', await written(name, content), '--json'])
    expect([code, JSON.parse(out)]).toEqual([0, expect.objectContaining({ autOrder: 2, orbits: 2 })])
  })

  it('of several graphs are answered one a line, and a bad one by its error', async () => {
    const name = await written('many.g6', '>>graph6<<Bg\n\n:CcKI\n&BP?\nB\nC~\n')
    const { code, out } = await run(['automorphisms', name, '--json'])
    expect(code).toBe(1)
    expect(lines(out).map((a) => a.autOrder ?? a.error)).toEqual([
      2,
      24,
      1,
      expect.objectContaining({ line: 5, message: expect.stringMatching(/1 bytes after its size, not 0/) }),
      24,
    ])
    const table = await run(['automorphisms', name])
    expect([table.code, table.out.match(/^autOrder/gm)!.length]).toEqual([1, 4])
  })

  it('have the format of the option where the name does not tell it', async () => {
    const name = await written('path.txt', ':Bd\n')
    const untold = await run(['automorphisms', name, '--json'])
    expect([untold.code, JSON.parse(untold.out).error.message]).toEqual([
      2,
      expect.stringMatching(/format is missing; it is one of/),
    ])
    for (const [args, input] of [
      [[name], ''],
      [['-'], ':Bd\n'],
    ] as const) {
      const { code, out } = await run(['automorphisms', ...args, '--format', 'sparse6', '--json'], input)
      expect([code, JSON.parse(out).autOrder]).toEqual([0, 2])
    }
    const other = await run(['automorphisms', name, '--format', 'graph6', '--json'])
    expect(JSON.parse(other.out).error.message).toMatch(/this is sparse6/)
    const empty = await run(['automorphisms', await written('empty.g6', '\n'), '--json'])
    expect(JSON.parse(empty.out).error).toMatchObject({ code: 'INVALID_FILE' })
    const absent = await run(['automorphisms', join(folder, 'none.g6'), '--json'])
    expect(absent.code).toBe(2)
  })

  it('with repeated edges need --multi', async () => {
    const name = await written('doubled.s6', `${DOUBLED.sparse6}\n`)
    const refused = await run(['automorphisms', name, '--json'])
    expect([refused.code, JSON.parse(refused.out).error.message]).toEqual([2, expect.stringMatching(/multi/)])
    const { out } = await run(['automorphisms', name, '--multi', 'true', '--json'])
    expect(JSON.parse(out).autOrder).toBe(1)
  })
})

describe('isomorphic', () => {
  const path = {
    n: 3,
    edges: [
      [0, 1],
      [1, 2],
    ],
  }

  it('answers with the image of each vertex, or null', async () => {
    const rows = [
      {
        a: path,
        b: {
          n: 3,
          edges: [
            [0, 2],
            [0, 1],
          ],
        },
      },
      { a: path, b: { n: 3, edges: [[0, 1]] } },
      { a: path, b: 'Bg' },
      { a: ':Bd', b: ' >>graph6<<Bg\n' },
      { a: JSON.stringify(path), b: { s6: ':Bd' } },
      { a: '&BP?', b: { ...path, directed: true } },
      { a: '&BP?', b: path },
      {
        a: { ...path, weights: [1, 2] },
        b: {
          n: 3,
          edges: [
            [0, 1, 2],
            [0, 2, 1],
          ],
        },
      },
      { a: { ...path, colours: [1, 0, 0] }, b: { ...path, colours: [0, 1, 0] } },
      { a: DOUBLED.sparse6, b: { ...DOUBLED.row, multi: true }, multi: true },
      {
        a: { dimacs: DOUBLED.dimacs },
        b: {
          n: 3,
          edges: [
            [0, 1],
            [0, 2, 2],
          ],
        },
        multi: true,
      },
      { a: 'B?', b: { n: 0, edges: [] } },
      // 60 vertices without edges: the line begins as JSON does
      { a: `{${'?'.repeat(295)}`, b: { n: 60, edges: [] } },
    ]
    const { code, out } = await run(['isomorphic', '--jsonl'], jsonl(rows))
    expect(code).toBe(0)
    const answers = lines(out)
    expect(answers.map((a) => a.isomorphic)).toEqual([
      true,
      false,
      true,
      true,
      true,
      true,
      false,
      true,
      false,
      true,
      true,
      false,
      true,
    ])
    for (const { isomorphic, mapping } of answers) expect(mapping === null).toBe(!isomorphic)
    // the middle goes to the middle, and the ends by their weights
    expect((answers[0]!.mapping as number[])[1]).toBe(0)
    expect(answers[7]!.mapping).toEqual([2, 0, 1])
    expect(answers[9]!.mapping).toEqual([0, 1, 2])
  })

  it('takes options, and names the graph that is wrong', async () => {
    const plain = await run(['isomorphic', '--a', 'Bg', '--b', ':Bd'])
    expect([plain.code, plain.out]).toEqual([0, expect.stringMatching(/isomorphic +true\nmapping +\[/)])
    const rows: [unknown, RegExp][] = [
      [{ a: path }, /^b: it is missing; a graph is an object/],
      [{ a: path, b: [path] }, /^b: .* is not a graph/],
      [{ a: path, b: 'B' }, /^b: a graph6 line of 3 vertices has 1 bytes/],
      [{ a: { n: 2, edges: [[0, 2]] }, b: path }, /^a: edge \[0,2\]/],
      [{ a: '{"n":2', b: path }, /^a: /],
      [{ a: DOUBLED.sparse6, b: path }, /^a: .*multi: true/],
    ]
    const { code, out } = await run(['isomorphic', '--jsonl'], jsonl(rows.map(([row]) => row)))
    expect(code).toBe(1)
    lines(out).forEach(({ error }, i) => {
      expect(error).toMatchObject({ message: expect.stringMatching(rows[i]![1]) })
    })
  })

  it('agrees with the orders of multigraphs.jsonl when vertices are renamed', async () => {
    const rows = conformanceRows<{ n: number; edges: [number, number][]; directed: boolean }>(
      'multigraphs.jsonl',
    )
    const pairs = rows.map(({ n, edges, directed }) => ({
      a: { n, edges, directed },
      b: { n, edges: edges.map(([u, v]) => [n - 1 - u, n - 1 - v]).reverse(), directed },
      multi: true,
    }))
    const { code, out } = await run(['isomorphic', '--jsonl'], jsonl(pairs))
    expect(code).toBe(0)
    lines(out).forEach(({ mapping }, i) => {
      const { a, b } = pairs[i]!
      const ends = (list: readonly (readonly number[])[], image: (v: number) => number) =>
        list
          .map(([u, v]) => {
            const pair = [image(u!), image(v!)]
            return (a.directed ? pair : pair.sort((x, y) => x - y)).join()
          })
          .sort()
      expect(ends(a.edges, (v) => (mapping as number[])[v]!)).toEqual(ends(b.edges, (v) => v))
    })
  })
})

describe('read', () => {
  it('says of a graph all that it has, as a row of automorphisms', async () => {
    const text = async (name: string, content: string) => {
      const { out } = await run(['read', await written(name, content), '--json'])
      return (JSON.parse(out) as { graphs: unknown }).graphs
    }
    expect(await text('loops.s6', ':An\n:AF\n')).toEqual([
      { n: 2, edges: [[0, 1]] },
      { n: 2, edges: [[0, 0]] },
    ])
    expect(await text('doubled.s6', DOUBLED.sparse6)).toEqual([{ ...DOUBLED.row, multi: true }])
    expect(await text('arcs.d6', '&BP?')).toEqual([
      {
        n: 3,
        edges: [
          [0, 1],
          [1, 2],
        ],
        directed: true,
      },
    ])
    expect(await text('coloured.col', 'p edge 2 1\nn 2 3\ne 1 2\n')).toEqual([
      { n: 2, edges: [[0, 1]], colours: [0, 3] },
    ])
    expect(await text('named.edges', 'x y 0.5\ny z\n')).toEqual([
      {
        n: 3,
        edges: [
          [0, 1, 0.5],
          [1, 2],
        ],
        names: ['x', 'y', 'z'],
      },
    ])
    const arcs = { format: 'edges', text: '1 0\n0 1\n', directed: true }
    const { out } = await run(['read', JSON.stringify(arcs), '--json'])
    expect(JSON.parse(out).graphs).toEqual([
      {
        n: 2,
        edges: [
          [0, 1],
          [1, 0],
        ],
        directed: true,
      },
    ])
    const bad = await run(['read', await written('bad.g6', 'Bg\nB\n'), '--json'])
    expect(JSON.parse(bad.out).error.message).toMatch(/^line 2: /)
  })
})
