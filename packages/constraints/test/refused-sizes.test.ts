import { directSum, symmetric, TooLargeError, tensor } from '@buridan/groups'
import { expect, it } from 'vitest'
import { equivariantBasis } from '../src/index.js'

it('pairs of summands that would take gigabytes are refused before one is solved', () => {
  const G = symmetric(5)
  const alternating = directSum(...Array.from({ length: 2000 }, (_, i) => tensor(G, i % 2)))
  const start = performance.now()
  expect(() => equivariantBasis(alternating, alternating)).toThrow(TooLargeError)
  expect(() => equivariantBasis(alternating, alternating)).toThrow(
    /4000000 blocks; the limit is 2097152.*as a multiple/,
  )
  expect(performance.now() - start).toBeLessThan(2000)
})
