import {
  alternating,
  cubeFaces,
  cyclic,
  dihedral,
  emlpRubiksCube,
  p4,
  p4m,
  permutationGroup,
  rubiksCube,
  symmetric,
  torusWithTurns,
  trivialGroup,
} from '@buridan/groups'
import fc from 'fast-check'
import { allLists, allPermutations } from '../../given/brute-catalogue.js'
import { listed, range, sorted } from '../../given/brute-groups.js'
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
  }),
  relation('p4 p4m', 'all isometries of the torus', {
    given: n(1, 6),
    one: (side) => [listed(p4(side)), listed(p4m(side)), p4(side).order, p4m(side).order],
    other: (side) => {
      const [some, all] = [torus(side, TURNS), torus(side, MIRRORED)]
      return [sorted(some), sorted(all), BigInt(some.length), BigInt(all.length)]
    },
    cost: 3,
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
    cost: 200,
  }),
]
