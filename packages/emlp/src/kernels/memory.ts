import * as tf from '@tensorflow/tfjs'
import { matrixProduct } from './scratch.js'
import type { Info, Memory } from './tensor-memory.js'

/** Backends whose tensors are arrays that JavaScript reads and writes: the layers' own kernels run there. */
const MAIN_MEMORY = ['wasm', 'cpu'] as const
type MainMemoryBackend = (typeof MAIN_MEMORY)[number]

/** Whether tensors of the backend in use are in main memory. */
export function inMainMemory(): boolean {
  return (MAIN_MEMORY as readonly string[]).includes(tf.getBackend())
}

interface WasmBackend extends tf.KernelBackend {
  makeOutput(shape: number[], dtype: 'float32'): Info
  typedArrayFromHeap(info: Info): Float32Array
  disposeData(id: object, force?: boolean): boolean
}

interface CpuBackend {
  makeTensorInfo(shape: number[], dtype: 'float32', values: Float32Array): Info
  data: { get(id: object): { values: Float32Array } }
  disposeData(id: object, force?: boolean): boolean
}

const PLAIN = { transposeA: false, transposeB: false }

/** Whether all entries of a product are sums of no terms, or there are none: the wasm kernels leave such products unwritten. */
function isEmptySum(a: Info, b: Info): boolean {
  return a.shape[0] === 0 || a.shape[1] === 0 || b.shape[1] === 0
}

class WasmMemory implements Memory {
  readonly multiplication = 0.05

  constructor(readonly backend: WasmBackend) {}

  allocate(shape: number[]): Info {
    return this.backend.makeOutput(shape, 'float32')
  }

  view(info: Info): Float32Array {
    return this.backend.typedArrayFromHeap(info)
  }

  multiply(a: Info, b: Info): Info {
    if (isEmptySum(a, b)) return this.#zeros([a.shape[0]!, b.shape[1]!])
    return this.#run('BatchMatMul', { a, b }, PLAIN)
  }

  multiplyAdd(a: Info, b: Info, bias: Info): Info {
    if (isEmptySum(a, b)) {
      const y = this.#zeros([a.shape[0]!, b.shape[1]!])
      const [to, from] = [this.view(y), this.view(bias)]
      for (let e = 0; e < to.length; e++) to[e] = from[e % from.length]!
      return y
    }
    // this kernel takes batches of matrices
    const one = ({ dataId, dtype, shape }: Info): Info => ({ dataId, dtype, shape: [1, ...shape] })
    const inputs = { a: one(a), b: one(b), bias }
    const { shape, ...y } = this.#run('_FusedMatMul', inputs, { ...PLAIN, activation: 'linear' })
    return { ...y, shape: shape.slice(1) }
  }

  sigmoid(x: Info): Info {
    return this.#run('Sigmoid', { x }, {})
  }

  free(info: Info): void {
    this.backend.disposeData(info.dataId, true)
  }

  #zeros(shape: number[]): Info {
    const out = this.allocate(shape)
    this.view(out).fill(0)
    return out
  }

  #run(kernel: string, inputs: Record<string, Info>, attrs: object): Info {
    return tf.getKernel(kernel, 'wasm').kernelFunc({
      inputs,
      backend: this.backend,
      attrs: attrs as tf.NamedAttrMap,
    }) as Info
  }
}

class CpuMemory implements Memory {
  readonly multiplication = 1

  constructor(readonly backend: CpuBackend) {}

  allocate(shape: number[]): Info {
    const size = shape.reduce((product, d) => product * d, 1)
    return this.backend.makeTensorInfo(shape, 'float32', new Float32Array(size))
  }

  view(info: Info): Float32Array {
    return this.backend.data.get(info.dataId).values
  }

  multiply(a: Info, b: Info): Info {
    const [rows, inner] = a.shape as [number, number]
    const cols = b.shape[1]!
    const out = this.allocate([rows, cols])
    matrixProduct(this.view(a), this.view(b), this.view(out), rows, inner, cols)
    return out
  }

  multiplyAdd(a: Info, b: Info, bias: Info): Info {
    const out = this.multiply(a, b)
    const [y, c] = [this.view(out), this.view(bias)]
    for (let e = 0; e < y.length; e++) y[e]! += c[e % c.length]!
    return out
  }

  sigmoid(x: Info): Info {
    const out = this.allocate([...x.shape])
    const [from, to] = [this.view(x), this.view(out)]
    for (let e = 0; e < to.length; e++) to[e] = 1 / (1 + Math.exp(-from[e]!))
    return out
  }

  free(info: Info): void {
    this.backend.disposeData(info.dataId, true)
  }
}

/** The memory of a backend that a kernel was called with. */
function memoryOf(name: MainMemoryBackend, backend: unknown): Memory {
  return name === 'wasm' ? new WasmMemory(backend as WasmBackend) : new CpuMemory(backend as CpuBackend)
}

/** A kernel that runs on both: its outputs from its inputs, in a backend's memory. */
type KernelBody = (memory: Memory, inputs: Record<string, Info>, attrs: object) => Info | Info[]

/** Registers a kernel for all backends in main memory. */
export function registerMainMemoryKernel(kernelName: string, body: KernelBody): void {
  for (const backendName of MAIN_MEMORY) {
    tf.registerKernel({
      kernelName,
      backendName,
      kernelFunc: ({ inputs, backend, attrs }) =>
        body(memoryOf(backendName, backend), inputs as Record<string, Info>, attrs ?? {}),
    })
  }
}

/** Runs one of the layers' kernels; the attributes are theirs, not serializable. */
export function run(
  kernel: string,
  inputs: Record<string, tf.Tensor>,
  attrs: object,
): tf.Tensor | tf.Tensor[] {
  return tf.engine().runKernel(kernel, inputs, attrs as tf.NamedAttrMap)
}

/** What comes down to a gradient function: one tensor or a list, whichever its kernel gave. */
export function tensorsOf(upstream: tf.Tensor | tf.Tensor[]): tf.Tensor[] {
  return Array.isArray(upstream) ? upstream : [upstream]
}

/**
 * The gradients of a scalar in tensors, for use inside the gradient of a kernel: TensorFlow.js would drop the tape of the
 * outer gradient, were the inner one not marked as nested.
 */
export function nestedGradients(f: (...x: tf.Tensor[]) => tf.Tensor, x: tf.Tensor[]): tf.Tensor[] {
  const { state } = tf.engine()
  state.gradientDepth++
  try {
    return tf.grads(f)(x)
  } finally {
    state.gradientDepth--
  }
}
