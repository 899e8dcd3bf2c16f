import { dot, length, minus, scaled, type Vector } from '@buridan/core'
import { combination, type LatticeBasis } from './lattice-basis.js'

const UNITS = [-1, 0, 1]
const STEPS: readonly Vector[] = UNITS.flatMap((i) =>
  UNITS.flatMap((j) => UNITS.map((k): Vector => [i, j, k])),
)

/**
 * Reduces a basis by subtracting vectors from one another until none becomes shorter (Selling/Minkowski style): whole multiples first, as in
 * Euclid's algorithm, so that cells however skew take steps by the logarithm of their lengths.
 */
export function reduced(basis: LatticeBasis): LatticeBasis {
  const v: [Vector, Vector, Vector] = [...basis]
  const shortens = (i: number, candidate: Vector): boolean => {
    if (!(length(candidate) < length(v[i]!) * (1 - 1e-9))) return false
    v[i] = candidate
    return true
  }
  for (let changed = true; changed; ) {
    changed = false
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        const times = j === i ? 0 : Math.round(dot(v[i]!, v[j]!) / dot(v[j]!, v[j]!))
        if (times !== 0 && shortens(i, minus(v[i]!, scaled(v[j]!, times)))) changed = true
      }
      for (const step of STEPS) if (step[i] === 1 && shortens(i, combination(v, step))) changed = true
    }
  }
  return v
}
