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

/** Graphs and how dreadnaut is run on them: often where they are small, once and not for ever where they are large. */
interface GraphSet {
  readonly graphs: () => readonly { readonly name: string; readonly graph: GraphInput }[]
  readonly runs: number
  readonly mode: 'n' | 's' | 't'
}

const LONGEST = 10_000
const rows = (mode: GraphSet['mode']): GraphSet => ({
  graphs: () => graphRows().map((row) => ({ name: row.name, graph: row })),
  runs: 1000,
  mode,
})
const families = (mode: GraphSet['mode']): GraphSet => ({ graphs: largeFamilies, runs: 1, mode })

function nautyCase(name: string, about: string, versus: string, sets: readonly GraphSet[]): PeerCase {
  return {
    name,
    about,
    ours: 'automorphisms',
    versus,
    program: 'dreadnaut',
    package: 'nauty',
    maxPairs: 3,
    items: () => sets.flatMap((set) => graphItems(set.graphs())),
    theirs: async (program) => {
      const times: number[] = []
      for (const { graphs, mode, runs } of sets) {
        times.push(
          ...(await inTurn(graphs(), (g) =>
            nautyMilliseconds(program, g.graph, { mode, runs, timeout: LONGEST }),
          )),
        )
      }
      return times
    },
  }
}

const groupRows = () => conformance<GroupRow>('perm-groups.jsonl')
const subgroupRows = () => conformance<GroupRow>('subgroups.jsonl')

/** Group theory against nauty and GAP, by their own clocks. */
export const groupPeers: readonly PeerCase[] = [
  nautyCase(
    'graphs-nauty',
    'automorphism groups of all rows of graphs.jsonl and of large sparse graphs; over 10 s count as 10 s; geometric mean',
    'nauty (dreadnaut, dense for the rows, sparse for the large)',
    [rows('n'), families('s')],
  ),
  nautyCase('rows-nauty', 'the rows of graphs.jsonl alone', 'nauty (dreadnaut, dense)', [rows('n')]),
  nautyCase('rows-traces', 'the rows of graphs.jsonl alone', 'Traces (dreadnaut)', [rows('t')]),
  nautyCase('families-traces', 'large sparse graphs alone, about 10 000 vertices', 'Traces (dreadnaut)', [
    families('t'),
  ]),
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
