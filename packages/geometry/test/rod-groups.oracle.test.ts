import { rng } from '@buridan/core'
import { describe, expect, it } from 'vitest'
import { conformanceRows } from '../../../conformance/read.js'
import { rodGroup } from '../src/index.js'
import { otherwise, type Wire } from './wires.js'

interface RodGroupRow {
  readonly number: number
  readonly axes: 'orthogonal' | 'hexagonal'
  /** Images of x, y, z, in fractions of the axes. */
  readonly generalPositions: readonly string[]
}

const rows = conformanceRows<RodGroupRow>('rod-groups.jsonl')

/** The value of `-x+y` or `z+1/2` at a place. */
function coordinate(text: string, place: readonly number[]): number {
  return [...text.matchAll(/([+-]?)(?:([xyz])|(\d+)\/(\d+))/g)].reduce((sum, [, sign, axis, p, q]) => {
    const value = axis ? place['xyz'.indexOf(axis)]! : Number(p) / Number(q)
    return sign === '-' ? sum - value : sum + value
  }, 0)
}

/** Atoms of three kinds at general positions. */
function wireOf({ axes, generalPositions }: RodGroupRow, seed: number): Wire {
  const random = rng(seed)
  const lattice = [[9, 0, 0], axes === 'hexagonal' ? [-4.5, 4.5 * Math.sqrt(3), 0] : [0, 9, 0], [0, 0, 7.3]]
  const positions: number[][] = []
  const elements: string[] = []
  for (const element of ['A', 'B', 'C']) {
    const place = [0.1 + 0.3 * random.float(), 0.4 * random.float() - 0.3, random.float()]
    for (const text of generalPositions) {
      positions.push(text.split(',').map((part) => coordinate(part, place)))
      elements.push(element)
    }
  }
  return { lattice, elements, positions, periodic: [false, false, true] }
}

describe('rod groups', () => {
  it('are those by whose general positions wires are made, all 75, said otherwise too', () => {
    expect(rows.length).toBe(75)
    for (const row of rows) {
      for (let seed = 0; seed < (process.env.NIGHTLY ? 20 : 3); seed++) {
        const wire = wireOf(row, 100 * row.number + seed)
        const found = rodGroup(wire, { tolerance: 1e-3 })
        expect([row.number, seed, found.number]).toEqual([row.number, seed, row.number])
        expect(found.pointGroup.order).toBe(row.generalPositions.length)
        const other = rodGroup(otherwise(wire, { seed, noise: 1e-4 }), { tolerance: 1e-3 })
        expect([row.number, seed, other.number]).toEqual([row.number, seed, row.number])
      }
    }
  })
})
