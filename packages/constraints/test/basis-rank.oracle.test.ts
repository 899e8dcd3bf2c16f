import { BuridanError, parseGroup, parseRepresentation } from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { conformanceRows } from '../../../conformance/read.js'
import { equivariantBasis } from '../src/index.js'

interface Row {
  group: string
  repIn: string
  repOut: string
  size: number
  rank: number
}

const rows = conformanceRows<Row>('basis-rank.jsonl').filter(({ group }) => {
  try {
    parseGroup(group)
    return true
  } catch (error) {
    if (error instanceof BuridanError && error.code === 'UNSUPPORTED') return false
    throw error
  }
})

describe('ranks of equivariant maps of finite groups, against emlp', () => {
  it('covers all rows of finite groups', () => {
    expect(rows.length).toBe(203)
  })

  it.each(rows)('$group: $repIn → $repOut', ({ group, repIn, repOut, size, rank }) => {
    const G = parseGroup(group)
    const basis = equivariantBasis(parseRepresentation(G, repIn), parseRepresentation(G, repOut))
    expect(basis.shape[0] * basis.shape[1]).toBe(size)
    expect(basis.rank).toBe(rank)
    expect(basis.residual({ seed: 1 })).toBeLessThan(1e-10)
  })
})
