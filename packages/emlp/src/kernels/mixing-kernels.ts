import * as tf from '@tensorflow/tfjs'
import { type Info, inMainMemory, type Memory, registerMainMemoryKernel, run } from './memory.js'
import { mixByGraph } from './mixing-graph.js'
import type { Entries, MixingPlan, PlannedSpace } from './mixing-plan.js'

/**
 * The trilinear form τ(w, x, z) = zᵀ W(w) [x, 1] of an affine equivariant map as three kernels, each its gradient in one
 * argument: forward (z), backward (x) and weights (w). Their own gradients are the other two, so that they can be
 * differentiated any number of times.
 */
const FORWARD = 'BuridanMix'
const BACKWARD = 'BuridanMixBackward'
const WEIGHTS = 'BuridanMixWeights'

/** Nanoseconds that an entry of a map takes. Measured, as {@link Memory.multiplication}. */
const ENTRY = 1.5

/** y = W(w) [x, 1] for rows x, [batch, inputs] → [batch, outputs]; differentiable. */
export function mix(plan: MixingPlan, x: tf.Tensor2D, w: tf.Tensor1D): tf.Tensor2D {
  if (!inMainMemory()) return mixByGraph(plan, x, w)
  return run(FORWARD, { x, w }, { plan, affine: true }) as tf.Tensor2D
}

interface Attributes {
  readonly plan: MixingPlan
  /** Whether the constant 1 is read: gradients of the form in x have none. */
  readonly affine: boolean
}

function forward(inputs: Record<string, tf.Tensor>, plan: MixingPlan, affine: boolean): tf.Tensor {
  return run(FORWARD, inputs, { plan, affine }) as tf.Tensor
}

function backward(inputs: Record<string, tf.Tensor>, plan: MixingPlan): tf.Tensor {
  return run(BACKWARD, inputs, { plan }) as tf.Tensor
}

function weights(inputs: Record<string, tf.Tensor>, plan: MixingPlan, affine: boolean): tf.Tensor {
  return run(WEIGHTS, inputs, { plan, affine }) as tf.Tensor
}

registerMainMemoryKernel(FORWARD, (memory, { x, w }, attrs) =>
  forwardKernel(memory, attrs as Attributes, x!, w!),
)
registerMainMemoryKernel(BACKWARD, (memory, { z, w }, attrs) =>
  backwardKernel(memory, (attrs as Attributes).plan, z!, w!),
)
registerMainMemoryKernel(WEIGHTS, (memory, { x, z }, attrs) =>
  weightsKernel(memory, attrs as Attributes, x!, z!),
)

tf.registerGradient({
  kernelName: FORWARD,
  inputsToSave: ['x', 'w'],
  gradFunc: (dy, saved, attrs) => {
    const [x, w] = saved as [tf.Tensor, tf.Tensor]
    const { plan, affine } = attrs as unknown as Attributes
    const z = dy as tf.Tensor
    return { x: () => backward({ z, w }, plan), w: () => weights({ x, z }, plan, affine) }
  },
})
tf.registerGradient({
  kernelName: BACKWARD,
  inputsToSave: ['z', 'w'],
  gradFunc: (dy, saved, attrs) => {
    const [z, w] = saved as [tf.Tensor, tf.Tensor]
    const { plan } = attrs as unknown as Attributes
    const x = dy as tf.Tensor
    return { z: () => forward({ x, w }, plan, false), w: () => weights({ x, z }, plan, false) }
  },
})
tf.registerGradient({
  kernelName: WEIGHTS,
  inputsToSave: ['x', 'z'],
  gradFunc: (dy, saved, attrs) => {
    const [x, z] = saved as [tf.Tensor, tf.Tensor]
    const { plan, affine } = attrs as unknown as Attributes
    const w = dy as tf.Tensor
    return { x: () => backward({ z, w }, plan), z: () => forward({ x, w }, plan, affine) }
  },
})

/** Whether the matrix is worth building for a batch: its columns by the structure, then one product. */
function isMatrixCheaper({ inputs, outputs, cost }: MixingPlan, memory: Memory, batch: number): boolean {
  const byStructure = (rows: number) => rows * (ENTRY * cost.entries + memory.multiplication * cost.mixing)
  const byMatrix = byStructure(inputs + 1) + batch * memory.multiplication * inputs * outputs
  return byMatrix < byStructure(batch)
}

function forwardKernel(memory: Memory, { plan, affine }: Attributes, x: Info, w: Info): Info {
  const batch = x.shape[0]!
  const { inputs, outputs } = plan
  if (!isMatrixCheaper(plan, memory, batch)) return applyStructure(memory, plan, affine, x, w)
  const matrix = transposedMatrix(memory, plan, w)
  const top = memory.allocate([inputs, outputs])
  const bias = memory.allocate([outputs])
  memory.view(top).set(memory.view(matrix).subarray(0, inputs * outputs))
  if (affine) memory.view(bias).set(memory.view(matrix).subarray(inputs * outputs))
  else memory.view(bias).fill(0)
  const y = memory.multiplyAdd(x, top, bias)
  for (const t of [matrix, top, bias]) memory.free(t)
  return y
}

function applyStructure(memory: Memory, plan: MixingPlan, affine: boolean, x: Info, w: Info): Info {
  const batch = x.shape[0]!
  const mixed = plan.spaces.map((space) => {
    const f = memory.allocate([batch * space.dim, space.kIn])
    readRows(space, memory.view(x), plan.inputs, memory.view(f), batch, affine)
    const m = matrixOf(memory, space, w)
    const z = memory.multiply(f, m)
    memory.free(f)
    memory.free(m)
    return z
  })
  const y = memory.allocate([batch, plan.outputs])
  const out = memory.view(y).fill(0)
  plan.spaces.forEach((space, s) => {
    addRows(space.write, memory.view(mixed[s]!), space.dim * space.kOut, out, plan.outputs, batch)
    memory.free(mixed[s]!)
  })
  return y
}

/** F[b, place] = Σ value · x[b, source], and the constants. */
function readRows(
  space: PlannedSpace,
  x: Float32Array,
  width: number,
  f: Float32Array,
  batch: number,
  affine: boolean,
): void {
  const { read, constant, dim, kIn } = space
  const stride = dim * kIn
  if (!read.exclusive) f.fill(0)
  const { source, place, value, exclusive } = read
  for (let b = 0; b < batch; b++) {
    const [from, to] = [b * width, b * stride]
    if (exclusive)
      for (let e = 0; e < source.length; e++) f[to + place[e]!] = value[e]! * x[from + source[e]!]!
    else for (let e = 0; e < source.length; e++) f[to + place[e]!]! += value[e]! * x[from + source[e]!]!
    if (affine)
      for (let e = 0; e < constant.place.length; e++) f[to + constant.place[e]!]! += constant.value[e]!
  }
}

/** out[b, source] += value · z[b, place]. */
function addRows(
  { source, place, value }: Entries,
  z: Float32Array,
  stride: number,
  out: Float32Array,
  width: number,
  batch: number,
): void {
  for (let b = 0; b < batch; b++) {
    const [from, to] = [b * stride, b * width]
    for (let e = 0; e < source.length; e++) out[to + source[e]!]! += value[e]! * z[from + place[e]!]!
  }
}

/** G[b, place] = Σ value · z[b, source]: the transpose of {@link addRows}. */
function gatherRows(
  { source, place, value, exclusive }: Entries,
  z: Float32Array,
  width: number,
  g: Float32Array,
  stride: number,
  batch: number,
): void {
  if (!exclusive) g.fill(0)
  for (let b = 0; b < batch; b++) {
    const [from, to] = [b * width, b * stride]
    if (exclusive)
      for (let e = 0; e < source.length; e++) g[to + place[e]!] = value[e]! * z[from + source[e]!]!
    else for (let e = 0; e < source.length; e++) g[to + place[e]!]! += value[e]! * z[from + source[e]!]!
  }
}

/** The mixing matrix of a space, a tensor of its own. */
function matrixOf(memory: Memory, { kIn, kOut, offset }: PlannedSpace, w: Info): Info {
  const m = memory.allocate([kIn, kOut])
  memory.view(m).set(memory.view(w).subarray(offset, offset + kIn * kOut))
  return m
}

function transposedMatrixOf(memory: Memory, { kIn, kOut, offset }: PlannedSpace, w: Info): Info {
  const m = memory.allocate([kOut, kIn])
  transposeInto(memory.view(w).subarray(offset, offset + kIn * kOut), kIn, kOut, memory.view(m))
  return m
}

/** out = aᵀ for a of rows × cols. */
function transposeInto(a: Float32Array, rows: number, cols: number, out: Float32Array): void {
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) out[j * rows + i] = a[i * cols + j]!
}

/** Wᵀ with the bias as its last row, [inputs + 1, outputs]: the structure applied to unit vectors. */
function transposedMatrix(memory: Memory, plan: MixingPlan, w: Info): Info {
  const rows = plan.inputs + 1
  const matrix = memory.allocate([rows, plan.outputs])
  memory.view(matrix).fill(0)
  for (const space of plan.spaces) {
    const f = memory.allocate([rows * space.dim, space.kIn])
    unitRows(space, plan.inputs, memory.view(f))
    const m = matrixOf(memory, space, w)
    const z = memory.multiply(f, m)
    addRows(space.write, memory.view(z), space.dim * space.kOut, memory.view(matrix), plan.outputs, rows)
    for (const t of [f, m, z]) memory.free(t)
  }
  return matrix
}

/** What {@link readRows} makes of the unit vectors, and of the constant as the last row. */
function unitRows({ read, constant, dim, kIn }: PlannedSpace, inputs: number, f: Float32Array): void {
  const stride = dim * kIn
  f.fill(0)
  for (let e = 0; e < read.source.length; e++) f[read.source[e]! * stride + read.place[e]!] = read.value[e]!
  for (let e = 0; e < constant.place.length; e++) f[inputs * stride + constant.place[e]!] = constant.value[e]!
}

function backwardKernel(memory: Memory, plan: MixingPlan, z: Info, w: Info): Info {
  const batch = z.shape[0]!
  const { inputs, outputs } = plan
  if (isMatrixCheaper(plan, memory, batch)) {
    const matrix = transposedMatrix(memory, plan, w)
    const plain = memory.allocate([outputs, inputs])
    transposeInto(memory.view(matrix).subarray(0, inputs * outputs), inputs, outputs, memory.view(plain))
    const x = memory.multiply(z, plain)
    memory.free(matrix)
    memory.free(plain)
    return x
  }
  const pulled = plan.spaces.map((space) => {
    const g = memory.allocate([batch * space.dim, space.kOut])
    gatherRows(space.write, memory.view(z), outputs, memory.view(g), space.dim * space.kOut, batch)
    const m = transposedMatrixOf(memory, space, w)
    const f = memory.multiply(g, m)
    memory.free(g)
    memory.free(m)
    return f
  })
  const x = memory.allocate([batch, inputs])
  const out = memory.view(x).fill(0)
  plan.spaces.forEach((space, s) => {
    addRows(space.read, memory.view(pulled[s]!), space.dim * space.kIn, out, inputs, batch)
    memory.free(pulled[s]!)
  })
  return x
}

function weightsKernel(memory: Memory, { plan, affine }: Attributes, x: Info, z: Info): Info {
  const batch = x.shape[0]!
  if (isMatrixCheaper(plan, memory, batch)) return weightsByMatrix(memory, plan, affine, x, z)
  const products = plan.spaces.map((space) => {
    const { dim, kIn, kOut } = space
    const f = memory.allocate([batch * dim, kIn])
    readRows(space, memory.view(x), plan.inputs, memory.view(f), batch, affine)
    const flipped = memory.allocate([kIn, batch * dim])
    transposeInto(memory.view(f), batch * dim, kIn, memory.view(flipped))
    const g = memory.allocate([batch * dim, kOut])
    gatherRows(space.write, memory.view(z), plan.outputs, memory.view(g), dim * kOut, batch)
    const product = memory.multiply(flipped, g)
    for (const t of [f, flipped, g]) memory.free(t)
    return product
  })
  const w = memory.allocate([plan.weightCount])
  plan.spaces.forEach((space, s) => {
    memory.view(w).set(memory.view(products[s]!), space.offset)
    memory.free(products[s]!)
  })
  return w
}

/** The gradient of the matrix, zᵀ[x, 1], taken back to the weights. */
function weightsByMatrix(memory: Memory, plan: MixingPlan, affine: boolean, x: Info, z: Info): Info {
  const { inputs, outputs, spaces, weightCount } = plan
  const batch = x.shape[0]!
  const rows = inputs + 1
  const flipped = memory.allocate([rows, batch])
  const target = memory.view(flipped)
  transposeInto(memory.view(x), batch, inputs, target)
  target.fill(affine ? 1 : 0, inputs * batch)
  const matrix = memory.multiply(flipped, z)
  const products = spaces.map((space) => {
    const { dim, kIn, kOut } = space
    const f = memory.allocate([rows * dim, kIn])
    unitRows(space, inputs, memory.view(f))
    const unit = memory.allocate([kIn, rows * dim])
    transposeInto(memory.view(f), rows * dim, kIn, memory.view(unit))
    const g = memory.allocate([rows * dim, kOut])
    gatherRows(space.write, memory.view(matrix), outputs, memory.view(g), dim * kOut, rows)
    const product = memory.multiply(unit, g)
    for (const t of [f, unit, g]) memory.free(t)
    return product
  })
  const w = memory.allocate([weightCount])
  spaces.forEach((space, s) => {
    memory.view(w).set(memory.view(products[s]!), space.offset)
    memory.free(products[s]!)
  })
  for (const t of [flipped, matrix]) memory.free(t)
  return w
}
