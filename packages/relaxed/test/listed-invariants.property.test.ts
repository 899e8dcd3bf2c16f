import { elementsOf, ImageTable, parseGroup, parseRepresentation, rng } from '@buridan/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ListedInvariants } from '../src/audit/spaces/listed-invariants.js'

const distance = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.hypot(...Array.from(a, (v, i) => v - b[i]!))

describe('invariants of listed groups', () => {
  const spaces = [
    ['Dih(4)', 'V'],
    ['Oh', 'V+T(0)'],
    ['B(2)', 'T(2)'],
    ['C(5)', 'V'],
    ['D(3)', '2*V'],
    ['Ih', 'V'],
    // keeps its shape and no length
    ['mat[[[0,-1],[1,-1]]]', 'V'],
  ] as const
  for (const [name, text] of spaces) {
    const rep = parseRepresentation(parseGroup(name), text)
    const invariants = new ListedInvariants(new ImageTable(rep))
    const list = elementsOf(rep.group)
    const vector = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), {
      minLength: rep.dim,
      maxLength: rep.dim,
    })

    it(`${name}, ${text}: are the same for all images, and change by no more than the input`, () => {
      fc.assert(
        fc.property(vector, vector, fc.nat(list.order - 1), (x, y, g) => {
          const here = invariants.of(Float64Array.from(x))
          expect(distance(invariants.of(Float64Array.from(rep.apply(list.at(g), x))), here)).toBeLessThan(
            1e-9,
          )
          const there = invariants.of(Float64Array.from(y))
          expect(distance(here, there)).toBeLessThanOrEqual(distance(x, y) * (1 + 1e-12))
        }),
        { numRuns: 60 },
      )
    })

    it(`${name}, ${text}: tell inputs apart that are of no orbit, by a good part of their distance`, () => {
      const random = rng(8)
      const draw = () => Float64Array.from({ length: rep.dim }, () => random.normal())
      for (let k = 0; k < 20; k++) {
        const [x, y] = [draw(), draw()]
        const apart = Math.min(...Array.from(list, (g) => distance(rep.apply(g, x), y)))
        expect(distance(invariants.of(x), invariants.of(y))).toBeGreaterThan(0.01 * apart)
        // of the same length, they are told apart by directions
        const scale = Math.hypot(...x) / Math.hypot(...y)
        const z = y.map((v) => v * scale)
        const nearest = Math.min(...Array.from(list, (g) => distance(rep.apply(g, x), z)))
        expect(distance(invariants.of(x), invariants.of(z))).toBeGreaterThan(1e-4 * nearest)
      }
    })
  }
})
