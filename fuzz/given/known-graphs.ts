import fc from 'fast-check'
import type { GivenGraph } from './graphs.js'

const range = (n: number) => Array.from({ length: n }, (_, i) => i)

/** A graph on 0..n−1 by a law for pairs u < v. */
function byLaw(n: number, joined: (u: number, v: number) => boolean): GivenGraph {
  const edges = range(n).flatMap((v) => range(v).flatMap((u) => (joined(u, v) ? [[u, v]] : [])))
  return { n, directed: false, colours: new Array<number>(n).fill(0), edges }
}

const circulant = (n: number, steps: readonly number[]) =>
  byLaw(n, (u, v) => steps.some((s) => (v - u) % n === s || (u - v + n) % n === s))

const bits = (x: number) => x.toString(2).replaceAll('0', '').length
const row = (v: number, k: number) => Math.floor(v / k)

/** The cells of a latin square of a cyclic group, joined in rows, columns and symbols: strongly regular. */
const latin = (k: number) =>
  byLaw(
    k * k,
    (u, v) => row(u, k) === row(v, k) || u % k === v % k || (row(u, k) + u) % k === (row(v, k) + v) % k,
  )

const pairsOf = (k: number) => range(k).flatMap((b) => range(b).map((a) => [a, b] as const))
const meet = (a: readonly number[], b: readonly number[]) => a.some((x) => b.includes(x))

/** Regular and strongly regular graphs, which refinement alone cannot split, with the number of their automorphisms. */
export const REGULAR: readonly (readonly [name: string, graph: GivenGraph, order: bigint])[] = [
  ['Petersen', byLaw(10, (u, v) => !meet(pairsOf(5)[u]!, pairsOf(5)[v]!)), 120n],
  ['lines of K6', byLaw(15, (u, v) => meet(pairsOf(6)[u]!, pairsOf(6)[v]!)), 720n],
  ['rook 4×4', byLaw(16, (u, v) => row(u, 4) === row(v, 4) || u % 4 === v % 4), 1152n],
  [
    'Shrikhande',
    byLaw(16, (u, v) => {
      const [x, y] = [(row(v, 4) - row(u, 4) + 4) % 4, ((v % 4) - (u % 4) + 4) % 4]
      return ['0,1', '0,3', '1,0', '3,0', '1,1', '3,3'].includes(`${x},${y}`)
    }),
    192n,
  ],
  ['Clebsch', byLaw(16, (u, v) => [1, 2, 4, 8, 15].includes(u ^ v)), 1920n],
  ['cube', byLaw(8, (u, v) => bits(u ^ v) === 1), 48n],
  ['tesseract', byLaw(16, (u, v) => bits(u ^ v) === 1), 384n],
  ['Paley 13', circulant(13, [1, 3, 4, 9, 10, 12]), 78n],
  ['Paley 17', circulant(17, [1, 2, 4, 8, 9, 13, 15, 16]), 136n],
  ['K(3,3)', byLaw(6, (u, v) => u % 2 !== v % 2), 72n],
  ['K(2,2,2)', byLaw(6, (u, v) => u % 3 !== v % 3), 48n],
  ['prism', byLaw(6, (u, v) => row(u, 3) === row(v, 3) || u % 3 === v % 3), 12n],
  ['Heawood', byLaw(14, (u, v) => u < 7 && v >= 7 && [0, 1, 3].includes((v - u) % 7)), 336n],
  ['two hexagons', byLaw(12, (u, v) => row(u, 6) === row(v, 6) && [1, 5].includes(v - u)), 288n],
  ['dodecagon', circulant(12, [1, 11]), 24n],
  ['latin 5', latin(5), 600n],
  ['K7', byLaw(7, () => true), 5040n],
  ['no edges', byLaw(5, () => false), 120n],
]

export const regular: fc.Arbitrary<GivenGraph> = fc
  .constantFrom(...REGULAR.map(([name]) => name))
  .map((name) => REGULAR.find((r) => r[0] === name)![1])

/** A tree by the parents of its vertices, each before its children: bushy, or nearly a path. */
export const trees = (most: number): fc.Arbitrary<readonly number[]> =>
  fc
    .record({
      picks: fc.array(fc.nat(1e6), { maxLength: most - 1 }),
      reach: fc.constantFrom(1, 2, 3, 1e6),
    })
    .map(({ picks, reach }) => picks.map((pick, i) => i - (pick % Math.min(reach, i + 1))))

/** The tree as a graph: vertex i + 1 hangs on parents[i]. */
export function treeOf(parents: readonly number[]): GivenGraph {
  const n = parents.length + 1
  return {
    n,
    directed: false,
    colours: new Array<number>(n).fill(0),
    edges: parents.map((p, i) => [p, i + 1]),
  }
}

/** The number of automorphisms of a tree, from its centre outwards: equal branches are exchanged. */
export function orderOfTree({ n, edges }: GivenGraph): bigint {
  const next: number[][] = range(n).map(() => [])
  for (const [u, v] of edges) {
    next[u!]!.push(v!)
    next[v!]!.push(u!)
  }
  const branch = (v: number, from: number): { form: string; order: bigint } => {
    const under = next[v]!.filter((u) => u !== from).map((u) => branch(u, v))
    const forms = under.map(({ form }) => form).sort()
    let order = under.reduce((product, b) => product * b.order, 1n)
    for (let i = 1, alike = 1n; i < forms.length; i++) {
      alike = forms[i] === forms[i - 1] ? alike + 1n : 1n
      order *= alike
    }
    return { form: `(${forms.join('')})`, order }
  }
  const middle = centre(next)
  if (middle.length === 1) return branch(middle[0]!, -1).order
  const [a, b] = [branch(middle[0]!, middle[1]!), branch(middle[1]!, middle[0]!)]
  return a.order * b.order * (a.form === b.form ? 2n : 1n)
}

/** The one or two vertices that are left when leaves are taken away again and again. */
function centre(next: readonly (readonly number[])[]): number[] {
  const degree = next.map((list) => list.length)
  let left = next.length
  let leaves = range(left).filter((v) => degree[v]! <= 1)
  while (left > 2) {
    left -= leaves.length
    leaves = leaves.flatMap((leaf) => next[leaf]!.filter((u) => --degree[u]! === 1))
  }
  return leaves
}
