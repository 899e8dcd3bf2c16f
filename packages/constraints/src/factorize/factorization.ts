import { arrayOf, integerIn, objectOf, shown } from '@buridan/core'
import { type AnyRepresentation, InvalidArgumentError, representationOf } from '@buridan/groups'
import type { BlockOrder } from '../basis/block-basis.js'
import type { StructuredMap } from '../maps/structured-map.js'

/** The maps of one summand, shared by its copies, to or from a {@link MixingSpace}. */
export interface SummandMaps {
  /** Number of the summand in `repIn` or `repOut` of the factorization. */
  readonly summand: number
  readonly maps: readonly StructuredMap[]
}

/**
 * A space of dimension d through which equivariant maps go: maps from the summands of the input, a free mixing of the
 * channels (copies times maps), the same for each of the d coordinates, and maps to the summands of the output.
 */
export interface MixingSpace {
  readonly dim: number
  /** What the space is, such as an irreducible representation or a summand. */
  readonly name: string
  /** d × dim of the summand. */
  readonly from: readonly SummandMaps[]
  /** dim of the summand × d. */
  readonly to: readonly SummandMaps[]
}

/**
 * All equivariant maps in a form made to be applied: W = Σ_τ B_τ (M_τ ⊗ 1_d) A_τ with free matrices M_τ of
 * Σ (copies · maps) columns for the input and as many rows for the output. The entries of all M_τ are coordinates of
 * Hom_G(ρ_in, ρ_out): as many as the rank, independent.
 */
export interface Factorization {
  /** Sums of the summands that the spaces' maps belong to: those of the representations, or their distributed forms. */
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  readonly order: BlockOrder
  readonly spaces: readonly MixingSpace[]
  /** How the spaces were found. */
  readonly method: 'irreducible' | 'filtration' | 'pairs'
}

/** What {@link factorize} makes. @throws InvalidArgumentError for anything else */
function checkedFactorization(factorization: Factorization): Factorization {
  const { repIn, repOut, spaces } = objectOf(factorization, 'a factorization')
  representationOf(repIn, 'repIn')
  representationOf(repOut, 'repOut')
  for (const space of arrayOf(spaces, 'spaces'))
    integerIn(objectOf(space, 'a space').dim, 0, 2 ** 31, 'the dimension of a space')
  return factorization
}

/**
 * Channels of one side of a space: Σ copies · maps.
 *
 * @throws InvalidArgumentError if a summand is not one of the representation, or a map is not a structured map
 * @remarks O(summands · maps).
 *
 * @example
 * ```ts
 * import { channelsOf, factorize } from '@buridan/constraints'
 * import { parseRepresentation, symmetric } from '@buridan/groups'
 * const form = factorize(parseRepresentation(symmetric(5), '3*T(1)'), parseRepresentation(symmetric(5), 'T(1)'))
 * console.log(form.spaces.map((space) => channelsOf(form.repIn, space.from))) // → [ 3, 3 ]
 * ```
 */
export function channelsOf(rep: AnyRepresentation, side: readonly SummandMaps[]): number {
  representationOf(rep, 'rep')
  for (const of of arrayOf(side, 'side')) {
    const { summand, maps } = objectOf(of, 'the maps of a summand')
    integerIn(summand, 0, rep.summands.length - 1, 'the number of a summand')
    arrayOf(maps, 'the maps of a summand').forEach(checkMap)
  }
  return side.reduce((sum, s) => sum + rep.summands[s.summand]!.count * s.maps.length, 0)
}

/**
 * The number of entries of all mixing matrices.
 *
 * @throws InvalidArgumentError if the value is not a factorization
 * @remarks O(summands · maps).
 *
 * @example
 * ```ts
 * import { factorize, mixingCount } from '@buridan/constraints'
 * import { symmetric, tensor } from '@buridan/groups'
 * const V = tensor(symmetric(5), 1)
 * console.log(mixingCount(factorize(V, V))) // → 2
 * ```
 */
export function mixingCount(factorization: Factorization): number {
  const { repIn, repOut, spaces } = checkedFactorization(factorization)
  return spaces.reduce((sum, s) => sum + channelsOf(repIn, s.from) * channelsOf(repOut, s.to), 0)
}

/**
 * Multiplications a sample takes: mixing, and the maps.
 *
 * @throws InvalidArgumentError if the value is not a factorization
 * @remarks O(summands · maps), and O(nonzeros) of maps that are seen for the first time.
 *
 * @example
 * ```ts
 * import { factorizationCost, factorize } from '@buridan/constraints'
 * import { symmetric, tensor } from '@buridan/groups'
 * const V = tensor(symmetric(5), 1)
 * const { mixing, maps } = factorizationCost(factorize(V, V))
 * console.log(mixing + maps < 25) // → true
 * ```
 */
export function factorizationCost(factorization: Factorization): {
  mixing: number
  maps: number
} {
  const { repIn, repOut, spaces } = checkedFactorization(factorization)
  let [mixing, maps] = [0, 0]
  for (const s of spaces) {
    mixing += s.dim * channelsOf(repIn, s.from) * channelsOf(repOut, s.to)
    for (const [rep, side] of [
      [repIn, s.from],
      [repOut, s.to],
    ] as const) {
      for (const { summand, maps: list } of side) {
        maps += rep.summands[summand]!.count * list.reduce((sum, m) => sum + mapCost(m), 0)
      }
    }
  }
  return { mixing, maps }
}

/** Copying costs this part of a multiplication with an entry. */
const COPYING = 0.4

function mapCost(map: StructuredMap): number {
  return isIdentity(map) ? COPYING * map.rows : map.cost
}

const identities = new WeakMap<StructuredMap, boolean>()

/**
 * Whether a map is the identity.
 *
 * @throws InvalidArgumentError if the value is not a structured map
 * @remarks O(nonzeros), once for a map.
 *
 * @example
 * ```ts
 * import { isIdentity, sparseBasis } from '@buridan/constraints'
 * import { symmetric, tensor } from '@buridan/groups'
 * const V = tensor(symmetric(3), 1)
 * console.log(sparseBasis(V, V)!.map(isIdentity)) // → [ true, false ]
 * ```
 */
export function isIdentity(map: StructuredMap): boolean {
  checkMap(map)
  if (map.rows !== map.cols || map.nonzeros !== map.rows) return false
  let known = identities.get(map)
  if (known === undefined) {
    known = true
    map.forEach((i, j, v) => {
      if (i !== j || v !== 1) known = false
    })
    identities.set(map, known)
  }
  return known
}

function checkMap(map: StructuredMap): void {
  if (typeof objectOf(map, 'a map').forEach !== 'function') {
    throw new InvalidArgumentError(`${shown(map)} is no structured map: sparseBasis and factorize make them`)
  }
}
