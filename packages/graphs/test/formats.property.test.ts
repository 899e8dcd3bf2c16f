import fc from 'fast-check'
import { MultiUndirectedGraph } from 'graphology'
import { describe, expect, it } from 'vitest'
import { isTurn } from '../../../conformance/in-turn.js'
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
  fromGraphology,
  type GraphInput,
  graph,
  graphInput,
  isomorphism,
  parseDigraph6,
  parseDimacs,
  parseEdgeList,
  parseGraph6,
  parseSparse6,
} from '../src/index.js'

const seed = 41

/** Multigraphs of every kind, in the order in which they are read off; often without directions, colours, weights, loops or repetitions. */
const inputs: fc.Arbitrary<GraphInput> = fc.integer({ min: 1, max: 18 }).chain((n) =>
  fc
    .record({
      directed: fc.boolean(),
      colours: fc.array(fc.constantFrom(0, 1, 7, -0.5), { minLength: n, maxLength: n }),
      edges: fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1), fc.constantFrom(1, 1, 1, 2, -0.5)), {
        maxLength: 12,
      }),
      coloured: fc.constantFrom('no', 'no', 'integers', 'all'),
      weighted: fc.constantFrom(false, false, true),
      looped: fc.boolean(),
      repeated: fc.boolean(),
    })
    .map(({ directed, colours: numbers, edges: list, coloured, weighted, looped, repeated }): GraphInput => {
      let edges = list.map(([u, v, w]): [number, number, number] => [
        directed ? u : Math.min(u, v),
        directed ? v : Math.max(u, v),
        weighted ? w : 1,
      ])
      if (!looped) edges = edges.filter(([u, v]) => u !== v)
      if (!repeated) edges = [...new Map(edges.map((e) => [`${e[0]},${e[1]}`, e])).values()]
      edges.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])
      const colours = numbers.map((c) => (coloured === 'no' ? 0 : coloured === 'all' ? c : Math.max(0, c)))
      return {
        n,
        edges: edges.map(([u, v, w]): Edge => (w === 1 ? [u, v] : [u, v, w])),
        ...(colours.some((c) => c !== 0) ? { colours } : {}),
        ...(directed ? { directed } : {}),
        multi: true,
      }
    }),
)

describe('graphInput', () => {
  it('is what the graph was made of', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        expect(graphInput(graph(input))).toEqual(input)
      }),
      { numRuns: 500, seed },
    )
  })
})

describe('multigraphs', () => {
  it('without weights are the graphs with multiplicities as weights', () => {
    fc.assert(
      fc.property(inputs, fc.infiniteStream(fc.nat()), (input, picks) => {
        const bare = { ...input, edges: input.edges.map(([u, v]): Edge => [u, v]) }
        const counts = new Map<string, number>()
        for (const [u, v] of bare.edges) counts.set(`${u},${v}`, (counts.get(`${u},${v}`) ?? 0) + 1)
        const weighted = {
          ...bare,
          multi: false,
          edges: [...counts].map(([key, w]): Edge => {
            const [u, v] = key.split(',').map(Number)
            return [u!, v!, w]
          }),
        }
        const shuffled = [...bare.edges].sort(() => (picks.next().value % 2) - 0.5)
        const [a, b] = [graph({ ...bare, edges: shuffled }), graph(weighted)]
        expect(canonicalForm(a)).toBe(canonicalForm(b))
        expect(isomorphism(a, b)).toBeDefined()
        expect(automorphisms(a).order).toBe(automorphisms(b).order)
      }),
      { numRuns: 300, seed },
    )
  })

  it('with weights are told apart by each of them', () => {
    const pair = (...weights: number[]) =>
      graph({ n: 2, edges: weights.map((w): Edge => [0, 1, w]), multi: true })
    expect(canonicalForm(pair(2, 3))).toBe(canonicalForm(pair(3, 2)))
    for (const other of [pair(1, 4), pair(5), pair(2, 3, 3), pair(2), pair(2.5, 2.5)]) {
      expect(canonicalForm(other)).not.toBe(canonicalForm(pair(2, 3)))
      expect(isomorphism(other, pair(2, 3))).toBeUndefined()
    }
    // beside another weight, a doubled edge is not one of weight 2
    const beside = (...list: Edge[]) => graph({ n: 4, edges: [[2, 3, 5], ...list], multi: true })
    expect(isomorphism(beside([0, 1], [0, 1]), beside([0, 1, 2]))).toBeUndefined()
    const path: Edge[] = [
      [0, 1, 2],
      [1, 2, 1],
      [1, 2, 1],
      [1, 2, 3],
    ]
    expect(automorphisms(graph({ n: 3, edges: path, multi: true })).order).toBe(1n)
    const even: Edge[] = [...path, [0, 1, 7], [1, 2, 2], [0, 1, 1], [0, 1, 1], [0, 1, 3], [1, 2, 7]]
    expect(automorphisms(graph({ n: 3, edges: even, multi: true })).order).toBe(2n)
  })

  it('count loops and arcs each way', () => {
    const order = (edges: Edge[], directed = false) =>
      automorphisms(graph({ n: 2, edges, directed, multi: true })).order
    expect([
      order([
        [0, 0],
        [0, 0],
        [1, 1],
      ]),
      order([
        [0, 0],
        [1, 1],
        [1, 1],
        [0, 0],
      ]),
    ]).toEqual([1n, 2n])
    const arcs: Edge[] = [
      [0, 1],
      [0, 1],
      [1, 0],
    ]
    expect([order(arcs, true), order([...arcs, [1, 0]], true)]).toEqual([1n, 2n])
  })

  it('of graphology are read with multi', () => {
    const triangle = new MultiUndirectedGraph()
    for (const v of ['a', 'b', 'c']) triangle.addNode(v)
    for (const [u, v] of [
      ['a', 'b'],
      ['b', 'a'],
      ['b', 'c'],
      ['c', 'a'],
    ])
      triangle.addEdge(u, v)
    expect(() => fromGraphology(triangle)).toThrow(/multi: true/)
    const found = fromGraphology(triangle, { multi: true }).graph
    expect([automorphisms(found).order, graphInput(found).edges.length]).toEqual([2n, 4])
  })

  it('of graphology have colours by value, in whichever order fields were set', () => {
    const order = (...kinds: unknown[]) => {
      const g = new MultiUndirectedGraph()
      for (const [i, kind] of kinds.entries()) g.addNode(i, { kind })
      return automorphisms(fromGraphology(g, { colour: 'kind' }).graph).order
    }
    expect(order({ a: 1, b: { c: 2, d: 3 }, e: 4 }, { e: 4, b: { d: 3, c: 2 }, a: 1 })).toBe(2n)
    expect(order({ a: 1, b: 2 }, { b: 1, a: 2 })).toBe(1n)
    expect(order([1, 2], [2, 1])).toBe(1n)
  })
})

const has = {
  colours: ({ colours }: GraphInput) => colours !== undefined,
  fractions: ({ colours }: GraphInput) => colours !== undefined && Array.from(colours).some((c) => c < 0),
  directions: ({ directed }: GraphInput) => directed === true,
  noDirections: ({ directed }: GraphInput) => directed !== true,
  weights: ({ edges }: GraphInput) => edges.some(([, , w]) => w !== undefined),
  loops: ({ edges }: GraphInput) => edges.some(([u, v]) => u === v),
  repetitions: ({ edges }: GraphInput) => new Set(edges.map(([u, v]) => `${u},${v}`)).size < edges.length,
  lonely: ({ n, edges }: GraphInput) => !edges.some(([u, v]) => u === n - 1 || v === n - 1),
}

interface Format {
  readonly name: string
  readonly write: (g: ColouredGraph) => string
  readonly parse: (text: string, given: GraphInput) => ColouredGraph
  readonly without: readonly (keyof typeof has)[]
}

const FORMATS: readonly Format[] = [
  {
    name: 'graph6',
    write: formatGraph6,
    parse: parseGraph6,
    without: ['colours', 'directions', 'weights', 'loops', 'repetitions'],
  },
  {
    name: 'sparse6',
    write: formatSparse6,
    parse: (text) => parseSparse6(text, { multi: true }),
    without: ['colours', 'directions', 'weights'],
  },
  {
    name: 'digraph6',
    write: formatDigraph6,
    parse: parseDigraph6,
    without: ['colours', 'noDirections', 'weights', 'repetitions'],
  },
  {
    name: 'DIMACS',
    write: formatDimacs,
    parse: (text) => parseDimacs(text, { multi: true }),
    without: ['fractions', 'directions', 'weights'],
  },
  {
    name: 'edge lists',
    write: (g) => formatEdgeList(g),
    parse: (text, { directed = false }) => parseEdgeList(text, { directed, multi: true }).graph,
    without: ['colours', 'lonely'],
  },
]

describe.each(FORMATS)('$name', ({ write, parse, without }) => {
  it('is read back as it was, or refused where it cannot say all', () => {
    let written = 0
    fc.assert(
      fc.property(inputs, (given) => {
        const lost = without.some((what) => has[what](given))
        if (lost) {
          const named = /no (directions|colours|weights|loops|multiplicities)|is undirected|has no edge/
          expect(() => write(graph(given))).toThrow(
            expect.objectContaining({
              code: 'INVALID_ARGUMENT',
              message: expect.stringMatching(named),
            }),
          )
          return
        }
        written++
        const { multi: _, ...read } = graphInput(parse(write(graph(given)), given))
        const { multi: __, ...all } = given
        expect(read).toEqual(all)
      }),
      { numRuns: 1000, seed },
    )
    expect(written).toBeGreaterThan(30)
  })
})

describe('sparse6', () => {
  it('has repeated edges, which count with multi and are refused without', () => {
    const doubled = graph({
      n: 3,
      edges: [
        [0, 1],
        [0, 1],
        [1, 2],
      ],
      multi: true,
    })
    const text = formatSparse6(doubled)
    expect(() => parseSparse6(text)).toThrow(/given twice.*multi: true/)
    const read = parseSparse6(text, { multi: true })
    expect([automorphisms(read).order, read.multi]).toEqual([1n, true])
    expect(() =>
      formatSparse6(
        graph({
          n: 3,
          edges: [
            [0, 1, 2],
            [1, 2],
          ],
        }),
      ),
    ).toThrow(/no weights/)
  })

  it.runIf(isTurn(0))('has sizes of one, four and eight bytes', () => {
    for (const n of [62, 63, 258_047, 258_048]) {
      const text = formatSparse6(graph({ n, edges: [[3, n - 1]] }))
      expect(graphInput(parseSparse6(text))).toEqual({ n, edges: [[3, n - 1]] })
      expect(text.length).toBe(
        1 + (n < 63 ? 1 : n < 258_048 ? 4 : 8) + Math.ceil((2 * (n - 1).toString(2).length + 2) / 6),
      )
    }
    expect(() => parseSparse6(':~~??K???')).toThrow(expect.objectContaining({ code: 'TOO_LARGE' }))
  })

  it('an incomplete pair at the end is padding, and one beyond the last vertex is not', () => {
    // pairs are of a bit and three: the last two bits are of none
    for (const last of '_`ab') expect(graphInput(parseSparse6(`:D${last}`)).edges).toEqual([[0, 1]])
    // one byte more
    expect(() => parseSparse6(':Fa@x^~')).toThrow(/goes on to vertex 7, and there are 7/)
    expect(() => parseSparse6(':@~~')).toThrow(/there are 1/)
    expect(() => parseSparse6(':?~')).toThrow(/there are 0/)
    expect(() => parseSparse6(';Fa@x^')).toThrow(/begins with ":", not ";"/)
    expect(() => parseGraph6(':Fa@x^')).toThrow(/this is sparse6/)
    expect(() => parseGraph6('&DI?AO?')).toThrow(/this is digraph6/)
    expect(() => parseDigraph6('>>digraph6<<DI?AO?')).toThrow(/begins with "&"/)
    expect(() => parseDigraph6('&DI?AO')).toThrow(/5 bytes after its size, not 4/)
    expect(() => parseDigraph6('&DI?AO@')).toThrow(/beyond the last pair/)
    expect(() => parseSparse6(':Fa x^')).toThrow(/" " at column 4/)
  })
})

describe('DIMACS', () => {
  it('has comments, colours and vertices from 1', () => {
    const text = 'c a path\r\np col 3 2\r\nn 2 5\r\ne 1 2\r\n\r\ne 3 2\r\n'
    expect(graphInput(parseDimacs(text))).toEqual({
      n: 3,
      edges: [
        [0, 1],
        [1, 2],
      ],
      colours: [0, 5, 0],
    })
  })

  it.each([
    ['', /no line/],
    ['c nothing\n', /no line/],
    ['e 1 2\np edge 2 1\n', /line 1 .* before the line/],
    ['p edge 2 1\np edge 2 1\n', /line 2 .* second line p/],
    ['p edge 2\n', /line 1 .* must be “p edge n m”/],
    ['p sp 2 1\na 1 2 5\n', /line 1 .* problem "sp"/],
    ['p edge 2 1\na 1 2 5\n', /line 2 .* begins with "a"/],
    ['p edge 2 1\ne 0 1\n', /line 2 .* vertex 0; there are 1 to 2/],
    ['p edge 2 1\ne 1 3\n', /line 2 .* vertex 3/],
    ['p edge 2 1\ne 1 2 7\n', /line 2 .* 3 numbers after e/],
    ['p edge 2 1\ne 1 two\n', /line 2 .* "two" where a vertex/],
    ['p edge 2 1\ne 1 1e0\n', /line 2 .* "1e0"/],
    ['p edge 2 1\nn 1 -1\ne 1 2\n', /line 2 .* "-1" where a colour/],
    ['p edge 2 1\nn 1 1\nn 1 2\ne 1 2\n', /line 3 .* second colour/],
    ['p edge 2 2\ne 1 2\n', /says that there are 2 edges, and has 1/],
    ['p edge 2 2\ne 1 2\ne 2 1\n', /line 3 .* line 2 again.*multi: true/],
  ])('%j is refused', (text, words) => {
    expect(() => parseDimacs(text)).toThrow(
      expect.objectContaining({ code: 'INVALID_FILE', message: expect.stringMatching(words) }),
    )
  })

  it('of too many vertices is refused before they are made', () => {
    expect(() => parseDimacs('p edge 99999999999 0\n')).toThrow(
      expect.objectContaining({ code: 'TOO_LARGE' }),
    )
  })
})

describe('edge lists', () => {
  it('comments begin with # or % at a line or after a space, and not in a name', () => {
    const { names, graph: g } = parseEdgeList('% sym\na#1 b%2 % one\n  # two\nb%2 c 3 #\n')
    expect(names).toEqual(['a#1', 'b%2', 'c'])
    expect(graphInput(g).edges).toEqual([
      [0, 1],
      [1, 2, 3],
    ])
  })

  it('names that are all digits are the vertices, others are numbered as they occur', () => {
    expect(parseEdgeList('007 2').names.length).toBe(8)
    expect(parseEdgeList('7 2\n2 x').names).toEqual(['7', '2', 'x'])
    expect(() => parseEdgeList('0 1\n1 2097152')).toThrow(
      expect.objectContaining({ code: 'TOO_LARGE', message: expect.stringMatching(/2097152 in line 2/) }),
    )
    expect(() => parseEdgeList(`0 ${'9'.repeat(400)}`)).toThrow(
      expect.objectContaining({ code: 'TOO_LARGE' }),
    )
  })

  it.each([
    ['a,,b', /line 1/],
    ['a b 0x10', /weight "0x10"/],
    ['a b 1e999', /weight "1e999"/],
    ['a b 1 2', /line 1/],
    ['0 1\n1 0', /line 2 .* line 1 again.*multi: true/],
  ])('%j is refused', (text, words) => {
    expect(() => parseEdgeList(text)).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT', message: expect.stringMatching(words) }),
    )
  })

  it('are written with names that are read back, or none', () => {
    const g = graph({ n: 2, edges: [[0, 1]] })
    expect(formatEdgeList(g, { names: ['b', 'a'] })).toBe('b a\n')
    for (const names of [['a'], ['a', 'a'], ['a', 'b c'], ['a', ''], ['a', '#b'], ['1', '0'], ['a,', 'b']])
      expect(() => formatEdgeList(g, { names })).toThrow(
        expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
      )
    expect(() => formatEdgeList(graph({ n: 3, edges: [[0, 2]] }), { names: ['a', 'b', 'c'] })).toThrow(
      /vertex 1 has no edge/,
    )
    expect(formatEdgeList(graph({ n: 0, edges: [] }))).toBe('')
  })
})

describe('graphs of too many edges', () => {
  it('are refused before they are made', () => {
    // all pairs of 6000 vertices
    const pairs = (6000 * 5999) / 2
    const size = [63, 6000 >> 12, (6000 >> 6) & 63, 6000 & 63]
      .map((b) => String.fromCharCode(b + 63))
      .join('')
    const dense = size + '~'.repeat(pairs / 6)
    for (const read of [
      () => parseGraph6(dense),
      () => parseDimacs('p edge 10 16777217\n'),
      () => graph({ n: 1, edges: new Array<Edge>(2 ** 24 + 1).fill([0, 0]), multi: true }),
    ])
      expect(read).toThrow(
        expect.objectContaining({ code: 'TOO_LARGE', message: expect.stringMatching(/limit is 16777216/) }),
      )
  })
})
