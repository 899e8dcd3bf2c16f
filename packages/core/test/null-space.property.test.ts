import fc from 'fast-check'
import { Matrix, SingularValueDecomposition } from 'ml-matrix'
import { describe, expect, it } from 'vitest'
import { euclideanNorm, nullSpace, rng } from '../src/index.js'

describe('nullSpace', () => {
  it('is orthonormal, all there is, and nothing else: of random matrices of given rank', () => {
    const sizes = fc.record({
      rows: fc.integer({ min: 1, max: 20 }),
      cols: fc.integer({ min: 1, max: 20 }),
      rank: fc.nat(20),
      seed: fc.nat(1e6),
      scale: fc.constantFrom(1e-6, 1, 1e6),
    })
    fc.assert(
      fc.property(sizes, ({ rows, cols, rank: wanted, seed, scale }) => {
        const rank = Math.min(wanted, rows, cols)
        const random = rng(seed)
        const left = Float64Array.from({ length: rows * rank }, () => random.normal())
        const right = Float64Array.from({ length: rank * cols }, () => random.normal())
        // columns one after the other
        const a = new Float64Array(rows * cols)
        for (let j = 0; j < cols; j++) {
          for (let k = 0; k < rank; k++) {
            for (let i = 0; i < rows; i++)
              a[j * rows + i]! += scale * left[i * rank + k]! * right[k * cols + j]!
          }
        }
        const size = Math.max(1, euclideanNorm(a))
        const { vectors, count, kept, dropped } = nullSpace(a.slice(), rows, cols, 1e-12 * size)
        expect(count).toBe(cols - rank)
        expect(kept === Number.POSITIVE_INFINITY).toBe(rank === 0)
        if (rank > 0 && count > 0) expect(kept).toBeGreaterThan(1e3 * dropped)
        for (let k = 0; k < count; k++) {
          const v = vectors.subarray(k * cols, (k + 1) * cols)
          for (let i = 0; i < rows; i++) {
            let image = 0
            for (let j = 0; j < cols; j++) image += a[j * rows + i]! * v[j]!
            expect(Math.abs(image)).toBeLessThan(1e-9 * Math.max(1, scale) * cols)
          }
          for (let l = 0; l <= k; l++) {
            let dot = 0
            for (let j = 0; j < cols; j++) dot += v[j]! * vectors[l * cols + j]!
            expect(Math.abs(dot - Number(k === l))).toBeLessThan(1e-10)
          }
        }
      }),
      { seed: 6, numRuns: 300 },
    )
  })

  it('is the space of the right singular vectors of value 0, as ml-matrix finds them, at every scale', () => {
    const sizes = fc.record({
      cols: fc.integer({ min: 2, max: 12 }),
      more: fc.nat(6),
      rank: fc.integer({ min: 1, max: 12 }),
      seed: fc.nat(1e6),
      scale: fc.constantFrom(1e-200, 1e-160, 1, 1e160, 1e200),
    })
    fc.assert(
      fc.property(sizes, ({ cols, more, rank: wanted, seed, scale }) => {
        const [rows, rank] = [cols + more, Math.min(wanted, cols)]
        const random = rng(seed)
        const draw = (r: number, c: number) =>
          new Matrix(Array.from({ length: r }, () => Array.from({ length: c }, () => random.normal())))
        const a = draw(rows, rank).mmul(draw(rank, cols))
        const svd = new SingularValueDecomposition(a)
        const theirs = svd.diagonal.flatMap((value, k) => (value < 1e-10 ? [k] : []))
        const columns = Float64Array.from(a.transpose().to1DArray(), (v) => v * scale)
        const { vectors, count, kept, dropped } = nullSpace(columns, rows, cols, 1e-10 * scale)
        expect(count).toBe(theirs.length)
        expect(kept / scale).toBeGreaterThan(1e-8)
        expect(dropped / scale).toBeLessThan(1e-10)
        // one projection: on our vectors and on theirs
        for (let i = 0; i < cols; i++) {
          for (let j = 0; j < cols; j++) {
            let [ours, other] = [0, 0]
            for (let k = 0; k < count; k++) ours += vectors[k * cols + i]! * vectors[k * cols + j]!
            for (const k of theirs)
              other += svd.rightSingularVectors.get(i, k) * svd.rightSingularVectors.get(j, k)
            expect(Math.abs(ours - other)).toBeLessThan(1e-7)
          }
        }
      }),
      { seed: 12, numRuns: 100 },
    )
  })
})
