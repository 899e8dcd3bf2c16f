import type { Info, MatrixMemory } from '../tensorflow/adapter.js'
import type { ProductPlan } from './product-plan.js'
import {
  addToRows,
  distribute,
  freeAll,
  gradientOfOuter,
  mapProducts,
  ofSummand,
  part,
  pullBack,
  push,
  transposed,
  writePart,
} from './product-steps.js'
import { Scratch } from './scratch.js'
import type { Weights } from './weights.js'

/** Of each summand: X its copies [batch · dim, count], P = X U its channels, G the products that arrive. Of each pair: u ⊗ v. */
interface State {
  readonly x: readonly (Info | undefined)[]
  readonly p: readonly (Info | undefined)[]
  readonly g: readonly (Info | undefined)[]
  readonly outer: readonly Info[]
}

/** y = Σ W_c Q(U x_a ⊗ V x_b), and x if the plan skips. */
export function productForward(memory: MatrixMemory, plan: ProductPlan, x: Info, w: Weights): Info {
  if (!isSmall(memory, plan, x.shape[0]!)) return forwardIn(memory, plan, x, w)
  const scratch = new Scratch(memory)
  return scratch.toReal(forwardIn(scratch, plan, x, w))
}

/** Nanoseconds of a matrix product's call with its tensors. Measured. */
const CALL = 4_000

/** Whether loops take less time than calls. */
function isSmall(memory: MatrixMemory, { cost }: ProductPlan, batch: number): boolean {
  return batch * cost.multiplications * (1.2 - memory.multiplication) < cost.products * CALL
}

function forwardIn(memory: MatrixMemory, plan: ProductPlan, x: Info, w: Weights): Info {
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
  memory: MatrixMemory,
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

function gradientIn(memory: MatrixMemory, plan: ProductPlan, x: Info, w: Weights, dy: Info): [Info, Info] {
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

/** X, P and G of all summands. */
function products(memory: MatrixMemory, plan: ProductPlan, x: Info, w: Weights): State {
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
    const o = memory.allocate([batch * pair.channels, pair.first.length])
    push(pair, plan, batch, memory.view(ps[pair.left]!), memory.view(ps[pair.right]!), memory.view(o))
    const mapped = mapProducts(memory, pair, o, false)
    distribute(pair, plan, batch, memory.view(mapped), (c) => memory.view(gs[c]!))
    memory.free(mapped)
    return o
  })
  return { x: xs, p: ps, g: gs, outer }
}
