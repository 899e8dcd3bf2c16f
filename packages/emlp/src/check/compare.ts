import { euclideanDistance, euclideanNorm } from '@buridan/core'
import {
  type AnyRepresentation,
  act,
  type GroupElement,
  InvalidArgumentError,
  type Rng,
  randomElement,
} from '@buridan/groups'
import type { Evaluate } from './evaluate.js'

/** Relative changes of inputs, far above the last places of float32 and far below what smooth functions bend over. */
const CHANGES = [2 ** -14, 2 ** -15]
/** Differences up to so many times what answers are off a straight line there are rounding. */
const ROUNDING = 8
/** And no more than so many times the size of inputs and answers: 256 times the last place of float32. What bends more is no rounding. */
const MOST_ROUNDING = 2 ** -15

/**
 * The largest relative error ‖φ(gx) − gφ(x)‖ / ‖φ(x)‖ over inputs and random elements, and the element it is of. What rounding makes does not
 * count, as answers that are 0 are nothing else.
 *
 * @throws InvalidArgumentError if the same inputs are answered differently
 */
export function compare(
  evaluate: Evaluate,
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
  samples: readonly Float64Array[],
  elements: number,
  random: Rng,
): { error: number; worstElement: GroupElement } {
  const outputs = evaluate(samples)
  const size = Math.max(...samples.map(euclideanNorm), ...outputs.map(euclideanNorm))
  expectSame(outputs, evaluate(samples), MOST_ROUNDING * size)
  const rounding = Math.min(ROUNDING * roundingOf(evaluate, samples, outputs), MOST_ROUNDING * size)
  let error = -1
  let worstElement: GroupElement | undefined
  for (let e = 0; e < elements; e++) {
    const g = randomElement(repIn.group, random)
    const moved = evaluate(samples.map((x) => act(repIn, g, x)))
    outputs.forEach((y, i) => {
      const found = relative(moved[i]!, act(repOut, g, y), rounding)
      if (found > error) {
        error = found
        worstElement = g
      }
    })
  }
  return { error, worstElement: worstElement! }
}

/** Answers that are drawn say nothing of a function; those of a GPU may differ in their last places. */
function expectSame(once: readonly Float64Array[], again: readonly Float64Array[], rounding: number): void {
  const change = Math.max(...once.map((y, i) => euclideanDistance(y, again[i]!)))
  if (change > rounding) {
    throw new InvalidArgumentError(
      `the same inputs were answered twice with a difference of ${change.toPrecision(3)}; only functions can be checked: switch dropout and other draws off`,
    )
  }
}

/** The largest φ(x + hx) + φ(x − hx) − 2φ(x): for small h what rounding makes. */
function roundingOf(
  evaluate: Evaluate,
  samples: readonly Float64Array[],
  outputs: readonly Float64Array[],
): number {
  const at = (change: number) => evaluate(samples.map((x) => x.map((v) => v * (1 + change))))
  return CHANGES.reduce((most, change) => {
    const [above, below] = [at(change), at(-change)]
    const bends = outputs.map((y, i) => euclideanNorm(y.map((v, k) => above[i]![k]! + below[i]![k]! - 2 * v)))
    return Math.max(most, ...bends)
  }, 0)
}

function relative(a: Float64Array, b: Float64Array, rounding: number): number {
  return Math.max(0, euclideanDistance(a, b) - rounding) / (euclideanNorm(b) || 1)
}
