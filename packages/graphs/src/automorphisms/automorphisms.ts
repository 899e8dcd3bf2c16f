import { cellsByLeast, factorial, knownOptions, ofKind, type Permutation, type Signal } from '@buridan/core'
import { FiniteGroup } from '@buridan/permutations'
import type { ColouredGraph } from '../graph/coloured-graph.js'
import { componentGraph, connectedComponents, labelledText } from '../graph/components.js'
import type { AutomorphismSearch } from '../search/automorphism-search.js'
import { OrbitPartition } from '../search/orbit-partition.js'
import { dense, type SparsePermutation } from '../search/partial-automorphism.js'
import { graphOf, search } from '../search/shared-search.js'

/** Automorphisms of a graph. */
export class Automorphisms {
  #group: FiniteGroup | undefined
  #orbits: readonly (readonly number[])[] | undefined
  readonly #leasts: ArrayLike<number>

  /** @internal */
  constructor(
    readonly graph: ColouredGraph,
    /** Number of automorphisms. */
    readonly order: bigint,
    leasts: ArrayLike<number>,
    /** Generators by the vertices they move. */
    readonly sparseGenerators: readonly SparsePermutation[],
    /** Vertices that only the identity fixes all. */
    readonly base: readonly number[],
  ) {
    this.#leasts = leasts
  }

  /** Orbits on vertices, each ascending, ordered by their least vertex. */
  get orbits(): readonly (readonly number[])[] {
    this.#orbits ??= cellsByLeast(this.#leasts)
    return this.#orbits
  }

  /** The automorphism group on the vertices. Each generator takes an array of n numbers. */
  get group(): FiniteGroup {
    this.#group ??= new FiniteGroup(
      undefined,
      this.graph.n,
      this.sparseGenerators.map((g) => dense(g, this.graph.n)),
      { kind: 'permutation' },
      { order: this.order, basePoints: this.base },
    )
    return this.#group
  }
}

function read(graph: ColouredGraph, found: AutomorphismSearch): Automorphisms {
  return new Automorphisms(graph, found.order, found.orbits.leasts(), found.generators, found.base)
}

/**
 * The automorphism group of a graph: the permutations of its vertices that keep colours, edges, their directions and
 * weights.
 *
 * @throws InvalidArgumentError if `graph` is not made by `graph` or read by this package
 * @throws AbortedError if the signal is aborted
 * @remarks O((n + m) log n) for each path of the search tree, n vertices and m edges. There are few paths for most sparse graphs and
 * exponentially many in the worst case, as for every known method in practice. McKay & Piperno 2014.
 *
 * @example
 * ```ts
 * import { automorphisms, graph } from '@buridan/graphs'
 * const square = graph({ n: 4, edges: [[0, 1], [1, 2], [2, 3], [3, 0]] })
 * const { order, orbits } = automorphisms(square)
 * console.log(order, orbits) // → 8n [ [ 0, 1, 2, 3 ] ]
 * ```
 */
export function automorphisms(graph: ColouredGraph, options: { signal?: Signal } = {}): Automorphisms {
  knownOptions(options, { signal: true }, 'automorphisms')
  ofKind(graph, 'graph', 'graph')
  return search(graph, false, options.signal, (found) => read(graph, found))
}

/** A canonical labelling: relabelled graphs are equal exactly for isomorphic graphs. */
export interface CanonicalLabelling {
  /** The new name of each vertex: v becomes `labelling[v]`. */
  readonly labelling: Permutation
  readonly automorphisms: Automorphisms
}

/**
 * A canonical labelling of a graph, which gives isomorphic graphs one and the same relabelled graph.
 *
 * @throws InvalidArgumentError if `graph` is not made by `graph` or read by this package
 * @throws AbortedError if the signal is aborted
 * @remarks As {@link automorphisms}, which it finds on the way.
 *
 * @example
 * ```ts
 * import { canonicalForm, canonicalLabelling, graph } from '@buridan/graphs'
 * const a = graph({ n: 3, edges: [[0, 1], [1, 2]] })
 * const b = graph({ n: 3, edges: [[1, 0], [0, 2]] })
 * console.log(canonicalForm(a) === canonicalForm(b), canonicalLabelling(a).labelling.length) // → true 3
 * ```
 */
export function canonicalLabelling(
  graph: ColouredGraph,
  options: { signal?: Signal } = {},
): CanonicalLabelling {
  knownOptions(options, { signal: true }, 'canonicalLabelling')
  ofKind(graph, 'graph', 'graph')
  graphOf(graph)
  const components = connectedComponents(graph)
  return components.length <= 1
    ? labelConnected(graph, options.signal)
    : labelComponents(graph, components, options.signal)
}

function labelConnected(graph: ColouredGraph, signal: Signal | undefined): CanonicalLabelling {
  return search(graph, true, signal, (found) => {
    const labelling = new Uint32Array(graph.n)
    for (let p = 0; p < graph.n; p++) labelling[found.best[p]!] = p
    return { labelling, automorphisms: read(graph, found) }
  })
}

/** A component with its vertices in canonical order. */
interface LabelledComponent {
  readonly order: readonly number[]
  readonly automorphisms: Automorphisms
  readonly vertices: readonly number[]
}

/**
 * Components are labelled one by one and put in the order of their labelled forms; equal ones are exchanged. So the costs of
 * components that refinement cannot tell apart are added, not multiplied.
 */
function labelComponents(
  graph: ColouredGraph,
  components: readonly (readonly number[])[],
  signal: Signal | undefined,
): CanonicalLabelling {
  const names = new Int32Array(graph.n)
  const classes = new Map<string, LabelledComponent[]>()
  for (const vertices of components) {
    const { labelling, automorphisms } = labelConnected(componentGraph(graph, vertices, names), signal)
    const order = new Array<number>(vertices.length)
    vertices.forEach((v, i) => {
      order[labelling[i]!] = v
      names[v] = labelling[i]!
    })
    const text = labelledText(graph, order, names)
    const known = classes.get(text)
    if (known) known.push({ order, automorphisms, vertices })
    else classes.set(text, [{ order, automorphisms, vertices }])
  }
  const sorted = [...classes].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, list]) => list)
  const labelling = new Uint32Array(graph.n)
  let next = 0
  for (const v of sorted.flatMap((list) => list.flatMap((c) => c.order))) labelling[v] = next++
  return { labelling, automorphisms: joined(graph, sorted) }
}

function joined(graph: ColouredGraph, classes: readonly (readonly LabelledComponent[])[]): Automorphisms {
  let order = 1n
  const generators: SparsePermutation[] = []
  const base: number[] = []
  for (const list of classes) {
    order *= factorial(list.length) * list[0]!.automorphisms.order ** BigInt(list.length)
    list.forEach(({ automorphisms, vertices, order: mine }, i) => {
      for (const { points, images } of automorphisms.sparseGenerators) {
        generators.push({ points: points.map((p) => vertices[p]!), images: images.map((p) => vertices[p]!) })
      }
      const own = automorphisms.base.map((p) => vertices[p]!)
      base.push(...(own.length === 0 && list.length > 1 ? [vertices[0]!] : own))
      const other = list[i + 1]
      if (other) generators.push({ points: [...mine, ...other.order], images: [...other.order, ...mine] })
    })
  }
  const orbits = new OrbitPartition(graph.n)
  orbits.reset(graph.n)
  for (const g of generators) orbits.add(g)
  return new Automorphisms(graph, order, orbits.leasts(), generators, base)
}

/**
 * A string that two graphs share exactly if they are isomorphic: colours, weights and the canonically labelled arcs.
 *
 * @throws as {@link canonicalLabelling}
 * @remarks As {@link canonicalLabelling}, and O(n + m log m) for the string.
 *
 * @example
 * ```ts
 * import { canonicalForm, graph } from '@buridan/graphs'
 * const triangle = graph({ n: 3, edges: [[0, 1], [1, 2], [2, 0]] })
 * const path = graph({ n: 3, edges: [[0, 1], [1, 2]] })
 * console.log(canonicalForm(triangle) === canonicalForm(path)) // → false
 * ```
 */
export function canonicalForm(graph: ColouredGraph, options: { signal?: Signal } = {}): string {
  knownOptions(options, { signal: true }, 'canonicalForm')
  ofKind(graph, 'graph', 'graph')
  const { labelling } = canonicalLabelling(graph, options)
  const order = new Uint32Array(graph.n)
  for (let v = 0; v < graph.n; v++) order[labelling[v]!] = v
  return `${graph.legend}\n${labelledText(graph, order, labelling)}`
}

/**
 * An isomorphism between two graphs, as the image in b of each vertex of a, or undefined if there is none.
 *
 * @throws as {@link canonicalLabelling}
 * @remarks As {@link canonicalLabelling}, of both graphs; the isomorphism is then checked, in O(n + m).
 *
 * @example
 * ```ts
 * import { graph, isomorphism } from '@buridan/graphs'
 * const a = graph({ n: 3, edges: [[0, 1], [1, 2]] })
 * const b = graph({ n: 3, edges: [[1, 0], [0, 2]] })
 * console.log(isomorphism(a, b)?.[1]) // → 0
 * ```
 */
export function isomorphism(
  a: ColouredGraph,
  b: ColouredGraph,
  options: { signal?: Signal } = {},
): Permutation | undefined {
  knownOptions(options, { signal: true }, 'isomorphism')
  ofKind(a, 'a', 'graph')
  ofKind(b, 'b', 'graph')
  if (a.legend !== b.legend || a.targets.length !== b.targets.length) return undefined
  const from = canonicalLabelling(a, options).labelling
  const to = canonicalLabelling(b, options).labelling
  const vertexAt = new Uint32Array(b.n)
  for (let v = 0; v < b.n; v++) vertexAt[to[v]!] = v
  const image = from.map((p) => vertexAt[p]!)
  return isIsomorphism(a, b, image) ? image : undefined
}

function isIsomorphism(a: ColouredGraph, b: ColouredGraph, image: Permutation): boolean {
  const mark = new Int32Array(b.n)
  for (let v = 0; v < a.n; v++) {
    const w = image[v]!
    const size = a.starts[v + 1]! - a.starts[v]!
    if (a.colours[v] !== b.colours[w] || b.starts[w + 1]! - b.starts[w]! !== size) return false
    for (let e = b.starts[w]!; e < b.starts[w + 1]!; e++) mark[b.targets[e]!] = b.labels[e]! + 1
    for (let e = a.starts[v]!; e < a.starts[v + 1]!; e++) {
      if (mark[image[a.targets[e]!]!] !== a.labels[e]! + 1) return false
    }
    for (let e = b.starts[w]!; e < b.starts[w + 1]!; e++) mark[b.targets[e]!] = 0
  }
  return true
}
