import { type GraphInput, rng, shuffled } from '@buridan/groups'

type Edges = [number, number][]
/** A graph by its edges. */
export interface NamedGraph {
  readonly name: string
  readonly graph: GraphInput
}

const range = (n: number) => Array.from({ length: n }, (_, i) => i)

function torus(side: number): GraphInput {
  const edges: Edges = range(side * side).flatMap((p): Edges => {
    const [r, c] = [Math.floor(p / side), p % side]
    return [
      [p, ((r + 1) % side) * side + c],
      [p, r * side + ((c + 1) % side)],
    ]
  })
  return { n: side * side, edges }
}

function hypercube(d: number): GraphInput {
  const edges: Edges = range(2 ** d).flatMap((v) =>
    range(d).flatMap((b): Edges => (v & (1 << b) ? [] : [[v, v | (1 << b)]])),
  )
  return { n: 2 ** d, edges }
}

function binaryTree(n: number): GraphInput {
  return { n, edges: range(n - 1).map((i): [number, number] => [Math.floor(i / 2), i + 1]) }
}

function randomTree(n: number): GraphInput {
  const random = rng(3)
  return { n, edges: range(n - 1).map((i): [number, number] => [random.int(i + 1), i + 1]) }
}

/** A random pairing of three copies of each vertex, loops and double edges switched away. */
function randomCubic(n: number): GraphInput {
  const random = rng(5)
  const order = shuffled(3 * n, random).map((p) => Math.floor(p / 3))
  const edges: Edges = range((3 * n) / 2).map((i): [number, number] => [order[2 * i]!, order[2 * i + 1]!])
  const key = (a: number, b: number) => Math.min(a, b) * n + Math.max(a, b)
  const counts = new Map<number, number>()
  const count = (a: number, b: number, by: number) => counts.set(key(a, b), (counts.get(key(a, b)) ?? 0) + by)
  for (const [a, b] of edges) count(a, b, 1)
  for (let i = 0; i < edges.length; ) {
    const [a, b] = edges[i]!
    if (a !== b && counts.get(key(a, b)) === 1) {
      i++
      continue
    }
    const j = random.int(edges.length)
    const [c, d] = edges[j]!
    if (j === i || new Set([a, c]).size < 2 || new Set([b, d]).size < 2) continue
    if ((counts.get(key(a, c)) ?? 0) > 0 || (counts.get(key(b, d)) ?? 0) > 0) continue
    count(a, b, -1)
    count(c, d, -1)
    edges[i] = [a, c]
    edges[j] = [b, d]
    count(a, c, 1)
    count(b, d, 1)
    i = Math.min(i, j)
  }
  return { n, edges }
}

function copies({ n, edges }: GraphInput, k: number): GraphInput {
  return {
    n: n * k,
    edges: range(k).flatMap((c) => edges.map(([u, v]): [number, number] => [c * n + u, c * n + v])),
  }
}

const CYCLE: GraphInput = { n: 10, edges: range(10).map((i): [number, number] => [i, (i + 1) % 10]) }
const PETERSEN: GraphInput = {
  n: 10,
  edges: range(5).flatMap(
    (i): Edges => [
      [i, (i + 1) % 5],
      [i, i + 5],
      [i + 5, ((i + 2) % 5) + 5],
    ],
  ),
}

/** The large sparse families: about 10 000 vertices each. */
export function largeFamilies(): NamedGraph[] {
  return [
    { name: 'random 3-regular', graph: randomCubic(10_000) },
    { name: 'torus 100×100', graph: torus(100) },
    { name: 'hypercube 13', graph: hypercube(13) },
    { name: 'random tree', graph: randomTree(10_000) },
    { name: 'binary tree', graph: binaryTree(10_000) },
    { name: '1000 cycles of 10', graph: copies(CYCLE, 1000) },
    { name: '1000 Petersen graphs', graph: copies(PETERSEN, 1000) },
  ]
}
