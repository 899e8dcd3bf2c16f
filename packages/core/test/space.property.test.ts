// Vectors and matrices of ℝ³, entry by entry against sums written as loops, and by their laws.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  apply3,
  columns3,
  cross,
  determinant3,
  dot,
  length,
  minus,
  multiply3,
  perpendicular,
  rotationAbout,
  rows3,
  scaled,
  squareProduct,
  transpose3,
  unit,
  type Vector,
} from '../src/index.js'

const number = fc.double({ min: -3, max: 3, noNaN: true })
const vector: fc.Arbitrary<Vector> = fc.tuple(number, number, number)
const matrix = fc.array(number, { minLength: 9, maxLength: 9 }).map((m) => Float64Array.from(m))
const indices = [0, 1, 2] as const
const sum = (term: (k: 0 | 1 | 2) => number) => indices.map(term).reduce((a, b) => a + b)
const close = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  expect(a.length).toBe(b.length)
  for (let k = 0; k < a.length; k++) expect(a[k]).toBeCloseTo(b[k]!, 10)
}
const all = { seed: 3, numRuns: 200 }

describe('vectors of space', () => {
  it('have products, differences, multiples and lengths entry by entry', () => {
    fc.assert(
      fc.property(vector, vector, number, (a, b, s) => {
        expect(dot(a, b)).toBeCloseTo(
          sum((k) => a[k] * b[k]),
          10,
        )
        close(
          scaled(a, s),
          indices.map((k) => a[k] * s),
        )
        close(
          minus(a, b),
          indices.map((k) => a[k] - b[k]),
        )
        expect(length(a)).toBeCloseTo(Math.hypot(...a), 10)
        if (length(a) > 1e-3) close(scaled(unit(a), length(a)), a)
      }),
      all,
    )
  })

  it('have lengths whose squares are no numbers', () => {
    for (const s of [1e200, 1e-200, 1e-320]) expect(length([3 * s, 4 * s, 0]) / (5 * s)).toBeCloseTo(1, 3)
  })

  it('are of length 1 along any other, also one whose length, or its inverse, is no number', () => {
    for (const s of [5e-324, 1e-320, 1e-310, 1e-200, 1e200, 1e307, 1.7e308]) {
      close(
        unit([s, -s, s]),
        [1, -1, 1].map((v) => v / Math.sqrt(3)),
      )
      close(perpendicular([0, s, 0]).map(Math.abs), [0, 0, 1])
    }
    expect(unit([0, 0, 0])).toEqual([Number.NaN, Number.NaN, Number.NaN])
  })

  it('have a cross product with the determinant as triple product, and one perpendicular to each', () => {
    fc.assert(
      fc.property(vector, vector, vector, (a, b, c) => {
        expect(dot(cross(a, b), c)).toBeCloseTo(determinant3(columns3(a, b, c)), 9)
        close(cross(b, a), scaled(cross(a, b), -1))
        if (length(a) < 1e-3) return
        const aside = perpendicular(a)
        expect(dot(aside, a)).toBeCloseTo(0, 10)
        expect(length(aside)).toBeCloseTo(1, 10)
      }),
      all,
    )
    expect(cross([1, 0, 0], [0, 1, 0])).toEqual([0, 0, 1])
  })
})

describe('matrices of space', () => {
  it('act, multiply, and are transposed row by row', () => {
    fc.assert(
      fc.property(matrix, matrix, vector, (a, b, v) => {
        close(
          apply3(a, v),
          indices.map((i) => sum((k) => a[3 * i + k]! * v[k])),
        )
        close(
          multiply3(a, b),
          indices.flatMap((i) => indices.map((j) => sum((k) => a[3 * i + k]! * b[3 * k + j]!))),
        )
        close(
          transpose3(a),
          indices.flatMap((i) => indices.map((j) => a[3 * j + i]!)),
        )
        close(rows3(a).flat(), a)
        const [x, y, z] = rows3(transpose3(a)).map(([p, q, r]): Vector => [p!, q!, r!])
        close(columns3(x!, y!, z!), a)
        expect(determinant3(multiply3(a, b))).toBeCloseTo(determinant3(a) * determinant3(b), 8)
      }),
      all,
    )
  })

  it('turn about an axis by an angle, the way of a right hand', () => {
    fc.assert(
      fc.property(vector, number, (a, angle) => {
        fc.pre(length(a) > 1e-2)
        const [axis, aside] = [unit(a), perpendicular(a)]
        const turn = rotationAbout(axis, angle)
        close(apply3(turn, axis), axis)
        const other = cross(axis, aside)
        close(
          apply3(turn, aside),
          indices.map((k) => Math.cos(angle) * aside[k] + Math.sin(angle) * other[k]),
        )
        expect(determinant3(turn)).toBeCloseTo(1, 10)
        close(multiply3(turn, transpose3(turn)), [1, 0, 0, 0, 1, 0, 0, 0, 1])
      }),
      all,
    )
  })
})

it('products of square matrices are those of maps, one after the other', () => {
  const entry = fc.integer({ min: -9, max: 9 })
  const cases = fc.integer({ min: 1, max: 4 }).chain((n) => {
    const list = (length: number) => fc.array(entry, { minLength: length, maxLength: length })
    return fc.tuple(list(n * n), list(n * n), list(n))
  })
  const map = (m: ArrayLike<number>, v: readonly number[]) =>
    v.map((_, i) => v.reduce((sum, x, j) => sum + m[i * v.length + j]! * x, 0))
  fc.assert(
    fc.property(cases, ([a, b, v]) => {
      const both = squareProduct(Float64Array.from(a), Float64Array.from(b), v.length)
      expect(map(both, v).map((x) => x + 0)).toEqual(map(a, map(b, v)).map((x) => x + 0))
    }),
    { seed: 4, numRuns: 200 },
  )
})
