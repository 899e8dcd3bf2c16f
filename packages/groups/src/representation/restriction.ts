import { integerIn, ofKind, type Permutation, RepresentationMismatchError } from '@buridan/core'
import { type FiniteGroup, isSameBase, keyOfFiniteGroup } from '@buridan/permutations'
import { type Monomial, type PointAxis, Representation, type Summand } from './representation.js'

class RestrictedRepresentation extends Representation {
  constructor(
    readonly inner: Representation,
    group: FiniteGroup,
  ) {
    super(group, inner.dim, inner.structure, textOf(inner, group))
  }

  override applyInto(g: Permutation, x: Float64Array, xo: number, out: Float64Array, oo: number): void {
    this.inner.applyInto(g, x, xo, out, oo)
  }

  override monomial(g: Permutation): Monomial {
    return this.inner.monomial(g)
  }

  override character(g: Permutation): number {
    return this.inner.character(g)
  }

  override get pointAxes(): readonly PointAxis[] | undefined {
    return this.inner.pointAxes
  }

  override get summands(): readonly Summand[] {
    if (this.inner.summands.length === 1 && this.inner.summands[0]!.count === 1) return super.summands
    return this.inner.summands.map((s) => ({ ...s, rep: restrict(s.rep, this.group) }))
  }
}

/**
 * The text of tensors of V means the same for a subgroup on the same base space; R, M[…] and A[…] are of the group that they are
 * restricted from, which has to be in the text: equal texts are equal representations.
 */
function textOf({ text, group: whole }: Representation, group: FiniteGroup): string {
  return /\b(R|Res|Ind|M|A|Q)\b/.test(text) || !isSameBase(whole.base, group.base)
    ? `Res(${text} of ${keyOfFiniteGroup(whole)})`
    : text
}

/**
 * The restriction of a representation to a subgroup (made with `subgroup`, a stabilizer, …).
 *
 * @throws RepresentationMismatchError if it is not a subgroup of the group
 *
 * @example
 * ```ts
 * import { cyclic, restrict, subgroup, tensor } from '@buridan/groups'
 * const G = cyclic(4)
 * const half = subgroup(G, [[2, 3, 0, 1]])
 * console.log(restrict(tensor(G, 1), half).group.order) // → 2n
 * ```
 */
export function restrict(rep: Representation, group: FiniteGroup): Representation {
  ofKind(rep, 'rep', 'representation')
  ofKind(group, 'group', 'finite group')
  if (group.degree !== rep.group.degree) {
    throw new RepresentationMismatchError(
      `${group.name} acts on ${group.degree} points, ${rep.group.name} on ${rep.group.degree}: it is no subgroup of it`,
    )
  }
  if (!isMadeWithin(group, rep.group)) {
    const outside = group.generators.find((g) => !rep.group.chain.contains(g))
    if (outside) {
      throw new RepresentationMismatchError(
        `[${outside.join(',')}] is not an element of ${rep.group.name}: ${group.name} is no subgroup of it`,
      )
    }
  }
  return new RestrictedRepresentation(rep, group)
}

/** Whether a group is known to be a subgroup, by how it was made. */
function isMadeWithin(group: FiniteGroup, whole: FiniteGroup): boolean {
  let g: FiniteGroup | undefined = group
  while (g && g !== whole) g = g.within
  return g !== undefined
}

class SubRepresentation extends Representation {
  constructor(
    readonly inner: Representation,
    readonly basis: Float64Array,
    dim: number,
  ) {
    super(
      inner.group,
      dim,
      inner.structure === 'general' ? 'general' : 'orthogonal',
      `Sub(${inner.text},${basis.join(' ')})`,
    )
  }

  override applyInto(g: Permutation, x: Float64Array, xo: number, out: Float64Array, oo: number): void {
    const n = this.inner.dim
    const lifted = new Float64Array(n)
    const moved = new Float64Array(n)
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < this.dim; k++) lifted[i]! += this.basis[i * this.dim + k]! * x[xo + k]!
    }
    this.inner.applyInto(g, lifted, 0, moved, 0)
    for (let k = 0; k < this.dim; k++) {
      let sum = 0
      for (let i = 0; i < n; i++) sum += this.basis[i * this.dim + k]! * moved[i]!
      out[oo + k] = sum
    }
  }

  override character(g: Permutation): number {
    const m = this.matrix(g)
    let trace = 0
    for (let k = 0; k < this.dim; k++) trace += m[k * this.dim + k]!
    return trace
  }
}

/**
 * The subrepresentation on an invariant subspace with orthonormal basis B: g acts as B⊤ρ(g)B.
 *
 * @param basis - dim × d, row-major, orthonormal columns that span a subspace the group maps to itself
 * @throws RepresentationMismatchError if the basis is not of that shape or the subspace is not invariant
 *
 * @example
 * ```ts
 * import { cyclic, subrepresentation, tensor } from '@buridan/groups'
 * const sum = Float64Array.of(0.5, 0.5, 0.5, 0.5)
 * console.log(subrepresentation(tensor(cyclic(4), 1), sum, 1).dim) // → 1
 * ```
 */
export function subrepresentation(rep: Representation, basis: Float64Array, d: number): Representation {
  ofKind(rep, 'rep', 'representation')
  integerIn(d, 0, rep.dim, 'the dimension of the subspace')
  if (!(basis instanceof Float64Array) || basis.length !== rep.dim * d) {
    throw new RepresentationMismatchError(`the basis must be a Float64Array of ${rep.dim} × ${d} entries`)
  }
  const sub = new SubRepresentation(rep, basis, d)
  const column = new Float64Array(rep.dim)
  const moved = new Float64Array(rep.dim)
  const coordinates = new Float64Array(d)
  for (const g of rep.group.generators) {
    for (let k = 0; k < d; k++) {
      for (let i = 0; i < rep.dim; i++) column[i] = basis[i * d + k]!
      rep.applyInto(g, column, 0, moved, 0)
      coordinates.fill(0)
      for (let i = 0; i < rep.dim; i++)
        for (let l = 0; l < d; l++) coordinates[l]! += basis[i * d + l]! * moved[i]!
      for (let i = 0; i < rep.dim; i++) {
        let back = 0
        for (let l = 0; l < d; l++) back += basis[i * d + l]! * coordinates[l]!
        if (Math.abs(back - moved[i]!) > 1e-8) {
          throw new RepresentationMismatchError(
            `the subspace is not invariant: generator [${g.join(',')}] leaves it`,
          )
        }
      }
    }
  }
  return sub
}
