import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import type { Places } from '../arrangement/arrangements.js'

/** Vectors nearer to each other than this part of the longest are one. */
const SAME = 1e-3

/** Vectors as a picture. */
export interface VectorPicture {
  /** Where each is drawn, in a box of −1 to 1. */
  readonly places: Places
  /** The number of different ones. */
  readonly kinds: number
}

/**
 * Vectors of vertices in the plane in which they differ most, from principal components. Equal vectors are in one place, and all in the
 * middle if they do not differ.
 *
 * @param answer - numbers of each of n vertices: all vertices' first numbers, then their second ones, and so on
 * @remarks O(n² · width + width³)
 */
export function vectorPicture(answer: ArrayLike<number>, n: number): VectorPicture {
  const width = answer.length / n
  const rows = new Matrix(n, width)
  for (let v = 0; v < n; v++) for (let k = 0; k < width; k++) rows.set(v, k, answer[k * n + v]!)
  const longest = Math.max(...Array.from({ length: n }, (_, v) => Math.hypot(...rows.getRow(v))))
  const near = SAME * longest
  const kinds: number[][] = []
  for (const row of rows.to2DArray()) {
    const isKnown = kinds.some((other) => Math.hypot(...other.map((x, k) => x - row[k]!)) <= near)
    if (!isKnown) kinds.push(row)
  }
  const centred = rows.center('column')
  const flat = centred.mmul(principalAxes(centred, near)).to2DArray()
  const far = Math.max(...flat.map(([x, y]) => Math.max(Math.abs(x!), Math.abs(y!))))
  const scale = far > near ? 0.9 / far : 0
  return { places: flat.map(([x, y]) => [scale * x!, scale * y!] as const), kinds: kinds.length }
}

/** The two axes of most variance as columns; the vector farthest along an axis is on its positive side, so that pictures do not flip. */
function principalAxes(centred: Matrix, near: number): Matrix {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
    centred.transpose().mmul(centred),
    { assumeSymmetric: true },
  )
  const order = realEigenvalues.map((_, i) => i).sort((i, j) => realEigenvalues[j]! - realEigenvalues[i]!)
  return new Matrix(
    order.slice(0, 2).map((i) => {
      const axis = eigenvectorMatrix.getColumn(i)
      const along = centred.mmul(Matrix.columnVector(axis)).to1DArray()
      const most = Math.max(...along.map(Math.abs))
      const first = along.find((x) => Math.abs(x) >= most - near) ?? 0
      return first < 0 ? axis.map((x) => -x) : axis
    }),
  ).transpose()
}
