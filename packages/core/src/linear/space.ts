/** A vector of ℝ³. */
export type Vector = readonly [number, number, number]
/** A 3×3 matrix, row-major. */
export type Matrix3 = Float64Array

/**
 * The product a · b of two vectors of ℝ³.
 *
 * @example
 * ```ts
 * import { apply3, columns3, cross, determinant3, dot, length, minus, multiply3, perpendicular } from '@buridan/core'
 * import { rotationAbout, rows3, scaled, transpose3, unit, type Vector } from '@buridan/core'
 * const [a, b]: [Vector, Vector] = [[1, 2, 2], [0, 1, 0]]
 * console.log(dot(a, b), cross(a, b), length(a)) // → 2 [ -2, 0, 1 ] 3
 * console.log(minus(a, b), scaled(a, 2), unit([0, 0, 5])) // → [ 1, 1, 2 ] [ 2, 4, 4 ] [ 0, 0, 1 ]
 * const m = columns3(a, b, cross(a, b))
 * console.log(rows3(m)) // → [ [ 1, 0, -2 ], [ 2, 1, 0 ], [ 2, 0, 1 ] ]
 * console.log(determinant3(m), apply3(m, b), rows3(transpose3(m))[0]) // → 5 [ 0, 1, 0 ] [ 1, 2, 2 ]
 * const turn = rotationAbout([0, 0, 1], Math.PI / 2)
 * console.log(Math.abs(multiply3(turn, turn)[0] + 1) < 1e-12, dot(perpendicular(a), a) === 0) // → true true
 * ```
 */
export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

/** The cross product a × b of two vectors of ℝ³. */
export function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

/** The Euclidean length of a vector a of ℝ³. */
export function length(a: Vector): number {
  const square = dot(a, a)
  // Math.hypot takes fifteen times as long, and is needed where squares are too large or too small
  return square > 1e-280 && square < 1e280 ? Math.sqrt(square) : Math.hypot(a[0], a[1], a[2])
}

/** The vector a of ℝ³, each entry times s. */
export function scaled(a: Vector, s: number): Vector {
  return [a[0] * s, a[1] * s, a[2] * s]
}

/** The difference a − b of two vectors of ℝ³. */
export function minus(a: Vector, b: Vector): Vector {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
}

/**
 * The vector of length 1 along a vector a of ℝ³; NaN for the zero vector.
 *
 * @remarks O(1).
 */
export function unit(a: Vector): Vector {
  const inverse = 1 / length(a)
  // lengths whose inverse, or which themselves, are outside float64
  if (inverse === 0) return unit(scaled(a, 2 ** -10))
  if (inverse === Number.POSITIVE_INFINITY && a.some((v) => v !== 0)) return unit(scaled(a, 2 ** 1000))
  return scaled(a, inverse)
}

/** The product m v of a 3×3 matrix, row-major, and a vector v of ℝ³. */
export function apply3(m: Matrix3, v: Vector): Vector {
  return [
    m[0]! * v[0] + m[1]! * v[1] + m[2]! * v[2],
    m[3]! * v[0] + m[4]! * v[1] + m[5]! * v[2],
    m[6]! * v[0] + m[7]! * v[1] + m[8]! * v[2],
  ]
}

/** The product a b of two 3×3 matrices, row-major. Constant time. */
export function multiply3(a: Matrix3, b: Matrix3): Matrix3 {
  const out = new Float64Array(9)
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      out[3 * i + j] = a[3 * i]! * b[j]! + a[3 * i + 1]! * b[3 + j]! + a[3 * i + 2]! * b[6 + j]!
    }
  }
  return out
}

/** The transpose of a 3×3 matrix m, row-major. Constant time. */
export function transpose3(m: Matrix3): Matrix3 {
  const out = new Float64Array(9)
  for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) out[3 * i + j] = m[3 * j + i]!
  return out
}

/** The determinant of a 3×3 matrix m, row-major. */
export function determinant3(m: Matrix3): number {
  return dot([m[0]!, m[1]!, m[2]!], cross([m[3]!, m[4]!, m[5]!], [m[6]!, m[7]!, m[8]!]))
}

/** The 3×3 matrix, row-major, with the columns a, b and c. Constant time. */
export function columns3(a: Vector, b: Vector, c: Vector): Matrix3 {
  const out = new Float64Array(9)
  for (let i = 0; i < 3; i++) {
    out[3 * i] = a[i]!
    out[3 * i + 1] = b[i]!
    out[3 * i + 2] = c[i]!
  }
  return out
}

/** A vector of length 1 perpendicular to a vector a of ℝ³; NaN for the zero vector. Constant time. */
export function perpendicular(a: Vector): Vector {
  const smallest = a.map(Math.abs).indexOf(Math.min(...a.map(Math.abs)))
  const e: Vector = [smallest === 0 ? 1 : 0, smallest === 1 ? 1 : 0, smallest === 2 ? 1 : 0]
  return unit(cross(a, e))
}

/** The three rows of a 3×3 matrix m, row-major, as arrays of three numbers. Constant time. */
export function rows3(m: Matrix3): number[][] {
  return [0, 3, 6].map((i) => Array.from(m.slice(i, i + 3)))
}

/** The 3×3 matrix, row-major, of the turn by an angle in radians about a vector of length 1, by Rodrigues' formula. */
export function rotationAbout([x, y, z]: Vector, angle: number): Matrix3 {
  const c = Math.cos(angle)
  const s = Math.sin(angle)
  const d = 1 - c
  return Float64Array.of(
    c + x * x * d,
    x * y * d - z * s,
    x * z * d + y * s,
    y * x * d + z * s,
    c + y * y * d,
    y * z * d - x * s,
    z * x * d - y * s,
    z * y * d + x * s,
    c + z * z * d,
  )
}
