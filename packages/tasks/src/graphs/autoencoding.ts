import { finiteVector, integerIn, knownOptions } from '@buridan/core'
import {
  automorphisms,
  graph,
  multiple,
  parseRepresentation,
  rng,
  shuffled,
  symmetric,
} from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { chosenRows } from '../core/chosen-rows.js'
import { standardizer } from '../core/standardize.js'
import { meansOf, type Task } from '../task.js'
import { AUTOENCODING_VERTICES, autoencodingTitle } from '../titles.js'
import { graphInput, graphVector } from './graph-input.js'
import { checkedGraphs, namedGraphs, renamed, type SmallGraph } from './named-graphs.js'
import { connectedGraphs } from './small-graphs.js'

/** Numbers of a vertex: the first half attracts where they agree, the second half repels. */
const WIDTH = 16

/**
 * The graph auto-encoding task: a vector for every vertex, from which the edges are read off: two vertices are joined if
 * the inner product of their vectors (half of the numbers counted negatively) is positive. Over all connected graphs on up to
 * `vertices` vertices and symmetric graphs with names. The group is S(10) on the vertices, or S(n) for n vertices of the largest
 * graph.
 *
 * Inputs: walks between vertices and closed ones, 3T(2)+4V (see `graphVector`), standardized; outputs: 16 numbers for each vertex, 16V.
 *
 * @param options - `vertices`: 7 by default; `graphs` in place of these; `seed` of the order of vertices
 * @throws InvalidArgumentError for a graph that is none, or no graphs
 * @remarks As {@link connectedGraphs}, and as {@link graphVector} and `automorphisms` for each graph.
 *
 * @example
 * ```ts
 * import { autoencodingTask } from '@buridan/tasks'
 * const task = autoencodingTask({ vertices: 4 })
 * console.log(task.test.length, task.test.find((t) => t.label === 'cycle 6')!.floor) // → 32 6
 * ```
 */
export function autoencodingTask(
  options: { vertices?: number; graphs?: readonly SmallGraph[]; seed?: number } = {},
): Task {
  knownOptions(options, { vertices: true, graphs: true, seed: true }, 'autoencodingTask')
  const vertices = integerIn(options.vertices ?? AUTOENCODING_VERTICES, 1, 8, 'vertices')
  const random = rng(options.seed ?? 0)
  const graphs = options.graphs ? checkedGraphs(options.graphs) : smallAndNamed(vertices)
  // smaller graphs are filled up by vertices that are not there
  const size = Math.max(...graphs.map((g) => g.n))
  const group = symmetric(size)
  const repIn = parseRepresentation(group, graphInput)
  const vectors = graphs.map((g) => graphVector(g, size))
  const standardize = standardizer(repIn, vectors)
  const test = graphs.map((g) => {
    const moved = renamed(g, shuffled(g.n, random))
    return {
      label: g.name,
      x: standardize(graphVector(moved, size)),
      graph: moved,
      optimum: 0,
      floor: strictErrors(g),
      score: (answer: ArrayLike<number>) => errors(answer, moved, size),
    }
  })
  const means = meansOf(test)
  return {
    ...autoencodingTitle(vertices),
    ...(options.graphs && { title: `Auto-encoding of ${graphs.length} graphs` }),
    science:
      'A network that gives vertices vectors from which edges are decoded gives vertices that a symmetry exchanges the same vector, so ' +
      'that a cycle is decoded as a complete graph or as no edges at all. Satorras, Hoogeboom & Welling 2021 (arXiv 2102.09844), ' +
      'section 5.2, add noise for this reason. All connected graphs, made by adding vertices, and 22 symmetric graphs with names.',
    repIn,
    repOut: multiple(WIDTH, parseRepresentation(group, 'V')),
    hidden: parseRepresentation(group, '16*T(0)+24*V+6*T(2)'),
    layers: 3,
    relaxation: 'breaking-input',
    extra: parseRepresentation(group, '8*V'),
    epochs: { quick: 20, full: 200 },
    batchSize: 16,
    learningRate: 0.01,
    clipNorm: 1,
    x: vectors.map(standardize),
    y: null,
    loss: lossOf(graphs, size),
    unit: 'pairs',
    test,
    scoredOn: 'training samples: the same graphs, vertices in another order',
    rightWithin: 0,
    ...means,
    floorSource:
      'vertices of one orbit of the automorphism group get one vector: for any two orbits all pairs are joined or none, whichever is less wrong',
    optimumSource: 'every graph can be decoded without error',
    scale: means.floor || 1,
    outcomes: [],
    outcomeOptions: { tolerance: 0.1, negligible: 0.01 },
  }
}

/** The cross-entropy of the pairs of vertices that are there, the mean over the batch. */
function lossOf(graphs: readonly SmallGraph[], size: number): Task['loss'] {
  const joined = new Float32Array(graphs.length * size * size)
  const asked = new Float32Array(graphs.length * size * size)
  graphs.forEach(({ n, edges }, g) => {
    const at = (u: number, v: number) => (g * size + u) * size + v
    for (const [u, v] of edges) joined[at(u, v)] = joined[at(v, u)] = 1
    for (let u = 0; u < n; u++) for (let v = 0; v < n; v++) asked[at(u, v)] = Number(u !== v)
  })
  return (predicted, { indices }) =>
    tf.tidy(() => {
      const rows = indices.length
      const square = (all: Float32Array) =>
        tf.tensor3d(chosenRows(all, size * size, indices), [rows, size, size])
      const z = tf.transpose(tf.reshape(predicted, [rows, WIDTH, size]), [0, 2, 1])
      const logits = tf.matMul(tf.mul(z, tf.tensor1d(signs())), z, false, true)
      // log(1 + e^z) − wz, half of it for each order of a pair
      const cost = tf.sub(tf.softplus(logits), tf.mul(logits, square(joined)))
      return tf.div(tf.sum(tf.mul(cost, square(asked))), 2 * rows) as tf.Scalar
    })
}

function smallAndNamed(vertices: number): SmallGraph[] {
  return [...Array.from({ length: vertices }, (_, i) => connectedGraphs(i + 1)).flat(), ...namedGraphs()]
}

function signs(): Float32Array {
  return Float32Array.from({ length: WIDTH }, (_, k) => (k < WIDTH / 2 ? 1 : -1))
}

/**
 * The edges that are read off an answer of the auto-encoding task: pairs of vertices whose vectors have a positive inner product, half of the
 * numbers counted negatively. O(vertices²).
 *
 * @param answer - 16 numbers for each of `size` vertices, 16V: all vertices' first numbers, then their second ones, and so on
 * @param vertices - those of the graph; the others are not there
 * @param size - vertices of the representation; as many by default
 * @throws InvalidArgumentError if the answer has another length
 *
 * @example
 * ```ts
 * import { decodeEdges } from '@buridan/tasks'
 * const answer = new Float64Array(16 * 3)
 * answer.set([1, 1, -1]) // the first number of each vertex
 * console.log(decodeEdges(answer, 3)) // → [ [ 0, 1 ] ]
 * ```
 */
export function decodeEdges(
  answer: ArrayLike<number>,
  vertices: number,
  size: number = vertices,
): [number, number][] {
  integerIn(size, 0, 2 ** 20, 'size')
  integerIn(vertices, 0, size, 'vertices')
  finiteVector(answer, WIDTH * size, 'the answer')
  const edges: [number, number][] = []
  for (let u = 0; u < vertices; u++) {
    for (let v = u + 1; v < vertices; v++) if (innerProduct(answer, u, v, size) > 0) edges.push([u, v])
  }
  return edges
}

function innerProduct(answer: ArrayLike<number>, u: number, v: number, size: number): number {
  let product = 0
  for (let k = 0; k < WIDTH; k++) {
    product += (k < WIDTH / 2 ? 1 : -1) * answer[k * size + u]! * answer[k * size + v]!
  }
  return product
}

/** Pairs of vertices that are decoded wrongly; an inner product of 0 is half wrong. */
function errors(answer: ArrayLike<number>, { n, edges }: SmallGraph, size: number): number {
  const joined = new Set(edges.map(([u, v]) => Math.min(u, v) * n + Math.max(u, v)))
  let wrong = 0
  for (let u = 0; u < n; u++) {
    for (let v = u + 1; v < n; v++) {
      const product = innerProduct(answer, u, v, size)
      wrong += product === 0 ? 0.5 : Number(product > 0 !== joined.has(u * n + v))
    }
  }
  return wrong
}

/** The least number of errors when vertices of one orbit have one vector. */
function strictErrors({ n, edges }: SmallGraph): number {
  const { orbits } = automorphisms(graph({ n, edges: edges.map(([u, v]) => [u, v]) }))
  const orbitOf = new Int32Array(n)
  orbits.forEach((orbit, k) => {
    for (const v of orbit) orbitOf[v] = k
  })
  const count = orbits.length
  const joined = new Float64Array(count * count)
  for (const [u, v] of edges) {
    const [a, b] = [orbitOf[u]!, orbitOf[v]!]
    joined[Math.min(a, b) * count + Math.max(a, b)]!++
  }
  let least = 0
  for (let a = 0; a < count; a++) {
    for (let b = a; b < count; b++) {
      const [s, t] = [orbits[a]!.length, orbits[b]!.length]
      const pairs = a === b ? (s * (s - 1)) / 2 : s * t
      least += Math.min(joined[a * count + b]!, pairs - joined[a * count + b]!)
    }
  }
  return least
}
