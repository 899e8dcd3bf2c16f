import { InvalidArgumentError, integerIn, ofKind, RepresentationMismatchError } from '@buridan/core'
import { type AnyGroup, isSameGroup } from './any-group.js'
import { baseRepresentation, type RepresentationOf, trivial } from './base-representation.js'
import { DualRepresentation } from './dual-representation.js'
import {
  type AnyRepresentation,
  MAX_DIM,
  type Representation,
  refuseDimension,
  type Summand,
} from './representation.js'
import { SumRepresentation } from './sum-representation.js'
import { TensorRepresentation } from './tensor-representation.js'

/** Any representation: its group is checked by value, not by type. */
type Rep = Representation<AnyGroup>

/**
 * Checks that two representations are of one group: the same generators, Lie algebra and base space, whatever the names of
 * the groups.
 *
 * @throws RepresentationMismatchError if they are not of one group
 * @throws InvalidArgumentError if an argument is not a representation
 * @remarks As {@link isSameGroup}.
 *
 * @example
 * ```ts
 * import { cyclic, sameGroup, tensor } from '@buridan/groups'
 * sameGroup(tensor(cyclic(3), 1), tensor(cyclic(3), 2)) // does not throw
 * ```
 */
export function sameGroup(a: AnyRepresentation, b: AnyRepresentation): void {
  for (const r of [a, b]) ofRepresentation(r)
  if (!isSameGroup(a.group, b.group)) {
    throw new RepresentationMismatchError(
      `representations of different groups: ${a.text} of ${a.group.name}, ${b.text} of ${b.group.name}`,
    )
  }
}

/**
 * Whether two representations are equal: of one group, and made in the same way of equal parts. Names and texts do not count;
 * representations that are isomorphic but in other coordinates are not equal.
 *
 * @throws InvalidArgumentError if an argument is not a representation
 * @remarks O(length of the keys), which are made once, and as {@link isSameGroup}.
 *
 * @example
 * ```ts
 * import { cyclic, isSameRepresentation, parseRepresentation, tensor } from '@buridan/groups'
 * console.log(isSameRepresentation(tensor(cyclic(3), 2), parseRepresentation(cyclic(3), 'V*V'))) // → true
 * ```
 */
export function isSameRepresentation(a: AnyRepresentation, b: AnyRepresentation): boolean {
  for (const r of [a, b]) ofRepresentation(r)
  return a === b || (isSameGroup(a.group, b.group) && a.key === b.key)
}

/**
 * The dual representation, ρ*(g) = ρ(g)^{-⊤}: a real orthogonal representation is its own dual.
 *
 * @throws InvalidArgumentError if an argument is not a representation
 * @remarks O(summands + factors), O(1) if it is its own dual.
 *
 * @example
 * ```ts
 * import { dihedral, dual, generalLinear, tensor } from '@buridan/groups'
 * console.log(dual(tensor(dihedral(4), 1)).text) // → V
 * console.log(dual(tensor(generalLinear(3), 1)).text) // → V*
 * ```
 */
export function dual<R extends AnyRepresentation>(rep: R): R {
  return dualOf(ofRepresentation(rep)) as R
}

function dualOf(rep: Rep): Rep {
  if (rep.structure !== 'general' && !rep.complex) return rep
  const { kind, parts } = rep.form
  if (kind === 'sum') return weightedSum(rep.summands.map((s) => ({ rep: dualOf(s.rep), count: s.count })))
  if (kind === 'tensor') return product((parts as readonly Rep[]).map(dualOf))
  return kind === 'dual' ? (parts[0] as Rep) : new DualRepresentation(rep)
}

/**
 * The direct sum of representations, coordinates one after the other; equal neighbours are kept as multiplicities.
 *
 * @throws RepresentationMismatchError if they are of different groups
 * @throws InvalidArgumentError if there are none
 * @throws TooLargeError above dimension 2²⁴
 * @remarks O(summands), and as {@link isSameGroup} for each representation.
 *
 * @example
 * ```ts
 * import { cyclic, directSum, tensor } from '@buridan/groups'
 * const G = cyclic(4)
 * console.log(directSum(tensor(G, 1), tensor(G, 0)).dim) // → 5
 * ```
 */
export function directSum<R extends AnyRepresentation>(...reps: readonly R[]): R {
  return weightedSum(ofOneGroup(reps, 'a direct sum').map((rep) => ({ rep, count: 1 }))) as R
}

/**
 * `count` copies of a representation, one after the other.
 *
 * @throws InvalidArgumentError unless count is a whole number from 1 and `rep` a representation
 * @throws TooLargeError above dimension 2²⁴
 * @remarks O(1), O(count · summands) for a sum.
 *
 * @example
 * ```ts
 * import { cyclic, multiple, tensor } from '@buridan/groups'
 * console.log(multiple(3, tensor(cyclic(4), 1)).dim) // → 12
 * ```
 */
export function multiple<R extends AnyRepresentation>(count: number, rep: R): R {
  ofRepresentation(rep)
  integerIn(count, 1, MAX_DIM, 'the number of copies')
  refuseDimension(count * rep.dim)
  // copies of a sum follow each other whole; copies of one summand are a multiplicity
  return weightedSum(
    rep.summands.length === 1 ? [{ rep, count }] : Array.from({ length: count }, () => ({ rep, count: 1 })),
  ) as R
}

/** The sum of representations of one group, which is not checked, each so many times. O(summands). */
export function weightedSum(terms: readonly { readonly rep: Rep; readonly count: number }[]): Rep {
  const summands: Summand<AnyGroup>[] = []
  let offset = 0
  for (const term of terms) {
    for (const part of term.rep.summands) {
      const count = part.count * term.count
      const last = summands.at(-1)
      if (last?.rep.key === part.rep.key) {
        summands[summands.length - 1] = { ...last, count: last.count + count }
      } else summands.push({ rep: part.rep, count, offset })
      offset += count * part.rep.dim
    }
  }
  refuseDimension(offset)
  return summands.length === 1 && summands[0]!.count === 1
    ? summands[0]!.rep
    : new SumRepresentation(summands)
}

/**
 * The tensor product, ρ_a(g) ⊗ ρ_b(g) ⊗ …; coordinate (i, j) at i · dim_b + j.
 *
 * @throws RepresentationMismatchError if they are of different groups
 * @throws InvalidArgumentError if there are none
 * @throws TooLargeError above dimension 2²⁴
 * @remarks O(factors), and as {@link isSameGroup} for each representation.
 *
 * @example
 * ```ts
 * import { cyclic, tensor, tensorProduct } from '@buridan/groups'
 * const V = tensor(cyclic(3), 1)
 * console.log(tensorProduct(V, V).dim) // → 9
 * ```
 */
export function tensorProduct<R extends AnyRepresentation>(...reps: readonly R[]): R {
  return product(ofOneGroup(reps, 'a tensor product')) as R
}

/** The tensor product of representations of one group, which is not checked. O(factors). */
export function product(reps: readonly Rep[]): Rep {
  const factors = reps.flatMap((rep) => {
    if (rep.form.kind === 'trivial') return []
    return rep.form.kind === 'tensor' ? (rep.form.parts as readonly Rep[]) : [rep]
  })
  refuseDimension(factors.reduce((dim, f) => dim * f.dim, 1))
  return factors.length < 2 ? (factors[0] ?? reps[0]!) : new TensorRepresentation(factors)
}

/**
 * The k-th tensor power; the trivial representation for k = 0.
 *
 * @throws InvalidArgumentError unless k is from 0 to 24 and `rep` a representation
 * @throws TooLargeError above dimension 2²⁴
 * @remarks O(k · factors).
 *
 * @example
 * ```ts
 * import { cyclic, tensor, tensorPower } from '@buridan/groups'
 * console.log(tensorPower(tensor(cyclic(3), 1), 2).text) // → T(2)
 * ```
 */
export function tensorPower<R extends AnyRepresentation>(rep: R, k: number): R {
  ofRepresentation(rep)
  integerIn(k, 0, 24, 'the tensor power')
  return power(rep, k) as R
}

function power(rep: Rep, k: number): Rep {
  refuseDimension(rep.dim ** k)
  return k === 0 ? trivial(rep.group as AnyGroup) : product(Array.from({ length: k }, () => rep))
}

/**
 * The tensors T(p, q) = V^⊗p ⊗ V*^⊗q over the group's base representation; T(0) is the trivial one, T(1) is V. If V is real
 * and orthogonal, V* is V.
 *
 * @throws InvalidArgumentError unless p and q are from 0 to 24 and `group` is a group
 * @throws UnsupportedError for a direct product, which has no V
 * @throws TooLargeError above dimension 2²⁴
 * @remarks O(p + q).
 *
 * @example
 * ```ts
 * import { dihedral, orthogonal, tensor } from '@buridan/groups'
 * console.log(tensor(dihedral(4), 2).dim, tensor(orthogonal(3), 2).dim) // → 16 9
 * ```
 */
export function tensor<G extends AnyGroup>(group: G, p: number, q = 0): RepresentationOf<G> {
  integerIn(p, 0, 24, 'p in T(p,q)')
  integerIn(q, 0, 24, 'q in T(p,q)')
  if (p + q === 0) return trivial(group)
  const V: Rep = baseRepresentation(group as AnyGroup)
  refuseDimension(V.dim ** (p + q))
  const made: Rep = product(Array.from({ length: p + q }, (_, i) => (i < p ? V : dualOf(V))))
  return made as RepresentationOf<G>
}

function ofRepresentation<R extends AnyRepresentation>(rep: R): R {
  return ofKind(rep, 'rep', 'representation', 'Lie representation')
}

function ofOneGroup(reps: readonly AnyRepresentation[], what: string): readonly Rep[] {
  for (const each of reps) ofKind(each, 'each of reps', 'representation', 'Lie representation')
  const first = reps[0]
  if (!first) throw new InvalidArgumentError(`${what} needs at least one representation`)
  for (const rep of reps) sameGroup(first, rep)
  return reps
}
