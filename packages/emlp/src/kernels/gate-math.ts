import type { Info, Memory } from './tensor-memory.js'

/** Which input is the gate of each output coordinate. */
export interface GatePlan {
  readonly inputs: number
  readonly outputs: number
  /** For each gate the input it is read from. */
  readonly source: Int32Array
  /** For each output coordinate its gate. */
  readonly gateOf: Int32Array
}

/** y_i = x_i σ(x_gate(i)). */
export function gateForward(memory: Memory, plan: GatePlan, x: Info): Info {
  const s = gates(memory, plan, x)
  const y = memory.allocate([x.shape[0]!, plan.outputs])
  const [from, open, to] = [memory.view(x), memory.view(s), memory.view(y)]
  const { inputs, outputs, source, gateOf } = plan
  for (let b = 0; b < x.shape[0]!; b++) {
    const [xo, so, yo] = [b * inputs, b * source.length, b * outputs]
    for (let i = 0; i < outputs; i++) to[yo + i] = from[xo + i]! * open[so + gateOf[i]!]!
  }
  memory.free(s)
  return y
}

/** The gradient in x. */
export function gateGradient(memory: Memory, plan: GatePlan, x: Info, dy: Info): Info {
  const s = gates(memory, plan, x)
  const dx = memory.allocate([x.shape[0]!, plan.inputs])
  const [from, open, up, to] = [memory.view(x), memory.view(s), memory.view(dy), memory.view(dx)]
  const { inputs, outputs, source, gateOf } = plan
  const slopes = new Float32Array(source.length)
  for (let b = 0; b < x.shape[0]!; b++) {
    const [xo, so, yo] = [b * inputs, b * source.length, b * outputs]
    slopes.fill(0)
    to.fill(0, xo + outputs, xo + inputs)
    for (let i = 0; i < outputs; i++) {
      const g = gateOf[i]!
      to[xo + i] = up[yo + i]! * open[so + g]!
      slopes[g]! += up[yo + i]! * from[xo + i]!
    }
    for (let g = 0; g < source.length; g++) {
      const v = open[so + g]!
      to[xo + source[g]!]! += slopes[g]! * v * (1 - v)
    }
  }
  memory.free(s)
  return dx
}

/** σ of the gates, [batch, gates]. */
function gates(memory: Memory, { inputs, source }: GatePlan, x: Info): Info {
  const batch = x.shape[0]!
  const compact = memory.allocate([batch, source.length])
  const [from, to] = [memory.view(x), memory.view(compact)]
  for (let b = 0; b < batch; b++) {
    for (let g = 0; g < source.length; g++) to[b * source.length + g] = from[b * inputs + source[g]!]!
  }
  const s = memory.sigmoid(compact)
  memory.free(compact)
  return s
}
