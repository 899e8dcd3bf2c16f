import { integerIn, ofKind, type Permutation, RepresentationMismatchError } from '@buridan/core'
import type { FiniteGroup } from '@buridan/permutations'
import { directSum, dual, multiple, tensorProduct } from './algebra.js'
import {
  baseRepresentation,
  factorRepresentation,
  permutationRepresentation,
  trivial,
} from './base-representation.js'
import { form } from './form.js'
import { alternatingPower, symmetricPower } from './powers.js'
import { Representation } from './representation.js'
import type { Monomial, PointAxis } from './tensor-index.js'

/** A vector that moves by less in each entry is in the subspace. */
const SAME = 1e-8

/** A representation of a group that is not made of V, such as its regular one, on a subgroup. */
class RestrictedRepresentation extends Representation {
  constructor(
    readonly inner: Representation,
    group: FiniteGroup,
  ) {
    super(
      group,
      inner.dim,
      inner.structure,
      () => `Res(${inner.text} of ${inner.group.shortName})`,
      form('restricted', { detail: inner.group.key, parts: [inner], readable: false }),
    )
  }

  override applyInto(g: Permutation, x: Float64Array, xo: number, out: Float64Array, oo: number): void {
    this.inner.applyInto(g, x, xo, out, oo)
  }

  override applyAlong(
    g: Permutation,
    x: Float64Array,
    xo: number,
    out: Float64Array,
    oo: number,
    blocks: number,
    stride: number,
  ): void {
    this.inner.applyAlong(g, x, xo, out, oo, blocks, stride)
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
}

/** The representation of the subgroup with the same form. */
function restrictedTo(rep: Representation, group: FiniteGroup): Representation {
  const { kind, detail } = rep.form
  const parts = rep.form.parts as readonly Representation[]
  const isSameSpace = () => group.sharesBaseSpace(rep.group)
  switch (kind) {
    case 'trivial':
      return trivial(group)
    case 'points':
      return permutationRepresentation(group)
    case 'base':
      return isSameSpace() ? baseRepresentation(group) : new RestrictedRepresentation(rep, group)
    case 'factor':
      return isSameSpace()
        ? factorRepresentation(group, Number(detail))
        : new RestrictedRepresentation(rep, group)
    case 'dual':
      return dual(restrictedTo(parts[0]!, group))
    case 'sum':
      return directSum(...rep.summands.map((s) => multiple(s.count, restrictedTo(s.rep, group))))
    case 'tensor':
      return tensorProduct(...parts.map((p) => restrictedTo(p, group)))
    case 'symmetric power':
      return symmetricPower(restrictedTo(parts[0]!, group), Number(detail))
    case 'alternating power':
      return alternatingPower(restrictedTo(parts[0]!, group), Number(detail))
    case 'restricted':
      return new RestrictedRepresentation(parts[0]!, group)
    default:
      return new RestrictedRepresentation(rep, group)
  }
}

/**
 * The restriction of a representation to a subgroup (made with `subgroup`, a stabilizer, …): tensors of V are those of the
 * subgroup's V, sums and products those of the restricted parts.
 *
 * @throws RepresentationMismatchError if `group` is not a subgroup of the group of `rep`
 * @throws InvalidArgumentError if `rep` is not a representation of a finite group, or `group` not a finite group
 * @remarks O(summands + factors); O(generators · base · degree) more for a subgroup that was not made from the group.
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
    const outside = group.ownGenerators.find((g) => !rep.group.chain.contains(g))
    if (outside) {
      throw new RepresentationMismatchError(
        `[${outside.join(',')}] is not an element of ${rep.group.name}: ${group.name} is no subgroup of it`,
      )
    }
  }
  return restrictedTo(rep, group)
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
    /** How far the group moves the subspace, in an entry. */
    readonly error: number,
  ) {
    super(
      inner.group,
      dim,
      inner.structure === 'general' ? 'general' : 'orthogonal',
      () => `Sub(${inner.text}) of dimension ${dim}`,
      form('subspace', { detail: basis.join(' '), parts: [inner], readable: false }),
    )
  }

  override get knownTo(): number {
    return Math.max(this.error, super.knownTo)
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
}

/**
 * The subrepresentation on an invariant subspace with orthonormal basis B: g acts as B⊤ρ(g)B.
 *
 * @param basis - dim × d, row-major, orthonormal columns that span a subspace the group maps to itself
 * @throws RepresentationMismatchError if the basis is not of that shape or the subspace is not invariant
 * @throws InvalidArgumentError if `rep` is not a representation of a finite group, or d not from 0 to dim
 * @remarks O(generators · d · (cost of ρ(g)x + dim · d)) to make, O(cost of ρ(g)x + dim · d) for each image of a vector.
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
  let error = 0
  const column = new Float64Array(rep.dim)
  const moved = new Float64Array(rep.dim)
  const coordinates = new Float64Array(d)
  for (const g of rep.group.ownGenerators) {
    for (let k = 0; k < d; k++) {
      for (let i = 0; i < rep.dim; i++) column[i] = basis[i * d + k]!
      rep.applyInto(g, column, 0, moved, 0)
      coordinates.fill(0)
      for (let i = 0; i < rep.dim; i++)
        for (let l = 0; l < d; l++) coordinates[l]! += basis[i * d + l]! * moved[i]!
      for (let i = 0; i < rep.dim; i++) {
        let back = 0
        for (let l = 0; l < d; l++) back += basis[i * d + l]! * coordinates[l]!
        error = Math.max(error, Math.abs(back - moved[i]!))
        if (!(error <= SAME)) {
          throw new RepresentationMismatchError(
            `the subspace is not invariant: generator [${g.join(',')}] moves it by ${error.toPrecision(3)}, more than ${SAME}`,
          )
        }
      }
    }
  }
  return new SubRepresentation(rep, basis.slice(), d, error)
}
