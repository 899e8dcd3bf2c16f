import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ask } from '../harness/ask.js'
import { askAgain } from '../harness/ask-again.js'
import { code } from '../harness/code.js'
import { closeTo, equal, sameEntries, sameSpan } from '../harness/compare.js'
import { relation } from '../harness/relation.js'

const numbers = fc.array(fc.integer({ min: 0, max: 100 }))
const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0)

describe('a relation', () => {
  it('that holds is asked as often as it should be', async () => {
    let asked = 0
    const other = (list: number[]) => {
      asked++
      return sum([...list].reverse())
    }
    await ask(relation('sum', 'reversed', { given: numbers, one: sum, other }), 50)
    expect(asked).toBe(50)
  })

  it('that does not is shrunk and printed as code', async () => {
    const wrong = (list: number[]) => sum(list) + Number(list.some((v) => v > 41))
    const found = ask(relation('sum', 'wrong above 41', { given: numbers, one: sum, other: wrong }), 200)
    await expect(found).rejects.toThrow('await askAgain("sum: wrong above 41", [42])')
  })

  it('asks nothing where every question is refused, and fails for errors that are not typed', async () => {
    const refused = () => {
      throw Object.assign(new Error('no'), { code: 'UNSUPPORTED' })
    }
    const broken = () => {
      throw new TypeError('broken')
    }
    const of = (way: () => never) => ask(relation('sum', 'x', { given: numbers, one: way, other: way }), 20)
    await expect(of(refused)).rejects.toThrow('nothing was asked')
    await expect(of(broken)).rejects.toThrow('untyped error')
  })

  it('is asked again by its name', async () => {
    await askAgain('permutationGroup: all products of generators', { degree: 3, generators: [[1, 2, 0]] })
    await expect(askAgain('nothing: at all', null)).rejects.toThrow('no relation')
  })
})

describe('answers', () => {
  it('are compared by value', () => {
    expect(equal({ a: [1, -0] }, { a: Float64Array.of(1, 0) }, null)).toBeUndefined()
    expect(equal([1, [2, 3n]], [1, [2, 4n]], null)).toMatch(/^\[1\]\[1\]/)
    expect(equal([Number.NaN], [Number.NaN], null)).toBeUndefined()
    expect(equal([Number.NaN], [1], null)).toBeDefined()
    expect(equal([1], [1, 1], null)).toBeDefined()
    expect(closeTo(1e-9)([1e6, 1], [1e6, 1 + 1e-4], null)).toBeUndefined()
    expect(closeTo(1e-9)([[1e6], [1]], [[1e6], [1 + 1e-4]], null)).toBeDefined()
    expect(sameEntries([[2], [1], [1]], [[1], [2], [1]], null)).toBeUndefined()
    expect(sameEntries([[2], [1], [1]], [[1], [2], [2]], null)).toBeDefined()
    expect(
      sameSpan()(
        [
          [1, 1, 0],
          [2, 2, 0],
        ],
        [[-3, -3, 0]],
        null,
      ),
    ).toBeUndefined()
    expect(sameSpan()([[1, 1, 0]], [[1, 1, 1e-6]], null)).toBeDefined()
  })

  it('are code that makes them again', () => {
    const value = { a: [-0, Number.NaN, 5e-324], 'b c': Float64Array.of(1, 2), d: 2n ** 70n, e: undefined }
    expect(new Function(`return ${`(${code(value)})`}`)()).toEqual(value)
    const named = JSON.parse('{"__proto__": {"a": 1}}')
    expect(Object.entries(new Function(`return ${code({ named })}.named`)())).toEqual([
      ['__proto__', { a: 1 }],
    ])
    expect(() => code({ a: [() => 0] })).toThrow('the value.a[0] is a function')
  })
})
