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

/** Some of the operations of a table that grows. */
class Marks {
  #marks = new Uint8Array(64)

  constructor(members: readonly number[]) {
    for (const m of members) this.add(m)
  }

  has(operation: number): boolean {
    return this.#marks[operation] === 1
  }

  add(operation: number): void {
    if (operation >= this.#marks.length) {
      const more = new Uint8Array(2 * operation)
      more.set(this.#marks)
      this.#marks = more
    }
    this.#marks[operation] = 1
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
    // the group, and what was tried with it
    const done = new Marks(group.members)
    let best: ChainedGroup | undefined
    let inBest = new Marks([])
    for (;;) {
      const least = this.#least(done)
      if (least < 0) return best
      const equal = best ? Math.max(this.rounding, best.deviation) * EQUAL : Number.POSITIVE_INFINITY
      if (this.#bounds[least]! > equal) return best
      done.add(least)
      // within the best group only what is less far off is better
      const limit = best && inBest.has(least) ? best.deviation / EQUAL : equal
      const closed = this.#closure(group, least, limit)
      if (!closed || (best && !isBetter(closed, best))) continue
      best = closed
      inBest = new Marks(closed.members)
      if (best.deviation <= this.rounding) return best
    }
  }

  /** The operation of the least bound among others than some; −1 if there is none. */
  #least(done: Marks): number {
    const bounds = this.#bounds
    for (let g = bounds.length; g < this.table.size; g++) bounds.push(this.table.deviation(g))
    let [least, bound] = [-1, Number.POSITIVE_INFINITY]
    for (let g = 1; g < bounds.length; g++) {
      if (bounds[g]! < bound && !done.has(g)) [least, bound] = [g, bounds[g]!]
    }
    return least
  }

  /**
   * The group that a group and an operation generate, by cosets of the group; undefined, and the bound of the operation raised, where it needs an operation beyond the
   * limit.
   *
   * Source: Dimino's algorithm, Butler 1991.
   */
  #closure(group: ChainedGroup, operation: number, limit: number): ChainedGroup | undefined {
    const { table } = this
    const generators = [...group.generators, operation]
    const members = [...group.members]
    const inside = new Marks(members)
    let { deviation } = group
    for (let coset = 0; coset < members.length; coset += group.members.length) {
      for (const generator of generators) {
        const representative = table.product(members[coset]!, generator)
        if (inside.has(representative)) continue
        for (const h of group.members) {
          const product = representative < 0 ? -1 : table.product(h, representative)
          const d = product < 0 ? Number.POSITIVE_INFINITY : table.deviation(product)
          if (product < 0 || d > limit) {
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
