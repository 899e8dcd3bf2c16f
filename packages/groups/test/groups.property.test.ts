import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { largestDifference } from '../../../conformance/difference.js'
import { isTurn } from '../../../conformance/in-turn.js'
import {
  baseRepresentation,
  compose,
  directSum,
  dual,
  elementsOf,
  type FiniteGroup,
  fixedDimension,
  inverse,
  multiple,
  orbitTypeOf,
  orbitTypes,
  parseGroup,
  parseRepresentation,
  permutation,
  permutationGroup,
  type Representation,
  randomElement,
  regular,
  restrict,
  rng,
  stabilizer,
  subgroupClasses,
  tensor,
  tensorProduct,
} from '../src/index.js'

const permutationOf = (n: number) => fc.shuffledSubarray([...Array(n).keys()], { minLength: n, maxLength: n })
const permutationGroups = fc
  .integer({ min: 1, max: 6 })
  .chain((n) =>
    fc.array(permutationOf(n), { minLength: 1, maxLength: 3 }).map((g) => permutationGroup(g, { degree: n })),
  )

const TEXTS = ['V', 'T(2)', 'V*', '2*V+T(0)', 'V+T(2)', 'T(1,1)', 'R', 'V*V*V', '(V+T(0))*V']
const groupsWithBase = fc
  .constantFrom('S(3)', 'Z(5)', 'Dih(4)', 'C(4)', 'D(3)', 'D(5)', 'B(2)', 'C4v', 'T', 'A(4)')
  .map(parseGroup)
const representations = fc
  .tuple(groupsWithBase, fc.constantFrom(...TEXTS))
  .map(([group, text]) => parseRepresentation(group, text))

const clean = (x: Float64Array) => x.map((v) => (Math.abs(v) < 1e-12 ? 0 : v))
const close = (a: ArrayLike<number>, b: ArrayLike<number>, tolerance = 1e-9) => {
  expect(largestDifference(a, b)).toBeLessThan(tolerance)
}

function multiply(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) for (let k = 0; k < n; k++) out[i * n + j]! += a[i * n + k]! * b[k * n + j]!
  }
  return out
}

describe('permutation groups', () => {
  it('have as many elements as Schreier–Sims says, closed under products and inverses', () => {
    fc.assert(
      fc.property(permutationGroups, fc.nat(), (group, seed) => {
        const list = elementsOf(group)
        const keys = new Set(Array.from({ length: list.order }, (_, i) => list.at(i).join()))
        expect(BigInt(keys.size)).toBe(group.order)
        const random = rng(seed % 1000)
        const [g, h] = [randomElement(group, random), randomElement(group, random)]
        expect(keys.has(compose(g, h).join())).toBe(true)
        expect(list.table[list.indexOf(g) * list.order + list.indexOf(h)]).toBe(list.indexOf(compose(g, h)))
        expect(list.inverse(list.indexOf(g))).toBe(list.indexOf(inverse(g)))
      }),
      { seed: 1, numRuns: 100 },
    )
  })

  it('obey Lagrange, the class equation of subgroups, and Burnside', () => {
    fc.assert(
      fc.property(permutationGroups, (group) => {
        const { classes, list, subgroupCount } = subgroupClasses(group)
        let count = 0
        for (const c of classes) {
          expect(list.order % c.order).toBe(0)
          expect(c.size * c.normalizer.order).toBe(list.order)
          expect(c.transversal.length).toBe(c.size)
          count += c.size
        }
        expect(count).toBe(subgroupCount)
        const V = baseRepresentation(group)
        let fixedPoints = 0
        for (let i = 0; i < list.order; i++) fixedPoints += V.character(list.at(i))
        expect(fixedPoints / list.order).toBe(fixedDimension(V, classes.at(-1)!.representative))
      }),
      { seed: 2, numRuns: 40 },
    )
  })

  it('have supplements that supplement', () => {
    fc.assert(
      fc.property(permutationGroups, (group) => {
        const { classes, list } = subgroupClasses(group)
        for (const c of classes) {
          const { subgroup: k, intersectionOrder } = c.supplement
          const products = new Set<number>()
          for (const a of k.members)
            for (const b of c.representative.members) products.add(list.table[a * list.order + b]!)
          expect([...products].every((p) => c.normalizer.has(p))).toBe(true)
          expect(products.size).toBe(c.normalizer.order)
          expect([...k.members].filter((m) => c.representative.has(m)).length).toBe(intersectionOrder)
        }
      }),
      { seed: 3, numRuns: 25 },
    )
  })
})

describe('representations', () => {
  it('are homomorphisms with the structure and character they claim', () => {
    fc.assert(
      fc.property(representations, fc.nat(1000), (rep, seed) => {
        const random = rng(seed)
        const [g, h] = [randomElement(rep.group, random), randomElement(rep.group, random)]
        const n = rep.dim
        const [a, b] = [rep.matrix(g), rep.matrix(h)]
        close(multiply(a, b, n), rep.matrix(compose(g, h)))
        let trace = 0
        for (let i = 0; i < n; i++) trace += a[i * n + i]!
        expect(Math.abs(trace - rep.character(g))).toBeLessThan(1e-9)
        if (rep.structure !== 'general') close(multiply(a, rep.matrix(inverse(g)), n), identity(n))
        const entries = new Set(a.map((v) => Math.round(v * 1e9) / 1e9))
        if (rep.structure === 'permutation') expect([...entries].every((v) => v === 0 || v === 1)).toBe(true)
        if (rep.isMonomial) expect([...entries].every((v) => [0, 1, -1].includes(v + 0))).toBe(true)
        expect(parseRepresentation(rep.group, rep.text).text).toBe(rep.text)
      }),
      { seed: 4, numRuns: 150 },
    )
  })

  it.runIf(isTurn(1))(
    'of more terms than a call takes arguments are read, equal neighbours as copies',
    () => {
      const group = parseGroup('S(3)')
      const sum = parseRepresentation(group, `${'V+R+'.repeat(65_000)}V`)
      expect([sum.dim, sum.summands.length]).toEqual([9 * 65_000 + 3, 130_001])
      expect(parseRepresentation(group, `R+${'V+'.repeat(150_000)}V`).text).toBe('R+150001*V')
      expect(parseRepresentation(group, '2*V+2*V+V+(V+R)+(V+R)+V').text).toBe('6*V+R+V+R+V')
    },
  )

  it('have the characters of sums, products and duals', () => {
    fc.assert(
      fc.property(groupsWithBase, fc.nat(1000), (group, seed) => {
        const g = randomElement(group, rng(seed))
        const [a, b] = [tensor(group, 1), tensor(group, 2)]
        const near = (rep: Representation, value: number) =>
          expect(Math.abs(rep.character(g) - value)).toBeLessThan(1e-9)
        near(directSum(a, b, a), 2 * a.character(g) + b.character(g))
        near(multiple(3, a), 3 * a.character(g))
        near(tensorProduct(a, b), a.character(g) * b.character(g))
        near(dual(a), a.character(inverse(g)))
        near(regular(group), g.every((v, i) => v === i) ? Number(group.order) : 0)
      }),
      { seed: 5, numRuns: 60 },
    )
  })
})

function identity(n: number): Float64Array {
  const out = new Float64Array(n * n)
  for (let i = 0; i < n; i++) out[i * n + i] = 1
  return out
}

function projected(rep: Representation, h: FiniteGroup, x: Float64Array): Float64Array {
  const list = elementsOf(h)
  const res = restrict(rep, h)
  const out = new Float64Array(rep.dim)
  for (let i = 0; i < list.order; i++) res.apply(list.at(i), x).forEach((v, k) => (out[k]! += v / list.order))
  return out
}

describe('stabilizers', () => {
  it('satisfy orbit–stabilizer and G_gx = g G_x g⁻¹, with points of every orbit type', () => {
    fc.assert(
      fc.property(representations, fc.nat(1000), (rep, seed) => {
        const random = rng(seed)
        const { classes } = subgroupClasses(rep.group)
        const c = classes[random.int(classes.length)]!
        const generic = new Float64Array(rep.dim).map(() => random.normal())
        const x = clean(projected(rep, c.representative.group, generic))
        const found = stabilizer(rep, x)
        expect(Number(found.order) % c.order).toBe(0)
        const list = elementsOf(rep.group)
        const orbit = new Set(
          Array.from({ length: list.order }, (_, i) =>
            [...rep.apply(list.at(i), x)].map((v) => Math.round(v * 1e6) + 0).join(),
          ),
        )
        expect(BigInt(orbit.size)).toBe(found.orbitSize)
        const g = randomElement(rep.group, random)
        const moved = stabilizer(rep, rep.apply(g, x))
        const conjugates = Array.from(found.members, (h) =>
          list.indexOf(compose(compose(g, list.at(h)), inverse(g))),
        )
        expect([...moved.members]).toEqual(conjugates.sort((p, q) => p - q))
        const at = orbitTypeOf(rep.group, found)
        expect(orbitTypeOf(rep.group, moved).index).toBe(at.index)
        const t = list.at(at.conjugator)
        const representative = classes[at.index]!.representative
        expect(
          [...representative.members]
            .map((h) => list.indexOf(compose(compose(t, list.at(h)), inverse(t))))
            .sort((p, q) => p - q),
        ).toEqual([...found.members])
        expect(orbitTypes(rep).some((o) => o.subgroupClass.index === at.index)).toBe(true)
      }),
      { seed: 6, numRuns: 60 },
    )
  })
})

describe('orbit types', () => {
  it('are the stabilizers of generic points of their fixed spaces, and no others', () => {
    fc.assert(
      fc.property(representations, fc.nat(1000), (rep, seed) => {
        const random = rng(seed)
        const types = new Map(orbitTypes(rep).map((t) => [t.subgroupClass.index, t]))
        for (const c of subgroupClasses(rep.group).classes) {
          const generic = new Float64Array(rep.dim).map(() => random.normal())
          const x = clean(projected(rep, c.representative.group, generic))
          const isType = Number(stabilizer(rep, x).order) === c.order
          expect(types.has(c.index)).toBe(isType)
          if (isType) expect(types.get(c.index)!.fixedDimension).toBe(fixedDimension(rep, c.representative))
        }
      }),
      { seed: 8, numRuns: 40 },
    )
  })
})

describe('permutations', () => {
  it('compose, invert and refuse what they must', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }).chain((n) => fc.tuple(permutationOf(n), permutationOf(n))),
        ([g, h]) => {
          const [p, q] = [permutation(g), permutation(h)]
          expect([...compose(p, q)]).toEqual(h.map((i) => g[i]))
          expect([...compose(p, inverse(p))]).toEqual(g.map((_, i) => i))
        },
      ),
      { seed: 7 },
    )
    expect(() => permutation([0, 2])).toThrow(/image 2 of point 1/)
    expect(() => permutation([0.5, 1])).toThrow(/0\.5/)
    expect(() => permutation([1, 0], 3)).toThrow(/2 images/)
    expect(() => compose(permutation([0]), permutation([0, 1]))).toThrow(/1 and 2/)
  })
})
