import { type BuridanError, compose, cycles, parseCycles, permutation } from '@buridan/permutations'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const codeOf = (f: () => unknown): string => {
  try {
    f()
  } catch (error) {
    return (error as BuridanError).code
  }
  return 'none'
}

describe('permutations in cycles', () => {
  it.each([
    ['(0 1 2)', undefined, [1, 2, 0]],
    ['(0,1,2)(3,4)', undefined, [1, 2, 0, 4, 3]],
    [' ( 0 , 1 )  ( 2 3 ) ', undefined, [1, 0, 3, 2]],
    ['(2)', undefined, [0, 1, 2]],
    ['()', undefined, []],
    ['()', 3, [0, 1, 2]],
    ['()(0 1)()', 3, [1, 0, 2]],
    ['(0 1)', 4, [1, 0, 2, 3]],
    ['(010 00)', 11, [10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0]],
  ] as const)('%s on %s points', (text, degree, images) => {
    expect([...parseCycles(text, degree)]).toEqual(images)
  })

  it('are what cycles writes, with blanks or with commas', () => {
    const permutations = fc
      .integer({ min: 0, max: 12 })
      .chain((n) => fc.shuffledSubarray([...Array(n).keys()], { minLength: n, maxLength: n }))
    fc.assert(
      fc.property(permutations, (images) => {
        const text = cycles(permutation(images))
        expect([...parseCycles(text, images.length)]).toEqual(images)
        expect([...parseCycles(text.replaceAll(' ', ' , '), images.length)]).toEqual(images)
      }),
      { seed: 1 },
    )
  })

  it('send each point to the next: the product of two is not that of the other order', () => {
    const [g, h] = [parseCycles('(0 1)', 3), parseCycles('(1 2)')]
    expect(cycles(compose(g, h))).toBe('(0 1 2)')
    expect(cycles(compose(h, g))).toBe('(0 2 1)')
  })

  it.each([
    ['', 1, /expected a cycle/],
    ['0 1', 1, /expected a cycle/],
    ['(0 1', 5, /expected a blank, a comma or \)/],
    ['(0 x)', 4, /expected a point/],
    ['(0,)', 3, /expected a blank, a comma or \)/],
    ['(0 1)(1 2)', 7, /point 1 stands twice/],
    ['(0 0)', 4, /point 0 stands twice/],
    ['(0 16777216)', 4, /from 0 to 16777215/],
    ['(0 1) 2', 7, /another cycle or the end/],
    ['(-1 0)', 2, /expected a point/],
    ['(0.5 1)', 3, /expected a blank/],
  ])('%s is refused at column %i', (text, column, message) => {
    expect(() => parseCycles(text)).toThrow(message)
    expect(() => parseCycles(text)).toThrow(expect.objectContaining({ code: 'PARSE_ERROR', column }))
  })

  it('must be on the points that there are', () => {
    expect(codeOf(() => parseCycles('(0 4)', 4))).toBe('INVALID_ARGUMENT')
    expect(() => parseCycles('(0 4)', 4)).toThrow(/point 4 is not one of 4 points/)
    expect(codeOf(() => parseCycles('()', -1))).toBe('INVALID_ARGUMENT')
    expect(codeOf(() => parseCycles(3 as never))).toBe('INVALID_ARGUMENT')
  })
})
