import * as tf from '@tensorflow/tfjs'
import type { FixedProjection } from './fixed-projection.js'
import { plannedSums, type Sums, sumsOf } from './sparse-sums.js'

/**
 * P_i on row i of [rows, dim], with gradients; undefined is the identity. Uses gathers and sums only, which all backends have: O(entries of
 * the projections), and a copy of the rows.
 */
export function projectRows(
  projections: readonly (FixedProjection | undefined)[],
  rows: tf.Tensor2D,
): tf.Tensor2D {
  const entries = entriesOf(projections)
  if (entries.places.length === 0 || rows.size === 0) return rows
  const { onto, along } = entries
  return mapped(rows, new RowMap(entries), new RowMap({ ...entries, onto: along, along: onto }))
}

/** The gradient of a projection is its transpose, which exchanges `onto` and `along`. */
function mapped(rows: tf.Tensor2D, there: RowMap, back: RowMap): tf.Tensor2D {
  const apply = tf.customGrad((x) => ({
    value: there.apply(x as tf.Tensor2D),
    gradFunc: (dy: tf.Tensor) => mapped(dy as tf.Tensor2D, back, there),
  }))
  return apply(rows) as tf.Tensor2D
}

/** The projections of some rows as one. */
interface RowEntries {
  /** The rows that are projected. */
  readonly places: readonly number[]
  /** For each row its index in the list of all rows followed by the projected ones. */
  readonly merged: Int32Array
  readonly rank: number
  readonly size: number
  /** For each entry the number of its vector, its coordinate among those of the projected rows, and its weights. */
  readonly vector: Int32Array
  readonly coordinate: Int32Array
  readonly onto: Float32Array
  readonly along: Float32Array
}

function entriesOf(projections: readonly (FixedProjection | undefined)[]): RowEntries {
  const found = projections.flatMap((p) => p ?? [])
  const places: number[] = []
  const merged = Int32Array.from(projections, (p, row) =>
    p ? projections.length + places.push(row) - 1 : row,
  )
  const total = found.reduce((sum, p) => sum + p.index.length, 0)
  const [vector, coordinate] = [new Int32Array(total), new Int32Array(total)]
  const [onto, along] = [new Float32Array(total), new Float32Array(total)]
  let [at, rank, size] = [0, 0, 0]
  for (const p of found) {
    for (let k = 0; k < p.rank; k++) vector.fill(rank + k, at + p.start[k]!, at + p.start[k + 1]!)
    for (let e = 0; e < p.index.length; e++) coordinate[at + e] = size + p.index[e]!
    onto.set(p.onto, at)
    along.set(p.along, at)
    at += p.index.length
    rank += p.rank
    size += p.dim
  }
  return { places, merged, rank, size, vector, coordinate, onto, along }
}

/** Maps rows to their coefficients by `along`, and back by `onto`; other rows stay. */
class RowMap {
  #sums: { readonly coefficients: Sums; readonly coordinates: Sums } | undefined

  constructor(readonly entries: RowEntries) {}

  apply(rows: tf.Tensor2D): tf.Tensor2D {
    const { places, merged } = this.entries
    this.#sums ??= this.#plan()
    const { coefficients, coordinates } = this.#sums
    const moved = tf.gather(rows, tf.tensor1d([...places], 'int32'))
    const flat = sumsOf(sumsOf(tf.reshape(moved, [-1]), coefficients), coordinates)
    const fixed = tf.reshape(flat, moved.shape) as tf.Tensor2D
    return places.length === merged.length
      ? fixed
      : tf.gather(tf.concat([rows, fixed], 0), tf.tensor1d(merged, 'int32'))
  }

  #plan() {
    const { vector, coordinate, onto, along, rank, size } = this.entries
    return {
      coefficients: plannedSums({ to: vector, from: coordinate, weight: along }, rank),
      coordinates: plannedSums({ to: coordinate, from: vector, weight: onto }, size),
    }
  }
}
