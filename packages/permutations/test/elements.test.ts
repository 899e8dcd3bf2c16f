import { describe, expect, it } from 'vitest'
import {
  ElementClasses,
  ElementList,
  eachElement,
  elementsOf,
  InvalidArgumentError,
  randomElement,
  setwiseStabilizer,
  subgroupWithMembers,
  symmetric,
  TooLargeError,
} from '../src/index.js'

describe('elements one by one', () => {
  it('are visited in groups of few points and a larger order than is listed by default', () => {
    // 9! elements of 9 images each are few enough to be kept
    let fixedPointFree = 0
    eachElement(symmetric(9), (g) => {
      if (g.every((image, point) => image !== point)) fixedPointFree++
    })
    // the nearest integer to 9!/e
    expect(fixedPointFree).toBe(133496)
  })
})

describe('a list of elements', () => {
  it.each([0, 1, 4])('of S(%i) is iterated in the order of its numbers, each element its own', (n) => {
    const list = elementsOf(symmetric(n))
    const all = [...list]
    expect(all).toEqual(Array.from({ length: list.order }, (_, i) => list.at(i)))
    expect(new Set(all.map((g) => g.join())).size).toBe(list.order)
    expect([...all[0]!]).toEqual([...Array(n).keys()])
    for (const g of list) g.fill(0)
    expect([...list]).toEqual(all)
  })
})

describe('what is not an argument', () => {
  it('is refused', () => {
    const list = elementsOf(symmetric(3))
    const classes = new ElementClasses(list)
    const wrong: (() => unknown)[] = [
      () => Reflect.apply(eachElement, undefined, [symmetric(3), 'visit']),
      () => Reflect.construct(ElementClasses, [symmetric(3)]),
      () => classes.powers(classes.count),
      () => Reflect.apply(randomElement, undefined, [symmetric(3), Math.random]),
      () => Reflect.apply(subgroupWithMembers, undefined, [list, 2]),
      () => Reflect.apply(symmetric(3).equals, symmetric(3), ['S(3)']),
      () => Reflect.apply(symmetric(3).sharesBaseSpace, symmetric(3), [undefined]),
    ]
    for (const call of wrong) expect(call).toThrow(InvalidArgumentError)
    expect(() => new ElementList(symmetric(30))).toThrow(TooLargeError)
    expect(() => elementsOf(symmetric(12))).toThrow(/479001600/)
    expect(() => setwiseStabilizer(symmetric(3), [3])).toThrow(/point is 3/)
  })
})
