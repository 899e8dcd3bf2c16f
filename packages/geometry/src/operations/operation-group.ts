import type { Matrix3 } from '@buridan/core'
import { nearestOrthogonal } from './orthogonal-fit.js'

/** An object known to some accuracy. */
export interface Measured {
  /** The distance of an image from the point it should coincide with. */
  readonly deviation: number
}

/** An operation known to some accuracy. */
export interface MeasuredOperation extends Measured {
  readonly matrix: Matrix3
  readonly determinant: 1 | -1
}

/** The product of operations, by texts that are equal for equal operations. */
export interface OperationLaw<T> {
  key(operation: T): string
  productKey(a: T, b: T): string
}

/**
 * A law that computes each text once: the same products are needed at every step that makes a group of operations. O(pairs asked for);
 * equal texts share memory.
 */
export function remembered<T extends object>(law: OperationLaw<T>): OperationLaw<T> {
  const texts = new Map<string, string>()
  const only = (text: string): string => {
    const known = texts.get(text)
    if (known === undefined) texts.set(text, text)
    return known ?? text
  }
  const keys = new Map<T, string>()
  const products = new Map<T, Map<T, string>>()
  return {
    key(o) {
      let key = keys.get(o)
      if (key === undefined) keys.set(o, (key = only(law.key(o))))
      return key
    },
    productKey(a, b) {
      let row = products.get(a)
      if (!row) products.set(a, (row = new Map()))
      let key = row.get(b)
      if (key === undefined) row.set(b, (key = only(law.productKey(a, b))))
      return key
    },
  }
}

/**
 * The largest set of operations within the tolerance, taken in the order of their deviations, that is a group; the
 * identity alone always is.
 *
 * @returns the group, with the identity first, and the deviation of the best operation left out
 */
export function largestGroup<T extends Measured>(
  operations: readonly T[],
  tolerance: number,
  law: OperationLaw<T>,
): { group: T[]; gap: number } {
  const isIdentity = (o: T) => law.productKey(o, o) === law.key(o)
  const sorted = [...operations].sort((a, b) => a.deviation - b.deviation)
  let size = sorted.filter((o) => o.deviation <= tolerance).length
  while (size > 1 && !isClosed(sorted.slice(0, size), law)) size--
  const group = size > 1 ? sorted.slice(0, size) : sorted.filter(isIdentity)
  const rest = sorted.find((o) => !group.includes(o))
  return {
    group: [...group.filter(isIdentity), ...group.filter((o) => !isIdentity(o))],
    gap: rest?.deviation ?? Number.POSITIVE_INFINITY,
  }
}

/** Whether all products are there; the last operations, which are the most doubtful, are multiplied first. */
function isClosed<T>(operations: readonly T[], law: OperationLaw<T>): boolean {
  const keys = new Set(operations.map((o) => law.key(o)))
  const last = [...operations].reverse()
  return last.every((a) => last.every((b) => keys.has(law.productKey(a, b))))
}

/** Numbers of operations that generate a group, the identity first, found greedily. */
export function generatingOperations<T>(group: readonly T[], law: OperationLaw<T>): number[] {
  const index = new Map(group.map((o, i) => [law.key(o), i]))
  const chosen: number[] = []
  let inside = new Set([0])
  for (let i = 1; i < group.length; i++) {
    if (inside.has(i)) continue
    chosen.push(i)
    inside = new Set([0])
    for (const a of inside) {
      for (const c of chosen) inside.add(index.get(law.productKey(group[a]!, group[c]!))!)
    }
  }
  return chosen
}

/**
 * Matrices near the given ones that multiply exactly as the operations do: each is replaced by the orthogonal matrix
 * nearest to the mean of R_{gh} R_h⁻¹ over the group, until nothing changes.
 */
export function idealMatrices<T extends MeasuredOperation>(
  group: readonly T[],
  law: OperationLaw<T>,
): Matrix3[] {
  const index = new Map(group.map((o, i) => [law.key(o), i]))
  const product = group.map((a) => group.map((b) => index.get(law.productKey(a, b))!))
  let matrices = group.map((o) => o.matrix)
  const mean = new Float64Array(9)
  for (let round = 0; round < 8; round++) {
    const next = matrices.map((_, g) => {
      mean.fill(0)
      for (const [h, m] of matrices.entries()) addTimesTranspose(matrices[product[g]![h]!]!, m, mean)
      for (let e = 0; e < 9; e++) mean[e]! /= matrices.length
      return nearestOrthogonal(mean, group[g]!.determinant)
    })
    const change = next.reduce(
      (most, m, g) => m.reduce((x, v, e) => Math.max(x, Math.abs(v - matrices[g]![e]!)), most),
      0,
    )
    matrices = next
    if (change < 1e-14) break
  }
  return matrices
}

/** Adds the product of a and the transpose of b to a sum. */
function addTimesTranspose(a: Matrix3, b: Matrix3, sum: Matrix3): void {
  for (let i = 0; i < 9; i += 3) {
    const [x, y, z] = [a[i]!, a[i + 1]!, a[i + 2]!]
    for (let j = 0; j < 3; j++) sum[i + j]! += x * b[3 * j]! + y * b[3 * j + 1]! + z * b[3 * j + 2]!
  }
}
