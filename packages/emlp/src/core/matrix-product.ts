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
