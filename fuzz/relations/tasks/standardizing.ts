import { standardizer } from '@buridan/tasks'
import fc from 'fast-check'
import { elementsOfAction, permuting, repsOf, sizesOf } from '../../given/acting.js'
import { renamedAction, renamedVector } from '../../given/acting-otherwise.js'
import { images } from '../../given/permutations.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

/** Samples of permuted points, with other names for them. */
const standardized = permuting.chain((acts) => {
  const row = fc.array(fc.constantFrom<number>(0, 1, -2, 0.5, 7, 1e3), {
    minLength: sizesOf(acts).in,
    maxLength: sizesOf(acts).in,
  })
  return fc.record({
    acts: fc.constant(acts),
    samples: fc.array(row, { minLength: 1, maxLength: 4 }),
    x: row,
    by: images(acts.points.degree),
    move: fc.nat(23),
  })
})

export const standardizing = [
  relation('standardizer', 'mean and spread of each orbit of coordinates, written out', {
    given: standardized,
    one: ({ acts, samples, x }) => standardizer(repsOf(acts).repIn, samples)(x),
    other: ({ acts, samples, x }) => {
      const elements = elementsOfAction(acts)
      const places = x.map((_, i) => i)
      return x.map((v, i) => {
        const own = new Set(elements.map((g) => g.in(places)[i]!))
        const all = samples.flatMap((s) => [...own].map((k) => s[k]!))
        const mean = all.reduce((sum, w) => sum + w, 0) / all.length
        const spread = Math.sqrt(
          all.reduce((sum, w) => sum + (w - mean) ** 2, 0) / Math.max(1, all.length - 1),
        )
        return (v - mean) / (spread || 1)
      })
    },
    same: closeTo(1e-9, 1e-9),
    cost: 2,
  }),
  relation('standardizer', 'points renamed, an element before or after', {
    given: standardized,
    one: ({ acts, samples, x, by, move }) => {
      const g = elementsOfAction(acts)[move % elementsOfAction(acts).length]!
      const named = (v: readonly number[]) => renamedVector(acts, 'from', by, v)
      return standardizer(repsOf(renamedAction(acts, by)).repIn, samples.map(named).reverse())(named(g.in(x)))
    },
    other: ({ acts, samples, x, by, move }) => {
      const g = elementsOfAction(acts)[move % elementsOfAction(acts).length]!
      return renamedVector(acts, 'from', by, g.in(standardizer(repsOf(acts).repIn, samples)(x)))
    },
    same: closeTo(1e-9, 1e-9),
    cost: 3,
  }),
]
