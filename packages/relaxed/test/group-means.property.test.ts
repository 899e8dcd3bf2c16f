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
import { meanOverGroup } from '../src/audit/spaces/mean-over-group.js'
import { orbitMeans } from '../src/core/orbit-means.js'

/** Permutations of coordinates, permutations with signs, and neither. */
const REPS = [
  ['S(4)', 'V'],
  ['S(4)', 'T(2)'],
  ['B(3)', 'V'],
  ['B(2)', 'T(2)+V'],
  ['C(5)', 'V*V'],
  ['mat[[[0,-1],[1,-1]],[[0,1],[1,0]]]', 'V+T(0)'],
  ['mat[[[0,-1],[1,-1]],[[0,1],[1,0]]]', 'T(2)'],
].map(([group, text]) => parseRepresentation(parseAnyGroup(group!), text!) as Representation)

describe('the mean of a vector over a group', () => {
  it('is that over its elements, one by one, however it acts', () => {
    expect(REPS.map((rep) => rep.isMonomial)).toEqual([true, true, true, true, false, false, false])
    fc.assert(
      fc.property(fc.constantFrom(...REPS), fc.nat(100_000), (rep, seed) => {
        const random = rng(seed)
        const v = new Float64Array(rep.dim).map(() => random.normal())
        const elements = [...elementsOf(rep.group)]
        const mean = new Float64Array(rep.dim)
        for (const g of elements) act(rep, g, v).forEach((c, i) => (mean[i]! += c / elements.length))
        const mine = meanOverGroup(rep, rep.group)
        for (const found of [mine(v), mine(v)]) {
          found.forEach((c, i) => {
            expect(c).toBeCloseTo(mean[i]!, 12)
          })
        }
      }),
      { seed: 6, numRuns: 100 },
    )
  })

  it('is 0 where a coordinate is moved to its own negative, and nowhere else', () => {
    // the second is moved to its negative, the last two to each other with a sign
    const moves = [{ image: [0, 1, 3, 2], sign: [1, -1, -1, -1] }]
    const z = Float64Array.of(5, 7, 1, 2)
    expect(Array.from(orbitMeans(moves, z))).toEqual([5, 0, -0.5, 0.5])
  })
})
