import type { Info, Memory } from '../tensorflow/adapter.js'

/** Which input is the gate of each output coordinate. */
export interface GatePlan {
  readonly inputs: number
  readonly outputs: number
  /** For each gate the input it is read from. */
  readonly source: Int32Array
  /** For each output coordinate its gate. */
  readonly gateOf: Int32Array
}

/** y_i = x_i σ(x_gate(i)), and the σ of the gates, which the gradient needs. */
export function gateForward(memory: Memory, plan: GatePlan, x: Info): { y: Info; s: Info } {
  const s = gates(memory, plan, x)
  const y = memory.allocate([x.shape[0]!, plan.outputs])
  const from = memory.view(x)
  const open = memory.view(s)
  const to = memory.view(y)
  const { inputs, outputs, source, gateOf } = plan
  for (let xo = 0, so = 0, yo = 0; yo < to.length; xo += inputs, so += source.length, yo += outputs) {
    for (let i = 0; i < outputs; i++) to[yo + i] = from[xo + i]! * open[so + gateOf[i]!]!
  }
  return { y, s }
}

/** The gradient in x, given the σ of the gates. */
export function gateGradient(memory: Memory, plan: GatePlan, x: Info, s: Info, dy: Info): Info {
  const dx = memory.allocate([x.shape[0]!, plan.inputs])
  const from = memory.view(x)
  const open = memory.view(s)
  const up = memory.view(dy)
  const to = memory.view(dx)
  const { inputs, outputs, source, gateOf } = plan
  const slopes = new Float32Array(source.length)
  for (let xo = 0, so = 0, yo = 0; xo < to.length; xo += inputs, so += source.length, yo += outputs) {
    slopes.fill(0)
    for (let i = 0; i < outputs; i++) {
      const g = gateOf[i]!
      const d = up[yo + i]!
      to[xo + i] = d * open[so + g]!
      slopes[g] = slopes[g]! + d * from[xo + i]!
    }
    for (let i = outputs; i < inputs; i++) to[xo + i] = 0
    for (let g = 0; g < source.length; g++) {
      const v = open[so + g]!
      const at = xo + source[g]!
      to[at] = to[at]! + slopes[g]! * v * (1 - v)
    }
  }
  return dx
}

/** σ of the gates, [batch, gates]. */
function gates(memory: Memory, { inputs, source }: GatePlan, x: Info): Info {
  const batch = x.shape[0]!
  const compact = memory.allocate([batch, source.length])
  const from = memory.view(x)
  const to = memory.view(compact)
  for (let b = 0, at = 0, xo = 0; b < batch; b++, xo += inputs) {
    for (let g = 0; g < source.length; g++, at++) to[at] = from[xo + source[g]!]!
  }
  const s = memory.sigmoid(compact)
  memory.free(compact)
  return s
}
