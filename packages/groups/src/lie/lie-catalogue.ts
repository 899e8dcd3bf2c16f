import { InvalidArgumentError, integerIn, ofKind, shown } from '@buridan/core'
import { MAX_DIM } from './antisymmetric.js'
import { type ComplexMatrix, identityMatrix, sparse } from './complex-matrix.js'
import { LieGroup } from './lie-group.js'

/**
 * Sp(m), the real symplectic matrices on ℝ²ᵐ, coordinates (q, p); not compact.
 *
 * @throws InvalidArgumentError unless m is a whole number from 1 to 32
 * @remarks O(m⁴): 2m² + m matrices of size 2m.
 *
 * @example
 * ```ts
 * import { symplectic } from '@buridan/groups'
 * console.log(symplectic(2).dim, symplectic(2).algebra.length) // → 4 10
 * ```
 */
export function symplectic(m: number): LieGroup {
  integerIn(m, 1, MAX_DIM / 2, 'm in Sp(m)')
  const n = 2 * m
  const algebra: ComplexMatrix[] = []
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++)
      algebra.push(
        sparse(n, [
          [i, j, 1],
          [m + j, m + i, -1],
        ]),
      )
  }
  for (let i = 0; i < m; i++) {
    for (let j = 0; j <= i; j++) {
      algebra.push(
        sparse(n, [
          [m + i, j, 1],
          [m + j, i, 1],
        ]),
        sparse(n, [
          [i, m + j, 1],
          [j, m + i, 1],
        ]),
      )
    }
  }
  return new LieGroup({
    name: `Sp(${m})`,
    dim: n,
    complex: false,
    algebra,
    discrete: [],
    unitary: false,
    preserves: { form: 'symplectic', volume: false },
  })
}

function units(n: number, diagonal: boolean): ComplexMatrix[] {
  const all: ComplexMatrix[] = []
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) if (diagonal || i !== j) all.push(sparse(n, [[i, j, 1]]))
  return all
}

/**
 * SL(n), the real matrices of determinant 1; not compact.
 *
 * @throws InvalidArgumentError unless n is a whole number from 1 to 64
 * @remarks O(n⁴): n² − 1 matrices of size n.
 *
 * @example
 * ```ts
 * import { specialLinear } from '@buridan/groups'
 * console.log(specialLinear(3).algebra.length) // → 8
 * ```
 */
export function specialLinear(n: number): LieGroup {
  integerIn(n, 1, MAX_DIM, 'n in SL(n)')
  const traceless = Array.from({ length: n - 1 }, (_, i) =>
    sparse(n, [
      [i, i, 1],
      [i + 1, i + 1, -1],
    ]),
  )
  return new LieGroup({
    name: `SL(${n})`,
    dim: n,
    complex: false,
    algebra: [...units(n, false), ...traceless],
    discrete: [],
    unitary: false,
    preserves: { volume: true },
  })
}

/**
 * GL(n), the invertible real matrices, by its Lie algebra: the component of positive determinant, which has
 * the same equivariant maps between tensors.
 *
 * @throws InvalidArgumentError unless n is a whole number from 1 to 64
 * @remarks O(n⁴): n² matrices of size n.
 *
 * @example
 * ```ts
 * import { generalLinear } from '@buridan/groups'
 * console.log(generalLinear(3).algebra.length) // → 9
 * ```
 */
export function generalLinear(n: number): LieGroup {
  integerIn(n, 1, MAX_DIM, 'n in GL(n)')
  return new LieGroup({
    name: `GL(${n})`,
    dim: n,
    complex: false,
    algebra: units(n, true),
    discrete: [],
    unitary: false,
    preserves: { volume: false },
  })
}

/**
 * The group of scalings x ↦ λx, λ > 0, of ℝⁿ; not compact.
 *
 * @throws InvalidArgumentError unless n is a whole number from 1 to 64
 * @remarks O(n²).
 *
 * @example
 * ```ts
 * import { scaling } from '@buridan/groups'
 * console.log(scaling(3).algebra.length) // → 1
 * ```
 */
export function scaling(n: number): LieGroup {
  integerIn(n, 1, MAX_DIM, 'n in Scaling(n)')
  return new LieGroup({
    name: `Scaling(${n})`,
    dim: n,
    complex: false,
    algebra: [identityMatrix(n)],
    discrete: [],
    unitary: false,
  })
}

/**
 * A matrix group embedded in more dimensions: it acts on coordinates offset … offset + d − 1 of ℝⁿ and fixes the others.
 *
 * @throws InvalidArgumentError if `group` is not a Lie group, n is over 64, or it does not fit
 * @remarks O(n²) for each basis element of the Lie algebra and each discrete generator.
 *
 * @example
 * ```ts
 * import { embedding, specialOrthogonal } from '@buridan/groups'
 * console.log(embedding(specialOrthogonal(2), 3).name) // → Embed(SO(2),3,0)
 * ```
 */
export function embedding(group: LieGroup, n: number, offset = 0): LieGroup {
  ofKind(group, 'group', 'Lie group')
  integerIn(n, group.dim, MAX_DIM, 'the dimension to embed in')
  if (!Number.isInteger(offset) || offset < 0 || offset + group.dim > n) {
    throw new InvalidArgumentError(
      `${group.name} on coordinates from ${shown(offset)} does not fit into ${n}`,
    )
  }
  const lift = (m: ComplexMatrix, outside: number): ComplexMatrix => {
    const base = outside === 1 ? identityMatrix(n) : sparse(n, [])
    const im = m.im ? new Float64Array(n * n) : undefined
    for (let i = 0; i < m.n; i++) {
      for (let j = 0; j < m.n; j++) {
        base.re[(offset + i) * n + offset + j] = m.re[i * m.n + j]!
        if (im) im[(offset + i) * n + offset + j] = m.im![i * m.n + j]!
      }
    }
    return im ? { n, re: base.re, im } : base
  }
  return new LieGroup({
    name: `Embed(${group.name},${n},${offset})`,
    dim: n,
    complex: group.complex,
    algebra: group.ownAlgebra.map((a) => lift(a, 0)),
    discrete: group.ownDiscrete.map((d) => lift(d, 1)),
    unitary: group.unitary,
    ...(group.isCompact ? { haar: (random) => lift(group.haarSample(random), 1) } : {}),
  })
}
