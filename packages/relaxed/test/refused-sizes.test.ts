import { symmetric, TooLargeError, tensor } from '@buridan/groups'
import { expect, it } from 'vitest'
import { denseNetwork, Outcomes, symmetryBreaker } from '../src/index.js'

const V = tensor(symmetric(3), 1)

it('networks and answers that would take gigabytes are refused before they are made, with their size', () => {
  const start = performance.now()
  expect(() => denseNetwork({ inputs: 10, outputs: 10, hidden: 20_000, layers: 2 })).toThrow(
    /^a dense network of 400440010 parameters would take 1528 MiB, .* the limit is \d+ MiB$/,
  )
  const model = symmetryBreaker('relaxed', { repIn: V, repOut: V, hidden: 8, seed: 0 })
  expect(() => model.sample([1, 1, 2], { count: 1e8, seed: 1 })).toThrow(
    /100000000 answers to an input would take 14496 MiB/,
  )
  expect(() => model.sample(Array(1000).fill([1, 1, 2]), { count: 1e5, seed: 1 })).toThrow(
    /100000 answers to each of 1000 inputs .*draw fewer at once/,
  )
  const outcomes = new Outcomes({ repIn: V, repOut: V, x: [1, 1, 2], y: [1, 2, 3] })
  expect(() => outcomes.sample(1e8, 0)).toThrow(TooLargeError)
  expect(performance.now() - start).toBeLessThan(10_000)
  model.dispose()
})
