import * as tf from '@tensorflow/tfjs'
import { type BlockProduct, readMatrix, writeMatrix } from './block-products.js'
import { type Info, inMainMemory, type Memory, registerMainMemoryKernel, run } from './memory.js'
import { mixByGraph } from './mixing-graph.js'
import type { MixingPlan, PlannedSpace } from './mixing-plan.js'
import { addRows, readRows } from './mixing-side.js'

/**
 * The trilinear form τ(w, x, z) = zᵀ W(w) [x, 1] of an affine equivariant map as three kernels, each its gradient in one
 * argument: forward (z), backward (x) and weights (w). Their own gradients are the other two, so that they can be
 * differentiated any number of times.
 */
const FORWARD = 'BuridanMix'
const BACKWARD = 'BuridanMixBackward'
const WEIGHTS = 'BuridanMixWeights'

/** Nanoseconds that an entry of a map takes for a row, and one of the matrix. Measured, as {@link Memory.multiplication}. */
const ENTRY = 3
const MATRIX_ENTRY = 2

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

/** The products of maps if the matrix is worth building for a batch: once for all rows, then one product. */
function blocksIfCheaper({ inputs, outputs, cost, blocks }: MixingPlan, memory: Memory, batch: number) {
  if (!blocks) return undefined
  const byStructure = batch * (ENTRY * cost.reading + memory.multiplication * cost.mixing)
  const byMatrix =
    MATRIX_ENTRY * (cost.matrix + inputs * outputs) + batch * memory.multiplication * inputs * outputs
  return byMatrix < byStructure ? blocks : undefined
}

function forwardKernel(memory: Memory, { plan, affine }: Attributes, x: Info, w: Info): Info {
  const { inputs, outputs } = plan
  const blocks = blocksIfCheaper(plan, memory, x.shape[0]!)
  if (!blocks) return applyStructure(memory, plan, affine, x, w)
  const matrix = new Float32Array((inputs + 1) * outputs)
  writeMatrix(blocks, memory.view(w), matrix)
  const top = memory.allocate([inputs, outputs])
  const bias = memory.allocate([outputs])
  memory.view(top).set(matrix.subarray(0, inputs * outputs))
  if (affine) memory.view(bias).set(matrix.subarray(inputs * outputs))
  else memory.view(bias).fill(0)
  const y = memory.multiplyAdd(x, top, bias)
  memory.free(top)
  memory.free(bias)
  return y
}

function applyStructure(memory: Memory, plan: MixingPlan, affine: boolean, x: Info, w: Info): Info {
  const batch = x.shape[0]!
  const mixed = plan.spaces.map((space) => {
    const f = memory.allocate([batch * space.dim, space.kIn])
    readRows(space.read, memory.view(x), plan.inputs, memory.view(f), batch, affine)
    const m = matrixOf(memory, space, w)
    const z = memory.multiply(f, m)
    memory.free(f)
    memory.free(m)
    return z
  })
  const y = memory.allocate([batch, plan.outputs])
  const out = memory.view(y).fill(0)
  plan.spaces.forEach((space, s) => {
    addRows(space.write, memory.view(mixed[s]!), out, plan.outputs, batch)
    memory.free(mixed[s]!)
  })
  return y
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

function backwardKernel(memory: Memory, plan: MixingPlan, z: Info, w: Info): Info {
  const batch = z.shape[0]!
  const { inputs, outputs } = plan
  const blocks = blocksIfCheaper(plan, memory, batch)
  if (blocks) {
    const matrix = new Float32Array((inputs + 1) * outputs)
    writeMatrix(blocks, memory.view(w), matrix)
    const plain = memory.allocate([outputs, inputs])
    transposeInto(matrix, inputs, outputs, memory.view(plain))
    const x = memory.multiply(z, plain)
    memory.free(plain)
    return x
  }
  const pulled = plan.spaces.map((space) => {
    const g = memory.allocate([batch * space.dim, space.kOut])
    readRows(space.write, memory.view(z), outputs, memory.view(g), batch, false)
    const m = transposedMatrixOf(memory, space, w)
    const f = memory.multiply(g, m)
    memory.free(g)
    memory.free(m)
    return f
  })
  const x = memory.allocate([batch, inputs])
  const out = memory.view(x).fill(0)
  plan.spaces.forEach((space, s) => {
    addRows(space.read, memory.view(pulled[s]!), out, inputs, batch)
    memory.free(pulled[s]!)
  })
  return x
}

function weightsKernel(memory: Memory, { plan, affine }: Attributes, x: Info, z: Info): Info {
  const batch = x.shape[0]!
  const blocks = blocksIfCheaper(plan, memory, batch)
  if (blocks) return weightsByMatrix(memory, plan, blocks, affine, x, z)
  const products = plan.spaces.map((space) => {
    const { dim, kIn, kOut } = space
    const f = memory.allocate([batch * dim, kIn])
    readRows(space.read, memory.view(x), plan.inputs, memory.view(f), batch, affine)
    const flipped = memory.allocate([kIn, batch * dim])
    transposeInto(memory.view(f), batch * dim, kIn, memory.view(flipped))
    const g = memory.allocate([batch * dim, kOut])
    readRows(space.write, memory.view(z), plan.outputs, memory.view(g), batch, false)
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

/** The gradient of the matrix, [x, 1]ᵀ z, taken back to the weights. */
function weightsByMatrix(
  memory: Memory,
  { inputs, weightCount }: MixingPlan,
  blocks: readonly BlockProduct[],
  affine: boolean,
  x: Info,
  z: Info,
): Info {
  const batch = x.shape[0]!
  const flipped = memory.allocate([inputs + 1, batch])
  const target = memory.view(flipped)
  transposeInto(memory.view(x), batch, inputs, target)
  target.fill(affine ? 1 : 0, inputs * batch)
  const matrix = memory.multiply(flipped, z)
  const w = memory.allocate([weightCount])
  const out = memory.view(w).fill(0)
  readMatrix(blocks, memory.view(matrix), out)
  memory.free(flipped)
  memory.free(matrix)
  return w
}
