import { equivariantBasis } from '@buridan/constraints'
import { type AnyRepresentation, multiple, trivial } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { isTrivial } from '../core/trivial.js'
import { copiesOf } from './copies.js'
import type { LayerOptions } from './layer-options.js'
import { FieldLayer } from './representation-layer.js'

const EPSILON = 1e-6

/**
 * Pooling to invariants, [batch, dim ρ] → [batch, invariants]: for every copy the linear invariants (for a permutation
 * representation the sums over orbits, divided by roots of their sizes), and its norm where the summand is orthogonal and not
 * trivial.
 *
 * @throws InvalidArgumentError if an option is not valid
 * @throws UnsupportedError for a complex representation
 * @remarks O(batch · dim · invariants).
 *
 * @example
 * ```ts
 * import { InvariantPooling } from '@buridan/emlp'
 * import { parseRepresentation, symmetric } from '@buridan/groups'
 * const layer = new InvariantPooling({ rep: parseRepresentation(symmetric(4), '2*T(0)+3*V') })
 * console.log(layer.repOut.text) // → 8*T(0)
 * ```
 */
export class InvariantPooling extends FieldLayer {
  static className = 'BuridanInvariantPooling'
  static override readonly ownOptions = ['rep']
  /** As many scalars as there are invariants. */
  readonly repOut: AnyRepresentation
  /** [dim, linear invariants], and [dim, norms]. */
  readonly #linear: { readonly values: Float32Array; readonly count: number }
  readonly #norms: { readonly values: Float32Array; readonly count: number }

  constructor(options: LayerOptions & { readonly rep: AnyRepresentation }) {
    super(options)
    const { rep } = options
    const scalar: AnyRepresentation = trivial(rep.group)
    const basis = equivariantBasis(rep, scalar)
    const rows = basis.materialize()
    this.#linear = columns(rep.dim, basis.rank, (k, i) => rows[k * rep.dim + i]!)
    const normed = copiesOf(rep).filter((c) => c.rep.structure !== 'general' && !isTrivial(c.rep))
    this.#norms = columns(rep.dim, normed.length, (k, i) => {
      const { offset, rep: part } = normed[k]!
      return i >= offset && i < offset + part.dim ? 1 : 0
    })
    this.repOut = multiple(Math.max(1, basis.rank + normed.length), scalar)
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = this.rows(inputs)
      const { dim } = this.rep
      const parts: tf.Tensor2D[] = []
      if (this.#linear.count > 0) {
        parts.push(tf.matMul(x, tf.tensor2d(this.#linear.values, [dim, this.#linear.count])))
      }
      if (this.#norms.count > 0) {
        const squares = tf.matMul(tf.square(x), tf.tensor2d(this.#norms.values, [dim, this.#norms.count]))
        parts.push(tf.sqrt(tf.add(squares, EPSILON)) as tf.Tensor2D)
      }
      if (parts.length === 0) return tf.zeros([x.shape[0], 1])
      return parts.length === 1 ? parts[0]! : tf.concat(parts, 1)
    })
  }

  protected override get outputRep(): AnyRepresentation {
    return this.repOut
  }
}

function columns(dim: number, count: number, entry: (k: number, i: number) => number) {
  const values = new Float32Array(dim * count)
  for (let k = 0; k < count; k++) for (let i = 0; i < dim; i++) values[i * count + k] = entry(k, i)
  return { values, count }
}

tf.serialization.registerClass(InvariantPooling)
