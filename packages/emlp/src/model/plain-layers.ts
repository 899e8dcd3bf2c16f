import * as tf from '@tensorflow/tfjs'
import type { GatePlan } from '../kernels/gate-math.js'
import type { PlannedPair, PlannedSummand, ProductPlan } from '../kernels/product-plan.js'
import { copyOfLayer } from '../tensorflow/adapter.js'

/** Standard layers on symbolic tensors, with the numbers that they shall have. They have names of their own. */
export class PlainLayers {
  readonly #made: tf.layers.Layer[] = []
  readonly #names = new Set<string>()

  /** Frees the weights of all layers made, where they do not come to be a model. */
  dispose(): void {
    for (const layer of this.#made) for (const w of layer.weights) w.dispose()
  }

  /** A layer with the configuration and the weights of another one. */
  copy(layer: tf.layers.Layer, inputs: tf.SymbolicTensor[]): tf.SymbolicTensor | tf.SymbolicTensor[] {
    const copy = copyOfLayer(layer, this.#nameLike(layer))
    this.#made.push(copy)
    const y = copy.apply(inputs.length === 1 ? inputs[0]! : inputs) as tf.SymbolicTensor
    copy.setWeights(layer.getWeights())
    return y
  }

  #nameLike({ name }: tf.layers.Layer): string {
    const plain = `${name}_plain`
    let own = plain
    for (let n = 2; this.#names.has(own); n++) own = `${plain}_${n}`
    this.#names.add(own)
    return own
  }

  /** A dense layer with given numbers, which it takes over. */
  linear(
    { kernel, bias }: { kernel: tf.Tensor2D; bias: tf.Tensor1D },
    x: tf.SymbolicTensor,
    activation?: 'sigmoid',
  ): tf.SymbolicTensor {
    const layer = tf.layers.dense({ units: kernel.shape[1], ...(activation ? { activation } : {}) })
    this.#made.push(layer)
    const y = layer.apply(x) as tf.SymbolicTensor
    layer.setWeights([kernel, bias])
    tf.dispose([kernel, bias])
    return y
  }

  /** A dense layer without a bias, [rows, cols] given by its entries. */
  #matrix(
    rows: number,
    cols: number,
    fill: (values: Float32Array) => void,
    x: tf.SymbolicTensor,
    activation?: 'sigmoid',
  ): tf.SymbolicTensor {
    const values = new Float32Array(rows * cols)
    fill(values)
    return this.linear({ kernel: tf.tensor2d(values, [rows, cols]), bias: tf.zeros([cols]) }, x, activation)
  }

  gated({ inputs, outputs, source, gateOf }: GatePlan, x: tf.SymbolicTensor): tf.SymbolicTensor {
    const gates = this.#matrix(
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
        : this.#matrix(
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
  multiplied(plan: ProductPlan, weights: Float32Array, x: tf.SymbolicTensor): tf.SymbolicTensor {
    const { inputs, outputs, sources, targets, pairs } = plan
    const size = (p: PlannedPair) => p.channels * p.first.length
    const starts = pairs.map((_, k) => pairs.slice(0, k).reduce((sum, p) => sum + size(p), 0))
    const total = pairs.reduce((sum, p) => sum + size(p), 0)
    const factor = (side: 'left' | 'right') =>
      this.#matrix(
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
    const y = this.#matrix(
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
}

/** Visits the copies of a summand: their number and their first coordinate. */
function eachCopy({ segments, dim }: PlannedSummand, visit: (copy: number, at: number) => void): void {
  let copy = 0
  for (const { offset, count } of segments) {
    for (let c = 0; c < count; c++, copy++) visit(copy, offset + c * dim)
  }
}
