import {
  type AnyRepresentation,
  dual,
  FiniteGroup,
  factorRepresentation,
  factorsOf,
  isLieRepresentation,
  type LieRepresentation,
  lieProduct,
  type Representation,
  symmetric,
  tensor,
  tensorProduct,
  trivial,
} from '@buridan/groups'
import { isSymmetric } from '../solvers/tensor-solver.js'

/** Points of the symmetric groups that stand in for larger ones, and the most indices a pair may have over them. */
const POINTS = 6

/**
 * Smaller representations on which products of equivariant maps are as dependent as on the given ones: tensors over fewer
 * points in place of those over the n points of a symmetric group.
 *
 * The maps are diagrams, set partitions of k + l indices, independent iff k + l ≤ n. The product of two is a diagram
 * times n to the number of blocks that it closes. With fewer points the factors are others and not zero, so that the same
 * sets of products are independent as long as there are k + l points.
 *
 * @returns undefined if there is no large symmetric group, or a representation that is no tensor over its points, or with too many
 * indices
 */
export function standInsFor(
  reps: readonly AnyRepresentation[],
): ReadonlyMap<string, AnyRepresentation> | undefined {
  const found = reps.map((rep) => [rep.key, standInFor(rep)] as const)
  if (found.some(([, s]) => s === undefined)) return undefined
  const most = Math.max(...found.map(([, s]) => s!.indices))
  if (2 * most > POINTS) return undefined
  return new Map(found.map(([key, s]) => [key, s!.rep]))
}

interface StandIn {
  readonly rep: AnyRepresentation
  /** The largest number of indices over a symmetric group. */
  readonly indices: number
}

function standInFor(rep: AnyRepresentation): StandIn | undefined {
  return isLieRepresentation(rep) ? ofProduct(rep) : ofPoints(rep)
}

function isLarge(group: unknown): group is FiniteGroup {
  return group instanceof FiniteGroup && group.degree > POINTS && isSymmetric(group)
}

function ofPoints(rep: Representation): StandIn | undefined {
  const { group, pointAxes: axes } = rep
  if (!isLarge(group) || !axes?.every((a) => a.vectors === 'units' && a.dim === group.degree))
    return undefined
  return { rep: tensor(symmetric(POINTS), axes.length), indices: axes.length }
}

function ofProduct(rep: LieRepresentation): StandIn | undefined {
  const { group, axes } = rep
  if (!('factors' in group) || !axes) return undefined
  const factors = factorsOf(group)
  if (!factors.some(isLarge)) return undefined
  const small = lieProduct(...factors.map((f) => (isLarge(f) ? symmetric(POINTS) : f)))
  const bases = axes.map((a): AnyRepresentation => {
    const base: AnyRepresentation = factorRepresentation(small, a.factor)
    return a.dual ? dual(base) : base
  })
  const indices = factors.map((f, k) => (isLarge(f) ? axes.filter((a) => a.factor === k).length : 0))
  return {
    rep: bases.length === 0 ? (trivial(small) as AnyRepresentation) : tensorProduct(...bases),
    indices: Math.max(...indices),
  }
}
