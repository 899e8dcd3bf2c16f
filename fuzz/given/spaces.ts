import fc from 'fast-check'
import { octahedron } from '../../conformance/shapes.js'
import { angles, turned } from './linear.js'
import { apply } from './matrices.js'
import { images } from './permutations.js'

/** Points in space with their group in O(3) and the order of it together with exchanges of the points; 0 for infinitely many. */
interface Shape {
  readonly points: readonly (readonly number[])[]
  readonly type: string
  readonly order: number
}

const ring = (n: number, z: number, radius = 1, from = 0) =>
  Array.from({ length: n }, (_, i) => {
    const a = from + (2 * Math.PI * i) / n
    return [radius * Math.cos(a), radius * Math.sin(a), z]
  })

/** Shapes whose groups are in textbooks. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  tetrahedron: {
    points: [
      [1, 1, 1],
      [1, -1, -1],
      [-1, 1, -1],
      [-1, -1, 1],
    ],
    type: 'td',
    order: 24,
  },
  octahedron: {
    points: octahedron,
    type: 'oh',
    order: 48,
  },
  cube: {
    points: [-1, 1].flatMap((x) => [-1, 1].flatMap((y) => [-1, 1].map((z) => [x, y, z]))),
    type: 'oh',
    order: 48,
  },
  square: { points: ring(4, 0), type: 'd4h', order: 16 },
  pyramid: { points: [...ring(4, -0.3), [0, 0, 1.1]], type: 'c4v', order: 8 },
  prism: { points: [...ring(3, 0.8), ...ring(3, -0.8)], type: 'd3h', order: 12 },
  antiprism: { points: [...ring(3, 0.5), ...ring(3, -0.5, 1, Math.PI / 3)], type: 'd3d', order: 12 },
  twisted: { points: [...ring(3, 0.8), ...ring(3, -0.8, 1, 0.3)], type: 'd3', order: 6 },
  water: {
    points: [
      [0, 0, 0.4],
      [0.76, 0, -0.5],
      [-0.76, 0, -0.5],
    ],
    type: 'c2v',
    order: 4,
  },
  scalene: {
    points: [
      [1, 0.2, 0],
      [-0.7, 0.5, 0],
      [-0.2, -0.9, 0],
    ],
    type: 'cs',
    order: 2,
  },
  generic: {
    points: [
      [1.5, 0.3, 0],
      [-1.2, 0.4, 0.5],
      [0.2, -1.2, 0.4],
      [0.1, 0.1, -0.9],
    ],
    type: 'c1',
    order: 1,
  },
  // what is off the axis is near the centre
  axle: { points: [...ring(4, 0, 0.3), [0, 0, 1.6], [0, 0, -1.6]], type: 'd4h', order: 16 },
  arrow: {
    points: [
      [0, 0, 1],
      [0, 0, -0.4],
    ],
    type: 'c∞v',
    order: 0,
  },
  rod: {
    points: [
      [0, 0, 1],
      [0, 0, -1],
    ],
    type: 'd∞h',
    order: 0,
  },
  point: { points: [[0, 0, 0]], type: 'kh', order: 0 },
}

/** A shape that is turned, mirrored, reordered, scaled, and off by some noise. */
export interface GivenShape {
  readonly shape: string
  readonly angles: readonly number[]
  readonly mirror: boolean
  readonly order: readonly number[]
  /** Relative to the size. */
  readonly noise: number
  readonly shifts: readonly number[]
}

export const shapes = (noises: fc.Arbitrary<number>): fc.Arbitrary<GivenShape> =>
  fc.tuple(fc.constantFrom(...Object.keys(SHAPES)), noises).chain(([shape, noise]) => {
    const n = SHAPES[shape]!.points.length
    return fc.record({
      shape: fc.constant(shape),
      angles,
      mirror: fc.boolean(),
      order: images(n),
      // a point at the origin has no size that noise could be small to
      noise: fc.constant(shape === 'point' ? 0 : noise),
      shifts: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 3 * n, maxLength: 3 * n }),
    })
  })

/** The points as rows. */
export function placed({ shape, angles, mirror, order, noise, shifts }: GivenShape): number[][] {
  const { points } = SHAPES[shape]!
  const turn = turned(3, angles)
  return order.map((i, k) =>
    apply(turn, mirror ? points[i]!.map((v) => -v) : points[i]!).map(
      (v, c) => v + noise * shifts[3 * k + c]!,
    ),
  )
}

/** The coordinates of `V_a*V_b` of a product of a group of space and one of points: all first coordinates, then all second ones. */
export const coordinates = (points: readonly (readonly number[])[], scale = 1): number[] =>
  [0, 1, 2].flatMap((c) => points.map((p) => scale * p[c]!))
