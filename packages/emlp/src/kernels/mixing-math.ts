import type { Info, Memory } from '../tensorflow/adapter.js'
import { type BlockProduct, readMatrix, writeMatrix } from './block-products.js'
import type { MixingPlan, PlannedSpace } from './mixing-plan.js'
import { addRows, readRows } from './side-rows.js'
import { viewOf, type Weights } from './weights.js'

/** Nanoseconds that an entry of a map takes for a row, and one of the matrix. Measured, as {@link Memory.multiplication}. */
const ENTRY = 3
const MATRIX_ENTRY = 2

/** The products of maps if the matrix is worth building for a batch: once for all rows, then one product. */
function blocksIfCheaper({ inputs, outputs, cost, blocks }: MixingPlan, memory: Memory, batch: number) {
  if (!blocks) return undefined
  const byStructure = batch * (ENTRY * cost.reading + memory.multiplication * cost.mixing)
  const byMatrix =
    MATRIX_ENTRY * (cost.matrix + inputs * outputs) + batch * memory.multiplication * inputs * outputs
  return byMatrix < byStructure ? blocks : undefined
}

/** y = W(w) [x, 1], without the constant unless `affine`. */
export function mixForward(memory: Memory, plan: MixingPlan, affine: boolean, x: Info, w: Weights): Info {
  const { inputs, outputs } = plan
  const blocks = blocksIfCheaper(plan, memory, x.shape[0]!)
  if (!blocks) return applyStructure(memory, plan, affine, x, w)
  const matrix = new Float32Array((inputs + 1) * outputs)
  writeMatrix(blocks, viewOf(memory, w), matrix)
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

function applyStructure(memory: Memory, plan: MixingPlan, affine: boolean, x: Info, w: Weights): Info {
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
function matrixOf(memory: Memory, { kIn, kOut, offset }: PlannedSpace, w: Weights): Info {
  const m = memory.allocate([kIn, kOut])
  memory.view(m).set(viewOf(memory, w).subarray(offset, offset + kIn * kOut))
  return m
}

function transposedMatrixOf(memory: Memory, { kIn, kOut, offset }: PlannedSpace, w: Weights): Info {
  const m = memory.allocate([kOut, kIn])
  transposeInto(viewOf(memory, w).subarray(offset, offset + kIn * kOut), kIn, kOut, memory.view(m))
  return m
}

/** out = aᵀ for a of rows × cols. */
function transposeInto(a: Float32Array, rows: number, cols: number, out: Float32Array): void {
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) out[j * rows + i] = a[i * cols + j]!
}

/** x = W(w)ᵀ z, the constant left out. */
export function mixBackward(memory: Memory, plan: MixingPlan, z: Info, w: Weights): Info {
  const batch = z.shape[0]!
  const { inputs, outputs } = plan
  const blocks = blocksIfCheaper(plan, memory, batch)
  if (blocks) {
    const matrix = new Float32Array((inputs + 1) * outputs)
    writeMatrix(blocks, viewOf(memory, w), matrix)
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

/** The gradient of zᵀ W(w) [x, 1] in w. */
export function mixWeights(memory: Memory, plan: MixingPlan, affine: boolean, x: Info, z: Info): Info {
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
