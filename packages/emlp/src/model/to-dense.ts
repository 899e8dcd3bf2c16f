import { InvalidArgumentError, UnsupportedError } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { expectAlive, expectOwn } from '../layers/alive.js'
import { EquivariantBilinear } from '../layers/bilinear.js'
import { EquivariantBlock } from '../layers/block.js'
import { EquivariantLinear } from '../layers/equivariant-linear.js'
import { GatedNonlinearity } from '../layers/gated.js'
import { innerLayers, isNetwork, through, type Use } from '../tensorflow/adapter.js'
import { PlainLayers } from './plain-layers.js'

/**
 * A trained network as plain layers that any TensorFlow engine loads: dense layers, products and sums. Buridan's
 * layers are written out, standard ones are kept; networks in it, sequential ones too, become their layers, and what a layer that is
 * distributed over steps does is written out in it. A layer that is used several times is written at each use.
 *
 * - linear: one dense layer;
 * - gates: a dense layer with a sigmoid that selects them, times one that selects the features;
 * - bilinear: two dense layers to the factors of every product, their product, a dense layer to the output, and the skip.
 *
 * @returns a model of its own; dispose of both
 * @throws DisposedError if the network was freed
 * @throws UnsupportedError for a network of another copy of TensorFlow.js, of several inputs or outputs, with others of Buridan's layers or with
 * layers that hold some, or with features of dimension zero
 * @remarks The matrices are dense: O(dim²) numbers a layer. Of the gradient of a sigmoid TensorFlow.js has no right gradient in turn: losses
 * with derivatives of the network in them need the layers as they were.
 *
 * @example
 * ```ts
 * import { emlp, toDense } from '@buridan/emlp'
 * import { orthogonal, parseRepresentation } from '@buridan/groups'
 * const G = orthogonal(3)
 * const model = emlp({ repIn: parseRepresentation(G, '2*V'), repOut: parseRepresentation(G, 'V'), hidden: 24, layers: 1 })
 * const plain = toDense(model.network)
 * console.log(plain.layers.every((l) => ['InputLayer', 'Dense', 'Multiply', 'Add'].includes(l.getClassName()))) // → true
 * model.dispose()
 * plain.dispose()
 * ```
 */
export function toDense(network: tf.LayersModel): tf.LayersModel {
  if (!Array.isArray((network as Partial<tf.LayersModel> | null)?.layers)) {
    throw new InvalidArgumentError('what is written out must be a layers model')
  }
  expectAlive(network)
  expectOwn(network.inputs)
  if (network.inputs.length !== 1 || network.outputs.length !== 1) {
    throw new UnsupportedError('a network of one input and one output can be written out, not another one')
  }
  // before any layer is made
  through(network, [undefined], expectWritable)
  const plain = new PlainLayers()
  try {
    return model(network.inputs[0]!.shape.slice(1), (input) => written(network, input, plain))
  } catch (error) {
    plain.dispose()
    throw error
  }
}

const WRITTEN = [EquivariantLinear, GatedNonlinearity, EquivariantBilinear, EquivariantBlock]

/** Whether a layer is of a class, by the name under which TensorFlow.js knows it: also where another copy of the package made it. */
function isOf<L extends tf.layers.Layer>(
  layer: tf.layers.Layer,
  known: { readonly className: string; readonly prototype: L },
): layer is L {
  return layer.getClassName() === known.className
}

/** A layer that does the same with every step of a sequence. */
type Stepwise = ReturnType<typeof tf.layers.timeDistributed>

function isStepwise(layer: tf.layers.Layer): layer is Stepwise {
  return layer.getClassName() === 'TimeDistributed'
}

const isOurs = (layer: tf.layers.Layer) => layer.getClassName().startsWith('Buridan')
const holdsOurs = (layer: tf.layers.Layer) => innerLayers(layer).some((inner) => isOurs(inner.layer))

/** @throws UnsupportedError for layers that have no form of plain ones */
function expectWritable({ layer, inputs, outputs }: Use): undefined[] {
  expectPlainForm(layer)
  if ([...inputs, ...outputs].some(({ shape }) => shape.includes(0))) {
    throw new UnsupportedError(
      `${nameOf(layer)} has features of dimension zero, which plain layers cannot have`,
    )
  }
  return outputs.map(() => undefined)
}

function expectPlainForm(layer: tf.layers.Layer): void {
  if (isOurs(layer) && !WRITTEN.some((known) => isOf<tf.layers.Layer>(layer, known))) {
    throw new UnsupportedError(`${nameOf(layer)} has no form of plain layers`)
  }
  if (!holdsOurs(layer)) return
  if (!isStepwise(layer)) {
    throw new UnsupportedError(
      `${nameOf(layer)} holds layers of Buridan's, and has no form of plain layers; networks and timeDistributed have one`,
    )
  }
  if (isNetwork(layer.layer)) through(layer.layer, [undefined], expectWritable)
  else expectPlainForm(layer.layer)
}

const nameOf = (layer: tf.layers.Layer) => `${layer.getClassName()} (${layer.name})`

/** A model of what is made of an input of a shape. */
function model(shape: tf.Shape, of: (input: tf.SymbolicTensor) => tf.SymbolicTensor): tf.LayersModel {
  const inputs = tf.input({ shape })
  return tf.model({ inputs, outputs: of(inputs) })
}

/** A network of one output written out. */
function written(network: tf.LayersModel, input: tf.SymbolicTensor, plain: PlainLayers): tf.SymbolicTensor {
  return through(network, [input], ({ layer }, inputs) => [writtenOut(layer, inputs, plain)].flat())[0]!
}

function writtenOut(
  layer: tf.layers.Layer,
  inputs: tf.SymbolicTensor[],
  plain: PlainLayers,
): tf.SymbolicTensor | tf.SymbolicTensor[] {
  const x = inputs[0]!
  if (isOf(layer, EquivariantLinear)) return plain.linear(layer.toDense(), x)
  if (isOf(layer, GatedNonlinearity)) return plain.gated(layer.plan, x)
  if (isOf(layer, EquivariantBilinear)) return plain.multiplied(layer.plan, layer.currentWeights(), x)
  if (isOf(layer, EquivariantBlock)) {
    const { plan } = layer
    const h = plain.linear(layer.linearToDense(), x)
    const p = plan.products.weightCount > 0 ? plain.multiplied(plan.products, layer.productWeights(), h) : h
    return plain.gated(plan.gates, p)
  }
  if (isStepwise(layer) && holdsOurs(layer)) return stepwise(layer, x, plain)
  return plain.copy(layer, inputs)
}

/** What is done with every step as a model of its own, which is done with every step. */
function stepwise({ layer }: Stepwise, x: tf.SymbolicTensor, plain: PlainLayers): tf.SymbolicTensor {
  const step = model(x.shape.slice(2), (input) =>
    isNetwork(layer) ? written(layer, input, plain) : [writtenOut(layer, [input], plain)].flat()[0]!,
  )
  return tf.layers.timeDistributed({ layer: step }).apply(x) as tf.SymbolicTensor
}
