import { describe, expect, it } from 'vitest'
import { conformanceText } from '../../../conformance/read.js'
import {
  dihedralPlane,
  emlpRubiksCube,
  matrixGroup,
  parseGroup,
  permutationGroup,
  pointGroup,
  pointGroupNames,
  rubiksCube,
  subgroup,
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
})
