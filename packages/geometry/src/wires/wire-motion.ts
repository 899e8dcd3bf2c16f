import type { Matrix3 } from '@buridan/core'

/**
 * An isometry of a wire about its axis, modulo a translation along it: across the axis the turn by `turn` full turns after a reflection
 * of the second coordinate if `determinant` is −1, along it z ↦ sign·z + shift.
 *
 * The turn of a product is turn_a + determinant_a · turn_b, modulo 1, and its shift is shift_a + sign_a · shift_b.
 */
export interface WireMotion {
  /** Across the axis: of the plane normal to it. */
  readonly determinant: 1 | -1
  /** −1 if the ends of the wire are exchanged. */
  readonly sign: 1 | -1
  readonly turn: number
  readonly shift: number
}

/** The linear part, in coordinates about the axis. */
export function matrixOfMotion({ determinant, sign, turn }: WireMotion): Matrix3 {
  const [c, s] = [cosine(turn), cosine(turn - 0.25)]
  return Float64Array.of(c, -determinant * s, 0, s, determinant * c, 0, 0, 0, sign)
}

/** The cosine of so many full turns, exact at quarters. */
function cosine(turns: number): number {
  const part = Math.abs(turns - Math.round(turns))
  return part === 0.25 ? 0 : Math.cos(2 * Math.PI * part)
}

/** The difference of two numbers modulo 1, from −½ to ½. */
export function differenceModulo1(a: number, b: number): number {
  const d = a - b
  return d - Math.round(d)
}
