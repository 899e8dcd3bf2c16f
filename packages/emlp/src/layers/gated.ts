import { type AnyRepresentation, directSum, multiple, representationOf, trivial } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { gate } from '../kernels/gate-kernels.js'
import type { GatePlan } from '../kernels/gate-math.js'
import type { LayerOptions } from './layer-options.js'
import { FieldLayer } from './representation-layer.js'

/** The number of gates a representation needs: one for each copy on which no pointwise function is equivariant. */
function gateCount(rep: AnyRepresentation): number {
  representationOf(rep, 'rep')
  return rep.summands.reduce((sum, s) => sum + (s.rep.structure === 'permutation' ? 0 : s.count), 0)
}

/**
 * The representation a gated nonlinearity takes in to give `rep` out: `rep` and one scalar gate for each copy of a
 * summand that is not a permutation representation.
 *
 * @throws InvalidArgumentError if `rep` is not a representation
 * @remarks O(summands).
 *
 * @example
 * ```ts
 * import { gatedRepresentation } from '@buridan/emlp'
 * import { parseRepresentation, pointGroup } from '@buridan/groups'
 * console.log(gatedRepresentation(parseRepresentation(pointGroup('Oh'), 'T(0)+2*V')).dim) // → 9
 * ```
 */
export function gatedRepresentation<R extends AnyRepresentation>(rep: R): R {
  const gates = gateCount(rep)
  return gates === 0 ? rep : (directSum<AnyRepresentation>(rep, multiple(gates, trivial(rep.group))) as R)
}

/**
 * Gated nonlinearity [batch, dim gated(ρ)] → [batch, dim ρ]: swish x·σ(x) on scalar and permutation fields, where
 * pointwise functions are equivariant, and x·σ(gate) on the others, the gate an extra scalar channel.
 *
 * @throws InvalidArgumentError if an option is not valid
 * @throws UnsupportedError for a complex representation
 * @remarks O(batch · dim). Finzi, Welling & Wilson 2021, section 5; Weiler et al. 2018.
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
export class GatedNonlinearity extends FieldLayer {
  static className = 'BuridanGatedNonlinearity'
  static override readonly ownOptions = ['rep']
  readonly #gated: AnyRepresentation
  /** How gates are read. */
  readonly plan: GatePlan

  constructor(options: LayerOptions & { readonly rep: AnyRepresentation }) {
    super(options)
    this.#gated = gatedRepresentation(options.rep)
    this.plan = planGates(this.rep, this.#gated.dim)
  }

  protected override get inputRep(): AnyRepresentation {
    return this.#gated
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => gate(this.plan, this.rows(inputs)))
  }
}

/** Each coordinate of a permutation summand is its own gate; a copy of another summand has one of the scalars. */
export function planGates(rep: AnyRepresentation, inputs: number): GatePlan {
  const source: number[] = []
  const gateOf = new Int32Array(rep.dim)
  let scalar = rep.dim
  for (const { rep: part, count, offset } of rep.summands) {
    for (let c = 0; c < count; c++) {
      const pointwise = part.structure === 'permutation'
      for (let i = 0; i < part.dim; i++) {
        const at = offset + c * part.dim + i
        if (pointwise || i === 0) source.push(pointwise ? at : scalar)
        gateOf[at] = source.length - 1
      }
      if (!pointwise) scalar++
    }
  }
  return { inputs, outputs: rep.dim, source: Int32Array.from(source), gateOf }
}

tf.serialization.registerClass(GatedNonlinearity)
