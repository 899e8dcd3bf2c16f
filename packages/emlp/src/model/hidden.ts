import { integerIn } from '@buridan/core'
import {
  type AnyGroup,
  type AnyRepresentation,
  directSum,
  FiniteGroup,
  factorRepresentation,
  MixedProduct,
  multiple,
  type RepresentationOf,
  tensor,
  tensorProduct,
  trivial,
} from '@buridan/groups'
import { isTrivial } from '../core/trivial.js'

/** The number of factors of a product, or 1. */
function factorCount(group: AnyGroup): number {
  if (group instanceof MixedProduct) return group.factors.length
  return group instanceof FiniteGroup && group.base.kind === 'product' ? group.base.factors.length : 1
}

/** Tensors of more indices are left out: their maps are too many. */
const MAX_INDICES = 3

/** How many tensors of 0, 1, 2, … indices share the channels evenly, most of the highest that fit first. */
function tensorCounts(channels: number, dim: number, most: number): number[] {
  const counts = Array.from({ length: MAX_INDICES + 1 }, () => 0)
  let rest = channels
  while (rest > 0) {
    let rank = 0
    while (rank < most && (rank + 2) * dim ** (rank + 1) <= rest) rank++
    for (let r = 0; r <= rank; r++) counts[r]! += dim ** (rank - r)
    rest -= (rank + 1) * dim ** rank
  }
  return counts
}

/** Tensors of a trivial base space are all scalars, and those of signs, ±1, repeat from two indices on. */
function mostIndices(V: AnyRepresentation, selfDual: boolean): number {
  if (V.dim > 1) return MAX_INDICES
  if (isTrivial(V)) return 0
  return selfDual ? 1 : MAX_INDICES
}

/** N tensors of r indices as T(p, r − p), p binomially distributed; V alone where it is its own dual. */
function withDuals(group: AnyGroup, count: number, r: number, selfDual: boolean): AnyRepresentation[] {
  if (count === 0) return []
  if (selfDual || r === 0) return [multiple(count, tensor(group, r) as AnyRepresentation)]
  const kinds = Array.from({ length: r + 1 }, (_, k) => ({ p: r - k, share: binomial(r, k) / 2 ** r }))
  let given = 0
  return kinds.flatMap(({ p, share }, k) => {
    const upTo = Math.round(count * kinds.slice(0, k + 1).reduce((sum, x) => sum + x.share, 0))
    const mine = share > 0 ? upTo - given : 0
    given = upTo
    return mine > 0 ? [multiple(mine, tensor(group, p, r - p) as AnyRepresentation)] : []
  })
}

function binomial(n: number, k: number): number {
  return k === 0 ? 1 : (binomial(n, k - 1) * (n - k + 1)) / k
}

/** The scalars, the factors' bases and their product, sharing the channels of a direct product evenly. */
function ofProduct(group: AnyGroup, count: number, channels: number): AnyRepresentation {
  const factors = Array.from({ length: count }, (_, i): AnyRepresentation => factorRepresentation(group, i))
  const all = [
    trivial(group) as AnyRepresentation,
    ...factors,
    ...(count > 1 ? [tensorProduct(...factors)] : []),
  ]
  const parts = all.filter((rep) => rep.dim * (all.length + 1) <= channels || rep.dim === 1)
  const counts = parts.map((rep) => Math.floor(channels / (parts.length * rep.dim)))
  counts[0]! += channels - parts.reduce((sum, rep, i) => sum + rep.dim * counts[i]!, 0)
  return directSum(...parts.flatMap((rep, i) => (counts[i]! > 0 ? [multiple(counts[i]!, rep)] : [])))
}

/**
 * A hidden representation of `channels` dimensions, chosen as emlp does: tensors T(0), T(1), … that fit share the
 * dimensions evenly, those of dual and base indices binomially where they differ; at most three indices. For a direct
 * product the pieces are the factors' bases and their tensor product.
 *
 * @throws InvalidArgumentError unless channels is a positive integer
 * @remarks O(factors) representations, of at most three indices each.
 *
 * @example
 * ```ts
 * import { uniformRepresentation } from '@buridan/emlp'
 * import { orthogonal, pointGroup } from '@buridan/groups'
 * console.log(uniformRepresentation(pointGroup('Oh'), 64).text) // → 25*T(0)+7*V+2*T(2)
 * console.log(uniformRepresentation(orthogonal(5), 64).text) // → 34*T(0)+6*V
 * ```
 */
export function uniformRepresentation<G extends AnyGroup>(group: G, channels: number): RepresentationOf<G> {
  integerIn(channels, 1, 2 ** 24, 'channels')
  const count = factorCount(group)
  if (count > 1 || group instanceof MixedProduct) {
    return ofProduct(group, count, channels) as RepresentationOf<G>
  }
  const V: AnyRepresentation = tensor(group, 1)
  const selfDual = V.structure !== 'general'
  const terms = tensorCounts(channels, V.dim, mostIndices(V, selfDual)).flatMap((n, r) =>
    withDuals(group, n, r, selfDual),
  )
  return directSum(...terms) as RepresentationOf<G>
}
