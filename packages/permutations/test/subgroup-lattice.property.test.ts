import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTurn } from '../../../conformance/in-turn.js'
import {
  alternating,
  closure,
  cyclic,
  dihedral,
  directProduct,
  elementsOf,
  type FiniteGroup,
  generalAffine,
  intersectionOrder,
  isContained,
  leftTransversal,
  mathieu,
  projectiveSpecialLinear,
  quaternion,
  signedPermutations,
  subgroupClasses,
  symmetric,
} from '../src/index.js'

const groups = fc.constantFrom(
  symmetric(4),
  alternating(4),
  dihedral(6),
  quaternion(),
  cyclic(12),
  signedPermutations(3),
  alternating(5),
  generalAffine(1, 5),
  directProduct(symmetric(3), symmetric(3)),
  projectiveSpecialLinear(7),
)

describe('closures', () => {
  it('have ascending members, are closed, and are no larger than their generators need', () => {
    fc.assert(
      fc.property(groups, fc.array(fc.nat(), { maxLength: 3 }), (group, numbers) => {
        const list = elementsOf(group)
        const generators = numbers.map((k) => k % list.order)
        const H = closure(list, generators)
        expect([...H.members]).toEqual([...H.members].sort((a, b) => a - b))
        expect(H.members[0]).toBe(0)
        expect([...generators, ...H.generators].every((g) => H.has(g))).toBe(true)
        for (const i of H.members) {
          for (const g of H.generators) expect(H.has(list.table[i * list.order + g]!)).toBe(true)
        }
        expect(H.group.order).toBe(BigInt(H.order))
      }),
      { numRuns: 60, seed: 72 },
    )
  })
})

describe('subgroup lattices', () => {
  it('table of marks: entries are fixed points of H_j on the cosets of H_i', () => {
    fc.assert(
      fc.property(groups, fc.nat(), fc.nat(), (group, a, b) => {
        const lattice = subgroupClasses(group)
        const { classes, tableOfMarks, list } = lattice
        const [i, j] = [a % classes.length, b % classes.length]
        const [hi, hj] = [classes[i]!.representative, classes[j]!.representative]
        const fixed = leftTransversal(hi).filter((t) => {
          const back = list.inverse(t)
          return hj.generators.every((s) =>
            hi.has(list.table[list.table[back * list.order + s]! * list.order + t]!),
          )
        }).length
        expect(tableOfMarks[i]![j]).toBe(fixed)
      }),
      { numRuns: 150, seed: 71 },
    )
  })

  it('maximal subgroups: nothing lies between, and all others lie below one', () => {
    fc.assert(
      fc.property(groups, (group) => {
        const lattice = subgroupClasses(group)
        lattice.classes.forEach(({ representative }, i) => {
          const proper = lattice.classes
            .flatMap((_, j) => lattice.conjugates(j))
            .filter((k) => k.order < representative.order && isContained(k, representative))
          const maximal = proper.filter((k) => !proper.some((l) => l.order > k.order && isContained(k, l)))
          const expected = new Map<number, number>()
          for (const k of maximal)
            expected.set(lattice.locate(k).index, (expected.get(lattice.locate(k).index) ?? 0) + 1)
          expect(lattice.maximalSubgroups[i]).toEqual(
            [...expected].sort((x, y) => x[0] - y[0]).map(([index, count]) => ({ index, count })),
          )
        })
      }),
      { numRuns: 10, seed: 72 },
    )
  })

  it('complements meet H in 1 and fill N; there are some exactly where the class says so', () => {
    fc.assert(
      fc.property(groups, fc.nat(), (group, pick) => {
        const lattice = subgroupClasses(group)
        const c = lattice.classes[pick % lattice.classes.length]!
        const found = lattice.complements(c.representative)
        expect(found.length > 0).toBe(c.hasComplement)
        for (const k of found) {
          expect(intersectionOrder(k, c.representative)).toBe(1)
          expect(k.order * c.order).toBe(c.normalizer.order)
        }
      }),
      { numRuns: 60, seed: 73 },
    )
  })

  const counts = (group: FiniteGroup) => {
    const { classes, subgroupCount } = subgroupClasses(group)
    return [classes.length, subgroupCount]
  }

  it.runIf(isTurn(0))('groups of some thousand elements', () => {
    // OEIS A000638 and A005432: subgroups of S_n up to conjugacy, and all
    expect(counts(symmetric(6))).toEqual([56, 1455])
    expect(counts(alternating(7))).toEqual([40, 3786])
  })

  it.runIf(process.env.NIGHTLY)('groups of more than five thousand elements', () => {
    expect(counts(symmetric(7))).toEqual([96, 11300])
    expect(counts(mathieu(11))).toEqual([39, 8651])
  })
})
