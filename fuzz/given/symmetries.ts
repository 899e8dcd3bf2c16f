import type { Atoms, Point } from './in-space.js'
import { apply } from './matrices.js'

/** The symmetries of atoms about the origin. */
export interface Symmetries {
  /** Infinite on a line. */
  readonly order: number
  /** The mean over all of them of vectors of the atoms. */
  mean(vectors: readonly Point[]): number[][]
}

/** By trying all permutations of the atoms: a turn is what three independent vectors come to. */
export function symmetriesOf(atoms: Atoms): Symmetries {
  const frame = frameOf(atoms.points)
  const found = permutations(atoms.points.length).filter((p) => keeps(atoms, p))
  if (frame.length === 1) return alongLine(atoms, frame[0]!, found)
  const operations = found.flatMap((p) => turnsFor(atoms, frame, p).map((turn) => ({ p, turn })))
  return {
    order: operations.length,
    mean: (vectors) =>
      vectors.map((_, i) => {
        const images = operations.map(({ p, turn }) => apply(turn, vectors[p.indexOf(i)]!))
        return [0, 1, 2].map((c) => images.reduce((sum, v) => sum + v[c]!, 0) / images.length)
      }),
  }
}

const dot = (a: Point, b: Point) => a.reduce((sum, v, k) => sum + v * b[k]!, 0)
const cross = ([a, b, c]: Point, [d, e, f]: Point) => [
  b! * f! - c! * e!,
  c! * d! - a! * f!,
  a! * e! - b! * d!,
]

/** Indices of independent points, as many as there are. */
function frameOf(points: readonly Point[]): number[] {
  const chosen: number[] = []
  points.forEach((_, i) => {
    if (chosen.length < 3 && volume([...chosen, i].map((k) => points[k]!)) > 1e-3) chosen.push(i)
  })
  return chosen
}

function volume(vectors: readonly Point[]): number {
  const [a, b, c] = vectors
  if (!b) return Math.hypot(...a!)
  if (!c) return Math.hypot(...cross(a!, b))
  return Math.abs(dot(cross(a!, b), c))
}

/** Whether a permutation keeps kinds and all inner products. */
function keeps({ points, kinds }: Atoms, p: readonly number[]): boolean {
  return points.every(
    (a, i) =>
      kinds[i] === kinds[p[i]!] &&
      points.every((b, j) => Math.abs(dot(a, b) - dot(points[p[i]!]!, points[p[j]!]!)) < 1e-7),
  )
}

/** The turns that take the points of the frame to their images: one, or two for points in a plane. */
function turnsFor({ points }: Atoms, frame: readonly number[], p: readonly number[]): number[][][] {
  const from = frame.map((i) => points[i]!)
  const to = frame.map((i) => points[p[i]!]!)
  if (frame.length === 3) return [solve(from, to)]
  const [up, image] = [cross(from[0]!, from[1]!), cross(to[0]!, to[1]!)]
  return [1, -1].map((sign) => solve([...from, up], [...to, image.map((v) => sign * v)]))
}

/** The matrix that takes three vectors to three. */
function solve(from: readonly Point[], to: readonly Point[]): number[][] {
  const [a, b, c] = from as [Point, Point, Point]
  const det = dot(cross(a, b), c)
  const dual = [cross(b, c), cross(c, a), cross(a, b)]
  return [0, 1, 2].map((i) =>
    [0, 1, 2].map((j) => to.reduce((sum, t, k) => sum + (t[i]! * dual[k]![j]!) / det, 0)),
  )
}

/** Of vectors of atoms on a line the part along it is left, alike where the line can be turned round. */
function alongLine({ points }: Atoms, first: number, found: readonly number[][]): Symmetries {
  const size = Math.hypot(...points[first]!)
  const axis = points[first]!.map((v) => v / size)
  return {
    order: Number.POSITIVE_INFINITY,
    mean: (vectors) => {
      const along = vectors.map((v) => dot(v, axis))
      return vectors.map((_, i) => {
        const images = found.map((p) => {
          const sign = Math.sign(dot(points[first]!, points[p[first]!]!))
          return sign * along[p.indexOf(i)]!
        })
        const mean = images.reduce((sum, v) => sum + v, 0) / images.length
        return axis.map((v) => v * mean)
      })
    },
  }
}

function permutations(n: number): number[][] {
  if (n === 0) return [[]]
  return permutations(n - 1).flatMap((p) =>
    Array.from({ length: n }, (_, k) => [...p.slice(0, k), n - 1, ...p.slice(k)]),
  )
}
