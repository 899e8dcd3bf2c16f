import {
  checkedRows,
  type Emlp,
  type EmlpOptions,
  emlp,
  type FitOptions,
  fitRows,
  rowsToTensor,
  tensorToRows,
} from '@buridan/emlp'
import { type AnyRepresentation, directSum, integerIn, type Rng, rng, sameGroup } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'

/** Options of {@link noisyEmlp}. */
export interface NoisyEmlpOptions extends EmlpOptions {
  /** The representation the noise is drawn in, standard normal in every coordinate; ρ_out by default. */
  readonly noise?: AnyRepresentation
}

/**
 * The noise-injection baseline: a strictly equivariant network of (x, ε), ε fresh standard normal features, so that a
 * sample has no symmetry left with probability one. Equivariant in law for orthogonal representations.
 */
export class NoisyEmlp {
  /** @internal Use {@link noisyEmlp}. */
  constructor(
    readonly inner: Emlp,
    readonly repIn: AnyRepresentation,
    readonly noise: AnyRepresentation,
  ) {}

  get repOut(): AnyRepresentation {
    return this.inner.repOut
  }

  /** The number of trainable numbers. */
  get parameterCount(): number {
    return this.inner.parameterCount
  }

  /** Trains as the other models do, with new noise in every step. */
  async fit(
    x: readonly ArrayLike<number>[],
    y: readonly ArrayLike<number>[] | null,
    options: FitOptions = {},
  ): Promise<Float64Array> {
    const random = rng(((options.seed ?? 0) ^ 0x5bd1e995) | 0)
    const { repIn, repOut } = this
    return fitRows({ repIn, repOut, x, y, forward: ({ inputs }) => this.#forward(inputs, random) }, options)
  }

  /** One random output for each row of inputs. */
  predict(x: readonly ArrayLike<number>[], options: { seed?: number } = {}): Float32Array[] {
    const inputs = checkedRows(x, this.repIn, 'x')
    const random = rng(options.seed ?? 0)
    return tf.tidy(() => tensorToRows(this.#forward(rowsToTensor(inputs, this.repIn.dim), random)))
  }

  /** Random outputs for one input. */
  sample(x: ArrayLike<number>, options: { count?: number; seed?: number } = {}): Float32Array[] {
    const count = integerIn(options.count ?? 1, 1, 1e7, 'count')
    return this.predict(
      Array.from({ length: count }, () => x),
      { seed: options.seed ?? 0 },
    )
  }

  dispose(): void {
    this.inner.dispose()
  }

  #forward(inputs: tf.Tensor2D, random: Rng): tf.Tensor2D {
    const rows = inputs.shape[0]
    const values = new Float32Array(rows * this.noise.dim).map(() => random.normal())
    const noise = tf.tensor2d(values, [rows, this.noise.dim])
    return this.inner.network.apply(tf.concat([inputs, noise], 1)) as tf.Tensor2D
  }
}

/**
 * Makes the noise-injection baseline.
 *
 * @throws RepresentationMismatchError if the representations are of different groups
 *
 * @example
 * ```ts
 * import { noisyEmlp } from '@buridan/relaxed'
 * import { dihedral, tensor } from '@buridan/groups'
 * const rep = tensor(dihedral(4), 1)
 * const model = noisyEmlp({ repIn: rep, repOut: rep, hidden: 8, layers: 1, seed: 0 })
 * console.log(model.sample([1, 1, 1, 1], { count: 3, seed: 1 }).length) // → 3
 * model.dispose()
 * ```
 */
export function noisyEmlp(options: NoisyEmlpOptions): NoisyEmlp {
  const { repIn, repOut, noise = repOut } = options
  sameGroup(repIn, noise)
  return new NoisyEmlp(emlp({ ...options, repIn: directSum<AnyRepresentation>(repIn, noise) }), repIn, noise)
}
