import { fitOrthogonal } from '@buridan/groups'
import fc from 'fast-check'
import { apply, times, transposed } from '../../given/matrices.js'
import { images } from '../../given/permutations.js'
import {
  apart,
  determinant,
  distance,
  IDENTITY,
  type Point,
  rotationByForce,
  rows,
  scaled,
  type Turn,
  turns,
} from '../../given/space.js'
import { atMost, closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

type Vector = readonly [number, number, number]

interface Given {
  readonly points: readonly Point[]
  readonly images: readonly Point[]
  readonly sign: -1 | 1 | 0
}

const coordinate = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.integer({ min: -999, max: 999 }).map((i) => i / 137),
)
/** Points in space, in a plane or nearly, on a line or nearly, at 0, or none at all. */
const flattened = fc.constantFrom(
  [1, 1, 1],
  [1, 1, 1],
  [1, 1, 0],
  [1, 1, 1e-9],
  [1, 0, 0],
  [1, 1e-6, 1e-9],
  [0, 0, 0],
)
const points = (n: number) =>
  fc
    .record({
      list: fc.array(fc.tuple(coordinate, coordinate, coordinate), { minLength: n, maxLength: n }),
      by: flattened,
      turn: turns,
    })
    .map(({ list, by, turn }) =>
      list.map((p) =>
        apply(
          turn,
          p.map((v, i) => v * by[i]!),
        ),
      ),
    )
const sign = fc.constantFrom<-1 | 0 | 1>(-1, 0, 1)
const given: fc.Arbitrary<Given> = fc
  .integer({ min: 0, max: 8 })
  .chain((n) => fc.record({ points: points(n), images: points(n), sign }))

const fitted = ({ points: p, images: q, sign: s }: Given): Turn =>
  rows(fitOrthogonal(p as Vector[], q as Vector[], s === 0 ? undefined : s))

/** Root of the sum of squared distances. */
const misfit = (m: Turn, { points: p, images: q }: Given) =>
  Math.hypot(...p.map((v, i) => distance(apply(m, v), q[i]!)))

/** Fits by Horn's quaternion, of either determinant. */
function byForce(g: Given): Turn {
  const plain = rotationByForce(g.points, g.images)
  const back = rotationByForce(
    g.points.map((p) => scaled(p, -1)),
    g.images,
  ).map((row) => row.map((v) => -v))
  if (g.sign !== 0) return g.sign > 0 ? plain : back
  return misfit(plain, g) <= misfit(back, g) ? plain : back
}

/** The least squares fit of one set of points to another. */
export const fit = [
  relation('fitOrthogonal', 'no worse than Horn’s quaternion', {
    given,
    one: (g) => misfit(fitted(g), g),
    other: (g) => misfit(byForce(g), g),
    same: atMost(1e-9, 1e-9),
    cost: 4,
  }),
  relation('fitOrthogonal', 'an orthogonal matrix of the sign asked for', {
    given,
    one: (g) => {
      const m = fitted(g)
      return [apart(times(m, transposed(m)), IDENTITY) < 1e-12, g.sign === 0 || determinant(m) * g.sign > 0]
    },
    other: () => [true, true],
    cost: 4,
  }),
  relation('fitOrthogonal', 'images made by the matrix looked for', {
    given: fc.record({
      points: fc.integer({ min: 3, max: 8 }).chain(points),
      turn: turns,
      factor: fc.constantFrom(1, 3, 1e-160, 1e160, 1e-9, 1e240),
    }),
    one: ({ points: p, turn, factor }) => {
      const to = p.map((v) => scaled(apply(turn, v), factor))
      const m = fitted({ points: p, images: to, sign: determinant(turn) > 0 ? 1 : -1 })
      return p.map((v) => apply(m, v))
    },
    other: ({ points: p, turn }) => p.map((v) => apply(turn, v)),
    same: closeTo(0, 1e-9),
    cost: 4,
  }),
  relation('fitOrthogonal', 'scaled', {
    given: fc.record({
      g: given,
      factor: fc.constantFrom(1e-160, 1e160, 1e-240, 1e240, 0.1),
      other: fc.constantFrom(1e-160, 1e160, 7),
    }),
    one: ({ g }) => misfit(fitted(g), g),
    other: ({ g, factor, other }) =>
      misfit(
        fitted({
          ...g,
          points: g.points.map((p) => scaled(p, factor)),
          images: g.images.map((q) => scaled(q, other)),
        }),
        g,
      ),
    same: closeTo(1e-9, 1e-9),
    cost: 4,
  }),
  relation('fitOrthogonal', 'both sides turned, pairs in another order', {
    given: given.chain((g) =>
      fc.record({ g: fc.constant(g), by: images(g.points.length), left: turns, right: turns }),
    ),
    one: ({ g }) => misfit(fitted(g), g),
    other: ({ g, by, left, right }) => {
      const sameHand = determinant(left) * determinant(right)
      const changed: Given = {
        points: by.map((i) => apply(right, g.points[i]!)),
        images: by.map((i) => apply(left, g.images[i]!)),
        sign: (g.sign * Math.round(sameHand)) as -1 | 0 | 1,
      }
      return misfit(fitted(changed), changed)
    },
    same: closeTo(1e-9, 1e-9),
    cost: 4,
  }),
  relation('fitOrthogonal', 'images and points exchanged', {
    given,
    one: (g) => misfit(fitted(g), g),
    other: (g) => {
      const back = { ...g, points: g.images, images: g.points }
      return misfit(transposed(fitted(back)), g)
    },
    same: closeTo(1e-9, 1e-9),
    cost: 4,
  }),
]
