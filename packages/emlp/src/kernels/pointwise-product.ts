import type { StructuredMap } from '@buridan/constraints'

type Vector = Parameters<StructuredMap['applyInto']>[1]

/** The product coordinate by coordinate, ℝⁿ ⊗ ℝⁿ → ℝⁿ, which all permutations of coordinates keep. */
export function pointwiseProduct(n: number): StructuredMap {
  return {
    rows: n,
    cols: n * n,
    nonzeros: n,
    cost: n,
    applyInto(s: number, x: Vector, xo: number, y: Vector, yo: number) {
      for (let i = 0; i < n; i++) y[yo + i] = y[yo + i]! + s * x[xo + i * (n + 1)]!
    },
    applyTransposeInto(s: number, y: Vector, yo: number, x: Vector, xo: number) {
      for (let i = 0; i < n; i++) x[xo + i * (n + 1)] = x[xo + i * (n + 1)]! + s * y[yo + i]!
    },
    forEach(visit) {
      for (let i = 0; i < n; i++) visit(i, i * (n + 1), 1)
    },
  }
}
