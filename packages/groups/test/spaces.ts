import {
  type ComplexMatrix,
  type GroupElement,
  type LieRepresentation,
  parseAnyGroup,
  parseRepresentation,
  type Rng,
} from '../src/index.js'

export const repOf = (group: string, text: string): LieRepresentation =>
  parseRepresentation(parseAnyGroup(group), text) as LieRepresentation

/** An element drawn by Haar's measure. */
export const draw = ({ group }: LieRepresentation, random: Rng): GroupElement => group.haarSample(random)

/** ρ(g) x by the whole matrix; of a complex representation x has real and imaginary parts in turn. */
export function moved(rep: LieRepresentation, g: GroupElement, x: ArrayLike<number>): number[] {
  const n = rep.dim
  if (!rep.complex) return Array.from(rep.apply(g as never, x))
  const { re, im } = rep.complexMatrix(g as never) as ComplexMatrix
  const out = new Array<number>(2 * n).fill(0)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const [a, b] = [re[i * n + j]!, im?.[i * n + j] ?? 0]
      out[2 * i]! += a * x[2 * j]! - b * x[2 * j + 1]!
      out[2 * i + 1]! += a * x[2 * j + 1]! + b * x[2 * j]!
    }
  }
  return out
}

/** How far a matrix of an element is from unitary, and its determinant from 1 in a group of determinant 1 or else from length 1. */
export function outside({ group }: LieRepresentation, g: GroupElement): number {
  const parts = Array.isArray(g) ? g : [g]
  const { n, re, im } = parts.find((part) => 'n' in part) as ComplexMatrix
  const rows = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (__, j): Complex => [re[i * n + j]!, im?.[i * n + j] ?? 0]),
  )
  const products = rows.flatMap((u, i) =>
    rows.map((v, j) => {
      const [a, b] = inner(u, v)
      return Math.hypot(a - (i === j ? 1 : 0), b)
    }),
  )
  const [a, b] = determinant(rows)
  return Math.max(
    ...products,
    /SO|SU/.test(group.name) ? Math.hypot(a - 1, b) : Math.abs(Math.hypot(a, b) - 1),
  )
}

/** Points, one after the other, as a vector of V_a*V_b; coordinates are one number each, or two. */
export function ofPoints(points: readonly (readonly number[])[], width = 1): number[] {
  const dim = points[0]!.length / width
  return Array.from({ length: dim }, (_, c) =>
    points.flatMap((p) => p.slice(width * c, width * (c + 1))),
  ).flat()
}

export const away = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.hypot(...Array.from(a, (v, i) => v - b[i]!))

export const polygon = (n: number, radius = 1): number[][] =>
  Array.from({ length: n }, (_, k) => [
    radius * Math.cos((2 * Math.PI * k) / n),
    radius * Math.sin((2 * Math.PI * k) / n),
  ])

/** The corners of a regular simplex of d dimensions about 0. */
export function simplex(d: number): number[][] {
  const axes = Array.from({ length: d }, (_, k) => {
    const axis = Array.from({ length: d + 1 }, (__, j) => (j <= k ? 1 : j === k + 1 ? -k - 1 : 0))
    return axis.map((v) => v / Math.hypot(...axis))
  })
  return Array.from({ length: d + 1 }, (_, i) => axes.map((axis) => axis[i]!))
}

/** ±e₁ … ±e_d. */
export const crossPolytope = (d: number): number[][] =>
  Array.from({ length: 2 * d }, (_, i) =>
    Array.from({ length: d }, (__, j) => (Math.floor(i / 2) === j ? 1 - 2 * (i % 2) : 0)),
  )

/** The 24 corners of the self-dual polytope of ℝ⁴. */
export const cell24 = (): number[][] => [
  ...crossPolytope(4),
  ...Array.from({ length: 16 }, (_, b) => [0, 1, 2, 3].map((i) => ((b >> i) & 1 ? 0.5 : -0.5))),
]

/** The same points in a space of more dimensions. */
export const padded = (points: readonly number[][], more: number): number[][] =>
  points.map((p) => [...p, ...new Array<number>(more).fill(0)])

export type Complex = [number, number]
const times = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c]
const minus = ([a, b]: Complex, [c, d]: Complex): Complex => [a - c, b - d]
export const same = ([a, b]: Complex, [c, d]: Complex) => Math.hypot(a - c, b - d) < 1e-9

/** Σ ū v. */
export const inner = (u: Complex[], v: Complex[]) =>
  u.reduce<Complex>(
    (sum, [a, b], k) => {
      const [c, d] = times([a, -b], v[k]!)
      return [sum[0] + c, sum[1] + d]
    },
    [0, 0],
  )

/** By Laplace's expansion. */
export function determinant(rows: Complex[][]): Complex {
  if (rows.length === 0) return [1, 0]
  return rows.reduce<Complex>(
    (sum, [first], k) => {
      const rest = rows.filter((_, i) => i !== k).map((r) => r.slice(1))
      const term = times(first!, determinant(rest))
      return k % 2 === 0 ? [sum[0] + term[0], sum[1] + term[1]] : minus(sum, term)
    },
    [0, 0],
  )
}
