import { blockAction, blockSystems, isPrimitive, isTransitive, minimalBlockSystem } from '@buridan/groups'
import fc from 'fast-check'
import { ascending, elementsIn, orderUpTo, range, sorted, times } from '../../given/brute-groups.js'
import { byName, generatorsOf } from '../../given/large-groups.js'
import { allElements, type GivenGroup, groups, made, otherGenerators } from '../../given/permutations.js'
import { sameEntries } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const given = groups(8, 0).filter((group) => orderUpTo(group, 336) <= 336)
const transitive = given.filter((group) => group.degree > 0 && moves(group))

function moves(group: GivenGroup): boolean {
  return new Set(allElements(group).map((g) => g[0])).size === group.degree
}

/** Transitive groups on more points than sets of them can be gone through. */
const larger = byName([
  ...['Z(24)', 'Dih(12)', 'Dih(16)', 'Z(30)', 'Z(2) wr Z(6)', 'Z(2) wr Z(2) wr Z(3)', 'S(3) wr S(4)'],
  ...['PSL(2,11)', 'AGL(2,3)', 'M11', 'p4(4)', 'p4m(3)', 'ZksZnxZn(4,2)', 'Oh', 'S(17)'],
])

const least = (a: readonly number[], b: readonly number[]) => a[0]! - b[0]!

/** All block systems, the trivial ones too: each set with 0 whose images are the set or apart from it. */
function allSystems(group: GivenGroup): number[][][] {
  const all = allElements(group)
  return range(2 ** (group.degree - 1)).flatMap((mask) => {
    const block = [
      0,
      ...range(group.degree - 1)
        .filter((i) => mask & (1 << i))
        .map((i) => i + 1),
    ]
    const found = new Map<string, number[]>()
    for (const g of all) {
      const image = block.map((p) => g[p]!).sort((a, b) => a - b)
      found.set(image.join(), image)
    }
    const system = [...found.values()].sort(least)
    return system.flat().length === group.degree ? [system] : []
  })
}

const pairs = transitive.chain((group) =>
  fc.record({ group: fc.constant(group), points: fc.array(fc.nat(group.degree - 1), { maxLength: 3 }) }),
)

export const blocks = [
  relation('isTransitive', 'images of one point under all elements', {
    given,
    one: (group) => isTransitive(made(group)),
    other: (group) => group.degree === 0 || moves(group),
  }),
  relation('isPrimitive', 'all sets of points', {
    given,
    one: (group) => isPrimitive(made(group)),
    other: (group) =>
      group.degree > 0 &&
      moves(group) &&
      allSystems(group).every((s) => s.length === 1 || s.length === group.degree),
  }),
  relation('blockSystems', 'all sets of points', {
    given: transitive,
    one: (group) => blockSystems(made(group)),
    other: (group) => allSystems(group).filter((s) => s.length > 1 && s.length < group.degree),
    same: sameEntries,
  }),
  relation('blockSystems isPrimitive', 'points renamed', {
    given: larger,
    one: (q) => {
      const group = made(generatorsOf({ ...q, by: range(q.by.length) }))
      const named = blockSystems(group).map((s) =>
        s.map((b) => ascending(b.map((p) => q.by[p]!))).sort(least),
      )
      return [isPrimitive(group), named.map((s) => s.join('|')).sort()]
    },
    other: (q) => {
      const group = made(otherGenerators(generatorsOf(q)))
      return [
        isPrimitive(group),
        blockSystems(group)
          .map((s) => s.join('|'))
          .sort(),
      ]
    },
  }),
  relation('minimalBlockSystem', 'the smallest of all sets of points', {
    given: pairs,
    one: ({ group, points }) => minimalBlockSystem(made(group), points),
    other: ({ group, points }) =>
      allSystems(group)
        .filter((s) => s.some((block) => points.every((p) => block.includes(p))))
        .sort((a, b) => b.length - a.length)[0],
  }),
  relation('blockAction', 'each element on the blocks', {
    given: fc.record({ group: transitive, pick: fc.nat(1000), order: fc.nat(1000) }),
    one: ({ group, pick, order }) => {
      const system = blockIn(group, pick)
      const shuffled = [...system.slice(order % system.length), ...system.slice(0, order % system.length)]
      const action = blockAction(made(group), shuffled)
      return [
        allElements(group).map((g) => [...action.apply(g)]),
        sorted(elementsIn(action.image)),
        action.kernel.order,
      ]
    },
    other: ({ group, pick, order }) => {
      const system = blockIn(group, pick)
      const shuffled = [...system.slice(order % system.length), ...system.slice(0, order % system.length)]
      const on = (g: readonly number[]) =>
        shuffled.map((block) => shuffled.findIndex((b) => b.includes(g[block[0]!]!)))
      const all = allElements(group)
      const found = all.map(on)
      const kernel = found.filter((g) => g.every((p, i) => p === i)).length
      return [found, sorted(new Map(found.map((g) => [g.join(), g])).values()), BigInt(kernel)]
    },
    cost: 2,
  }),
  relation('blockAction', 'any sets of points: permuted or refused', {
    given: given
      .filter(({ degree }) => degree > 0)
      .chain((group) =>
        fc.record({
          group: fc.constant(group),
          sets: fc.array(fc.uniqueArray(fc.nat(group.degree - 1), { minLength: 1, maxLength: 3 }), {
            maxLength: 4,
          }),
        }),
      ),
    one: ({ group, sets }) => {
      try {
        return allOf(blockAction(made(group), sets).images)
      } catch {
        return 'refused'
      }
    },
    other: ({ group, sets }) => {
      const names = sets.map((set) => [...set].sort().join())
      const apart = new Set(sets.flat()).size === sets.flat().length
      const out = group.generators.map((g) => sets.map((set) => names.indexOf(times(g, set).sort().join())))
      return apart && out.flat().every((i) => i >= 0) ? out : 'refused'
    },
  }),
]

const allOf = (list: readonly ArrayLike<number>[]) => list.map((g) => Array.from(g))

function blockIn(group: GivenGroup, pick: number): number[][] {
  const all = allSystems(group)
  return all[pick % all.length]!
}
