import { describe, expect, it } from 'vitest'
import { choose, patternFromHash, viewOf } from '../src/square.js'

describe('the square', () => {
  it.each([
    [[1, 1, 1, 1], 8, [0.25, 0.25, 0.25, 0.25], [0, 1, 2, 3]],
    [[1, 0, 1, 0], 4, [0.5, 0, 0.5, 0], [0, 2]],
    [[2, 1, 0, 1], 2, [1, 0, 0, 0], [0]],
    [[0, 1, 1, 0], 2, [0, 0.5, 0.5, 0], [1, 2]],
    [[2, 1, 0, 0], 1, [1, 0, 0, 0], [0]],
  ])('%j has %i symmetries', (pattern, order, strict, outcomes) => {
    const view = viewOf(pattern)
    expect(view.order).toBe(order)
    expect(view.stabilizer.length).toBe(order)
    view.strict.forEach((v, i) => expect(v).toBeCloseTo(strict[i]!, 12))
    expect(view.outcomes).toEqual(outcomes)
    for (const { images } of view.stabilizer) expect(images.map((i) => pattern[i])).toEqual(pattern)
  })

  it('chooses evenly among equals and never elsewhere', () => {
    const tally = choose([1, 0, 1, 0], 1000, 1)
    expect([tally[1], tally[3]]).toEqual([0, 0])
    expect(Math.abs(tally[0]! - 500)).toBeLessThan(80)
    expect(choose([1, 1, 1, 1], 10, 4)).toEqual(choose([1, 1, 1, 1], 10, 4))
  })

  it('is read from the address, whatever it holds', () => {
    expect(patternFromHash('#0121')).toEqual([0, 1, 2, 1])
    for (const hash of ['', '#', '#9999', '#01', '#<script>'])
      expect(patternFromHash(hash)).toEqual([1, 1, 1, 1])
  })
})
