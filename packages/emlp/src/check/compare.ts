import { euclideanDistance, euclideanNorm } from '@buridan/core'
import { type AnyRepresentation, act, type GroupElement, type Rng, randomElement } from '@buridan/groups'
import type { Evaluate } from './evaluate.js'

/** The largest relative error ‖φ(gx) − gφ(x)‖ / ‖φ(x)‖ over inputs and random elements, and the element it is of. */
export function compare(
  evaluate: Evaluate,
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
  samples: readonly Float64Array[],
  elements: number,
  random: Rng,
): { error: number; worstElement: GroupElement } {
  const outputs = evaluate(samples)
  let error = -1
  let worstElement: GroupElement | undefined
  for (let e = 0; e < elements; e++) {
    const g = randomElement(repIn.group, random)
    const moved = evaluate(samples.map((x) => act(repIn, g, x)))
    outputs.forEach((y, i) => {
      const found = relative(moved[i]!, act(repOut, g, y))
      if (found > error) {
        error = found
        worstElement = g
      }
    })
  }
  return { error, worstElement: worstElement! }
}

function relative(a: Float64Array, b: Float64Array): number {
  return euclideanDistance(a, b) / (euclideanNorm(b) || 1)
}
