import {
  act,
  elementsOf,
  parseAnyGroup,
  parseRepresentation,
  type Representation,
  rng,
  stabilizer,
  TooLargeError,
  uniformElement,
} from '@buridan/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Auditor, audit } from '../src/index.js'

const rep = (group: string, text: string) => parseRepresentation(parseAnyGroup(group), text)
const flatten = (points: readonly (readonly number[])[]) => [0, 1, 2].flatMap((c) => points.map((p) => p[c]!))

describe('audits', () => {
  it('of groups that are listed and of those that are not say the same', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('V', '2*V+T(0)', 'T(2)'),
        fc.nat(2),
        fc.nat(10_000),
        (text, kinds, seed) => {
          const random = rng(seed)
          const x = Array.from({ length: 12 }, () => Array.from({ length: 5 }, () => random.int(kinds + 2)))
          // four more points, each of its own kind: S(9) is not listed, and keeps what S(5) does
          const wide = x.map((row) => [...row, 100, 200, 300, 400])
          const small = rep('S(5)', text) as Representation
          const large = rep('S(9)', text) as Representation
          const y = x.map(() => Array.from({ length: small.dim }, () => random.normal()))
          const widened = y.map((row) => widen(row, text))
          const a = audit({ x, y, repIn: rep('S(5)', 'V') as Representation, repOut: small })
          const b = audit({ x: wide, y: widened, repIn: rep('S(9)', 'V') as Representation, repOut: large })
          expect([b.orbits, b.symmetric, b.samples]).toEqual([a.orbits, a.symmetric, a.samples])
          expect(b.price).toBeCloseTo(a.price, 9)
          expect(b.disagreement).toBeCloseTo(a.disagreement, 9)
          expect(b.orbitTypes.map((t) => t.stabilizerOrder)).toEqual(
            a.orbitTypes.map((t) => t.stabilizerOrder),
          )
        },
      ),
      { seed: 1, numRuns: 40 },
    )
  })

  it('of signed permutations that are not listed: labels with their signs, by brute force on a smaller one', () => {
    const random = rng(3)
    const [small, large] = [rep('B(3)', 'V') as Representation, rep('B(8)', 'V') as Representation]
    const x = Array.from({ length: 20 }, () => Array.from({ length: 3 }, () => random.int(3) - 1))
    const y = x.map(() => Array.from({ length: 3 }, () => random.normal()))
    const more = [5, 6, 7, 8, 9]
    const a = audit({ x, y, repIn: small, repOut: small })
    const b = audit({
      x: x.map((r) => [...r, ...more]),
      y: y.map((r) => [...r, 0, 0, 0, 0, 0]),
      repIn: large,
      repOut: large,
    })
    expect([b.price, b.disagreement].map((v) => v.toFixed(9))).toEqual(
      [a.price, a.disagreement].map((v) => v.toFixed(9)),
    )
    // by hand: a label of a coordinate that is 0 in x is lost
    const list = elementsOf(small.group)
    const brute = x.reduce((sum, row, i) => {
      const members = [...stabilizer(small, row).members]
      const images = members.map((h) => small.apply(list.at(h), y[i]!))
      const mean = [0, 1, 2].map((c) => images.reduce((s, v) => s + v[c]!, 0) / images.length)
      return sum + mean.reduce((s, v, c) => s + (y[i]![c]! - v) ** 2, 0)
    }, 0)
    expect(a.price).toBeCloseTo(brute / x.length, 9)
  })

  it('in space: what a molecule’s point group takes from its labels', () => {
    const methane = flatten([
      [0, 0, 0],
      [1, 1, 1],
      [1, -1, -1],
      [-1, 1, -1],
      [-1, -1, 1],
    ])
    const line = flatten([
      [0, 0, 0],
      [0, 0, 1],
      [0, 0, -1],
      [0, 0, 2],
      [0, 0, -2],
    ])
    const repIn = rep('O(3)xS(5)', 'V_a*V_b+V_b')
    const x = [
      [...methane, 6, 1, 1, 1, 1],
      [...line, 6, 1, 1, 8, 8],
    ]
    // a dipole: nothing of it is left by T_d or by D∞h
    const vector = audit({
      x,
      y: [
        [0, 3, 4],
        [1, 0, 2],
      ],
      repIn,
      repOut: rep('O(3)xS(5)', 'V_a'),
    })
    expect([vector.price, vector.orbits, vector.symmetric]).toEqual([expect.closeTo((25 + 5) / 2), 2, 2])
    expect(vector.orbitTypes.map((t) => t.stabilizerOrder)).toEqual([24, 'infinite'])
    // a number for every atom: the mean over the hydrogens, and over each pair
    const atoms = audit({
      x,
      y: [
        [9, 1, 2, 3, 4],
        [9, 1, 2, 3, 5],
      ],
      repIn,
      repOut: rep('O(3)xS(5)', 'V_b'),
    })
    expect(atoms.price).toBeCloseTo((5 + 0.5 + 2) / 2, 9)
    // forces on atoms along the axis of a line that a turn about it keeps, opposite on each pair: all of it stays
    const forces = flatten([
      [0, 0, 0],
      [0, 0, 1],
      [0, 0, -1],
      [0, 0, 3],
      [0, 0, -3],
    ])
    const along = audit({ x: [x[1]!], y: [forces], repIn, repOut: rep('O(3)xS(5)', 'V_a*V_b') })
    expect(along.price).toBeCloseTo(0, 12)
  })

  it('in space are the same after moving samples with their labels', () => {
    const repIn = rep('O(3)xS(4)', 'V_a*V_b')
    const repOut = rep('O(3)xS(4)', 'V_a*V_b+V_a+T(0)')
    const random = rng(2)
    const square = flatten([
      [1, 0, 0],
      [0, 1, 0],
      [-1, 0, 0],
      [0, -1, 0],
    ])
    const others = [
      square,
      flatten([
        [1, 2, 3],
        [0, 1, 0],
        [4, 0, 1],
        [0, -1, 2],
      ]),
      flatten([
        [0, 0, 1],
        [0, 0, 2],
        [0, 0, 3],
        [0, 0, 4],
      ]),
    ]
    const x = [...others, ...others]
    const y = x.map(() => Array.from({ length: repOut.dim }, () => random.normal()))
    const before = audit({ x, y, repIn, repOut })
    const g = x.map(() => uniformElement(repIn.group, random))
    const after = audit({
      x: x.map((row, i) => act(repIn, g[i]!, row)),
      y: y.map((row, i) => act(repOut, g[i]!, row)),
      repIn,
      repOut,
    })
    expect([after.orbits, before.orbits]).toEqual([3, 3])
    expect(after.price).toBeCloseTo(before.price, 6)
    expect(after.disagreement).toBeCloseTo(before.disagreement, 6)
  })

  it('as a stream say the same as at once, and keep the worst samples', () => {
    const V = rep('Dih(4)', 'V') as Representation
    const random = rng(9)
    const x = Array.from({ length: 300 }, () => Array.from({ length: 4 }, () => random.int(3)))
    const y = x.map(() => Array.from({ length: 4 }, () => random.normal()))
    const auditor = new Auditor({ repIn: V, repOut: V, worst: 7 })
    const prices = x.map((row, i) => auditor.add(row, y[i]!))
    const report = auditor.report()
    expect(report).toEqual(audit({ x, y, repIn: V, repOut: V, worst: 7 }))
    const ranked = prices.map((price, index) => ({ price, index })).sort((a, b) => b.price - a.price)
    expect(report.worst.map((w) => w.index)).toEqual(ranked.slice(0, 7).map((r) => r.index))
  })

  it('list orbit types by order, then by name, in whatever order the samples come', () => {
    const group = parseAnyGroup('O(3)xS(4)')
    const [repIn, repOut] = [parseRepresentation(group, 'V_a*V_b'), parseRepresentation(group, 'T(0)')]
    const trapezium = [
      [2, 0, 0],
      [-2, 0, 0],
      [1, 1, 0],
      [-1, 1, 0],
    ]
    const zigzag = [
      [2, 1, 0],
      [1, 0, 0],
      [-1, 0, 0],
      [-2, -1, 0],
    ]
    const scalene = [
      [0, 0, 0],
      [1, 0, 0],
      [0, 3, 0],
      [0, 0, 7],
    ]
    // in whatever order their invariants are
    for (const size of [0.2, 1, 5]) {
      const larger = zigzag.map((p) => p.map((v) => v * size))
      const x = [trapezium, larger, scalene].map(flatten)
      const { orbitTypes } = audit({ x, y: x.map((_, i) => [i]), repIn, repOut })
      expect(orbitTypes.map((t) => [t.stabilizerOrder, t.name])).toEqual([
        [1, undefined],
        [4, 'c2h'],
        [4, 'c2v'],
      ])
    }
  })

  it('of groups of thousands of elements that all fix a sample do not go through their pairs', () => {
    const V = rep('S(7)', 'V') as Representation
    const report = audit({ x: [new Array(7).fill(1)], y: [[7, 0, 0, 0, 0, 0, 0]], repIn: V, repOut: V })
    expect([report.price, report.orbitTypes[0]!.stabilizerOrder]).toEqual([expect.closeTo(42), 5040])
  })

  it('of groups too large to list, whose elements keep a sample', () => {
    const alternating = rep('A(12)', 'V') as Representation
    const first = Array.from({ length: 12 }, (_, i) => Number(i === 0))
    const { price, orbitTypes } = audit({
      x: [new Array(12).fill(1)],
      y: [first],
      repIn: alternating,
      repOut: alternating,
    })
    expect([price, orbitTypes[0]!.stabilizerOrder]).toEqual([expect.closeTo(11 / 12, 12), 479001600 / 2])
  })

  it('keep what a sample was before another was refused', () => {
    const V = rep('Dih(4)', 'V') as Representation
    const auditor = new Auditor({ repIn: V, repOut: V, memory: 16 })
    expect(() => auditor.report()).toThrow(/x is empty/)
    auditor.add([1, 2, 3, 4], [0, 0, 0, 0])
    auditor.add([1, 2, 3, 5], [0, 0, 0, 0])
    // each has eight numbers: a third is too many, whether it is a copy or not
    const before = auditor.report()
    for (const last of [6, 7, 6]) {
      expect(() => auditor.add([1, 1, last, last], [1, 0, 0, 0])).toThrow(TooLargeError)
    }
    expect(() => auditor.add([2, 3, 4, 1], [0, 0, 0, 0])).toThrow(/memory is 16/)
    expect(auditor.report()).toEqual(before)
    expect(before.samples).toBe(2)
  })

  it('refuse what does not fit or is not reached', () => {
    const V = rep('Dih(4)', 'V') as Representation
    expect(() => new Auditor({ repIn: V, repOut: V, tolerance: -1 })).toThrow(/tolerance/)
    for (const name of ['radius', 'inputPrecision', 'labelPrecision', 'worst'] as const) {
      expect(() => new Auditor({ repIn: V, repOut: V, [name]: -1 })).toThrow(new RegExp(name))
      expect(() => new Auditor({ repIn: V, repOut: V, [name]: Number.NaN })).toThrow(new RegExp(name))
    }
  })
})

/** Coordinates of S(5) as those of S(9), 0 at the new points. */
function widen(row: readonly number[], text: string): number[] {
  if (text === 'T(2)') {
    return Array.from({ length: 81 }, (_, k) => {
      const [i, j] = [Math.floor(k / 9), k % 9]
      return i < 5 && j < 5 ? row[i * 5 + j]! : 0
    })
  }
  const one = (from: number) => [...row.slice(from, from + 5), 0, 0, 0, 0]
  return text === 'V' ? one(0) : [...one(0), ...one(5), row[10]!]
}
