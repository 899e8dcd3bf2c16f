import { rng, shuffled } from '@buridan/core'
import { permutationGroup } from '@buridan/permutations'
import fc from 'fast-check'
import { DirectedGraph, MultiGraph, UndirectedGraph } from 'graphology'
import { describe, expect, it } from 'vitest'
import {
  automorphisms,
  type ColouredGraph,
  canonicalForm,
  canonicalLabelling,
  type Edge,
  formatGraph6,
  fromGraphology,
  type GraphInput,
  graph,
  isomorphism,
  parseEdgeList,
  parseGraph6,
} from '../src/index.js'

/** Small graphs of every kind: directed or not, coloured, weighted, with loops. */
const inputs: fc.Arbitrary<GraphInput> = fc.integer({ min: 1, max: 6 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    directed: fc.boolean(),
    colours: fc.array(fc.integer({ min: 0, max: 1 }), { minLength: n, maxLength: n }),
    edges: fc
      .array(
        fc.tuple(
          fc.integer({ min: 0, max: n - 1 }),
          fc.integer({ min: 0, max: n - 1 }),
          fc.constantFrom(1, 1, 1, 2, -0.5),
        ),
        { maxLength: 2 * n },
      )
      .map((list) => [
        ...new Map(list.map((e) => [`${Math.min(e[0], e[1])},${Math.max(e[0], e[1])}`, e])).values(),
      ]),
  }),
)

/** Everything two vertices have in common, as a text. */
function relation({ n, edges, directed, colours }: GraphInput): string[][] {
  const out = Array.from({ length: n }, (_, u) =>
    Array.from({ length: n }, (_, v) => (u === v ? `c${colours?.[u] ?? 0}` : '')),
  )
  for (const [u, v, w = 1] of edges) {
    out[u]![v] += `${u === v ? 'loop' : ''}${w}`
    if (!directed && u !== v) out[v]![u] += `${w}`
  }
  return out
}

function permutations(n: number): number[][] {
  if (n === 0) return [[]]
  return permutations(n - 1).flatMap((p) =>
    Array.from({ length: n }, (_, i) => [...p.slice(0, i), n - 1, ...p.slice(i)]),
  )
}

function isomorphismsByForce(a: GraphInput, b: GraphInput): number[][] {
  if (a.n !== b.n || (a.directed ?? false) !== (b.directed ?? false)) return []
  const [x, y] = [relation(a), relation(b)]
  return permutations(a.n).filter((p) =>
    x.every((row, u) => row.every((value, v) => value === y[p[u]!]![p[v]!])),
  )
}

function relabel(g: GraphInput, p: readonly number[]): GraphInput {
  const colours = new Array<number>(g.n).fill(0)
  p.forEach((image, v) => {
    colours[image] = g.colours?.[v] ?? 0
  })
  return { ...g, colours, edges: g.edges.map(([u, v, w = 1]): Edge => [p[u]!, p[v]!, w]) }
}

const withPermutation = inputs.chain((g) =>
  fc.tuple(fc.constant(g), fc.shuffledSubarray([...Array(g.n).keys()], { minLength: g.n, maxLength: g.n })),
)

describe('automorphisms of small graphs of every kind', () => {
  it('are those found by trying all permutations', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const all = isomorphismsByForce(input, input)
        const { order, group, orbits } = automorphisms(graph(input))
        expect(order).toBe(BigInt(all.length))
        expect(permutationGroup(group.generators, { degree: input.n }).order).toBe(order)
        const orbitOf = Array.from({ length: input.n }, (_, v) =>
          [...new Set(all.map((p) => p[v]!))].sort((a, b) => a - b),
        )
        expect(orbits).toEqual([...new Map(orbitOf.map((o) => [o.join(), o])).values()])
      }),
      { numRuns: 400, seed: 11 },
    )
  })

  it('canonical form is equal after relabelling, and the labelling gives one graph', () => {
    fc.assert(
      fc.property(withPermutation, ([input, p]) => {
        const [a, b] = [graph(input), graph(relabel(input, p))]
        expect(canonicalForm(a)).toBe(canonicalForm(b))
        const apply = (g: GraphInput) =>
          JSON.stringify(relation(relabel(g, [...canonicalLabelling(graph(g)).labelling])))
        expect(apply(input)).toBe(apply(relabel(input, p)))
        const found = isomorphism(a, b)!
        expect(JSON.stringify(relation(relabel(input, [...found])))).toBe(
          JSON.stringify(relation(relabel(input, p))),
        )
      }),
      { numRuns: 400, seed: 12 },
    )
  })

  it('canonical form is equal only for isomorphic graphs: pairs that differ by one edge', () => {
    fc.assert(
      fc.property(withPermutation, fc.nat(), fc.nat(), ([input, p], i, j) => {
        const edges = [...input.edges]
        const [u, v] = [i % input.n, j % input.n]
        const at = edges.findIndex((e) => (e[0] === u && e[1] === v) || (e[0] === v && e[1] === u))
        if (at >= 0) edges.splice(at, 1)
        else edges.push([u, v, 1])
        const near = relabel({ ...input, edges }, p)
        const same = isomorphismsByForce(input, near).length > 0
        expect(canonicalForm(graph(input)) === canonicalForm(graph(near))).toBe(same)
        expect(isomorphism(graph(input), graph(near)) !== undefined).toBe(same)
      }),
      { numRuns: 400, seed: 13 },
    )
  })
})

/** Regular graphs: refinement alone tells nothing apart. */
const regular = fc
  .record({ n: fc.integer({ min: 6, max: 14 }), k: fc.integer({ min: 1, max: 3 }), seed: fc.nat() })
  .map(({ n, k, seed }) => {
    // circulants and edge switches that keep degrees
    const edges: [number, number][] = []
    for (let v = 0; v < n; v++) for (let s = 1; s <= k; s++) if (2 * s < n) edges.push([v, (v + s) % n])
    let state = seed
    const next = (m: number) => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0
      return (state >>> 8) % m
    }
    const has = (a: number, b: number) => edges.some(([x, y]) => (x === a && y === b) || (x === b && y === a))
    for (let t = 0; t < 30; t++) {
      const [i, j] = [next(edges.length), next(edges.length)]
      const [[a, b], [c, d]] = [edges[i]!, edges[j]!]
      if (new Set([a, b, c, d]).size < 4 || has(a, d) || has(c, b)) continue
      edges[i] = [a, d]
      edges[j] = [c, b]
    }
    return { n, edges }
  })

describe('regular graphs', () => {
  it('have the order that generators generate, and canonical forms that survive relabelling', () => {
    fc.assert(
      fc.property(
        regular.chain((g) =>
          fc.tuple(
            fc.constant(g),
            fc.shuffledSubarray([...Array(g.n).keys()], { minLength: g.n, maxLength: g.n }),
          ),
        ),
        ([g, p]) => {
          const { order, group } = automorphisms(graph(g))
          expect(permutationGroup(group.generators, { degree: g.n }).order).toBe(order)
          expect(canonicalForm(graph(relabel(g, p)))).toBe(canonicalForm(graph(g)))
          expect(canonicalForm(parseGraph6(formatGraph6(graph(g))))).toBe(canonicalForm(graph(g)))
        },
      ),
      { numRuns: 200, seed: 14 },
    )
  })
})

/** Cells of a latin square, joined in rows, columns and where they have the same symbol: strongly regular, mostly rigid. */
function latinSquareGraph(k: number, seed: number): { n: number; edges: [number, number][] } {
  const random = rng(seed)
  const square = [...Array(k).keys()].map((i) => [...Array(k).keys()].map((j) => (i + j) % k))
  for (let t = 0; t < 40 * k * k; t++) {
    // two rows that hold x, y above y, x somewhere can exchange them
    const [r, s, c] = [random.int(k), random.int(k), random.int(k)]
    const [x, y] = [square[r]![c]!, square[s]![c]!]
    const d = square[r]!.indexOf(y)
    if (r === s || square[s]![d] !== x) continue
    square[r]![c] = square[s]![d] = y
    square[s]![c] = square[r]![d] = x
  }
  const edges: [number, number][] = []
  for (let a = 0; a < k * k; a++) {
    for (let b = 0; b < a; b++) {
      const [i, j, p, q] = [Math.floor(a / k), a % k, Math.floor(b / k), b % k]
      if (i === p || j === q || square[i]![j] === square[p]![q]) edges.push([b, a])
    }
  }
  return { n: k * k, edges }
}

describe('strongly regular graphs of latin squares', () => {
  it.each([
    [6, 1],
    [6, 2],
    [7, 3],
    [8, 4],
    [8, 5],
    [9, 6],
  ])('order %i, seed %i: canonical forms survive relabelling', (k, seed) => {
    const g = latinSquareGraph(k, seed)
    const form = canonicalForm(graph(g))
    for (const s of [1, 2, 3, 4]) expect(canonicalForm(graph(relabel(g, shuffled(g.n, rng(s)))))).toBe(form)
    const { order, group } = automorphisms(graph(g))
    expect(permutationGroup(group.generators, { degree: g.n }).order).toBe(order)
  })
})

describe('two strongly regular graphs joined to one regular graph', () => {
  it.each([
    [6, 1, 2],
    [6, 3, 4],
    [7, 5, 6],
  ])('order %i, seeds %i and %i: canonical forms survive relabelling', (k, s, t) => {
    const [a, b] = [latinSquareGraph(k, s), latinSquareGraph(k, t)]
    const n = 2 * a.n
    const edges = [...a.edges, ...b.edges.map(([u, v]): [number, number] => [u + a.n, v + a.n])]
    for (let u = 0; u < a.n; u++) for (let v = a.n; v < n; v++) edges.push([u, v])
    const g = { n, edges }
    const form = canonicalForm(graph(g))
    for (let r = 1; r <= 8; r++)
      expect(canonicalForm(graph(relabel(g, shuffled(n, rng(r))))) === form).toBe(true)
  })
})

/** The CFI graph over a cubic graph, twisted or not: colour refinement of any small dimension cannot tell them apart. */
function cfi(n: number, edges: readonly (readonly [number, number])[], twisted: boolean) {
  const out: Edge[] = []
  const colours: number[] = []
  const add = (c: number) => colours.push(c) - 1
  const ends = new Map<string, [number, number]>()
  for (let v = 0; v < n; v++) {
    const incident = edges.map((_, e) => e).filter((e) => edges[e]!.includes(v))
    for (const e of incident) ends.set(`${v},${e}`, [add(1), add(1)])
    for (let mask = 0; mask < 8; mask++) {
      if (((mask & 1) + ((mask >> 1) & 1) + ((mask >> 2) & 1)) % 2 === 1) continue
      const middle = add(0)
      incident.forEach((e, i) => out.push([middle, ends.get(`${v},${e}`)![(mask >> i) & 1]!]))
    }
  }
  edges.forEach(([u, v], e) => {
    const cross = twisted && e === 0 ? 1 : 0
    for (const b of [0, 1]) out.push([ends.get(`${u},${e}`)![b]!, ends.get(`${v},${e}`)![b ^ cross]!])
  })
  return { n: colours.length, edges: out, colours }
}

describe('Cai–Fürer–Immerman graphs', () => {
  const prism = (k: number) => [
    ...Array.from({ length: k }, (_, i): [number, number] => [i, (i + 1) % k]),
    ...Array.from({ length: k }, (_, i): [number, number] => [k + i, k + ((i + 1) % k)]),
    ...Array.from({ length: k }, (_, i): [number, number] => [i, k + i]),
  ]

  it.each([3, 4, 7, 12])(
    'over the prism of %i: untwisted and twisted are told apart, each from its relabelling not',
    (k) => {
      const [plain, twisted] = [cfi(2 * k, prism(k), false), cfi(2 * k, prism(k), true)]
      const shuffledOf = (g: GraphInput) =>
        relabel(
          g,
          [...Array(g.n).keys()].map((v) => (v * 7 + 3) % g.n),
        )
      const coprime = plain.n % 7 !== 0
      const forms = [plain, twisted].map((g) => canonicalForm(graph(g)))
      expect(forms[0]).not.toBe(forms[1])
      if (coprime) expect([plain, twisted].map((g) => canonicalForm(graph(shuffledOf(g))))).toEqual(forms)
      expect(automorphisms(graph(plain)).order).toBe(automorphisms(graph(twisted)).order)
    },
  )
})

describe('many components that refinement cannot tell apart', () => {
  // the Shrikhande graph and the rook's graph: both strongly regular with parameters (16, 6, 2, 2)
  const cell = (v: number) => [Math.floor(v / 4), v % 4] as const
  const pairsWhere = (adjacent: (a: readonly [number, number], b: readonly [number, number]) => boolean) =>
    [...Array(16).keys()].flatMap((u) =>
      [...Array(u).keys()].filter((v) => adjacent(cell(u), cell(v))).map((v): [number, number] => [v, u]),
    )
  const shrikhande = pairsWhere(([a, b], [c, d]) =>
    ['01', '03', '10', '30', '11', '33'].includes(`${(a - c + 4) % 4}${(b - d + 4) % 4}`),
  )
  const rook = pairsWhere(([a, b], [c, d]) => a === c || b === d)
  const union = (kinds: readonly [number, number][][]) => ({
    n: 16 * kinds.length,
    edges: kinds.flatMap((edges, k) => edges.map(([u, v]): Edge => [16 * k + u, 16 * k + v])),
  })

  it('are labelled one by one', () => {
    const mixed = union([...Array(20).keys()].map((k) => (k % 3 === 0 ? rook : shrikhande)))
    const sorted = union([...Array(20).keys()].map((k) => (k < 7 ? rook : shrikhande)))
    const other = union([...Array(20).keys()].map((k) => (k < 8 ? rook : shrikhande)))
    const p = [...Array(mixed.n).keys()].map((v) => (v * 7 + 5) % mixed.n)
    expect(canonicalForm(graph(mixed))).toBe(canonicalForm(graph(sorted)))
    expect(canonicalForm(graph(relabel(mixed, p)))).toBe(canonicalForm(graph(sorted)))
    expect(canonicalForm(graph(mixed))).not.toBe(canonicalForm(graph(other)))
    expect(isomorphism(graph(mixed), graph(sorted))).toBeDefined()
    const { order, orbits } = canonicalLabelling(graph(mixed)).automorphisms
    const factorial = (k: number) => [...Array(k).keys()].reduce((f, i) => f * BigInt(i + 1), 1n)
    expect(order).toBe(1152n ** 7n * factorial(7) * 192n ** 13n * factorial(13))
    expect(orbits.map((o) => o.length)).toEqual([112, 208])
    expect(automorphisms(graph(mixed)).order).toBe(order)
  })
})

describe('reading graphs', () => {
  it('refuses fields of other names: colours under one would be left out without a word', () => {
    const input = { n: 2, edges: [[0, 1] as const] }
    for (const other of [{ colors: [0, 1] }, { multigraph: true }, { name: 'edge' }])
      expect(() => graph({ ...input, ...other })).toThrow(/a graph has no option .*it has n, edges, colours/)
  })

  it('reads edge lists with names, numbers, weights and comments', () => {
    expect(parseEdgeList('# a path\n0 1\n1, 3\n').names).toEqual(['0', '1', '2', '3'])
    const weighted = parseEdgeList('x y 2\ny z 3\n').graph
    expect(automorphisms(weighted).order).toBe(1n)
    expect(automorphisms(parseEdgeList('x y 2\ny z 2\n').graph).order).toBe(2n)
    expect(() => parseEdgeList('0 1\n2\n')).toThrow(/line 2/)
    expect(() => parseEdgeList('a b c\n')).toThrow(/weight/)
  })

  it('refuses an edge given twice, wherever it is said, and names both', () => {
    fc.assert(
      fc.property(inputs, fc.nat(), fc.nat(), fc.boolean(), fc.constantFrom(1, 3), (g, pick, at, turn, w) => {
        if (g.edges.length === 0) return
        const first = pick % g.edges.length
        const [u, v] = g.edges[first]!
        const again: Edge = turn && !g.directed ? [v, u, w] : [u, v, w]
        const place = at % (g.edges.length + 1)
        const edges = [...g.edges.slice(0, place), again, ...g.edges.slice(place)]
        const places = [first < place ? first : first + 1, place].sort((a, b) => a - b)
        expect(() => graph({ ...g, edges })).toThrow(
          expect.objectContaining({
            code: 'INVALID_ARGUMENT',
            message: expect.stringContaining(`(edges[${places[0]}] and edges[${places[1]}])`),
          }),
        )
      }),
      { numRuns: 300, seed: 31 },
    )
    const square: Edge[] = [
      [0, 1],
      [0, 1],
      [1, 2],
      [2, 3],
      [2, 3],
      [3, 0],
    ]
    expect(() => graph({ n: 4, edges: square })).toThrow(
      /edge \{0, 1\} is given twice \(edges\[0\] and edges\[1\]\).*multi.*weight/,
    )
    // as a weight the multiplicity counts
    const weighted: Edge[] = [
      [0, 1, 2],
      [1, 2],
      [2, 3, 2],
      [3, 0],
    ]
    expect(automorphisms(graph({ n: 4, edges: weighted })).order).toBe(4n)
    expect(() => parseEdgeList('a b\n# again\nb a\n')).toThrow(/line 3 .* line 1/)
    expect(parseEdgeList('a b\nb a\n', { directed: true }).graph.edgeCount).toBe(1)
  })

  it('graph6 says all or is refused: loops, weights and spare bits are not dropped', () => {
    const loops = Array.from({ length: 3 }, (_, v): Edge => [v, v])
    expect(() => formatGraph6(graph({ n: 3, edges: loops }))).toThrow(/loops/)
    expect(() => formatGraph6(graph({ n: 3, edges: [[0, 1, 2]] }))).toThrow(/weights/)
    expect(formatGraph6(graph({ n: 3, edges: [[0, 1, 1]], colours: [0, 0, 0] }))).toBe('B_')
    expect(() => parseGraph6('B`')).toThrow(/beyond the last pair/)
  })

  it('reads mixed graphology graphs, and colours that differ far behind', () => {
    const mixed = new MultiGraph()
    for (const v of ['a', 'b', 'c']) mixed.addNode(v, { kind: { text: `${'x'.repeat(80)}${v}` } })
    mixed.addUndirectedEdge('a', 'b')
    mixed.addUndirectedEdge('b', 'c')
    expect(automorphisms(fromGraphology(mixed).graph).order).toBe(2n)
    expect(automorphisms(fromGraphology(mixed, { colour: 'kind' }).graph).order).toBe(1n)
    mixed.addDirectedEdge('a', 'c')
    expect(automorphisms(fromGraphology(mixed).graph).order).toBe(1n)
    const parallel = new MultiGraph()
    for (const v of ['a', 'b']) parallel.addNode(v)
    parallel.addUndirectedEdge('a', 'b')
    parallel.addUndirectedEdge('b', 'a')
    expect(() => fromGraphology(parallel)).toThrow(/multi/)
  })

  it('reads graphology graphs: undirected, directed, coloured, weighted', () => {
    const square = new UndirectedGraph()
    for (const v of ['a', 'b', 'c', 'd']) square.addNode(v, { kind: v === 'a' ? 'red' : 'blue' })
    for (const [u, v] of [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'd'],
      ['d', 'a'],
    ])
      square.addEdge(u, v, { w: u === 'a' ? 2 : 1 })
    const order = (g: ColouredGraph) => automorphisms(g).order
    expect(order(fromGraphology(square).graph)).toBe(8n)
    expect(order(fromGraphology(square, { colour: 'kind' }).graph)).toBe(2n)
    expect(order(fromGraphology(square, { weight: 'w' }).graph)).toBe(2n)
    const ring = new DirectedGraph()
    for (const v of ['a', 'b', 'c']) ring.mergeNode(v)
    for (const [u, v] of [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'a'],
    ])
      ring.addEdge(u, v)
    expect(order(fromGraphology(ring).graph)).toBe(3n)
  })

  it.each([
    ['a graph6 line cut short', () => parseGraph6('IsP@OkW')],
    ['a graph6 byte out of range', () => parseGraph6('B !')],
    ['an empty graph6 line', () => parseGraph6('')],
    ['an edge to no vertex', () => graph({ n: 2, edges: [[0, 2]] })],
    ['a weight that is NaN', () => graph({ n: 2, edges: [[0, 1, Number.NaN]] })],
    ['colours of a wrong length', () => graph({ n: 2, edges: [], colours: [1] })],
    ['no graph', () => graph(null as never)],
    ['an object that graph() did not make', () => automorphisms({} as never)],
    ['no graphology graph', () => fromGraphology({} as never)],
    ['graph6 of a coloured graph', () => formatGraph6(graph({ n: 2, edges: [], colours: [0, 1] }))],
  ])('refuses %s', (_, f) => {
    expect(f).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/INVALID_ARGUMENT|DIMENSION_MISMATCH/) }),
    )
  })

  it('stops when its signal is aborted', () => {
    const g = graph({ n: 600, edges: Array.from({ length: 600 }, (_, v): Edge => [v, (v + 1) % 600]) })
    expect(() => automorphisms(g, { signal: { aborted: true } })).toThrow(
      expect.objectContaining({ code: 'ABORTED' }),
    )
    expect(automorphisms(g).order).toBe(1200n)
  })
})
