import { equivariantBasis, type StructuredMap } from '@buridan/constraints'
import { knownOptions } from '@buridan/core'
import { type AnyGroup, type AnyRepresentation, sameGroup, trivial } from '@buridan/groups'
import { chooseProducts } from '../kernels/product-choice.js'
import { productMaps } from '../kernels/product-maps.js'
import { kindsOf } from '../kernels/summand-kinds.js'
import { DEFAULT_CHANNELS } from '../layers/bilinear.js'
import { gatedRepresentation } from '../layers/gated.js'
import { EMLP_OPTIONS, type EmlpOptions } from './emlp-options.js'
import { hiddenRepresentations } from './hidden-representation.js'

/**
 * The number of trainable numbers that `emlp(options)` would have, without building it.
 *
 * @throws As {@link emlp}
 * @remarks As `affineBasis` for each pair of different summands, the first time that the group meets it.
 *
 * @example
 * ```ts
 * import { emlp, emlpParameterCount } from '@buridan/emlp'
 * import { pointGroup, tensor } from '@buridan/groups'
 * const V = tensor(pointGroup('Oh'), 1)
 * const options = { repIn: V, repOut: V, hidden: 32, layers: 2 }
 * const model = emlp(options)
 * console.log(emlpParameterCount(options) === model.parameterCount) // → true
 * model.dispose()
 * ```
 */
export function emlpParameterCount(options: EmlpOptions): number {
  let count = 0
  let from = knownOptions(options, EMLP_OPTIONS, 'emlpParameterCount').repIn
  for (const rep of hiddenRepresentations(options)) {
    const gated = gatedRepresentation(rep)
    count += linearParameterCount(from, gated) + bilinearParameterCount(gated, options.channels)
    from = rep
  }
  return count + linearParameterCount(from, options.repOut)
}

/** Sizes of spaces of maps of a group, by the keys of representations. */
class KnownSizes {
  readonly #ranks = new Map<string, number>()
  readonly #products = new Map<string, readonly StructuredMap[]>()

  rank(a: AnyRepresentation, b: AnyRepresentation): number {
    return remembered(this.#ranks, `${a.key} → ${b.key}`, () => equivariantBasis(a, b).rank)
  }

  products(a: AnyRepresentation, b: AnyRepresentation, c: AnyRepresentation): readonly StructuredMap[] {
    return remembered(this.#products, `${a.key} ⊗ ${b.key} → ${c.key}`, () => productMaps(a, b, c))
  }
}

function remembered<V>(known: Map<string, V>, key: string, find: () => V): V {
  let value = known.get(key)
  if (value === undefined) known.set(key, (value = find()))
  return value
}

/** A search for a number of parameters asks for sums of the same summands many times. */
const sizes = new WeakMap<AnyGroup, KnownSizes>()

function sizesOf(group: AnyGroup): KnownSizes {
  let known = sizes.get(group)
  if (!known) sizes.set(group, (known = new KnownSizes()))
  return known
}

function linearParameterCount(repIn: AnyRepresentation, repOut: AnyRepresentation): number {
  sameGroup(repIn, repOut)
  const known = sizesOf(repIn.group)
  const scalar: AnyRepresentation = trivial(repOut.group)
  let count = 0
  for (const out of repOut.summands) {
    // of the bias
    count += out.count * known.rank(scalar, out.rep)
    for (const inn of repIn.summands) count += out.count * inn.count * known.rank(inn.rep, out.rep)
  }
  return count
}

/** The number of weights that the products of a block have, before its gates. */
function bilinearParameterCount(rep: AnyRepresentation, channels = DEFAULT_CHANNELS): number {
  const kinds = kindsOf(rep)
  const known = sizesOf(rep.group)
  const options = { channels, skip: true, amongPermutations: false, choice: 2 } as const
  const { pairs } = chooseProducts(kinds, kinds, options, (a, b, c) => known.products(a, b, c))
  return pairs.reduce((sum, { left, right, channels: mixed, targets }) => {
    const arriving = targets.reduce((n, { out, maps }) => n + maps.length * kinds[out]!.count, 0)
    return sum + mixed * (kinds[left]!.count + kinds[right]!.count + arriving)
  }, 0)
}
