import { matrixProduct } from '../core/matrix-product.js'
import { type ArrayInfo, arrayInfo, type Info, type MatrixMemory } from '../tensorflow/adapter.js'

/** Where scratch tensors lie; each {@link Scratch} starts from its beginning, and none is used while another is. */
let arena = new Float32Array(2 ** 16)

/**
 * Memory for small work: tensors are plain arrays, products loops of JavaScript, so that nothing is called. Tensors of the
 * real memory can be read.
 */
export class Scratch implements MatrixMemory {
  readonly multiplication = 1
  #used = 0

  constructor(readonly real: MatrixMemory) {}

  allocate(shape: number[]): Info {
    let size = 1
    for (const d of shape) size *= d
    if (this.#used + size > arena.length) {
      // arrays that were given out keep the old one
      arena = new Float32Array(2 * (arena.length + size))
      this.#used = 0
    }
    const values = arena.subarray(this.#used, this.#used + size)
    this.#used += size
    return arrayInfo(shape, values)
  }

  view(info: Info): Float32Array {
    return (info as Partial<ArrayInfo>).values ?? this.real.view(info)
  }

  multiply(a: Info, b: Info): Info {
    const [rows, inner] = a.shape as [number, number]
    const cols = b.shape[1]!
    const out = this.allocate([rows, cols])
    const y = this.view(out).fill(0)
    matrixProduct(this.view(a), this.view(b), y, rows, inner, cols)
    return out
  }

  free(): void {}

  /** A tensor of the real memory with the same values. */
  toReal(info: Info): Info {
    const out = this.real.allocate([...info.shape])
    this.real.view(out).set(this.view(info))
    return out
  }
}
