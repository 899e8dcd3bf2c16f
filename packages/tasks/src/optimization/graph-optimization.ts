import { integerIn, knownOptions } from '@buridan/core'
import {
  automorphisms,
  graph,
  parseRepresentation,
  rng,
  shuffled,
  symmetric,
  TooLargeError,
} from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { chosenRows } from '../core/chosen-rows.js'
import { spinEntropy, temperature } from '../core/mean-field.js'
import { standardizer } from '../core/standardize.js'
import { graphInput, graphVector } from '../graphs/graph-input.js'
import { checkedGraphs, namedGraphs, randomGraphs, renamed, type SmallGraph } from '../graphs/named-graphs.js'
import { meansOf, type Task } from '../task.js'
import { INDEPENDENT_SET, MAX_CUT, type TaskTitle } from '../titles.js'
import { type BoxQuadratic, boxMinimum, restrictedTo, valueAt } from './box-quadratic.js'
import { maximumCut, maximumIndependentSet } from './exact.js'
import { faceMinimum } from './face-minimum.js'

const RANDOM_GRAPHS = 10
/** Floors are found by going through the faces of a box up to so many. */
const MOST_FACES = 2 ** 20
/** And for more, by integer programs, 2 to the power of the orbits with edges inside. */
const MOST_SQUARES = 6

/** Options of the tasks of optimization on graphs. */
export interface GraphTaskOptions {
  /** Of the random graphs and of the order of vertices; 0 by default. */
  readonly seed?: number
  /** Graphs in place of the 22 with names and the 10 random ones, of up to 64 vertices. */
  readonly graphs?: readonly SmallGraph[]
}

/** A problem of choosing for every vertex one of two sides. */
interface Problem {
  /** The cost of means m in [−1, 1] when sides are drawn independently, for one vertex to each. */
  readonly cost: (g: SmallGraph) => BoxQuadratic
  /** The least cost, proved. */
  readonly optimum: (g: SmallGraph) => Promise<number>
  /** The temperature training starts at, about that at which sides begin to be taken, and the part of training after which it is 0. */
  readonly annealing: { readonly hot: number; readonly cooled: number }
  /** Epochs of a full run. */
  readonly epochs: number
}

type Texts = TaskTitle & Pick<Task, 'science' | 'unit'>

/**
 * The maximum-cut task: two sides for the vertices of a graph with as many edges between them as can be. Unsupervised: the loss is
 * minus the number of edges expected to be cut when vertices take their sides independently. The group is S(10) on the vertices,
 * or S(n) for n vertices of the largest graph.
 *
 * Inputs: walks between vertices and closed ones, 3T(2)+4V (see `graphVector`), standardized; outputs: a number for each vertex, whose tanh is its mean side ±1.
 *
 * @throws BuridanError if HiGHS proves no optimum
 * @throws InvalidArgumentError for a graph that is none, or no graphs
 * @throws TooLargeError for a graph whose strict floor is out of reach
 * @remarks As {@link maximumCut} and `automorphisms` for each graph; the floor takes O(3^orbits) for few orbits of vertices.
 *
 * @example
 * ```ts
 * import { maxCutTask } from '@buridan/tasks'
 * const task = await maxCutTask()
 * const petersen = task.test.find((t) => t.label === 'Petersen')!
 * console.log(petersen.optimum, petersen.floor) // → -12 -7.5
 * ```
 */
export async function maxCutTask(options: GraphTaskOptions = {}): Promise<Task> {
  knownOptions(options, { seed: true, graphs: true }, 'maxCutTask')
  return graphTask(
    {
      ...MAX_CUT,
      science:
        'A cut of a graph that is kept by a symmetry cannot tell apart the vertices that it moves: on a vertex-transitive graph an ' +
        'equivariant network can only toss coins, which cut half of the edges. Maximum cut is NP-hard (Karp 1972); it is the ground ' +
        'state of an antiferromagnet on the graph. Unsupervised losses of this kind: Karalias & Loukas ' +
        '2020 (arXiv 2006.10643). 22 symmetric graphs with names and 10 random ones, up to 10 vertices.',
      unit: 'edges',
    },
    {
      cost: ({ n, edges }) => {
        const quadratic = new Float64Array(n * n)
        for (const [u, v] of edges) quadratic[u * n + v] = quadratic[v * n + u] = 0.5
        return { constant: -edges.length / 2, linear: new Float64Array(n), quadratic }
      },
      optimum: async (g) => -(await maximumCut(g)),
      annealing: { hot: 0.75, cooled: 0.9 },
      epochs: 4000,
    },
    options,
  )
}

/** What two neighbours that are both chosen cost: more than the one that must go, and not so much that training ends in poor sets. */
const PENALTY = 1.2

/**
 * The maximum-independent-set task: as many vertices of a graph as can be of which no two are joined. Unsupervised: the loss is the
 * expected number of neighbours that are both chosen, times 1.2, less that of vertices chosen. The group is S(10) on the vertices,
 * or S(n) for n vertices of the largest graph.
 *
 * Inputs: walks between vertices and closed ones, 3T(2)+4V (see `graphVector`), standardized; outputs: a number z for each vertex, chosen with probability
 * (1 + tanh z)/2.
 *
 * @throws BuridanError if HiGHS proves no optimum
 * @throws InvalidArgumentError for a graph that is none, or no graphs
 * @throws TooLargeError for a graph whose strict floor is out of reach
 * @remarks As {@link maximumIndependentSet} and `automorphisms` for each graph; the floor takes O(3^orbits) for few orbits of vertices.
 *
 * @example
 * ```ts
 * import { independentSetTask } from '@buridan/tasks'
 * const task = await independentSetTask()
 * console.log(task.test.find((t) => t.label === 'Petersen')!.optimum) // → -4
 * ```
 */
export async function independentSetTask(options: GraphTaskOptions = {}): Promise<Task> {
  knownOptions(options, { seed: true, graphs: true }, 'independentSetTask')
  return graphTask(
    {
      ...INDEPENDENT_SET,
      science:
        'Vertices of which no two are joined, as many as can be: an equivariant network must choose all of an orbit or none of it, or ' +
        'each with one probability. NP-hard (Karp 1972); the loss is that of Karalias & Loukas 2020 (arXiv 2006.10643). On ' +
        'binary choices the loss is never below minus the size of the ' +
        'largest set, since of two chosen neighbours one can be dropped at a gain. 22 symmetric graphs with names and 10 random ones.',
      unit: 'vertices',
    },
    {
      cost: ({ n, edges }) => {
        // p = (1 + m)/2 in −Σ p_v + 1.2 Σ p_u p_v
        const quadratic = new Float64Array(n * n)
        const linear = new Float64Array(n).fill(-0.5)
        for (const [u, v] of edges) {
          quadratic[u * n + v] = quadratic[v * n + u] = PENALTY / 4
          linear[u]! += PENALTY / 4
          linear[v]! += PENALTY / 4
        }
        return { constant: -n / 2 + (PENALTY / 4) * edges.length, linear, quadratic }
      },
      optimum: async (g) => -(await maximumIndependentSet(g)),
      annealing: { hot: 0.5, cooled: 0.8 },
      epochs: 3000,
    },
    options,
  )
}

async function graphTask(texts: Texts, problem: Problem, options: GraphTaskOptions): Promise<Task> {
  const { seed = 0, graphs: own } = knownOptions(options, { seed: true, graphs: true }, 'a task on graphs')
  integerIn(seed, -(2 ** 31), 2 ** 32 - 2, 'seed')
  const graphs = own ? checkedGraphs(own) : [...namedGraphs(), ...randomGraphs(RANDOM_GRAPHS, seed)]
  // smaller graphs are filled up by vertices that are not there
  const size = Math.max(...graphs.map((g) => g.n))
  const group = symmetric(size)
  const V = parseRepresentation(group, 'V')
  const random = rng(seed + 1)
  const costs = graphs.map(problem.cost)
  const repIn = parseRepresentation(group, graphInput)
  const vectors = graphs.map((g) => graphVector(g, size))
  const standardize = standardizer(repIn, vectors)
  const test = await Promise.all(
    graphs.map(async (g, i) => {
      // the graphs that are trained on, vertices in another order: an equivariant network cannot tell
      const order = shuffled(g.n, random)
      const drawn = renamed(g, order)
      return {
        label: g.name,
        x: standardize(graphVector(drawn, size)),
        graph: drawn,
        optimum: await problem.optimum(g),
        floor: await strictFloor(g, costs[i]!),
        score: (answer: ArrayLike<number>) =>
          valueAt(
            costs[i]!,
            order.map((v) => Math.tanh(answer[v]!)),
          ),
      }
    }),
  )
  const means = meansOf(test)
  return {
    ...texts,
    repIn,
    repOut: V,
    hidden: parseRepresentation(group, '16*T(0)+24*V+6*T(2)'),
    layers: 3,
    extra: parseRepresentation(group, '8*V'),
    relaxation: 'breaking-input',
    epochs: { quick: 600, full: problem.epochs },
    learningRate: 0.005,
    clipNorm: 1,
    x: vectors.map(standardize),
    y: null,
    loss: lossOf(graphs, costs, size, problem.annealing),
    test,
    scoredOn: 'training samples: the same graphs, vertices in another order',
    rightWithin: 0.1,
    ...means,
    floorSource:
      'means equal on the orbits of the automorphism group: the exact minimum of a quadratic function on a box, for each graph',
    optimumSource: 'integer programming, proved by HiGHS for each graph',
    scale: -means.optimum || 1,
    outcomes: [],
    outcomeOptions: { tolerance: 0.2, negligible: 0.01 },
    readOut: (answer) => Float64Array.from(answer, Math.tanh),
  }
}

/** The best with equal means on each orbit of the graph's automorphisms. */
async function strictFloor({ name, n, edges }: SmallGraph, cost: BoxQuadratic): Promise<number> {
  const { orbits } = automorphisms(graph({ n, edges: edges.map(([u, v]) => [u, v]) }))
  const classOf = new Int32Array(n)
  orbits.forEach((orbit, k) => {
    for (const v of orbit) classOf[v] = k
  })
  const f = restrictedTo(cost, classOf, orbits.length)
  const squares = orbits.filter((_, k) => f.quadratic[k * orbits.length + k] !== 0).length
  if (2 ** (orbits.length - squares) * 3 ** squares <= MOST_FACES) return boxMinimum(f)
  if (squares <= MOST_SQUARES) return faceMinimum(f)
  throw new TooLargeError(
    `the strict floor of ${name} is not found: it has ${orbits.length} orbits of vertices, ${squares} with edges inside`,
  )
}

/** The mean cost over the batch, annealed by the entropy of the vertices that are there. */
function lossOf(
  graphs: readonly SmallGraph[],
  costs: readonly BoxQuadratic[],
  size: number,
  { hot, cooled }: Problem['annealing'],
): Task['loss'] {
  const linear = new Float32Array(graphs.length * size)
  const quadratic = new Float32Array(graphs.length * size * size)
  const there = new Float32Array(graphs.length * size)
  const constants = new Float32Array(graphs.length)
  costs.forEach((cost, g) => {
    const { n } = graphs[g]!
    constants[g] = cost.constant
    for (let i = 0; i < n; i++) {
      there[g * size + i] = 1
      linear[g * size + i] = cost.linear[i]!
      for (let j = 0; j < n; j++) quadratic[(g * size + i) * size + j] = cost.quadratic[i * n + j]!
    }
  })
  return (predicted, { indices, progress }) =>
    tf.tidy(() => {
      const rows = (all: Float32Array, width: number) => chosenRows(all, width, indices)
      const m = tf.tanh(predicted)
      const W = tf.tensor3d(rows(quadratic, size * size), [indices.length, size, size])
      const pairs = tf.mul(0.5, tf.mul(m, tf.reshape(tf.matMul(W, tf.expandDims(m, 2)), m.shape)))
      const single = tf.mul(m, tf.tensor2d(rows(linear, size), [indices.length, size]))
      const cost = tf.add(tf.sum(tf.add(pairs, single), 1), tf.tensor1d(rows(constants, 1)))
      const mask = tf.tensor2d(rows(there, size), [indices.length, size])
      const entropy = tf.mul(temperature(hot, progress, cooled), spinEntropy(predicted, mask))
      return tf.mean(tf.sub(cost, entropy)) as tf.Scalar
    })
}
