/**
 * The product a b of two square matrices.
 *
 * @param a - n × n, row-major; lengths are not checked
 * @param b - n × n, row-major
 * @returns n × n, row-major
 * @remarks O(n³), less where a has zeros.
 *
 * @example
 * ```ts
 * import { squareProduct } from '@buridan/core'
 * console.log(squareProduct(Float64Array.of(0, 1, 1, 0), Float64Array.of(1, 2, 3, 4), 2)) // → Float64Array(4) [ 3, 4, 1, 2 ]
 * ```
 */
export function squareProduct(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const v = a[i * n + k]!
      if (v !== 0) for (let j = 0; j < n; j++) out[i * n + j]! += v * b[k * n + j]!
    }
  }
  return out
}
