/** Shapes that tests of points in space begin with. */

export type Point = readonly number[]

export const octahedron: readonly Point[] = [
  [1, 0, 0],
  [-1, 0, 0],
  [0, 1, 0],
  [0, -1, 0],
  [0, 0, 1],
  [0, 0, -1],
]

export const tetrahedron: readonly Point[] = [
  [1, 1, 1],
  [1, -1, -1],
  [-1, 1, -1],
  [-1, -1, 1],
].map((p) => p.map((v) => v / Math.sqrt(3)))

export const hexagon: readonly Point[] = Array.from({ length: 6 }, (_, k) => [
  Math.cos((k * Math.PI) / 3),
  Math.sin((k * Math.PI) / 3),
  0,
])

/** A turned prism: chiral, and with a main axis. */
export const twisted: readonly Point[] = [0.4, -0.4].flatMap((turn) =>
  [0, 1, 2].map((k) => {
    const angle = (2 * k * Math.PI) / 3 + turn
    return [Math.cos(angle), Math.sin(angle), 2 * turn]
  }),
)

/** The turn by degrees about z, row-major. */
export function aboutZ(degrees: number): number[] {
  const angle = (degrees * Math.PI) / 180
  const [c, s] = [Math.cos(angle), Math.sin(angle)]
  return [c, -s, 0, s, c, 0, 0, 0, 1]
}

/** Points moved by a matrix, row-major. */
export function turned(points: readonly Point[], m: ArrayLike<number>): number[][] {
  return points.map((p) =>
    [0, 1, 2].map((i) => m[3 * i]! * p[0]! + m[3 * i + 1]! * p[1]! + m[3 * i + 2]! * p[2]!),
  )
}

/** Points with normally distributed noise. */
export function noisy(
  points: readonly Point[],
  size: number,
  random: { normal(): number },
): number[][] {
  return points.map((p) => p.map((v) => v + size * random.normal()))
}
