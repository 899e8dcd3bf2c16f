import fc from 'fast-check'
import { expect, it } from 'vitest'
import { counted } from '../src/app/words.js'
import { vectorPicture } from '../src/graphs/vector-places.js'

const number = fc.double({ min: -5, max: 5, noNaN: true })
const width = 4
/** Different vectors, and for each vertex one of them. */
const drawn = fc
  .array(fc.array(number, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 })
  .chain((vectors) =>
    fc.record({
      vectors: fc.constant(vectors),
      of: fc.array(fc.nat(vectors.length - 1), { minLength: 1, maxLength: 12 }),
    }),
  )

/** All first numbers, then all second ones, and so on. */
const answerOf = (vectors: readonly (readonly number[])[], of: readonly number[]) =>
  Array.from({ length: width }, (_, k) => of.map((v) => vectors[v]![k]!)).flat()

it('vectors are drawn in the box, equal ones in one place, and as far apart as in the plane where they differ most', () => {
  fc.assert(
    fc.property(drawn, ({ vectors, of }) => {
      const { places, kinds } = vectorPicture(answerOf(vectors, of), of.length)
      expect(kinds).toBeLessThanOrEqual(new Set(of).size)
      expect(places.flat().every((c) => Math.abs(c) <= 0.9 + 1e-9)).toBe(true)
      of.forEach((v, i) => {
        of.forEach((w, j) => {
          if (v === w)
            expect(Math.hypot(places[i]![0] - places[j]![0], places[i]![1] - places[j]![1])).toBeLessThan(
              1e-6,
            )
        })
      })
    }),
    { seed: 31, numRuns: 100 },
  )
})

it('vectors that lie in a plane keep their distances, up to one scale, and do not flip when they are negligibly moved', () => {
  // a square, in a plane across the four axes
  const square = [
    [1, 1, 0, 0],
    [0, 0, 1, 1],
    [-1, -1, 0, 0],
    [0, 0, -1, -1],
  ]
  const { places, kinds } = vectorPicture(answerOf(square, [0, 1, 2, 3]), 4)
  expect(kinds).toBe(4)
  const apart = (i: number, j: number) =>
    Math.hypot(places[i]![0] - places[j]![0], places[i]![1] - places[j]![1])
  expect(apart(0, 2) / apart(0, 1)).toBeCloseTo(Math.SQRT2, 9)
  const long = [
    [3, 0, 0, 0],
    [0, 0.5, 0, 0],
    [-1, -1, 0, 0],
  ]
  const before = vectorPicture(answerOf(long, [0, 1, 2]), 3).places
  const after = vectorPicture(
    answerOf(
      long.map((v) => v.map((x) => x + 1e-7)),
      [0, 1, 2],
    ),
    3,
  ).places
  before.forEach((p, i) => {
    expect(Math.hypot(p[0] - after[i]![0], p[1] - after[i]![1])).toBeLessThan(1e-4)
  })
})

it('vectors that are all equal, or all 0, are one in the middle', () => {
  for (const vector of [
    [1, 2, 3, 4],
    [0, 0, 0, 0],
  ]) {
    const { places, kinds } = vectorPicture(answerOf([vector], [0, 0, 0]), 3)
    expect([kinds, ...places.flat().map(Math.abs)]).toEqual([1, 0, 0, 0, 0, 0, 0])
  }
})

it('things are counted in words', () => {
  expect([counted(0, 'orbit'), counted(1, 'orbit'), counted('2', 'symmetry', 'symmetries')]).toEqual([
    '0 orbits',
    '1 orbit',
    '2 symmetries',
  ])
})
