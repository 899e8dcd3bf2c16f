import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  Bsgs,
  blockAction,
  blockSystems,
  canonicalize,
  centralizer,
  centre,
  colouringStabilizer,
  colouringTransporter,
  compose,
  conjugacyClasses,
  conjugator,
  contains,
  cosetRepresentatives,
  derivedSeries,
  elementsOf,
  type FiniteGroup,
  homomorphism,
  intersection,
  inverse,
  isPrimitive,
  mathieu,
  minimalBlockSystem,
  orbitals,
  orbits,
  parseGroup,
  permutationGroup,
  pointwiseStabilizer,
  randomElement,
  rng,
  rubiksCube,
  semidirectProduct,
  setwiseStabilizer,
  stabilizer,
  subgroup,
  symmetric,
  TooLargeError,
  tensor,
  wreathProduct,
} from '../src/index.js'

const permutationOf = (n: number) => fc.shuffledSubarray([...Array(n).keys()], { minLength: n, maxLength: n })
const groupsOn = (n: number) =>
  fc.array(permutationOf(n), { minLength: 1, maxLength: 2 }).map((g) => permutationGroup(g, { degree: n }))
const groups = fc.integer({ min: 2, max: 7 }).chain(groupsOn)
const pairs = fc.integer({ min: 2, max: 6 }).chain((n) => fc.tuple(groupsOn(n), groupsOn(n)))

const all = (group: FiniteGroup) => {
  const list = elementsOf(group)
  return Array.from({ length: list.order }, (_, i) => list.at(i))
}
const keys = (elements: readonly Uint32Array[]) => elements.map((g) => g.join()).sort()
const sameGroup = (group: FiniteGroup, elements: readonly Uint32Array[]) =>
  expect(keys(all(group))).toEqual(keys(elements))
const commute = (g: Uint32Array, h: Uint32Array) => compose(g, h).join() === compose(h, g).join()

describe('searches find what listing finds', () => {
  it('stabilizers of colourings and sets, and elements between colourings', () => {
    fc.assert(
      fc.property(
        groups,
        fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 7, maxLength: 7 }),
        fc.nat(),
        (group, colours, seed) => {
          const own = colours.slice(0, group.degree)
          const fixing = all(group).filter((g) => own.every((c, p) => own[g[p]!] === c))
          sameGroup(colouringStabilizer(group, own), fixing)
          const set = own.flatMap((c, p) => (c === 1 ? [p] : []))
          sameGroup(
            setwiseStabilizer(group, set),
            all(group).filter((g) => set.every((p) => set.includes(g[p]!))),
          )
          // orbit–stabilizer
          const images = new Set(all(group).map((g) => own.map((_, p) => own[inverse(g)[p]!]).join()))
          expect(BigInt(images.size) * BigInt(fixing.length)).toBe(group.order)
          const g = randomElement(group, rng(seed % 1000))
          const moved = own.map((_, p) => own[inverse(g)[p]!]!)
          const found = colouringTransporter(group, own, moved)!
          expect(own.every((c, p) => moved[found[p]!] === c) && contains(group, found)).toBe(true)
          const other = [...moved].reverse()
          expect(colouringTransporter(group, own, other) !== undefined).toBe(images.has(other.join()))
        },
      ),
      { numRuns: 150, seed: 31 },
    )
  })

  it('centralizers, centres, conjugators', () => {
    fc.assert(
      fc.property(groups, fc.nat(1000), (group, seed) => {
        const random = rng(seed)
        const [g, h] = [randomElement(group, random), randomElement(group, random)]
        const elements = all(group)
        sameGroup(
          centralizer(group, [g]),
          elements.filter((x) => commute(x, g)),
        )
        sameGroup(
          centralizer(group, [g, h]),
          elements.filter((x) => commute(x, g) && commute(x, h)),
        )
        sameGroup(
          centre(group),
          elements.filter((x) => elements.every((y) => commute(x, y))),
        )
        const by = conjugator(group, g, h)
        const conjugate = elements.some((x) => compose(compose(x, g), inverse(x)).join() === h.join())
        expect(by !== undefined).toBe(conjugate)
        if (by) expect(compose(compose(by, g), inverse(by)).join()).toBe(h.join())
      }),
      { numRuns: 100, seed: 32 },
    )
  })

  it('intersections', () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const inB = new Set(keys(all(b)))
        sameGroup(
          intersection(a, b),
          all(a).filter((g) => inB.has(g.join())),
        )
      }),
      { numRuns: 150, seed: 33 },
    )
  })

  it('conjugacy classes: sizes add up to the order (class equation), orbits are counted by fixed points (Burnside)', () => {
    fc.assert(
      fc.property(groups, (group) => {
        const classes = conjugacyClasses(group)
        expect(classes.reduce((s, c) => s + c.size, 0n)).toBe(group.order)
        for (const c of classes) expect(centralizer(group, [c.representative]).order).toBe(c.centralizerOrder)
        const fixed = classes.reduce(
          (s, c) => s + c.size * BigInt(c.representative.filter((image, p) => image === p).length),
          0n,
        )
        expect(fixed).toBe(group.order * BigInt(orbits(group).length))
        const pairsFixed = classes.reduce(
          (s, c) => s + c.size * BigInt(c.representative.filter((image, p) => image === p).length ** 2),
          0n,
        )
        expect(pairsFixed).toBe(group.order * BigInt(orbitals(group).length))
      }),
      { numRuns: 100, seed: 34 },
    )
  })

  it('cosets: one element of each', () => {
    fc.assert(
      fc.property(groups, fc.nat(), (group, p) => {
        const h = pointwiseStabilizer(group, [p % group.degree])
        const cosets = cosetRepresentatives(group, h)
        expect(BigInt(cosets.length)).toBe(group.order / h.order)
        const images = new Set(cosets.map((g) => g[p % group.degree]))
        expect(images.size).toBe(cosets.length)
      }),
      { numRuns: 100, seed: 35 },
    )
  })
})

describe('homomorphisms', () => {
  it('on blocks: kernel and image have orders that multiply to the group’s, images multiply', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Dih(6)', 'Z(12)', 'S(3) wr S(2)', 'Z(2) wr A(4)', 'p4(3)', 'Cube'),
        fc.nat(1000),
        (text, seed) => {
          const group = parseGroup(text)
          for (const blocks of blockSystems(group)) {
            const onBlocks = blockAction(group, blocks)
            expect(onBlocks.kernel.order * onBlocks.image.order).toBe(group.order)
            const random = rng(seed)
            const [g, h] = [randomElement(group, random), randomElement(group, random)]
            const image = onBlocks.apply(compose(g, h))
            expect(image).toEqual(compose(onBlocks.apply(g), onBlocks.apply(h)))
            const back = onBlocks.preimage(image)!
            expect(onBlocks.apply(back)).toEqual(image)
            for (const k of onBlocks.kernel.generators)
              expect(onBlocks.apply(k).every((v, i) => v === i)).toBe(true)
          }
        },
      ),
      { numRuns: 30, seed: 36 },
    )
  })

  it('are refused where a relation fails', () => {
    expect(() =>
      homomorphism(symmetric(4), parseGroup('Z(3)'), [
        [1, 2, 0],
        [0, 1, 2],
      ]),
    ).toThrow(/no homomorphism/)
    expect(() => homomorphism(symmetric(4), symmetric(2), [[1, 0]])).toThrow(/1 images/)
    expect(() =>
      homomorphism(symmetric(3), parseGroup('A(3)'), [
        [1, 0, 2],
        [0, 1, 2],
      ]),
    ).toThrow(/not in A\(3\)/)
    const sign = homomorphism(symmetric(3), symmetric(2), [
      [1, 0],
      [0, 1],
    ])
    expect(sign.isSurjective && !sign.isInjective).toBe(true)
    expect(() => homomorphism(parseGroup('A(3)'), symmetric(2), [[0, 1]]).apply([1, 0, 2])).toThrow(/not in/)
  })
})

describe('block systems', () => {
  it('are those of all subgroups above a point stabilizer', () => {
    expect(blockSystems(parseGroup('Z(12)')).map((s) => s[0]!.length)).toEqual([2, 3, 4, 6])
    expect(blockSystems(parseGroup('Dih(6)')).map((s) => s[0]!.length)).toEqual([2, 3])
    expect(blockSystems(wreathProduct(symmetric(3), symmetric(4))).map((s) => s[0]!.length)).toEqual([3])
    expect(minimalBlockSystem(parseGroup('Z(6)'), [0, 2])).toEqual([
      [0, 2, 4],
      [1, 3, 5],
    ])
    expect(isPrimitive(mathieu(24)) && isPrimitive(parseGroup('Dih(7)'))).toBe(true)
    expect(isPrimitive(parseGroup('Dih(9)')) || isPrimitive(permutationGroup([[1, 0, 2]]))).toBe(false)
    expect(() => blockSystems(permutationGroup([[1, 0, 2]]))).toThrow(/transitive/)
  })
})

describe('large groups', () => {
  const factorial = (n: number) =>
    Array.from({ length: n }, (_, i) => BigInt(i + 1)).reduce((a, b) => a * b, 1n)

  it('symmetric and alternating groups of a thousand points and of few generators', () => {
    expect(symmetric(1000).order).toBe(factorial(1000))
    expect(parseGroup('A(301)').order).toBe(factorial(301) / 2n)
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
    expect(colouringStabilizer(parseGroup('A(40)'), colours).order).toBe(
      (factorial(14) * factorial(13) ** 2n) / 2n,
    )
    for (const text of ['S(40)', 'A(40)']) {
      const young = colouringStabilizer(parseGroup(text), colours)
      expect(permutationGroup(young.generators, { degree: 40 }).order).toBe(young.order)
    }
    expect(
      colouringStabilizer(
        symmetric(1000),
        Array.from({ length: 1000 }, (_, p) => p % 2),
      ).order,
    ).toBe(factorial(500) ** 2n)
    const moved = [...colours].reverse()
    for (const text of ['S(40)', 'A(40)']) {
      const g = colouringTransporter(parseGroup(text), colours, moved)!
      expect(colours.every((c, p) => moved[g[p]!] === c) && contains(parseGroup(text), g)).toBe(true)
    }
  })

  it('chains with and without random choices agree, and sift every random element', () => {
    for (const text of ['M12', 'PSL(2,13)', 'Z(3) wr S(4)', 'S(5)xA(6)', 'AGL(3,2)', 'Rubik3x3x3']) {
      const group = parseGroup(text)
      const plain =
        text === 'Rubik3x3x3' ? undefined : new Bsgs(group.degree, group.generators, { random: false })
      if (plain) expect(plain.order).toBe(group.order)
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
    const holomorph = semidirectProduct(parseGroup('Z(7)'), parseGroup('Z(6)'), [[[3, 4, 5, 6, 0, 1, 2]]])
    expect(holomorph.order).toBe(42n)
    expect(derivedSeries(holomorph).map((g) => g.order)).toEqual([42n, 7n, 1n])
    expect(() =>
      semidirectProduct(parseGroup('Z(7)'), parseGroup('Z(5)'), [[[3, 4, 5, 6, 0, 1, 2]]]),
    ).toThrow(/relations/)
    expect(() => semidirectProduct(parseGroup('Z(4)'), parseGroup('Z(2)'), [[[2, 3, 0, 1]]])).toThrow(
      /automorphism/,
    )
    expect(subgroup(holomorph, []).order).toBe(1n)
  })

  it('of thousands of points are answered without a chain, or refused before it is allocated', () => {
    const group = parseGroup('S(60) wr S(60)')
    const before = process.memoryUsage().arrayBuffers
    for (const f of [
      () => pointwiseStabilizer(group, [0]),
      () => setwiseStabilizer(group, [0, 1]),
      () => derivedSeries(group),
      () => randomElement(group, rng(1)),
      () =>
        stabilizer(
          tensor(group, 1),
          Array.from({ length: 3600 }, (_, i) => i % 7),
        ),
    ]) {
      expect(f).toThrow(TooLargeError)
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 26)
    expect(orbitals(group)).toEqual([
      { pair: [0, 0], size: 3600 },
      { pair: [0, 1], size: 3600 * 59 },
      { pair: [0, 60], size: 3600 * 3540 },
    ])
    const smaller = tensor(parseGroup('S(30) wr S(30)'), 1)
    const random = rng(2)
    const x = Float64Array.from({ length: 900 }, () => random.int(3))
    const { element, point } = canonicalize(smaller, x)
    expect(Array.from(smaller.apply(element, point))).toEqual(Array.from(x))
    // the same blocks, each with the same values
    const blocks = (v: ArrayLike<number>) =>
      Array.from({ length: 30 }, (_, b) =>
        Array.from({ length: 30 }, (__, i) => v[30 * b + i]!)
          .sort()
          .join(''),
      ).sort()
    expect(blocks(point)).toEqual(blocks(x))
  })

  it('fit their chains, which are refused by no order that fits', () => {
    for (const text of ['S(10) wr S(10)', 'S(12) wr S(5)', 'B(40)']) {
      const group = parseGroup(text)
      expect([text, group.chain.order]).toEqual([text, group.order])
    }
  })
})
