import { colouringStabilizer, colouringTransporter, contains, setwiseStabilizer } from '@buridan/groups'
import fc from 'fast-check'
import { listed, picked, range, smallGroups, sorted } from '../../given/brute-groups.js'
import { byName, generatorsOf, largeGroups } from '../../given/large-groups.js'
import {
  allElements,
  type GivenGroup,
  groups,
  images,
  made,
  otherGenerators,
} from '../../given/permutations.js'
import { relation } from '../../harness/relation.js'

const PALETTE = [0, 1, -0, 2, 0.1, 0.1 + Number.EPSILON / 8, 1e200, -1, 5e-324]
const colours = (n: number) =>
  fc
    .constantFrom(2, 3, PALETTE.length)
    .chain((k) => fc.array(fc.constantFrom(...PALETTE.slice(0, k)), { minLength: n, maxLength: n }))
const given = fc.oneof(groups(6, 0), smallGroups()).chain((group) =>
  fc.record({
    group: fc.constant(group),
    x: colours(group.degree),
    y: colours(group.degree),
    by: fc.oneof(fc.nat(1000), images(group.degree), fc.constant(undefined)),
  }),
)
type Question = { group: GivenGroup; x: number[]; y: number[]; by: number | number[] | undefined }

/** Colours after points are moved. */
function moved(x: readonly number[], g: readonly number[]): number[] {
  const out = [...x]
  g.forEach((p, i) => {
    out[p] = x[i]!
  })
  return out
}

/** A colouring that another may be taken to. */
function target({ group, x, y, by }: Question): number[] {
  if (by === undefined) return y
  return moved(x, typeof by === 'number' ? picked(group, [by])[0]! : by)
}

const keeps = (g: readonly number[], x: readonly number[], y: readonly number[]) =>
  g.every((p, i) => y[p] === x[i])

const factorial = (n: number) => range(n).reduce((f, i) => f * BigInt(i + 1), 1n)
const giants = byName(['S(16)', 'A(16)', 'A(17)', 'S(19)', 'A(20)'])
const ofGiants = giants.chain((q) =>
  fc.record({
    q: fc.constant(q),
    x: fc.oneof(
      colours(q.by.length),
      fc.constant(q.by.map((p) => p)),
      fc.constant(q.by.map((p) => p >> 1)),
      fc.nat(3).map((k) => q.by.map((p) => Math.max(k, p))),
    ),
    by: images(q.by.length),
  }),
)

export const colourings = [
  relation('colouringStabilizer', 'all elements that keep colours', {
    given,
    one: ({ group, x }) => {
      const found = colouringStabilizer(made(group), x)
      return [found.order, listed(found)]
    },
    other: ({ group, x }) => {
      const all = allElements(group).filter((g) => keeps(g, x, x))
      return [BigInt(all.length), sorted(all)]
    },
  }),
  relation('colouringTransporter', 'all elements tried', {
    given,
    one: (q) => {
      const to = target(q)
      const g = colouringTransporter(made(q.group), Float64Array.from(q.x), to)
      return g && [keeps([...g], q.x, to), contains(made(q.group), g)]
    },
    other: (q) => {
      const to = target(q)
      return allElements(q.group).some((g) => keeps(g, q.x, to)) ? [true, true] : undefined
    },
  }),
  relation('setwiseStabilizer', 'all elements that keep the set', {
    given: fc
      .oneof(
        groups(6, 1),
        smallGroups().filter((g) => g.degree > 0),
      )
      .chain((group) =>
        fc.record({ group: fc.constant(group), set: fc.array(fc.nat(group.degree - 1), { maxLength: 5 }) }),
      ),
    one: ({ group, set }) => listed(setwiseStabilizer(made(group), set)),
    other: ({ group, set }) =>
      sorted(allElements(group).filter((g) => set.every((p) => set.includes(g[p]!)))),
  }),
  relation('colouringStabilizer', 'all or all even permutations: factorials of the colours’ numbers', {
    given: ofGiants,
    one: ({ q, x }) => {
      const group = made(generatorsOf(q))
      const found = colouringStabilizer(group, x)
      const alone = made({ degree: x.length, generators: found.generators.map((g) => [...g]) })
      const right = found.generators.every((g) => keeps([...g], x, x) && contains(group, g))
      return [found.order, alone.order, right]
    },
    other: ({ q, x }) => {
      const sizes = [...new Set(x)].map((c) => x.filter((v) => v === c).length)
      const young = sizes.reduce((order, k) => order * factorial(k), 1n)
      const order = q.name.startsWith('A') && young > 1n ? young / 2n : young
      return [order, order, true]
    },
  }),
  relation('colouringTransporter', 'all or all even permutations: as many points of each colour', {
    given: ofGiants,
    one: ({ q, x, by }) => {
      const group = made(generatorsOf(q))
      const g = colouringTransporter(group, x, moved(x, by))
      return g && [keeps([...g], x, moved(x, by)), contains(group, g)]
    },
    other: ({ q, x, by }) => {
      const distinct = new Set(x).size === x.length
      return q.name.startsWith('S') || !distinct || even(by) ? [true, true] : undefined
    },
  }),
  relation('colouringStabilizer', 'large groups: colours renamed, one colour after the other', {
    given: largeGroups.chain((q) =>
      fc.record({
        q: fc.constant(q),
        x: fc.array(fc.nat(2), { minLength: q.by.length, maxLength: q.by.length }),
      }),
    ),
    one: ({ q, x }) => colouringStabilizer(made(generatorsOf(q)), x).order,
    other: ({ q, x }) =>
      [2, 0].reduce(
        (group, c) =>
          setwiseStabilizer(
            group,
            range(x.length).filter((p) => x[p] === c),
          ),
        made(otherGenerators(generatorsOf(q))),
      ).order,
    cost: 2,
  }),
]

const even = (g: readonly number[]) => {
  const late = range(g.length).flatMap((i) => range(i).filter((j) => g[j]! > g[i]!))
  return late.length % 2 === 0
}
