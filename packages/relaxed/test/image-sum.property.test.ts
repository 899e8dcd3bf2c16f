import type { LieElement } from '@buridan/groups'
import {
  act,
  isLieRepresentation,
  parseAnyGroup,
  parseRepresentation,
  rng,
  uniformElement,
} from '@buridan/groups'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { imageSum } from '../src/audit/spaces/image-sum.js'

it.each([
  ['O(3)', 'V+T(2)+T(0)'],
  ['SO(3)', 'T(2)+2*V'],
  ['O(3)', 'Sym(V,2)+V'],
  ['O(3)xS(4)', 'V_a*V_b+V_b+T(0)+V_a+V_a*V_a'],
  ['S(3)xSO(3)', 'V_a*V_b+V_a+2*V_b'],
  ['SO(3)xS(3)', 'V_b*V_a+pseudo_a*V_b'],
] as const)('sums of images are those of elements one by one: %s, %s', (group, text) => {
  const rep = parseRepresentation(parseAnyGroup(group), text)
  if (!isLieRepresentation(rep)) throw new Error(`${group} is listed`)
  const sum = imageSum(rep)
  fc.assert(
    fc.property(fc.nat(10_000), fc.nat(5), (seed, count) => {
      const random = rng(seed)
      const x = new Float64Array(rep.dim).map(() => random.normal())
      const before = x.slice()
      const elements = Array.from({ length: count }, () => uniformElement(rep.group, random) as LieElement)
      const expected = new Float64Array(rep.dim)
      for (const g of elements) act(rep, g, x).forEach((v, i) => (expected[i]! += v))
      sum(elements, x).forEach((v, i) => {
        expect(v).toBeCloseTo(expected[i]!, 10)
      })
      expect(x).toEqual(before)
    }),
    { seed: 2, numRuns: 60 },
  )
})
