import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isIdentity, type StructuredMap } from '../src/index.js'

/** A square map by its entries, which counts how often it is looked through. */
function mapOf(entries: readonly (readonly [row: number, col: number, value: number])[], n: number) {
  let looks = 0
  const map: StructuredMap = {
    rows: n,
    cols: n,
    nonzeros: entries.length,
    cost: entries.length,
    applyInto() {},
    applyTransposeInto() {},
    forEach(visit) {
      looks++
      for (const [i, j, v] of entries) visit(i, j, v)
    },
  }
  return { map, looks: () => looks }
}

const permutations = fc.integer({ min: 1, max: 6 }).chain((n) =>
  fc.shuffledSubarray(
    [...Array(n).keys()].map((i) => i),
    { minLength: n, maxLength: n },
  ),
)

it('is what has ones on the diagonal, and nothing else with one entry a row', () => {
  fc.assert(
    fc.property(permutations, fc.constantFrom(1, 2, -1), fc.nat(5), (image, value, at) => {
      const n = image.length
      const entries = image.map((j, i) => [i, j, i === at % n ? value : 1] as const)
      const { map, looks } = mapOf(entries, n)
      const expected = value === 1 && image.every((j, i) => i === j)
      expect([isIdentity(map), isIdentity(map)]).toEqual([expected, expected])
      expect(looks()).toBe(1)
    }),
    { seed: 7, numRuns: 300 },
  )
})
