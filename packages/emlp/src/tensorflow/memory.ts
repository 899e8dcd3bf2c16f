import * as tf from '@tensorflow/tfjs'
import { matrixProduct } from '../core/matrix-product.js'
import { changed, hasMethods } from './inside.js'

/** A tensor inside a kernel: its shape, and what its backend finds its numbers by. */
export type Info = tf.TensorInfo

/** Backends whose tensors are arrays that JavaScript reads and writes: the layers' own kernels run there. */
export const MAIN_MEMORY = ['wasm', 'cpu'] as const
export type MainMemoryBackend = (typeof MAIN_MEMORY)[number]

/** Whether tensors of the backend in use are in main memory. */
export function inMainMemory(): boolean {
  const name = tf.getBackend()
  return MAIN_MEMORY.some((backend) => backend === name)
}

/** Memory in which matrices are multiplied. A view is good until the next allocation or product: wasm memory that grows moves. */
export interface MatrixMemory {
  /** Nanoseconds a multiplication takes in a matrix product. Measured, for the choice between ways to compute. */
  readonly multiplication: number
  /** A new tensor, not cleared. */
  allocate(shape: number[]): Info
  view(info: Info): Float32Array
  /** a · b for matrices. */
  multiply(a: Info, b: Info): Info
  free(info: Info): void
}

/** A backend's memory, for kernels. */
export interface Memory extends MatrixMemory {
  /** a · b + bias, the bias one number a column. */
  multiplyAdd(a: Info, b: Info, bias: Info): Info
  sigmoid(x: Info): Info
}

/** A tensor that is an array of JavaScript and no backend's. */
export interface ArrayInfo extends Info {
  readonly values: Float32Array
}

const NOTHING = {}

/** An array with a shape, for memory that is no backend's. */
export function arrayInfo(shape: number[], values: Float32Array): ArrayInfo {
  return { dataId: NOTHING, shape, dtype: 'float32', values }
}

/** The part of the wasm backend that is relied on. */
interface WasmBackend {
  makeOutput(shape: number[], dtype: 'float32'): Info
  typedArrayFromHeap(info: Info): unknown
  disposeData(id: object, force: boolean): boolean
}

/** The part of the plain backend that is relied on. */
interface CpuBackend {
  makeTensorInfo(shape: number[], dtype: 'float32', values: Float32Array): Info
  readonly data: { get(id: object): { readonly values?: unknown } | undefined }
  disposeData(id: object, force: boolean): boolean
}

function isWasm(backend: unknown): backend is WasmBackend {
  return hasMethods(backend, ['makeOutput', 'typedArrayFromHeap', 'disposeData'])
}

function isCpu(backend: unknown): backend is CpuBackend {
  return (
    hasMethods(backend, ['makeTensorInfo', 'disposeData']) &&
    'data' in backend &&
    hasMethods(backend.data, ['get'])
  )
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
    const values = this.backend.typedArrayFromHeap(info)
    return values instanceof Float32Array
      ? values
      : changed(`the heap has no floats of a ${info.dtype} tensor`)
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

  #run(kernel: string, inputs: Record<string, Info>, attrs: tf.NamedAttrMap): Info {
    const found = tf.getKernel(kernel, 'wasm') ?? changed(`the wasm backend has no kernel ${kernel}`)
    const out = found.kernelFunc({ inputs, backend: this.backend, attrs })
    return Array.isArray(out) ? changed(`the wasm kernel ${kernel} gives ${out.length} tensors`) : out
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
    const values = this.backend.data.get(info.dataId)?.values
    if (values instanceof Float32Array) return values
    // a tensor cast from integers keeps their array; nothing is written to it, as it is no new one
    if (values instanceof Int32Array || values instanceof Uint8Array) return Float32Array.from(values)
    return changed(`the numbers of a ${info.dtype} tensor are no typed array`)
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

const memories = new WeakMap<object, Memory>()

/** The memory of a backend that a kernel was called with. @throws UnsupportedError if the backend is not as relied on */
export function memoryOf(name: MainMemoryBackend, backend: object): Memory {
  const known = memories.get(backend)
  if (known) return known
  const found = name === 'wasm' ? wasmMemory(backend) : cpuMemory(backend)
  memories.set(backend, found)
  return found
}

function wasmMemory(backend: object): Memory {
  if (isWasm(backend)) return new WasmMemory(backend)
  return changed('the wasm backend has no makeOutput, typedArrayFromHeap or disposeData')
}

function cpuMemory(backend: object): Memory {
  if (isCpu(backend)) return new CpuMemory(backend)
  return changed('the cpu backend has no makeTensorInfo, data.get or disposeData')
}
