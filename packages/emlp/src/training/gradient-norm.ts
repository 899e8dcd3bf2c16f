import * as tf from '@tensorflow/tfjs'

/** Sums of squares in float32 that are rounding by what is lost below: squares of numbers under 1e-23 are 0. */
const SMALL = 1e-30
/** Gradients of a larger norm have squares that float32 does not hold, and Adam keeps squares. */
export const LARGEST_NORM = Math.sqrt(3.4e38)

/** The norm of all gradients together, a number of doubles: infinite or NaN only where a gradient is. */
export function jointNorm(gradients: tf.NamedTensorMap): number {
  // the wasm backend leaves sums of no numbers unwritten
  const full = Object.values(gradients).filter((g) => g.size > 0)
  if (full.length === 0) return 0
  const squares = sumOfSquares(full)
  if (Number.isNaN(squares) || (squares > SMALL && squares < Number.POSITIVE_INFINITY))
    return Math.sqrt(squares)
  const largest = full.reduce((most, g) => Math.max(most, tf.max(tf.abs(g)).dataSync()[0]!), 0)
  if (largest === 0 || largest === Number.POSITIVE_INFINITY) return largest
  return largest * Math.sqrt(sumOfSquares(full.map((g) => tf.div(g, largest))))
}

function sumOfSquares(tensors: readonly tf.Tensor[]): number {
  return tf.addN(tensors.map((g) => tf.sum(tf.square(g)))).dataSync()[0]!
}

/** Gradients of a joint norm, scaled to another one. */
export function scaledTo(limit: number, norm: number, gradients: tf.NamedTensorMap): tf.NamedTensorMap {
  let factor = limit / norm
  const factors: number[] = []
  // a factor that float32 does not hold, in parts
  for (; factor < SMALL; factor /= SMALL) factors.push(SMALL)
  factors.push(factor)
  const scaled = (g: tf.Tensor) => factors.reduce<tf.Tensor>((product, f) => tf.mul(product, f), g)
  return Object.fromEntries(Object.entries(gradients).map(([name, g]) => [name, scaled(g)]))
}
