import { describe, expect, it } from 'vitest'
import {
  alternating,
  Bsgs,
  centralizer,
  centre,
  colouringStabilizer,
  colouringTransporter,
  compose,
  conjugacyClasses,
  contains,
  cyclic,
  derivedSeries,
  derivedSubgroup,
  directProduct,
  generalAffine,
  mathieu,
  orbitals,
  permutationGroup,
  pointwiseStabilizer,
  projectiveSpecialLinear,
  randomElement,
  rng,
  rubiksCube,
  semidirectProduct,
  setwiseStabilizer,
  signedPermutations,
  subgroup,
  symmetric,
  TooLargeError,
  wreathProduct,
} from '../src/index.js'

const commute = (g: Uint32Array, h: Uint32Array) => compose(g, h).join() === compose(h, g).join()

describe('large groups', () => {
  const factorial = (n: number) =>
    Array.from({ length: n }, (_, i) => BigInt(i + 1)).reduce((a, b) => a * b, 1n)

  it('symmetric and alternating groups of a thousand points and of few generators', () => {
    expect(symmetric(1000).order).toBe(factorial(1000))
    expect(alternating(301).order).toBe(factorial(301) / 2n)
    const random = rng(3)
    const some = [0, 1].map(() => randomElement(symmetric(60), random))
    const even = some.map((g) => compose(g, g))
    expect([factorial(60), factorial(60) / 2n]).toContain(permutationGroup(some).order)
    expect(permutationGroup([...even, ...even.map((g) => compose(g, some[0]!))].slice(0, 2)).order).toBe(
      factorial(60) / 2n,
    )
    expect(derivedSeries(symmetric(100)).map((g) => g.order)).toEqual([factorial(100), factorial(100) / 2n])
  })

  it('stabilizers of the recognized giants are Young subgroups', () => {
    const colours = Array.from({ length: 40 }, (_, p) => p % 3)
    expect(colouringStabilizer(symmetric(40), colours).order).toBe(factorial(14) * factorial(13) ** 2n)
    expect(colouringStabilizer(alternating(40), colours).order).toBe(
      (factorial(14) * factorial(13) ** 2n) / 2n,
    )
    for (const group of [symmetric(40), alternating(40)]) {
      const young = colouringStabilizer(group, colours)
      expect(permutationGroup(young.generators, { degree: 40 }).order).toBe(young.order)
    }
    expect(
      colouringStabilizer(
        symmetric(1000),
        Array.from({ length: 1000 }, (_, p) => p % 2),
      ).order,
    ).toBe(factorial(500) ** 2n)
    const moved = [...colours].reverse()
    for (const group of [symmetric(40), alternating(40)]) {
      const g = colouringTransporter(group, colours, moved)!
      expect(colours.every((c, p) => moved[g[p]!] === c) && contains(group, g)).toBe(true)
    }
  })

  it('chains with and without random choices agree, and sift every random element', () => {
    const cube = rubiksCube()
    for (const group of [
      mathieu(12),
      projectiveSpecialLinear(13),
      wreathProduct(cyclic(3), symmetric(4)),
      directProduct(symmetric(5), alternating(6)),
      generalAffine(3, 2),
      cube,
    ]) {
      if (group !== cube) {
        const plain = new Bsgs(group.degree, group.generators, { random: false })
        expect([group.name, plain.order]).toEqual([group.name, group.order])
      }
      const random = rng(9)
      for (let i = 0; i < 20; i++) expect(group.chain.contains(randomElement(group, random))).toBe(true)
    }
  })

  it('classes of M24, centralizers in the cube group, setwise stabilizers in M24', () => {
    expect(conjugacyClasses(mathieu(24)).length).toBe(26)
    expect(setwiseStabilizer(mathieu(24), [0, 1, 2, 3, 4]).order).toBe(5760n)
    const cube = rubiksCube()
    expect(centre(cube).order).toBe(2n)
    const turn = cube.generators[0]!
    expect(centralizer(cube, [turn]).generators.every((g) => commute(g, turn))).toBe(true)
  })

  it('products', () => {
    expect(wreathProduct(symmetric(4), symmetric(5)).order).toBe(24n ** 5n * 120n)
    const holomorph = semidirectProduct(cyclic(7), cyclic(6), [[[3, 4, 5, 6, 0, 1, 2]]])
    expect(holomorph.order).toBe(42n)
    expect(derivedSeries(holomorph).map((g) => g.order)).toEqual([42n, 7n, 1n])
    expect(() => semidirectProduct(cyclic(7), cyclic(5), [[[3, 4, 5, 6, 0, 1, 2]]])).toThrow(/relations/)
    expect(() => semidirectProduct(cyclic(4), cyclic(2), [[[2, 3, 0, 1]]])).toThrow(/automorphism/)
    expect(subgroup(holomorph, []).order).toBe(1n)
  })

  it('of thousands of points are answered without a chain, or refused before it is allocated', () => {
    const group = wreathProduct(symmetric(60), symmetric(60))
    const before = process.memoryUsage().arrayBuffers
    for (const f of [
      () => pointwiseStabilizer(group, [0]),
      () => setwiseStabilizer(group, [0, 1]),
      () => derivedSeries(group),
      () => randomElement(group, rng(1)),
    ]) {
      expect(f).toThrow(TooLargeError)
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 26)
    expect(orbitals(group)).toEqual([
      { pair: [0, 0], size: 3600 },
      { pair: [0, 1], size: 3600 * 59 },
      { pair: [0, 60], size: 3600 * 3540 },
    ])
  })

  it('whose orders are not known are refused before their chains are allocated', () => {
    for (const [n, base] of [
      [30_000, []],
      [1_000_000, []],
      [20_000, [5]],
    ] as const) {
      const turn = Uint32Array.from({ length: n }, (_, i) => (i + 1) % n)
      const before = process.memoryUsage().arrayBuffers
      expect(() => new Bsgs(n, [turn], { base })).toThrow(TooLargeError)
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 27)
    }
    // an orbit that is long only by the second generator
    const half = 8500
    const turn = Uint32Array.from({ length: 2 * half }, (_, i) => (i < half ? (i + 1) % half : i))
    const swap = Uint32Array.from({ length: 2 * half }, (_, i) => (i + half) % (2 * half))
    const before = process.memoryUsage().arrayBuffers
    expect(() => new Bsgs(2 * half, [turn, swap])).toThrow(TooLargeError)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 27)
    // what fits is answered
    const small = Uint32Array.from({ length: 4000 }, (_, i) => (i + 1) % 4000)
    expect(new Bsgs(4000, [small]).order).toBe(4000n)
  })

  it('give out their chains without a way to change them', () => {
    const group = mathieu(11)
    const { levels } = group.chain
    for (const change of [
      () => (levels as unknown as unknown[]).pop(),
      () => Object.assign(levels, { 0: undefined }),
      () => Object.assign(levels[0]!, { base: 7 }),
      () => Object.assign(levels[0]!, { orbit: [] }),
    ]) {
      expect(change).toThrow(TypeError)
    }
    ;(levels[0]!.orbit as number[]).pop()
    for (const level of levels) for (const g of level.generators) g.fill(0)
    expect([group.chain.order, levels.map((l) => l.orbit.length)]).toEqual([7920n, [11, 10, 9, 8]])
    expect(derivedSubgroup(group).order).toBe(7920n)
    const g = group.generators[0]!.slice()
    for (const level of levels) level.divide(g, g[level.base]!)
    expect(g).toEqual(Uint32Array.from({ length: 11 }, (_, i) => i))
  })

  it('fit their chains, which are refused by no order that fits', () => {
    for (const group of [
      wreathProduct(symmetric(10), symmetric(10)),
      wreathProduct(symmetric(12), symmetric(5)),
      signedPermutations(40),
    ]) {
      expect([group.name, group.chain.order]).toEqual([group.name, group.order])
    }
  })
})
