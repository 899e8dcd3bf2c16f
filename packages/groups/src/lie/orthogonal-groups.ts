import { InvalidArgumentError, integerIn, shown } from '@buridan/core'
import { MAX_DIM, pairs, turns } from './antisymmetric.js'
import { type ComplexMatrix, sparse } from './complex-matrix.js'
import { haarUnitary, special } from './haar.js'
import { LieGroup } from './lie-group.js'

/** A diagonal form, −1 for the first p coordinates. */
function signs(n: number, p: number): Int8Array {
  return new Int8Array(n).fill(-1, 0, p).fill(1, p)
}

function reflection(n: number, ...axes: number[]): ComplexMatrix {
  return sparse(
    n,
    Array.from({ length: n }, (_, i) => [i, i, axes.includes(i) ? -1 : 1] as const),
  )
}

/**
 * SO(n), the rotations of ℝⁿ.
 *
 * @throws InvalidArgumentError unless n is a whole number from 1 to 64
 * @remarks O(n⁴): n(n − 1)/2 matrices of size n.
 *
 * @example
 * ```ts
 * import { rng, specialOrthogonal } from '@buridan/groups'
 * const G = specialOrthogonal(3)
 * console.log(G.algebra.length, G.haarSample(rng(1)).re.length) // → 3 9
 * ```
 */
export function specialOrthogonal(n: number): LieGroup {
  integerIn(n, 1, MAX_DIM, 'n in SO(n)')
  return new LieGroup({
    name: `SO(${n})`,
    dim: n,
    complex: false,
    algebra: turns(n),
    discrete: [],
    unitary: true,
    preserves: { form: signs(n, 0), volume: true },
    haar: (random) => special(haarUnitary(n, false, random)),
  })
}

/**
 * O(n), the rotations and reflections of ℝⁿ.
 *
 * @throws InvalidArgumentError unless n is a whole number from 1 to 64
 * @remarks O(n⁴): n(n − 1)/2 matrices of size n, and a reflection.
 *
 * @example
 * ```ts
 * import { orthogonal } from '@buridan/groups'
 * console.log(orthogonal(3).discrete.length) // → 1
 * ```
 */
export function orthogonal(n: number): LieGroup {
  integerIn(n, 1, MAX_DIM, 'n in O(n)')
  return new LieGroup({
    name: `O(${n})`,
    dim: n,
    complex: false,
    algebra: turns(n),
    discrete: [reflection(n, 0)],
    unitary: true,
    preserves: { form: signs(n, 0), volume: false },
    haar: (random) => haarUnitary(n, false, random),
  })
}

/**
 * The pseudo-orthogonal groups of ℝ^{p+q} with p times −1 and q times +1 in the metric: `O` all of it, `SO` determinant 1, `SO+`
 * the component of the identity. O(1,3) is the Lorentz group, time first.
 *
 * @throws InvalidArgumentError for another kind, or unless p and q are whole numbers from 1 and p + q is at most 64
 * @remarks O((p + q)⁴): n(n − 1)/2 matrices of size n = p + q.
 *
 * @example
 * ```ts
 * import { pseudoOrthogonal } from '@buridan/groups'
 * console.log(pseudoOrthogonal('O', 1, 3).name, pseudoOrthogonal('SO+', 1, 3).discrete.length) // → O(1,3) 0
 * ```
 */
export function pseudoOrthogonal(kind: 'O' | 'SO' | 'SO+', p: number, q: number): LieGroup {
  if (kind !== 'O' && kind !== 'SO' && kind !== 'SO+') {
    throw new InvalidArgumentError(`kind is ${shown(kind)}; it must be O, SO or SO+`)
  }
  integerIn(p, 1, MAX_DIM, 'p')
  integerIn(q, 1, MAX_DIM - p, 'q')
  const n = p + q
  const algebra = pairs(n).map(([i, j]) =>
    sparse(n, [
      [i, j, i < p === j < p ? -1 : 1],
      [j, i, 1],
    ]),
  )
  // an element of determinant 1 that reverses both signatures' orientations
  const both = p % 2 === 1 && q % 2 === 1 ? reflection(n, ...Array(n).keys()) : reflection(n, 0, p)
  const discrete = kind === 'SO+' ? [] : kind === 'SO' ? [both] : [both, reflection(n, 0)]
  const name = kind === 'SO+' ? `SO+(${p},${q})` : `${kind}(${p},${q})`
  return new LieGroup({
    name,
    dim: n,
    complex: false,
    algebra,
    discrete,
    unitary: false,
    preserves: { form: signs(n, p), volume: kind !== 'O' },
  })
}
