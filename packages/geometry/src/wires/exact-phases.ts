import { gcd, lcm } from '@buridan/core'
import { differenceModulo1 } from './wire-motion.js'

/** Numbers modulo 1 as fractions of a common denominator, those of reflections from a common start. */
export interface ExactPhases {
  readonly denominator: number
  /** The numerator of each, from 0 to below the denominator. */
  readonly steps: Int32Array
  /** What is added to the fractions of reflections. */
  readonly start: number
}

/**
 * Isometries of a circle of circumference 1, φ ↦ ±φ + phase, near those of a finite group: phases of turns are fractions with the order as
 * denominator, those of reflections differ by such fractions.
 *
 * @param signs - of φ
 * @param phases - to errors that are small against the fractions
 * @param orders - multiples of the order of each in the group
 * @remarks O(order).
 */
export function exactPhases(
  signs: readonly (1 | -1)[],
  phases: readonly number[],
  orders: readonly number[],
): ExactPhases {
  const turns = [...signs.keys()].filter((g) => signs[g]! > 0)
  const numerator = (g: number) => modulo(Math.round(phases[g]! * orders[g]!), orders[g]!)
  const denominator = turns.reduce((least, g) => lcm(least, orders[g]! / gcd(orders[g]!, numerator(g))), 1)
  const reflections = phases.filter((_, g) => signs[g]! < 0)
  const start = meanModulo(reflections, 1 / denominator)
  const steps = Int32Array.from(signs, (sign, g) => {
    const step =
      sign > 0 ? (numerator(g) * denominator) / orders[g]! : Math.round((phases[g]! - start) * denominator)
    return modulo(step, denominator)
  })
  return { denominator, steps, start }
}

/** From 0 to below n. */
export function modulo(v: number, n: number): number {
  return ((v % n) + n) % n
}

/** The mean of numbers that agree modulo a step, up to errors; 0 of none. */
function meanModulo(numbers: readonly number[], step: number): number {
  const [first = 0] = numbers
  const sum = numbers.reduce((s, v) => s + step * differenceModulo1(v / step, first / step), 0)
  return first + sum / Math.max(1, numbers.length)
}
