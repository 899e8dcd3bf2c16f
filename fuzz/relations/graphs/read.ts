import {
  automorphisms,
  canonicalForm,
  formatGraph6,
  graph,
  parseEdgeList,
  parseGraph6,
} from '@buridan/groups'
import fc from 'fast-check'
import { type GivenGraph, graphs, made, table } from '../../given/graphs.js'
import { regular } from '../../given/known-graphs.js'
import { images } from '../../given/permutations.js'
import { relation } from '../../harness/relation.js'
import { everyKind } from './renamed.js'

const plain = (g: GivenGraph): GivenGraph => ({
  n: g.n,
  directed: false,
  colours: g.colours.map(() => 0),
  edges: g.edges.flatMap(([u, v]) => (u! < v! ? [[u!, v!]] : [])),
})

/** Graphs that graph6 can say: of no vertices, around 62, where the size takes more bytes, and more. */
const simple = fc.oneof(
  graphs(8).map(plain),
  regular,
  fc
    .record({
      n: fc.oneof(fc.integer({ min: 60, max: 66 }), fc.integer({ min: 9, max: 130 })),
      pick: fc.array(fc.nat(1e6)),
    })
    .map(({ n, pick }) => {
      const places = [...new Set(pick.map((p) => p % ((n * (n - 1)) / 2)))]
      return plain({ n, directed: false, colours: new Array<number>(n).fill(0), edges: places.map(pairAt) })
    }),
)

/** The pair u < v at a place in the order 01, 02, 12, 03, … */
function pairAt(place: number): number[] {
  let v = 1
  let left = place
  while (left >= v) left -= v++
  return [left, v]
}

/** graph6 as its description has it: bits of the columns above the diagonal in groups of six. */
function graph6({ n, edges }: GivenGraph): string {
  const joined = new Set(edges.map((e) => e.join()))
  let bits = n <= 62 ? n.toString(2).padStart(6, '0') : `111111${n.toString(2).padStart(18, '0')}`
  for (let v = 1; v < n; v++) for (let u = 0; u < v; u++) bits += joined.has(`${u},${v}`) ? 1 : 0
  return (bits.match(/.{1,6}/g) ?? [])
    .map((six) => String.fromCharCode(Number.parseInt(six.padEnd(6, '0'), 2) + 63))
    .join('')
}

/** What a graph says when its arrays are read: arcs there and back by the numbers of labels and colours. */
function readOff(g: ReturnType<typeof graph>) {
  return {
    n: g.n,
    edgeCount: g.edgeCount,
    neighbours: Array.from({ length: g.n }, (_, v) => [...g.targets.slice(g.starts[v]!, g.starts[v + 1]!)]),
    labels: Array.from({ length: g.n }, (_, v) => [...g.labels.slice(g.starts[v]!, g.starts[v + 1]!)]),
    colours: [...g.colours],
  }
}

/** The same from the table of all pairs: colours by number and then loop, labels by the weights out and then back. */
function readOffTable(g: GivenGraph) {
  const t = table(g)
  const weight = (u: number, v: number) => (t[u]![v]! === '' ? Number.NEGATIVE_INFINITY : Number(t[u]![v]!))
  const byNumbers = (keys: number[][]) => {
    const sorted = [...new Map(keys.map((k) => [k.join(), k])).values()].sort((a, b) =>
      a[0]! < b[0]! ? -1 : a[0]! > b[0]! ? 1 : a[1]! < b[1]! ? -1 : 1,
    )
    return keys.map((k) => sorted.findIndex((s) => s.join() === k.join()))
  }
  const loops = t.map((_, v) => g.edges.find((e) => e[0] === v && e[1] === v))
  const neighbours = t.map((row, u) => row.flatMap((_, v) => (v !== u && (t[u]![v] || t[v]![u]) ? [v] : [])))
  const labels = byNumbers(neighbours.flatMap((row, u) => row.map((v) => [weight(u, v), weight(v, u)])))
  return {
    n: g.n,
    edgeCount: labels.length / 2,
    neighbours,
    labels: neighbours.map((row) => labels.splice(0, row.length)),
    colours: byNumbers(
      g.colours.map((c, v) => [c + 0, loops[v] ? (loops[v]![2] ?? 1) + 0 : Number.NEGATIVE_INFINITY]),
    ),
  }
}

/** Graphs read in other words: edges in another order, as texts, or refused. */
export const read = [
  relation('graph', 'read off the table of pairs', {
    given: graphs(7),
    one: (g) => readOff(made(g)),
    other: readOffTable,
  }),
  relation('graph', 'edges in another order and turned round, colours as a typed array', {
    given: everyKind.chain((g) =>
      fc.record({ g: fc.constant(g), order: images(g.edges.length), turn: fc.boolean() }),
    ),
    one: ({ g }) => [readOff(made(g)), made(g).legend, canonicalForm(made(g))],
    other: ({ g, order, turn }) => {
      const edges = order.map((i) => {
        const [u, v, ...w] = g.edges[i]!
        return (turn && !g.directed ? [v!, u!, ...w] : [u!, v!, ...w]) as [number, number]
      })
      const other = graph({ n: g.n, directed: g.directed, edges, colours: Float64Array.from(g.colours) })
      return [readOff(other), other.legend, canonicalForm(other)]
    },
  }),
  relation('graph', 'an edge given twice, or none', {
    given: graphs(5, 1).chain((g) =>
      fc.record({
        g: fc.constant(g),
        more: fc.tuple(fc.nat(g.n - 1), fc.nat(g.n - 1), fc.constantFrom(1, 2)),
        at: fc.nat(g.edges.length),
      }),
    ),
    one: ({ g, more, at }) => {
      try {
        made({ ...g, edges: [...g.edges.slice(0, at), more, ...g.edges.slice(at)] })
        return 'read'
      } catch (error) {
        return /given twice/.test((error as Error).message) ? 'given twice' : String(error)
      }
    },
    other: ({ g, more: [u, v] }) => {
      const known = g.edges.some(
        (e) => (e[0] === u && e[1] === v) || (!g.directed && e[0] === v && e[1] === u),
      )
      return known ? 'given twice' : 'read'
    },
  }),
  relation('formatGraph6', 'bit by bit', { given: simple, one: (g) => formatGraph6(made(g)), other: graph6 }),
  relation('parseGraph6', 'edges instead of the text', {
    given: fc.record({
      g: simple,
      before: fc.constantFrom('', '>>graph6<<', ' '),
      after: fc.constantFrom('', '\n', '\r\n'),
    }),
    one: ({ g, before, after }) => readOff(parseGraph6(before + graph6(g) + after)),
    other: ({ g }) => readOff(made(g)),
  }),
  relation('parseGraph6 formatGraph6', 'to text and back', {
    given: simple,
    one: (g) => formatGraph6(parseGraph6(formatGraph6(made(g)))),
    other: (g) => formatGraph6(made(g)),
  }),
  relation('parseEdgeList', 'edges instead of the text', {
    given: fc.record({
      g: graphs(7, 1).filter((g) => g.edges.length > 0),
      between: fc.constantFrom(' ', '\t', ', ', '  '),
      end: fc.constantFrom('\n', '\r\n', ' # 7 8 9\n', '\n\n#\n'),
      zeros: fc.constantFrom('', '0', '00'),
    }),
    one: ({ g, between, end, zeros }) => {
      const lines = g.edges.map(([u, v, ...w]) => [zeros + u, v, ...w].join(between))
      const { graph: found, names } = parseEdgeList(lines.join(end), { directed: g.directed })
      return [readOff(found), found.legend, names]
    },
    other: ({ g }) => {
      const n = Math.max(...g.edges.flatMap(([u, v]) => [u!, v!])) + 1
      const found = made({ ...g, n, colours: new Array<number>(n).fill(0) })
      return [readOff(found), found.legend, Array.from({ length: n }, (_, v) => String(v))]
    },
  }),
  relation('parseEdgeList', 'vertices by names, numbered as they occur', {
    given: fc
      .record({
        g: graphs(7, 1).filter((g) => g.edges.length > 0),
        names: fc.uniqueArray(
          fc.constantFrom(
            'a',
            'A',
            '1',
            '01',
            '-1',
            '1.0',
            'é',
            'toString',
            '__proto__',
            '10000000',
            'x',
            '"',
          ),
          {
            minLength: 7,
            maxLength: 7,
          },
        ),
      })
      // names that are all numbers are the vertices themselves
      .filter(({ g, names }) => g.edges.some((e) => [e[0]!, e[1]!].some((v) => !/^\d+$/.test(names[v]!)))),
    one: ({ g, names }) => {
      const text = g.edges.map(([u, v, ...w]) => [names[u!], names[v!], ...w].join(' ')).join('\n')
      const read = parseEdgeList(text, { directed: g.directed })
      return [readOff(read.graph), read.graph.legend, read.names, automorphisms(read.graph).order]
    },
    other: ({ g, names }) => {
      const met = [...new Set(g.edges.flatMap(([u, v]) => [u!, v!]))]
      const edges = g.edges.map(([u, v, ...w]) => [met.indexOf(u!), met.indexOf(v!), ...w])
      const found = made({ ...g, n: met.length, colours: new Array<number>(met.length).fill(0), edges })
      return [readOff(found), found.legend, met.map((v) => names[v]), automorphisms(found).order]
    },
  }),
]
