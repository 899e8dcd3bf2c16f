import type { FitOptions } from '@buridan/emlp'
import type { AnyRepresentation } from '@buridan/groups'
import type * as tf from '@tensorflow/tfjs'
import type { OutcomeOptions, Outcomes } from '../answers/outcomes.js'

/**
 * The ways to answer an input that is symmetric:
 *
 * - `strict`: an E-MLP, which cannot break its symmetry; its answers are projected on what that leaves, lest rounding does;
 * - `noise`: an E-MLP of the input and random features;
 * - `canonical`: c(x)·f(c(x)⁻¹x) with f any multilayer perceptron (Kaba et al. 2023);
 * - `breaking-set`: an E-MLP of the input and an object drawn from an equivariant symmetry-breaking set (Xie & Smidt 2024);
 * - `positional`: an E-MLP of the input and g̃·v, g̃ drawn from G_x c(x), v learned (SymPE, Lawrence et al. 2025);
 * - `relaxed`: an E-MLP of which one linear layer is relaxed equivariant (Kaba & Ravanbakhsh 2023);
 * - `breaking-input`: an E-MLP of the input and c(x)·v, v learned, its answers moved by all of G_x;
 * - `augmented`: a multilayer perceptron without symmetry, trained on randomly moved data.
 */
export const breakerMethods = [
  'strict',
  'noise',
  'canonical',
  'breaking-set',
  'positional',
  'relaxed',
  'breaking-input',
  'augmented',
] as const

/** A name of {@link breakerMethods}. */
export type BreakerMethod = (typeof breakerMethods)[number]

/**
 * What the answers of a method to x are: `orbit`, all G_x·φ(x) alike; `random`, as drawn from a law of its own; `point`, one, without
 * regard to symmetry.
 */
export type AnswerLaw = 'orbit' | 'random' | 'point'

/** Options of {@link SymmetryBreaker.sample}. */
export interface SampleOptions {
  /** How many answers to each input, 1 by default. */
  readonly count?: number
  /** Seed of what is drawn; drawn anew by default, so that each call brings others. */
  readonly seed?: number
}

/** What every method can do. Rows are of dim ρ_in numbers in, of dim ρ_out numbers out. */
export interface SymmetryBreaker {
  readonly method: BreakerMethod
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  readonly answers: AnswerLaw
  /** The seed of the weights at the start, given or drawn. */
  readonly seed: number
  /** The number of trainable numbers. */
  readonly parameterCount: number

  /**
   * Trains on rows of inputs and labels (or null where the loss needs none); returns the loss of every step. A `strict` model warns where
   * its squared error falls below the strict floor of the rows, as `audit` finds it, by more than rounding.
   *
   * @param x - rows of dim ρ_in numbers
   * @param y - rows of dim ρ_out numbers
   * @returns one number for each step
   * @throws RepresentationMismatchError | InvalidArgumentError for rows of the wrong length, NaN, or empty data
   * @throws AmbiguousToleranceError if an input's stabilizer depends on the tolerance
   * @throws AbortedError if the signal aborts, also while the loss is compared with the floor: the weights are then those after all steps
   * @throws BusyError if the model is being trained, DisposedError if it was disposed of, also meanwhile
   * @throws NotConvergedError if the loss, its gradient or a weight is not finite, after the last step too; the weights are then the last good ones
   * @remarks O(epochs · rows · (cost of the network and its gradient + cost of placing an input)); stabilizers are found once a call.
   */
  fit(
    x: readonly ArrayLike<number>[],
    y: readonly ArrayLike<number>[] | null,
    options?: FitOptions,
  ): Promise<Float64Array>

  /**
   * One answer to each row of inputs; random methods draw it by the seed, 0 by default: the same rows have the same answers.
   *
   * @param x - rows of dim ρ_in numbers
   * @returns rows of dim ρ_out numbers
   * @throws RepresentationMismatchError | InvalidArgumentError for rows of the wrong length, or NaN
   * @throws DisposedError if the model was disposed of
   * @remarks O(rows · (cost of the network + cost of placing an input)).
   */
  predict(x: readonly ArrayLike<number>[], options?: { readonly seed?: number }): Float32Array[]

  /**
   * Answers to an input, drawn from the method's law; for rows of inputs a list for each. Where the answers are an orbit of
   * the input's stabilizer, h is uniform on it (Haar's measure if it is infinite): P(gy | gx) = P(y | x) exactly.
   *
   * @param x - dim ρ_in numbers, or rows of these
   * @returns `count` rows of dim ρ_out numbers, or a list of these for each input
   * @throws RepresentationMismatchError | InvalidArgumentError for a wrong length, NaN, or options that are not valid
   * @throws DisposedError if the model was disposed of
   * @throws TooLargeError for answers of over 1 GiB
   * @remarks O(rows · cost of {@link SymmetryBreaker.predict}), and O(count · cost of ρ) for each.
   */
  sample(x: ArrayLike<number>, options?: SampleOptions): Float64Array[]
  sample(x: readonly ArrayLike<number>[], options?: SampleOptions): Float64Array[][]

  /**
   * All distinct answers to an input, G_x·φ(x), each equally probable: counted without listing, listed lazily.
   *
   * @param x - dim ρ_in numbers
   * @throws UnsupportedError for methods whose answers are no orbit of the stabilizer: noise and an MLP
   * @throws RepresentationMismatchError | InvalidArgumentError for a wrong length or NaN
   * @throws DisposedError if the model was disposed of
   * @remarks As {@link SymmetryBreaker.predict} and `stabilizer`; answers are not listed.
   */
  outcomes(x: ArrayLike<number>, options?: OutcomeOptions): Outcomes

  /**
   * Saves to a TensorFlow.js destination: a URL, or a handler such as `fileSystem(folder)` of `@buridan/emlp/node`.
   *
   * @throws InvalidFileError if the destination does not take it
   * @throws DisposedError if the model was disposed of
   * @throws UnsupportedError if a representation has no text to save it by
   * @remarks O(weights).
   */
  save(to: string | tf.io.IOHandler): Promise<void>

  /**
   * Frees the network's tensors; a second time does nothing.
   *
   * @remarks O(layers).
   */
  dispose(): void
}
