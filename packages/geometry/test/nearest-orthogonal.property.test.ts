import { rng } from '@buridan/core'
import fc from 'fast-check'
import { LuDecomposition, Matrix, SingularValueDecomposition } from 'ml-matrix'
import { describe, expect, it } from 'vitest'
import { fitInSpace, fitOrthogonal } from '../src/index.js'
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

describe('fitInSpace', () => {
  /** The sum of singular values of Σ q pᵀ, the least with the sign that a determinant needs: what the trace of R pᵀq is at most. */
  function mostTrace(p: number[][], q: number[][], dim: number, determinant: 1 | -1 | undefined): number {
    const m = Matrix.zeros(dim, dim)
    p.forEach((v, k) => {
      for (let i = 0; i < dim; i++) for (let j = 0; j < dim; j++) m.set(i, j, m.get(i, j) + q[k]![i]! * v[j]!)
    })
    const values = new SingularValueDecomposition(m).diagonal
    const sum = values.reduce((a, b) => a + b, 0)
    const sign = Math.sign(determinant4(m))
    return determinant === undefined || sign === determinant || sign === 0 ? sum : sum - 2 * values.at(-1)!
  }
  const determinant4 = (m: Matrix) => new LuDecomposition(m).determinant

  it('is orthogonal, of the determinant that is asked for, and as good as singular values allow', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 5 }),
        fc.integer({ min: 0, max: 7 }),
        fc.constantFrom(1 as const, -1 as const, undefined),
        fc.constantFrom(1, 1e-160, 1e160),
        fc.nat(10_000),
        (dim, count, determinant, unit, seed) => {
          const random = rng(seed)
          const draw = () =>
            Array.from({ length: count }, () => Array.from({ length: dim }, () => random.normal()))
          const [p, q] = [draw(), draw()]
          const scaled = (list: number[][]) => list.map((v) => v.map((c) => c * unit))
          const r = fitInSpace(scaled(p), scaled(q), dim, determinant)
          const R = new Matrix(
            Array.from({ length: dim }, (_, i) => Array.from(r.subarray(i * dim, (i + 1) * dim))),
          )
          expect(Matrix.sub(R.mmul(R.transpose()), Matrix.eye(dim)).norm()).toBeLessThan(1e-11)
          if (determinant !== undefined) expect(determinant4(R)).toBeCloseTo(determinant, 9)
          const trace = p.reduce(
            (sum, v, k) =>
              sum + q[k]!.reduce((s, c, i) => s + c * v.reduce((t, x, j) => t + R.get(i, j) * x, 0), 0),
            0,
          )
          expect(trace).toBeCloseTo(mostTrace(p, q, dim, determinant), 7)
          if (dim === 3 && count >= 3) {
            const other = fitOrthogonal(p as never, q as never, determinant)
            expect(Math.max(...other.map((v, e) => Math.abs(v - r[e]!)))).toBeLessThan(1e-6)
          }
        },
      ),
      { seed: 8, numRuns: 300 },
    )
  })

  it('refuses what is no list of vectors', () => {
    expect(() => fitInSpace([[1, 0]], [], 2)).toThrow('from has 1 vectors and to 0')
    expect(() => fitInSpace([[1, 0, 0]], [[1, 0]], 2)).toThrow(/from\[0\]/)
    expect(() => fitInSpace([], [], 0)).toThrow(/dim/)
    expect(() => fitInSpace([], [], 2, 0 as never)).toThrow(/must be 1 or -1/)
  })
})
