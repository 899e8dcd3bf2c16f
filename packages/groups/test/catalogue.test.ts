import { describe, expect, it } from 'vitest'
import { conformanceText } from '../../../conformance/read.js'
import {
  BuridanError,
  dihedralPlane,
  elementsOf,
  emlpRubiksCube,
  matrixGroup,
  parseGroup,
  permutationGroup,
  pointGroup,
  pointGroupNames,
  rubiksCube,
  setwiseStabilizer,
  subgroup,
  symmetric,
  tensor,
} from '../src/index.js'

type Definition = {
  dim: number
  permutationGenerators?: number[][]
  discreteGenerators?: number[][][]
  lieAlgebra?: unknown[]
}
const definitions = JSON.parse(conformanceText('groups.json')) as Record<string, Definition>
const finite = Object.entries(definitions).filter(
  ([, d]) => d.permutationGenerators || d.lieAlgebra?.length === 0,
)

/** The reflection in the hyperplane normal to v. */
function reflection(v: number[]): number[][] {
  const square = v.reduce((sum, x) => sum + x * x, 0)
  return v.map((a, i) => v.map((b, j) => (i === j ? 1 : 0) - (2 * a * b) / square))
}

describe('names', () => {
  it.each([
    ['Trivial(3)', () => permutationGroup([], { degree: 3 })],
    ['perm[[1,0,2]]', () => permutationGroup([[1, 0, 2]])],
    ['Z(6):perm[[2,3,4,5,0,1]]', () => subgroup(parseGroup('Z(6)'), [[2, 3, 4, 5, 0, 1]])],
    ['Oh:perm[]', () => subgroup(pointGroup('Oh'), [])],
  ])('%s is what a group without one is called, and reads back', (name, make) => {
    const group = make()
    expect(group.name).toBe(name)
    const again = parseGroup(name)
    expect([again.degree, again.base.kind]).toEqual([group.degree, group.base.kind])
    expect(again.generators).toEqual(group.generators)
  })
})

describe('the catalogue, against the definitions of emlp', () => {
  it.each(finite)('%s is the same group', (name, definition) => {
    const group = parseGroup(name)
    const given = definition.permutationGenerators
      ? permutationGroup(definition.permutationGenerators, { degree: definition.dim })
      : matrixGroup(definition.discreteGenerators!)
    expect(tensor(group, 1).dim).toBe(definition.dim)
    expect(group.order).toBe(given.order)
    if (definition.permutationGenerators && name !== 'Cube') {
      // the same permutations, not just as many
      for (const g of given.generators) expect(group.chain.contains(g)).toBe(true)
    }
  })

  it('has the orders of the textbooks', () => {
    const orders = {
      C1: 1,
      Ci: 2,
      C4v: 8,
      D4h: 16,
      D3d: 12,
      T: 12,
      Th: 24,
      O: 24,
      Td: 24,
      Oh: 48,
      S6: 6,
      D2d: 8,
    }
    for (const [name, order] of Object.entries(orders)) expect(pointGroup(name).order).toBe(BigInt(order))
    const oh = pointGroup('Oh')
    for (const name of pointGroupNames.filter((n) => !/6|3h|I/.test(n) || n === 'S6')) {
      for (const g of pointGroup(name).generators) expect(oh.chain.contains(g)).toBe(true)
    }
    expect(parseGroup('B(4)').order).toBe(384n)
    expect(parseGroup('A(7)').order).toBe(2520n)
    expect(dihedralPlane(7).order).toBe(14n)
    expect(rubiksCube().order).toBe(43_252_003_274_489_856_000n)
    expect(emlpRubiksCube().order).toBe(192_478_109_606_665_638_469_868_501_076_483_558_604_800_000_000n)
  })

  it('closes reflection groups, also in skew bases', () => {
    const golden = (1 + Math.sqrt(5)) / 2
    const h3 = [reflection([1, 0, 0]), reflection([golden, 1, 1 / golden]), reflection([0, 0, 1])]
    expect(matrixGroup(h3).order).toBe(120n)
    const f4 = [
      [0, 1, -1, 0],
      [0, 0, 1, -1],
      [0, 0, 0, 1],
      [1, -1, -1, -1],
    ].map(reflection)
    expect(matrixGroup(f4).order).toBe(1152n)
    const e8 = Array.from({ length: 6 }, (_, i) =>
      [...Array(8).keys()].map((k) => (k === i ? 1 : k === i + 1 ? -1 : 0)),
    )
    const e8Roots = [...e8, [0, 0, 0, 0, 0, 1, 1, 0], Array(8).fill(-0.5)]
    expect(matrixGroup(e8Roots.map(reflection)).order).toBe(696_729_600n)
    // x ↦ M x M⁻¹ with M = [[1, a], [0, 1]] on the first two axes
    const a = 0.7
    const skew = (m: number[][]) => {
      const left = m.map((row, i) => (i === 0 ? row.map((v, j) => v + a * m[1]![j]!) : row))
      return left.map((row) => row.map((v, j) => (j === 1 ? v - a * row[0]! : v)))
    }
    const group = matrixGroup(h3.map(skew))
    expect(group.order).toBe(120n)
    expect(tensor(group, 1).structure).toBe('general')
  })

  it('refuses what is no finite group', () => {
    expect(() =>
      matrixGroup([
        [
          [1, 1],
          [0, 1],
        ],
      ]),
    ).toThrow(/no finite group/)
    expect(() =>
      matrixGroup([
        [
          [0, 0],
          [0, 0],
        ],
      ]),
    ).toThrow(/singular/)
    expect(() => matrixGroup([[[1, 0]]])).toThrow(BuridanError)
    expect(() => matrixGroup([[[Number.NaN]]])).toThrow(/NaN/)
    expect(() => elementsOf(symmetric(12))).toThrow(/479001600/)
    expect(() => setwiseStabilizer(symmetric(3), [3])).toThrow(/point is 3/)
  })
})
