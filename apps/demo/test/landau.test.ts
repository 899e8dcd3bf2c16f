import { minimumFreeEnergy } from '@buridan/tasks'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { exactSizes } from '../src/landau/exact.js'
import { COLDEST, HOTTEST, readLandau, STEPS, writeLandau } from '../src/landau/landau-state.js'
import { TEMPERATURES } from '../src/landau/methods.js'
import { BACKENDS } from '../src/training/backends.js'

it('the state of the temperature is read from the address that was written, and plain where it is none', () => {
  fc.assert(
    fc.property(
      fc.record({
        celsius: fc.integer({ min: COLDEST, max: HOTTEST }),
        seed: fc.nat(2 ** 31 - 1),
        step: fc.nat(STEPS),
        pick: fc.nat(2 ** 31 - 1),
        speed: fc.constantFrom(1, 2, 4, 8, 16, 32, 64),
        backend: fc.constantFrom(undefined, ...BACKENDS),
      }),
      (state) => {
        expect(readLandau(new URLSearchParams(writeLandau(state).toString())).state).toEqual(state)
      },
    ),
    { seed: 11, numRuns: 100 },
  )
  const plain = readLandau(new URLSearchParams()).state
  for (const text of [
    't=999',
    't=x',
    'step=-1',
    'speed=3',
    'speed=128',
    'seed=1e9',
    'backend=abacus',
    'pick=1.5',
  ])
    expect(readLandau(new URLSearchParams(text)).state, text).toEqual(plain)
})

it('the exact sizes fall with temperature, to 0 above the transition', () => {
  const sizes = exactSizes()
  expect(sizes.length).toBe(TEMPERATURES.length)
  sizes.slice(1).forEach((size, i) => expect(size).toBeLessThanOrEqual(sizes[i]! + 1e-9))
  expect(sizes.at(-1)).toBe(0)
  expect(sizes[0]).toBeCloseTo(Math.hypot(...minimumFreeEnergy(-150).polarization), 12)
})
