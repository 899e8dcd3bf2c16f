import { integerIn, isKind, KIND, type Kind, knownOptions, printable, shown } from '@buridan/core'
import { type AnyRepresentation, InvalidArgumentError, representationOf, sameGroup } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { seedOrDrawn } from '../core/seed.js'
import { disposeNetwork, expectAlive } from '../layers/alive.js'
import { EquivariantBilinear } from '../layers/bilinear.js'
import { EquivariantBlock } from '../layers/block.js'
import { EquivariantLinear } from '../layers/equivariant-linear.js'
import { GatedNonlinearity, gatedRepresentation } from '../layers/gated.js'
import { type FitOptions, fitRows } from '../training/fit.js'
import { checkedRows, rowsToTensor, tensorToRows } from '../training/rows.js'
import { bottlenecks } from './bottlenecks.js'
import { defaultHidden, tooLarge } from './default-hidden.js'
import { loadModel, saveModel } from './model-file.js'

/** A hidden representation, or its number of channels. */
export type Hidden = number | AnyRepresentation

/** Options of {@link emlp}. */
export interface EmlpOptions {
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  /**
   * The hidden representation or its number of channels, 64 by default, or one of these for each hidden block. For a number it is
   * {@link hiddenRepresentation}: what input and output need comes first, and takes more channels if it has to.
   */
  readonly hidden?: Hidden | readonly Hidden[]
  /** The number of hidden blocks, 3 by default; as many as `hidden` lists if that is a list. */
  readonly layers?: number
  /** The largest number of channels that a pair of summands is mixed to for products, 4 by default; 0 for no products. */
  readonly channels?: number
  /** Adds the input of hidden blocks to their output where both have one representation; false by default. */
  readonly residual?: boolean
  /** What is done with {@link bottlenecks} that are found; by default a warning on the console, once for each. */
  readonly onWarning?: (message: string) => void
  /** Seed of the weights at the start; drawn anew by default, so that two models differ, and said by `seed` of the model. */
  readonly seed?: number
}

/**
 * What follows the linear layer of an E-MLP block: bilinear with skip → gated nonlinearity, [batch, dim gated(ρ)] →
 * [batch, dim ρ]. The linear layer goes to `gatedRepresentation(rep)`.
 *
 * @throws InvalidArgumentError if `rep` is not a representation, or the seed not an integer
 * @throws UnsupportedError for a complex representation
 * @remarks As {@link EquivariantBilinear}.
 *
 * @example
 * ```ts
 * import { nonlinearity } from '@buridan/emlp'
 * import { pointGroup, tensor } from '@buridan/groups'
 * console.log(nonlinearity(tensor(pointGroup('Oh'), 1), 0).length) // → 2
 * ```
 */
export function nonlinearity(rep: AnyRepresentation, seed: number): tf.layers.Layer[] {
  return [
    new EquivariantBilinear({ rep: gatedRepresentation(rep), amongPermutations: false, seed }),
    new GatedNonlinearity({ rep }),
  ]
}

/**
 * The hidden representation of a network: the one given, or one of about so many channels that begins with what input and output need.
 * It is {@link uniformRepresentation} if that holds each of their summands; else it begins with these, and with what joins them where
 * neither linear maps nor products of them lead from the input to the output, and grows by the uniform one of the other channels. Where the
 * channels do not hold a copy of each, they are as many as it takes; summands of over 1024 dimensions are left out, and `emlp` warns of it.
 *
 * @param repOut - of the network; without it `hidden` begins with what the input needs
 * @throws InvalidArgumentError if `repIn` is not a representation, or `hidden` not a positive integer
 * @throws RepresentationMismatchError if `hidden` or `repOut` is of another group
 * @remarks As {@link uniformRepresentation}; and, for outputs that no linear map reaches, the products of a few representations.
 *
 * @example
 * ```ts
 * import { hiddenRepresentation } from '@buridan/emlp'
 * import { axialVector, orthogonal, tensor } from '@buridan/groups'
 * const G = orthogonal(3)
 * console.log(hiddenRepresentation(tensor(G, 1), 64).text) // → 25*T(0)+7*V+2*T(2)
 * console.log(hiddenRepresentation(tensor(G, 1), 64, axialVector(G)).text) // → 13*T(0)+9*V+5*(pseudo*V)+T(2)
 * ```
 */
export function hiddenRepresentation<R extends AnyRepresentation>(
  repIn: R,
  hidden: number | R = 64,
  repOut: AnyRepresentation = repIn,
): R {
  representationOf(repIn, 'repIn')
  sameGroup(repIn, repOut)
  if (typeof hidden === 'number') return defaultHidden(repIn, repOut, hidden) as R
  sameGroup(repIn, hidden)
  return hidden
}

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
   * @remarks O(weights).
   */
  async save(to: string | tf.io.IOHandler): Promise<void> {
    const { repIn, repOut, seed } = this
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

const OPTIONS = [
  'repIn',
  'repOut',
  'hidden',
  'layers',
  'channels',
  'residual',
  'onWarning',
  'seed',
] as const satisfies readonly (keyof EmlpOptions)[]

function checked(options: EmlpOptions): EmlpOptions {
  const { repIn, repOut, seed } = knownOptions(options, OPTIONS, 'emlp')
  sameGroup(repIn, repOut)
  if (seed !== undefined) seedOrDrawn(seed)
  return options
}

/**
 * Applies the layers of `emlp(options)` to a symbolic tensor [batch, dim ρ_in], for models of which an E-MLP is a part. Without a
 * seed one is drawn, and the layers say theirs.
 *
 * @throws RepresentationMismatchError if the representations are of different groups
 * @throws InvalidArgumentError if an option is not valid
 * @throws UnsupportedError for a complex representation
 * @remarks As {@link emlp}.
 *
 * @example
 * ```ts
 * import { applyEmlp } from '@buridan/emlp'
 * import { cyclic, tensor } from '@buridan/groups'
 * import * as tf from '@tensorflow/tfjs'
 * const V = tensor(cyclic(3), 1)
 * const input = tf.input({ shape: [3] })
 * console.log(applyEmlp({ repIn: V, repOut: V, hidden: 12, layers: 1, seed: 0 }, input).shape) // → [ null, 3 ]
 * ```
 */
export function applyEmlp(options: EmlpOptions, input: tf.SymbolicTensor): tf.SymbolicTensor {
  const { repIn, repOut, channels, residual = false } = checked(options)
  const seed = seedOrDrawn(options.seed)
  const hidden = hiddenRepresentations(options)
  warn(options, hidden)
  let x = input
  let from = repIn
  hidden.forEach((rep, l) => {
    const more = channels === undefined ? {} : { channels }
    const layer = new EquivariantBlock({ repIn: from, repOut: rep, seed: seedOf(seed, l), ...more })
    const y = layer.apply(x) as tf.SymbolicTensor
    x = residual && from.key === rep.key ? (tf.layers.add().apply([x, y]) as tf.SymbolicTensor) : y
    from = rep
  })
  const last = new EquivariantLinear({ repIn: from, repOut, seed: seedOf(seed, hidden.length) })
  return last.apply(x) as tf.SymbolicTensor
}

/** The representation of each hidden block. */
export function hiddenRepresentations(options: EmlpOptions): AnyRepresentation[] {
  const { repIn, repOut, hidden } = options
  if (!Array.isArray(hidden)) {
    const layers = integerIn(options.layers ?? 3, 0, 1000, 'layers')
    const rep = hiddenRepresentation(repIn, hidden as Hidden | undefined, repOut)
    return Array.from({ length: layers }, () => rep)
  }
  if (options.layers !== undefined && options.layers !== hidden.length) {
    throw new InvalidArgumentError(
      `layers is ${options.layers} and hidden lists ${hidden.length}; leave one out`,
    )
  }
  return hidden.map((h: Hidden) => hiddenRepresentation(repIn, h, repOut))
}

const warned = new Set<string>()

/** On the console, each message once. */
function warnOnce(message: string): void {
  if (warned.has(message)) return
  warned.add(message)
  console.warn(printable(message))
}

/** Tells of the bottlenecks of each hidden representation, once. */
function warn(
  { repIn, repOut, hidden: given, onWarning = warnOnce }: EmlpOptions,
  hidden: readonly AnyRepresentation[],
): void {
  const messages = new Set<string>()
  if ([given ?? 64].flat().some((h) => typeof h === 'number')) {
    for (const { text, dim } of tooLarge(repIn, repOut)) {
      messages.add(
        `${shown(text)} has ${dim} dimensions, of which no hidden representation chosen by a number begins: give one as hidden if the ` +
          'network needs it',
      )
    }
  }
  for (const rep of new Map(hidden.map((r) => [r.key, r])).values()) {
    for (const { message } of bottlenecks(repIn, rep, repOut)) messages.add(message)
  }
  for (const message of messages) onWarning(`information bottleneck: ${message}`)
}

/** A seed for each layer. */
function seedOf(seed: number, layer: number): number {
  return (seed * 7919 + 10 * layer) | 0
}

/**
 * Loads a model saved by {@link Emlp.save}.
 *
 * @throws InvalidFileError if the file is damaged, cut short, of another kind or of a newer version
 * @remarks O(weights), and as {@link emlp} to make the layers.
 */
export async function loadEmlp(from: string | tf.io.IOHandler): Promise<Emlp> {
  const { network, repIn, repOut, metadata } = await loadModel(from, 'emlp')
  const { seed } = metadata
  return new Emlp(network, repIn, repOut, typeof seed === 'number' ? seed : undefined)
}
