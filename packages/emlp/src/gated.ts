import { directSum, multiple, type Representation, trivial } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { batchOf, expectDimension, single } from './equivariant-linear.js'
import { RepresentationLayer } from './representation-layer.js'
import { toSpec } from './spec.js'

/** The number of gates a representation needs: one for each copy on which no pointwise function is equivariant. */
function gateCount(rep: Representation): number {
  return rep.summands.reduce((sum, s) => sum + (s.rep.structure === 'permutation' ? 0 : s.count), 0)
}

/**
 * The representation a gated nonlinearity takes in to give `rep` out: `rep` and one scalar gate for each copy of a
 * summand that is not a permutation representation.
 *
 * @example
 * ```ts
 * import { gatedRepresentation } from '@buridan/emlp'
 * import { parseRepresentation, pointGroup } from '@buridan/groups'
 * console.log(gatedRepresentation(parseRepresentation(pointGroup('Oh'), 'T(0)+2*V')).dim) // → 9
 * ```
 */
export function gatedRepresentation(rep: Representation): Representation {
  const gates = gateCount(rep)
  return gates === 0 ? rep : directSum(rep, multiple(gates, trivial(rep.group)))
}

/**
 * Gated nonlinearity [batch, dim gated(ρ)] → [batch, dim ρ]: swish x·σ(x) on scalar and permutation fields, where
 * pointwise functions are equivariant, and x·σ(gate) on the others, the gate an extra scalar channel.
 *
 * @remarks Finzi, Welling & Wilson 2021, section 5; Weiler et al. 2018.
 *
 * @example
 * ```ts
 * import { GatedNonlinearity, gatedRepresentation } from '@buridan/emlp'
 * import { baseRepresentation, pointGroup } from '@buridan/groups'
 * const V = baseRepresentation(pointGroup('Oh'))
 * console.log(gatedRepresentation(V).dim) // → 4
 * const layer = new GatedNonlinearity({ rep: V })
 * console.log(layer.computeOutputShape([null, 4])) // → [ null, 3 ]
 * ```
 */
export class GatedNonlinearity extends RepresentationLayer {
  static className = 'BuridanGatedNonlinearity'
  readonly rep: Representation
  readonly #gated: Representation
  /** Takes each output coordinate to its gate: itself, or the scalar of its copy. [dim gated, dim]. */
  #selection: tf.Tensor2D | undefined

  constructor(options: { readonly rep: Representation; readonly name?: string }) {
    super(options)
    this.rep = options.rep
    this.#gated = gatedRepresentation(options.rep)
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    expectDimension(inputShape, this.#gated, this.name)
    this.#selection = tf.keep(
      tf.tensor2d(selection(this.rep, this.#gated.dim), [this.#gated.dim, this.rep.dim]),
    )
    this.built = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = single(inputs) as tf.Tensor2D
      const gates = tf.sigmoid(tf.matMul(x, this.#selection!))
      const features = this.#gated.dim === this.rep.dim ? x : tf.slice2d(x, [0, 0], [-1, this.rep.dim])
      return tf.mul(features, gates)
    })
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    return [batchOf(inputShape), this.rep.dim]
  }

  override dispose(): ReturnType<tf.layers.Layer['dispose']> {
    this.#selection?.dispose()
    this.#selection = undefined
    return super.dispose()
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), rep: { ...toSpec(this.rep) } }
  }
}

function selection(rep: Representation, gatedDim: number): Float32Array {
  const out = new Float32Array(gatedDim * rep.dim)
  let gate = rep.dim
  for (const { rep: part, count, offset } of rep.summands) {
    for (let c = 0; c < count; c++) {
      const pointwise = part.structure === 'permutation'
      for (let i = 0; i < part.dim; i++) {
        const column = offset + c * part.dim + i
        out[(pointwise ? column : gate) * rep.dim + column] = 1
      }
      if (!pointwise) gate++
    }
  }
  return out
}

tf.serialization.registerClass(GatedNonlinearity)
