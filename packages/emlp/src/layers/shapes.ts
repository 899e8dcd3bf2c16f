import { arrayOf, finiteVector, shown } from '@buridan/core'
import {
  type AnyRepresentation,
  InvalidArgumentError,
  RepresentationMismatchError,
  representationOf,
  rng,
  UnsupportedError,
} from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'

/**
 * Refuses all inputs but one of rows as long as the representation's dimension.
 *
 * @param shape - [batch, dim ρ], or a list of that one
 * @throws RepresentationMismatchError if the last axis is another number, or there are more axes than two
 * @throws InvalidArgumentError if `shape` is not an array or a list of several, or `rep` not a representation
 * @remarks O(1).
 *
 * @example
 * ```ts
 * import { expectDimension } from '@buridan/emlp'
 * import { cyclic, tensor } from '@buridan/groups'
 * try {
 *   expectDimension([null, 4], tensor(cyclic(3), 1), 'my layer')
 * } catch (e) {
 *   console.log((e as Error).message) // → my layer takes [batch, 3] for V, not [batch, 4]
 * }
 * ```
 */
export function expectDimension(shape: tf.Shape | tf.Shape[], rep: AnyRepresentation, layer: string): void {
  representationOf(rep, 'rep')
  const wanted = `[batch, ${rep.dim}] for ${rep.text}`
  const first = arrayOf<unknown>(shape, 'a shape')[0]
  if (Array.isArray(first) && shape.length > 1) {
    throw new InvalidArgumentError(
      `${layer} takes one input, ${wanted}, and is given ${shape.length}; concatenate them, or apply a layer to each`,
    )
  }
  const one = oneShape(shape)
  if (one.length !== 2 || one[1] !== rep.dim) {
    throw new RepresentationMismatchError(`${layer} takes ${wanted}, not ${shapeText(one)}`)
  }
}

/** A shape in words, free axes by their names. */
function shapeText(shape: tf.Shape): string {
  return `[${shape.map((d, axis) => (d === null ? (axis === 0 ? 'batch' : 'any') : shown(d))).join(', ')}]`
}

/** Refuses a representation on ℂⁿ: tensors of a network are real. */
export function expectReal(rep: AnyRepresentation): void {
  representationOf(rep, 'the representation of a layer')
  if ('complex' in rep && rep.complex) {
    throw new UnsupportedError(
      `${rep.text} of ${rep.group.name} is complex and the tensors of a network are real; use a real group such as SO(n) or Sp(n)`,
    )
  }
}

function oneShape(shape: tf.Shape | tf.Shape[]): tf.Shape {
  const first = arrayOf<unknown>(shape, 'a shape')[0]
  return arrayOf((Array.isArray(first) ? first : shape) as tf.Shape, 'a shape') as tf.Shape
}

/**
 * The batch axis of a shape; null if it is free.
 *
 * @param shape - [batch, dim], or a list of that one
 * @throws InvalidArgumentError if it is not an array
 * @remarks O(1).
 *
 * @example
 * ```ts
 * import { batchOf } from '@buridan/emlp'
 * console.log(batchOf([null, 3]), batchOf([[8, 3]])) // → null 8
 * ```
 */
export function batchOf(shape: tf.Shape | tf.Shape[]): number | null {
  return oneShape(shape)[0] ?? null
}

/** @throws InvalidArgumentError if an input of a layer is not a tensor, symbolic or of numbers */
export function expectTensors(inputs: unknown, layer: string): void {
  const list = Array.isArray(inputs) ? inputs : [inputs]
  const wrong = list.findIndex((x) => !(x instanceof tf.Tensor || x instanceof tf.SymbolicTensor))
  if (list.length > 0 && wrong < 0) return
  throw new InvalidArgumentError(
    `${layer} takes tensors, not ${shown(list.length > 0 ? list[wrong] : inputs)}`,
  )
}

/** The one tensor of a layer's inputs, [batch, dim ρ], as float32. @throws As {@link expectDimension}, for a shape or a tensor */
export function rowsOf(inputs: tf.Tensor | tf.Tensor[], rep: AnyRepresentation, layer: string): tf.Tensor2D {
  expectTensors(inputs, layer)
  const x = (Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor2D
  expectDimension(Array.isArray(inputs) ? inputs.map((t) => t.shape) : inputs.shape, rep, layer)
  if (x.dtype === 'float32') return x
  if (x.dtype === 'int32' || x.dtype === 'bool') return tf.cast(x, 'float32')
  throw new InvalidArgumentError(`${layer} takes numbers of float32, int32 or bool, not of ${shown(x.dtype)}`)
}

/**
 * Seeded normal numbers with given standard deviations.
 *
 * @param deviations - one for each number
 * @throws InvalidArgumentError if they are not a Float32Array of finite numbers, or the seed is not an integer
 * @remarks O(length).
 *
 * @example
 * ```ts
 * import { normals } from '@buridan/emlp'
 * console.log(normals(Float32Array.of(1, 1), 1).length) // → 2
 * ```
 */
export function normals(deviations: Float32Array, seed: number): Float32Array {
  const random = rng(seed)
  if (!(deviations instanceof Float32Array)) {
    throw new InvalidArgumentError(`deviations is ${shown(deviations)}; it must be a Float32Array`)
  }
  finiteVector(deviations, deviations.length, 'deviations')
  return deviations.map((d) => d * random.normal())
}

/**
 * An initializer that gives the values it holds.
 *
 * @param values - one number for each entry of the weight, row-major
 * @remarks Constant time.
 *
 * @example
 * ```ts
 * import { constant } from '@buridan/emlp'
 * const start = constant(Float32Array.of(1, 2)).apply([2])
 * console.log(start.dataSync()) // → Float32Array(2) [ 1, 2 ]
 * start.dispose()
 * ```
 */
export function constant(values: Float32Array): ReturnType<typeof tf.initializers.zeros> {
  return Object.assign(tf.initializers.zeros(), {
    apply: (shape: tf.Shape) => tf.tensor(values, shape.map(Number)),
  })
}
