import { InvalidArgumentError, UnsupportedError } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import type { GatePlan } from '../kernels/gate-math.js'
import type { PlannedPair, PlannedSummand, ProductPlan } from '../kernels/product-plan.js'
import { expectAlive, expectOwn } from '../layers/alive.js'
import { EquivariantBilinear } from '../layers/bilinear.js'
import { EquivariantBlock } from '../layers/block.js'
import { EquivariantLinear } from '../layers/equivariant-linear.js'
import { GatedNonlinearity } from '../layers/gated.js'
import { copyOfLayer } from '../tensorflow/adapter.js'

/**
 * A trained network as plain layers that any TensorFlow engine loads: dense layers, products and sums. Buridan's
 * layers are written out, standard ones are kept.
 *
 * - linear: one dense layer;
 * - gates: a dense layer with a sigmoid that selects them, times one that selects the features;
 * - bilinear: two dense layers to the factors of every product, their product, a dense layer to the output, and the skip.
 *
 * @returns a model of its own; dispose of both
 * @throws DisposedError if the network was freed
 * @throws UnsupportedError for a network of another copy of TensorFlow.js, of several inputs or outputs, with others of Buridan's layers, or with features of
 * dimension zero
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
  // before any layer is made, which would be left behind
  for (const layer of network.layers) expectWritable(layer)
  const input = tf.input({ shape: network.inputs[0]!.shape.slice(1) })
  const known = new Map<number, tf.SymbolicTensor>([[network.inputs[0]!.id, input]])
  // the layers of a model are in an order in which inputs come first
  for (const layer of network.layers) {
    if (layer.getClassName() === 'InputLayer') continue
    const inputs = [layer.input].flat().map((t) => known.get(t.id)!)
    known.set((layer.output as tf.SymbolicTensor).id, writtenOut(layer, inputs))
  }
  return tf.model({ inputs: input, outputs: known.get(network.outputs[0]!.id)! })
}

const WRITTEN = [EquivariantLinear, GatedNonlinearity, EquivariantBilinear, EquivariantBlock]

/** Whether a layer is of a class, by the name under which TensorFlow.js knows it: also where another copy of the package made it. */
function isOf<L extends tf.layers.Layer>(
  layer: tf.layers.Layer,
  known: { readonly className: string; readonly prototype: L },
): layer is L {
  return layer.getClassName() === known.className
}

/** @throws UnsupportedError for layers that have no form of plain ones */
function expectWritable(layer: tf.layers.Layer): void {
  const name = `${layer.getClassName()} (${layer.name})`
  if (
    layer.getClassName().startsWith('Buridan') &&
    !WRITTEN.some((known) => isOf<tf.layers.Layer>(layer, known))
  ) {
    throw new UnsupportedError(`${name} has no form of plain layers`)
  }
  const shapes = [layer.input, layer.output].flat().map(({ shape }) => shape)
  if (shapes.some((shape) => shape.includes(0))) {
    throw new UnsupportedError(`${name} has features of dimension zero, which plain layers cannot have`)
  }
}

function writtenOut(layer: tf.layers.Layer, inputs: tf.SymbolicTensor[]): tf.SymbolicTensor {
  const x = inputs[0]!
  if (isOf(layer, EquivariantLinear)) return linear(layer.toDense(), x)
  if (isOf(layer, GatedNonlinearity)) return gated(layer.plan, x)
  if (isOf(layer, EquivariantBilinear)) return multiplied(layer.plan, layer.currentWeights(), x)
  if (isOf(layer, EquivariantBlock)) {
    const { plan } = layer
    const h = linear(layer.linearToDense(), x)
    const p = plan.products.weightCount > 0 ? multiplied(plan.products, layer.productWeights(), h) : h
    return gated(plan.gates, p)
  }
  const copy = copyOfLayer(layer, `${layer.name}_plain`)
  const y = copy.apply(inputs.length === 1 ? x : inputs) as tf.SymbolicTensor
  copy.setWeights(layer.getWeights())
  return y
}

/** A dense layer with given numbers, which it takes over. */
function linear(
  { kernel, bias }: { kernel: tf.Tensor2D; bias: tf.Tensor1D },
  x: tf.SymbolicTensor,
  activation?: 'sigmoid',
): tf.SymbolicTensor {
  const layer = tf.layers.dense({ units: kernel.shape[1], ...(activation ? { activation } : {}) })
  const y = layer.apply(x) as tf.SymbolicTensor
  layer.setWeights([kernel, bias])
  tf.dispose([kernel, bias])
  return y
}

/** A dense layer without a bias, [rows, cols] given by its entries. */
function matrix(
  rows: number,
  cols: number,
  fill: (values: Float32Array) => void,
  x: tf.SymbolicTensor,
  activation?: 'sigmoid',
): tf.SymbolicTensor {
  const values = new Float32Array(rows * cols)
  fill(values)
  return linear({ kernel: tf.tensor2d(values, [rows, cols]), bias: tf.zeros([cols]) }, x, activation)
}

function gated({ inputs, outputs, source, gateOf }: GatePlan, x: tf.SymbolicTensor): tf.SymbolicTensor {
  const gates = matrix(
    inputs,
    outputs,
    (m) => {
      for (let i = 0; i < outputs; i++) m[source[gateOf[i]!]! * outputs + i] = 1
    },
    x,
    'sigmoid',
  )
  const features =
    inputs === outputs
      ? x
      : matrix(
          inputs,
          outputs,
          (m) => {
            for (let i = 0; i < outputs; i++) m[i * outputs + i] = 1
          },
          x,
        )
  return tf.layers.multiply().apply([features, gates]) as tf.SymbolicTensor
}

/** x + W((U x) ⊙ (V x)), a row of U and V for each product u_i v_j that a pair's maps read, and channel. */
function multiplied(plan: ProductPlan, weights: Float32Array, x: tf.SymbolicTensor): tf.SymbolicTensor {
  const { inputs, outputs, sources, targets, pairs } = plan
  const size = (p: PlannedPair) => p.channels * p.first.length
  const starts = pairs.map((_, k) => pairs.slice(0, k).reduce((sum, p) => sum + size(p), 0))
  const total = pairs.reduce((sum, p) => sum + size(p), 0)
  const factor = (side: 'left' | 'right') =>
    matrix(
      inputs,
      total,
      (m) => {
        pairs.forEach((pair, k) => {
          const s = sources[pair[side]]!
          const coordinates = side === 'left' ? pair.first : pair.second
          for (let c = 0; c < pair.channels; c++) {
            const column = (side === 'left' ? pair.leftColumn : pair.rightColumn) + c
            coordinates.forEach((i, e) => {
              const product = starts[k]! + c * coordinates.length + e
              eachCopy(s, (copy, at) => {
                m[(at + i) * total + product] = weights[s.at + copy * s.channels + column]!
              })
            })
          }
        })
      },
      x,
    )
  const products = tf.layers.multiply().apply([factor('left'), factor('right')]) as tf.SymbolicTensor
  const y = matrix(
    total,
    outputs,
    (m) => {
      pairs.forEach((pair, k) => {
        const rows = pair.first.length
        for (const { out, column, rank, outColumn } of pair.targets) {
          const t = targets[out]!
          for (let q = 0; q < rank; q++) {
            for (let c = 0; c < pair.channels; c++) {
              const channel = outColumn + q * pair.channels + c
              for (let e = 0; e < rows; e++) {
                for (let i = 0; i < t.dim; i++) {
                  const v = pair.maps[e * pair.width + column + q * t.dim + i]!
                  if (v === 0) continue
                  eachCopy(t, (copy, at) => {
                    m[(starts[k]! + c * rows + e) * outputs + at + i]! +=
                      v * weights[t.at + channel * t.count + copy]!
                  })
                }
              }
            }
          }
        }
      })
    },
    products,
  )
  return plan.skip ? (tf.layers.add().apply([x, y]) as tf.SymbolicTensor) : y
}

/** Visits the copies of a summand: their number and their first coordinate. */
function eachCopy({ segments, dim }: PlannedSummand, visit: (copy: number, at: number) => void): void {
  let copy = 0
  for (const { offset, count } of segments) {
    for (let c = 0; c < count; c++, copy++) visit(copy, offset + c * dim)
  }
}
