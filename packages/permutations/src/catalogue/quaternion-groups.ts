import { integerIn } from '@buridan/core'
import type { FiniteGroup } from '../group/finite-group.js'
import { matrixGroup } from '../matrix/matrix-group.js'
import { signedPermutationGroup } from './catalogue.js'

/**
 * The quaternion group Q₈ = {±1, ±i, ±j, ±k} on ℝ⁴ by left multiplication of quaternions (1, i, j, k); order 8. Its
 * four-dimensional representation is irreducible over ℝ, of quaternionic type.
 *
 * @example
 * ```ts
 * import { quaternion } from '@buridan/permutations'
 * console.log(quaternion().order) // → 8n
 * ```
 */
export function quaternion(): FiniteGroup {
  const i = [2, -1, 4, -3]
  const j = [3, -4, -1, 2]
  return signedPermutationGroup([i, j], { name: 'Q8' })
}

/**
 * The dicyclic group Dic_n = ⟨a, x | a²ⁿ = 1, x² = aⁿ, xax⁻¹ = a⁻¹⟩ on ℝ⁴, quaternions multiplied from the left by
 * a = exp(iπ/n) and x = j; order 4n. Dic₂ is the quaternion group, Dic_{2^k} the generalized ones.
 *
 * @throws InvalidArgumentError if n is not an integer from 1 to 500
 * @remarks As {@link matrixGroup}, on at most 16n points.
 *
 * @example
 * ```ts
 * import { dicyclic } from '@buridan/permutations'
 * console.log(dicyclic(3).order) // → 12n
 * ```
 */
export function dicyclic(n: number): FiniteGroup {
  integerIn(n, 1, 500, 'n in Dic(n)')
  const exact = (v: number) => (Math.abs(v - Math.round(v)) < 1e-15 ? Math.round(v) + 0 : v)
  const c = exact(Math.cos(Math.PI / n))
  const s = exact(Math.sin(Math.PI / n))
  const a = [
    [c, -s, 0, 0],
    [s, c, 0, 0],
    [0, 0, c, -s],
    [0, 0, s, c],
  ]
  const x = [
    [0, 0, -1, 0],
    [0, 0, 0, 1],
    [1, 0, 0, 0],
    [0, -1, 0, 0],
  ]
  return matrixGroup([a, x], { name: `Dic(${n})` })
}
