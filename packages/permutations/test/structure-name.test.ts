import {
  alternating,
  cyclic,
  dihedral,
  directProduct,
  type FiniteGroup,
  permutationGroup,
  quaternion,
  structureName,
  symmetric,
  wreathProduct,
} from '@buridan/permutations'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

describe('structureName', () => {
  it('names symmetric, alternating, cyclic, abelian and dihedral groups', () => {
    const groups: readonly (readonly [FiniteGroup, string | undefined])[] = [
      [cyclic(1), 'Z(1)'],
      [symmetric(2), 'Z(2)'],
      [symmetric(50), 'S(50)'],
      [alternating(3), 'Z(3)'],
      [alternating(30), 'A(30)'],
      [directProduct(symmetric(3), symmetric(5)), 'S(5)xS(3)'],
      [directProduct(cyclic(2), cyclic(3)), 'Z(6)'],
      [directProduct(directProduct(cyclic(4), cyclic(6)), cyclic(9)), 'Z(6)xZ(36)'],
      [dihedral(4), 'Dih(4)'],
      [directProduct(cyclic(2), symmetric(3)), 'S(3)xZ(2)'],
      // six turns of a hexagon and as many mirrors
      [
        permutationGroup([
          [1, 2, 3, 4, 5, 0],
          [0, 5, 4, 3, 2, 1],
        ]),
        'Dih(6)',
      ],
      [quaternion(), undefined],
      [wreathProduct(cyclic(2), symmetric(8)), undefined],
    ]
    for (const [group, name] of groups) expect([group.name, structureName(group)]).toEqual([group.name, name])
  })

  it('knows S(4), A(4), A(5) and S(5) however they act', () => {
    const onPairs = (n: number, generators: readonly (readonly number[])[]) => {
      const pairs = Array.from({ length: n }, (_, i) => i).flatMap((i) =>
        Array.from({ length: i }, (_, j) => [j, i] as const),
      )
      const at = (a: number, b: number) =>
        pairs.findIndex(([i, j]) => i === Math.min(a, b) && j === Math.max(a, b))
      return permutationGroup(generators.map((g) => pairs.map(([i, j]) => at(g[i]!, g[j]!))))
    }
    for (const [n, group, name] of [
      [4, symmetric(4), 'S(4)'],
      [4, alternating(4), 'A(4)'],
      [5, symmetric(5), 'S(5)'],
      [5, alternating(5), 'A(5)'],
    ] as const)
      expect(
        structureName(
          onPairs(
            n,
            group.generators.map((g) => Array.from(g)),
          ),
        ),
      ).toBe(name)
    // order 120, no centre, commutators of order 60, and solvable: (A4 × Z5) with both turned round
    const solvable = permutationGroup([
      [1, 2, 0, 3, 4, 5, 6, 7, 8],
      [1, 0, 3, 2, 4, 5, 6, 7, 8],
      [0, 1, 2, 3, 5, 6, 7, 8, 4],
      [1, 0, 2, 3, 4, 8, 7, 6, 5],
    ])
    expect([solvable.order, structureName(solvable)]).toEqual([120n, undefined])
  })

  it('does not hang on the names of points', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(dihedral(5), dihedral(6), directProduct(cyclic(2), cyclic(4)), symmetric(4)),
        fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7 }),
        (group, places) => {
          const renamed = group.generators.map((g) => {
            const out = Array.from({ length: 7 }, (_, i) => i)
            g.forEach((image, point) => {
              out[places[point]!] = places[image]!
            })
            return out
          })
          expect(structureName(permutationGroup(renamed))).toBe(structureName(group))
        },
      ),
      { seed: 7, numRuns: 100 },
    )
  })
})
