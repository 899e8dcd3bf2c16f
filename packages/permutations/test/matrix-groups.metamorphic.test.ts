import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTurn } from '../../../conformance/in-turn.js'
import { BuridanError, elementsOf, matrixGroup, NotFiniteError, rng } from '../src/index.js'
import {
  dimOf,
  GROUPS,
  icosahedral,
  identity,
  inverseOf,
  type Matrix,
  matrixOf,
  reflection,
  rounded,
  times,
  transposed,
  turned,
} from './matrices.js'

/** The order, or the message of a typed error that names how near points come. */
function orderOrRefusal(matrices: Matrix[]): bigint | string {
  try {
    return matrixGroup(matrices).order
  } catch (error) {
    if (!(error instanceof NotFiniteError)) throw error
    expect(error.message).toMatch(/by \d\.\de-\d+|within \d\.\de-\d+|over 20000 points/)
    return error.message
  }
}

const groups = fc.constantFrom(...Object.values(GROUPS))

describe('matrix groups, however they are written', () => {
  it('have the orders of the textbooks', () => {
    const orders = {
      Oh: 48n,
      Ih: 120n,
      Th: 24n,
      Td: 24n,
      D6h: 24n,
      I: 60n,
      D7: 14n,
      C12: 12n,
      Q8: 8n,
      Dic3: 12n,
    }
    for (const [name, order] of Object.entries(orders)) {
      expect([name, GROUPS[name as keyof typeof GROUPS].order]).toEqual([name, order])
    }
  })

  it.runIf(isTurn(0))('have one order at every tilt', () => {
    for (const group of [GROUPS.Oh, GROUPS.Ih, GROUPS.Th, GROUPS.B4, GROUPS.Q8]) {
      const { name } = group
      const matrices = group.generators.map((g) => matrixOf(group, g))
      for (let k = -16; k <= -3; k += 0.25) {
        const r = turned(matrices[0]!.length, 10 ** k, 5)
        const tilted = matrices.map((m) => times(times(r, m), transposed(r)))
        expect([name, k, matrixGroup(tilted).order]).toEqual([name, k, group.order])
      }
    }
  })

  it('have one order in any basis and by any generators', () => {
    fc.assert(
      fc.property(
        groups,
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom(0, 1, 2, 3),
        (group, seed, scale) => {
          const list = elementsOf(group)
          const random = rng(seed)
          const dim = dimOf(group)
          const a = Array.from({ length: dim }, (_, i) =>
            Array.from({ length: dim }, () => random.normal() * 10 ** (scale * (i / dim - 0.5))),
          )
          // generators of the whole group, others each time
          const more = Array.from({ length: 6 }, () => list.at(random.int(list.order)).slice())
          const other = [...more, ...group.generators].map((g) => matrixOf(group, g))
          const back = inverseOf(a)
          const conjugated = other.map((m) => times(times(a, m), back))
          // the sum of squares of the entries of the basis and its inverse: what is lost of sixteen digits
          const loss = [a, back].reduce((product, m) => product * m.flat().reduce((s, v) => s + v * v, 0), 1)
          const found = orderOrRefusal(conjugated)
          if (loss < 1e6 || typeof found === 'bigint') expect(found).toBe(group.order)
        },
      ),
      { numRuns: process.env.NIGHTLY ? 150 : 25, seed: 6 },
    )
  })

  it('have the right order or are refused where entries are rounded, and are right from twelve digits on', () => {
    fc.assert(
      fc.property(
        groups,
        fc.integer({ min: 0, max: 1e6 }),
        fc.double({ min: -16, max: 0, noNaN: true }),
        fc.integer({ min: 10, max: 15 }),
        (group, seed, tilt, digits) => {
          const r = turned(dimOf(group), 10 ** tilt, seed)
          const matrices = group.generators.map((g) =>
            rounded(times(times(r, matrixOf(group, g)), transposed(r)), digits),
          )
          const found = orderOrRefusal(matrices)
          // points that a tilt takes apart by little more than the digits may be neither one nor two
          const clear = tilt > 3 - digits || tilt < -digits - 1
          if ((digits >= 12 && clear) || typeof found === 'bigint') expect(found).toBe(group.order)
        },
      ),
      { numRuns: process.env.NIGHTLY ? 400 : 50, seed: 7 },
    )
  })

  it.runIf(isTurn(1))('are refused where a generator is near the identity and is not it', () => {
    const rotation = (t: number) => [
      [Math.cos(t), -Math.sin(t)],
      [Math.sin(t), Math.cos(t)],
    ]
    const shear = (t: number) => [
      [1, t],
      [0, 1],
    ]
    for (let k = -13; k <= -4; k += process.env.NIGHTLY ? 0.5 : 1.5) {
      for (const m of [rotation(10 ** k), shear(10 ** k), times(shear(10 ** k), rotation(-(10 ** k)))]) {
        expect(() => matrixGroup([m])).toThrow(NotFiniteError)
        expect(() =>
          matrixGroup([
            m,
            [
              [0, -1],
              [1, 0],
            ],
          ]),
        ).toThrow(NotFiniteError)
      }
    }
    expect(() => matrixGroup([shear(8e-10)])).toThrow(/8\.0e-10/)
    expect(() => matrixGroup([rotation(9e-10)])).toThrow(/9\.0e-10/)
    expect(() => matrixGroup([shear(1e-11)])).toThrow(/identity by 1\.0e-11/)
    expect(matrixGroup([rotation(0), rotation(2 * Math.PI)]).order).toBe(1n)
  })

  it('close at once in many dimensions and with large entries', () => {
    for (const size of [1, 1e3, 1e6]) {
      const random = rng(9)
      const [dim, half] = [24, 12]
      const m = identity(dim)
      for (let i = 0; i < dim; i++) {
        if (i >= half) m[i]![i] = -1
        for (let j = half; j < dim; j++) if (i < half) m[i]![j] = size * random.normal()
      }
      expect(matrixGroup([m]).order).toBe(2n)
    }
    // a quarter turn in units of any size; where they are too large for float64 it is refused, not taken for another
    for (let k = 0; k <= 240; k += 3) {
      const found = orderOrRefusal([
        [
          [0, -(10 ** k)],
          [10 ** -k, 0],
        ],
      ])
      if (k <= 9 || typeof found === 'bigint') expect([k, found]).toEqual([k, 4n])
    }
    const large = [
      [1, 1e20],
      [0, -1],
    ]
    const found = orderOrRefusal([large])
    if (typeof found === 'bigint') expect(found).toBe(2n)
  })

  it('do not drift: long cycles with ten digits close', () => {
    for (const n of [3, 7, 60, 101, 360]) {
      for (let digits = 10; digits <= 15; digits++) {
        const [c, s] = [Math.cos((2 * Math.PI) / n), Math.sin((2 * Math.PI) / n)]
        const m = rounded(
          [
            [c, -s],
            [s, c],
          ],
          digits,
        )
        expect([n, digits, matrixGroup([m]).order]).toEqual([n, digits, BigInt(n)])
      }
    }
  })

  it('closes reflection groups, also in skew bases', () => {
    const f4 = [
      [0, 1, -1, 0],
      [0, 0, 1, -1],
      [0, 0, 0, 1],
      [1, -1, -1, -1],
    ].map((v) => reflection(...v))
    expect(matrixGroup(f4).order).toBe(1152n)
    const e8 = Array.from({ length: 6 }, (_, i) =>
      [...Array(8).keys()].map((k) => (k === i ? 1 : k === i + 1 ? -1 : 0)),
    )
    const e8Roots = [...e8, [0, 0, 0, 0, 0, 1, 1, 0], Array(8).fill(-0.5)]
    expect(matrixGroup(e8Roots.map((v) => reflection(...v))).order).toBe(696_729_600n)
    // x ↦ M x M⁻¹ with M = [[1, a], [0, 1]] on the first two axes
    const a = 0.7
    const skew = (m: number[][]) => {
      const left = m.map((row, i) => (i === 0 ? row.map((v, j) => v + a * m[1]![j]!) : row))
      return left.map((row) => row.map((v, j) => (j === 1 ? v - a * row[0]! : v)))
    }
    const group = matrixGroup(icosahedral.map(skew))
    expect(group.order).toBe(120n)
    expect(group.base).toMatchObject({ kind: 'points', orthogonal: false })
  })

  it('refuses what is no finite group', () => {
    expect(() =>
      matrixGroup([
        [
          [1, 1],
          [0, 1],
        ],
      ]),
    ).toThrow(/no finite group/)
    expect(() =>
      matrixGroup([
        [
          [0, 0],
          [0, 0],
        ],
      ]),
    ).toThrow(/singular/)
    expect(() => matrixGroup([[[1, 0]]])).toThrow(BuridanError)
    expect(() => matrixGroup([[[Number.NaN]]])).toThrow(/NaN/)
  })
})
