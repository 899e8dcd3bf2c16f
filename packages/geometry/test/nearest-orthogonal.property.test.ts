import fc from 'fast-check'
import { Matrix, SingularValueDecomposition } from 'ml-matrix'
import { describe, expect, it } from 'vitest'
import { nearestOrthogonal } from '../src/operations/orthogonal-fit.js'

describe('nearestOrthogonal', () => {
  const entry = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.double({ min: -1, max: 1, noNaN: true }))
  // the peer goes wrong where squares of entries vanish
  const matrices = fc
    .array(entry, { minLength: 9, maxLength: 9 })
    .map((m) => Float64Array.from(m, (v) => (Math.abs(v) < 1e-100 ? 0 : v)))

  it('is orthogonal, of the determinant that is asked for, and no further than any rotation tried', () => {
    fc.assert(
      fc.property(matrices, fc.constantFrom(1 as const, -1 as const), (m, sign) => {
        const r = nearestOrthogonal(m, sign)
        const R = new Matrix([0, 1, 2].map((i) => Array.from(r.subarray(3 * i, 3 * i + 3))))
        expect(Matrix.sub(R.mmul(R.transpose()), Matrix.eye(3)).norm()).toBeLessThan(1e-12)
        const trace = (q: Float64Array) => q.reduce((sum, v, i) => sum + v * m[i]!, 0)
        const M = new Matrix([0, 1, 2].map((i) => Array.from(m.subarray(3 * i, 3 * i + 3))))
        const svd = new SingularValueDecomposition(M, { autoTranspose: true })
        const [a, b, c] = svd.diagonal as [number, number, number]
        const determinant = svd.leftSingularVectors.mmul(svd.rightSingularVectors.transpose())
        const plain = Math.sign(
          determinant.get(0, 0) *
            (determinant.get(1, 1) * determinant.get(2, 2) - determinant.get(1, 2) * determinant.get(2, 1)) -
            determinant.get(0, 1) *
              (determinant.get(1, 0) * determinant.get(2, 2) -
                determinant.get(1, 2) * determinant.get(2, 0)) +
            determinant.get(0, 2) *
              (determinant.get(1, 0) * determinant.get(2, 1) - determinant.get(1, 1) * determinant.get(2, 0)),
        )
        // Kabsch: the trace is the sum of singular values, the least with the sign that the determinant needs
        expect(trace(r)).toBeCloseTo(a + b + (plain === sign ? c : -c), 10)
      }),
      { seed: 4, numRuns: 500 },
    )
  })
})
