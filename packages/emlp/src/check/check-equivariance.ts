import {
  type AnyRepresentation,
  act,
  type GroupElement,
  InvalidArgumentError,
  integerIn,
  objectOf,
  type Rng,
  randomElement,
  rng,
  sameGroup,
} from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { checkedRows } from '../training/rows.js'
import { type Checked, evaluator, isModel, split, valuesOf } from './evaluate.js'
import { fitError } from './fitted-action.js'

/** Options of {@link checkEquivariance}. */
export interface CheckOptions {
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  /** Inputs to check on; standard normal ones by default. Inputs with symmetry find less. */
  readonly samples?: readonly ArrayLike<number>[]
  /** How many inputs are drawn, 16 by default. */
  readonly count?: number
  /** How many elements of the group are drawn, 4 by default. */
  readonly elements?: number
  /** Representations of features by layer name, where they are known. */
  readonly features?: Readonly<Record<string, AnyRepresentation>>
  /** Relative error up to which it counts as equivariant, 1e-4 by default: float32. */
  readonly tolerance?: number
  readonly seed?: number
}

/** What {@link checkEquivariance} says of a layer. */
export interface LayerReport {
  readonly name: string
  readonly kind: string
  /**
   * `known`: against the representation of the features. `fitted`: whether there is any matrix that takes the features of x to
   * those of gx, found on half of the inputs and judged on the other half.
   */
  readonly method: 'known' | 'fitted'
  /** Relative error, root mean square. */
  readonly error: number
  readonly equivariant: boolean
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

/** Features of more numbers are not fitted. */
const MAX_FITTED = 512

/**
 * Whether any TensorFlow.js model, or any function, is equivariant: φ(ρ_in(g)x) = ρ_out(g)φ(x) for random elements and inputs.
 * For a layers model also layer by layer, where it stops being so: features whose representation is known (Buridan's
 * layers, or `features`) are compared with it; for others a matrix is looked for that takes the features of all x to
 * those of gx, without which they carry no representation at all.
 *
 * A check on random inputs: what passes is equivariant there, and with probability one where the functions are analytic.
 *
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
  objectOf(options, 'options')
  const { repIn, repOut, elements = 4, tolerance = 1e-4, seed = 0 } = options
  sameGroup(repIn, repOut)
  integerIn(elements, 1, 1e6, 'elements')
  if (!(tolerance > 0)) throw new InvalidArgumentError(`tolerance is ${tolerance}; it must be positive`)
  const { error, worstElement } = compare(
    model,
    repIn,
    repOut,
    samplesOf(options, rng(seed)),
    elements,
    rng(seed + 1),
  )
  const layers = isModel(model) ? checkLayers(model, options, tolerance, seed + 2) : []
  const stopsAt = layers.find((l) => !l.equivariant)?.name
  return { equivariant: error <= tolerance, error, worstElement, layers, stopsAt }
}

function samplesOf(
  { repIn, samples, count = 16 }: Pick<CheckOptions, 'repIn' | 'samples' | 'count'>,
  random: Rng,
): Float64Array[] {
  if (samples) return checkedRows(samples, repIn, 'samples')
  integerIn(count, 1, 1e6, 'count')
  return Array.from({ length: count }, () => new Float64Array(repIn.dim).map(() => random.normal()))
}

/** The largest relative error over inputs and random elements. */
function compare(
  model: Checked,
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
  samples: readonly Float64Array[],
  elements: number,
  random: Rng,
): { error: number; worstElement: GroupElement } {
  const evaluate = evaluator(model, repIn, repOut)
  const outputs = evaluate(samples)
  let error = -1
  let worstElement: GroupElement | undefined
  for (let e = 0; e < elements; e++) {
    const g = randomElement(repIn.group, random)
    const moved = evaluate(samples.map((x) => act(repIn, g, x)))
    outputs.forEach((y, i) => {
      const found = relative(moved[i]!, act(repOut, g, y))
      if (!(found <= error)) {
        error = found
        worstElement = g
      }
    })
  }
  return { error, worstElement: worstElement! }
}

function relative(a: Float64Array, b: Float64Array): number {
  let [difference, size] = [0, 0]
  for (let i = 0; i < a.length; i++) {
    difference += (a[i]! - b[i]!) ** 2
    size += b[i]! ** 2
  }
  return Math.sqrt(difference / (size || 1))
}

function checkLayers(
  model: tf.LayersModel,
  options: CheckOptions,
  tolerance: number,
  seed: number,
): LayerReport[] {
  if (model.inputs.length !== 1) return []
  return model.layers.flatMap((layer) => {
    const { output } = layer
    if (Array.isArray(output) || layer.getClassName() === 'InputLayer') return []
    const width = output.shape.slice(1).reduce<number>((product, d) => product * (d ?? 0), 1)
    const known = options.features?.[layer.name] ?? representationOf(layer)
    if (!known && (width === 0 || width > MAX_FITTED)) return []
    if (known && known.dim !== width) {
      throw new InvalidArgumentError(
        `layer ${layer.name} has ${width} features, the representation ${known.text} dimension ${known.dim}`,
      )
    }
    const features = tf.model({ inputs: model.inputs, outputs: output })
    const error = known
      ? compare(
          features,
          options.repIn,
          known,
          samplesOf(options, rng(seed)),
          options.elements ?? 4,
          rng(seed),
        ).error
      : fittedError(features, options, width, seed)
    const method = known ? ('known' as const) : ('fitted' as const)
    const limit = known ? tolerance : Math.max(tolerance, 1e-3)
    return [{ name: layer.name, kind: layer.getClassName(), method, error, equivariant: error <= limit }]
  })
}

/** The representation that one of Buridan's layers says its features have. */
function representationOf(layer: tf.layers.Layer): AnyRepresentation | undefined {
  const { repOut, rep } = layer as { repOut?: AnyRepresentation; rep?: AnyRepresentation }
  return repOut ?? rep
}

/** How badly the best matrix takes the features of x to those of gx. */
function fittedError(features: tf.LayersModel, options: CheckOptions, width: number, seed: number): number {
  const { repIn } = options
  const count = 3 * width + 20
  const samples = samplesOf({ repIn, count }, rng(seed))
  const g = randomElement(repIn.group, rng(seed + 1))
  const run = (rows: readonly Float64Array[]) =>
    split(
      valuesOf((x) => features.apply(x) as tf.Tensor, rows, repIn.dim),
      rows.length,
    )
  return fitError(run(samples), run(samples.map((x) => act(repIn, g, x))))
}
