import { type ColouredGraph, type Edge, graph } from '@buridan/groups'
import fc from 'fast-check'
import { images } from './permutations.js'

/** A graph as plain data: edges as [u, v] or [u, v, weight]. */
export interface GivenGraph {
  readonly n: number
  readonly directed: boolean
  readonly colours: readonly number[]
  readonly edges: readonly (readonly number[])[]
}

/** Numbers that are easily taken for one another, or lost as texts. */
export const VALUES = [1, 2, 0, -0, -0.5, 1 + 2 ** -52, 1 - 2 ** -53, 1e160, 1e-320, 2 ** 53 + 2, -1e200]

const value = fc.oneof({ arbitrary: fc.constant(1), weight: 2 }, fc.constantFrom(...VALUES))

/** Graphs of every kind: directed or not, coloured, weighted, with loops, on few vertices or none. */
export const graphs = (most = 6, least = 0): fc.Arbitrary<GivenGraph> =>
  fc
    .integer({ min: least, max: most })
    .chain((n) => {
      const vertex = fc.integer({ min: 0, max: Math.max(0, n - 1) })
      const edge = fc.oneof(fc.tuple(vertex, vertex), fc.tuple(vertex, vertex, value))
      return fc.record({
        n: fc.constant(n),
        directed: fc.boolean(),
        colours: fc.oneof(
          fc.constant(new Array<number>(n).fill(0)),
          fc.array(fc.constantFrom(0, 0, 1), { minLength: n, maxLength: n }),
          fc.array(fc.constantFrom(...VALUES), { minLength: n, maxLength: n }),
        ),
        edges: fc.array(edge, { maxLength: n === 0 ? 0 : (n * (n + 1)) / 2 }),
      })
    })
    .map((g) => ({ ...g, edges: once(g.edges, g.directed) }))

/** Each edge once: the first of those with the same ends. */
function once(edges: readonly number[][], directed: boolean): number[][] {
  const kept = new Map<string, number[]>()
  for (const e of edges) {
    const key = directed ? `${e[0]},${e[1]}` : `${Math.min(e[0]!, e[1]!)},${Math.max(e[0]!, e[1]!)}`
    if (!kept.has(key)) kept.set(key, e)
  }
  return [...kept.values()]
}

/** The graph itself. */
export function made({ n, directed, colours, edges }: GivenGraph): ColouredGraph {
  return graph({ n, directed, colours: [...colours], edges: edges.map((e) => [...e] as unknown as Edge) })
}

/** The graph when vertex v is called by[v]. */
export function relabelled(g: GivenGraph, by: readonly number[]): GivenGraph {
  const colours = new Array<number>(g.n)
  by.forEach((image, v) => {
    colours[image] = g.colours[v]!
  })
  return { ...g, colours, edges: g.edges.map(([u, v, ...w]) => [by[u!]!, by[v!]!, ...w]) }
}

/** Graphs with new names for their vertices. */
export const withNames = (given: fc.Arbitrary<GivenGraph>) =>
  given.chain((g) => fc.record({ g: fc.constant(g), by: images(g.n) }))

/** Everything two vertices have in common, as texts; numbers by value. */
export function table({ n, directed, colours, edges }: GivenGraph): string[][] {
  const out = Array.from({ length: n }, (_, u) =>
    Array.from({ length: n }, (_, v) => (u === v ? `colour ${colours[u]! + 0}` : '')),
  )
  for (const [u, v, w = 1] of edges) {
    out[u!]![v!] += ` ${w + 0}`
    if (!directed && u !== v) out[v!]![u!] += ` ${w + 0}`
  }
  return out
}

/** All isomorphisms between two graphs, by trying the images of one vertex after another. */
export function isomorphismsByForce(a: GivenGraph, b: GivenGraph): number[][] {
  if (a.n !== b.n || a.directed !== b.directed) return []
  const [x, y] = [table(a), table(b)]
  const out: number[][] = []
  const extend = (map: number[]) => {
    const v = map.length
    if (v === a.n) return out.push([...map])
    for (let w = 0; w < a.n; w++) {
      if (map.includes(w) || x[v]![v] !== y[w]![w]) continue
      if (map.some((image, u) => x[u]![v] !== y[image]![w] || x[v]![u] !== y[w]![image])) continue
      map.push(w)
      extend(map)
      map.pop()
    }
  }
  extend([])
  return out
}

/** Whether a map of vertices is an isomorphism, entry by entry of the tables. */
export function isIsomorphism(a: GivenGraph, b: GivenGraph, image: ArrayLike<number>): boolean {
  const [x, y] = [table(a), table(b)]
  const isBijection = new Set(Array.from(image)).size === b.n && image.length === a.n
  return isBijection && x.every((row, u) => row.every((text, v) => text === y[image[u]!]?.[image[v]!]))
}

/** Orbits of vertices under permutations that are a whole group: each ascending, by their least vertex. */
export function orbitsByForce(n: number, all: readonly (readonly number[])[]): number[][] {
  const orbits = Array.from({ length: n }, (_, v) =>
    [...new Set(all.map((p) => p[v]!))].sort((a, b) => a - b),
  )
  return orbits.filter((orbit, v) => orbit[0] === v)
}

/** A graph beside one that differs in a detail or in none, with new names. */
export const pairs = graphs().chain((a) =>
  fc
    .record({
      by: images(a.n),
      detail: fc.constantFrom('none', 'edge', 'weight', 'colour', 'direction', 'ends'),
      at: fc.nat(100),
      value: fc.constantFrom(...VALUES),
    })
    .map(({ by, detail, at, value: v }) => ({ a, b: relabelled(changed(a, detail, at, v), by) })),
)

function changed(g: GivenGraph, detail: string, at: number, v: number): GivenGraph {
  if (detail === 'colour' && g.n > 0)
    return { ...g, colours: g.colours.map((c, i) => (i === at % g.n ? v : c)) }
  if (g.edges.length === 0) return g
  const place = at % g.edges.length
  const [from, to, ...w] = g.edges[place]!
  const replaced = (e: number[]) =>
    once(
      [...g.edges.slice(0, place), e, ...g.edges.slice(place + 1)].map((f) => [...f]),
      g.directed,
    )
  if (detail === 'edge') return { ...g, edges: g.edges.filter((_, i) => i !== place) }
  if (detail === 'weight') return { ...g, edges: replaced([from!, to!, v]) }
  if (detail === 'direction') return { ...g, edges: replaced([to!, from!, ...w]) }
  if (detail === 'ends') return { ...g, edges: replaced([from!, at % g.n, ...w]) }
  return g
}
