import {
  generalAffine,
  isTransitive,
  mathieu,
  pointwiseStabilizer,
  projectiveGeneralLinear,
  projectiveSpecialLinear,
} from '@buridan/groups'
import fc from 'fast-check'
import { affineGroup, permutationOrders, projectiveGroup } from '../../given/brute-catalogue.js'
import { elementsIn, listed, range, sorted } from '../../given/brute-groups.js'
import { relation } from '../../harness/relation.js'

/** Orders of the Mathieu groups, and how many points they take to any others. */
const MATHIEU: Readonly<Record<number, readonly [bigint, number]>> = {
  11: [7920n, 4],
  12: [95_040n, 5],
  22: [443_520n, 3],
  23: [10_200_960n, 4],
  24: [244_823_040n, 5],
}

export const linearGroups = [
  relation('projectiveSpecialLinear projectiveGeneralLinear', 'matrices of 2×2 on lines', {
    given: fc.constantFrom(2, 3, 5, 7),
    one: (q) => [listed(projectiveSpecialLinear(q)), listed(projectiveGeneralLinear(q))],
    other: (q) => [sorted(projectiveGroup(q, true)), sorted(projectiveGroup(q, false))],
    cost: 20,
  }),
  relation(
    'projectiveSpecialLinear projectiveGeneralLinear',
    'fields that are not of a prime: orders of elements',
    {
      given: fc.constantFrom(4, 8, 9),
      one: (q) =>
        [projectiveSpecialLinear(q), projectiveGeneralLinear(q)].map((group) =>
          permutationOrders(elementsIn(group)),
        ),
      other: (q) => [projectiveGroup(q, true), projectiveGroup(q, false)].map(permutationOrders),
      cost: 150,
    },
  ),
  relation(
    'projectiveSpecialLinear projectiveGeneralLinear',
    'orders by formula, two points of three fixed',
    {
      given: fc.constantFrom(2, 3, 4, 5, 8, 9, 13, 16, 25, 27, 32, 49),
      one: (q) => {
        const [special, general] = [projectiveSpecialLinear(q), projectiveGeneralLinear(q)]
        return [
          special.order,
          general.order,
          pointwiseStabilizer(general, [0, q, 1]).order,
          isTransitive(special),
        ]
      },
      other: (q) => {
        const all = BigInt(q) * (BigInt(q) ** 2n - 1n)
        return [q % 2 === 0 ? all : all / 2n, all, 1n, true]
      },
      cost: 25,
    },
  ),
  relation('generalAffine', 'all matrices and translations', {
    given: fc.constantFrom([1, 2], [1, 3], [1, 4], [1, 5], [1, 7], [1, 8], [1, 9], [2, 2], [2, 3], [3, 2]),
    one: ([d, q]) => permutationOrders(elementsIn(generalAffine(d!, q!))),
    other: ([d, q]) => permutationOrders(affineGroup(d!, q!)),
    cost: 6,
  }),
  relation('generalAffine', 'orders by formula, elements of fields of primes', {
    given: fc.constantFrom(
      [1, 2],
      [1, 5],
      [2, 2],
      [2, 3],
      [3, 2],
      [1, 25],
      [2, 4],
      [2, 5],
      [2, 8],
      [3, 3],
      [4, 2],
      [1, 64],
      [5, 2],
    ),
    one: ([d, q]) => [generalAffine(d!, q!).order, q! ** d! < 10 ? listed(generalAffine(d!, q!)) : []],
    other: ([d, q]) => {
      const size = BigInt(q!) ** BigInt(d!)
      const order = range(d!).reduce((product, i) => product * (size - BigInt(q!) ** BigInt(i)), size)
      return [order, q! ** d! < 10 ? sorted(affineGroup(d!, q!)) : []]
    },
    cost: 6,
  }),
  relation('mathieu', 'orders, and as many points fixed one after the other as the group is transitive', {
    given: fc.constantFrom(11, 12, 22, 23, 24).chain((k) =>
      fc.record({
        k: fc.constant(k),
        points: fc.uniqueArray(fc.nat(k - 1), { minLength: 5, maxLength: 5 }),
      }),
    ),
    one: ({ k, points }) => {
      const group = mathieu(k)
      const transitivity = MATHIEU[k]![1]
      return [
        group.order,
        range(transitivity + 1).map((i) => pointwiseStabilizer(group, points.slice(0, i)).order),
      ]
    },
    other: ({ k }) => {
      const [order, transitivity] = MATHIEU[k]!
      return [
        order,
        range(transitivity + 1).map((i) => range(i).reduce((left, j) => left / BigInt(k - j), order)),
      ]
    },
    cost: 10,
  }),
]
