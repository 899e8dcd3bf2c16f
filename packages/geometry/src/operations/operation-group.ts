import type { OperationTable } from './operation-table.js'

/** A group among the operations of a table. */
export interface OperationGroup {
  /** The numbers of its operations in the table, the identity first. */
  readonly members: readonly number[]
  /** Places in `members` of operations that generate it, each needed when those before it are there. */
  readonly generators: readonly number[]
  /** For each generator, the place of the product of each member with it. */
  readonly products: readonly Int32Array[]
}

/**
 * Operations as a group, if they are one: closed under products with generators, which are taken from them in turn.
 *
 * @param members - numbers of operations, the identity first
 * @remarks O(order · generators) products, fewer where it is none.
 */
export function asGroup(table: OperationTable, members: readonly number[]): OperationGroup | undefined {
  const place = new Int32Array(table.size).fill(-1)
  members.forEach((m, i) => {
    place[m] = i
  })
  const inside = new Uint8Array(members.length)
  inside[0] = 1
  const reached = [0]
  const generators: number[] = []
  const products: Int32Array[] = []
  /** How many of those reached are multiplied with each generator. */
  const done: number[] = []
  for (let i = 1; i < members.length; i++) {
    if (inside[i]) continue
    generators.push(i)
    products.push(new Int32Array(members.length))
    done.push(0)
    for (let g = generators.length - 1; g >= 0; g = done.findIndex((d) => d < reached.length)) {
      const x = reached[done[g]!]!
      done[g]!++
      const product = table.product(members[x]!, members[generators[g]!]!)
      const p = product < 0 ? -1 : place[product]!
      if (p < 0) return undefined
      products[g]![x] = p
      if (inside[p]) continue
      inside[p] = 1
      reached.push(p)
    }
  }
  return { members, generators, products }
}

/**
 * The largest set of operations within the tolerance, taken in the order of their deviations, that is a group; the identity alone always is.
 *
 * @param deviations - of each operation of the table how far an image is from the point it should coincide with; of the identity 0
 * @returns the group, and the least deviation of an operation left out
 */
export function largestGroup(
  table: OperationTable,
  deviations: ArrayLike<number>,
  tolerance: number,
): { group: OperationGroup; gap: number } {
  const sorted = Array.from({ length: table.size - 1 }, (_, i) => i + 1).sort(
    (a, b) => deviations[a]! - deviations[b]! || a - b,
  )
  let size = sorted.filter((o) => deviations[o]! <= tolerance).length
  let group = asGroup(table, [0, ...sorted.slice(0, size)])
  while (!group) group = asGroup(table, [0, ...sorted.slice(0, --size)])
  return { group, gap: size < sorted.length ? deviations[sorted[size]!]! : Number.POSITIVE_INFINITY }
}

/** The products of all members, by their places, row by row: O(order²), each from a shorter one. */
export function cayleyTable({ members, generators, products }: OperationGroup): Uint32Array {
  const order = members.length
  const out = new Uint32Array(order * order)
  for (let g = 0; g < order; g++) out[g * order] = g
  const reached = [0]
  const inside = new Uint8Array(order)
  inside[0] = 1
  for (const x of reached) {
    for (let k = 0; k < generators.length; k++) {
      const right = products[k]!
      const p = right[x]!
      if (inside[p]) continue
      inside[p] = 1
      reached.push(p)
      for (let g = 0; g < order; g++) out[g * order + p] = right[out[g * order + x]!]!
    }
  }
  return out
}
