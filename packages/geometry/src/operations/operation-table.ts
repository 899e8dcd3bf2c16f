import { composeInto, equalPermutations, type Permutation } from '@buridan/core'

/** Operations by their numbers, the identity first, each known by what it does and not by a matrix with rounding errors. */
export interface OperationTable {
  readonly size: number
  /** The number of the product, the second factor acting first; −1 if it is none of them. */
  product(a: number, b: number): number
}

/** An operation that its permutation and its determinant distinguish from others: of points that span a plane or space. */
export interface PermutingOperation {
  readonly determinant: 1 | -1
  readonly action: Permutation
}

/** A hash value of a permutation with a sign, by Fowler, Noll and Vo's function. */
export function hashOf(action: Permutation, determinant: 1 | -1): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < action.length; i++) hash = Math.imul(hash ^ action[i]!, 0x01000193)
  return determinant < 0 ? ~hash : hash
}

/** The products of operations, of the same degree, by permutation and determinant. O(degree) for a product. */
export function permutingTable(operations: readonly PermutingOperation[]): OperationTable {
  const buckets = new Map<number, number[]>()
  operations.forEach(({ action, determinant }, number) => {
    const hash = hashOf(action, determinant)
    const bucket = buckets.get(hash)
    if (bucket) bucket.push(number)
    else buckets.set(hash, [number])
  })
  const action = new Uint32Array(operations[0]?.action.length ?? 0)
  return {
    size: operations.length,
    product(a, b) {
      const [first, second] = [operations[b]!, operations[a]!]
      composeInto(second.action, first.action, action)
      const determinant = second.determinant === first.determinant ? 1 : -1
      for (const number of buckets.get(hashOf(action, determinant)) ?? []) {
        const known = operations[number]!
        if (known.determinant === determinant && equalPermutations(known.action, action)) return number
      }
      return -1
    },
  }
}
