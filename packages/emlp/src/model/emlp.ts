import { isKind, KIND, type Kind } from '@buridan/core'
import { type AnyRepresentation, InvalidFileError, RepresentationMismatchError } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { seedOrDrawn } from '../core/seed.js'
import { disposeNetwork, expectAlive } from '../layers/alive.js'
import { type FitOptions, fitRows } from '../training/fit.js'
import { checkedRows, rowsToTensor, tensorToRows } from '../training/rows.js'
import { applyEmlp } from './apply-emlp.js'
import { checked, type EmlpOptions } from './emlp-options.js'
import { misfitOfRows } from './fits.js'
import { loadModel, saveModel } from './model-file.js'

/**
 * An equivariant multilayer perceptron: `network` is an ordinary TensorFlow.js model [batch, dim ρ_in] →
 * [batch, dim ρ_out] of equivariant layers; the methods work on rows of numbers.
 *
 * @example
 * ```ts
 * import { emlp, loadEmlp } from '@buridan/emlp'
 * import { cyclic, tensor } from '@buridan/groups'
 * import * as tf from '@tensorflow/tfjs'
 * const V = tensor(cyclic(3), 1)
 * const model = emlp({ repIn: V, repOut: V, hidden: 12, layers: 1, seed: 0 })
 * console.log(model.predict([[1, 2, 3]])[0]!.length) // → 3
 * let saved: tf.io.ModelArtifacts = {}
 * const modelArtifactsInfo = { dateSaved: new Date(), modelTopologyType: 'JSON' } as const
 * await model.save({
 *   save: async (artifacts) => {
 *     saved = artifacts
 *     return { modelArtifactsInfo }
 *   },
 * })
 * const again = await loadEmlp({ load: async () => saved })
 * console.log(again.predict([[1, 2, 3]])[0]![0] === model.predict([[1, 2, 3]])[0]![0]) // → true
 * model.dispose()
 * again.dispose()
 * ```
 */
export class Emlp {
  /** @internal Use {@link emlp} or {@link loadEmlp}. */
  constructor(
    readonly network: tf.LayersModel,
    readonly repIn: AnyRepresentation,
    readonly repOut: AnyRepresentation,
    /** The seed of the weights at the start, given or drawn; undefined for a model saved by a version that did not keep it. */
    readonly seed?: number,
  ) {}

  /** @internal */
  get [KIND](): Kind {
    return 'E-MLP'
  }

  /** @internal Also what another copy of the package made. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return isKind(value, 'E-MLP')
  }

  /** The number of trainable numbers. */
  get parameterCount(): number {
    return this.network.countParams()
  }

  /**
   * Trains on rows of inputs and labels (or null where the loss needs none); returns the loss of every step. A model trains once at a
   * time; meanwhile it answers by the weights as they are.
   *
   * @param x - rows of dim ρ_in numbers
   * @param y - rows of dim ρ_out numbers
   * @returns one number for each step
   * @throws RepresentationMismatchError | InvalidArgumentError for rows of the wrong length, NaN, or empty data
   * @throws AbortedError if the signal aborts
   * @throws BusyError if the model is being trained, DisposedError if it was disposed of, also meanwhile
   * @throws NotConvergedError if the loss, its gradient or a weight is not finite, after the last step too; the weights are then the last good ones
   * @remarks O(epochs · rows · cost of the layers and their gradients).
   */
  async fit(
    x: readonly ArrayLike<number>[],
    y: readonly ArrayLike<number>[] | null,
    options: FitOptions = {},
  ): Promise<Float64Array> {
    const { repIn, repOut, network } = this
    return fitRows({ repIn, repOut, x, y, network }, options)
  }

  /**
   * The network's outputs for rows of inputs.
   *
   * @param x - rows of dim ρ_in numbers
   * @returns rows of dim ρ_out numbers
   * @throws RepresentationMismatchError | InvalidArgumentError for rows of the wrong length, NaN, or outputs that are not finite
   * @throws DisposedError if the model was disposed of
   * @throws TooLargeError if the rows take over 2 GiB
   * @remarks O(rows · cost of the layers).
   */
  predict(x: readonly ArrayLike<number>[]): Float32Array[] {
    expectAlive(this.network)
    const inputs = checkedRows(x, this.repIn, 'x')
    return tf.tidy(() => tensorToRows(this.network.apply(rowsToTensor(inputs, this.repIn.dim)) as tf.Tensor))
  }

  /**
   * Saves to a TensorFlow.js destination: a URL such as `indexeddb://name`, or a handler such as `fileSystem(folder)`.
   *
   * @throws InvalidFileError if the destination does not take it
   * @throws DisposedError if the model was disposed of
   * @throws UnsupportedError if a representation has no text to save it by
   * @throws RepresentationMismatchError if the network is not one from rows of dim ρ_in to rows of dim ρ_out
   * @remarks O(weights).
   */
  async save(to: string | tf.io.IOHandler): Promise<void> {
    const { repIn, repOut, seed } = this
    expectAlive(this.network)
    const wrong = misfitOfRows(this.network, this)
    if (wrong !== undefined) throw new RepresentationMismatchError(`the model does not fit itself: ${wrong}`)
    await saveModel(
      this.network,
      { kind: 'emlp', repIn, repOut, ...(seed === undefined ? {} : { seed }) },
      to,
    )
  }

  /**
   * Frees the network's tensors; a second time does nothing.
   *
   * @remarks O(layers).
   */
  dispose(): void {
    disposeNetwork(this.network)
  }
}

/**
 * Makes an {@link Emlp}: `layers` blocks of equivariant linear, bilinear and gated layers, each as one, and a linear layer out.
 *
 * @throws RepresentationMismatchError if the representations are of different groups
 * @throws InvalidArgumentError if an option is not valid
 * @throws UnsupportedError for a complex representation
 * @remarks As {@link EquivariantBlock} for each block, and {@link bottlenecks}. Finzi, Welling & Wilson 2021.
 *
 * @example
 * ```ts
 * import { emlp } from '@buridan/emlp'
 * import { dihedral, tensor } from '@buridan/groups'
 * const rep = tensor(dihedral(4), 1)
 * const model = emlp({ repIn: rep, repOut: rep, hidden: 16, layers: 2, seed: 0 })
 * const losses = await model.fit([[1, 0, 0, 0]], [[1, 0, 2, 0]], { epochs: 300, learningRate: 0.02 })
 * console.log(losses.at(-1)! < 1e-3) // → true
 * model.dispose()
 * ```
 */
export function emlp(options: EmlpOptions): Emlp {
  const { repIn, repOut } = checked(options)
  const seed = seedOrDrawn(options.seed)
  const input = tf.input({ shape: [repIn.dim] })
  const output = applyEmlp({ ...options, seed }, input)
  return new Emlp(tf.model({ inputs: input, outputs: output }), repIn, repOut, seed)
}

/**
 * Loads a model saved by {@link Emlp.save}.
 *
 * @throws InvalidFileError if the file is damaged, cut short, of another kind or of a newer version, or its network is not of its representations
 * @remarks O(weights), and as {@link emlp} to make the layers.
 */
export async function loadEmlp(from: string | tf.io.IOHandler): Promise<Emlp> {
  const { network, repIn, repOut, metadata } = await loadModel(from, 'emlp')
  const wrong = misfitOfRows(network, { repIn, repOut })
  if (wrong !== undefined) {
    disposeNetwork(network)
    throw new InvalidFileError(`the saved model does not fit itself: ${wrong}`)
  }
  const { seed } = metadata
  return new Emlp(network, repIn, repOut, typeof seed === 'number' ? seed : undefined)
}
