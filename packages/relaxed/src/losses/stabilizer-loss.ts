import { knownOptions } from '@buridan/core'
import { checkedRows, type Loss } from '@buridan/emlp'
import { type AnyRepresentation, InvalidArgumentError } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { LabelOrbit } from './label-orbit.js'

/** Options of {@link stabilizerLoss}. */
export interface StabilizerLossOptions {
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  /** The rows that `fit` gets, in that order. */
  readonly x: readonly ArrayLike<number>[]
  readonly y: readonly ArrayLike<number>[]
  /** Relative tolerance of stabilizers, 1e-6 by default. */
  readonly tolerance?: number
  /** Label orbits of at most this size are listed, 1024 by default. */
  readonly limit?: number
}

/** A loss with what it knows of the labels. */
export type StabilizerLoss = Loss & {
  /** The orbit of each sample's label. */
  readonly orbits: readonly LabelOrbit[]
  /** Whether the minimum is exact for all samples; otherwise the loss is an upper bound. */
  readonly exact: boolean
}

/**
 * The stabilizer loss of a data set whose labels are defined up to the symmetry of their inputs: the mean over samples
 * of min_{h ∈ G_x} ‖φ(x) − ρ_out(h) y‖², by {@link LabelOrbit}. The nearest label is held fixed for the gradient.
 *
 * @throws InvalidArgumentError if x and y do not pair up; as {@link LabelOrbit}
 * @returns a loss for the models' `fit`
 * @remarks Label orbits are found once, equal samples together; a step costs O(batch · cost of `nearest`). See
 * docs/mathematics.md, “The floor”.
 *
 * @example
 * ```ts
 * import { relaxedEmlp, stabilizerLoss } from '@buridan/relaxed'
 * import { baseRepresentation, pointGroup, trivial } from '@buridan/groups'
 * const G = pointGroup('Oh')
 * const [repIn, repOut] = [trivial(G), baseRepresentation(G)]
 * const [x, y] = [[[1], [1]], [[0, 0, 1], [0, -1, 0]]]
 * const model = relaxedEmlp({ repIn, repOut, hidden: 8, layers: 1, seed: 0 })
 * const losses = await model.fit(x, y, { epochs: 100, learningRate: 0.03, loss: stabilizerLoss({ repIn, repOut, x, y }) })
 * console.log(losses.at(-1)! < 1e-2) // → true
 * model.dispose()
 * ```
 */
export function stabilizerLoss(options: StabilizerLossOptions): StabilizerLoss {
  const orbits = labelOrbits(options)
  const { dim } = options.repOut
  const known = new Map([...new Set(orbits)].map((o) => [o, o.labels]))
  const labels = orbits.map((o) => known.get(o))
  const listed = labels.every((l) => l !== undefined)
  const loss: Loss = (predicted, { indices }) => {
    const other = indices.find((i) => i >= orbits.length)
    if (other !== undefined) {
      throw new InvalidArgumentError(
        `the stabilizer loss is of ${orbits.length} rows, and row ${other} is fitted; make it of the rows that fit gets`,
      )
    }
    // sums of no numbers are left unwritten by the wasm backend
    if (dim === 0) return tf.scalar(0)
    return tf.tidy(() =>
      listed
        ? listedLoss(
            predicted,
            indices.map((i) => labels[i]!),
            dim,
          )
        : searchedLoss(
            predicted,
            indices.map((i) => orbits[i]!),
            dim,
          ),
    )
  }
  return Object.assign(loss, { orbits, exact: orbits.every((o) => o.exact) })
}

/** On tensors alone, so that backends that cannot be read from while they compute have it too. */
function listedLoss(
  predicted: tf.Tensor2D,
  orbits: readonly (readonly Float64Array[])[],
  dim: number,
): tf.Scalar {
  // one-hot vectors have at least two entries
  const width = Math.max(2, ...orbits.map((labels) => labels.length))
  const targets = new Float32Array(orbits.length * width * dim)
  orbits.forEach((labels, row) => {
    // shorter orbits are filled up by repeating: the minimum stays the same
    for (let k = 0; k < width; k++) targets.set(labels[k % labels.length]!, (row * width + k) * dim)
  })
  const wanted = tf.tensor3d(targets, [orbits.length, width, dim])
  // sub and square: the gradient of squaredDifference does not broadcast
  const apart = tf.sum(tf.square(tf.sub(tf.reshape(predicted, [-1, 1, dim]), wanted)), 2)
  const nearest = tf.oneHot(tf.argMin(apart, 1), width)
  return tf.mean(tf.sum(tf.mul(apart, tf.cast(nearest, 'float32')), 1)) as tf.Scalar
}

function searchedLoss(predicted: tf.Tensor2D, orbits: readonly LabelOrbit[], dim: number): tf.Scalar {
  const values = predicted.dataSync()
  const targets = new Float32Array(orbits.length * dim)
  orbits.forEach((orbit, row) => {
    targets.set(orbit.nearest(values.subarray(row * dim, (row + 1) * dim)).label, row * dim)
  })
  const wanted = tf.tensor2d(targets, [orbits.length, dim])
  return tf.mean(tf.sum(tf.square(tf.sub(predicted, wanted)), 1)) as tf.Scalar
}

/** The label orbit of each sample; equal samples share one. */
function labelOrbits(options: StabilizerLossOptions): LabelOrbit[] {
  const { repIn, repOut, x, y, tolerance, limit } = knownOptions(
    options,
    { repIn: true, repOut: true, x: true, y: true, tolerance: true, limit: true },
    'stabilizerLoss',
  )
  const inputs = checkedRows(x, repIn, 'x')
  const labels = checkedRows(y, repOut, 'y')
  if (inputs.length !== labels.length) {
    throw new InvalidArgumentError(`x has ${inputs.length} rows and y ${labels.length}; they must pair up`)
  }
  const known = new Map<string, LabelOrbit>()
  return inputs.map((input, i) => {
    const key = `${input.join()}|${labels[i]!.join()}`
    const found =
      known.get(key) ??
      new LabelOrbit({
        repIn,
        repOut,
        x: input,
        y: labels[i]!,
        ...(tolerance === undefined ? {} : { tolerance }),
        ...(limit === undefined ? {} : { limit }),
      })
    known.set(key, found)
    return found
  })
}
