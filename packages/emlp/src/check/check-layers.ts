import { objectOf } from '@buridan/core'
import {
  type AnyRepresentation,
  act,
  InvalidArgumentError,
  randomElement,
  representationOf,
  rng,
  sameGroup,
} from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { layersBefore } from '../tensorflow/adapter.js'
import { compare } from './compare.js'
import { evaluator, inputShapes, ofTensors } from './evaluate.js'
import { fitError } from './fitted-action.js'
import { drawnSamples, type SampleSource } from './samples.js'

/** What `checkEquivariance` says of a layer. */
export interface LayerReport {
  readonly name: string
  readonly kind: string
  /**
   * `known`: against the representation of the features. `fitted`: whether there is any matrix that takes the features of x to
   * those of gx, found on part of the inputs, which are drawn, and judged on the others.
   */
  readonly method: 'known' | 'fitted'
  /** Relative error, root mean square. */
  readonly error: number
  readonly equivariant: boolean
}

/** What is asked of the layers of a model. */
export interface LayerQuestion extends SampleSource {
  readonly repOut: AnyRepresentation
  readonly features: Readonly<Record<string, AnyRepresentation>>
  readonly elements: number
  readonly tolerance: number
  readonly seed: number
}

/** Features of more numbers are not fitted. */
const MAX_FITTED = 512
/** Errors of a fit are not smaller. */
const FITTED_TOLERANCE = 1e-3

/**
 * Reports on the layers of a model with features of which something can be said, in the model's order; a layer that is used
 * more than once each time.
 *
 * @throws InvalidArgumentError for representations of layers that there are not, or of another dimension
 */
export function checkLayers(model: tf.LayersModel, question: LayerQuestion): LayerReport[] {
  const names = model.layers.map((l) => l.name)
  for (const [name, rep] of Object.entries(objectOf(question.features, 'features'))) {
    if (!names.includes(name)) {
      throw new InvalidArgumentError(`features names the layer ${name}; the model has ${names.join(', ')}`)
    }
    sameGroup(question.repIn, representationOf(rep, `features.${name}`))
  }
  return model.layers.flatMap((layer) =>
    layer.getClassName() === 'InputLayer'
      ? []
      : outputsOf(model, layer).flatMap((features) => {
          const isLast = model.outputs.length === 1 && model.outputs[0] === features.outputs[0]
          const known = question.features[layer.name] ?? (isLast ? question.repOut : declared(layer))
          return report(features, layer, known, question)
        }),
  )
}

/** The model cut off after a layer, for each time that the model uses it. */
function outputsOf(model: tf.LayersModel, layer: tf.layers.Layer): tf.LayersModel[] {
  return layersBefore(layer).flatMap((_, i) => {
    const outputs = layer.getOutputAt(i)
    if (Array.isArray(outputs)) return []
    try {
      return [tf.model({ inputs: model.inputs, outputs })]
    } catch {
      // another model's use of the layer: not reached from these inputs
      return []
    }
  })
}

function report(
  features: tf.LayersModel,
  layer: tf.layers.Layer,
  known: AnyRepresentation | undefined,
  question: LayerQuestion,
): LayerReport[] {
  const { tolerance, elements, seed, repIn } = question
  const width = features.outputs[0]!.shape.slice(1).reduce<number>((product, d) => product * (d ?? 0), 1)
  const facts = { name: layer.name, kind: layer.getClassName() }
  if (known) {
    if (known.dim !== width) {
      throw new InvalidArgumentError(
        `layer ${layer.name} has ${width} features, the representation ${known.text} dimension ${known.dim}`,
      )
    }
    const samples = drawnSamples(question, rng(seed))
    const { error } = compare(evaluator(features, repIn, known), repIn, known, samples, elements, rng(seed))
    return [{ ...facts, method: 'known', error, equivariant: error <= tolerance }]
  }
  if (width === 0 || width > MAX_FITTED) return []
  const error = fittedError(features, repIn, width, seed)
  return [{ ...facts, method: 'fitted', error, equivariant: error <= Math.max(tolerance, FITTED_TOLERANCE) }]
}

/** The representation that one of Buridan's layers says its features have. */
function declared(layer: tf.layers.Layer): AnyRepresentation | undefined {
  const { repOut, rep } = layer as { repOut?: AnyRepresentation; rep?: AnyRepresentation }
  return repOut ?? rep
}

/** How badly the best matrix takes the features of x to those of gx. */
function fittedError(
  features: tf.LayersModel,
  repIn: AnyRepresentation,
  width: number,
  seed: number,
): number {
  const samples = drawnSamples({ repIn, count: 3 * width + 20 }, rng(seed))
  const g = randomElement(repIn.group, rng(seed + 1))
  const run = ofTensors((x) => features.apply(x), inputShapes(features.inputs, repIn))
  return fitError(run(samples), run(samples.map((x) => act(repIn, g, x))))
}
