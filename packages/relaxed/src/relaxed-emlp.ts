import {
  type Batch,
  checkedRows,
  disposeNetwork,
  EquivariantBlock,
  EquivariantLinear,
  type FitOptions,
  fitRows,
  gatedRepresentation,
  hiddenRepresentation,
  loadModel,
  nonlinearity,
  rowsToTensor,
  saveModel,
  tensorToRows,
} from '@buridan/emlp'
import {
  InvalidFileError,
  integerIn,
  orbitTypes,
  Representation,
  type Stabilizer,
  sameGroup,
} from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { type Outcome, type OutcomeOptions, outcomesOf, sampleOrbit } from './outcomes.js'
import { RelaxedLinear } from './relaxed-linear.js'
import { Strata, type StratumPoint } from './strata.js'

/** Options of {@link relaxedEmlp}. */
export interface RelaxedEmlpOptions {
  readonly repIn: Representation
  readonly repOut: Representation
  /** The hidden representation, or its number of channels; 64 by default. */
  readonly hidden?: number | Representation
  /** The number of hidden blocks, 3 by default. */
  readonly layers?: number
  /** Which linear layer breaks symmetry, 0 the first, `layers` the last, the default. All others are equivariant. */
  readonly breakAt?: number
  /** Inputs whose orbit types the model shall break; by default all orbit types of ρ_in. Others are answered equivariantly. */
  readonly samples?: readonly ArrayLike<number>[]
  /** Size of the symmetry-breaking weights at the start, 0.1 by default; 0 starts exactly equivariant. */
  readonly breaking?: number
  /** Relative tolerance of stabilizers, 1e-6 by default. */
  readonly tolerance?: number
  readonly seed?: number
}

/** Options of {@link RelaxedEmlp.sample}. */
export interface SampleOptions {
  readonly count?: number
  readonly seed?: number
}

/** Whether inputs are given as rows, not as one input. */
function isRows(x: ArrayLike<number> | readonly ArrayLike<number>[]): x is readonly ArrayLike<number>[] {
  return Array.isArray(x) && typeof x[0] === 'object'
}

/**
 * A relaxed-equivariant multilayer perceptron: for all g and x there is h ∈ G_x with φ(gx) = g h φ(x). The stabilizer
 * of the network's input goes along to the one layer that breaks symmetry.
 */
export class RelaxedEmlp {
  /** Orbit types that are broken, as indices of `subgroupClasses(G).classes`. */
  readonly strata: readonly number[]
  readonly #located: Strata

  /** @internal Use {@link relaxedEmlp} or {@link loadRelaxedEmlp}. */
  constructor(
    /** A TensorFlow.js model of canonical inputs [batch, dim ρ_in] and one-hot strata. */
    readonly network: tf.LayersModel,
    readonly repIn: Representation,
    readonly repOut: Representation,
    readonly tolerance?: number,
  ) {
    const layer = network.layers.find((l) => l instanceof RelaxedLinear)
    if (!layer) throw new InvalidFileError('the network has no relaxed layer: it is no relaxed E-MLP')
    this.strata = layer.strata
    this.#located = new Strata(repIn, tolerance)
  }

  /** The number of trainable numbers. */
  get parameterCount(): number {
    return this.network.countParams()
  }

  /**
   * Trains on rows of inputs and labels (or null where the loss needs none); returns the loss of every step.
   *
   * @throws RepresentationMismatchError | InvalidArgumentError for rows of the wrong length, NaN, or empty data
   * @throws AmbiguousToleranceError if an input's stabilizer depends on the tolerance
   * @throws AbortedError if the signal aborts
   */
  async fit(
    x: readonly ArrayLike<number>[],
    y: readonly ArrayLike<number>[] | null,
    options: FitOptions = {},
  ): Promise<Float64Array> {
    const { repIn, repOut } = this
    const points = this.#locate(x)
    const forward = ({ indices }: Batch) => this.#forward(indices.map((i) => points[i]!))
    return fitRows({ repIn, repOut, x, y, forward }, options)
  }

  /** One output for each row of inputs: a representative of its outcomes. */
  predict(x: readonly ArrayLike<number>[]): Float32Array[] {
    return this.#answer(this.#locate(x))
  }

  /**
   * Answers to an input, drawn with h uniform on its stabilizer: P(gy | gx) = P(y | x). For rows of inputs, a list of
   * answers for each.
   *
   * @param options - `count` answers for each input, 1 by default; `seed`
   */
  sample(x: ArrayLike<number>, options?: SampleOptions): Float64Array[]
  sample(x: readonly ArrayLike<number>[], options?: SampleOptions): Float64Array[][]
  sample(
    x: ArrayLike<number> | readonly ArrayLike<number>[],
    options: SampleOptions = {},
  ): Float64Array[] | Float64Array[][] {
    const { count = 1, seed = 0 } = options
    integerIn(count, 1, 1e8, 'count')
    const drawn = this.#answers(x).map(({ stabilizer, answer }, i) =>
      sampleOrbit(this.repOut, stabilizer, answer, count, (seed + i) | 0),
    )
    return isRows(x) ? drawn : drawn[0]!
  }

  /**
   * All distinct answers to an input, G_x · φ(x), each equally probable. For rows of inputs, a list of answers for each.
   */
  outcomes(x: ArrayLike<number>, options?: OutcomeOptions): Outcome[]
  outcomes(x: readonly ArrayLike<number>[], options?: OutcomeOptions): Outcome[][]
  outcomes(
    x: ArrayLike<number> | readonly ArrayLike<number>[],
    options: OutcomeOptions = {},
  ): Outcome[] | Outcome[][] {
    const found = this.#answers(x).map(({ stabilizer, answer }) =>
      outcomesOf(this.repOut, stabilizer, answer, options),
    )
    return isRows(x) ? found : found[0]!
  }

  /** Saves to a TensorFlow.js destination: a URL, or a handler such as `fileSystem(folder)` of `@buridan/emlp/node`. */
  async save(to: string | tf.io.IOHandler): Promise<void> {
    const { repIn, repOut, tolerance } = this
    await saveModel(this.network, { kind: 'relaxed-emlp', repIn, repOut, tolerance: tolerance ?? null }, to)
  }

  /** Frees the network's tensors. */
  dispose(): void {
    disposeNetwork(this.network)
  }

  #locate(x: readonly ArrayLike<number>[]): StratumPoint[] {
    return checkedRows(x, this.repIn, 'x').map((row) => this.#located.locate(row))
  }

  #answer(points: readonly StratumPoint[]): Float32Array[] {
    return tf.tidy(() => tensorToRows(this.#forward(points)))
  }

  /** The network's answer to each input, with the input's stabilizer. */
  #answers(
    x: ArrayLike<number> | readonly ArrayLike<number>[],
  ): { stabilizer: Stabilizer; answer: Float64Array }[] {
    const points = this.#locate(isRows(x) ? x : [x])
    const answers = this.#answer(points)
    return points.map(({ stabilizer }, i) => ({ stabilizer, answer: Float64Array.from(answers[i]!) }))
  }

  /** ρ_out(t) · network(ρ_in(t)⁻¹ x): the layers beside the relaxed one are equivariant, so t may go around them all. */
  #forward(points: readonly StratumPoint[]): tf.Tensor2D {
    const canonical = rowsToTensor(
      points.map((p) => p.canonical),
      this.repIn.dim,
    )
    const width = Math.max(1, this.strata.length)
    const oneHot = new Float32Array(points.length * width)
    points.forEach((p, i) => {
      const s = this.strata.indexOf(p.classIndex)
      if (s >= 0) oneHot[i * width + s] = 1
    })
    const y = this.network.apply([canonical, tf.tensor2d(oneHot, [points.length, width])]) as tf.Tensor2D
    return this.#moveBack(y, points)
  }

  #moveBack(y: tf.Tensor2D, points: readonly StratumPoint[]): tf.Tensor2D {
    if (points.every((p) => p.t.every((v, i) => v === i))) return y
    const m = this.repOut.dim
    const known = new Map<string, Float64Array>()
    const matrices = new Float32Array(points.length * m * m)
    points.forEach(({ t }, i) => {
      const key = t.join()
      const matrix = known.get(key) ?? this.repOut.matrix(t)
      known.set(key, matrix)
      matrices.set(matrix, i * m * m)
    })
    const moved = tf.matMul(
      tf.tensor3d(matrices, [points.length, m, m]),
      tf.reshape(y, [points.length, m, 1]),
    )
    return tf.reshape(moved, [points.length, m])
  }
}

/**
 * Makes a {@link RelaxedEmlp}: an E-MLP of which one linear layer is relaxed. Later layers are equivariant functions of
 * broken features, earlier ones of the input, so the whole is relaxed equivariant (docs/mathematics.md, “Relaxed equivariance”).
 *
 * @throws RepresentationMismatchError if the representations are of different groups
 * @throws TooLargeError above group order 2000
 *
 * @example
 * ```ts
 * import { relaxedEmlp } from '@buridan/relaxed'
 * import { dihedral, tensor } from '@buridan/groups'
 * const rep = tensor(dihedral(4), 1)
 * const model = relaxedEmlp({ repIn: rep, repOut: rep, hidden: 16, layers: 1, seed: 0 })
 * const losses = await model.fit([[1, 1, 1, 1]], [[1, 0, 0, 0]], { epochs: 150, learningRate: 0.03 })
 * console.log(losses.at(-1)! < 1e-3) // → true
 * console.log(model.outcomes([1, 1, 1, 1], { tolerance: 0.05 }).length) // → 4
 * model.dispose()
 * ```
 */
export function relaxedEmlp(options: RelaxedEmlpOptions): RelaxedEmlp {
  const { repIn, repOut, layers = 3, seed = 0, tolerance, breaking = 0.1 } = options
  sameGroup(repIn, repOut)
  integerIn(layers, 0, 1000, 'layers')
  const breakAt = integerIn(options.breakAt ?? layers, 0, layers, 'breakAt')
  const hidden = hiddenRepresentation(repIn, options.hidden)
  const strata = strataToBreak(options)
  const input = tf.input({ shape: [repIn.dim] })
  const oneHot = tf.input({ shape: [Math.max(1, strata.length)] })
  let x: tf.SymbolicTensor = input
  for (let l = 0; l <= layers; l++) {
    const seedOf = seed * 7919 + 10 * l
    const from = l === 0 ? repIn : hidden
    if (l === breakAt) {
      const to = l === layers ? repOut : gatedRepresentation(hidden)
      const relaxed = new RelaxedLinear({ repIn: from, repOut: to, strata, breaking, seed: seedOf })
      const rest = l === layers ? [] : nonlinearity(hidden, seedOf + 1)
      x = relaxed.apply([x, oneHot]) as tf.SymbolicTensor
      for (const layer of rest) x = layer.apply(x) as tf.SymbolicTensor
    } else {
      const layer =
        l === layers
          ? new EquivariantLinear({ repIn: from, repOut, seed: seedOf })
          : new EquivariantBlock({ repIn: from, repOut: hidden, seed: seedOf })
      x = layer.apply(x) as tf.SymbolicTensor
    }
  }
  return new RelaxedEmlp(tf.model({ inputs: [input, oneHot], outputs: x }), repIn, repOut, tolerance)
}

/** Orbit types to break: those of the samples, or all of ρ_in; never the trivial stabilizer, where there is nothing to break. */
function strataToBreak({ repIn, samples, tolerance }: RelaxedEmlpOptions): number[] {
  if (!samples) {
    const types = orbitTypes(repIn).map((t) => t.subgroupClass)
    return types.filter((c) => c.order > 1).map((c) => c.index)
  }
  const strata = new Strata(repIn, tolerance)
  const found = checkedRows(samples, repIn, 'samples').map((row) => strata.locate(row).classIndex)
  return [...new Set(found)].filter((i) => strata.lattice.classes[i]!.order > 1).sort((a, b) => a - b)
}

/**
 * Loads a model saved by {@link RelaxedEmlp.save}.
 *
 * @throws InvalidFileError if the file is damaged, cut short, of another kind or of a newer version
 */
export async function loadRelaxedEmlp(from: string | tf.io.IOHandler): Promise<RelaxedEmlp> {
  const { network, metadata, repIn, repOut } = await loadModel(from, 'relaxed-emlp')
  if (!(repIn instanceof Representation && repOut instanceof Representation)) {
    throw new InvalidFileError(
      `the file holds a model of ${repIn.group.name}; relaxed models are of finite groups`,
    )
  }
  const { tolerance } = metadata
  return new RelaxedEmlp(network, repIn, repOut, typeof tolerance === 'number' ? tolerance : undefined)
}
