import fc from 'fast-check'
import type { Comparison } from '../harness/compare.js'
import { times, transposed } from './matrices.js'

export type Point = readonly number[]

/** An orthogonal matrix by rows. */
export type Turn = readonly (readonly number[])[]

export const IDENTITY: Turn = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
]

/** The rotation of a quaternion that is not 0. */
export function turnOf([w, x, y, z]: readonly number[]): Turn {
  const s = 2 / (w! * w! + x! * x! + y! * y! + z! * z!)
  return [
    [1 - s * (y! * y! + z! * z!), s * (x! * y! - w! * z!), s * (x! * z! + w! * y!)],
    [s * (x! * y! + w! * z!), 1 - s * (x! * x! + z! * z!), s * (y! * z! - w! * x!)],
    [s * (x! * z! - w! * y!), s * (y! * z! + w! * x!), 1 - s * (x! * x! + y! * y!)],
  ]
}

/** Rotations: none, of right angles, tilts of 1e-9, and others; mirrored where asked. */
export const turns: fc.Arbitrary<Turn> = fc
  .record({
    q: fc.oneof(
      fc.tuple(...([0, 0, 0, 0] as const).map(() => fc.integer({ min: -2, max: 2 }))),
      fc.tuple(...([0, 0, 0, 0] as const).map(() => fc.integer({ min: -50, max: 50 }))),
      fc.constantFrom<number[]>([1, 1e-9, 0, 0], [1, 0, 1e-5, 2e-5], [1, 1e-13, 0, 1e-12]),
    ),
    mirrored: fc.boolean(),
  })
  .map(({ q, mirrored }) => {
    const turn = turnOf(q.every((c: number) => c === 0) ? [1, 0, 0, 0] : q)
    return mirrored ? turn.map((row) => row.map((v) => -v)) : turn
  })

export const shifts: fc.Arbitrary<Point> = fc.oneof(
  fc.constant([0, 0, 0]),
  fc.array(
    fc.integer({ min: -50, max: 50 }).map((i) => i / 7),
    { minLength: 3, maxLength: 3 },
  ),
)

export const plus = (a: Point, b: Point): number[] => a.map((v, i) => v + b[i]!)
export const minus = (a: Point, b: Point): number[] => a.map((v, i) => v - b[i]!)
export const scaled = (a: Point, s: number): number[] => a.map((v) => v * s)
export const distance = (a: Point, b: Point): number => Math.hypot(...minus(a, b))

export function determinant([a, b, c]: readonly Point[]): number {
  return (
    a![0]! * (b![1]! * c![2]! - b![2]! * c![1]!) -
    a![1]! * (b![0]! * c![2]! - b![2]! * c![0]!) +
    a![2]! * (b![0]! * c![1]! - b![1]! * c![0]!)
  )
}

/** A row-major matrix of nine by rows. */
export const rows = (m: ArrayLike<number>): Turn => [0, 3, 6].map((i) => [m[i]!, m[i + 1]!, m[i + 2]!])

/** The largest difference of two matrices by rows. */
export function apart(a: Turn, b: Turn): number {
  return Math.max(...a.flatMap((row, i) => row.map((v, j) => Math.abs(v - b[i]![j]!))))
}

/** Lists of matrices by rows, in any order: each has its own one in the other, up to so much. */
export function sameTurns(tolerance = 1e-8): Comparison {
  return (one, other) => {
    const [a, left] = [one as Turn[], [...(other as Turn[])]]
    if (a.length !== left.length) return `${a.length} matrices, and ${left.length}`
    for (const m of a) {
      const at = left.findIndex((n) => apart(m, n) <= tolerance)
      if (at < 0) return `${JSON.stringify(m)} is among one list only`
      left.splice(at, 1)
    }
    return undefined
  }
}

/** Whether matrices are a group: orthogonal, with all products among them, none twice. */
export function isGroup(list: readonly Turn[], tolerance = 1e-8): boolean {
  // sorted by a number that hardly two of them share
  const mark = (m: Turn) =>
    m.reduce((sum, row, i) => sum + row.reduce((s, v, j) => s + v * Math.sin(9 * i + 2 * j + 1), 0), 0)
  const sorted = list.map((m) => [mark(m), m] as const).sort((a, b) => a[0] - b[0])
  const known = (m: Turn) => {
    const least = mark(m) - 9 * tolerance
    let [low, high] = [0, sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (sorted[middle]![0] < least) low = middle + 1
      else high = middle
    }
    let count = 0
    for (let i = low; i < sorted.length && sorted[i]![0] <= least + 18 * tolerance; i++) {
      if (apart(m, sorted[i]![1]) <= tolerance) count++
    }
    return count === 1
  }
  return list.every(
    (a) => apart(times(a, transposed(a)), IDENTITY) <= tolerance && list.every((b) => known(times(a, b))),
  )
}

/**
 * The rotation R with the least Σ‖R p − q‖², by Horn's quaternion: the eigenvector of the greatest eigenvalue, by Jacobi's rotations.
 */
export function rotationByForce(from: readonly Point[], to: readonly Point[]): Turn {
  const m = [0, 1, 2].map((i) =>
    [0, 1, 2].map((j) => from.reduce((sum, p, k) => sum + p[i]! * to[k]![j]!, 0)),
  )
  const s = (i: number, j: number) => m[i]![j]!
  const n = [
    [s(0, 0) + s(1, 1) + s(2, 2), s(1, 2) - s(2, 1), s(2, 0) - s(0, 2), s(0, 1) - s(1, 0)],
    [s(1, 2) - s(2, 1), s(0, 0) - s(1, 1) - s(2, 2), s(0, 1) + s(1, 0), s(2, 0) + s(0, 2)],
    [s(2, 0) - s(0, 2), s(0, 1) + s(1, 0), s(1, 1) - s(0, 0) - s(2, 2), s(1, 2) + s(2, 1)],
    [s(0, 1) - s(1, 0), s(2, 0) + s(0, 2), s(1, 2) + s(2, 1), s(2, 2) - s(0, 0) - s(1, 1)],
  ]
  return turnOf(greatestEigenvector(n))
}

function greatestEigenvector(m: number[][]): number[] {
  const v = m.map((_, i) => m.map((__, j) => Number(i === j)))
  for (let sweep = 0; sweep < 30; sweep++) {
    for (let p = 0; p < m.length; p++) {
      for (let q = p + 1; q < m.length; q++) {
        if (m[p]![q]! === 0) continue
        const angle = Math.atan2(2 * m[p]![q]!, m[q]![q]! - m[p]![p]!) / 2
        const [c, s] = [Math.cos(angle), Math.sin(angle)]
        for (const row of [...m, ...v])
          [row[p], row[q]] = [c * row[p]! - s * row[q]!, s * row[p]! + c * row[q]!]
        const [a, b] = [m[p]!, m[q]!]
        ;[m[p], m[q]] = [a.map((x, k) => c * x - s * b[k]!), a.map((x, k) => s * x + c * b[k]!)]
      }
    }
  }
  const best = m.reduce((k, row, i) => (row[i]! > m[k]![k]! ? i : k), 0)
  return v.map((row) => row[best]!)
}
