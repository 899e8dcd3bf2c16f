import * as tf from '@tensorflow/tfjs'
import type { PlannedPair, PlannedSummand, ProductPlan } from './product-plan.js'

/** What the product kernels compute, by TensorFlow.js operations alone: for other backends and second derivatives. */
export function multiplyByGraph(plan: ProductPlan, x: tf.Tensor2D, w: tf.Tensor1D): tf.Tensor2D {
  return tf.tidy(() => {
    const batch = x.shape[0]
    const { targets } = plan
    const mixed = plan.sources.map((s) => (s.channels > 0 ? channels(s, x, w) : undefined))
    const sums: (tf.Tensor | undefined)[] = targets.map(() => undefined)
    for (const pair of plan.pairs) {
      const mapped = products(pair, plan, mixed[pair.left]!, mixed[pair.right]!, batch)
      for (const { out, column, rank, outColumn } of pair.targets) {
        const { dim, count, channels: arriving, at } = targets[out]!
        const part = tf.slice(mapped, [0, 0, column], [-1, -1, rank * dim])
        const arrived = tf.reshape(
          tf.transpose(tf.reshape(part, [batch, pair.channels, rank, dim]), [0, 3, 2, 1]),
          [batch * dim, rank * pair.channels],
        )
        const all = tf.reshape(tf.slice1d(w, at, arriving * count), [arriving, count])
        const y = tf.matMul(arrived as tf.Tensor2D, tf.slice(all, [outColumn, 0], [rank * pair.channels, -1]))
        const before = sums[out]
        sums[out] = before ? tf.add(before, y) : y
      }
    }
    const pieces = targets.flatMap((s, k) => {
      const sum = sums[k]
      const whole = sum && tf.transpose(tf.reshape(sum, [batch, s.dim, s.count]), [0, 2, 1])
      let first = 0
      return s.segments.map(({ offset, count }) => {
        const size = count * s.dim
        const piece = whole
          ? tf.reshape(tf.slice(whole, [0, first, 0], [-1, count, -1]), [batch, size])
          : tf.zeros([batch, size])
        first += count
        return { offset, piece }
      })
    })
    const ordered = pieces.sort((a, b) => a.offset - b.offset).map((p) => p.piece)
    const y = (ordered.length === 1 ? ordered[0]! : tf.concat(ordered, 1)) as tf.Tensor2D
    return plan.skip ? tf.add(x, y) : y
  })
}

/** The copies of a summand mixed to channels, [batch, dim, channels]. */
function channels(s: PlannedSummand, x: tf.Tensor2D, w: tf.Tensor1D): tf.Tensor3D {
  const batch = x.shape[0]
  const parts = s.segments.map(({ offset, count }) => tf.slice2d(x, [0, offset], [-1, count * s.dim]))
  const copies = tf.reshape(parts.length === 1 ? parts[0]! : tf.concat(parts, 1), [batch, s.count, s.dim])
  const rows = tf.reshape(tf.transpose(copies, [0, 2, 1]), [batch * s.dim, s.count])
  const m = tf.reshape(tf.slice1d(w, s.at, s.count * s.channels), [s.count, s.channels])
  return tf.reshape(tf.matMul(rows as tf.Tensor2D, m as tf.Tensor2D), [batch, s.dim, s.channels])
}

/** Q(u ⊗ v), [batch, channels, width]. Of all products: gathering some has no gradient on wasm. */
function products(
  pair: PlannedPair,
  { sources }: ProductPlan,
  p: tf.Tensor3D,
  q: tf.Tensor3D,
  batch: number,
): tf.Tensor {
  const { left, right, channels: ch, leftColumn, rightColumn, width } = pair
  const [da, db] = [sources[left]!.dim, sources[right]!.dim]
  const u = tf.transpose(tf.slice3d(p, [0, 0, leftColumn], [-1, -1, ch]), [0, 2, 1])
  const v = tf.transpose(tf.slice3d(q, [0, 0, rightColumn], [-1, -1, ch]), [0, 2, 1])
  const outer = tf.mul(tf.reshape(u, [batch * ch, da, 1]), tf.reshape(v, [batch * ch, 1, db]))
  const maps = tf.tensor2d(ofAllProducts(pair, da, db), [da * db, width])
  return tf.reshape(tf.matMul(tf.reshape(outer, [batch * ch, da * db]), maps), [batch, ch, width])
}

/** A pair's maps with rows for all products, [dim a · dim b, width]. */
function ofAllProducts({ first, second, maps, width }: PlannedPair, da: number, db: number): Float32Array {
  if (first.length === da * db) return maps
  const all = new Float32Array(da * db * width)
  first.forEach((i, k) => {
    all.set(maps.subarray(k * width, (k + 1) * width), (i * db + second[k]!) * width)
  })
  return all
}
