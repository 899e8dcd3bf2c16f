import fc from 'fast-check'
import { expect, it } from 'vitest'
import { euclideanDistance, euclideanNorm, innerProduct, OrthonormalSet, rng } from '../src/index.js'

const entries = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 20 })
const powers = fc.constantFrom(-660, -530, 0, 530, 660)

it('norms and distances scale along with powers of two, 10^±199 too', () => {
  fc.assert(
    fc.property(entries, powers, (list, power) => {
      // far from the least numbers, so that scaling is exact
      const x = list.map((v) => (Math.abs(v) < 1e-3 ? 0 : v))
      const y = [...x].reverse()
      const scale = 2 ** power
      expect(euclideanNorm(x.map((v) => v * scale))).toBe(euclideanNorm(x) * scale)
      const apart = euclideanDistance(x, y)
      expect(
        euclideanDistance(
          x.map((v) => v * scale),
          y.map((v) => v * scale),
        ),
      ).toBe(apart * scale)
      expect(Math.abs(euclideanNorm(x) - Math.sqrt(innerProduct(x, x)))).toBeLessThan(
        1e-12 * (1 + euclideanNorm(x)),
      )
      const squared = innerProduct(x, x) + innerProduct(y, y) - 2 * innerProduct(x, y)
      expect(Math.abs(apart ** 2 - squared)).toBeLessThan(1e-11 * (1 + innerProduct(x, x)))
    }),
    { seed: 1 },
  )
})

it.each([1e-313, 1e-200, 1, 1e200, 5e307])(
  'vectors of size %d are orthonormalized, dependent ones left out',
  (scale) => {
    const random = rng(5)
    const draw = () => Float64Array.from({ length: 8 }, () => scale * (2 * random.float() - 1))
    const set = new OrthonormalSet(8)
    const [a, b] = [draw(), draw()]
    expect(set.add(a)).toBe(true)
    expect(set.add(b)).toBe(true)
    expect(set.add(a.map((v, i) => v - b[i]! / 4))).toBe(false)
    expect(set.add(new Float64Array(8))).toBe(false)
    for (let k = 0; k < 5; k++) expect(set.add(draw())).toBe(true)
    const [rows, columns] = [set.rows(), set.columns()]
    for (let k = 0; k < set.size; k++) {
      for (let l = 0; l < set.size; l++) {
        expect(innerProduct(set.vectors[k]!, set.vectors[l]!)).toBeCloseTo(Number(k === l), 12)
      }
      for (let i = 0; i < 8; i++) expect(rows[k * 8 + i]).toBe(columns[i * set.size + k])
    }
  },
)
