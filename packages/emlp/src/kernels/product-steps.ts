import type { Info, MatrixMemory } from '../tensorflow/adapter.js'
import type { PlannedPair, PlannedSummand, ProductPlan } from './product-plan.js'
import { Scratch } from './scratch.js'
import { viewOf, type Weights } from './weights.js'

export function freeAll(memory: MatrixMemory, tensors: readonly (Info | undefined)[]): void {
  for (const t of tensors) if (t) memory.free(t)
}

/** The copies of a summand, [batch · dim, count]. */
export function ofSummand(
  memory: MatrixMemory,
  { segments, count, dim }: PlannedSummand,
  x: Info,
  width: number,
): Info {
  const batch = x.shape[0]!
  const out = memory.allocate([batch * dim, count])
  const from = memory.view(x)
  const to = memory.view(out)
  for (let b = 0; b < batch; b++) {
    let first = b * dim * count
    for (const segment of segments) {
      let at = b * width + segment.offset
      for (let c = 0; c < segment.count; c++, first++) {
        for (let i = 0, place = first; i < dim; i++, at++, place += count) to[place] = from[at]!
      }
    }
  }
  return out
}

/** Adds [batch · dim, count] to the summand's coordinates of rows. */
export function addToRows(
  y: Float32Array,
  { segments, count, dim }: PlannedSummand,
  out: Float32Array,
  width: number,
  batch: number,
): void {
  for (let b = 0; b < batch; b++) {
    let first = b * dim * count
    for (const segment of segments) {
      let at = b * width + segment.offset
      for (let c = 0; c < segment.count; c++, first++) {
        for (let i = 0, place = first; i < dim; i++, at++, place += count) out[at] = out[at]! + y[place]!
      }
    }
  }
}

export function part(memory: MatrixMemory, w: Weights, at: number, rows: number, cols: number): Info {
  const m = memory.allocate([rows, cols])
  memory.view(m).set(viewOf(memory, w).subarray(at, at + rows * cols))
  return m
}

/** Writes a matrix to its place among the weights and frees it. */
export function writePart(memory: MatrixMemory, w: Info, at: number, m: Info): void {
  memory.view(w).set(memory.view(m), at)
  memory.free(m)
}

export function transposed(memory: MatrixMemory, a: Info): Info {
  const [rows, cols] = a.shape as [number, number]
  const out = memory.allocate([cols, rows])
  const from = memory.view(a)
  const to = memory.view(out)
  for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < cols; j++, at++) to[j * rows + i] = from[at]!
  return out
}

/** outer[b, c] = the products of u and v that the pair's maps read, for its channels. */
export function push(
  pair: PlannedPair,
  { sources }: ProductPlan,
  batch: number,
  p: Float32Array,
  q: Float32Array,
  outer: Float32Array,
): void {
  const { leftColumn, rightColumn, channels, first, second } = pair
  const left = sources[pair.left]!
  const right = sources[pair.right]!
  const [da, db, sa, sb] = [left.dim, right.dim, left.channels, right.channels]
  let at = 0
  for (let b = 0; b < batch; b++) {
    for (let c = 0; c < channels; c++) {
      const [u0, v0] = [b * da * sa + leftColumn + c, b * db * sb + rightColumn + c]
      if (first.length < da * db) {
        for (let k = 0; k < first.length; k++, at++) {
          outer[at] = p[u0 + first[k]! * sa]! * q[v0 + second[k]! * sb]!
        }
        continue
      }
      // all of them, row by row
      for (let i = 0, u = u0; i < da; i++, u += sa) {
        const s = p[u]!
        for (let j = 0, v = v0; j < db; j++, v += sb, at++) outer[at] = s * q[v]!
      }
    }
  }
}

/** Writes the mapped products to where they arrive: column q · channels + c of row (b, k). */
export function distribute(
  { channels, width, targets }: PlannedPair,
  { targets: all }: ProductPlan,
  batch: number,
  mapped: Float32Array,
  arriving: (out: number) => Float32Array,
): void {
  for (const { out, column, rank, outColumn } of targets) {
    const g = arriving(out)
    const { dim, channels: stride } = all[out]!
    for (let b = 0; b < batch; b++) {
      for (let c = 0; c < channels; c++) {
        let from = (b * channels + c) * width + column
        for (let q = 0; q < rank; q++) {
          let to = b * dim * stride + outColumn + q * channels + c
          for (let k = 0; k < dim; k++, from++, to += stride) g[to] = mapped[from]!
        }
      }
    }
  }
}

/** Rows times the pair's maps, or their transpose: by a matrix product, or in scratch memory entry by entry. */
export function mapProducts(
  memory: MatrixMemory,
  { maps, entries, width }: PlannedPair,
  rows: Info,
  transpose: boolean,
): Info {
  const height = maps.length / width
  const [from, to] = transpose ? [width, height] : [height, width]
  if (memory instanceof Scratch) {
    const out = memory.allocate([rows.shape[0]!, to])
    const [row, column] = transpose ? [entries.column, entries.row] : [entries.row, entries.column]
    mapEntries(memory.view(rows), memory.view(out).fill(0), row, column, entries.value, from, to)
    return out
  }
  const m = memory.allocate([from, to])
  const view = memory.view(m)
  if (!transpose) view.set(maps)
  else
    for (let i = 0, at = 0; i < height; i++)
      for (let j = 0; j < width; j++, at++) view[j * height + i] = maps[at]!
  const out = memory.multiply(rows, m)
  memory.free(m)
  return out
}

function mapEntries(
  x: Float32Array,
  y: Float32Array,
  row: Int32Array,
  column: Int32Array,
  value: Float32Array,
  from: number,
  to: number,
): void {
  for (let xo = 0, yo = 0; xo < x.length; xo += from, yo += to) {
    for (let e = 0; e < value.length; e++) {
      const at = yo + column[e]!
      y[at] = y[at]! + value[e]! * x[xo + row[e]!]!
    }
  }
}

/** The gradient of u ⊗ v: what {@link distribute} wrote is collected and taken back through the maps. */
export function gradientOfOuter(
  memory: MatrixMemory,
  { targets: all }: ProductPlan,
  pair: PlannedPair,
  dg: readonly (Info | undefined)[],
  batch: number,
): Info {
  const { channels, width, targets } = pair
  const collected = memory.allocate([batch * channels, width])
  const to = memory.view(collected)
  for (const { out, column, rank, outColumn } of targets) {
    const g = memory.view(dg[out]!)
    const { dim, channels: stride } = all[out]!
    for (let b = 0; b < batch; b++) {
      for (let c = 0; c < channels; c++) {
        let at = (b * channels + c) * width + column
        for (let q = 0; q < rank; q++) {
          let from = b * dim * stride + outColumn + q * channels + c
          for (let k = 0; k < dim; k++, at++, from += stride) to[at] = g[from]!
        }
      }
    }
  }
  const dOuter = mapProducts(memory, pair, collected, true)
  memory.free(collected)
  return dOuter
}

/** The gradients of {@link push} in both arguments, added. */
export function pullBack(
  pair: PlannedPair,
  { sources }: ProductPlan,
  batch: number,
  p: Float32Array,
  q: Float32Array,
  dOuter: Float32Array,
  dp: Float32Array,
  dq: Float32Array,
): void {
  const { leftColumn, rightColumn, channels, first, second } = pair
  const left = sources[pair.left]!
  const right = sources[pair.right]!
  const [da, db, sa, sb] = [left.dim, right.dim, left.channels, right.channels]
  let at = 0
  for (let b = 0; b < batch; b++) {
    for (let c = 0; c < channels; c++) {
      const [u0, v0] = [b * da * sa + leftColumn + c, b * db * sb + rightColumn + c]
      if (first.length < da * db) {
        for (let k = 0; k < first.length; k++, at++) {
          const [u, v, d] = [u0 + first[k]! * sa, v0 + second[k]! * sb, dOuter[at]!]
          dp[u] = dp[u]! + d * q[v]!
          dq[v] = dq[v]! + d * p[u]!
        }
        continue
      }
      for (let i = 0, u = u0; i < da; i++, u += sa) {
        const s = p[u]!
        let sum = 0
        for (let j = 0, v = v0; j < db; j++, v += sb, at++) {
          const d = dOuter[at]!
          sum += d * q[v]!
          dq[v] = dq[v]! + d * s
        }
        dp[u] = dp[u]! + sum
      }
    }
  }
}
