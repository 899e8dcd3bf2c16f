import { checkedRows, type Loss } from '@buridan/emlp'
import { elementsOf, type Representation, stabilizer } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { apart, norm } from '../core/distance.js'

/**
 * The stabilizer loss of a data set whose labels are defined up to the symmetry of their inputs: the mean over samples
 * of min_{h ∈ G_x} ‖φ(x) − ρ_out(h) y‖². The minimum is over the distinct ρ_out(h)y; ties take the first.
 *
 * @param options - `x`, `y`: the rows that `fit` gets, in that order; `tolerance` of the stabilizers
 * @returns a loss for the models' `fit`
 * @remarks O(samples · order · cost of ρ) once; a step costs O(batch · largest label orbit · dim). See docs/mathematics.md, “The floor”.
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
export function stabilizerLoss(options: {
  readonly repIn: Representation
  readonly repOut: Representation
  readonly x: readonly ArrayLike<number>[]
  readonly y: readonly ArrayLike<number>[]
  readonly tolerance?: number
}): Loss {
  const { repOut } = options
  const orbits = labelOrbits(options)
  return (predicted, { indices }) =>
    tf.tidy(() => {
      const width = Math.max(...indices.map((i) => orbits[i]!.length))
      const targets = new Float32Array(indices.length * width * repOut.dim)
      indices.forEach((i, row) => {
        // shorter orbits are filled up by repeating: the minimum stays the same
        for (let k = 0; k < width; k++) {
          targets.set(orbits[i]![k % orbits[i]!.length]!, (row * width + k) * repOut.dim)
        }
      })
      const wanted = tf.tensor3d(targets, [indices.length, width, repOut.dim])
      // sub and square: the gradient of squaredDifference does not broadcast
      const apart = tf.sum(tf.square(tf.sub(tf.reshape(predicted, [-1, 1, repOut.dim]), wanted)), 2)
      const nearest = tf.oneHot(tf.argMin(apart, 1), width)
      return tf.mean(tf.sum(tf.mul(apart, tf.cast(nearest, 'float32')), 1)) as tf.Scalar
    })
}

/**
 * For each sample the distinct ρ_out(h) y over h in the stabilizer of its input.
 *
 * @example
 * ```ts
 * import { labelOrbits } from '@buridan/relaxed'
 * import { symmetric, tensor } from '@buridan/groups'
 * const V = tensor(symmetric(3), 1)
 * console.log(labelOrbits({ repIn: V, repOut: V, x: [[1, 1, 0]], y: [[1, 0, 0]] })[0]!.length) // → 2
 * ```
 */
export function labelOrbits(options: {
  readonly repIn: Representation
  readonly repOut: Representation
  readonly x: readonly ArrayLike<number>[]
  readonly y: readonly ArrayLike<number>[]
  readonly tolerance?: number
}): Float64Array[][] {
  const { repIn, repOut, tolerance } = options
  const x = checkedRows(options.x, repIn, 'x')
  const y = checkedRows(options.y, repOut, 'y')
  const list = elementsOf(repIn.group)
  const known = new Map<string, Uint32Array>()
  return x.map((input, i) => {
    const key = input.join()
    const members =
      known.get(key) ?? stabilizer(repIn, input, tolerance === undefined ? {} : { tolerance }).members
    known.set(key, members)
    return distinct(
      Array.from(members, (h) => repOut.apply(list.at(h), y[i]!)),
      1e-9 * (1 + norm(y[i]!)),
    )
  })
}

/** The vectors that differ from all before by more than a distance. */
function distinct(vectors: readonly Float64Array[], distance: number): Float64Array[] {
  const out: Float64Array[] = []
  for (const v of vectors) if (!out.some((w) => apart(v, w) <= distance)) out.push(v)
  return out
}
