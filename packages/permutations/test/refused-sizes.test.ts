import { describe, expect, it } from 'vitest'
import {
  alternating,
  centre,
  conjugacyClassCount,
  conjugacyClasses,
  cyclic,
  directProduct,
  symmetric,
  TooLargeError,
  trivialGroup,
  wreathProduct,
} from '../src/index.js'

/** Refused at once: what would not fit, or not end. */
const soon = (f: () => unknown) => {
  const start = performance.now()
  expect(f).toThrow(TooLargeError)
  expect(performance.now() - start).toBeLessThan(2000)
}

describe('groups and classes of them that would take gigabytes', () => {
  it('are refused before generators are written', () => {
    const thousands = Array.from({ length: 3000 }, () => symmetric(100))
    soon(() => directProduct(...thousands))
    expect(() => directProduct(...thousands)).toThrow(
      /6000 generators on 300000 points .* 6867 MiB; the limit is 256 MiB/,
    )
    soon(() => wreathProduct(symmetric(2), trivialGroup(10_000)))
    expect(directProduct(...thousands.slice(0, 300)).degree).toBe(30_000)
  })

  it('of commutative groups are counted without a search, and listed up to a million', () => {
    const cube = directProduct(...Array.from({ length: 24 }, () => cyclic(2)))
    expect(conjugacyClassCount(cube)).toBe(2 ** 24)
    soon(() => conjugacyClasses(cube))
    const classes = conjugacyClasses(directProduct(...Array.from({ length: 15 }, () => cyclic(2))))
    expect([classes.length, classes[0]!.representative.join('')]).toEqual([
      2 ** 15,
      [...Array(30).keys()].join(''),
    ])
    expect(classes.every((c) => c.size === 1n && c.centralizerOrder === 2n ** 15n)).toBe(true)
  })

  it('have centres without a search where they are all permutations, or all even ones', () => {
    const start = performance.now()
    for (const group of [symmetric(2000), alternating(2000), symmetric(4), alternating(4)]) {
      expect(centre(group).order).toBe(1n)
    }
    expect(performance.now() - start).toBeLessThan(2000)
    expect([symmetric(2), alternating(3), symmetric(3)].map((g) => centre(g).order)).toEqual([2n, 3n, 1n])
  })
})
