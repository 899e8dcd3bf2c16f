import { expect, it } from 'vitest'
import { meanAndSpread } from '../src/index.js'

it.each([1e-200, 1e-160, 1, 1e140])('mean and spread of numbers of size %d are of that size', (size) => {
  const { mean, spread } = meanAndSpread([1, 2, 3, 6].map((v) => v * size))
  expect(mean / size).toBeCloseTo(3, 12)
  expect(spread / size).toBeCloseTo(Math.sqrt(14 / 3), 12)
})
