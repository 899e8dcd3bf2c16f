import { automorphisms, canonicalForm, isomorphism } from '@buridan/groups'
import fc from 'fast-check'
import { type GivenGraph, made, pairs, VALUES } from '../../given/graphs.js'
import { regular, treeOf, trees } from '../../given/known-graphs.js'
import { images } from '../../given/permutations.js'
import { relation } from '../../harness/relation.js'
import { beside, everyKind, withColours } from './renamed.js'

const groupOf = (g: GivenGraph) => {
  const { order, orbits } = automorphisms(made(g))
  return { order, orbits }
}

/** Other values, one for each of {@link VALUES}, in another order. */
const otherValues = images(10).map((by) =>
  by.map((i) => [7, -3.25, 1e-310, 1e200, 0, -1, 5, 5 + 2 ** -50, 0.1, 1][i]!),
)
const distinct = [...new Set(VALUES.map((v) => v + 0))]
const revalued = (v: number, values: readonly number[]) => values[distinct.indexOf(v + 0)]!

function withValues(g: GivenGraph, colours: readonly number[], weights: readonly number[]): GivenGraph {
  return {
    ...g,
    colours: g.colours.map((c) => revalued(c, colours)),
    edges: g.edges.map(([u, v, w = 1]) => [u!, v!, revalued(w, weights)]),
  }
}

/** Undirected edges as arcs both ways. */
function asArcs(g: GivenGraph): GivenGraph {
  const back = g.edges.flatMap(([u, v, ...w]) => (u === v ? [] : [[v!, u!, ...w]]))
  return { ...g, directed: true, edges: [...g.edges, ...back] }
}

function complement(g: GivenGraph): GivenGraph {
  const joined = new Set(
    g.edges.flatMap(([u, v]) => (g.directed ? [`${u},${v}`] : [`${u},${v}`, `${v},${u}`])),
  )
  const edges: number[][] = []
  for (let v = 0; v < g.n; v++) {
    for (let u = 0; u < (g.directed ? g.n : v); u++)
      if (u !== v && !joined.has(`${u},${v}`)) edges.push([u, v])
  }
  return { ...g, edges }
}

/** Without weights and loops. */
const plain = (g: GivenGraph): GivenGraph => ({
  ...g,
  edges: g.edges.flatMap(([u, v]) => (u === v ? [] : [[u!, v!]])),
})

/** Loops as colours, and each edge as two vertices in a row, coloured by the weights away from either end: no directions, weights or loops. */
function subdivided(g: GivenGraph): GivenGraph {
  const codes = new Map<string, number>()
  const code = (text: string) => codes.get(text) ?? codes.set(text, codes.size).size - 1
  const loops = new Map(g.edges.flatMap(([u, v, w = 1]) => (u === v ? [[u!, `${w + 0}`] as const] : [])))
  const ends = new Map<string, string[]>()
  for (const [u, v, w = 1] of g.edges) {
    if (u === v) continue
    const key = `${Math.min(u!, v!)},${Math.max(u!, v!)}`
    const both = ends.get(key) ?? ['', '']
    for (const side of g.directed ? [u! < v! ? 0 : 1] : [0, 1]) both[side] = `${w + 0}`
    ends.set(key, both)
  }
  const colours = g.colours.map((c, v) => code(`vertex ${c + 0} ${loops.get(v)}`))
  const edges: number[][] = []
  for (const [key, weights] of ends) {
    const [u, v] = key.split(',').map(Number)
    const [a, b] = weights.map((w) => colours.push(code(`arc ${w}`)) - 1)
    edges.push([u!, a!], [a!, b!], [b!, v!])
  }
  return { n: colours.length, directed: false, colours, edges }
}

const connected = fc.oneof(
  regular.filter((g) => g.edges.length > 0 && g.n !== 12),
  trees(20).map(treeOf),
)

/** Graphs that have the same automorphisms, or ones that follow. */
export const otherwise = [
  relation('automorphisms', 'other numbers for colours and weights', {
    given: fc.record({ g: everyKind, colours: otherValues, weights: otherValues }),
    one: ({ g }) => groupOf(g),
    other: ({ g, colours, weights }) => groupOf(withValues(g, colours, weights)),
  }),
  relation('isomorphism canonicalForm', 'other numbers for colours and weights', {
    given: fc.record({ pair: pairs, colours: otherValues, weights: otherValues }),
    one: ({ pair }) => verdicts(pair.a, pair.b),
    other: ({ pair: { a, b }, colours, weights }) =>
      verdicts(withValues(a, colours, weights), withValues(b, colours, weights)),
  }),
  relation('automorphisms', 'edges as arcs both ways', {
    given: everyKind.map((g) => ({
      ...g,
      directed: false,
      edges: g.directed ? plain(g).edges.filter(([u, v]) => u! < v!) : g.edges,
    })),
    one: groupOf,
    other: (g) => groupOf(asArcs(g)),
  }),
  relation('automorphisms', 'all arcs turned round', {
    given: everyKind,
    one: groupOf,
    other: (g) => groupOf({ ...g, edges: g.edges.map(([u, v, ...w]) => [v!, u!, ...w]) }),
  }),
  relation('automorphisms', 'the complement', {
    given: everyKind.map(plain),
    one: groupOf,
    other: (g) => groupOf(complement(g)),
  }),
  relation('isomorphism canonicalForm', 'the complements', {
    given: pairs.map(({ a, b }) => ({ a: plain(a), b: plain(b) })),
    one: ({ a, b }) => verdicts(a, b),
    other: ({ a, b }) => verdicts(complement(a), complement(b)),
  }),
  relation('automorphisms', 'arcs and loops as coloured vertices', {
    given: everyKind,
    one: groupOf,
    other: (g) => {
      const { order, orbits } = groupOf(subdivided(g))
      return { order, orbits: orbits.filter((orbit) => orbit[0]! < g.n) }
    },
    cost: 2,
  }),
  relation('automorphisms', 'one vertex fixed: orbit times stabilizer', {
    given: everyKind
      .filter((g) => g.n > 0)
      .chain((g) => fc.record({ g: fc.constant(g), v: fc.nat(g.n - 1) })),
    one: ({ g }) => groupOf(g).order,
    other: ({ g, v }) => {
      const orbit = groupOf(g).orbits.find((o) => o.includes(v))!
      return (
        BigInt(orbit.length) *
        groupOf(
          withColours(
            g,
            g.colours.map((_, u) => Number(u === v)),
          ),
        ).order
      )
    },
  }),
  relation('automorphisms', 'two copies beside each other', {
    given: connected,
    one: (g) => 2n * groupOf(g).order ** 2n,
    other: (g) => groupOf(beside(g, g)).order,
    cost: 2,
  }),
  relation('automorphisms', 'many weights, all distinct or paired', {
    given: fc.record({ pairsOfWeights: fc.integer({ min: 1, max: 600 }), by: fc.nat(1000) }),
    // a star whose rays have every weight twice
    one: ({ pairsOfWeights: k }) => 2n ** BigInt(k),
    other: ({ pairsOfWeights: k, by }) => groupOf(star(k, by)).order,
    cost: 5,
  }),
  relation('canonicalForm', 'many weights, vertices turned round', {
    given: fc.record({ n: fc.integer({ min: 3, max: 700 }), turn: fc.nat(1000) }),
    one: ({ n }) => canonicalForm(made(weightedRing(n, 0))),
    other: ({ n, turn }) => canonicalForm(made(weightedRing(n, turn))),
    cost: 8,
  }),
]

/** A star of 2k rays, each weight on two of them. */
function star(k: number, by: number): GivenGraph {
  const edges = Array.from({ length: 2 * k }, (_, i) => [0, i + 1, ((i + by) % k) * (1 + 2 ** -20)])
  return { n: 2 * k + 1, directed: false, colours: new Array<number>(2 * k + 1).fill(0), edges }
}

/** A ring whose edges all have weights of their own, begun somewhere. */
function weightedRing(n: number, turn: number): GivenGraph {
  const edges = Array.from({ length: n }, (_, i) => [(i + turn) % n, (i + turn + 1) % n, i * 0.1])
  return { n, directed: false, colours: new Array<number>(n).fill(0), edges }
}

function verdicts(a: GivenGraph, b: GivenGraph): boolean[] {
  return [isomorphism(made(a), made(b)) !== undefined, canonicalForm(made(a)) === canonicalForm(made(b))]
}
