import { euclideanNorm, type Permutation, powerOfTwoOf } from '@buridan/core'
import type { Representation } from '../representation/representation.js'

/** ‖ρ(g)x − x‖ / ‖x‖ as a function of g. */
export function relativeDistance(rep: Representation, x: Float64Array): (g: Permutation) => number {
  const scale = powerOfTwoOf([x])
  // squares of scaled entries neither overflow nor vanish
  const unit = x.map((v) => v / scale)
  const norm = euclideanNorm(unit)
  if (norm === 0) return () => 0
  const moved = new Float64Array(rep.dim)
  return (g) => {
    rep.applyInto(g, unit, 0, moved, 0)
    let sum = 0
    for (let i = 0; i < unit.length; i++) sum += (moved[i]! - unit[i]!) ** 2
    return Math.sqrt(sum) / norm
  }
}
