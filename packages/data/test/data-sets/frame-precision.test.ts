import { expect, it } from 'vitest'
import { precisionOf } from '../../src/data-sets/frame-precision.js'
import { parseXyz } from '../../src/index.js'

const frame = parseXyz('3\n\nO 0 0 0\nH 0.75 0.5 0\nH -0.75 0.5 0\n')[0]!

it.each([1e100, 1e160, 1e200])('the precision of labels of size %d is of that size', (size) => {
  // numbers that are tilted with the molecule, to more digits than count
  const value = (scale: number) => Float64Array.of(Math.PI * scale, Math.E * scale)
  const at = (scale: number) =>
    precisionOf([frame], { factor: 1, read: () => value(scale), decimals: () => 16 }).labelPrecision / scale
  const tilted = at(2 ** 10)
  expect(tilted).toBeGreaterThan(0)
  expect(at(size) / tilted).toBeCloseTo(1, 6)
})
