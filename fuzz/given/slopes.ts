import * as tf from '@tensorflow/tfjs'
import type { Comparison } from '../harness/compare.js'

/** The trainable weights of a layer that hold numbers. */
export function variablesOf(layer: tf.layers.Layer): tf.Variable[] {
  return layer.trainableWeights.map((w) => w.read() as tf.Variable).filter((w) => w.size > 0)
}

/** Numbers that differ, of a shape. */
function wave(shape: readonly number[], k: number): tf.Tensor {
  const size = shape.reduce((a, b) => a * b, 1)
  return tf.tensor(
    Float32Array.from({ length: size }, (_, i) => Math.cos(k * i + k)),
    [...shape],
  )
}

/** A sum of the answers of a layer, each with a factor. */
export function weighted(layer: tf.layers.Layer, input: tf.Tensor): tf.Scalar {
  const y = layer.apply(input) as tf.Tensor
  // TensorFlow.js refuses the gradient of a constant, and a layer without maps is one
  const constant = [input, ...variablesOf(layer)].map((t) => tf.mul(0, sum(t)))
  return tf.addN([sum(tf.mul(y, wave(y.shape, 1))), ...constant]) as tf.Scalar
}

/** Of no numbers 0, which wasm does not say. */
function sum(t: tf.Tensor): tf.Tensor {
  return t.size === 0 ? tf.scalar(0) : tf.sum(t)
}

/** Of sizes and slopes. */
const SLACK = 1e-3

/** The weighted sum; for order 2 the squares of its gradient in the rows, whose own gradient has second derivatives. */
function ofOrder(layer: tf.layers.Layer, order: 1 | 2): (input: tf.Tensor) => tf.Scalar {
  if (order === 1) return (input) => weighted(layer, input)
  return (input) => {
    const g = tf.grad((x) => weighted(layer, x))(input)
    return tf.add(tf.sum(tf.square(g)), weighted(layer, input)) as tf.Scalar
  }
}

/** Rows away from 0, where norms are steep. */
function away(rows: readonly (readonly number[])[], dim: number): tf.Tensor2D {
  const values = rows.flat().map((v) => (v < 0 ? -1 : 1) * (0.5 + Math.min(1, Math.abs(v))))
  return tf.tensor2d(values, [rows.length, dim], 'float32')
}

/** The derivative along a direction of rows and weights, and how large the function is nearby. */
export interface Slope {
  readonly slope: number
  readonly size: number
}

export function slopeByGradient(
  layer: tf.layers.Layer,
  rows: readonly (readonly number[])[],
  dim: number,
  order: 1 | 2,
): Slope {
  return tf.tidy(() => {
    if (dim === 0) return { slope: 0, size: 0 }
    const f = ofOrder(layer, order)
    const x = away(rows, dim)
    const weights = variablesOf(layer)
    const inner = (a: tf.Tensor, b: tf.Tensor) => tf.sum(tf.mul(a, b)).dataSync()[0]!
    const inRows = inner(tf.grad(f)(x), wave(x.shape, 2))
    const grads = weights.length > 0 ? tf.variableGrads(() => f(x), weights).grads : {}
    const inWeights = weights.map((w, i) => inner(grads[w.name]!, wave(w.shape, 3 + i)))
    return { slope: inWeights.reduce((a, b) => a + b, inRows), size: Math.abs(f(x).dataSync()[0]!) }
  })
}

export function slopeByDifferences(
  layer: tf.layers.Layer,
  rows: readonly (readonly number[])[],
  dim: number,
  order: 1 | 2,
): Slope {
  return tf.tidy(() => {
    if (dim === 0) return { slope: 0, size: 0 }
    const f = ofOrder(layer, order)
    const x = away(rows, dim)
    const weights = variablesOf(layer)
    const start = weights.map((w) => w.clone())
    const at = (t: number) => {
      weights.forEach((w, i) => {
        w.assign(tf.add(start[i]!, tf.mul(t, wave(w.shape, 3 + i))))
      })
      return f(tf.add(x, tf.mul(t, wave(x.shape, 2)))).dataSync()[0]!
    }
    // of fourth order: the steps are large, as float32 wants them
    const by = (h: number) => (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h)
    const [coarse, slope] = [by(1e-2), by(3e-3)]
    // where the steps do not agree, a bend is too sharp for them
    const unsure = Math.abs(coarse - slope) / SLACK
    const size = Math.abs(at(2e-2)) + Math.abs(at(-2e-2)) + Math.abs(slope) + unsure
    at(0)
    return { slope, size }
  })
}

/** As near as differences in float32 are. */
export const sameSlope: Comparison<unknown> = (one, other) => {
  const [a, b] = [one as Slope, other as Slope]
  const slack = SLACK * (1 + Math.abs(a.slope) + a.size + b.size)
  return Math.abs(a.slope - b.slope) <= slack
    ? undefined
    : `a slope of ${a.slope}, and by differences of ${b.slope}`
}
