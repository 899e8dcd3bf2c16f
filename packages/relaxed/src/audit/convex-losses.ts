import { shown } from '@buridan/core'
import { InvalidArgumentError } from '@buridan/groups'

/**
 * A loss L(prediction, label) that is convex and differentiable in the prediction, and unchanged when a group element moves both:
 * L(ρ(g)p, ρ(g)y) = L(p, y).
 */
export interface ConvexLoss {
  readonly name: string
  readonly value: (prediction: Float64Array, label: Float64Array) => number
  /** ∂L/∂prediction. */
  readonly gradient: (prediction: Float64Array, label: Float64Array) => ArrayLike<number>
}

/** Names of the losses that {@link convexLoss} gives. */
export const convexLosses = ['squared', 'huber', 'logistic', 'cross-entropy'] as const

/** The name of a loss that {@link convexLoss} gives. */
export type ConvexLossName = (typeof convexLosses)[number]

/**
 * A loss by its name, summed over components: `squared` (p − y)²; `huber`, ½(p − y)² up to a difference of 1 and |p − y| − ½ beyond;
 * `logistic`, log(1 + eᵖ) − yp for labels from 0 to 1; `cross-entropy`, log Σ eᵖ · Σ y − Σ yp for labels of at least 0, of one choice among
 * all components. The first two are invariant under orthogonal representations with signed permutation matrices, `squared` under all
 * orthogonal ones, the last two under permutations.
 *
 * @throws InvalidArgumentError if there is no such loss
 *
 * @example
 * ```ts
 * import { convexLoss } from '@buridan/relaxed'
 * console.log(convexLoss('huber').value(Float64Array.of(3, 0), Float64Array.of(0, 1))) // → 3
 * ```
 */
export function convexLoss(name: string): ConvexLoss {
  const found = ready.find((loss) => loss.name === name)
  if (found) return { ...found }
  throw new InvalidArgumentError(`there is no loss ${shown(name)}; there are ${convexLosses.join(', ')}`)
}

const ready: readonly (ConvexLoss & { readonly name: ConvexLossName })[] = [
  {
    name: 'squared',
    value: (p, y) => sum(p, (v, i) => (v - y[i]!) ** 2),
    gradient: (p, y) => p.map((v, i) => 2 * (v - y[i]!)),
  },
  {
    name: 'huber',
    value: (p, y) =>
      sum(p, (v, i) => {
        const d = Math.abs(v - y[i]!)
        return d <= 1 ? 0.5 * d * d : d - 0.5
      }),
    gradient: (p, y) => p.map((v, i) => Math.max(-1, Math.min(1, v - y[i]!))),
  },
  {
    name: 'logistic',
    // log(1 + e^v) without overflow
    value: (p, y) => sum(p, (v, i) => Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v))) - y[i]! * v),
    gradient: (p, y) => p.map((v, i) => 1 / (1 + Math.exp(-v)) - y[i]!),
  },
  {
    name: 'cross-entropy',
    value(p, y) {
      const largest = p.reduce((a, b) => Math.max(a, b))
      const logSum = largest + Math.log(sum(p, (v) => Math.exp(v - largest)))
      return sum(y, (share, i) => share * (logSum - p[i]!))
    },
    gradient(p, y) {
      const largest = p.reduce((a, b) => Math.max(a, b))
      const total = sum(p, (v) => Math.exp(v - largest))
      const mass = sum(y, (share) => share)
      return p.map((v, i) => (mass * Math.exp(v - largest)) / total - y[i]!)
    },
  },
]

function sum(v: Float64Array, f: (value: number, index: number) => number): number {
  let total = 0
  for (let i = 0; i < v.length; i++) total += f(v[i]!, i)
  return total
}
