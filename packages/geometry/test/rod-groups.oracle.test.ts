import { rng } from '@buridan/core'
import { describe, expect, it } from 'vitest'
import { conformanceRows } from '../../../conformance/read.js'
import { type RodGroupRow, wireOfRow } from '../../../conformance/rod-group-wires.js'
import { rodGroup } from '../src/index.js'
import { otherwise } from './wires.js'

const rows = conformanceRows<RodGroupRow>('rod-groups.jsonl')

describe('rod groups', () => {
  it('are those by whose general positions wires are made, all 75, said otherwise too', () => {
    expect(rows.length).toBe(75)
    for (const row of rows) {
      for (let seed = 0; seed < (process.env.NIGHTLY ? 20 : 3); seed++) {
        const wire = wireOfRow(row, rng(100 * row.number + seed))
        const found = rodGroup(wire, { tolerance: 1e-3 })
        expect([row.number, seed, found.number]).toEqual([row.number, seed, row.number])
        expect(found.hermannMauguin.replaceAll(/[ _]/g, '')).toBe(row.symbol)
        expect(found.pointGroup.order).toBe(row.generalPositions.length)
        const other = rodGroup(otherwise(wire, { seed, noise: 1e-4, cells: 1 + (seed % 2) }), {
          tolerance: 1e-3,
        })
        expect([row.number, seed, other.number]).toEqual([row.number, seed, row.number])
      }
    }
  })
})
