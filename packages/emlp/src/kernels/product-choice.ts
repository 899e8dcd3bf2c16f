import type { StructuredMap } from '@buridan/constraints'
import { shown } from '@buridan/core'
import { type AnyRepresentation, InvalidArgumentError } from '@buridan/groups'
import { isTrivial } from '../core/trivial.js'
import { KnownMaps, type MapsOf } from './known-maps.js'
import { entryCount } from './map-entries.js'
import { pointwiseProduct } from './pointwise-product.js'
import { areMany, missingProducts, type TargetMap } from './product-completion.js'
import { isLong, isTooLarge } from './product-maps.js'
import type { Kind } from './summand-kinds.js'

/** Multiplications a sample for products, and numbers that come out of them, for each coordinate of the representation. */
const BUDGET = 2
/** The same for products that nothing else reaches. */
const COMPLETION = 8
/** Permutation representations of more points have pointwise functions and no products. */
const MAX_POINTWISE = 256

interface ChosenTarget {
  readonly out: number
  readonly maps: StructuredMap[]
}

interface Pair {
  readonly left: number
  readonly right: number
  readonly channels: number
}

export interface ChosenPair extends Pair {
  readonly targets: ChosenTarget[]
}

/**
 * How products are chosen. 1, of models saved before there was a choice: the smallest pairs within a budget. 2: the same, then every
 * product that is not in reach without it, as long as a larger budget lasts.
 */
export type Choice = 1 | 2

/** What configurations of versions up to 0.2.1 mean. */
export const FORMER_CHOICE = { choice: 1 } as const

/** A choice that a configuration gives; 2 by default. */
export function choiceOf(given: unknown): Choice {
  const choice = given ?? 2
  if (choice === 1 || choice === 2) return choice
  throw new InvalidArgumentError(`choice is ${shown(choice)}; it must be 1 or 2`)
}

/**
 * Equivariant products of two summands a ⊗ b → c that a layer does not have, though they may be out of the reach of those that it has;
 * of over 300 maps it is not asked whether they are, and all are said.
 * `cost`: `maps` of them would cost more than products may, eight multiplications a coordinate; `size`: none was looked for, being too
 * large.
 */
export interface LeftOutProducts {
  readonly left: AnyRepresentation
  readonly right: AnyRepresentation
  readonly out: AnyRepresentation
  readonly why: 'cost' | 'size'
  /** How many maps; undefined where none was looked for. */
  readonly maps?: number
}

/** What {@link chooseProducts} takes, and what it does not. */
export interface Choices {
  readonly pairs: readonly ChosenPair[]
  readonly leftOut: readonly LeftOutProducts[]
}

/** What {@link chooseProducts} may take. */
export interface ProductOptions {
  /** The most channels of a summand that are multiplied. */
  readonly channels: number
  /** Whether the input is added to the output. */
  readonly skip: boolean
  /** Whether to multiply two permutation summands with each other. */
  readonly amongPermutations: boolean
  readonly choice: Choice
}

/**
 * Which pairs of summands are multiplied, by how many channels, and which of the maps take the products on: the smallest
 * pairs, and of their maps those of fewest entries, in turn for each summand they go to, as long as they fit the budget. Then what
 * is out of reach, the cheapest first, within a larger one.
 */
export function chooseProducts(
  ins: readonly Kind[],
  outs: readonly Kind[],
  options: ProductOptions,
  find: MapsOf,
): Choices {
  if (options.channels === 0) return { pairs: [], leftOut: [] }
  const known = new KnownMaps(find, options.choice === 1)
  const mapsOf = known.of
  const dimOf = (kinds: readonly Kind[]) => kinds.reduce((sum, k) => sum + k.count * k.rep.dim, 0)
  const dim = Math.max(dimOf(ins), dimOf(outs))
  // without a skip the products are all there is
  const budget = (options.skip ? BUDGET : 4 * BUDGET) * dim
  const all = pairsOf(ins, options)
  const apart = all.filter((p) => options.amongPermutations || !isPointwise(ins, p))
  if (options.choice === 1) {
    return { pairs: withMaps(ins, outs, affordable(ins, apart, budget), budget, known), leftOut: [] }
  }
  const possible = apart.filter(({ left, right }) =>
    outs.some((c) => mapsOf(ins[left]!.rep, ins[right]!.rep, c.rep).length > 0),
  )
  const chosen = withMaps(ins, outs, affordable(ins, possible, budget), budget, known)
  const maps = ({ left, right }: Pair): TargetMap[] => {
    const [a, b] = [ins[left]!.rep, ins[right]!.rep]
    const gated = !options.amongPermutations && isPointwise(ins, { left, right })
    return outs.flatMap(({ rep: c }, out) =>
      (gated && c.structure === 'permutation' ? amongPermutations(a, b, c, mapsOf) : mapsOf(a, b, c)).map(
        (map) => ({ out, map }),
      ),
    )
  }
  const { added, costly } = completion(ins, outs, all, chosen, COMPLETION * dim, maps)
  return { pairs: [...chosen, ...added], leftOut: [...costly, ...unsought(ins, outs, apart)] }
}

/** Products of which none was looked for. */
function unsought(ins: readonly Kind[], outs: readonly Kind[], pairs: readonly Pair[]): LeftOutProducts[] {
  return pairs.flatMap((pair) => {
    const [left, right] = [ins[pair.left]!.rep, ins[pair.right]!.rep]
    return outs.flatMap(({ rep: out }): LeftOutProducts[] =>
      isLong(left, right, out) || isTooLarge(left, right, out) ? [{ left, right, out, why: 'size' }] : [],
    )
  })
}

/** Of products of permutation representations to such ones: those of one with itself. Others are made of them by linear maps. */
function amongPermutations(
  a: AnyRepresentation,
  b: AnyRepresentation,
  c: AnyRepresentation,
  mapsOf: MapsOf,
): readonly StructuredMap[] {
  if (a.key !== c.key || b.key !== c.key || c.dim > MAX_POINTWISE) return []
  return [pointwiseProduct(c.dim), ...mapsOf(c, c, c)]
}

function isPointwise(summands: readonly Kind[], { left, right }: Pick<Pair, 'left' | 'right'>): boolean {
  return [left, right].every((k) => summands[k]!.rep.structure === 'permutation')
}

function pairsOf(summands: readonly Kind[], { channels }: ProductOptions): Pair[] {
  const trivials = summands.map(({ rep }) => isTrivial(rep))
  return summands.flatMap((a, left) =>
    summands.slice(left).flatMap((b, k) => {
      if (trivials[left] || trivials[left + k]) return []
      return [{ left, right: left + k, channels: Math.min(channels, a.count, b.count) }]
    }),
  )
}

function affordable(summands: readonly Kind[], pairs: readonly Pair[], budget: number): ChosenPair[] {
  const size = (p: Pair) => summands[p.left]!.rep.dim * summands[p.right]!.rep.dim
  let rest = budget
  return [...pairs]
    .sort((x, y) => size(x) - size(y))
    .flatMap((p) => {
      const channels = Math.min(p.channels, Math.floor(rest / size(p)))
      rest -= channels * size(p)
      return channels > 0 ? [{ ...p, channels, targets: [] }] : []
    })
}

/** One map of a pair to a summand, not yet chosen. */
interface MapChoice {
  readonly pair: ChosenPair
  readonly out: number
  readonly map: StructuredMap
  readonly turn: number
}

function withMaps(
  ins: readonly Kind[],
  outs: readonly Kind[],
  pairs: readonly ChosenPair[],
  budget: number,
  known: KnownMaps,
): ChosenPair[] {
  const choices = pairs.flatMap((pair) =>
    outs.flatMap(({ rep }, out): MapChoice[] =>
      known.of(ins[pair.left]!.rep, ins[pair.right]!.rep, rep).map((map, turn) => ({ pair, out, map, turn })),
    ),
  )
  let rest = budget
  for (const { pair, out, map } of choices.sort(
    (x, y) => x.turn - y.turn || known.entries(x.map) - known.entries(y.map),
  )) {
    const cost = pair.channels * map.rows
    if (cost > rest) continue
    rest -= cost
    add(pair, out, map)
  }
  return pairs.filter((p) => p.targets.length > 0)
}

function add(pair: ChosenPair, out: number, map: StructuredMap): void {
  const target = pair.targets.find((t) => t.out === out)
  if (target) target.maps.push(map)
  else pair.targets.push({ out, maps: [map] })
}

/** Every product that is not in reach, the cheapest first: one channel, of cheap ones all. */
function completion(
  ins: readonly Kind[],
  outs: readonly Kind[],
  pairs: readonly Pair[],
  chosen: readonly ChosenPair[],
  budget: number,
  mapsOf: (pair: Pair) => TargetMap[],
): { added: ChosenPair[]; costly: LeftOutProducts[] } {
  const targets = outs.map((c) => c.rep)
  const missing = pairs.flatMap(({ left, right, channels }) => {
    const all = mapsOf({ left, right, channels })
    const before = chosen.find((p) => p.left === left && p.right === right)?.targets ?? []
    const taken = all.filter(({ out, map }) => before.find((t) => t.out === out)?.maps.includes(map))
    const of = (channels: number): ChosenPair => ({ left, right, channels, targets: [] })
    const pair = { many: of(channels), one: of(1) }
    const missing = missingProducts([ins[left]!.rep, ins[right]!.rep], targets, all, taken)
    return missing.map((t) => ({ ...t, pair, isLast: areMany(all, t.out) }))
  })
  // those that may be in reach of others come after those that are not
  missing.sort((x, y) => Number(x.isLast) - Number(y.isLast) || entryCount(x.map) - entryCount(y.map))
  let rest = budget
  const added = new Set<ChosenPair>()
  const costly = new Map<string, LeftOutProducts>()
  for (const { pair, out, map } of missing) {
    const cost = entryCount(map) + map.rows
    // all channels as long as half of the budget is left
    const { many, one } = pair
    const chosenPair = cost * many.channels <= rest - budget / 2 ? many : one
    if (cost * chosenPair.channels > rest) {
      const [left, right] = [ins[one.left]!.rep, ins[one.right]!.rep]
      const key = `${one.left} ${one.right} ${out}`
      const maps = (costly.get(key)?.maps ?? 0) + 1
      costly.set(key, { left, right, out: targets[out]!, why: 'cost', maps })
      continue
    }
    rest -= cost * chosenPair.channels
    add(chosenPair, out, map)
    added.add(chosenPair)
  }
  return { added: [...added], costly: [...costly.values()] }
}
