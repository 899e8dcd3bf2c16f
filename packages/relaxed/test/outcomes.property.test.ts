import {
  act,
  elementsOf,
  parseAnyGroup,
  parseGroup,
  parseRepresentation,
  type Representation,
  rng,
  stabilizer,
  UnsupportedError,
} from '@buridan/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Outcomes } from '../src/index.js'

const rep = (group: string, text: string) => parseRepresentation(parseAnyGroup(group), text)
const round = (v: ArrayLike<number>) =>
  Array.from(v, (c) => (Math.round(c * 1e6) / 1e6 || 0).toFixed(6)).join()
const flatten = (points: readonly (readonly number[])[]) => [0, 1, 2].flatMap((c) => points.map((p) => p[c]!))

describe('outcomes', () => {
  it('are the orbit of an answer under the stabilizer: counted as listed, each drawn alike', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Dih(4)', 'Z(6)', 'C4v', 'S(4)', 'B(2)', 'Oh'),
        fc.constantFrom('V', 'V+T(0)', 'T(2)'),
        fc.nat(2),
        fc.nat(10_000),
        (group, text, kinds, seed) => {
          const repIn = rep(group, 'V') as Representation
          const repOut = rep(group, text) as Representation
          const random = rng(seed)
          const x = new Float64Array(repIn.dim).map(() => random.int(kinds + 1))
          const y = new Float64Array(repOut.dim).map(
            () => random.int(2) + (kinds === 0 ? random.normal() : 0),
          )
          const { members } = stabilizer(repIn, x)
          const list = elementsOf(parseGroup(group))
          const brute = new Set(Array.from(members, (h) => round(repOut.apply(list.at(h), y))))
          const outcomes = new Outcomes({ repIn, repOut, x, y })
          const listed = [...outcomes].map(round)
          expect(Number(outcomes.count)).toBe(brute.size)
          expect(new Set(listed)).toEqual(brute)
          expect(listed.length).toBe(brute.size)
          // each is the caller's to change
          const whileSpoilt: string[] = []
          for (const value of outcomes) {
            whileSpoilt.push(round(value))
            value.fill(Number.NaN)
          }
          expect(whileSpoilt).toEqual(listed)
          for (const value of outcomes) {
            expect(outcomes.logProbability(value)).toBeCloseTo(-Math.log(brute.size), 12)
          }
          expect(outcomes.logProbability(y.map((v) => v + 1))).toBe(Number.NEGATIVE_INFINITY)
          const counts = new Map<string, number>()
          const draws = 40 * brute.size
          for (const value of outcomes.sample(draws, seed)) {
            counts.set(round(value), (counts.get(round(value)) ?? 0) + 1)
          }
          const chi = [...counts.values()].reduce((sum, c) => sum + (c - 40) ** 2 / 40, 0)
          expect(counts.size).toBe(brute.size)
          expect(chi).toBeLessThan(brute.size + 6 * Math.sqrt(2 * brute.size))
        },
      ),
      { seed: 3, numRuns: 60 },
    )
  })

  it('of groups that cannot be listed are counted, drawn, told apart and listed one by one', () => {
    const V = rep('S(40)', 'V')
    const x = new Float64Array(40).fill(1)
    const half = Float64Array.from({ length: 40 }, (_, i) => i % 2)
    const outcomes = new Outcomes({ repIn: V, repOut: V, x, y: half })
    expect(outcomes.count).toBe(137846528820n)
    const first: Float64Array[] = []
    for (const value of outcomes) {
      first.push(value)
      if (first.length === 50) break
    }
    expect(new Set(first.map(round)).size).toBe(50)
    const turned = half.slice().reverse()
    expect(outcomes.logProbability(turned)).toBeCloseTo(-Math.log(137846528820), 9)
    expect(outcomes.logProbability(half.map((v, i) => (i === 0 ? 1 : v)))).toBe(Number.NEGATIVE_INFINITY)
    for (const value of outcomes.sample(5, 1)) expect(value.reduce((a, b) => a + b)).toBe(20)
    expect(outcomes.sample(3, 7)).toEqual(outcomes.sample(3, 7))

    // the Petersen graph: a vertex is one of ten
    const edges = [
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 4],
      [4, 0],
      [5, 7],
      [7, 9],
      [9, 6],
      [6, 8],
      [8, 5],
      [0, 5],
      [1, 6],
      [2, 7],
      [3, 8],
      [4, 9],
    ]
    const petersen = new Float64Array(100)
    for (const [u, v] of edges as [number, number][]) petersen[u * 10 + v] = petersen[v * 10 + u] = 1
    const mark = Float64Array.from({ length: 10 }, (_, i) => Number(i === 0))
    const one = new Outcomes({ repIn: rep('S(10)', 'T(2)'), repOut: rep('S(10)', 'V'), x: petersen, y: mark })
    expect([one.count, [...one].length]).toEqual([10n, 10])
  })

  it('in space: finitely many where the answer keeps the continuous part, a continuum otherwise', () => {
    const repIn = rep('O(3)xS(2)', 'V_a*V_b')
    const vector = rep('O(3)xS(2)', 'V_a')
    const x = flatten([
      [0, 0, 1],
      [0, 0, -1],
    ])
    const along = new Outcomes({ repIn, repOut: vector, x, y: [0, 0, 2] })
    expect([along.count, [...along].map(round).sort()]).toEqual([
      2n,
      [
        [0, 0, -2],
        [0, 0, 2],
      ].map(round),
    ])
    expect(along.logProbability([0, 0, -2])).toBeCloseTo(-Math.log(2), 12)
    expect(along.logProbability([0, 0, -1])).toBe(Number.NEGATIVE_INFINITY)
    const across = new Outcomes({ repIn, repOut: vector, x, y: [1, 0, 0] })
    expect(across.count).toBe(undefined)
    expect(() => [...across]).toThrow(UnsupportedError)
    expect(() => across.logProbability([1, 0, 0])).toThrow(UnsupportedError)
    for (const [u, v, w] of across.sample(20, 1))
      expect([Math.hypot(u!, v!), w]).toEqual([expect.closeTo(1), 0])
    const still = new Outcomes({ repIn, repOut: rep('O(3)xS(2)', 'T(0)'), x, y: [3] })
    expect(still.count).toBe(1n)

    // methane: one of four hydrogens
    const methane = flatten([
      [0, 0, 0],
      [1, 1, 1],
      [1, -1, -1],
      [-1, 1, -1],
      [-1, -1, 1],
    ])
    const in5 = rep('O(3)xS(5)', 'V_a*V_b')
    const labels = rep('O(3)xS(5)', 'V_b')
    const hydrogen = new Outcomes({ repIn: in5, repOut: labels, x: methane, y: [0, 1, 0, 0, 0] })
    expect([hydrogen.count, [...hydrogen].length]).toEqual([4n, 4])
    for (const h of hydrogen.sample(10, 1))
      expect(act(labels, hydrogen.stabilizer.randomElement(rng(0)), h)[0]).toBe(0)
  })

  it('take a tolerance that does not cut through a cluster, and say which', () => {
    const repIn = rep('Z(4)', 'T(0)')
    const repOut = rep('Z(4)', 'V')
    // a turn by one moves it by 0.04, a turn by two by 0.08: 0.05 keeps the first and not the second
    const y = [1, 1.04, 1.08, 1.04]
    const outcomes = new Outcomes({ repIn, repOut, x: [1], y, tolerance: 0.04 })
    expect(outcomes.count).toBe(4n)
    expect(outcomes.tolerance).toBeLessThan(0.04)
    expect(new Outcomes({ repIn, repOut, x: [1], y, tolerance: 0.3 }).count).toBe(1n)
    expect(new Outcomes({ repIn, repOut, x: [1], y, negligible: 5 }).count).toBe(1n)
  })

  it('refuse bad input', () => {
    const [a, b] = [rep('Z(4)', 'V'), rep('Z(5)', 'V')]
    const [x, y] = [
      [1, 1, 1, 1],
      [1, 0, 0, 0],
    ]
    expect(() => new Outcomes({ repIn: a, repOut: b, x, y })).toThrow(/different groups/)
    expect(() => new Outcomes({ repIn: a, repOut: a, x, y: [1] })).toThrow(/4/)
    expect(() => new Outcomes({ repIn: a, repOut: a, x, y: [1, 0, 0, Number.NaN] })).toThrow(/NaN/)
    for (const wrong of [-1, Number.NaN, '1', Symbol('s')] as number[]) {
      expect(() => new Outcomes({ repIn: a, repOut: a, x, y, tolerance: wrong })).toThrow(/tolerance is/)
      expect(() => new Outcomes({ repIn: a, repOut: a, x, y, negligible: wrong })).toThrow(/negligible is/)
    }
    expect(() => new Outcomes({ repIn: a, repOut: a, x, y }).sample(0, 0)).toThrow(/count/)
  })
})
