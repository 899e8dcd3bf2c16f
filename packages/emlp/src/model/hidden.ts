import {
  type AnyGroup,
  type AnyRepresentation,
  directSum,
  FiniteGroup,
  factorRepresentation,
  InvalidArgumentError,
  MixedProduct,
  multiple,
  type RepresentationOf,
  tensor,
  tensorProduct,
  trivial,
} from '@buridan/groups'

/** The number of factors of a product, or 1. */
function factorCount(group: AnyGroup): number {
  if (group instanceof MixedProduct) return group.factors.length
  return group instanceof FiniteGroup && group.base.kind === 'product' ? group.base.factors.length : 1
}

/** The pieces hidden representations are made of: tensors of V, or the factors' bases and their product. */
function pieces(group: AnyGroup, channels: number): AnyRepresentation[] {
  const scalar: AnyRepresentation = trivial(group)
  const count = factorCount(group)
  if (count > 1 || group instanceof MixedProduct) {
    const factors = Array.from({ length: count }, (_, i): AnyRepresentation => factorRepresentation(group, i))
    const all = [scalar, ...factors, ...(count > 1 ? [tensorProduct(...factors)] : [])]
    return all.filter((rep) => rep.dim * (all.length + 1) <= channels || rep.dim === 1)
  }
  const out = [scalar]
  for (let k = 1; k <= 3; k++) {
    const rep: AnyRepresentation = tensor(group, k)
    if (rep.dim <= 1 || rep.dim * (k + 1) > channels) break
    out.push(rep)
  }
  return out
}

/**
 * A hidden representation of about `channels` dimensions: the tensors T(0), T(1), … that fit share the dimensions
 * evenly, the rest goes to scalars. For a direct product the pieces are the factors' bases and their tensor product.
 *
 * @throws InvalidArgumentError unless channels is a positive integer
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
  if (!Number.isInteger(channels) || channels < 1) {
    throw new InvalidArgumentError(`channels is ${channels}; it must be a positive integer`)
  }
  const parts = pieces(group, channels)
  const counts = parts.map((rep) => Math.floor(channels / (parts.length * rep.dim)))
  const used = parts.reduce((sum, rep, i) => sum + rep.dim * counts[i]!, 0)
  counts[0]! += channels - used
  const terms = parts.flatMap((rep, i) => (counts[i]! > 0 ? [multiple(counts[i]!, rep)] : []))
  return directSum(...terms) as RepresentationOf<G>
}
