import { rng, shuffled } from '@buridan/core'
import { permutationGroup } from '@buridan/permutations'
import { describe, expect, it } from 'vitest'
import { conformanceRows } from '../../../conformance/read.js'
import {
  automorphisms,
  canonicalForm,
  canonicalLabelling,
  type Edge,
  formatGraph6,
  graph,
  isomorphism,
  parseGraph6,
} from '../src/index.js'

interface Row {
  name: string
  n: number
  edges: [number, number][]
  autOrder: string
  orbits: number
}

const rows = conformanceRows<Row>('graphs.jsonl')

const inputOf = ({ n, edges }: Row) => ({ n, edges })

/** The same graph with its vertices renamed at random. */
function relabelled({ n, edges }: { n: number; edges: readonly Edge[] }, seed: number) {
  const p = shuffled(n, rng(seed))
  return graph({ n, edges: edges.map(([u, v]): Edge => [p[u]!, p[v]!]) })
}

describe('graphs against nauty', () => {
  it.each(rows)('$name', (row) => {
    const g = graph(inputOf(row))
    const { order, orbits, sparseGenerators, group } = automorphisms(g)
    expect([String(order), orbits.length]).toEqual([row.autOrder, row.orbits])
    // what is generated is as large as what was counted, and made of automorphisms
    expect(permutationGroup(group.generators, { degree: row.n }).order).toBe(order)
    const edges = new Set(row.edges.flatMap(([u, v]) => [`${u},${v}`, `${v},${u}`]))
    for (const p of group.generators)
      for (const [u, v] of row.edges) expect(edges.has(`${p[u]},${p[v]}`)).toBe(true)
    expect(sparseGenerators.every(({ points, images }) => points.length === images.length)).toBe(true)
    const canonical = canonicalForm(g)
    for (const seed of [1, 2, 3]) {
      const other = relabelled(row, seed)
      expect(canonicalForm(other)).toBe(canonical)
      expect(isomorphism(g, other)).toBeDefined()
    }
    expect(canonicalLabelling(g).automorphisms.order).toBe(order)
  })

  it('tells all rows apart that differ, the twisted CFI graphs among them', () => {
    const forms = new Map<string, string[]>()
    for (const row of rows) {
      const form = canonicalForm(graph(inputOf(row)))
      forms.set(form, [...(forms.get(form) ?? []), row.name])
    }
    const equal = [...forms.values()].filter((names) => names.length > 1)
    // the rows that are the same graph under two names
    for (const names of equal) {
      const [first, ...others] = names.map((n) => rows.find((r) => r.name === n)!)
      for (const o of others) expect(isomorphism(graph(inputOf(first!)), graph(inputOf(o)))).toBeDefined()
    }
    expect(equal.flat().some((name) => name.startsWith('CFI'))).toBe(false)
  })

  it('goes through graph6 and back', () => {
    for (const row of rows) {
      const text = formatGraph6(graph(inputOf(row)))
      expect(canonicalForm(parseGraph6(text))).toBe(canonicalForm(graph(inputOf(row))))
      expect(formatGraph6(parseGraph6(`>>graph6<<${text}\n`))).toBe(text)
    }
  })
})

describe('large sparse graphs', () => {
  const side = 100
  const torus = {
    n: side * side,
    edges: Array.from({ length: side * side }, (_, p): Edge[] => {
      const [r, c] = [Math.floor(p / side), p % side]
      return [
        [p, ((r + 1) % side) * side + c],
        [p, r * side + ((c + 1) % side)],
      ]
    }).flat(),
  }
  const cube = {
    n: 2 ** 13,
    edges: Array.from({ length: 2 ** 13 }, (_, v) =>
      Array.from({ length: 13 }, (_, b): Edge => [v, v ^ (1 << b)]).filter(([u, w]) => u < w),
    ).flat(),
  }
  const tree = { n: 10_000, edges: Array.from({ length: 9_999 }, (_, i): Edge => [Math.floor(i / 2), i + 1]) }
  const pentagons = {
    n: 10_000,
    edges: Array.from({ length: 10_000 }, (_, v): Edge => [v, v % 5 === 4 ? v - 4 : v + 1]),
  }
  const factorial = (k: number) =>
    Array.from({ length: k }, (_, i) => BigInt(i + 1)).reduce((a, b) => a * b, 1n)

  it('torus 100×100', () => expect(automorphisms(graph(torus)).order).toBe(80_000n))
  it('hypercube of dimension 13', () =>
    expect(automorphisms(graph(cube)).order).toBe(2n ** 13n * factorial(13)))
  it('binary tree of 10 000 vertices', () => {
    // each vertex with two equal subtrees doubles the order
    const sizes = new Array<number>(10_000).fill(1)
    for (let i = 9_999; i > 0; i--) sizes[Math.floor((i - 1) / 2)]! += sizes[i]!
    const perfect = (v: number): boolean => {
      const [a, b] = [2 * v + 1, 2 * v + 2]
      return b < 10_000 && sizes[a] === sizes[b]
    }
    const doublings = Array.from({ length: 10_000 }, (_, v) => v).filter(perfect).length
    expect(automorphisms(graph(tree)).order).toBe(2n ** BigInt(doublings))
  })
  it('2000 pentagons', () => {
    expect(automorphisms(graph(pentagons)).order).toBe(10n ** 2000n * factorial(2000))
  })
  it('canonical forms of relabelled ones are equal', () => {
    for (const g of [torus, cube, tree, pentagons]) {
      expect(canonicalForm(relabelled(g, 5)) === canonicalForm(graph(g))).toBe(true)
    }
  })
  it('a random cubic graph has no symmetry, and its relabelling is found', () => {
    const n = 10_000
    const random = rng(4)
    const edges: Edge[] = []
    // a cycle and a random matching
    for (let v = 0; v < n; v++) edges.push([v, (v + 1) % n])
    const order = shuffled(n, random)
    for (let i = 0; i < n; i += 2) edges.push([order[i]!, order[i + 1]!])
    const g = graph({ n, edges })
    expect(automorphisms(g).order).toBe(1n)
    expect(isomorphism(g, relabelled({ n, edges }, 8))).toBeDefined()
  })
})
