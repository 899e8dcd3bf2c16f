import { Matrix, solve } from 'ml-matrix'

/** f(m) = constant + b·m + ½ m⊤Wm on the box [−1, 1]ᵏ, W symmetric. */
export interface BoxQuadratic {
  readonly constant: number
  readonly linear: Float64Array
  /** Row-major k × k. */
  readonly quadratic: Float64Array
}

/** f(m). */
export function valueAt({ constant, linear, quadratic }: BoxQuadratic, m: ArrayLike<number>): number {
  const k = linear.length
  let value = constant
  for (let i = 0; i < k; i++) {
    value += linear[i]! * m[i]!
    for (let j = 0; j < k; j++) value += 0.5 * quadratic[i * k + j]! * m[i]! * m[j]!
  }
  return value
}

/** The same with coordinates of one class equal: a function of one number a class. */
export function restrictedTo(f: BoxQuadratic, classOf: ArrayLike<number>, classes: number): BoxQuadratic {
  const k = f.linear.length
  const linear = new Float64Array(classes)
  const quadratic = new Float64Array(classes * classes)
  for (let i = 0; i < k; i++) {
    linear[classOf[i]!]! += f.linear[i]!
    for (let j = 0; j < k; j++) quadratic[classOf[i]! * classes + classOf[j]!]! += f.quadratic[i * k + j]!
  }
  return { constant: f.constant, linear, quadratic }
}

/**
 * The least value on the box, exactly: it is taken inside some face, where the gradient along the face is 0. Coordinates without a
 * square of their own are at an end of their range for some minimum. O(2^a 3^b k³) for a and b coordinates without and with one.
 */
export function boxMinimum(f: BoxQuadratic): number {
  const k = f.linear.length
  const squared = Array.from({ length: k }, (_, i) => f.quadratic[i * k + i]! !== 0)
  const m = new Float64Array(k)
  const free: number[] = []
  let best = Number.POSITIVE_INFINITY
  const visit = (i: number) => {
    if (i === k) {
      if (stationary(f, m, free)) best = Math.min(best, valueAt(f, m))
      return
    }
    for (const end of [-1, 1]) {
      m[i] = end
      visit(i + 1)
    }
    if (!squared[i]) return
    free.push(i)
    visit(i + 1)
    free.pop()
  }
  visit(0)
  return best
}

/** Sets the free coordinates where the gradient along them is 0; false if that is nowhere in the box, or not at one point. */
function stationary({ linear, quadratic }: BoxQuadratic, m: Float64Array, free: readonly number[]): boolean {
  if (free.length === 0) return true
  const k = linear.length
  for (const i of free) m[i] = 0
  const right = free.map((i) => {
    let sum = -linear[i]!
    for (let j = 0; j < k; j++) sum -= quadratic[i * k + j]! * m[j]!
    return sum
  })
  const left = new Matrix(free.map((i) => free.map((j) => quadratic[i * k + j]!)))
  let solution: Matrix
  try {
    solution = solve(left, Matrix.columnVector(right))
  } catch {
    // singular: a minimum on such a face is also on a smaller one
    return false
  }
  return free.every((i, k2) => {
    m[i] = solution.get(k2, 0)
    return Math.abs(m[i]!) <= 1
  })
}
