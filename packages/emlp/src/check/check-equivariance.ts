import { integerIn, knownOptions, shown } from '@buridan/core'
import {
  type AnyRepresentation,
  type GroupElement,
  InvalidArgumentError,
  rng,
  sameGroup,
} from '@buridan/groups'
import { Emlp } from '../model/emlp.js'
import { checkLayers, type LayerReport } from './check-layers.js'
import { compare } from './compare.js'
import { type Checked, evaluator, isLayersModel } from './evaluate.js'
import { drawnSamples, type SampleSource } from './samples.js'

/** Options of {@link checkEquivariance}. */
export interface CheckOptions extends SampleSource {
  readonly repOut: AnyRepresentation
  /** How many elements of the group are drawn, 4 by default, 10 000 at most: each takes a pass through the model. */
  readonly elements?: number
  /** Representations of features by layer name, where they are known. */
  readonly features?: Readonly<Record<string, AnyRepresentation>>
  /** Relative error up to which it counts as equivariant, 1e-4 by default: float32. */
  readonly tolerance?: number
  /** Seed of samples and elements, 0 by default: the same call makes the same report. */
  readonly seed?: number
}

/** What {@link checkEquivariance} found. */
export interface EquivarianceReport {
  readonly equivariant: boolean
  /** The largest relative error ‖φ(gx) − gφ(x)‖ / ‖φ(x)‖ over elements and inputs. */
  readonly error: number
  /** The element with which it is largest. */
  readonly worstElement: GroupElement
  /** For a layers model: the layers in order, with features for which there is something to say. */
  readonly layers: readonly LayerReport[]
  /** The first layer whose features stop being equivariant. */
  readonly stopsAt: string | undefined
}

/**
 * Whether any TensorFlow.js model (layers or graph), or any function, is equivariant: φ(ρ_in(g)x) = ρ_out(g)φ(x) for random elements and inputs.
 * For a layers model also layer by layer, where it stops being so: features whose representation is known (Buridan's
 * layers, or `features`) are compared with it; for others a matrix is looked for that takes the features of all x to
 * those of gx, without which they carry no representation at all. Inputs and outputs of any shapes, one or several, stand for
 * the coordinates of ρ_in and ρ_out in order, row-major.
 *
 * A check on random inputs: what passes is equivariant there, and with probability one where the functions are analytic.
 *
 * @throws DisposedError for a layers model that was freed
 * @throws InvalidArgumentError if the same inputs are answered twice with answers that differ by more than rounding, as by dropout in training
 * @throws RepresentationMismatchError | InvalidArgumentError if groups, shapes or options do not fit
 * @remarks O(elements · count) evaluations; fitting features of f numbers takes O(f³).
 *
 * @example
 * ```ts
 * import { checkEquivariance } from '@buridan/emlp'
 * import { symmetric, tensor } from '@buridan/groups'
 * const V = tensor(symmetric(4), 1)
 * const sorted = { predict: (rows: readonly Float64Array[]) => rows.map((x) => x.toSorted()) }
 * console.log(checkEquivariance(sorted, { repIn: V, repOut: V }).equivariant) // → false
 * const doubled = { predict: (rows: readonly Float64Array[]) => rows.map((x) => x.map((v) => 2 * v)) }
 * console.log(checkEquivariance(doubled, { repIn: V, repOut: V }).equivariant) // → true
 * ```
 */
export function checkEquivariance(model: Checked, options: CheckOptions): EquivarianceReport {
  knownOptions(
    options,
    {
      repOut: true,
      elements: true,
      features: true,
      tolerance: true,
      seed: true,
      repIn: true,
      samples: true,
      count: true,
    },
    'checkEquivariance',
  )
  const { repIn, repOut, features = {}, elements = 4, tolerance = 1e-4, seed = 0 } = options
  sameGroup(repIn, repOut)
  integerIn(elements, 1, 1e4, 'elements')
  if (typeof tolerance !== 'number' || !(tolerance > 0))
    throw new InvalidArgumentError(`tolerance is ${shown(tolerance)}; it must be a positive number`)
  const network = model instanceof Emlp ? model.network : model
  const samples = drawnSamples(options, rng(seed))
  const evaluate = evaluator(network, repIn, repOut)
  const { error, worstElement } = compare(evaluate, repIn, repOut, samples, elements, rng(seed + 1))
  const layers = isLayersModel(network)
    ? checkLayers(network, { ...options, features, elements, tolerance, seed: seed + 2 })
    : []
  const stopsAt = layers.find((l) => !l.equivariant)?.name
  return { equivariant: error <= tolerance, error, worstElement, layers, stopsAt }
}
