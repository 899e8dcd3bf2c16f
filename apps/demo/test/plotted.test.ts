import fc from 'fast-check'
import { expect, it } from 'vitest'
import { LEAST_BY_FACTORS, plotted } from '../src/app/plotted.js'

it('what is plotted is finite, as many as there are places, and never too small for an axis by factors', () => {
  fc.assert(
    fc.property(fc.array(fc.double()), fc.boolean(), (values, isLog) => {
      const drawn = plotted(values, values.length, isLog)
      expect(drawn.length).toBe(values.length)
      drawn.forEach((v, i) => {
        const value = values[i]!
        if (!Number.isFinite(value) || (isLog && value <= 0)) expect(v).toBeNull()
        else if (isLog && value < LEAST_BY_FACTORS) expect(v).toBe(LEAST_BY_FACTORS)
        else expect(v).toBe(value)
      })
    }),
    { seed: 41, numRuns: 200 },
  )
  expect(plotted([1, 2], 3, false)).toEqual([null, null, null])
})
