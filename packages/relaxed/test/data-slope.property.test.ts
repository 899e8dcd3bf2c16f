import {
  act,
  elementsOf,
  parseAnyGroup,
  parseRepresentation,
  type Representation,
  rng,
} from '@buridan/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ComparedPair, dataSlope } from '../src/audit/data-slope.js'
import { audit } from '../src/index.js'

/** A quantile by its definition: linear between the values at whole places of the sorted list. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const at = share * (sorted.length - 1)
  const below = sorted[Math.floor(at)]!
  return below + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] ?? below) - below)
}

const pair = fc.record({
  distance: fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
  difference: fc.double({ min: 0, max: 50, noNaN: true }),
})

/** Pairs whose differences are a power of their distance, each off by up to a tenth. */
function ofPower(count: number, power: number, seed: number, decades = 3): ComparedPair[] {
  const random = rng(seed)
  return Array.from({ length: count }, () => {
    const distance = 10 ** (decades * (random.float() - 0.5))
    return { distance, difference: distance ** power * (1 + 0.1 * (2 * random.float() - 1)) }
  })
}

describe('the slope of data', () => {
  it('has in each range of distance the quantiles of its pairs, and every pair in one', () => {
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 90 }), (pairs) => {
        const { curve, pairs: count, upper } = dataSlope(pairs)
        expect(count).toBe(pairs.length)
        expect(curve.reduce((sum, r) => sum + r.pairs, 0)).toBe(pairs.length)
        expect(upper).toBeCloseTo(
          quantile(
            pairs.map((p) => p.difference / p.distance),
            0.9,
          ),
          9,
        )
        const sorted = pairs.toSorted((a, b) => a.distance - b.distance || a.difference - b.difference)
        let at = 0
        for (const range of curve) {
          const mine = sorted.slice(at, at + range.pairs)
          at += range.pairs
          const slopes = mine.map((p) => p.difference / p.distance)
          expect([range.from, range.to]).toEqual([mine[0]!.distance, mine.at(-1)!.distance])
          expect(range.median).toBeCloseTo(quantile(slopes, 0.5), 9)
          expect(range.upper).toBeCloseTo(quantile(slopes, 0.9), 9)
          expect(range.difference).toBeCloseTo(
            quantile(
              mine.map((p) => p.difference),
              0.5,
            ),
            9,
          )
        }
      }),
    )
  })

  it('has ranges of about as many pairs, eight at most and of five at least', () => {
    const sizes = (count: number) => dataSlope(ofPower(count, 1, 1)).curve.map((r) => r.pairs)
    expect(sizes(0)).toEqual([])
    expect(sizes(3)).toEqual([3])
    expect(sizes(9)).toEqual([9])
    expect(sizes(10)).toEqual([5, 5])
    expect(sizes(40)).toEqual(new Array(8).fill(5))
    expect(sizes(403)).toEqual([50, 50, 51, 50, 50, 51, 50, 51])
  })

  it.each([-1, 0, 0.5, 1])('grows with the power of distance that slopes have: %d', (power) => {
    const { growth } = dataSlope(ofPower(400, power + 1, 5))
    expect(growth).toBeGreaterThan(power - 0.05)
    expect(growth).toBeLessThan(power + 0.05)
  })

  it('has no growth of few pairs, of one distance, or without any', () => {
    expect(dataSlope(ofPower(19, 1, 2)).growth).toBeUndefined()
    expect(dataSlope(ofPower(20, 1, 2)).growth).toBeCloseTo(0, 0)
    expect(dataSlope(ofPower(400, 1, 2, 0.2)).growth).toBeUndefined()
    expect(dataSlope([])).toEqual({ pairs: 0, curve: [], growth: undefined, upper: undefined })
  })

  it('is level where labels do not differ, and not told where it overflows', () => {
    const same = ofPower(60, 1, 3).map(({ distance }) => ({ distance, difference: 0 }))
    expect(dataSlope(same).growth).toBe(0)
    expect(dataSlope(same).upper).toBe(0)
    const huge = ofPower(60, 1, 3).map(({ distance }) => ({ distance: 1e-200 * distance, difference: 1e200 }))
    expect(dataSlope(huge).upper).toBeUndefined()
  })
})

describe('the pairs that are compared', () => {
  const V = parseRepresentation(parseAnyGroup('Dih(4)'), 'V') as Representation
  const elements = [...elementsOf(V.group)]
  const slopeOf = (x: number[][], more: object = {}) =>
    audit({ x, y: x.map((v) => v.map((a) => a * a)), repIn: V, repOut: V, ...more }).slopeOfData
  const normal = (count: number, seed: number) => {
    const random = rng(seed)
    return Array.from({ length: count }, () => Array.from({ length: 4 }, () => random.normal()))
  }

  it.each([2, 5, 12])('are all of %d orbits, at their distance modulo the group', (count) => {
    const x = normal(count, count)
    const { pairs, curve } = slopeOf(x)
    const distances = x
      .flatMap((a, i) =>
        x
          .slice(0, i)
          .map((b) => Math.min(...elements.map((g) => Math.hypot(...act(V, g, b).map((v, k) => v - a[k]!))))),
      )
      .sort((a, b) => a - b)
    expect(pairs).toBe((count * (count - 1)) / 2)
    let at = 0
    for (const range of curve) {
      expect(range.from).toBeCloseTo(distances[at]!, 9)
      at += range.pairs
      expect(range.to).toBeCloseTo(distances[at - 1]!, 9)
    }
    expect(at).toBe(pairs)
  })

  it('are of many orbits a thousand, each with the one nearest to it among them, and others', () => {
    const near = 0.01
    const { pairs, curve } = slopeOf(normal(200, 4).flatMap((v) => [v, [v[0]! + near, ...v.slice(1)]]))
    expect(pairs).toBe(1000)
    // of all pairs one in four hundred is a pair of twins
    expect(curve[0]!.pairs).toBe(125)
    expect(curve[0]!.to).toBeCloseTo(near, 9)
    expect(curve[1]!.from).toBeCloseTo(near, 9)
    expect(curve[3]!.from).toBeGreaterThan(0.5)
  })

  it.each([1e-3, 1e-2])(
    'are no nearly copies: eight times the precision of inputs, %d, or less apart',
    (precision) => {
      const pairsAt = (times: number) =>
        slopeOf(
          [
            [1, 2, 3, 5],
            [1, 2 + times * precision, 3, 5],
          ],
          { inputPrecision: precision },
        ).pairs
      expect([0.5, 3, 7.9, 8.1, 20].map(pairsAt)).toEqual([0, 0, 0, 1, 1])
    },
  )
})
