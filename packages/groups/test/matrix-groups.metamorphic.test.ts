import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  baseRepresentation,
  characterTable,
  elementsOf,
  type FiniteGroup,
  matrixGroup,
  NotFiniteError,
  type Permutation,
  parseGroup,
  rng,
} from '../src/index.js'

type Matrix = number[][]

const NAMES = ['Oh', 'Ih', 'Th', 'Td', 'D6h', 'D(7)', 'C(12)', 'Q8', 'Dic(3)', 'B(3)', 'B(4)', 'I']

const times = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => b[0]!.map((_, j) => row.reduce((sum, v, k) => sum + v * b[k]![j]!, 0)))
const transposed = (a: Matrix): Matrix => a[0]!.map((_, j) => a.map((row) => row[j]!))
const identity = (n: number): Matrix =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => Number(i === j)))
const rounded = (m: Matrix, digits: number): Matrix =>
  m.map((row) => row.map((v) => Number(v.toFixed(digits))))

function matrixOf(group: FiniteGroup, g: Permutation): Matrix {
  const rep = baseRepresentation(group)
  const entries = rep.matrix(g)
  return Array.from({ length: rep.dim }, (_, i) => [...entries.slice(i * rep.dim, (i + 1) * rep.dim)])
}

/** Turns by an angle in one plane after the other, of which each is a product of few: exact but for rounding. */
function turned(n: number, angle: number, seed: number): Matrix {
  const random = rng(seed)
  let m = identity(n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const t = angle * (0.3 + random.float())
      const r = identity(n)
      r[i]![i] = r[j]![j] = Math.cos(t)
      r[i]![j] = Math.sin(t)
      r[j]![i] = -Math.sin(t)
      m = times(r, m)
    }
  }
  return m
}

function inverseOf(m: Matrix): Matrix {
  const n = m.length
  const rows = m.map((row, i) => [...row, ...identity(n)[i]!])
  for (let c = 0; c < n; c++) {
    const pivot = rows
      .slice(c)
      .reduce((best, row, k) => (Math.abs(row[c]!) > Math.abs(rows[best]![c]!) ? c + k : best), c)
    ;[rows[c], rows[pivot]] = [rows[pivot]!, rows[c]!]
    rows[c] = rows[c]!.map((v) => v / rows[c]![c]!)
    for (let i = 0; i < n; i++) {
      if (i !== c) rows[i] = rows[i]!.map((v, k) => v - rows[i]![c]! * rows[c]![k]!)
    }
  }
  return rows.map((row) => row.slice(n))
}

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

const names = fc.constantFrom(...NAMES)

describe('matrix groups, however they are written', () => {
  it('have one order at every tilt', () => {
    for (const name of ['Oh', 'Ih', 'Th', 'B(4)', 'Q8']) {
      const group = parseGroup(name)
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
        names,
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom(0, 1, 2, 3),
        (name, seed, scale) => {
          const group = parseGroup(name)
          const list = elementsOf(group)
          const random = rng(seed)
          const dim = baseRepresentation(group).dim
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
        names,
        fc.integer({ min: 0, max: 1e6 }),
        fc.double({ min: -16, max: 0, noNaN: true }),
        fc.integer({ min: 10, max: 15 }),
        (name, seed, tilt, digits) => {
          const group = parseGroup(name)
          const r = turned(baseRepresentation(group).dim, 10 ** tilt, seed)
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

  it('are refused where a generator is near the identity and is not it', () => {
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

  it('have the characters of the group that they were tilted from', () => {
    const group = parseGroup('Td')
    const r = turned(3, 1e-9, 1)
    const tilted = matrixGroup(
      group.generators.map((g) => times(times(r, matrixOf(group, g)), transposed(r))),
    )
    const degrees = (g: FiniteGroup) => characterTable(g).characters.map((c) => c.degree)
    expect(degrees(tilted)).toEqual(degrees(group))
  })
})
