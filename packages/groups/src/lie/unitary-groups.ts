import { integerIn } from '@buridan/core'
import { MAX_DIM, pairs, turns } from './antisymmetric.js'
import { type ComplexMatrix, sparse } from './complex-matrix.js'
import { haarUnitary, special } from './haar.js'
import { LieGroup } from './lie-group.js'

function antihermitian(n: number): ComplexMatrix[] {
  return [
    ...turns(n),
    ...pairs(n).map(([i, j]) =>
      sparse(n, [
        [i, j, 0, 1],
        [j, i, 0, 1],
      ]),
    ),
  ]
}

/**
 * U(n), the unitary matrices on ℂⁿ.
 *
 * @throws InvalidArgumentError unless n is a whole number from 1 to 64
 * @remarks O(n⁴): n² matrices of size n.
 *
 * @example
 * ```ts
 * import { unitary } from '@buridan/groups'
 * console.log(unitary(3).algebra.length) // → 9
 * ```
 */
export function unitary(n: number): LieGroup {
  integerIn(n, 1, MAX_DIM, 'n in U(n)')
  const phases = Array.from({ length: n }, (_, i) => sparse(n, [[i, i, 0, 1]]))
  return new LieGroup({
    name: `U(${n})`,
    dim: n,
    complex: true,
    algebra: [...antihermitian(n), ...phases],
    discrete: [],
    unitary: true,
    preserves: { volume: false },
    haar: (random) => haarUnitary(n, true, random),
  })
}

/**
 * SU(n), the unitary matrices of determinant 1 on ℂⁿ.
 *
 * @throws InvalidArgumentError unless n is a whole number from 1 to 64
 * @remarks O(n⁴): n² − 1 matrices of size n.
 *
 * @example
 * ```ts
 * import { specialUnitary } from '@buridan/groups'
 * console.log(specialUnitary(3).algebra.length) // → 8
 * ```
 */
export function specialUnitary(n: number): LieGroup {
  integerIn(n, 1, MAX_DIM, 'n in SU(n)')
  const phases = Array.from({ length: n - 1 }, (_, i) =>
    sparse(n, [
      [i, i, 0, 1],
      [i + 1, i + 1, 0, -1],
    ]),
  )
  return new LieGroup({
    name: `SU(${n})`,
    dim: n,
    complex: true,
    algebra: [...antihermitian(n), ...phases],
    discrete: [],
    unitary: true,
    preserves: { volume: true },
    haar: (random) => special(haarUnitary(n, true, random)),
  })
}
