import { elementsOf, type Representation, rng, type Stabilizer } from '@buridan/groups'
import { apart, norm } from './stabilizer-loss.js'

/** One of the degenerate answers to a symmetric input. */
export interface Outcome {
  readonly value: Float64Array
  /** The number of elements of G_x that give it; all are equal in exact arithmetic. */
  readonly multiplicity: number
}

/** When two outcomes count as one. */
export interface OutcomeOptions {
  /** Distance relative to ‖φ(x)‖, 1e-4 by default. */
  readonly tolerance?: number
  /** An output of at most this norm counts as zero, a single outcome; 0 by default. */
  readonly negligible?: number
}

/**
 * The distinct elements of the orbit G_x · y. O(|G_x| · (cost of ρ + outcomes · dim)).
 *
 * @example
 * ```ts
 * import { outcomesOf } from '@buridan/relaxed'
 * import { stabilizer, symmetric, tensor } from '@buridan/groups'
 * const V = tensor(symmetric(3), 1)
 * const found = stabilizer(V, [1, 1, 1])
 * console.log(outcomesOf(V, found, Float64Array.of(1, 0, 0)).length) // → 3
 * ```
 */
export function outcomesOf(
  repOut: Representation,
  stabilizer: Stabilizer,
  y: Float64Array,
  options: OutcomeOptions = {},
): Outcome[] {
  const { tolerance = 1e-4, negligible = 0 } = options
  const size = norm(y)
  if (size <= negligible) return [{ value: y, multiplicity: Number(stabilizer.order) }]
  const list = elementsOf(repOut.group)
  const found: { value: Float64Array; multiplicity: number }[] = []
  for (const h of stabilizer.members) {
    const value = new Float64Array(repOut.dim)
    repOut.applyInto(list.at(h), y, 0, value, 0)
    const same = found.find((o) => apart(o.value, value) <= tolerance * size)
    if (same) same.multiplicity++
    else found.push({ value, multiplicity: 1 })
  }
  return found
}

/**
 * h·y for h uniform on G_x: an exactly equivariant law. O(count · cost of ρ).
 *
 * @example
 * ```ts
 * import { sampleOrbit } from '@buridan/relaxed'
 * import { stabilizer, symmetric, tensor } from '@buridan/groups'
 * const V = tensor(symmetric(3), 1)
 * const found = stabilizer(V, [1, 1, 1])
 * console.log(sampleOrbit(V, found, Float64Array.of(1, 0, 0), 5, 0).length) // → 5
 * ```
 */
export function sampleOrbit(
  repOut: Representation,
  stabilizer: Stabilizer,
  y: Float64Array,
  count: number,
  seed: number,
): Float64Array[] {
  const random = rng(seed)
  const list = elementsOf(repOut.group)
  return Array.from({ length: count }, () => {
    const value = new Float64Array(repOut.dim)
    repOut.applyInto(list.at(stabilizer.members[random.int(stabilizer.members.length)]!), y, 0, value, 0)
    return value
  })
}
