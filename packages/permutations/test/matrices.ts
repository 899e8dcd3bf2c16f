/** Matrices as tests of matrix groups make them: groups by name, turned, rounded and in other bases. */

import {
  cyclicPlane,
  dicyclic,
  dihedralPlane,
  type FiniteGroup,
  matrixGroup,
  type Permutation,
  quaternion,
  rng,
  signedPermutations,
} from '../src/index.js'

export type Matrix = number[][]

export const times = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => b[0]!.map((_, j) => row.reduce((sum, v, k) => sum + v * b[k]![j]!, 0)))
export const transposed = (a: Matrix): Matrix => a[0]!.map((_, j) => a.map((row) => row[j]!))
export const identity = (n: number): Matrix =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => Number(i === j)))
export const rounded = (m: Matrix, digits: number): Matrix =>
  m.map((row) => row.map((v) => Number(v.toFixed(digits))))

/** The reflection in the plane normal to v. */
export function reflection(...v: number[]): Matrix {
  const square = v.reduce((sum, x) => sum + x * x, 0)
  return v.map((a, i) => v.map((b, j) => Number(i === j) - (2 * a * b) / square))
}

const golden = (1 + Math.sqrt(5)) / 2
const inversion = identity(3).map((row) => row.map((v) => -v))
const quarter = [
  [0, -1, 0],
  [1, 0, 0],
  [0, 0, 1],
]
const third = [
  [0, 0, 1],
  [1, 0, 0],
  [0, 1, 0],
]
const half = [
  [-1, 0, 0],
  [0, -1, 0],
  [0, 0, 1],
]
const sixth = [
  [0.5, -Math.sqrt(0.75), 0],
  [Math.sqrt(0.75), 0.5, 0],
  [0, 0, 1],
]
export const icosahedral = [
  reflection(1, 0, 0),
  reflection(golden, 1, 1 / golden),
  reflection(0, 0, 1),
] as const
const [r0, r1, r2] = icosahedral

export const GROUPS = {
  Oh: matrixGroup([quarter, third, inversion], { name: 'Oh' }),
  Ih: matrixGroup(icosahedral, { name: 'Ih' }),
  Th: matrixGroup([third, half, inversion], { name: 'Th' }),
  Td: matrixGroup([third, times(inversion, quarter)], { name: 'Td' }),
  D6h: matrixGroup([sixth, times(inversion, reflection(1, 0, 0)), inversion], { name: 'D6h' }),
  I: matrixGroup([times(r0, r1), times(r1, r2)], { name: 'I' }),
  D7: dihedralPlane(7),
  C12: cyclicPlane(12),
  Q8: quaternion(),
  Dic3: dicyclic(3),
  B3: signedPermutations(3),
  B4: signedPermutations(4),
}

/** Columns are the images of the standard basis, the first points of each of these groups. */
export function matrixOf(group: FiniteGroup, g: Permutation): Matrix {
  const { base } = group
  if (base.kind !== 'points' && base.kind !== 'signed') throw new Error(`${group.name} has no matrices`)
  const { dim } = base
  const columns = Array.from({ length: dim }, (_, j) =>
    base.kind === 'points'
      ? [...base.points.subarray(g[j]! * dim, (g[j]! + 1) * dim)]
      : identity(dim)[g[j]! % dim]!.map((v) => (g[j]! < dim ? v : -v)),
  )
  return transposed(columns)
}

export const dimOf = (group: FiniteGroup) => matrixOf(group, group.generators[0]!).length

/** Turns by an angle in one plane after the other, of which each is a product of few: exact but for rounding. */
export function turned(n: number, angle: number, seed: number): Matrix {
  const random = rng(seed)
  let m = identity(n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const t = angle * (0.3 + random.float())
      const r = identity(n)
      r[i]![i] = r[j]![j] = Math.cos(t)
      r[i]![j] = Math.sin(t)
      r[j]![i] = -Math.sin(t)
      m = times(r, m)
    }
  }
  return m
}

export function inverseOf(m: Matrix): Matrix {
  const n = m.length
  const rows = m.map((row, i) => [...row, ...identity(n)[i]!])
  for (let c = 0; c < n; c++) {
    const pivot = rows
      .slice(c)
      .reduce((best, row, k) => (Math.abs(row[c]!) > Math.abs(rows[best]![c]!) ? c + k : best), c)
    ;[rows[c], rows[pivot]] = [rows[pivot]!, rows[c]!]
    rows[c] = rows[c]!.map((v) => v / rows[c]![c]!)
    for (let i = 0; i < n; i++) {
      if (i !== c) rows[i] = rows[i]!.map((v, k) => v - rows[i]![c]! * rows[c]![k]!)
    }
  }
  return rows.map((row) => row.slice(n))
}
