import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  alternating,
  blockAction,
  blockSystems,
  centralizer,
  centre,
  colouringStabilizer,
  colouringTransporter,
  compose,
  conjugacyClasses,
  conjugator,
  contains,
  cosetRepresentatives,
  cubeFaces,
  cyclic,
  dihedral,
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
  p4,
  permutationGroup,
  pointwiseStabilizer,
  randomElement,
  rng,
  setwiseStabilizer,
  symmetric,
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
        fc.constantFrom(
          dihedral(6),
          cyclic(12),
          wreathProduct(symmetric(3), symmetric(2)),
          wreathProduct(cyclic(2), alternating(4)),
          p4(3),
          cubeFaces(),
        ),
        fc.nat(1000),
        (group, seed) => {
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
      homomorphism(symmetric(4), cyclic(3), [
        [1, 2, 0],
        [0, 1, 2],
      ]),
    ).toThrow(/no homomorphism/)
    expect(() => homomorphism(symmetric(4), symmetric(2), [[1, 0]])).toThrow(/1 images/)
    expect(() =>
      homomorphism(symmetric(3), alternating(3), [
        [1, 0, 2],
        [0, 1, 2],
      ]),
    ).toThrow(/not in A\(3\)/)
    const sign = homomorphism(symmetric(3), symmetric(2), [
      [1, 0],
      [0, 1],
    ])
    expect(sign.isSurjective && !sign.isInjective).toBe(true)
    expect(() => homomorphism(alternating(3), symmetric(2), [[0, 1]]).apply([1, 0, 2])).toThrow(/not in/)
  })
})

describe('block systems', () => {
  it('are those of all subgroups above a point stabilizer', () => {
    expect(blockSystems(cyclic(12)).map((s) => s[0]!.length)).toEqual([2, 3, 4, 6])
    expect(blockSystems(dihedral(6)).map((s) => s[0]!.length)).toEqual([2, 3])
    expect(blockSystems(wreathProduct(symmetric(3), symmetric(4))).map((s) => s[0]!.length)).toEqual([3])
    expect(minimalBlockSystem(cyclic(6), [0, 2])).toEqual([
      [0, 2, 4],
      [1, 3, 5],
    ])
    expect(isPrimitive(mathieu(24)) && isPrimitive(dihedral(7))).toBe(true)
    expect(isPrimitive(dihedral(9)) || isPrimitive(permutationGroup([[1, 0, 2]]))).toBe(false)
    expect(() => blockSystems(permutationGroup([[1, 0, 2]]))).toThrow(/transitive/)
  })
})
