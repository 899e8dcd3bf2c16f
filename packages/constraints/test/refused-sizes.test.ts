import {
  directSum,
  pointGroup,
  symmetric,
  TooLargeError,
  tensor,
  trivial,
  trivialGroup,
} from '@buridan/groups'
import { expect, it } from 'vitest'
import { equivariantBasis, materializeBlock } from '../src/index.js'

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

it('matrices that would take gigabytes are refused before they are built, those with few entries are solved', () => {
  const Ih = pointGroup('Ih')
  const start = performance.now()
  for (const indices of [10, 12]) {
    expect(() => equivariantBasis(tensor(Ih, indices), trivial(Ih))).toThrow(TooLargeError)
    expect(() => tensor(Ih, indices).matrix(Ih.generators[0]!)).toThrow(
      /MiB each; the limit is dimension 11585/,
    )
  }
  expect(performance.now() - start).toBeLessThan(10_000)
  // words of seven axes of which half turns turn an even number: (3⁷ + 3 · (−1)⁷) / 4
  const D2 = pointGroup('D2')
  expect(equivariantBasis(tensor(D2, 7), trivial(D2), { solver: 'elimination' }).rank).toBe(546)
})

it('and so are blocks as arrays', () => {
  const T2 = tensor(symmetric(100), 2)
  const [block] = equivariantBasis(T2, T2).blocks
  expect(() => materializeBlock(block!.solution)).toThrow(
    /15 maps of 10000×10000 would take \d+ MiB; the limit is 1024 MiB/,
  )
})

it('all maps of the trivial group take no number for each', () => {
  const T3 = tensor(trivialGroup(60), 3)
  const { arrayBuffers } = process.memoryUsage()
  const basis = equivariantBasis(T3, T3)
  expect(basis.rank).toBe(60 ** 6)
  expect(process.memoryUsage().arrayBuffers - arrayBuffers).toBeLessThan(2 ** 28)
  expect(() => basis.materialize()).toThrow(TooLargeError)
  // of fewer points they are all there are
  const T2 = tensor(trivialGroup(2), 2)
  const w = Float64Array.from({ length: 16 }, (_, i) => i)
  expect(Array.from(equivariantBasis(T2, T2).project(w), Math.round)).toEqual([...w])
})
