import {
  type AnyRepresentation,
  type GroupElement,
  isFiniteRepresentation,
  type LieElement,
  type Representation,
} from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'

/**
 * ρ(g_i) on row i of [rows, dim ρ], with gradients; undefined elements are the identity. By one gather for signed
 * permutations, O(rows · dim); by a matrix for each row otherwise, O(rows · dim²).
 */
export function actOnRows(
  rep: AnyRepresentation,
  elements: readonly (GroupElement | undefined)[],
  rows: tf.Tensor2D,
): tf.Tensor2D {
  if (elements.every((g) => g === undefined)) return rows
  return isFiniteRepresentation(rep) && rep.isMonomial
    ? gatherRows(rep, elements as readonly (Uint32Array | undefined)[], rows)
    : multiplyRows(rep, elements, rows)
}

/** Entry i of the result is sign[i] times entry from[i], over all rows as one list. */
interface Gathering {
  readonly from: Int32Array
  readonly sign: Float32Array
}

function gatherRows(
  rep: Representation,
  elements: readonly (Uint32Array | undefined)[],
  rows: tf.Tensor2D,
): tf.Tensor2D {
  const m = rep.dim
  const size = elements.length * m
  const there: Gathering = { from: new Int32Array(size), sign: new Float32Array(size).fill(1) }
  const back: Gathering = { from: new Int32Array(size), sign: new Float32Array(size).fill(1) }
  elements.forEach((g, row) => {
    const moved = g && rep.monomial(g)
    for (let i = 0; i < m; i++) {
      const [at, to] = [row * m + i, row * m + (moved ? moved.image[i]! : i)]
      there.from[to] = at
      back.from[at] = to
      there.sign[to] = back.sign[at] = moved ? moved.sign[i]! : 1
    }
  })
  return gathered(rows, there, back)
}

/** The gradient of a gather by a permutation is a gather by its inverse: backends without scatter need no other. */
function gathered(rows: tf.Tensor2D, there: Gathering, back: Gathering): tf.Tensor2D {
  const apply = tf.customGrad((x) => {
    const flat = tf.reshape(x as tf.Tensor, [-1])
    const value = tf.mul(tf.gather(flat, tf.tensor1d(there.from, 'int32')), tf.tensor1d(there.sign))
    return {
      value: tf.reshape(value, (x as tf.Tensor).shape),
      gradFunc: (dy: tf.Tensor) => gathered(dy as tf.Tensor2D, back, there),
    }
  })
  return apply(rows) as tf.Tensor2D
}

function multiplyRows(
  rep: AnyRepresentation,
  elements: readonly (GroupElement | undefined)[],
  rows: tf.Tensor2D,
): tf.Tensor2D {
  const m = rep.dim
  const known = new Map<GroupElement | undefined, Float64Array>()
  const matrices = new Float32Array(elements.length * m * m)
  elements.forEach((g, i) => {
    const matrix = known.get(g) ?? matrixOf(rep, g)
    known.set(g, matrix)
    matrices.set(matrix, i * m * m)
  })
  const moved = tf.matMul(
    tf.tensor3d(matrices, [elements.length, m, m]),
    tf.reshape(rows, [elements.length, m, 1]),
  )
  return tf.reshape(moved, [elements.length, m])
}

function matrixOf(rep: AnyRepresentation, g: GroupElement | undefined): Float64Array {
  if (g === undefined) {
    const identity = new Float64Array(rep.dim ** 2)
    for (let i = 0; i < rep.dim; i++) identity[i * (rep.dim + 1)] = 1
    return identity
  }
  return isFiniteRepresentation(rep) ? rep.matrix(g as Uint32Array) : rep.matrix(g as LieElement)
}
