import * as tf from '@tensorflow/tfjs'
import type { Entries, MixingPlan, PlannedSpace } from './mixing-plan.js'

/** y = W(w) [x, 1] by TensorFlow.js operations alone, for backends whose memory is elsewhere. */
export function mixByGraph(plan: MixingPlan, x: tf.Tensor2D, w: tf.Tensor1D): tf.Tensor2D {
  return tf.tidy(() => {
    const batch = x.shape[0]
    const byCoordinate = tf.transpose(x)
    const sums = plan.spaces.map((space) => {
      const { dim, kIn, kOut, offset } = space
      const f = tf.transpose(read(space, byCoordinate as tf.Tensor2D, batch))
      const m = tf.reshape(tf.slice1d(w, offset, kIn * kOut), [kIn, kOut])
      const z = tf.matMul(tf.reshape(f, [batch * dim, kIn]), m)
      const byPlace = tf.transpose(tf.reshape(z, [batch, dim * kOut]))
      return scatter(byPlace as tf.Tensor2D, space.write, 'place', 'source', plan.outputs)
    })
    if (sums.length === 0) return tf.zeros([batch, plan.outputs])
    return tf.transpose(tf.addN(sums)) as tf.Tensor2D
  })
}

/** The space's values for each sample, [d · channels, batch]. */
function read(
  { read: entries, constant, dim, kIn }: PlannedSpace,
  x: tf.Tensor2D,
  batch: number,
): tf.Tensor2D {
  const places = dim * kIn
  const f = scatter(x, entries, 'source', 'place', places)
  if (constant.place.length === 0) return f
  const ones = new Float32Array(places)
  constant.place.forEach((p, e) => {
    ones[p]! += constant.value[e]!
  })
  return tf.add(f, tf.tile(tf.tensor2d(ones, [places, 1]), [1, batch]))
}

/** Σ value · rows[from] into rows [to], [rows, batch] → [count, batch]. */
function scatter(
  rows: tf.Tensor2D,
  entries: Entries,
  from: 'source' | 'place',
  to: 'source' | 'place',
  count: number,
): tf.Tensor2D {
  if (entries.source.length === 0) return tf.zeros([count, rows.shape[1]])
  const taken = tf.gather(rows, tf.tensor1d(entries[from], 'int32'))
  const weighted = tf.mul(taken, tf.tensor2d(entries.value, [entries.value.length, 1]))
  return tf.unsortedSegmentSum(weighted, tf.tensor1d(entries[to], 'int32'), count) as tf.Tensor2D
}
