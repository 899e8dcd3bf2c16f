import {
  automorphisms,
  canonicalForm,
  fromGraphology,
  type GraphologyGraph,
  isomorphism,
} from '@buridan/groups'
import fc from 'fast-check'
import { type GivenGraph, graphs, made, pairs } from '../../given/graphs.js'
import { relation } from '../../harness/relation.js'

/** A colour as code: attributes of nodes may be anything that JSON knows. */
const COLOURS = [
  '0',
  '1',
  '"1"',
  'null',
  'true',
  '"true"',
  '{"a":1,"b":2}',
  '{"b":2,"a":1}',
  '{"a":1}',
  '[1,2]',
  '[2,1]',
  '1e160',
  '0.1',
  '-0',
  '"0"',
]
/** The same colours by numbers. */
const NUMBERS = [0, 1, 2, 3, 4, 5, 6, 6, 7, 8, 9, 10, 11, 0, 12]

/** What a graph of graphology is to the reader: nodes called by keys, edges with attributes. */
function source(
  { n, edges, directed }: GivenGraph,
  keys: readonly string[],
  colours: readonly unknown[],
): GraphologyGraph {
  return {
    order: n,
    forEachNode: (f) => {
      for (let v = 0; v < n; v++) f(keys[v]!, { colour: colours[v] })
    },
    forEachEdge: (f) => {
      edges.forEach(([u, v, w = 1], i) => {
        f(`edge ${i}`, { weight: w }, keys[u!]!, keys[v!]!, {}, {}, !directed)
      })
    },
  }
}

const keys = fc.uniqueArray(
  fc.constantFrom('a', 'b', '1', '0', '', '__proto__', 'node 7', 'é', 'constructor'),
  { minLength: 7, maxLength: 7 },
)
const plainKeys = ['0', '1', '2', '3', '4', '5', '6']
const options = { colour: 'colour', weight: 'weight' }
const picks = fc.array(fc.nat(COLOURS.length - 1), { minLength: 7, maxLength: 7 })
const coloursOf = (list: readonly number[]) => list.map((i) => JSON.parse(COLOURS[i]!) as unknown)

/** Graphs of graphology, and the same by numbers. */
export const graphology = [
  relation('fromGraphology', 'the same graph by numbers', {
    given: fc.record({ g: graphs(7), keys, picks }),
    one: ({ g, keys: k, picks: p }) => {
      const found = fromGraphology(source(g, k, coloursOf(p)), options)
      const { order, orbits } = automorphisms(found.graph)
      return [found.names, order, orbits]
    },
    other: ({ g, keys: k, picks: p }) => {
      const colours = p.slice(0, g.n).map((i) => NUMBERS[i]!)
      const { order, orbits } = automorphisms(made({ ...g, colours }))
      return [k.slice(0, g.n), order, orbits]
    },
  }),
  relation('fromGraphology', 'two graphs, and the same by numbers', {
    given: fc.record({ pair: pairs, keys, picks, others: fc.boolean() }),
    one: ({ pair: { a, b }, keys: k, picks: p, others }) => {
      const [x, y] = [a, b].map((g, i) => {
        const own = g.colours.map((c) => p[(Math.abs(Math.round(c)) + (others ? i : 0)) % 7]!)
        return fromGraphology(source(g, i === 0 ? k : plainKeys, coloursOf(own)), options).graph
      })
      return [isomorphism(x!, y!) !== undefined, canonicalForm(x!) === canonicalForm(y!)]
    },
    other: ({ pair: { a, b }, picks: p, others }) => {
      const [x, y] = [a, b].map((g, i) =>
        made({
          ...g,
          colours: g.colours.map((c) => NUMBERS[p[(Math.abs(Math.round(c)) + (others ? i : 0)) % 7]!]!),
        }),
      )
      return [isomorphism(x!, y!) !== undefined, canonicalForm(x!) === canonicalForm(y!)]
    },
  }),
  relation('fromGraphology', 'mixed: undirected edges as arcs both ways', {
    given: graphs(6)
      .filter((g) => g.directed)
      .chain((g) =>
        fc.record({ g: fc.constant(g), one: fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }) }),
      ),
    one: ({ g, one }) => {
      const found = fromGraphology(mixed(g, one), options).graph
      return [canonicalForm(found), automorphisms(found).order]
    },
    other: ({ g, one }) => {
      const all: { u: number; v: number; w: number; undirected: boolean }[] = edgesOf(g, one)
      const edges = all.flatMap(({ u, v, w, undirected }) =>
        undirected && u !== v
          ? [
              [u, v, w],
              [v, u, w],
            ]
          : [[u, v, w]],
      )
      const directed = all.some(({ undirected }) => !undirected)
      const given = directed ? edges : all.map(({ u, v, w }) => [u, v, w])
      const found = made({ ...g, directed, colours: g.colours.map(() => 0), edges: given })
      return [canonicalForm(found), automorphisms(found).order]
    },
  }),
]

/** Some of the edges undirected: those that have no other between the same ends. */
function edgesOf(g: GivenGraph, one: readonly boolean[]) {
  return g.edges.map(([u, v, w = 1], i) => {
    const back = g.edges.some((e, j) => j !== i && e[0] === v && e[1] === u)
    return { u: u!, v: v!, w, undirected: one[i]! && !back }
  })
}

function mixed(g: GivenGraph, one: readonly boolean[]): GraphologyGraph {
  return {
    ...source(g, plainKeys, []),
    forEachEdge: (f) => {
      edgesOf(g, one).forEach(({ u, v, w, undirected }, i) => {
        f(`edge ${i}`, { weight: w }, String(u), String(v), {}, {}, undirected)
      })
    },
  }
}
