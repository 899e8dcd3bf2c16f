import { describe, expect, it } from 'vitest'
import { conformanceRows } from '../../../conformance/read.js'
import {
  Bsgs,
  centreOrder,
  conjugacyClassCount,
  contains,
  derivedSubgroup,
  isAbelian,
  isSolvable,
  isTransitive,
  orbitalCount,
  orbits,
  permutationGroup,
  pointwiseStabilizer,
  setwiseStabilizer,
} from '../src/index.js'

interface Row {
  name: string
  degree: number
  generators: number[][]
  order: string
  orbits: number
  orbitals: number
  transitive: boolean
  abelian: boolean
  solvable: boolean
  centreOrder: string
  derivedOrder: string
  conjugacyClasses: number | null
  stabilizerOf0Order: string
  setwiseStabilizerOf01Order: string
  members: number[][]
  nonMembers: number[][]
}

const small = conformanceRows<Row>('perm-groups.jsonl').filter((row) => row.degree <= 25)

describe('the deterministic stabilizer chain, against GAP', () => {
  it.each(small)('$name', (row) => {
    const chain = new Bsgs(
      row.degree,
      row.generators.map((g) => Uint32Array.from(g)),
      { random: false },
    )
    expect(String(chain.order)).toBe(row.order)
    for (const g of row.nonMembers) expect(chain.contains(Uint32Array.from(g))).toBe(false)
  })
})

describe('permutation groups, against GAP', () => {
  it.each(conformanceRows<Row>('perm-groups.jsonl'))('$name', (row) => {
    const group = permutationGroup(row.generators, { degree: row.degree })
    expect(String(group.order)).toBe(row.order)
    expect(orbits(group).length).toBe(row.orbits)
    expect(orbitalCount(group)).toBe(row.orbitals)
    expect(isTransitive(group)).toBe(row.transitive)
    expect(isAbelian(group)).toBe(row.abelian)
    expect(isSolvable(group)).toBe(row.solvable)
    expect(String(centreOrder(group))).toBe(row.centreOrder)
    expect(String(derivedSubgroup(group).order)).toBe(row.derivedOrder)
    if (row.conjugacyClasses !== null) expect(conjugacyClassCount(group)).toBe(row.conjugacyClasses)
    expect(String(pointwiseStabilizer(group, [0]).order)).toBe(row.stabilizerOf0Order)
    expect(String(setwiseStabilizer(group, [0, 1]).order)).toBe(row.setwiseStabilizerOf01Order)
    for (const g of row.members) expect(contains(group, g)).toBe(true)
    for (const g of row.nonMembers) expect(contains(group, g)).toBe(false)
  })
})
