import { finiteVector, shown } from '@buridan/core'
import { type AnyRepresentation, InvalidArgumentError, RepresentationMismatchError } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { expectAlive } from '../layers/alive.js'

/**
 * What can be checked: a layers or graph model or a function on rows as a tensor, or anything that predicts rows of numbers.
 * Models take the coordinates of ρ_in in the shapes of their inputs, one input after the other, and answer those of ρ_out in any
 * shapes likewise.
 */
export type Checked =
  | tf.LayersModel
  | tf.GraphModel
  | ((x: tf.Tensor2D) => tf.Tensor)
  | { predict(rows: readonly Float64Array[]): readonly ArrayLike<number>[] }

/** Whether it is a layers model. */
export function isLayersModel(model: Checked): model is tf.LayersModel {
  return isObject(model) && 'layers' in model && Array.isArray(model.layers)
}

function isGraphModel(model: Checked): model is tf.GraphModel {
  return isObject(model) && !('layers' in model) && 'inputs' in model && Array.isArray(model.inputs)
}

function isObject(model: unknown): model is object {
  return typeof model === 'object' && model !== null
}

/** Rows to rows. */
export type Evaluate = (rows: readonly Float64Array[]) => Float64Array[]

/** What a model, a function or a predictor answers, checked to be finite and of the dimension of ρ_out. */
export function evaluator(model: Checked, repIn: AnyRepresentation, repOut: AnyRepresentation): Evaluate {
  if (isLayersModel(model)) {
    expectAlive(model)
    return ofTensors((x) => model.apply(x), inputShapes(model.inputs, repIn), repOut.dim)
  }
  if (isGraphModel(model)) {
    const shapes = inputShapes(model.inputs as readonly ShapedInput[], repIn)
    return ofTensors((x) => model.predict(x), shapes, repOut.dim)
  }
  if (typeof model === 'function') {
    return ofTensors(([x]) => model(x as tf.Tensor2D), [[repIn.dim]], repOut.dim)
  }
  if (typeof (model as { predict?: unknown } | null)?.predict !== 'function') {
    throw new InvalidArgumentError(
      'what is checked must be a layers or graph model, a function of a tensor, or something that predicts rows',
    )
  }
  return (rows) => ofPredictor(model.predict(rows), rows.length, repOut.dim)
}

function ofPredictor(answers: unknown, count: number, dim: number): Float64Array[] {
  const length = (answers as ArrayLike<unknown> | null)?.length
  if (length !== count) {
    const waits = answers instanceof Promise ? 'a promise' : shown(answers)
    const found = typeof length === 'number' ? `${length} rows` : waits
    throw new InvalidArgumentError(`predict answers ${found} for ${count} rows; it must answer one for each`)
  }
  return Array.from(answers as ArrayLike<ArrayLike<number>>, (y, i) => finiteVector(y, dim, `φ(x[${i}])`))
}

interface ShapedInput {
  readonly name: string
  readonly shape?: readonly (number | null)[]
}

/**
 * The shapes of a model's inputs without the batch.
 *
 * @throws RepresentationMismatchError if together they take another number of coordinates than ρ_in has
 */
export function inputShapes(inputs: readonly ShapedInput[], rep: AnyRepresentation): number[][] {
  const shapes = inputs.map(({ shape }) => (shape ? shape.slice(1) : [null]))
  const known = (d: number | null): d is number => d !== null && d >= 0
  const unknown = shapes.flat().filter((d) => !known(d)).length
  const size = shapes.map((s) => s.filter(known).reduce((product, d) => product * d, 1))
  const total = size.reduce((sum, s) => sum + s, 0)
  const text = inputs
    .map(({ name }, i) => `${name} [${shapes[i]!.map((d) => d ?? '?').join(', ')}]`)
    .join(', ')
  if (unknown > 1 || (unknown === 1 && inputs.length > 1)) {
    throw new InvalidArgumentError(
      `the inputs ${text} leave their sizes open; check a function of a tensor instead`,
    )
  }
  const free = unknown === 1 ? rep.dim / total : undefined
  if (free === undefined ? total !== rep.dim : !Number.isInteger(free)) {
    throw new RepresentationMismatchError(
      `the inputs ${text} do not take the ${rep.dim} coordinates of ${rep.text}`,
    )
  }
  return shapes.map((s) => s.map((d) => (known(d) ? d : free!)))
}

type Tensors = tf.Tensor | readonly tf.Tensor[] | tf.NamedTensorMap

/**
 * Rows through a function of tensors of these shapes: all it answers, one tensor after the other.
 *
 * @param dim - How many numbers it must answer for each row; any if left out
 */
export function ofTensors(
  f: (inputs: tf.Tensor[]) => unknown,
  shapes: readonly (readonly number[])[],
  dim?: number,
): Evaluate {
  return (rows) => {
    const values = tf.tidy(() => flattened(f(inputTensors(rows, shapes)), rows.length))
    try {
      return rowsOf(values.dataSync() as Float32Array, rows.length, dim)
    } finally {
      values.dispose()
    }
  }
}

function inputTensors(rows: readonly Float64Array[], shapes: readonly (readonly number[])[]): tf.Tensor[] {
  let at = 0
  return shapes.map((shape) => {
    const size = shape.reduce((product, d) => product * d, 1)
    const values = new Float32Array(rows.length * size)
    rows.forEach((row, i) => {
      values.set(row.subarray(at, at + size), i * size)
    })
    at += size
    return tf.tensor(values, [rows.length, ...shape])
  })
}

function flattened(answer: unknown, count: number): tf.Tensor {
  const tensors = tensorsOf(answer).map((t) => {
    if (t.size % count !== 0) {
      throw new InvalidArgumentError(`a tensor [${t.shape}] was answered for ${count} rows`)
    }
    return tf.cast(tf.reshape(t, [count, t.size / count]), 'float32')
  })
  return tensors.length === 1 ? tensors[0]! : tf.concat(tensors, 1)
}

function tensorsOf(answer: unknown): readonly tf.Tensor[] {
  const found = answer as Tensors | null | undefined
  if (found instanceof tf.Tensor) return [found]
  const list = isObject(found) ? Object.values(found as object) : []
  if (list.length > 0 && list.every((t): t is tf.Tensor => t instanceof tf.Tensor)) return list
  throw new InvalidArgumentError(`${shown(answer)} was answered, not tensors`)
}

function rowsOf(values: Float32Array, count: number, dim: number | undefined): Float64Array[] {
  const width = values.length / count
  if (dim !== undefined && width !== dim) {
    throw new InvalidArgumentError(`the model answers ${width} numbers for a row; ρ_out has dimension ${dim}`)
  }
  return Array.from({ length: count }, (_, i) =>
    finiteVector(values.subarray(i * width, (i + 1) * width), width, `φ(x[${i}])`),
  )
}
