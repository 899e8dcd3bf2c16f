import type { OperationTable } from './operation-table.js'

/** A table whose operations have deviations; it grows where a product is met for the first time. */
export interface MeasuredTable extends OperationTable {
  /** Of an operation that is none of them Infinity. */
  deviation(operation: number): number
}

/** A group of a chain. */
export interface ChainedGroup {
  /** The numbers of its operations in the table, the identity first, then those of the group before. */
  readonly members: readonly number[]
  readonly generators: readonly number[]
  /** The largest of its operations. */
  readonly deviation: number
}

/** Deviations whose ratio is nearer to 1 are equal. */
const EQUAL = 1 + 1e-9

/**
 * A chain of groups from the identity up: each is the one of least deviation, and of two such the larger, among those that the one before and an operation
 * generate. The groups up to some deviation are those of the chain in the table of the operations up to it.
 *
 * @param rounding - deviations up to this count as 0, and all such operations come in together
 * @remarks O(operations · order) products at most; mostly O(operations + order) for each group.
 */
export function groupChain(table: MeasuredTable, rounding: number): ChainedGroup[] {
  let last: ChainedGroup = { members: [0], generators: [], deviation: 0 }
  const chain = [last]
  const closures = new Closures(table, rounding)
  for (;;) {
    const next = closures.above(last)
    if (!next) return chain
    if (next.deviation <= rounding && chain.length > 1) chain.pop()
    chain.push(next)
    last = next
  }
}

class Closures {
  /** At least so large is the deviation of every group of the chain to come that holds the operation. */
  readonly #bounds: number[] = []

  constructor(
    readonly table: MeasuredTable,
    readonly rounding: number,
  ) {}

  /** The group of least deviation that a group and an operation outside generate; undefined if there is none in the table. */
  above(group: ChainedGroup): ChainedGroup | undefined {
    const bounds = this.#bounds
    const inside = new Set(group.members)
    let best: ChainedGroup | undefined
    const tried = new Set<number>()
    for (;;) {
      const limit = best ? Math.max(this.rounding, best.deviation) * EQUAL : Number.POSITIVE_INFINITY
      for (let g = bounds.length; g < this.table.size; g++) bounds.push(this.table.deviation(g))
      let least = -1
      for (let g = 1; g < bounds.length; g++) {
        if (inside.has(g) || tried.has(g) || !(bounds[g]! <= limit) || bounds[g] === Number.POSITIVE_INFINITY)
          continue
        if (least < 0 || bounds[g]! < bounds[least]!) least = g
      }
      if (least < 0) return best
      tried.add(least)
      const closed = this.#closure(group, least, limit)
      if (!closed) continue
      // what is in it generates no more, and not less far off than its bound
      for (const m of closed.members) if (bounds[m]! >= closed.deviation / EQUAL) tried.add(m)
      if (!best || isBetter(closed, best)) best = closed
      if (best.deviation <= this.rounding) return best
    }
  }

  /**
   * The group that a group and an operation generate, by cosets of the group; undefined, and the bound of the operation raised, where it needs an operation beyond the
   * limit.
   *
   * Source: Dimino's algorithm, Butler 1991.
   */
  #closure(group: ChainedGroup, operation: number, limit: number): ChainedGroup | undefined {
    const generators = [...group.generators, operation]
    const members = [...group.members]
    const inside = new Set(members)
    let { deviation } = group
    for (let coset = 0; coset < members.length; coset += group.members.length) {
      for (const generator of generators) {
        const representative = this.table.product(members[coset]!, generator)
        if (inside.has(representative)) continue
        for (const h of group.members) {
          const product = representative < 0 ? -1 : this.table.product(h, representative)
          const d = product < 0 ? Number.POSITIVE_INFINITY : this.table.deviation(product)
          if (d > limit || product < 0) {
            this.#bounds[operation] = Math.max(this.#bounds[operation]!, d)
            return undefined
          }
          deviation = Math.max(deviation, d)
          inside.add(product)
          members.push(product)
        }
      }
    }
    return { members, generators, deviation }
  }
}

function isBetter(one: ChainedGroup, other: ChainedGroup): boolean {
  if (one.deviation * EQUAL < other.deviation) return true
  return one.deviation <= other.deviation * EQUAL && one.members.length > other.members.length
}
