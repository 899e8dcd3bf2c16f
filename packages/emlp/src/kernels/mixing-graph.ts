import * as tf from '@tensorflow/tfjs'
import type { MixingPlan } from './mixing-plan.js'
import type { Side } from './mixing-side.js'

/** y = W(w) [x, 1] by TensorFlow.js operations alone, for backends whose memory is elsewhere. */
export function mixByGraph(plan: MixingPlan, x: tf.Tensor2D, w: tf.Tensor1D): tf.Tensor2D {
  return tf.tidy(() => {
    const batch = x.shape[0]
    const byCoordinate = tf.transpose(x) as tf.Tensor2D
    const sums = plan.spaces.map(({ dim, kIn, kOut, offset, read, write }) => {
      const f = tf.transpose(readSide(read, byCoordinate))
      const m = tf.reshape(tf.slice1d(w, offset, kIn * kOut), [kIn, kOut])
      const z = tf.matMul(tf.reshape(f, [batch * dim, kIn]), m)
      const byPlace = tf.transpose(tf.reshape(z, [batch, dim * kOut])) as tf.Tensor2D
      const { place, source, value } = listed(write)
      return scatter(byPlace, place, source, value, plan.outputs)
    })
    if (sums.length === 0) return tf.zeros([batch, plan.outputs])
    return tf.transpose(tf.addN(sums)) as tf.Tensor2D
  })
}

/** The side's values for each sample, [dim · channels, batch]. */
function readSide(side: Side, x: tf.Tensor2D): tf.Tensor2D {
  const places = side.dim * side.channels
  const { place, source, value } = listed(side)
  const f = scatter(x, source, place, value, places)
  if (side.constant.place.length === 0) return f
  const ones = new Float32Array(places)
  side.constant.place.forEach((p, e) => {
    ones[p]! += side.constant.value[e]!
  })
  return tf.add(f, tf.tile(tf.tensor2d(ones, [places, 1]), [1, x.shape[1]]))
}

/** All of a side as entries, copies too. */
function listed(side: Side): { source: number[]; place: number[]; value: number[] } {
  const { dim, channels, copies, structured, entries, direction } = side
  const source = Array.from(entries.source)
  const place = Array.from(entries.place)
  const value = Array.from(entries.value)
  for (const { offset, count, channel, step } of copies) {
    for (let c = 0; c < count; c++) {
      for (let p = 0; p < dim; p++) {
        source.push(offset + c * dim + p)
        place.push(p * channels + channel + c * step)
        value.push(1)
      }
    }
  }
  for (const m of structured) {
    for (let c = 0; c < m.count; c++) {
      m.map.forEach((i, j, v) => {
        const [p, coordinate] = direction === 'from' ? [i, j] : [j, i]
        source.push(m.offset + c * m.length + coordinate)
        place.push(p * channels + m.channel + c * m.step)
        value.push(m.scale * v)
      })
    }
  }
  return { source, place, value }
}

/** Σ value · rows[from] into rows [to], [rows, batch] → [count, batch]. */
function scatter(
  rows: tf.Tensor2D,
  from: readonly number[],
  to: readonly number[],
  value: readonly number[],
  count: number,
): tf.Tensor2D {
  if (from.length === 0) return tf.zeros([count, rows.shape[1]])
  const taken = tf.gather(rows, tf.tensor1d([...from], 'int32'))
  const weighted = tf.mul(taken, tf.tensor2d([...value], [value.length, 1]))
  return tf.unsortedSegmentSum(weighted, tf.tensor1d([...to], 'int32'), count) as tf.Tensor2D
}
