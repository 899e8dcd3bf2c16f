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
import { freeTest } from '../src/fixed/surely-free.js'

const rep = (group: string, text: string) => parseRepresentation(parseAnyGroup(group), text)
const length = (v: ArrayLike<number>) => Math.hypot(...Array.from(v))

describe('whether a sample surely has no symmetry', () => {
  // otherwise each sample costs the search for a stabilizer
  it.each([
    ['S(6)', 'V'],
    ['S(6)', 'T(0)+V'],
    ['S(5)', 'T(2)'],
    ['Oh', 'V'],
    ['B(4)', '2*V'],
    ['O(3)xS(5)', 'V_a*V_b'],
    ['O(3)xS(5)', 'V_b*V_a'],
    ['O(3)xS(5)', 'V_b+V_a*V_b'],
    ['SO(2)xS(4)', '2*V_a*V_b'],
    ['O(4)xS(3)', 'V_b+3*V_a+V_a*V_b'],
    ['O(3)', '3*V'],
  ])('of %s, %s: is seen of random numbers', (group, text) => {
    const space = rep(group, text)
    const isFree = freeTest(space)
    const random = rng(4)
    for (let k = 0; k < 20; k++) {
      const x = Float64Array.from({ length: space.dim }, () => random.normal())
      expect(isFree(x, 1e-7 * length(x))).toBe(true)
      // again: nothing of the sample before is left
      expect(isFree(x, 1e-7 * length(x))).toBe(true)
    }
  })

  it('is said only where all elements but one move the sample by more than the distance', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(['S(4)', 'V'], ['S(4)', 'T(2)'], ['Oh', 'V'], ['B(2)', 'V'], ['Z(5)', '2*V']),
        fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 16, maxLength: 16 }),
        fc.double({ min: 0, max: 8, noNaN: true }),
        ([group, text], numbers, distance) => {
          const space = rep(group!, text!) as Representation
          const x = Float64Array.from(numbers.slice(0, space.dim))
          const moves = Array.from(elementsOf(space.group), (g) =>
            length(act(space, g, x).map((v, i) => v - x[i]!)),
          ).sort((a, b) => a - b)
          if (freeTest(space)(x, distance)) expect(moves[1]).toBeGreaterThan(distance)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('is not said of points that a reflection keeps, or an exchange', () => {
    const isFree = freeTest(rep('O(3)xS(4)', 'V_a*V_b'))
    const random = rng(2)
    for (let k = 0; k < 20; k++) {
      const x = Float64Array.from({ length: 12 }, () => random.normal())
      const flat = x.map((v, i) => (i < 4 ? 0 : v))
      expect(isFree(flat, 1e-7)).toBe(false)
      // two points at one distance from the centre may be exchanged
      const [a, b] = [0, 1].map((p) => Math.hypot(x[p]!, x[4 + p]!, x[8 + p]!)) as [number, number]
      const alike = x.map((v, i) => (i % 4 === 1 ? (v * a) / b : v))
      expect(isFree(alike, 1e-7)).toBe(false)
      // a thousandth out of the plane is ten times what a distance below it tells
      const nearly = x.map((v, i) => (i < 4 ? 1e-3 * v : v))
      expect(isFree(nearly, 1e-2)).toBe(false)
    }
  })

  it('is not said of groups that do not act faithfully, or not on points', () => {
    const random = rng(3)
    for (const [group, text] of [
      ['S(4)', 'pseudo'],
      ['Z(2)xS(3)', 'V_b'],
      ['SO(3)xSO(3)', 'V_a+V_b'],
      ['SU(2)', 'V'],
      ['O(3)', 'T(2)'],
    ] as const) {
      const space = rep(group, text)
      const x = Float64Array.from({ length: space.dim }, () => random.normal())
      expect(freeTest(space)(x, 1e-9), group).toBe(false)
    }
  })
})
