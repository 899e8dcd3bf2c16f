import { averagedMatrices, nearestOrthogonalMatrix } from '@buridan/core'
import { closeElements } from './element-closure.js'

/** Each round squares what is wrong of products, and leaves some hundredths of what is wrong of vectors of the basis. */
const ROUNDS = 16
const EXACT = 1e-14
/** A vector of the standard basis is fixed by elements that move it by at most so many tolerances and dimensions. */
const FIXED = 8
/** The weight of vectors of the basis that nothing fixes. */
const LOOSE = 0.03

/**
 * Orthogonal matrices near given ones that generate a finite group exactly: they are averaged over its elements, and space is turned so that
 * vectors of the standard basis are fixed by what nearly fixes them, until nothing changes.
 *
 * @param given - orthogonal dim × dim matrices, each within the tolerance of what it stands for
 * @throws NotFiniteError if they generate no finite group whose elements are told apart
 * @remarks O(order² + order · generators · dim³).
 */
export function idealMatrices(
  given: readonly Float64Array[],
  dim: number,
  tolerance: number,
): readonly Float64Array[] {
  const words = closeElements(given, dim, tolerance)
  let matrices = given
  for (let round = 0; round < ROUNDS; round++) {
    const averaged = averagedMatrices(words, matrices, dim)
    const own = turnToBasis(averaged.all, words.order, dim, FIXED * dim * tolerance)
    const next = averaged.matrices.map((m) => conjugated(own, m, dim))
    const change = next.reduce(
      (most, m, s) => m.reduce((x, v, e) => Math.max(x, Math.abs(v - matrices[s]![e]!)), most),
      0,
    )
    matrices = next
    if (change <= EXACT) break
  }
  return matrices
}

/** The turn that takes what elements near the stabilizer of each vector of the basis fix of it to that vector. */
function turnToBasis(all: Float64Array, order: number, dim: number, distance: number): Float64Array {
  const turn = new Float64Array(dim * dim)
  for (let j = 0; j < dim; j++) {
    let count = 0
    for (let h = 0; h < order; h++) {
      const at = h * dim * dim
      let away = 0
      for (let i = 0; i < dim; i++) {
        away = Math.max(away, Math.abs(all[at + i * dim + j]! - (i === j ? 1 : 0)))
      }
      if (away > distance) continue
      count++
      for (let i = 0; i < dim; i++) turn[j * dim + i]! += all[at + i * dim + j]!
    }
    // what nothing fixes need not stay, and gives way
    const weight = count === 1 ? LOOSE : 1
    for (let i = 0; i < dim; i++) turn[j * dim + i]! *= weight / count
  }
  return nearestOrthogonalMatrix(turn, dim)!
}

/** T M Tᵀ. */
function conjugated(t: Float64Array, m: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let a = 0; a < n; a++) {
      let sum = 0
      for (let b = 0; b < n; b++) sum += t[i * n + b]! * m[b * n + a]!
      for (let j = 0; j < n; j++) out[i * n + j]! += sum * t[j * n + a]!
    }
  }
  return out
}
