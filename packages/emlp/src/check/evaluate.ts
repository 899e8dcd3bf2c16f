import { type AnyRepresentation, finiteVector, InvalidArgumentError } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { rowsToTensor } from '../training/rows.js'

/** What can be checked: a layers model or a function on rows as a tensor, or anything that predicts rows of numbers. */
export type Checked =
  | tf.LayersModel
  | ((x: tf.Tensor2D) => tf.Tensor)
  | { predict(rows: readonly Float64Array[]): readonly ArrayLike<number>[] }

/** Whether it is a layers model. */
export function isModel(model: Checked): model is tf.LayersModel {
  return typeof model === 'object' && model !== null && 'layers' in model && Array.isArray(model.layers)
}

type Evaluate = (rows: readonly Float64Array[]) => Float64Array[]

/** Rows to rows, whatever is checked. */
export function evaluator(model: Checked, repIn: AnyRepresentation, repOut: AnyRepresentation): Evaluate {
  if (isModel(model)) return ofTensors((x) => model.apply(x) as tf.Tensor, repIn, repOut)
  if (typeof model === 'function') return ofTensors(model, repIn, repOut)
  if (typeof (model as { predict?: unknown } | null)?.predict !== 'function') {
    throw new InvalidArgumentError(
      'what is checked must be a layers model, a function of a tensor, or something that predicts rows',
    )
  }
  return (rows) => Array.from(model.predict(rows), (y, i) => finiteVector(y, repOut.dim, `φ(x[${i}])`))
}

function ofTensors(
  f: (x: tf.Tensor2D) => tf.Tensor,
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
): Evaluate {
  return (rows) => {
    const values = valuesOf(f, rows, repIn.dim)
    if (values.length !== rows.length * repOut.dim) {
      throw new InvalidArgumentError(
        `the model answers ${values.length} numbers for ${rows.length} inputs, not ${repOut.dim} each for ${repOut.text}`,
      )
    }
    return split(values, rows.length)
  }
}

export function valuesOf(
  f: (x: tf.Tensor2D) => tf.Tensor,
  rows: readonly Float64Array[],
  dim: number,
): Float32Array {
  const y = tf.tidy(() => {
    const out = f(rowsToTensor(rows, dim)) as unknown
    if (!(out instanceof tf.Tensor)) {
      throw new InvalidArgumentError(`the function answers ${typeof out}, not a tensor`)
    }
    return tf.cast(out, 'float32')
  })
  try {
    return y.dataSync() as Float32Array
  } finally {
    y.dispose()
  }
}

export function split(values: ArrayLike<number>, count: number): Float64Array[] {
  const width = values.length / count
  return Array.from({ length: count }, (_, i) =>
    Float64Array.from({ length: width }, (_, k) => values[i * width + k]!),
  )
}
