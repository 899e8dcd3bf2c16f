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
})
