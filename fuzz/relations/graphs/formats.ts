import {
  automorphisms,
  type ColouredGraph,
  canonicalForm,
  type Edge,
  formatDigraph6,
  formatDimacs,
  formatEdgeList,
  formatGraph6,
  formatSparse6,
  graph,
  graphInput,
  isomorphism,
  parseDigraph6,
  parseDimacs,
  parseEdgeList,
  parseGraph6,
  parseSparse6,
} from '@buridan/groups'
import fc from 'fast-check'
import { type GivenGraph, graphs, made, table } from '../../given/graphs.js'
import { regular, treeOf, trees } from '../../given/known-graphs.js'
import { images } from '../../given/permutations.js'
import { relation } from '../../harness/relation.js'
import { everyKind } from './renamed.js'

type Pair = readonly [number, number]

/** Pairs of vertices, with repetition. */
interface Multi {
  readonly n: number
  readonly pairs: readonly Pair[]
}

/** Few vertices, where the padding of sparse6 has rules of its own, and edges that do not reach the last of them. */
const multis: fc.Arbitrary<Multi> = fc
  .record({
    n: fc.oneof(
      fc.constantFrom(1, 2, 4, 8, 16),
      fc.integer({ min: 1, max: 20 }),
      fc.constantFrom(62, 63, 64, 300),
    ),
    short: fc.nat(2),
    picks: fc.array(fc.tuple(fc.nat(1e6), fc.nat(1e6)), { maxLength: 14 }),
  })
  .map(({ n, short, picks }) => {
    const last = Math.max(1, n - short)
    return { n, pairs: picks.map(([u, v]): Pair => [u % last, v % last]) }
  })

const up = ([u, v]: Pair): Pair => (u < v ? [u, v] : [v, u])
const before = (a: Pair, b: Pair) => a[1] - b[1] || a[0] - b[0]

const multigraph = ({ n, pairs }: Multi) => graph({ n, edges: pairs as Edge[], multi: true })

/** Six bits a character. */
function lineOf(bits: string): string {
  return (bits.match(/.{6}/g) ?? []).map((six) => String.fromCharCode(Number.parseInt(six, 2) + 63)).join('')
}

const sizeOf = (n: number) =>
  lineOf(n <= 62 ? n.toString(2).padStart(6, '0') : `111111${n.toString(2).padStart(18, '0')}`)

/** sparse6 as its description has it: a bit whether to go on to the next vertex, and a vertex that is gone to, or has an edge. */
function sparse6({ n, pairs }: Multi): string {
  const k = n < 2 ? 0 : (n - 1).toString(2).length
  const number = (v: number) => (k === 0 ? '' : v.toString(2).padStart(k, '0'))
  const bits: string[] = []
  let v = 0
  for (const [x, w] of pairs.map(up).sort(before)) {
    if (w === v + 1) bits.push('1')
    else if (w === v) bits.push('0')
    else bits.push('1', number(w), '0')
    bits.push(number(x))
    v = w
  }
  let text = bits.join('')
  const spare = (6 - (text.length % 6)) % 6
  const has = (w: number) => pairs.some((pair) => pair.includes(w))
  const special = ['2,1', '4,2', '8,3', '16,4'].includes(`${n},${k}`) && has(n - 2) && !has(n - 1)
  if (special && spare >= k + 1) text += '0'
  return `:${sizeOf(n)}${lineOf(text.padEnd(Math.ceil(text.length / 6) * 6, '1'))}`
}

function digraph6({ n, pairs }: Multi): string {
  const has = new Set(pairs.map((pair) => pair.join()))
  let bits = ''
  for (let u = 0; u < n; u++) for (let v = 0; v < n; v++) bits += has.has(`${u},${v}`) ? '1' : '0'
  return `&${sizeOf(n)}${lineOf(bits.padEnd(Math.ceil(bits.length / 6) * 6, '0'))}`
}

const dimacs = ({ n, pairs }: Multi) =>
  `c by hand\np col ${n} ${pairs.length}\n${pairs.map(([u, v]) => `e ${u + 1} ${v + 1}\n`).join('')}`

const once = ({ n, pairs }: Multi): Multi => ({
  n,
  pairs: [...new Map(pairs.map((pair) => [pair.join(), pair])).values()],
})
const arcs = ({ n, pairs }: Multi) => graph({ n, edges: pairs as Edge[], directed: true })

/** Everything that counts of a graph, and its numbers. */
const whole = (g: ColouredGraph) => [
  g.n,
  g.legend,
  graphInput(g).edges,
  graphInput(g).colours,
  canonicalForm(g),
]

/** Graphs that all formats can say: an edge at the last vertex, no loops, weights and colours. */
const sayable = fc.oneof(
  regular.filter((g) => g.edges.length > 0),
  trees(30)
    .filter((parents) => parents.length > 0)
    .map(treeOf),
  graphs(8, 2).map(
    (g): GivenGraph => ({
      n: g.n,
      directed: false,
      colours: g.colours.map(() => 0),
      edges: [
        ...g.edges.flatMap(([u, v]) => (u !== v && v !== g.n - 1 && u !== g.n - 1 ? [[u!, v!]] : [])),
        [g.n - 2, g.n - 1],
      ].filter(([u, v], i, all) => all.findIndex((e) => e.includes(u!) && e.includes(v!)) === i),
    }),
  ),
)

const multi = { multi: true }

/** Graphs in the formats of files. */
export const formats = [
  relation('formatSparse6', 'bit by bit', {
    given: multis,
    one: (g) => formatSparse6(multigraph(g)),
    other: sparse6,
  }),
  relation('parseSparse6', 'edges instead of the text', {
    given: fc.record({
      g: multis,
      head: fc.constantFrom('', '>>sparse6<<'),
      end: fc.constantFrom('', '\r\n'),
    }),
    one: ({ g, head, end }) => whole(parseSparse6(head + sparse6(g) + end, multi)),
    other: ({ g }) => whole(multigraph(g)),
  }),
  relation('formatDigraph6', 'bit by bit', {
    given: multis.map(once),
    one: (g) => formatDigraph6(arcs(g)),
    other: digraph6,
  }),
  relation('parseDigraph6', 'arcs instead of the text', {
    given: multis.map(once),
    one: (g) => whole(parseDigraph6(digraph6(g))),
    other: (g) => whole(arcs(g)),
  }),
  relation('parseDimacs', 'edges instead of the text', {
    given: multis,
    one: (g) => whole(parseDimacs(dimacs(g), multi)),
    other: (g) => whole(multigraph(g)),
  }),
  relation('formatDimacs parseDimacs', 'to text and back, with colours', {
    given: fc.record({ g: multis, colours: fc.array(fc.nat(3), { minLength: 300, maxLength: 300 }) }),
    one: ({ g, colours }) => {
      const own = colours.slice(0, g.n)
      return whole(parseDimacs(formatDimacs(graph({ ...graphInput(multigraph(g)), colours: own })), multi))
    },
    other: ({ g, colours }) => whole(graph({ ...graphInput(multigraph(g)), colours: colours.slice(0, g.n) })),
  }),
  relation('formatEdgeList parseEdgeList', 'to text by names and back', {
    given: graphs(8, 1).chain((g) => fc.record({ g: fc.constant(g), by: images(8) })),
    one: ({ g, by }) => {
      const met = [...new Set(g.edges.flatMap(([u, v]) => [u!, v!]))].sort((a, b) => a - b)
      const own = { ...g, n: met.length, colours: met.map(() => 0) }
      const edges = g.edges.map(([u, v, ...w]) => [met.indexOf(u!), met.indexOf(v!), ...w])
      const text = formatEdgeList(made({ ...own, edges }), { names: met.map((_, i) => `v${by[i]}`) })
      const read = parseEdgeList(text, { directed: g.directed })
      return [canonicalForm(read.graph), [...read.names].sort()]
    },
    other: ({ g, by }) => {
      const met = [...new Set(g.edges.flatMap(([u, v]) => [u!, v!]))].sort((a, b) => a - b)
      const edges = g.edges.map(([u, v, ...w]) => [met.indexOf(u!), met.indexOf(v!), ...w])
      const own = made({ ...g, n: met.length, colours: met.map(() => 0), edges })
      return [canonicalForm(own), met.map((_, i) => `v${by[i]}`).sort()]
    },
  }),
  relation('graphInput', 'a graph made of it again', {
    given: everyKind,
    one: (g) => whole(graph(graphInput(made(g)))),
    other: (g) => whole(made(g)),
  }),
  relation('graphInput', 'the table of all pairs', {
    given: graphs(7),
    one: (g) => {
      const { n, edges, colours = new Array<number>(n).fill(0), directed = false } = graphInput(made(g))
      return table({ n, edges, colours: Array.from(colours), directed })
    },
    other: (g) => table(g),
  }),
  relation('graph canonicalForm isomorphism', 'multiplicities, and as weights', {
    given: fc.record({ g: multis, directed: fc.boolean() }).filter(({ g }) => g.n < 62),
    one: ({ g, directed }) => {
      const many = graph({ n: g.n, edges: g.pairs as Edge[], directed, multi: true })
      const { order, orbits } = automorphisms(many)
      return [canonicalForm(many), order, orbits, true]
    },
    other: ({ g, directed }) => {
      const counts = new Map<string, number>()
      for (const pair of g.pairs) {
        const key = (directed ? pair : up(pair)).join()
        counts.set(key, (counts.get(key) ?? 0) + 1)
      }
      const edges = [...counts].map(([key, w]) => [...key.split(',').map(Number), w] as unknown as Edge)
      const weighted = graph({ n: g.n, edges, directed })
      const { order, orbits } = automorphisms(weighted)
      const many = graph({ n: g.n, edges: g.pairs as Edge[], directed, multi: true })
      return [canonicalForm(weighted), order, orbits, isomorphism(many, weighted) !== undefined]
    },
  }),
  relation('parseGraph6 parseSparse6 parseDimacs parseEdgeList parseDigraph6', 'one graph in five formats', {
    given: sayable,
    one: (g) => {
      const own = made(g)
      const twoWays = graph({ ...graphInput(own), edges: bothWays(own), directed: true })
      const { order, orbits } = automorphisms(own)
      return [...Array(4).fill([canonicalForm(own), order, orbits]), [canonicalForm(twoWays), order, orbits]]
    },
    other: (g) => {
      const own = made(g)
      return [
        parseGraph6(formatGraph6(own)),
        parseSparse6(formatSparse6(own)),
        parseDimacs(formatDimacs(own)),
        parseEdgeList(formatEdgeList(own)).graph,
        parseDigraph6(formatDigraph6(graph({ n: g.n, edges: bothWays(own), directed: true }))),
      ].map((read) => {
        const { order, orbits } = automorphisms(read)
        return [canonicalForm(read), order, orbits]
      })
    },
  }),
]

function bothWays(g: ColouredGraph): Edge[] {
  return graphInput(g).edges.flatMap(([u, v]): Edge[] => [
    [u, v],
    [v, u],
  ])
}
