import { type StructuredMap, sparseBasis } from '@buridan/constraints'
import { type AnyRepresentation, dual, isLieRepresentation, tensorProduct, trivial } from '@buridan/groups'
import { isTrivial } from '../core/trivial.js'

/** The largest dim a · dim b · dim c of a product a ⊗ b → c that is looked for. */
const MAX_INTERACTION = { exact: 2 ** 14, floating: 300 }
/** The most indices of such a product: diagrams multiply with them. */
const MAX_INDICES = 6
/** Multiplications a sample for products, and numbers that come out of them, for each coordinate of the representation. */
const BUDGET = 2

/** Summands of the same representation. */
export interface Kind {
  readonly rep: AnyRepresentation
  readonly count: number
  readonly segments: readonly { readonly offset: number; readonly count: number }[]
}

export function kindsOf(rep: AnyRepresentation): Kind[] {
  const kinds = new Map<string, Kind>()
  for (const { rep: part, count, offset } of rep.summands) {
    const before = kinds.get(part.key)
    kinds.set(part.key, {
      rep: part,
      count: (before?.count ?? 0) + count,
      segments: [...(before?.segments ?? []), { offset, count }],
    })
  }
  return [...kinds.values()]
}

/** What of a map the choice depends on. */
export type MapSize = Pick<StructuredMap, 'rows' | 'nonzeros'>

interface ChosenTarget<M extends MapSize> {
  readonly out: number
  readonly maps: M[]
}

export interface ChosenPair<M extends MapSize = StructuredMap> {
  readonly left: number
  readonly right: number
  readonly channels: number
  readonly targets: ChosenTarget<M>[]
}

/** What {@link chooseProducts} may take. */
export interface ProductOptions {
  /** The most channels of a summand that are multiplied. */
  readonly channels: number
  /** Whether the input is added to the output. */
  readonly skip: boolean
  /** Whether to multiply two permutation summands with each other. */
  readonly amongPermutations: boolean
}

/**
 * Which pairs of summands are multiplied, by how many channels, and which of the maps take the products on: the smallest
 * pairs, and of their maps those of fewest entries, in turn for each summand they go to, as long as they fit the budget.
 */
export function chooseProducts<M extends MapSize>(
  ins: readonly Kind[],
  outs: readonly Kind[],
  options: ProductOptions,
  mapsOf: (a: AnyRepresentation, b: AnyRepresentation, c: AnyRepresentation) => readonly M[],
): readonly ChosenPair<M>[] {
  if (options.channels === 0) return []
  const dimOf = (kinds: readonly Kind[]) => kinds.reduce((sum, k) => sum + k.count * k.rep.dim, 0)
  // without a skip the products are all there is
  const budget = (options.skip ? BUDGET : 4 * BUDGET) * Math.max(dimOf(ins), dimOf(outs))
  return withMaps(ins, outs, affordablePairs<M>(ins, options, budget), budget, mapsOf)
}

function affordablePairs<M extends MapSize>(
  summands: readonly Kind[],
  { channels, amongPermutations }: ProductOptions,
  budget: number,
): ChosenPair<M>[] {
  const trivials = summands.map(({ rep }) => isTrivial(rep))
  const all = summands.flatMap((a, left) =>
    summands.slice(left).flatMap((b, k): ChosenPair<M>[] => {
      if (trivials[left] || trivials[left + k]) return []
      const permutations = a.rep.structure === 'permutation' && b.rep.structure === 'permutation'
      if (permutations && !amongPermutations) return []
      return [{ left, right: left + k, channels: Math.min(channels, a.count, b.count), targets: [] }]
    }),
  )
  const size = (p: ChosenPair<M>) => summands[p.left]!.rep.dim * summands[p.right]!.rep.dim
  let rest = budget
  return all
    .sort((x, y) => size(x) - size(y))
    .flatMap((p) => {
      const affordable = Math.min(p.channels, Math.floor(rest / size(p)))
      rest -= affordable * size(p)
      return affordable > 0 ? [{ ...p, channels: affordable }] : []
    })
}

/** One map of a pair to a summand, not yet chosen. */
interface Choice<M extends MapSize> {
  readonly pair: ChosenPair<M>
  readonly out: number
  readonly map: M
  readonly turn: number
}

function withMaps<M extends MapSize>(
  ins: readonly Kind[],
  outs: readonly Kind[],
  pairs: readonly ChosenPair<M>[],
  budget: number,
  mapsOf: (a: AnyRepresentation, b: AnyRepresentation, c: AnyRepresentation) => readonly M[],
): ChosenPair<M>[] {
  const choices = pairs.flatMap((pair) =>
    outs.flatMap(({ rep }, out): Choice<M>[] =>
      mapsOf(ins[pair.left]!.rep, ins[pair.right]!.rep, rep).map((map, turn) => ({ pair, out, map, turn })),
    ),
  )
  let rest = budget
  for (const { pair, out, map } of choices.sort(
    (x, y) => x.turn - y.turn || x.map.nonzeros - y.map.nonzeros,
  )) {
    const cost = pair.channels * map.rows
    if (cost > rest) continue
    rest -= cost
    const target = pair.targets.find((t) => t.out === out)
    if (target) target.maps.push(map)
    else pair.targets.push({ out, maps: [map] })
  }
  return pairs.filter((p) => p.targets.length > 0)
}

/** Equivariant maps a ⊗ b → c that may take products on, those of fewest entries first; none where they would be too large to look for. */
export function productMaps(
  a: AnyRepresentation,
  b: AnyRepresentation,
  c: AnyRepresentation,
): readonly StructuredMap[] {
  const exact = [a, b, c].every((r) => isLieRepresentation(r) || r.isMonomial)
  if (a.dim * b.dim * c.dim > MAX_INTERACTION[exact ? 'exact' : 'floating']) return []
  if ([a, b, c].reduce((sum, r) => sum + indicesOf(r), 0) > MAX_INDICES) return ofNumbers(a, b, c)
  return sparseBasis(tensorProduct(a, b), c) ?? []
}

/** Products of dimension one, which are plain products of numbers however many indices they have; none of others. */
function ofNumbers(
  a: AnyRepresentation,
  b: AnyRepresentation,
  c: AnyRepresentation,
): readonly StructuredMap[] {
  if (a.dim * b.dim * c.dim !== 1) return []
  const scalar: AnyRepresentation = trivial(a.group)
  return isTrivial(tensorProduct<AnyRepresentation>(a, b, dual(c))) ? (sparseBasis(scalar, scalar) ?? []) : []
}

function indicesOf(rep: AnyRepresentation): number {
  return (isLieRepresentation(rep) ? rep.axes?.length : rep.pointAxes?.length) ?? 1
}
