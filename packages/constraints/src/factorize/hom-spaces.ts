import { integerIn, knownOptions } from '@buridan/core'
import { type AnyRepresentation, distributed, isLieRepresentation, sameGroup } from '@buridan/groups'
import { equivariantBasis } from '../basis/solve-basis.js'
import { RankMismatchError } from '../errors.js'
import { type Place, PlacedMap } from '../maps/placed-map.js'
import { SparseMap } from '../maps/sparse-map.js'
import type { StructuredMap } from '../maps/structured-map.js'
import { Echelon, type Measured } from './echelon.js'
import { Probes, SPARE } from './probes.js'
import { standInsFor } from './stand-ins.js'

/** The largest rank of a pair of summands whose maps are taken apart. */
const MAX_RANK = 256
/** The most operations that taking the maps of a pair apart may take: each product of two, on each probe. */
const MAX_WORK = 2 ** 33

/** The equivariant maps of a pair. */
interface HomSpace {
  readonly maps: readonly StructuredMap[]
  /** The maps by which independence is decided: the same, or those of the representations that stand in. */
  readonly tested: readonly StructuredMap[]
}

/**
 * Equivariant maps between some representations, and their values on random vectors, by which independence is decided: maps are
 * independent iff, with probability one, the numbers y⊤Wx are. Maps are named by their number in a list.
 */
export class HomSpaces {
  readonly #homs = new Map<string, HomSpace | undefined>()
  readonly #standIns: ReadonlyMap<string, AnyRepresentation> | undefined
  readonly #probes = new Probes()

  /** @param reps - All between which maps will be asked for */
  constructor(reps: readonly AnyRepresentation[]) {
    this.#standIns = standInsFor(reps)
  }

  /** A basis of Hom(a, b), maps of fewest entries first; undefined if there are too many. */
  maps(a: AnyRepresentation, b: AnyRepresentation): readonly StructuredMap[] | undefined {
    return this.#space(a, b)?.maps
  }

  /** y⊤Wx for map number i of Hom(a, b). */
  values(a: AnyRepresentation, b: AnyRepresentation, i: number): Measured {
    const { tested } = this.#space(a, b)!
    return this.#probes.values(this.#standIn(a), this.#standIn(b), tested.length, tested[i]!)
  }

  /** y⊤BAx for map number i of Hom(a, through) and map number k of Hom(through, b). */
  productValues(
    a: AnyRepresentation,
    through: AnyRepresentation,
    b: AnyRepresentation,
    i: number,
    k: number,
  ): Measured {
    const rank = this.#space(a, b)!.tested.length
    const first = this.#space(a, through)!.tested[i]!
    const second = this.#space(through, b)!.tested[k]!
    return this.#probes.productValues(this.#standIn(a), this.#standIn(b), rank, first, second)
  }

  #standIn(rep: AnyRepresentation): AnyRepresentation {
    return this.#standIns?.get(rep.key) ?? rep
  }

  #space(a: AnyRepresentation, b: AnyRepresentation): HomSpace | undefined {
    const key = `${a.key} → ${b.key}`
    if (!this.#homs.has(key)) this.#homs.set(key, this.#solve(a, b))
    return this.#homs.get(key)
  }

  #solve(a: AnyRepresentation, b: AnyRepresentation): HomSpace | undefined {
    const [testA, testB] = [this.#standIn(a), this.#standIn(b)]
    const basis = equivariantBasis(testA, testB)
    const { rank } = basis
    if (rank > MAX_RANK) return undefined
    // listed maps together have as many entries as the block
    const listed = basis.blocks.every((b) => b.solution.solver !== 'diagrams')
    if (listed && isTooMuch(rank, testA.dim * testB.dim)) return undefined
    const tested = basis.blocks.flatMap((block) => block.solution.spanning)
    const cost = tested.reduce((sum, m) => sum + m.cost, 0)
    if (isTooMuch(rank, cost)) return undefined
    const maps =
      testA === a && testB === b
        ? tested
        : equivariantBasis(a, b).blocks.flatMap((block) => block.solution.spanning)
    const order = [...maps.keys()].sort((i, k) => maps[i]!.nonzeros - maps[k]!.nonzeros)
    const chosen = tested.length === rank ? order : this.#independent(testA, testB, rank, tested, order)
    return { maps: chosen.map((i) => maps[i]!), tested: chosen.map((i) => tested[i]!) }
  }

  #independent(
    a: AnyRepresentation,
    b: AnyRepresentation,
    rank: number,
    maps: readonly StructuredMap[],
    order: readonly number[],
  ): number[] {
    let echelon = new Echelon()
    const chosen = order.filter((i) => {
      const more = echelon.size < rank ? echelon.with(this.#probes.values(a, b, rank, maps[i]!)) : undefined
      if (more) echelon = more
      return more !== undefined
    })
    if (chosen.length === rank) return chosen
    throw new RankMismatchError(
      `${a.text} → ${b.text}: of the maps of rank ${rank} floating point tells ${chosen.length} apart as independent`,
    )
  }
}

/** Whether all products of maps of a total cost, on a probe for each, are too many operations. */
function isTooMuch(rank: number, cost: number): boolean {
  return rank * (rank + SPARE) * cost > MAX_WORK
}

/** Maps of a pair as they are listed, where they are independent as they are: nothing is computed with them, however many. */
function listed(a: AnyRepresentation, b: AnyRepresentation, most: number): StructuredMap[] | undefined {
  const { rank, blocks } = equivariantBasis(a, b)
  if (rank > most || blocks.some((block) => block.solution.solver === 'diagrams')) return undefined
  const maps = blocks.flatMap((block) => block.solution.spanning)
  return maps.length === rank ? maps.sort((x, y) => x.nonzeros - y.nonzeros) : undefined
}

/** Options of {@link sparseBasis}. */
export interface SparseBasisOptions {
  /** The largest rank of which the maps are given, 256 by default. */
  readonly most?: number
}

/**
 * A basis of Hom_G(ρ_in, ρ_out) of structured maps with few entries, not orthonormal; undefined if the rank is over `most`, or if it is over
 * 256 and the maps that span would have to be told apart as independent. Sums have the maps of each pair of summands, ordered as the
 * coefficients of `equivariantBasis`: [summand out][summand in][copy out][copy in][map].
 *
 * @throws As {@link equivariantBasis}; InvalidArgumentError if `most` is not a number of maps
 * @remarks As {@link equivariantBasis} for each pair of summands, and O(maps · rank²) to choose those that are independent.
 *
 * @example
 * ```ts
 * import { sparseBasis } from '@buridan/constraints'
 * import { orthogonal, tensor } from '@buridan/groups'
 * const T2 = tensor(orthogonal(3), 2)
 * console.log(sparseBasis(T2, T2)!.map((m) => m.nonzeros)) // → [ 9, 9, 9 ]
 * ```
 */
export function sparseBasis(
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
  options: SparseBasisOptions = {},
): readonly StructuredMap[] | undefined {
  sameGroup(repIn, repOut)
  const { most = MAX_RANK } = knownOptions(options, { most: true }, 'sparseBasis')
  integerIn(most, 0, 2 ** 24, 'most')
  const [inside, outside] = [inSummands(repIn), inSummands(repOut)]
  const homs = new HomSpaces([...inside.sum.summands, ...outside.sum.summands].map((s) => s.rep))
  const found: StructuredMap[] = []
  for (const out of outside.sum.summands) {
    for (const inn of inside.sum.summands) {
      const maps = homs.maps(inn.rep, out.rep) ?? listed(inn.rep, out.rep, most)
      if (!maps || found.length + out.count * inn.count * maps.length > most) return undefined
      for (let o = 0; o < out.count; o++) {
        for (let i = 0; i < inn.count; i++) {
          const place = {
            rows: repOut.dim,
            cols: repIn.dim,
            row: out.offset + o * out.rep.dim,
            col: inn.offset + i * inn.rep.dim,
          }
          found.push(...maps.map((map) => placed(map, place, inside.positions, outside.positions)))
        }
      }
    }
  }
  return found
}

function inSummands(rep: AnyRepresentation): {
  readonly sum: AnyRepresentation
  readonly positions: Uint32Array | undefined
} {
  return isLieRepresentation(rep) ? distributed(rep) : { sum: rep, positions: undefined }
}

/** A map of one copy of a pair of summands as one of the whole, in the representations' own order of coordinates. */
function placed(
  map: StructuredMap,
  place: Place,
  ins: Uint32Array | undefined,
  outs: Uint32Array | undefined,
): StructuredMap {
  if (map.rows === place.rows && map.cols === place.cols && !ins && !outs) return map
  const whole = new PlacedMap(map, place)
  if (!ins && !outs) return whole
  return SparseMap.several(place.rows, place.cols, 1, (visit) =>
    whole.forEach((i, j, v) => {
      visit(outs?.[i] ?? i, ins?.[j] ?? j, 0, v)
    }),
  )[0]!
}
