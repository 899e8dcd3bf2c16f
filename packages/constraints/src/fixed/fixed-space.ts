import { finiteVector } from '@buridan/core'
import { elementsOf, type Representation, representationOf, trivial } from '@buridan/groups'
import { equivariantBasis } from '../basis/solve-basis.js'

/** The space Fix(H) = { v : ρ(h)v = v for all h } with an orthonormal basis and its projector. */
export interface FixedSpace {
  readonly rep: Representation
  readonly dim: number
  /** Orthonormal basis as columns, rep.dim × dim, row-major. */
  readonly basis: Float64Array
  /** P_H x, the mean of ρ(h)x over the group. */
  project(x: ArrayLike<number>): Float64Array
}

/**
 * The fixed space of a representation of H (restrict a representation of G to H first) and the projector P_H on it.
 *
 * @throws InvalidArgumentError if `rep` is not a representation
 * @throws TooLargeError as {@link equivariantBasis}
 * @remarks Basis: as `equivariantBasis(trivial(H), rep)`. The projector costs O(rep.dim · dim) for orthogonal
 * representations and O(order · cost of ρ) for others, where the mean is no orthogonal projection. See docs/mathematics.md, “The floor”.
 *
 * @example
 * ```ts
 * import { fixedSpace } from '@buridan/constraints'
 * import { dihedral, restrict, stabilizer, tensor } from '@buridan/groups'
 * const rep = tensor(dihedral(4), 1)
 * const { group } = stabilizer(rep, [1, 0, 1, 0])
 * const p = fixedSpace(restrict(rep, group)).project([1, 2, 3, 4])
 * console.log(Array.from(p, (v) => Math.round(v))) // → [ 2, 3, 2, 3 ]
 * ```
 */
export function fixedSpace(rep: Representation): FixedSpace {
  representationOf(rep, 'rep')
  const q = equivariantBasis(trivial(rep.group), rep)
  const rows = q.materialize()
  const n = rep.dim
  const dim = q.rank
  const basis = new Float64Array(n * dim)
  for (let k = 0; k < dim; k++) for (let i = 0; i < n; i++) basis[i * dim + k] = rows[k * n + i]!
  const project = rep.structure === 'general' ? meanOverGroup : orthogonalProjection
  // of its own: a caller may write into what is returned
  const kept = basis.slice()
  return { rep, dim, basis, project: (x) => project(rep, finiteVector(x, n, 'x'), kept, dim) }
}

function orthogonalProjection(
  rep: Representation,
  x: Float64Array,
  basis: Float64Array,
  dim: number,
): Float64Array {
  const out = new Float64Array(rep.dim)
  for (let k = 0; k < dim; k++) {
    let dot = 0
    for (let i = 0; i < rep.dim; i++) dot += basis[i * dim + k]! * x[i]!
    for (let i = 0; i < rep.dim; i++) out[i]! += dot * basis[i * dim + k]!
  }
  return out
}

function meanOverGroup(rep: Representation, x: Float64Array): Float64Array {
  const list = elementsOf(rep.group)
  const out = new Float64Array(rep.dim)
  const moved = new Float64Array(rep.dim)
  for (let g = 0; g < list.order; g++) {
    rep.applyInto(list.at(g), x, 0, moved, 0)
    for (let i = 0; i < rep.dim; i++) out[i]! += moved[i]! / list.order
  }
  return out
}
