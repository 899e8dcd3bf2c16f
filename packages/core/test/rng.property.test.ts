import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { describe, expect, it } from 'vitest'
import { rng } from '../src/index.js'

describe('the random numbers', () => {
  it('of neighbouring seeds have nothing in common, from the first on', () => {
    const seeds = 4000
    for (let draw = 0; draw < 3; draw++) {
      let [sum, squares, products] = [0, 0, 0]
      let before = 0
      for (let seed = 0; seed < seeds; seed++) {
        const random = rng(seed)
        for (let k = 0; k < draw; k++) random.normal()
        const v = random.normal()
        sum += v
        squares += v * v
        products += v * before
        before = v
      }
      expect(Math.abs(sum / seeds)).toBeLessThan(0.06)
      expect(Math.abs(squares / seeds - 1)).toBeLessThan(0.09)
      expect(Math.abs(products / seeds)).toBeLessThan(0.06)
    }
  })

  it('that are whole are those that pure-rand makes of the same words', () => {
    for (const n of [1, 2, 3, 7, 1000, 2 ** 31, 2 ** 31 + 1, 3 * 2 ** 30, 2 ** 32 - 1, 2 ** 32]) {
      const [ours, words] = [rng(n % 1000), rng(n % 1000)]
      // a source of words from whole numbers of 32 bits, which are words as they are
      const source = { next: () => words.int(2 ** 32) - 2 ** 31 }
      for (let k = 0; k < 200; k++) {
        expect(ours.int(n)).toBe(uniformInt(source as Parameters<typeof uniformInt>[0], 0, n - 1))
      }
    }
  })
})
