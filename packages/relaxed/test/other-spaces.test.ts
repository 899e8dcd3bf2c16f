import {
  act,
  type LieRepresentation,
  orthogonal,
  parseAnyGroup,
  parseRepresentation,
  rng,
  stabilizer,
  tensor,
} from '@buridan/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { audit, Outcomes } from '../src/index.js'

const repOf = (group: string, text: string) =>
  parseRepresentation(parseAnyGroup(group), text) as LieRepresentation

/** x coordinates of the corners of a square, then y coordinates. */
const square = [1, 0, -1, 0, 0, 1, 0, -1]

function price(group: string, input: string, output: string, x: readonly number[], y: readonly number[]) {
  return audit({ x: [x], y: [y], repIn: repOf(group, input), repOut: repOf(group, output) }).price
}

describe('audits in other spaces than ℝ³', () => {
  it('of squares in the plane: what the square does not keep of vectors is the price', () => {
    // a dipole has no symmetric part; the corners as vectors are kept, and the corners turned by 90° by rotations alone
    expect(price('O(2)xS(4)', 'V_a*V_b', 'V_a', square, [3, 4])).toBeCloseTo(25, 10)
    expect(price('O(2)xS(4)', 'V_a*V_b', 'V_a*V_b', square, square)).toBeCloseTo(0, 10)
    const around = [0, -1, 0, 1, 1, 0, -1, 0]
    expect(price('O(2)xS(4)', 'V_a*V_b', 'V_a*V_b', square, around)).toBeCloseTo(4, 10)
    expect(price('SO(2)xS(4)', 'V_a*V_b', 'V_a*V_b', square, around)).toBeCloseTo(0, 10)
    // a force on one corner, of which a quarter is shared by all along their radii
    expect(price('O(2)xS(4)', 'V_a*V_b', 'V_a*V_b', square, [1, 0, 0, 0, 0, 0, 0, 0])).toBeCloseTo(0.75, 10)
    expect(price('O(2)xS(4)', 'V_a*V_b', 'V_b', square, [1, 0, 0, 0])).toBeCloseTo(0.75, 10)
    expect(price('O(2)xS(4)', 'V_a*V_b', 'pseudo_a', square, [2])).toBeCloseTo(4, 10)
    expect(price('SO(2)xS(4)', 'V_a*V_b', 'pseudo_a', square, [2])).toBeCloseTo(0, 10)
    expect(price('O(2)xS(4)', 'V_a*V_b', 'V_a*V_a', square, [1, 0, 0, 3])).toBeCloseTo(2, 10)
  })

  it('of continuous stabilizers: the part of vectors that is not turned is kept', () => {
    const flat = [...square, ...new Array(8).fill(0)]
    const label = [...square, ...[1, 1, 1, 1], ...[0, 0, 0, 2]]
    expect(price('O(4)xS(4)', 'V_a*V_b', 'V_a*V_b', flat, label)).toBeCloseTo(8, 10)
    expect(price('SO(4)xS(4)', 'V_a*V_b', 'V_a*V_b', flat, label)).toBeCloseTo(8, 10)
    expect(price('O(5)', 'V', 'V+T(0)', [0, 0, 2, 0, 0], [1, 2, 3, 4, 5, 6])).toBeCloseTo(46, 10)
    // of a single direction that is left only SO(d) keeps what is along it
    expect(price('O(2)', 'V', 'V', [1, 0], [3, 4])).toBeCloseTo(16, 10)
    expect(price('SO(2)', 'V', 'V', [1, 0], [3, 4])).toBeCloseTo(0, 10)
    expect(() => price('O(4)', 'V', 'T(2)', [1, 0, 0, 0], new Array(16).fill(1))).toThrow(/not averaged over/)
    expect(() => price('U(2)', 'V', 'T(0)', [1, 0], [1])).toThrow(/complex/)
  })

  it('are means of labels under the elements of the stabilizer, and the same along the orbit', () => {
    for (const [group, input, output] of [
      ['O(2)xS(4)', 'V_a*V_b', 'V_a*V_b+V_b'],
      ['SO(4)xS(3)', 'V_a*V_b', 'V_a*V_b+V_a'],
      ['O(4)xS(3)', 'V_b*V_a', 'V_b*V_a+T(0)'],
    ] as const) {
      const [repIn, repOut] = [repOf(group, input), repOf(group, output)]
      fc.assert(
        fc.property(fc.nat(10_000), (seed) => {
          const random = rng(seed)
          const x = Array.from({ length: repIn.dim }, () => random.int(3) - 1)
          const y = Array.from({ length: repOut.dim }, () => random.normal())
          const found = stabilizer(repIn, x)
          // the price is half the mean of ‖ρ(h)y − y‖² over h
          let sum = 0
          const draws = 3000
          for (let k = 0; k < draws; k++) {
            sum += act(repOut, found.randomElement(random), y).reduce((s, v, i) => s + (v - y[i]!) ** 2, 0)
          }
          const own = audit({ x: [x], y: [y], repIn, repOut }).price
          const size = y.reduce((s, v) => s + v * v, 0)
          expect(Math.abs(own - sum / draws / 2)).toBeLessThan(0.08 * size)
          const g = repIn.group.haarSample(random)
          const turned = audit({ x: [x, act(repIn, g, x)], y: [y, act(repOut, g, y)], repIn, repOut })
          expect(turned.price).toBeCloseTo(own, 8)
          expect(turned.orbits).toBe(1)
        }),
        { seed: 2, numRuns: 12 },
      )
    }
  })

  it('outcomes are counted', () => {
    const V = repOf('O(2)xS(4)', 'V_a*V_b')
    const corner = new Outcomes({ repIn: V, repOut: repOf('O(2)xS(4)', 'V_a'), x: square, y: [1, 0] })
    expect([corner.count, [...corner].length]).toEqual([4n, 4])
    const four = tensor(orthogonal(4), 1)
    expect(
      new Outcomes({ repIn: four, repOut: four, x: [1, 0, 0, 0], y: [0, 1, 0, 0] }).count,
    ).toBeUndefined()
  })
})
