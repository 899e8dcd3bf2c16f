import { symmetricEigen } from '@buridan/core'
import fc from 'fast-check'
import { angles, coarse, scales, turned } from '../../given/linear.js'
import { apply, identity, type Rows, rowsOf, times, transposed } from '../../given/matrices.js'
import { images } from '../../given/permutations.js'
import { by, closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

/** Eigenvalues that repeat, nearly repeat, vanish and differ by many powers of ten, and turns of the axes. */
const spectra = fc.record({
  values: fc.array(
    fc.oneof(
      coarse,
      fc.constantFrom(1, 1 + 1e-15, 1 + 1e-9, 1e-9, 1e-18, 1e9),
      fc.double({ min: -1, max: 1, noNaN: true }),
    ),
    { maxLength: 7 },
  ),
  angles,
})
const matrixOf = ({ values, angles }: { values: readonly number[]; angles: readonly number[] }) => {
  const q = turned(values.length, angles)
  const m = times(
    times(
      q,
      values.map((v, i) => values.map((_, j) => (i === j ? v : 0))),
    ),
    transposed(q),
  )
  // what would vanish in float64 when it is scaled is 0 from the beginning
  const mean = (a: number, b: number) => (Math.abs(a + b) < 1e-100 ? 0 : (a + b) / 2)
  return m.map((row, i) => row.map((v, j) => mean(v, m[j]![i]!)))
}
const ask = (m: Rows) => symmetricEigen(m.flat(), m.length)
const ascending = (list: readonly number[]) => [...list].sort((a, b) => a - b)
const close = closeTo(1e-11, 1e-99)
const size = (values: readonly number[]) => Math.max(0, ...values.map(Math.abs))

export const eigen = [
  relation('symmetricEigen', 'made of its eigenvalues', {
    given: spectra,
    one: (given) => ask(matrixOf(given)).values,
    other: ({ values }) => ascending(values),
    same: close,
  }),
  relation('symmetricEigen', 'vectors times the matrix, orthonormal', {
    given: spectra,
    one: (given) => {
      const m = matrixOf(given)
      const rows = rowsOf(ask(m).vectors, m.length)
      const scale = size(given.values) || 1
      return [rows.map((v) => apply(m, v).map((x) => x / scale)), times(rows, transposed(rows))]
    },
    other: (given) => {
      const m = matrixOf(given)
      const { values, vectors } = ask(m)
      const scale = size(given.values) || 1
      return [
        rowsOf(vectors, m.length).map((v, k) => v.map((x) => (x * values[k]!) / scale)),
        identity(m.length),
      ]
    },
    same: closeTo(0, 1e-12),
  }),
  relation('symmetricEigen', 'coordinates in another order', {
    given: spectra.chain((given) =>
      fc.record({ given: fc.constant(given), order: images(given.values.length) }),
    ),
    one: ({ given }) => ask(matrixOf(given)).values,
    other: ({ given, order }) => {
      const m = matrixOf(given)
      return ask(order.map((i) => order.map((j) => m[i]![j]!))).values
    },
    same: close,
  }),
  relation('symmetricEigen', 'scaled by powers of ten', {
    given: fc.record({ given: spectra, scale: scales }),
    one: ({ given, scale }) => ask(matrixOf(given).map((row) => row.map((v) => v * scale))),
    other: ({ given, scale }) => {
      const { values, vectors } = ask(matrixOf(given))
      return { values: values.map((v) => v * scale), vectors }
    },
    same: by((a: { values: unknown }) => a.values, close),
  }),
  relation('symmetricEigen', 'scaled by powers of two: vectors to the last bit', {
    given: fc.record({ given: spectra, k: fc.constantFrom(-500, -60, 3, 500) }),
    one: ({ given, k }) => ask(matrixOf(given).map((row) => row.map((v) => v * 2 ** k))).vectors,
    other: ({ given }) => ask(matrixOf(given)).vectors,
    same: closeTo(0, 1e-300),
  }),
  relation('symmetricEigen', 'other numbers above the diagonal, typed array', {
    given: spectra,
    one: (given) => ask(matrixOf(given)),
    other: (given) => {
      const m = matrixOf(given)
      const below = m.map((row, i) => row.map((v, j) => (j > i ? 7 : v)))
      return symmetricEigen(Float64Array.from(below.flat()), m.length)
    },
  }),
]
