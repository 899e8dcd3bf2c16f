import { rng } from '@buridan/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nullSpace } from '../src/solvers/null-space.js'

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
        const size = Math.hypot(1, ...a)
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
})
