import type { StructuredMap } from '@buridan/constraints'
import type { AnyRepresentation } from '@buridan/groups'
import {
  type Choices,
  type ChosenPair,
  chooseProducts,
  type LeftOutProducts,
  type ProductOptions,
} from './product-choice.js'
import { productMaps } from './product-maps.js'
import { type Kind, kindsOf } from './summand-kinds.js'
import { refuseWeights } from './weight-memory.js'

/** A pair of summands whose channels are multiplied, u ⊗ v, and the maps that take the products on. */
export interface PlannedPair {
  readonly left: number
  readonly right: number
  readonly channels: number
  /** First column among the channels that the left and the right summand are mixed to. */
  readonly leftColumn: number
  readonly rightColumn: number
  /** The coordinates of u and of v whose products some map takes on: product k is u[first[k]] · v[second[k]]. */
  readonly first: Int32Array
  readonly second: Int32Array
  /** Q⊤ of all targets side by side, [products, width], and the same by its entries. */
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
  /** Products that might be out of reach. */
  readonly leftOut: readonly LeftOutProducts[]
  /** Multiplications a sample, entry by entry, and matrix products. */
  readonly cost: { readonly multiplications: number; readonly products: number }
}

/**
 * Plans x ↦ Σ W_c Q(U x_a ⊗ V x_b): for pairs of summands that are not trivial, equivariant products of a few mixed
 * channels, those of {@link chooseProducts}. Products with scalars are left to gates. With `skip`, to a representation
 * itself, x is added.
 */
export function planProducts(
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
  options: ProductOptions,
): ProductPlan {
  const [ins, outs] = [kindsOf(repIn), kindsOf(repOut)]
  return laidOut(
    repIn.dim,
    repOut.dim,
    ins,
    outs,
    chooseProducts(ins, outs, options, productMaps),
    options.skip,
  )
}

function laidOut(
  inputs: number,
  outputs: number,
  ins: readonly Kind[],
  outs: readonly Kind[],
  { pairs: chosen, leftOut }: Choices,
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
    const used = productsOf(pair, ins[right]!.rep.dim)
    const maps = new Float32Array(used.first.length * width)
    let column = 0
    const targets = pair.targets.map((t, k): PlannedTarget => {
      t.maps.forEach((map, q) => {
        write(map, maps, width, column + q * map.rows, used.row)
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
      first: used.first,
      second: used.second,
      maps,
      entries: entriesOf(maps, width),
      width,
      targets,
    }
  })
  const sources = planned(ins, channels, 0)
  const targets = planned(outs, arriving, sizeOf(sources))
  const weightCount = sizeOf(sources) + sizeOf(targets)
  refuseWeights(weightCount, `a product of dimensions ${inputs} → ${outputs}`)
  const deviations = new Float32Array(weightCount)
  for (const s of sources) deviations.fill(1 / Math.sqrt(s.count), s.at, s.at + s.channels * s.count)
  for (const t of targets) {
    // a tenth of the skip's scale where there is one
    const sigma = (skip ? 0.1 : 1) / Math.sqrt(Math.max(1, t.channels))
    deviations.fill(sigma, t.at, t.at + t.channels * t.count)
  }
  const cost = costOf(pairs, [...sources, ...targets])
  return { inputs, outputs, skip, sources, targets, pairs, weightCount, deviations, leftOut, cost }
}

/** The products of coordinates that a pair's maps read, and the row of each. */
function productsOf(pair: ChosenPair, right: number) {
  const products = new Set<number>()
  for (const map of pair.targets.flatMap((t) => t.maps)) {
    map.forEach((_k, product) => {
      products.add(product)
    })
  }
  const sorted = Int32Array.from(products).sort()
  return {
    first: sorted.map((p) => Math.floor(p / right)),
    second: sorted.map((p) => p % right),
    row: new Map([...sorted].map((p, k) => [p, k])),
  }
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
  let count = 0
  for (let e = 0; e < maps.length; e++) count += Number(maps[e] !== 0)
  const [row, column, value] = [new Int32Array(count), new Int32Array(count), new Float32Array(count)]
  for (let e = 0, k = 0; e < maps.length; e++) {
    if (maps[e] === 0) continue
    row[k] = Math.floor(e / width)
    column[k] = e % width
    value[k++] = maps[e]!
  }
  return { row, column, value }
}

/** A map's entries as columns, scaled so that channels of unit variance have products of unit variance. */
function write(
  map: StructuredMap,
  out: Float32Array,
  width: number,
  column: number,
  rowOf: ReadonlyMap<number, number>,
): void {
  let norm = 0
  map.forEach((_k, _pair, v) => {
    norm += v * v
  })
  const scale = Math.sqrt(map.rows / norm)
  map.forEach((k, pair, v) => {
    out[rowOf.get(pair)! * width + column + k] = scale * v
  })
}

function costOf(pairs: readonly PlannedPair[], summands: readonly PlannedSummand[]): ProductPlan['cost'] {
  const mixing = summands.reduce((sum, s) => sum + s.dim * s.count * s.channels, 0)
  const mapping = pairs.reduce((sum, p) => sum + p.channels * (p.entries.row.length + p.first.length), 0)
  const products = summands.reduce((sum, s) => sum + Number(s.channels > 0), 0)
  return { multiplications: mixing + mapping, products: products + pairs.length }
}
