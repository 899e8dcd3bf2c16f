import type { Info, Memory } from './memory.js'

/** A tensor that is no more than an array of JavaScript's. */
interface ScratchInfo extends Info {
  readonly values: Float32Array
}

/**
 * Memory for small work: tensors are plain arrays, products loops of JavaScript, so that nothing is called. Tensors of the
 * real memory can be read.
 */
export class Scratch implements Memory {
  readonly multiplication = 1

  constructor(readonly real: Memory) {}

  allocate(shape: number[]): Info {
    const size = shape.reduce((product, d) => product * d, 1)
    const info: ScratchInfo = { dataId: {}, shape, dtype: 'float32', values: new Float32Array(size) }
    return info
  }

  view(info: Info): Float32Array {
    return (info as Partial<ScratchInfo>).values ?? this.real.view(info)
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
    const y = this.view(out)
    const c = this.view(bias)
    for (let e = 0; e < y.length; e++) y[e] = y[e]! + c[e % c.length]!
    return out
  }

  sigmoid(x: Info): Info {
    const out = this.allocate([...x.shape])
    const from = this.view(x)
    const to = this.view(out)
    for (let e = 0; e < to.length; e++) to[e] = 1 / (1 + Math.exp(-from[e]!))
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

/** out += a · b for row-major matrices. */
export function matrixProduct(
  a: Float32Array,
  b: Float32Array,
  out: Float32Array,
  rows: number,
  inner: number,
  cols: number,
): void {
  for (let i = 0; i < rows; i++) {
    const row = i * cols
    for (let k = 0; k < inner; k++) {
      const v = a[i * inner + k]!
      if (v === 0) continue
      const from = k * cols
      for (let j = 0; j < cols; j++) out[row + j] = out[row + j]! + v * b[from + j]!
    }
  }
}
