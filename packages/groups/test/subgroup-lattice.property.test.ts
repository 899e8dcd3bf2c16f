import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  closure,
  elementsOf,
  intersectionOrder,
  isContained,
  leftTransversal,
  parseGroup,
  subgroupClasses,
} from '../src/index.js'

const groups = fc
  .constantFrom('S(4)', 'A(4)', 'Dih(6)', 'Q8', 'Z(12)', 'Oh', 'A(5)', 'AGL(1,5)', 'S(3)xS(3)', 'PSL(2,7)')
  .map(parseGroup)

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

  const counts = (text: string) => {
    const { classes, subgroupCount } = subgroupClasses(parseGroup(text))
    return [classes.length, subgroupCount]
  }

  it('groups of some thousand elements', () => {
    // OEIS A000638 and A005432: subgroups of S_n up to conjugacy, and all
    expect(counts('S(6)')).toEqual([56, 1455])
    expect(counts('A(7)')).toEqual([40, 3786])
  })

  it.runIf(process.env.NIGHTLY)('groups of more than five thousand elements', () => {
    expect(counts('S(7)')).toEqual([96, 11300])
    expect(counts('M11')).toEqual([39, 8651])
  })
})
