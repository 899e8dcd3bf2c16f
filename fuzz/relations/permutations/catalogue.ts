import {
  alternating,
  cubeFaces,
  cyclic,
  dihedral,
  emlpRubiksCube,
  generalAffine,
  isTransitive,
  mathieu,
  p4,
  p4m,
  permutationGroup,
  pointwiseStabilizer,
  projectiveGeneralLinear,
  projectiveSpecialLinear,
  rubiksCube,
  symmetric,
  torusWithTurns,
  trivialGroup,
} from '@buridan/groups'
import fc from 'fast-check'
import {
  affineGroup,
  allLists,
  allPermutations,
  permutationOrders,
  projectiveGroup,
} from '../../given/brute-catalogue.js'
import { elementsIn, listed, range, sorted } from '../../given/brute-groups.js'
import { relation } from '../../harness/relation.js'

const n = (min: number, max: number) => fc.integer({ min, max })
const factorial = (k: number) => range(k).reduce((f, i) => f * BigInt(i + 1), 1n)
const inversions = (g: readonly number[]) =>
  range(g.length).flatMap((i) => range(i).filter((j) => g[j]! > g[i]!)).length
/** Different lists alone. */
const once = (list: readonly number[][]) => [...new Map(list.map((g) => [g.join(), g])).values()]
const mod = (a: number, m: number) => ((a % m) + m) % m

/** Isometries of the torus: each of some turns and mirrors, then each translation. */
function torus(
  side: number,
  turns: readonly ((r: number, c: number) => readonly [number, number])[],
): number[][] {
  return once(
    turns.flatMap((turn) =>
      allLists(2, side).map(([a, b]) =>
        range(side * side).map((p) => {
          const [r, c] = turn(Math.floor(p / side), p % side)
          return mod(r + a!, side) * side + mod(c + b!, side)
        }),
      ),
    ),
  )
}

const TURNS = [
  (r: number, c: number) => [r, c] as const,
  (r: number, c: number) => [c, -r] as const,
  (r: number, c: number) => [-r, -c] as const,
  (r: number, c: number) => [-c, r] as const,
]
const MIRRORED = [...TURNS, ...TURNS.map((turn) => (r: number, c: number) => turn(r, -c))]

const MATHIEU: Readonly<Record<number, readonly [bigint, number]>> = {
  11: [7920n, 4],
  12: [95_040n, 5],
  22: [443_520n, 3],
  23: [10_200_960n, 4],
  24: [244_823_040n, 5],
}

export const catalogue = [
  relation('symmetric alternating', 'all permutations, by inversions', {
    given: n(0, 6),
    one: (k) => [listed(symmetric(k)), listed(alternating(k)), symmetric(k).order],
    other: (k) => {
      const all = allPermutations(k)
      return [sorted(all), sorted(all.filter((g) => inversions(g) % 2 === 0)), BigInt(all.length)]
    },
    cost: 30,
  }),
  relation('symmetric alternating', 'orders, and the same from generators alone', {
    given: n(0, 60),
    one: (k) =>
      [symmetric, alternating].flatMap((make) => [
        make(k).order,
        permutationGroup(make(k).generators, { degree: k }).order,
      ]),
    other: (k) => {
      const half = k < 2 ? 1n : factorial(k) / 2n
      return [factorial(k), factorial(k), half, half]
    },
    cost: 8,
  }),
  relation('cyclic dihedral trivialGroup', 'i ↦ ±i + k', {
    given: n(1, 30),
    one: (k) => [
      listed(cyclic(k)),
      listed(dihedral(k)),
      listed(trivialGroup(k)),
      cyclic(k).order,
      dihedral(k).order,
    ],
    other: (k) => {
      const turns = range(k).map((a) => range(k).map((i) => (i + a) % k))
      const mirrors = range(k).map((a) => range(k).map((i) => mod(a - i, k)))
      const all = once([...turns, ...mirrors])
      return [sorted(turns), sorted(all), sorted([range(k)]), BigInt(k), BigInt(all.length)]
    },
    cost: 2,
  }),
  relation('p4 p4m', 'all isometries of the torus', {
    given: n(1, 6),
    one: (side) => [listed(p4(side)), listed(p4m(side)), p4(side).order, p4m(side).order],
    other: (side) => {
      const [some, all] = [torus(side, TURNS), torus(side, MIRRORED)]
      return [sorted(some), sorted(all), BigInt(some.length), BigInt(all.length)]
    },
    cost: 30,
  }),
  relation('torusWithTurns', 'all turns with their channels, about the centre of the square', {
    given: fc.record({ k: fc.constantFrom(2, 4), side: n(1, 5) }),
    one: ({ k, side }) => [listed(torusWithTurns(k, side)), torusWithTurns(k, side).order],
    other: ({ k, side }) => {
      const plane = side * side
      // a turn by 360°/k about the centre, in half steps from it
      const turn = (p: number, count: number) => {
        let [r, c] = [2 * Math.floor(p / side) - side + 1, 2 * (p % side) - side + 1]
        for (let t = 0; t < (count * 4) / k; t++) [r, c] = [-c, r]
        return [(r + side - 1) / 2, (c + side - 1) / 2] as const
      }
      const all = range(k).flatMap((count) =>
        allLists(2, side).map(([a, b]) =>
          range(k * plane).map((p) => {
            const [r, c] = turn(p % plane, count)
            return (
              ((Math.floor(p / plane) + count) % k) * plane + mod(r + a!, side) * side + mod(c + b!, side)
            )
          }),
        ),
      )
      return [sorted(all), BigInt(k * plane)]
    },
    cost: 12,
  }),
  relation('cubeFaces', 'rotations of opposite faces', {
    given: fc.constant(0),
    one: () => listed(cubeFaces()),
    other: () => {
      // faces as vectors: 0 and 5, 1 and 3, 2 and 4 are opposite; signed permutations of the axes of determinant 1
      const axis = [0, 1, 2, 1, 2, 0]
      const sign = [1, 1, 1, -1, -1, -1]
      const face = (a: number, s: number) => range(6).find((f) => axis[f] === a && sign[f] === s)!
      const all = allPermutations(3).flatMap((g) =>
        allLists(3, 2).flatMap((bits) => {
          const signs = bits.map((b) => 1 - 2 * b)
          const det = (inversions(g) % 2 === 0 ? 1 : -1) * signs[0]! * signs[1]! * signs[2]!
          return det === 1 ? [range(6).map((f) => face(g[axis[f]!]!, sign[f]! * signs[axis[f]!]!))] : []
        }),
      )
      return sorted(all)
    },
    cost: 5,
  }),
  relation('projectiveSpecialLinear projectiveGeneralLinear', 'matrices of 2×2 on lines', {
    given: fc.constantFrom(2, 3, 5, 7),
    one: (q) => [listed(projectiveSpecialLinear(q)), listed(projectiveGeneralLinear(q))],
    other: (q) => [sorted(projectiveGroup(q, true)), sorted(projectiveGroup(q, false))],
    cost: 60,
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
    cost: 40,
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
    cost: 60,
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
    cost: 60,
  }),
  relation('rubiksCube emlpRubiksCube', 'orders, turns of four, stickers of corners and edges', {
    given: fc.constant(0),
    one: () => {
      const [cube, emlp] = [rubiksCube(), emlpRubiksCube()]
      const fourth = (g: ArrayLike<number>) => Array.from(g, (_, p) => g[g[g[g[p]!]!]!]!)
      return [
        cube.order,
        emlp.order.toString().slice(0, 6),
        [...cube.generators, ...emlp.generators].map((g) => fourth(g).join() === range(48).join()),
        cube.generators.map((g) => Array.from(g).filter((p, i) => p !== i).length),
      ]
    },
    // 8! 3⁷ 12! 2¹¹ / 2
    other: () => [
      (factorial(8) * 3n ** 7n * factorial(12) * 2n ** 11n) / 2n,
      '192478',
      new Array(12).fill(true),
      new Array(6).fill(20),
    ],
    cost: 100,
  }),
]
