import { rng } from '@buridan/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { elementsOf, matrixGroup, NotFiniteError } from '../src/index.js'
import { GROUPS, type Matrix, matrixOf, times, transposed, turned } from './matrices.js'

const float32 = (m: Matrix): Matrix => m.map((row) => row.map(Math.fround))
const apart = (a: Matrix, b: Matrix) =>
  Math.max(...a.flatMap((row, i) => row.map((v, j) => Math.abs(v - b[i]![j]!))))
const groups = fc.constantFrom(
  GROUPS.Oh,
  GROUPS.Ih,
  GROUPS.Td,
  GROUPS.D6h,
  GROUPS.I,
  GROUPS.D7,
  GROUPS.C12,
  GROUPS.Q8,
  GROUPS.B4,
)

describe('matrices within a tolerance of those of a group', () => {
  it('give the group that they were rounded from, turned or not, and close exactly', () => {
    fc.assert(
      fc.property(
        groups,
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom(1e-7, 1e-6, 1e-5, 1e-4),
        (group, seed, size) => {
          const random = rng(seed)
          const generators = group.generators.map((g) => matrixOf(group, g))
          const r = turned(generators[0]!.length, random.int(2) === 0 ? 0 : 1, seed)
          const exact = generators.map((m) => times(times(r, m), transposed(r)))
          const noisy = exact.map((m) => m.map((row) => row.map((v) => v + (random.float() - 0.5) * size)))
          const found = matrixGroup(size === 1e-7 ? exact.map(float32) : noisy, { tolerance: size })
          expect(found.order).toBe(group.order)
          found.generators.forEach((g, s) => {
            expect(apart(matrixOf(found, g), exact[s]!)).toBeLessThan(100 * size)
          })
          // all elements are exactly orthogonal, and multiply as permutations do
          const list = elementsOf(found)
          const [g, h] = [random.int(list.order), random.int(list.order)]
          const product = list.view(h).map((p) => list.view(g)[p]!)
          const [a, b, c] = [list.view(g), list.view(h), product].map((p) => matrixOf(found, p))
          expect(apart(times(a!, b!), c!)).toBeLessThan(1e-12)
        },
      ),
      { numRuns: process.env.NIGHTLY ? 2000 : 60, seed: Number(process.env.FC_SEED ?? 1) },
    )
  })

  it('of whole numbers are rounded to them, permutations are recognized', () => {
    const cycle = [
      [0, 1e-8, 1],
      [0.9999999, 0, 0],
      [0, 1, 0],
    ]
    const found = matrixGroup([cycle], { tolerance: 1e-6 })
    expect([found.order, found.degree, found.ownBase]).toEqual([3n, 3, { kind: 'permutation', axes: true }])
    const signed = matrixGroup([
      [
        [0, -1],
        [1, 0],
      ],
    ])
    expect([signed.order, signed.degree, signed.ownBase]).toEqual([4n, 4, { kind: 'signed', dim: 2 }])
    // of order six in a basis that is not orthogonal
    const hexagonal = [
      [1, -1 + 1e-7],
      [1, 1e-9],
    ]
    expect(matrixGroup([hexagonal], { tolerance: 1e-6 }).order).toBe(6n)
  })

  it('are refused where nothing finite is near', () => {
    const skew = [
      [1, 0.3],
      [0, 1],
    ]
    expect(() => matrixGroup([skew], { tolerance: 1e-3 })).toThrow(
      /matrix 0 is 1\.\de-1 from the nearest orthogonal/,
    )
    const [c, s] = [Math.cos(1), Math.sin(1)]
    const turn = [
      [c, -s],
      [s, c],
    ]
    expect(() => matrixGroup([turn], { tolerance: 1e-6 })).toThrow(NotFiniteError)
    expect(() => matrixGroup([turn], { tolerance: -1 })).toThrow(/tolerance is -1/)
    const tilted = [
      [1, -9e-10],
      [9e-10, 1],
    ]
    expect(() => matrixGroup([tilted])).toThrow(/or be given with a tolerance|differs from the identity/)
    expect(matrixGroup([tilted], { tolerance: 1e-8 }).order).toBe(1n)
  })
})
