import type { Matrix3 } from '@buridan/core'
import { nearestOrthogonal } from './orthogonal-fit.js'
import { improveRotation } from './rotation-fit.js'

/** An orthogonal matrix known to some accuracy. */
export interface MeasuredMatrix {
  readonly matrix: Matrix3
  readonly determinant: 1 | -1
}

/** A round that changes matrices by this leaves them off by about its square, and the next by the fourth power. */
const ALMOST = 1e-3
const ROUNDING = 1e-14
const ROUNDS = 8

/**
 * Matrices near the given ones that multiply exactly as the operations do: each is replaced by the orthogonal matrix
 * nearest to the mean of R_{gh} R_h⁻¹ over the group, until nothing changes. Once they change little only generators are replaced so, and others
 * are products of them: which they are is below rounding then.
 *
 * @param products - the places of all products, row by row, the identity first
 * @remarks O(order²) in two rounds, and O(order · generators) in two or three more.
 */
export function idealMatrices(group: readonly MeasuredMatrix[], products: Uint32Array): Matrix3[] {
  const order = group.length
  let now = new Float64Array(9 * order)
  group.forEach(({ matrix }, g) => {
    now.set(matrix, 9 * g)
  })
  let next = now.slice()
  let tree: Tree | undefined
  for (let round = 0; round < ROUNDS; round++) {
    let change = 0
    for (const g of tree ? tree.generators : group.keys()) {
      meanOf(now, products, g, order, group[g]!.determinant)
      change = Math.max(change, improved(now, g, group[g]!.determinant, next))
    }
    if (tree) multiplyAlong(tree, next)
    ;[now, next] = [next, now]
    if (change < ROUNDING) break
    if (change < ALMOST) tree ??= treeOf(products, order)
  }
  return group.map((_, g) => now.slice(9 * g, 9 * g + 9))
}

/** The mean of R_{gh} R_h⁻¹ of the operation last asked for, negated if it is improper. */
const mean = new Float64Array(9)

function meanOf(r: Float64Array, products: Uint32Array, g: number, order: number, determinant: number): void {
  mean.fill(0)
  for (let h = 0; h < order; h++) {
    const a = 9 * products[g * order + h]!
    for (let i = 0; i < 9; i += 3) {
      const x = r[a + i]!
      const y = r[a + i + 1]!
      const z = r[a + i + 2]!
      for (let j = 0; j < 3; j++) {
        const b = 9 * h + 3 * j
        mean[i + j]! += x * r[b]! + y * r[b + 1]! + z * r[b + 2]!
      }
    }
  }
  for (let e = 0; e < 9; e++) mean[e]! *= determinant / order
}

/** Puts the orthogonal matrix nearest to the mean in its place; returns by how much an entry changes at most. */
function improved(now: Float64Array, g: number, determinant: 1 | -1, next: Float64Array): number {
  let rotation: Matrix3 = now.slice(9 * g, 9 * g + 9)
  for (let e = 0; e < 9; e++) rotation[e]! *= determinant
  if (!improveRotation(rotation, mean)) rotation = nearestOrthogonal(mean, 1)
  let change = 0
  for (let e = 0; e < 9; e++) {
    const v = determinant * rotation[e]!
    change = Math.max(change, Math.abs(v - now[9 * g + e]!))
    next[9 * g + e] = v
  }
  return change
}

/** Operations as products: each of `reached` is that of an earlier one, `first`, with the generator `second`. */
interface Tree {
  readonly generators: readonly number[]
  readonly reached: readonly number[]
  readonly first: Int32Array
  readonly second: Int32Array
}

function treeOf(products: Uint32Array, order: number): Tree {
  const generators: number[] = []
  const [first, second] = [new Int32Array(order), new Int32Array(order)]
  const inside = new Uint8Array(order)
  let reached: number[] = []
  for (let s = 1; s < order; s++) {
    if (inside[s]) continue
    generators.push(s)
    inside.fill(0)
    inside[0] = 1
    reached = [0]
    for (const x of reached) {
      for (const g of generators) {
        const p = products[x * order + g]!
        if (inside[p]) continue
        inside[p] = 1
        first[p] = x
        second[p] = g
        reached.push(p)
      }
    }
  }
  return { generators, reached, first, second }
}

function multiplyAlong({ reached, first, second }: Tree, r: Float64Array): void {
  for (const p of reached) {
    // the identity, and generators themselves
    if (first[p] === 0) continue
    const a = 9 * first[p]!
    const b = 9 * second[p]!
    for (let i = 0; i < 9; i += 3) {
      const x = r[a + i]!
      const y = r[a + i + 1]!
      const z = r[a + i + 2]!
      for (let j = 0; j < 3; j++) r[9 * p + i + j] = x * r[b + j]! + y * r[b + 3 + j]! + z * r[b + 6 + j]!
    }
  }
}
