import { euclideanDistance, euclideanNorm } from '@buridan/core'
import { meanOf } from './exact-figures.js'

/** Of so many rounds the last is looked at: a bound costs as much as a round. */
const LOOKED_AT = 4
const ROUNDS = 10 * LOOKED_AT
/** The search ends at a gap of this share of the value. */
const CLOSED = 1e-6

/** Labels in one frame, each with the distance up to which an answer has no loss. */
export interface Balls {
  readonly centres: readonly Float64Array[]
  readonly radii: Float64Array
  /** The projection onto the space of possible answers; returns a new array. */
  readonly project: (v: Float64Array) => Float64Array
}

/** Σ (‖w − zᵢ‖ − rᵢ)₊², the sum of squared distances of w from the balls. */
export function lossOf(w: Float64Array, { centres, radii }: Balls): number {
  let sum = 0
  for (let i = 0; i < centres.length; i++) {
    const left = euclideanDistance(w, centres[i]!) - radii[i]!
    if (left > 0) sum += left * left
  }
  return sum
}

/** The projected mean of the centres, where the search begins. */
export function startOf({ centres, project }: Balls): Float64Array {
  return project(meanOf(centres))
}

/**
 * A lower bound of min over w = P w of Σ (‖w − zᵢ‖ − rᵢ)₊², close to the minimum. The search moves w to the mean of the nearest points of
 * the balls, with momentum; the bound is the dual value Σ 2 pᵢ·zᵢ − 2 rᵢ‖pᵢ‖ − ‖pᵢ‖² at the residuals pᵢ, projected to Σ P pᵢ = 0. It holds
 * wherever the search ends. O(rounds · balls · dim).
 *
 * @param enough - values up to this count as 0
 */
export function ballBound(balls: Balls, enough: number): number {
  const { centres, project } = balls
  const dim = centres[0]!.length
  let w = startOf(balls)
  let value = lossOf(w, balls)
  if (value <= enough) return 0
  if (balls.radii.every((r) => r === 0)) return value
  let [before, t, best] = [w, 1, 0]
  const target = new Float64Array(dim)
  for (let round = 0; round < ROUNDS; round++) {
    const next = (1 + Math.sqrt(1 + 4 * t * t)) / 2
    const ahead = w.map((v, k) => v + ((t - 1) / next) * (v - before[k]!))
    target.fill(0)
    nearestMean(ahead, balls, target)
    before = w
    w = project(target)
    t = next
    if ((round + 1) % LOOKED_AT !== 0) continue
    value = Math.min(value, lossOf(w, balls))
    if (value <= enough) return 0
    best = Math.max(best, dualValue(w, balls))
    if (value - best <= CLOSED * value) break
  }
  return best
}

/** Adds to `sum` the mean of the points of the balls that are nearest to w. */
function nearestMean(w: Float64Array, { centres, radii }: Balls, sum: Float64Array): void {
  const share = 1 / centres.length
  for (let i = 0; i < centres.length; i++) {
    const z = centres[i]!
    const distance = euclideanDistance(w, z)
    const kept = distance > radii[i]! ? radii[i]! / distance : 1
    for (let k = 0; k < sum.length; k++) sum[k]! += share * (z[k]! + kept * (w[k]! - z[k]!))
  }
}

/** The dual value at the residuals of w, less the projection of their mean, so that Σ P pᵢ = 0. */
function dualValue(w: Float64Array, { centres, radii, project }: Balls): number {
  const dim = w.length
  const mean = new Float64Array(dim)
  const residuals = centres.map((z, i) => {
    const distance = euclideanDistance(w, z)
    const share = distance > radii[i]! ? 1 - radii[i]! / distance : 0
    const p = new Float64Array(dim)
    for (let k = 0; k < dim; k++) {
      p[k] = share * (z[k]! - w[k]!)
      mean[k]! += p[k]! / centres.length
    }
    return p
  })
  const off = project(mean)
  let sum = 0
  for (let i = 0; i < centres.length; i++) {
    const [p, z] = [residuals[i]!, centres[i]!]
    let inner = 0
    for (let k = 0; k < dim; k++) {
      p[k]! -= off[k]!
      // Σ P pᵢ = 0: any vector w = P w may be subtracted from the centres, which avoids cancellation
      inner += p[k]! * (z[k]! - w[k]!)
    }
    const size = euclideanNorm(p)
    sum += 2 * inner - 2 * radii[i]! * size - size * size
  }
  return sum
}
