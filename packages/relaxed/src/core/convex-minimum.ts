import { shown } from '@buridan/core'
import { InvalidArgumentError } from '@buridan/groups'
import { CholeskyDecomposition, Matrix } from 'ml-matrix'

/** A convex differentiable function of a vector. */
export interface ConvexFunction {
  readonly value: (at: Float64Array) => number
  readonly gradient: (at: Float64Array) => Float64Array
}

/** The least value, and how much lower the quadratic model of the last step still sees it: half the squared Newton decrement. */
export interface ConvexMinimum {
  readonly value: number
  readonly gap: number
  readonly at: Float64Array
}

/** Gaps up to this, relative to the value, end the search. */
const GAP = 1e-11
const MAX_STEPS = 500
const [DAMPED, UNDAMPED] = [10, 0.1]

/**
 * The least value of a convex function by Newton's method, damped where the curvature vanishes (Levenberg). Values that are only
 * approached at infinity are found up to the gap. O(steps · (dim gradients + dim³)).
 *
 * @throws InvalidArgumentError if a value is not finite, or there is no end to the descent
 */
export function convexMinimum(f: ConvexFunction, start: Float64Array, what: string): ConvexMinimum {
  let at = start
  let value = finite(f.value(at), what)
  if (at.length === 0) return { value, gap: 0, at }
  let damping = 1e-6
  for (let count = 0; count < MAX_STEPS; ) {
    const gradient = f.gradient(at)
    const curvature = hessian(f, at)
    for (let lowered = false; !lowered && count < MAX_STEPS; count++) {
      const step = dampedStep(curvature, gradient, damping)
      const gap = step
        ? -0.5 * step.reduce((sum, s, i) => sum + s * gradient[i]!, 0)
        : Number.POSITIVE_INFINITY
      if (gap <= GAP * (1 + Math.abs(value))) return { value, gap, at }
      const next = step ? at.map((v, i) => v + step[i]!) : at
      const reached = step ? f.value(next) : Number.POSITIVE_INFINITY
      if (reached < value) {
        at = next
        value = finite(reached, what)
        damping = Math.max(1e-14, damping * UNDAMPED)
        lowered = true
      } else damping *= DAMPED
    }
  }
  throw new InvalidArgumentError(
    `${what} falls without end, last at ${value}: it is bounded below by nothing, or its gradient is wrong`,
  )
}

function finite(value: number, what: string): number {
  if (Number.isFinite(value)) return value
  throw new InvalidArgumentError(`${what} is ${shown(value)}; it must be a finite number`)
}

/** −(H + damping)⁻¹ g; undefined where that matrix is not positive. */
function dampedStep(curvature: Matrix, gradient: Float64Array, damping: number): Float64Array | undefined {
  const n = gradient.length
  const matrix = curvature.clone()
  for (let i = 0; i < n; i++) matrix.set(i, i, matrix.get(i, i) + damping)
  const factored = new CholeskyDecomposition(matrix)
  if (!factored.isPositiveDefinite()) return undefined
  const solved = factored.solve(Matrix.columnVector(gradient))
  return Float64Array.from({ length: n }, (_, i) => -solved.get(i, 0))
}

/** Central differences of the gradient, made symmetric. */
function hessian(f: ConvexFunction, at: Float64Array): Matrix {
  const n = at.length
  const out = new Matrix(n, n)
  for (let i = 0; i < n; i++) {
    const h = 1e-5 * (1 + Math.abs(at[i]!))
    const [above, below] = [at.slice(), at.slice()]
    above[i]! += h
    below[i]! -= h
    const [up, down] = [f.gradient(above), f.gradient(below)]
    for (let j = 0; j < n; j++) {
      const half = (up[j]! - down[j]!) / (4 * h)
      out.set(i, j, out.get(i, j) + half)
      out.set(j, i, out.get(j, i) + half)
    }
  }
  return out
}
