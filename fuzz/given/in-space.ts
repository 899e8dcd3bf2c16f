import type { AnyRepresentation } from '@buridan/groups'
import { parseAnyGroup, parseRepresentation } from '@buridan/groups'
import fc from 'fast-check'
import { apply, times } from './matrices.js'
import { images } from './permutations.js'

/** A point of space. */
export type Point = readonly number[]

/** Points with a number each: atoms. */
export interface Atoms {
  readonly points: readonly Point[]
  readonly kinds: readonly number[]
}

const s3 = Math.sqrt(3)
const ring = (n: number, z = 0, r = 1): Point[] =>
  Array.from({ length: n }, (_, k) => [
    r * Math.cos((2 * Math.PI * k) / n),
    r * Math.sin((2 * Math.PI * k) / n),
    z,
  ])
const tetrahedron: Point[] = [
  [1, 1, 1],
  [1, -1, -1],
  [-1, 1, -1],
  [-1, -1, 1],
]
const alike = (points: readonly Point[]): Atoms => ({ points, kinds: points.map(() => 1) })
const around = (centre: Point, points: readonly Point[]): Atoms => ({
  points: [centre, ...points],
  kinds: [6, ...points.map(() => 1)],
})

/** Molecules of up to six atoms: symmetric, nearly so, planar, on a line, and with no symmetry; centred or not. */
export const MOLECULES: readonly Atoms[] = [
  around([0, 0, 0], tetrahedron),
  around([0, 0, 0.3], ring(3, -0.1)),
  around([0, 0, 0], ring(3)),
  around([0, 0, 0], ring(4)),
  alike(ring(5)),
  alike([...ring(3, 0.5), ...ring(3, -0.5)]),
  around(
    [0, 0, 0.1],
    [
      [0, 0.76, -0.5],
      [0, -0.76, -0.5],
    ],
  ),
  {
    points: [
      [0, 0, 0.9],
      [0, 0, -0.35],
    ],
    kinds: [1, 17],
  },
  alike([
    [0, 0, 1.16],
    [0, 0, -1.16],
  ]),
  {
    points: [
      [0, 0, 0],
      [0, 0, 1.16],
      [0, 0, -1.16],
    ],
    kinds: [6, 8, 8],
  },
  {
    points: [
      [0.1, 0.2, -0.9],
      [1.1, -0.3, 0.2],
      [-0.7, 0.8, 0.5],
      [-0.4, -0.9, 0.3],
    ],
    kinds: [1, 2, 2, 1],
  },
  {
    points: [
      [1, 0, 0],
      [-0.5, s3 / 2, 0],
      [-0.5, -s3 / 2, 0.2],
    ],
    kinds: [1, 1, 1],
  },
]

/** A turn as three angles, and whether it mirrors too. */
export interface Turn {
  readonly angles: readonly number[]
  readonly mirrors: boolean
}

export const turns: fc.Arbitrary<Turn> = fc.record({
  angles: fc.oneof(
    fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: 0, max: 628 }).map((a) => a / 100))),
    fc.constantFrom([0, 0, 0], [Math.PI / 2, 0, 0], [0, Math.PI / 2, Math.PI], [1e-9, 0, 0]),
  ),
  mirrors: fc.boolean(),
})

/** The rows of a turn's matrix. */
export function matrixOf({ angles: [a, b, c], mirrors }: Turn): number[][] {
  const about = (i: number, j: number, angle: number) => {
    const m = [0, 1, 2].map((r) => [0, 1, 2].map((k) => Number(r === k)))
    m[i]![i] = m[j]![j] = Math.cos(angle)
    m[j]![i] = Math.sin(angle)
    m[i]![j] = -Math.sin(angle)
    return m
  }
  const product = times(times(about(0, 1, a!), about(1, 2, b!)), about(0, 1, c!))
  return mirrors ? product.map((row) => row.map((v) => -v)) : product
}

/** A copy: turned, shuffled, its coordinates rounded to so many digits. */
export interface Copy {
  readonly turn: Turn
  readonly order: readonly number[]
}

export const copies = (atoms: number): fc.Arbitrary<Copy> => fc.record({ turn: turns, order: images(atoms) })

/** Vectors of atoms, in a copy: atom order[i] of the copy is atom i. */
export function moved({ turn, order }: Copy, vectors: readonly Point[]): number[][] {
  const m = matrixOf(turn)
  const out: number[][] = []
  vectors.forEach((p, i) => {
    out[order[i]!] = apply(m, p)
  })
  return out
}

export function shuffled<T>(order: readonly number[], list: readonly T[]): T[] {
  const out: T[] = []
  list.forEach((v, i) => {
    out[order[i]!] = v
  })
  return out
}

export const rounded = (digits: number, points: readonly Point[]): number[][] =>
  points.map((p) => p.map((v) => Math.round(v * 10 ** digits) / 10 ** digits))

/** Atoms as an input of `V_a*V_b+V_b`: coordinates x of all, then y, then z, then kinds. */
export const inputOf = ({ points, kinds }: Atoms): number[] => [...byAxis(points), ...kinds]

/** Vectors of atoms, of `V_a*V_b`. */
export const byAxis = (points: readonly Point[]): number[] =>
  [0, 1, 2].flatMap((c) => points.map((p) => p[c]!))

/** The representations of so many atoms under O(3) and exchanges: the labels are vectors of atoms, one vector, or a number. */
export function spaceReps(
  atoms: number,
  label: string,
): { repIn: AnyRepresentation; repOut: AnyRepresentation } {
  const group = parseAnyGroup(`O(3)xS(${atoms})`)
  return { repIn: parseRepresentation(group, 'V_a*V_b+V_b'), repOut: parseRepresentation(group, label) }
}

/** Forces of springs between all atoms, from their places and kinds alone. */
export function forces({ points, kinds }: Atoms): number[][] {
  return points.map((p, i) => {
    const sum = [0, 0, 0]
    points.forEach((q, j) => {
      const d = Math.hypot(...p.map((v, c) => v - q[c]!))
      if (d === 0) return
      const pull = 0.3 * Math.sqrt(kinds[i]! * kinds[j]!) * (d - 1) + 0.1 * kinds[j]!
      for (let c = 0; c < 3; c++) sum[c]! += (pull * (q[c]! - p[c]!)) / d
    })
    return sum
  })
}

/** A dipole: kinds times places. */
export const dipole = ({ points, kinds }: Atoms): number[] =>
  [0, 1, 2].map((c) => points.reduce((sum, p, i) => sum + Math.sqrt(kinds[i]!) * p[c]!, 0))
