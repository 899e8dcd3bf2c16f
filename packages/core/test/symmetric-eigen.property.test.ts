import fc from 'fast-check'
import { EigenvalueDecomposition, Matrix, SingularValueDecomposition } from 'ml-matrix'
import { describe, expect, it } from 'vitest'
import { rng, symmetricEigen } from '../src/index.js'

/** A symmetric matrix of a given spectrum, turned at random. */
function withSpectrum(spectrum: readonly number[], seed: number): Float64Array {
  const n = spectrum.length
  const random = rng(seed)
  const square = new Matrix(Array.from({ length: n }, () => Array.from({ length: n }, () => random.normal())))
  const { leftSingularVectors: q } = new SingularValueDecomposition(square)
  return Float64Array.from(
    q
      .mmul(Matrix.diag([...spectrum]))
      .mmul(q.transpose())
      .to1DArray(),
  )
}

const spectra = fc.array(
  fc.oneof(
    fc.integer({ min: -3, max: 3 }),
    fc.double({ min: -1e3, max: 1e3, noNaN: true }),
    fc.constant(1e-9),
  ),
  { minLength: 1, maxLength: 24 },
)

describe('symmetricEigen', () => {
  it('finds orthonormal eigenvectors and rising values, repeated and vanishing ones too', () => {
    fc.assert(
      fc.property(spectra, fc.nat(1e6), (spectrum, seed) => {
        const n = spectrum.length
        const a = withSpectrum(spectrum, seed)
        const { values, vectors } = symmetricEigen(a, n)
        const scale = Math.max(1e-12, ...spectrum.map(Math.abs))
        const expected = [...spectrum].sort((x, y) => x - y)
        expected.forEach((v, k) => {
          expect(Math.abs(values[k]! - v)).toBeLessThan(1e-12 * n * scale)
        })
        for (let k = 0; k < n; k++) {
          const v = vectors.subarray(k * n, (k + 1) * n)
          for (let i = 0; i < n; i++) {
            let image = 0
            for (let j = 0; j < n; j++) image += a[i * n + j]! * v[j]!
            expect(Math.abs(image - values[k]! * v[i]!)).toBeLessThan(1e-12 * n * scale)
          }
          for (let l = 0; l <= k; l++) {
            let dot = 0
            for (let j = 0; j < n; j++) dot += v[j]! * vectors[l * n + j]!
            expect(Math.abs(dot - Number(k === l))).toBeLessThan(1e-12 * n)
          }
        }
      }),
      { seed: 3, numRuns: 200 },
    )
  })

  it('agrees with ml-matrix on a large matrix', () => {
    const n = 120
    const random = rng(8)
    const a = new Float64Array(n * n)
    for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) a[i * n + j] = a[j * n + i] = random.normal()
    const rows = Array.from({ length: n }, (_, i) => Array.from(a.subarray(i * n, (i + 1) * n)))
    const theirs = new EigenvalueDecomposition(new Matrix(rows), { assumeSymmetric: true }).realEigenvalues
    const ours = symmetricEigen(a, n).values
    theirs
      .sort((x, y) => x - y)
      .forEach((v, k) => {
        expect(ours[k]).toBeCloseTo(v, 10)
      })
  })

  it('takes no, one, and diagonal matrices', () => {
    expect(symmetricEigen([], 0).values.length).toBe(0)
    expect(symmetricEigen([7], 1)).toEqual({ values: Float64Array.of(7), vectors: Float64Array.of(1) })
    expect(Array.from(symmetricEigen([3, 0, 0, 0, 1, 0, 0, 0, 2], 3).values)).toEqual([1, 2, 3])
    expect(() => symmetricEigen([1, 2], 2)).toThrow(/entries/)
  })
})
