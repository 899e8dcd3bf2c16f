import { readFileSync } from 'node:fs'
import { automorphisms, type GraphInput, graph, permutationGroup, subgroupClasses } from '@buridan/groups'
import { largeFamilies } from '../graph-families.js'
import type { PeerCase } from '../peer-harness.js'
import { gapMilliseconds, nautyMilliseconds } from '../peers.js'

function conformance<Row>(file: string): Row[] {
  return readFileSync(new URL(`../../../../conformance/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
}

interface GroupRow {
  readonly name: string
  readonly degree: number
  readonly generators: number[][]
}

const graphRows = () => conformance<GraphInput & { name: string }>('graphs.jsonl')

function graphItems(graphs: readonly { name: string; graph: GraphInput }[]) {
  return graphs.map(({ name, graph: input }) => {
    const g = graph(input)
    return { name, run: () => automorphisms(g).order }
  })
}

async function inTurn<T>(list: readonly T[], f: (item: T) => Promise<number>): Promise<number[]> {
  const out: number[] = []
  for (const item of list) out.push(await f(item))
  return out
}

function nautyRows(mode: 'n' | 't', versus: string): PeerCase {
  return {
    name: mode === 'n' ? 'graphs-nauty' : 'graphs-traces',
    about: 'automorphism groups of all rows of graphs.jsonl, read before; geometric mean over rows',
    ours: 'automorphisms',
    versus,
    program: 'dreadnaut',
    package: 'nauty',
    maxPairs: 5,
    items: () => graphItems(graphRows().map((row) => ({ name: row.name, graph: row }))),
    theirs: (program) =>
      inTurn(graphRows(), (row) => nautyMilliseconds(program, row, { mode, runs: 1000, timeout: 60_000 })),
  }
}

function nautyFamilies(mode: 's' | 't', versus: string): PeerCase {
  return {
    name: mode === 's' ? 'families-nauty' : 'families-traces',
    about: 'automorphism groups of large sparse graphs, about 10 000 vertices; over 30 s count as 30 s',
    ours: 'automorphisms',
    versus,
    program: 'dreadnaut',
    package: 'nauty',
    maxPairs: 1,
    items: () => graphItems(largeFamilies()),
    theirs: (program) =>
      inTurn(largeFamilies(), ({ graph: input }) =>
        nautyMilliseconds(program, input, { mode, runs: 1, timeout: 30_000 }),
      ),
  }
}

const groupRows = () => conformance<GroupRow>('perm-groups.jsonl')
const subgroupRows = () => conformance<GroupRow>('subgroups.jsonl')

/** Group theory against nauty and GAP, by their own clocks. */
export const groupPeers: readonly PeerCase[] = [
  nautyRows('n', 'nauty (dreadnaut, dense)'),
  nautyRows('t', 'Traces (dreadnaut)'),
  nautyFamilies('s', 'nauty (dreadnaut, sparse)'),
  nautyFamilies('t', 'Traces (dreadnaut)'),
  {
    name: 'orders-gap',
    about: 'orders of all rows of perm-groups.jsonl from generators; geometric mean over rows',
    ours: 'permutationGroup(…).order',
    versus: 'GAP Size(Group(…))',
    program: 'gap',
    package: 'gap-core',
    maxPairs: 5,
    items: () =>
      groupRows().map(({ name, degree, generators }) => ({
        name,
        run: () => permutationGroup(generators, { degree }).order,
      })),
    theirs: (program) => gapMilliseconds(program, groupRows(), 'Size(G)'),
  },
  {
    name: 'subgroups-gap',
    about: 'conjugacy classes of subgroups of all rows of subgroups.jsonl; geometric mean over rows',
    ours: 'subgroupClasses',
    versus: 'GAP ConjugacyClassesSubgroups',
    program: 'gap',
    package: 'gap-core',
    maxPairs: 5,
    items: () =>
      subgroupRows().map(({ name, degree, generators }) => ({
        name,
        run: () => subgroupClasses(permutationGroup(generators, { degree })).classes.length,
      })),
    theirs: (program) => gapMilliseconds(program, subgroupRows(), 'ConjugacyClassesSubgroups(G)'),
  },
]
