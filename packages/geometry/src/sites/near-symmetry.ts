import type { Matrix3, Permutation } from '@buridan/core'
import type { FiniteGroup } from '@buridan/permutations'
import type { ChainedGroup } from '../operations/group-chain.js'
import { idealMatrices } from '../operations/ideal-matrices.js'
import { asGroup, cayleyTable } from '../operations/operation-group.js'
import { classify, schoenflies } from '../operations/schoenflies.js'
import type { NearOperations } from './near-operations.js'
import type { SiteRows } from './site-rows.js'

/** An operation of a group of near-symmetries. */
export interface NearSymmetryOperation {
  /** Orthogonal, row-major; the matrices of a group are closed under multiplication, up to rounding. */
  readonly matrix: Matrix3
  readonly determinant: 1 | -1
  /** For each point the one near its image. */
  readonly images: Permutation
  /** The distance of sites from their images under the best fit of the operation, in the metric and in the unit of the vectors. */
  readonly deviation: number
}

/** A group of near-symmetries. */
export interface NearSymmetry {
  /** Schoenflies, in lower case. */
  readonly name: string
  /** The number of its operations, without exchanges. */
  readonly order: number
  /** The identity first, then those of the previous group of the chain, in its order. */
  readonly operations: readonly NearSymmetryOperation[]
  /** The exchanges of points that agree in everything up to rounding. */
  readonly exchanges: FiniteGroup
  /** The largest deviation of its operations, in the metric and in the unit of the vectors. */
  readonly deviation: number
}

/** A group of a chain, computed on first use. */
export class ChainedSymmetry implements NearSymmetry {
  readonly order: number
  readonly deviation: number
  readonly #group: ChainedGroup
  readonly #found: NearOperations
  readonly #exchanges: () => FiniteGroup
  readonly #unit: number
  #operations: readonly NearSymmetryOperation[] | undefined
  #name: string | undefined

  constructor(group: ChainedGroup, found: NearOperations, exchanges: () => FiniteGroup, unit: number) {
    this.order = group.members.length
    this.deviation = group.deviation * unit
    this.#group = group
    this.#found = found
    this.#exchanges = exchanges
    this.#unit = unit
  }

  get exchanges(): FiniteGroup {
    return this.#exchanges()
  }

  get operations(): readonly NearSymmetryOperation[] {
    this.#operations ??= this.#worked()
    return this.#operations
  }

  get name(): string {
    this.#name ??= nameOf(this.operations)
    return this.#name
  }

  #worked(): NearSymmetryOperation[] {
    const { members } = this.#group
    const kept = members.map((m) => this.#found.at(m))
    const matrices = idealMatrices(kept, cayleyTable(asGroup(this.#found, members)!))
    return kept.map(({ determinant, action, deviation }, g) => ({
      matrix: matrices[g]!,
      determinant,
      images: imagesOf(this.#found.rows, action),
      deviation: deviation * this.#unit,
    }))
  }
}

/** Names of groups of up to this many operations are kept, and so many of them. */
const [MOST_OPERATIONS, MOST_NAMES] = [120, 4096]
const names = new Map<string, string>()

/** The name of a group, which its determinants and traces decide: no two kinds of finite groups in O(3) share them. */
function nameOf(operations: readonly NearSymmetryOperation[]): string {
  const named = () => schoenflies(operations.map(({ matrix }) => classify(matrix))).name
  if (operations.length > MOST_OPERATIONS) return named()
  const traces = new Float64Array(operations.length)
  operations.forEach(({ matrix: m, determinant }, k) => {
    // traces are from −3 to 3
    traces[k] = Math.round(1e6 * (m[0]! + m[4]! + m[8]! + 10 * determinant))
  })
  const key = traces.sort().join()
  const known = names.get(key)
  if (known !== undefined) return known
  const name = named()
  if (names.size < MOST_NAMES) names.set(key, name)
  return name
}

/** The images of all points; coincident points of a row go in order. */
function imagesOf(rows: SiteRows, action: Permutation): Permutation {
  if (rows.points === rows.pointCount) return action.slice(0, rows.points)
  const out = new Uint32Array(rows.pointCount)
  rows.members.forEach((list, row) => {
    const to = rows.members[action[row]!]!
    list.forEach((p, k) => {
      out[p] = to[k]!
    })
  })
  return out
}
