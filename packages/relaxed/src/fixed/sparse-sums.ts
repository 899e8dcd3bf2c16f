import * as tf from '@tensorflow/tfjs'

/** Entry e adds weight[e] times number from[e] to sum to[e]. */
export interface SumEntries {
  readonly to: Int32Array
  readonly from: Int32Array
  readonly weight: Float32Array
}

/** Sums with the same number of terms, padded with 0 times the first term. */
interface SumsOfWidth {
  readonly width: number
  readonly from: Int32Array
  readonly weight: Float32Array
}

/** Sums by their width, a power of two, and the place of each among all of them, after a leading 0. */
export interface Sums {
  readonly widths: readonly SumsOfWidth[]
  readonly place: Int32Array
}

/** Sorts entries by sum, and sums by width: fewer than twice as many terms as entries. O(entries + sums). */
export function plannedSums({ to, from, weight }: SumEntries, count: number): Sums {
  const start = new Int32Array(count + 1)
  for (const k of to) start[k + 1]!++
  for (let k = 0; k < count; k++) start[k + 1]! += start[k]!
  const order = new Int32Array(to.length)
  const next = start.slice()
  to.forEach((k, e) => {
    order[next[k]!++] = e
  })
  const byWidth = new Map<number, number[]>()
  for (let k = 0; k < count; k++) {
    const length = start[k + 1]! - start[k]!
    if (length === 0) continue
    const width = 2 ** Math.ceil(Math.log2(length))
    const sums = byWidth.get(width)
    if (sums) sums.push(k)
    else byWidth.set(width, [k])
  }
  const place = new Int32Array(count)
  let placed = 1
  const widths = [...byWidth].map(([width, sums]) => {
    const size = width * sums.length
    const terms = { width, from: new Int32Array(size), weight: new Float32Array(size) }
    sums.forEach((k, s) => {
      place[k] = placed++
      const entries = order.subarray(start[k]!, start[k + 1]!)
      terms.from.fill(from[entries[0]!]!, s * width, (s + 1) * width)
      entries.forEach((entry, e) => {
        terms.from[s * width + e] = from[entry]!
        terms.weight[s * width + e] = weight[entry]!
      })
    })
    return terms
  })
  return { widths, place }
}

/** The sums of some numbers; 0 for a sum without terms. */
export function sumsOf(numbers: tf.Tensor, { widths, place }: Sums): tf.Tensor1D {
  const zero = tf.zeros([1])
  // not all backends can gather from an empty tensor
  if (place.length === 0) return zero as tf.Tensor1D
  const sums = widths.map(({ width, from, weight }) => {
    const terms = tf.mul(tf.gather(numbers, tf.tensor1d(from, 'int32')), tf.tensor1d(weight))
    return width === 1 ? terms : tf.sum(tf.reshape(terms, [-1, width]), 1)
  })
  return tf.gather(tf.concat([zero, ...sums]), tf.tensor1d(place, 'int32')) as tf.Tensor1D
}
