import {
  directSum,
  type FiniteGroup,
  factorRepresentation,
  InvalidArgumentError,
  multiple,
  type Representation,
  tensor,
  tensorProduct,
  trivial,
} from '@buridan/groups'

/** The pieces hidden representations are made of: tensors of V, or the factors' bases and their product. */
function pieces(group: FiniteGroup, channels: number): Representation[] {
  if (group.base.kind === 'product') {
    const factors = group.base.factors.map((_, i) => factorRepresentation(group, i))
    const all = [trivial(group), ...factors, tensorProduct(...factors)]
    return all.filter((rep) => rep.dim * (all.length + 1) <= channels || rep.dim === 1)
  }
  const out = [trivial(group)]
  for (let k = 1; k <= 3; k++) {
    const rep = tensor(group, k)
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
 * import { pointGroup } from '@buridan/groups'
 * console.log(uniformRepresentation(pointGroup('Oh'), 64).text) // → 25*T(0)+7*V+2*T(2)
 * ```
 */
export function uniformRepresentation(group: FiniteGroup, channels: number): Representation {
  if (!Number.isInteger(channels) || channels < 1) {
    throw new InvalidArgumentError(`channels is ${channels}; it must be a positive integer`)
  }
  const parts = pieces(group, channels)
  const counts = parts.map((rep) => Math.floor(channels / (parts.length * rep.dim)))
  const used = parts.reduce((sum, rep, i) => sum + rep.dim * counts[i]!, 0)
  counts[0]! += channels - used
  return directSum(...parts.flatMap((rep, i) => (counts[i]! > 0 ? [multiple(counts[i]!, rep)] : [])))
}
