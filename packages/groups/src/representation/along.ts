/** Adds M x along an index of length n of arrays blocks × n × stride, M row-major, times a factor. */
export function addAlong(
  m: Float64Array,
  n: number,
  x: Float64Array,
  xo: number,
  out: Float64Array,
  oo: number,
  blocks: number,
  stride: number,
  factor = 1,
): void {
  for (let b = 0; b < blocks; b++) {
    const start = b * n * stride
    for (let i = 0; i < n; i++) {
      const to = oo + start + i * stride
      for (let j = 0; j < n; j++) {
        const v = factor * m[i * n + j]!
        if (v === 0) continue
        const from = xo + start + j * stride
        for (let k = 0; k < stride; k++) out[to + k]! += v * x[from + k]!
      }
    }
  }
}

/** Writes M x along an index. */
export function writeAlong(
  m: Float64Array,
  n: number,
  x: Float64Array,
  xo: number,
  out: Float64Array,
  oo: number,
  blocks: number,
  stride: number,
): void {
  out.fill(0, oo, oo + blocks * n * stride)
  addAlong(m, n, x, xo, out, oo, blocks, stride)
}

/** The transpose of a matrix n × n. */
export function transposed(m: Float64Array, n: number): Float64Array {
  return m.map((_, e) => m[(e % n) * n + Math.floor(e / n)]!)
}

/** The matrix, row-major, of a linear map that writes the images of the unit vectors. */
export function columns(n: number, map: (unit: Float64Array, image: Float64Array) => void): Float64Array {
  const out = new Float64Array(n * n)
  const [unit, image] = [new Float64Array(n), new Float64Array(n)]
  for (let j = 0; j < n; j++) {
    unit[j] = 1
    map(unit, image)
    unit[j] = 0
    for (let i = 0; i < n; i++) out[i * n + j] = image[i]!
  }
  return out
}
