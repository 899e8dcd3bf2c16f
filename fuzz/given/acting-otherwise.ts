import { type Acting, multiplyBlocks, permuteTensors } from './acting.js'
import { times, transposed } from './matrices.js'
import { conjugate } from './permutations.js'

/** The same with other names of points. */
export function renamedAction(acts: Acting, by: readonly number[]): Acting {
  if (!('points' in acts)) return acts
  const { degree, generators } = acts.points
  return { ...acts, points: { degree, generators: generators.map((g) => conjugate(g, by)) } }
}

/** Vectors whose coordinates are moved as the names of points are. */
export function renamedVector(
  acts: Acting,
  side: 'from' | 'to',
  by: readonly number[],
  v: readonly number[],
): number[] {
  return 'points' in acts ? permuteTensors(by, acts[side], v) : [...v]
}

/** Turns the first two axes of each copy of the space; permuted points have none. */
function turn(acts: Acting, angle: number): number[][] {
  const n = 'points' in acts ? 0 : acts.matrices[0]!.length
  const one = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => Number(i === j)))
  if (n < 2) return one
  const [c, s] = [Math.cos(angle), Math.sin(angle)]
  return one.map((row, i) => (i > 1 ? row : row.map((v, j) => (j > 1 ? v : i === j ? c : i === 0 ? -s : s))))
}

/** The same group of matrices in a turned basis. */
export function turnedAction(acts: Acting, angle: number): Acting {
  if ('points' in acts) return acts
  const by = turn(acts, angle)
  return { ...acts, matrices: acts.matrices.map((m) => times(times(by, m), transposed(by))) }
}

/** A vector in the turned basis. */
export function turnedVector(
  acts: Acting,
  side: 'from' | 'to',
  angle: number,
  v: readonly number[],
): number[] {
  return 'points' in acts ? [...v] : multiplyBlocks(turn(acts, angle), acts[side], v)
}
