import { InvalidArgumentError } from '../core/errors.js'
import { ofKind } from '../core/kinds.js'
import { integerIn, shown } from '../core/validate.js'
import { type ComplexMatrix, identityMatrix, sparse } from './complex-matrix.js'
import { haarUnitary, special } from './haar.js'
import { LieGroup } from './lie-group.js'

const MAX_DIM = 64

function pairs(n: number): [number, number][] {
  return Array.from({ length: n }, (_, j) =>
    Array.from({ length: j }, (_, i): [number, number] => [i, j]),
  ).flat()
}

function turns(n: number): ComplexMatrix[] {
  return pairs(n).map(([i, j]) =>
    sparse(n, [
      [i, j, -1],
      [j, i, 1],
    ]),
  )
}

/** A diagonal form with p times −1 first. */
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

/**
 * Sp(m), the real symplectic matrices on ℝ²ᵐ, coordinates (q, p); not compact.
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
 * GL(n), the invertible real matrices, by its Lie algebra: the component of positive determinant, to which equivariant
 * maps between tensors are the same.
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
 * The pseudo-orthogonal groups of ℝ^{p+q} with p times −1 and q times +1 in the metric: `O` all, `SO` determinant 1, `SO+`
 * the component of the identity. O(1,3) is the Lorentz group, time first.
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

/**
 * The group of scalings x ↦ λx, λ > 0, of ℝⁿ; not compact.
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
 * A matrix group embedded in more dimensions: it acts on coordinates offset … offset + d − 1 of ℝⁿ and leaves the others.
 *
 * @throws InvalidArgumentError if it does not fit
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
    algebra: group.algebra.map((a) => lift(a, 0)),
    discrete: group.discrete.map((d) => lift(d, 1)),
    unitary: group.unitary,
    ...(group.isCompact ? { haar: (random) => lift(group.haarSample(random), 1) } : {}),
  })
}
