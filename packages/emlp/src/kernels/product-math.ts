import type { PlannedPair, PlannedSummand, ProductPlan } from './product-plan.js'
import { Scratch } from './scratch.js'
import { type Info, type Memory, viewOf, type Weights } from './tensor-memory.js'

/** Of each summand: X its copies [batch · dim, count], P = X U its channels, G the products that arrive. Of each pair: u ⊗ v. */
interface State {
  readonly x: readonly (Info | undefined)[]
  readonly p: readonly (Info | undefined)[]
  readonly g: readonly (Info | undefined)[]
  readonly outer: readonly Info[]
}

/** y = Σ W_c Q(U x_a ⊗ V x_b), and x if the plan skips. */
export function productForward(memory: Memory, plan: ProductPlan, x: Info, w: Weights): Info {
  if (!isSmall(memory, plan, x.shape[0]!)) return forwardIn(memory, plan, x, w)
  const scratch = new Scratch(memory)
  return scratch.toReal(forwardIn(scratch, plan, x, w))
}

/** Nanoseconds of a matrix product's call with its tensors. Measured. */
const CALL = 4_000

/** Whether loops take less time than calls. */
function isSmall(memory: Memory, { cost }: ProductPlan, batch: number): boolean {
  return batch * cost.multiplications * (1.2 - memory.multiplication) < cost.products * CALL
}

function forwardIn(memory: Memory, plan: ProductPlan, x: Info, w: Weights): Info {
  const batch = x.shape[0]!
  const state = products(memory, plan, x, w)
  const arrived = plan.targets.map((t, c) => {
    const g = state.g[c]
    if (!g) return undefined
    const m = part(memory, w, t.at, t.channels, t.count)
    const y = memory.multiply(g, m)
    memory.free(m)
    return y
  })
  const y = memory.allocate([batch, plan.outputs])
  const out = memory.view(y)
  if (plan.skip) out.set(memory.view(x))
  else out.fill(0)
  arrived.forEach((a, c) => {
    if (a) addToRows(memory.view(a), plan.targets[c]!, out, plan.outputs, batch)
  })
  freeAll(memory, [...arrived, ...state.x, ...state.p, ...state.g, ...state.outer])
  return y
}

/** The gradients in x and w. */
export function productGradient(
  memory: Memory,
  plan: ProductPlan,
  x: Info,
  w: Weights,
  dy: Info,
): [Info, Info] {
  if (!isSmall(memory, plan, x.shape[0]!)) return gradientIn(memory, plan, x, w, dy)
  const scratch = new Scratch(memory)
  const [dx, dw] = gradientIn(scratch, plan, x, w, dy)
  return [scratch.toReal(dx), scratch.toReal(dw)]
}

function gradientIn(memory: Memory, plan: ProductPlan, x: Info, w: Weights, dy: Info): [Info, Info] {
  const batch = x.shape[0]!
  const { x: xs, p: ps, g: gs, outer } = products(memory, plan, x, w)
  const dw = memory.allocate([plan.weightCount])
  const dx = memory.allocate([batch, plan.inputs])
  if (plan.skip) memory.view(dx).set(memory.view(dy))
  else memory.view(dx).fill(0)
  const dg = plan.targets.map((t, c) => {
    const g = gs[c]
    if (!g) return undefined
    const up = ofSummand(memory, t, dy, plan.outputs)
    const flipped = transposed(memory, g)
    writePart(memory, dw, t.at, memory.multiply(flipped, up))
    const m = part(memory, w, t.at, t.channels, t.count)
    const mt = transposed(memory, m)
    const out = memory.multiply(up, mt)
    freeAll(memory, [up, flipped, m, mt])
    return out
  })
  const dp = plan.sources.map((s) =>
    s.channels > 0 ? memory.allocate([batch * s.dim, s.channels]) : undefined,
  )
  for (const t of dp) if (t) memory.view(t).fill(0)
  for (const pair of plan.pairs) {
    const dOuter = gradientOfOuter(memory, plan, pair, dg, batch)
    const views = [ps[pair.left]!, ps[pair.right]!, dOuter, dp[pair.left]!, dp[pair.right]!].map((t) =>
      memory.view(t),
    ) as Five
    pullBack(pair, plan, batch, ...views)
    memory.free(dOuter)
  }
  plan.sources.forEach((s, k) => {
    const d = dp[k]
    if (!d) return
    const flipped = transposed(memory, xs[k]!)
    writePart(memory, dw, s.at, memory.multiply(flipped, d))
    const m = part(memory, w, s.at, s.count, s.channels)
    const mt = transposed(memory, m)
    const back = memory.multiply(d, mt)
    addToRows(memory.view(back), s, memory.view(dx), plan.inputs, batch)
    freeAll(memory, [flipped, m, mt, back])
  })
  freeAll(memory, [...dg, ...dp, ...xs, ...ps, ...gs, ...outer])
  return [dx, dw]
}

type Five = [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array]

function freeAll(memory: Memory, tensors: readonly (Info | undefined)[]): void {
  for (const t of tensors) if (t) memory.free(t)
}

/** X, P and G of all summands. */
function products(memory: Memory, plan: ProductPlan, x: Info, w: Weights): State {
  const batch = x.shape[0]!
  const xs = plan.sources.map((s) => (s.channels > 0 ? ofSummand(memory, s, x, plan.inputs) : undefined))
  const ps = plan.sources.map((s, k) => {
    if (s.channels === 0) return undefined
    const m = part(memory, w, s.at, s.count, s.channels)
    const p = memory.multiply(xs[k]!, m)
    memory.free(m)
    return p
  })
  const gs = plan.targets.map((t) =>
    t.channels > 0 ? memory.allocate([batch * t.dim, t.channels]) : undefined,
  )
  const outer = plan.pairs.map((pair) => {
    const [a, b] = [plan.sources[pair.left]!.dim, plan.sources[pair.right]!.dim]
    const o = memory.allocate([batch * pair.channels, a * b])
    push(pair, plan, batch, memory.view(ps[pair.left]!), memory.view(ps[pair.right]!), memory.view(o))
    const mapped = mapProducts(memory, pair, o, false)
    distribute(pair, plan, batch, memory.view(mapped), (c) => memory.view(gs[c]!))
    memory.free(mapped)
    return o
  })
  return { x: xs, p: ps, g: gs, outer }
}

/** The copies of a summand, [batch · dim, count]. */
function ofSummand(memory: Memory, { segments, count, dim }: PlannedSummand, x: Info, width: number): Info {
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
function addToRows(
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

function part(memory: Memory, w: Weights, at: number, rows: number, cols: number): Info {
  const m = memory.allocate([rows, cols])
  memory.view(m).set(viewOf(memory, w).subarray(at, at + rows * cols))
  return m
}

/** Writes a matrix to its place among the weights and frees it. */
function writePart(memory: Memory, w: Info, at: number, m: Info): void {
  memory.view(w).set(memory.view(m), at)
  memory.free(m)
}

function transposed(memory: Memory, a: Info): Info {
  const [rows, cols] = a.shape as [number, number]
  const out = memory.allocate([cols, rows])
  const from = memory.view(a)
  const to = memory.view(out)
  for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < cols; j++, at++) to[j * rows + i] = from[at]!
  return out
}

/** outer[b, c] = u ⊗ v for the pair's channels. */
function push(
  pair: PlannedPair,
  { sources }: ProductPlan,
  batch: number,
  p: Float32Array,
  q: Float32Array,
  outer: Float32Array,
): void {
  const { leftColumn, rightColumn, channels } = pair
  const left = sources[pair.left]!
  const right = sources[pair.right]!
  const [da, db, sa, sb] = [left.dim, right.dim, left.channels, right.channels]
  let at = 0
  for (let b = 0; b < batch; b++) {
    for (let c = 0; c < channels; c++) {
      const v0 = b * db * sb + rightColumn + c
      for (let i = 0, u = b * da * sa + leftColumn + c; i < da; i++, u += sa) {
        const s = p[u]!
        for (let j = 0, v = v0; j < db; j++, v += sb, at++) outer[at] = s * q[v]!
      }
    }
  }
}

/** Writes the mapped products to where they arrive: column q · channels + c of row (b, k). */
function distribute(
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

/** The gradient of u ⊗ v: what {@link distribute} wrote is collected and taken back through the maps. */
function gradientOfOuter(
  memory: Memory,
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

/** Rows times the pair's maps, or their transpose: by a matrix product, or in scratch memory entry by entry. */
function mapProducts(
  memory: Memory,
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

/** The gradients of {@link push} in both arguments, added. */
function pullBack(
  pair: PlannedPair,
  { sources }: ProductPlan,
  batch: number,
  p: Float32Array,
  q: Float32Array,
  dOuter: Float32Array,
  dp: Float32Array,
  dq: Float32Array,
): void {
  const { leftColumn, rightColumn, channels } = pair
  const left = sources[pair.left]!
  const right = sources[pair.right]!
  const [da, db, sa, sb] = [left.dim, right.dim, left.channels, right.channels]
  let at = 0
  for (let b = 0; b < batch; b++) {
    for (let c = 0; c < channels; c++) {
      const v0 = b * db * sb + rightColumn + c
      for (let i = 0, u = b * da * sa + leftColumn + c; i < da; i++, u += sa) {
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
