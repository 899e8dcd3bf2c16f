/**
 * The sign of the determinant of a matrix n × n of full rank, row-major, by elimination with the largest pivots.
 *
 * @remarks O(n³). Unchecked.
 *
 * @example
 * ```ts
 * import { signOfDeterminant } from '@buridan/core'
 * console.log(signOfDeterminant(Float64Array.of(0, 2, 3, 0), 2)) // → -1
 * ```
 */
export function signOfDeterminant(matrix: Float64Array, n: number): 1 | -1 {
  const m = matrix.slice()
  let positive = true
  for (let c = 0; c < n; c++) {
    let pivot = c
    for (let r = c + 1; r < n; r++) if (Math.abs(m[r * n + c]!) > Math.abs(m[pivot * n + c]!)) pivot = r
    if (pivot !== c) {
      positive = !positive
      for (let k = c; k < n; k++) {
        const held = m[c * n + k]!
        m[c * n + k] = m[pivot * n + k]!
        m[pivot * n + k] = held
      }
    }
    const head = m[c * n + c]!
    if (head < 0) positive = !positive
    for (let r = c + 1; r < n; r++) {
      const factor = m[r * n + c]! / head
      for (let k = c; k < n; k++) m[r * n + k]! -= factor * m[c * n + k]!
    }
  }
  return positive ? 1 : -1
}
