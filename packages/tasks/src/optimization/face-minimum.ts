import { CholeskyDecomposition, EigenvalueDecomposition, Matrix } from 'ml-matrix'
import type { BoxQuadratic } from './box-quadratic.js'
import { cornerMinimum, type LinearBound } from './corner-minimum.js'

/** Eigenvalues below this part of the largest are 0. */
const FLAT = 1e-10

/**
 * The least value on the box, exactly, for many coordinates of which few have a square of their own: those are at an end or where the
 * gradient along them is 0, all others at an end, which HiGHS chooses. 2^b integer programs for b coordinates whose square counts
 * positively.
 *
 * At a minimum let F be the coordinates inside their range. f is convex along F; where it is flat in some direction, going that way comes to
 * a smaller face and the same value, so that W_FF may be taken positive definite. Then m_F = −W_FF⁻¹(b_F + W_FO m_O).
 */
export async function faceMinimum(f: BoxQuadratic): Promise<number> {
  const k = f.linear.length
  const convex = Array.from({ length: k }, (_, i) => i).filter((i) => f.quadratic[i * k + i]! > 0)
  let best = Number.POSITIVE_INFINITY
  for (let subset = 0; subset < 2 ** convex.length; subset++) {
    const face = withoutInside(
      f,
      convex.filter((_, bit) => Math.floor(subset / 2 ** bit) % 2 === 1),
    )
    if (face) best = Math.min(best, await cornerMinimum(face.f, face.bounds))
  }
  return best
}

/** Whether no eigenvalue is below what rounding leaves of 0. */
function isPositiveDefinite(matrix: Matrix): boolean {
  const { realEigenvalues } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true })
  return Math.min(...realEigenvalues) > FLAT * Math.max(...realEigenvalues)
}

/** The function with some coordinates where the gradient along them is 0, of the others, with bounds that keep those in the box. */
function withoutInside(
  f: BoxQuadratic,
  inside: readonly number[],
): { f: BoxQuadratic; bounds: LinearBound[] } | undefined {
  if (inside.length === 0) return { f, bounds: [] }
  const k = f.linear.length
  const outside = Array.from({ length: k }, (_, i) => i).filter((i) => !inside.includes(i))
  const block = (rows: readonly number[], columns: readonly number[]) =>
    new Matrix(rows.map((i) => columns.map((j) => f.quadratic[i * k + j]!)))
  const part = (of: readonly number[]) => Matrix.columnVector(of.map((i) => f.linear[i]!))
  const own = block(inside, inside)
  if (!isPositiveDefinite(own)) return undefined
  const factor = new CholeskyDecomposition(own)
  const bInside = part(inside)
  const fixed = factor.solve(bInside)
  const constant = f.constant - 0.5 * bInside.transpose().mmul(fixed).get(0, 0)
  if (outside.length === 0) {
    const isInBox = inside.every((_, i) => Math.abs(fixed.get(i, 0)) <= 1)
    return isInBox
      ? { f: { constant, linear: new Float64Array(), quadratic: new Float64Array() }, bounds: [] }
      : undefined
  }
  const across = block(inside, outside)
  const follow = factor.solve(across)
  return {
    f: {
      constant,
      linear: Float64Array.from(Matrix.sub(part(outside), across.transpose().mmul(fixed)).to1DArray()),
      quadratic: Float64Array.from(
        Matrix.sub(block(outside, outside), across.transpose().mmul(follow)).to1DArray(),
      ),
    },
    // −1 ≤ −fixed − follow·m ≤ 1
    bounds: inside.map((_, i) => ({
      coefficients: Float64Array.from(follow.getRow(i)),
      least: -1 - fixed.get(i, 0),
      most: 1 - fixed.get(i, 0),
    })),
  }
}
