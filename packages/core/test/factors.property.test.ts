import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Factors, factorial } from '../src/integers/factors.js'

const product = (factors: readonly number[]) => factors.reduce((out, f) => out * BigInt(f), 1n)

it('factors are multiplied, however many and however large', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 2 ** 32 }), { maxLength: 40 }), (list) => {
      const factors = new Factors()
      list.forEach((f, i) => {
        // reading the product on the way changes nothing
        expect(factors.product).toBe(product(list.slice(0, i)))
        factors.multiply(f)
      })
      expect(factors.product).toBe(product(list))
    }),
    { seed: 31 },
  )
})

it.each([0, 1, 2, 3, 17, 18, 19, 20, 100, 1001])('%i! is the product of its factors', (n) => {
  expect(factorial(n)).toBe(product(Array.from({ length: n }, (_, i) => i + 1)))
})
