import { AmbiguousToleranceError } from '../errors/errors.js'

/** A mean of characters is a dimension where it is so near to a whole number: wider than rounding by a gap of 1000 to the next one. */
const NEAR = 1e-3

/**
 * The dimension, or the number of copies, that a mean of characters over a group is in exact arithmetic.
 *
 * @param mean - |G|⁻¹ Σ_g χ(g) ψ(g)
 * @param what - what it is the dimension of, for the message
 * @throws AmbiguousToleranceError if it is further than 10⁻³ from a whole number ≥ 0: the matrices multiply as no group does
 *
 * @example
 * ```ts
 * import { dimensionOf } from '@buridan/core'
 * console.log(dimensionOf(1.9999999, 'the maps')) // → 2
 * ```
 */
export function dimensionOf(mean: number, what: string): number {
  const whole = Math.round(mean) + 0
  if (whole >= 0 && Math.abs(mean - whole) <= NEAR) return whole
  throw new AmbiguousToleranceError(
    `${what}: the mean of the characters is ${mean}, not a whole number as dimensions are; the matrices are those of no representation ` +
      'to the digits that they are known to. Give them to more digits, or with the option tolerance, which moves rounded matrices to exact ones',
  )
}
