import { Matrix, SingularValueDecomposition } from 'ml-matrix'

/** Singular values below this part of the largest are float32 noise. */
const NOISE = 1e-5

/**
 * The relative error with which one matrix takes features a_i to b_i: least squares on two thirds of the pairs, judged on the
 * others. Near zero iff such a matrix exists.
 *
 * O(pairs · features²).
 */
export function fitError(a: readonly Float64Array[], b: readonly Float64Array[]): number {
  const train = Math.ceil((2 * a.length) / 3)
  const matrix = (rows: readonly Float64Array[]) => new Matrix(rows.map((r) => Array.from(r)))
  const svd = new SingularValueDecomposition(matrix(a.slice(0, train)), { autoTranspose: true })
  const cut = NOISE * (svd.diagonal[0] ?? 0)
  const inverse = svd.diagonal.map((v) => (v > cut ? 1 / v : 0))
  const solution = svd.rightSingularVectors
    .mmul(Matrix.diag(inverse))
    .mmul(svd.leftSingularVectors.transpose())
    .mmul(matrix(b.slice(0, train)))
  const predicted = matrix(a.slice(train)).mmul(solution)
  let [difference, size] = [0, 0]
  b.slice(train).forEach((row, i) => {
    row.forEach((v, k) => {
      difference += (predicted.get(i, k) - v) ** 2
      size += v * v
    })
  })
  return Math.sqrt(difference / (size || 1))
}
