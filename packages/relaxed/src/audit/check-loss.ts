import { objectOf, shown } from '@buridan/core'
import { type AnyRepresentation, act, InvalidArgumentError, rng, uniformElement } from '@buridan/groups'
import type { ConvexLoss } from './convex-losses.js'

/** The number of checks, on the first labels in turn. */
const TRIES = 32

/**
 * Checks a loss on the first labels and random predictions: it is invariant when a group element moves both, convex between two
 * predictions, and has the gradient that it claims.
 *
 * @throws InvalidArgumentError if one of these fails
 */
export function checkLoss(loss: ConvexLoss, rep: AnyRepresentation, labels: readonly Float64Array[]): void {
  const { name, value, gradient } = objectOf(loss, 'loss')
  if (typeof name !== 'string' || typeof value !== 'function' || typeof gradient !== 'function') {
    throw new InvalidArgumentError(
      'loss must have a name and the functions value and gradient; convexLoss(name) gives those that are ready',
    )
  }
  const random = rng(0x10a)
  const draw = () => new Float64Array(rep.dim).map(() => random.normal())
  for (let t = 0; t < TRIES; t++) {
    const y = labels[t % labels.length]!
    const [p, q] = [draw(), draw()]
    const [atP, atQ] = [lossAt(loss, p, y), lossAt(loss, q, y)]
    const size = 1 + Math.abs(atP) + Math.abs(atQ)
    const g = uniformElement(rep.group, random)
    const moved = lossAt(loss, act(rep, g, p), act(rep, g, y))
    // written so that NaN is refused too
    if (!(Math.abs(moved - atP) <= 1e-9 * size)) {
      throw new InvalidArgumentError(
        `${loss.name} is ${atP} at a prediction and ${moved} where an element of ${rep.group.name} has moved it and the label by ${rep.text}; it must be invariant`,
      )
    }
    const middle = lossAt(
      loss,
      p.map((v, i) => (v + q[i]!) / 2),
      y,
    )
    if (!(middle <= (atP + atQ) / 2 + 1e-9 * size)) {
      throw new InvalidArgumentError(
        `${loss.name} is ${middle} halfway between predictions where it is ${atP} and ${atQ}; it must be convex`,
      )
    }
    checkGradient(loss, p, q, y)
  }
}

function lossAt(loss: ConvexLoss, p: Float64Array, y: Float64Array): number {
  const value: unknown = loss.value(p, y)
  if (typeof value === 'number') return value
  throw new InvalidArgumentError(`${loss.name} gives ${shown(value)}; it must give a number`)
}

/** The slope along q by the gradient and by a central difference. */
function checkGradient(loss: ConvexLoss, p: Float64Array, q: Float64Array, y: Float64Array): void {
  const gradient = loss.gradient(p, y)
  const claimed = q.reduce((sum, v, i) => sum + v * gradient[i]!, 0)
  const h = 1e-5
  const at = (t: number) =>
    lossAt(
      loss,
      p.map((v, i) => v + t * q[i]!),
      y,
    )
  const slope = (at(h) - at(-h)) / (2 * h)
  if (!(Math.abs(slope - claimed) <= 1e-3 * (1 + Math.abs(slope)))) {
    throw new InvalidArgumentError(
      `the gradient of ${loss.name} gives a slope of ${claimed} where its values give ${slope}`,
    )
  }
}
