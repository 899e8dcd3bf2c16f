import { parseGroup, tensor } from '@buridan/groups'
import fc from 'fast-check'
import { inverted, type Rows, rowsOf, times } from './matrices.js'

/** Finite groups of matrices by their texts. */
export const MATRIX_GROUPS = [
  'C(2)',
  'C(3)',
  'C(5)',
  'D(3)',
  'D(4)',
  'D(6)',
  'C2v',
  'D3h',
  'Td',
  'O',
  'Oh',
  'Q8',
  'Dic(3)',
  'B(2)',
  'B(3)',
  'mat[[[0,-1],[1,-1]],[[0,1],[1,0]]]',
  'mat[[[-1]]]',
] as const

/** The generators as rows. */
export function generatorRows(text: string): number[][][] {
  const group = parseGroup(text)
  const V = tensor(group, 1)
  return group.generators.map((g) => rowsOf(V.matrix(g), V.dim))
}

/** by g by⁻¹ for all. */
export function conjugated(list: readonly Rows[], by: Rows, back: Rows = inverted(by).inverse): number[][][] {
  return list.map((m) => times(times(by, m), back))
}

/** All products of matrices, one of those that are nearer than 1e-6; at most so many. */
export function allProducts(list: readonly Rows[], most: number): number[][][] {
  const n = list[0]!.length
  const found: number[][][] = [
    Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => Number(i === j))),
  ]
  for (let k = 0; k < found.length && found.length <= most; k++) {
    for (const m of list) {
      const next = times(m, found[k]!)
      const near = (other: Rows) =>
        other.every((row, i) => row.every((v, j) => Math.abs(v - next[i]![j]!) < 1e-6))
      if (!found.some(near)) found.push(next)
    }
  }
  return found
}

/** A unimodular matrix of whole numbers and its inverse, exact. */
export interface Shears {
  readonly by: number[][]
  readonly back: number[][]
}

/** Shears with entries up to a thousand, at most two. */
export const shears = (n: number): fc.Arbitrary<Shears> =>
  fc
    .array(
      fc.record({
        i: fc.nat(n - 1),
        j: fc.nat(n - 1),
        v: fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(100, -1000, 997)),
      }),
      { maxLength: 2 },
    )
    .map((steps) => {
      let by = one(n)
      let back = one(n)
      for (const { i, j, v } of steps) {
        if (i === j) continue
        by = times(shear(n, i, j, v), by)
        back = times(back, shear(n, i, j, -v))
      }
      return { by, back }
    })

const one = (n: number) =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => Number(i === j)))

function shear(n: number, i: number, j: number, v: number): number[][] {
  const out = one(n)
  out[i]![j] = v
  return out
}
