import { type StructuredMap, sparseBasis } from '@buridan/constraints'
import { type AnyRepresentation, LieRepresentation, tensorProduct } from '@buridan/groups'

/** The largest dim a · dim b · dim c of a product a ⊗ b → c that is looked for. */
const MAX_INTERACTION = { exact: 2 ** 14, floating: 300 }
/** The most indices of such a product: diagrams multiply with them. */
const MAX_INDICES = 6
/** Multiplications a sample for products, and numbers that come out of them, for each coordinate of the representation. */
const BUDGET = 2

/** A pair of summands whose channels are multiplied, u ⊗ v, and the maps that take the products on. */
export interface PlannedPair {
  readonly left: number
  readonly right: number
  readonly channels: number
  /** First column among the channels that the left and the right summand are mixed to. */
  readonly leftColumn: number
  readonly rightColumn: number
  /** Q⊤ of all targets side by side, [dim a · dim b, width], and the same by its entries. */
  readonly maps: Float32Array
  readonly entries: { readonly row: Int32Array; readonly column: Int32Array; readonly value: Float32Array }
  readonly width: number
  readonly targets: readonly PlannedTarget[]
}

/** What of a pair's products goes to one summand. */
interface PlannedTarget {
  readonly out: number
  /** First column of `maps`; map q's coordinate k is column + q · dim + k. */
  readonly column: number
  readonly rank: number
  /** First column among the products that arrive at `out`: map q of channel c is outColumn + q · channels + c. */
  readonly outColumn: number
}

/** Equal summands of a representation, together, and their part of the weights. */
export interface PlannedSummand {
  /** Where copies lie that follow each other. */
  readonly segments: readonly { readonly offset: number; readonly count: number }[]
  readonly count: number
  readonly dim: number
  /** Channels: of the input those its copies are mixed to, of the output the products that arrive. */
  readonly channels: number
  /** Where the matrix starts in the weights: count × channels for the input, channels × count for the output. */
  readonly at: number
}

/** The bilinear map that the product kernels compute. */
export interface ProductPlan {
  readonly inputs: number
  readonly outputs: number
  /** Whether the input is added to the output. */
  readonly skip: boolean
  readonly sources: readonly PlannedSummand[]
  readonly targets: readonly PlannedSummand[]
  readonly pairs: readonly PlannedPair[]
  readonly weightCount: number
  readonly deviations: Float32Array
  /** Multiplications a sample, entry by entry, and matrix products. */
  readonly cost: { readonly multiplications: number; readonly products: number }
}

/** Summands of the same representation. */
interface Kind {
  readonly rep: AnyRepresentation
  readonly count: number
  readonly segments: readonly { readonly offset: number; readonly count: number }[]
}

function kindsOf(rep: AnyRepresentation): Kind[] {
  const kinds = new Map<string, Kind>()
  for (const { rep: part, count, offset } of rep.summands) {
    const before = kinds.get(part.text)
    kinds.set(part.text, {
      rep: part,
      count: (before?.count ?? 0) + count,
      segments: [...(before?.segments ?? []), { offset, count }],
    })
  }
  return [...kinds.values()]
}

interface Target {
  readonly out: number
  readonly maps: StructuredMap[]
}

interface Pair {
  readonly left: number
  readonly right: number
  readonly channels: number
  readonly targets: Target[]
}

/**
 * Plans x ↦ Σ W_c Q(U x_a ⊗ V x_b): for pairs of summands that are no scalars, equivariant products of a few mixed
 * channels. Products with scalars are left to gates. The smallest pairs are taken, and of their maps those of fewest entries,
 * in turn for each summand they go to, as long as they fit the budget. With `skip`, to a representation itself, x is added.
 */
export function planProducts(
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
  options: {
    readonly channels: number
    readonly skip: boolean
    /** Whether to multiply two permutation summands with each other. */
    readonly amongPermutations: boolean
  },
): ProductPlan {
  const [ins, outs] = [kindsOf(repIn), kindsOf(repOut)]
  // without a skip the products are all there is
  const budget = (options.skip ? BUDGET : 4 * BUDGET) * Math.max(repIn.dim, repOut.dim)
  const pairs = options.channels === 0 ? [] : affordablePairs(ins, options, budget)
  return laidOut(repIn.dim, repOut.dim, ins, outs, withMaps(ins, outs, pairs, budget), options.skip)
}

function affordablePairs(
  summands: readonly Kind[],
  { channels, amongPermutations }: { readonly channels: number; readonly amongPermutations: boolean },
  budget: number,
): Pair[] {
  const all = summands.flatMap((a, left) =>
    summands.slice(left).flatMap((b, k): Pair[] => {
      if (a.rep.dim === 1 || b.rep.dim === 1) return []
      const permutations = a.rep.structure === 'permutation' && b.rep.structure === 'permutation'
      if (permutations && !amongPermutations) return []
      return [{ left, right: left + k, channels: Math.min(channels, a.count, b.count), targets: [] }]
    }),
  )
  const size = (p: Pair) => summands[p.left]!.rep.dim * summands[p.right]!.rep.dim
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
interface Choice {
  readonly pair: Pair
  readonly out: number
  readonly map: StructuredMap
  readonly turn: number
}

function withMaps(
  ins: readonly Kind[],
  outs: readonly Kind[],
  pairs: readonly Pair[],
  budget: number,
): Pair[] {
  const known = new Map<string, readonly StructuredMap[]>()
  const choices = pairs.flatMap((pair) =>
    outs.flatMap((c, out): Choice[] => {
      const [a, b] = [ins[pair.left]!.rep, ins[pair.right]!.rep]
      const key = `${a.text} ⊗ ${b.text} → ${c.rep.text}`
      if (!known.has(key)) known.set(key, productsOf(a, b, c.rep))
      return known.get(key)!.map((map, turn) => ({ pair, out, map, turn }))
    }),
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

function productsOf(
  a: AnyRepresentation,
  b: AnyRepresentation,
  c: AnyRepresentation,
): readonly StructuredMap[] {
  const exact = [a, b, c].every((r) => r instanceof LieRepresentation || r.isMonomial)
  if (a.dim * b.dim * c.dim > MAX_INTERACTION[exact ? 'exact' : 'floating']) return []
  if ([a, b, c].reduce((sum, r) => sum + indicesOf(r), 0) > MAX_INDICES) return []
  return sparseBasis(tensorProduct(a, b), c) ?? []
}

function indicesOf(rep: AnyRepresentation): number {
  return (rep instanceof LieRepresentation ? rep.axes?.length : rep.pointAxes?.length) ?? 1
}

function laidOut(
  inputs: number,
  outputs: number,
  ins: readonly Kind[],
  outs: readonly Kind[],
  chosen: readonly Pair[],
  skip: boolean,
): ProductPlan {
  const channels = new Int32Array(ins.length)
  const arriving = new Int32Array(outs.length)
  const pairs = chosen.map((pair): PlannedPair => {
    const { left, right, channels: ch } = pair
    const leftColumn = channels[left]!
    channels[left]! += ch
    const rightColumn = channels[right]!
    channels[right]! += ch
    const sizes = pair.targets.map((t) => t.maps.length * outs[t.out]!.rep.dim)
    const width = sizes.reduce((sum, s) => sum + s, 0)
    const rows = ins[left]!.rep.dim * ins[right]!.rep.dim
    const maps = new Float32Array(rows * width)
    let column = 0
    const targets = pair.targets.map((t, k): PlannedTarget => {
      t.maps.forEach((map, q) => {
        write(map, maps, width, column + q * map.rows)
      })
      const planned = { out: t.out, column, rank: t.maps.length, outColumn: arriving[t.out]! }
      column += sizes[k]!
      arriving[t.out]! += ch * t.maps.length
      return planned
    })
    return {
      left,
      right,
      channels: ch,
      leftColumn,
      rightColumn,
      maps,
      entries: entriesOf(maps, width),
      width,
      targets,
    }
  })
  const sources = planned(ins, channels, 0)
  const targets = planned(outs, arriving, sizeOf(sources))
  const weightCount = sizeOf(sources) + sizeOf(targets)
  const deviations = new Float32Array(weightCount)
  for (const s of sources) deviations.fill(1 / Math.sqrt(s.count), s.at, s.at + s.channels * s.count)
  for (const t of targets) {
    // a tenth of the skip's scale where there is one
    const sigma = (skip ? 0.1 : 1) / Math.sqrt(Math.max(1, t.channels))
    deviations.fill(sigma, t.at, t.at + t.channels * t.count)
  }
  const cost = costOf(pairs, [...sources, ...targets])
  return { inputs, outputs, skip, sources, targets, pairs, weightCount, deviations, cost }
}

function planned(kinds: readonly Kind[], channels: Int32Array, start: number): PlannedSummand[] {
  let at = start
  return kinds.map(({ segments, count, rep }, k) => {
    const mine = { segments, count, dim: rep.dim, channels: channels[k]!, at }
    at += count * channels[k]!
    return mine
  })
}

function sizeOf(summands: readonly PlannedSummand[]): number {
  return summands.reduce((sum, s) => sum + s.count * s.channels, 0)
}

function entriesOf(maps: Float32Array, width: number): PlannedPair['entries'] {
  const places = [...maps.keys()].filter((e) => maps[e] !== 0)
  return {
    row: Int32Array.from(places, (e) => Math.floor(e / width)),
    column: Int32Array.from(places, (e) => e % width),
    value: Float32Array.from(places, (e) => maps[e]!),
  }
}

/** A map's entries as columns, scaled so that channels of unit variance have products of unit variance. */
function write(map: StructuredMap, out: Float32Array, width: number, column: number): void {
  let norm = 0
  map.forEach((_k, _pair, v) => {
    norm += v * v
  })
  const scale = Math.sqrt(map.rows / norm)
  map.forEach((k, pair, v) => {
    out[pair * width + column + k] = scale * v
  })
}

function costOf(pairs: readonly PlannedPair[], summands: readonly PlannedSummand[]): ProductPlan['cost'] {
  const mixing = summands.reduce((sum, s) => sum + s.dim * s.count * s.channels, 0)
  const mapping = pairs.reduce(
    (sum, p) => sum + p.channels * (p.entries.row.length + p.maps.length / p.width),
    0,
  )
  const products = summands.reduce((sum, s) => sum + Number(s.channels > 0), 0)
  return { multiplications: mixing + mapping, products: products + pairs.length }
}
