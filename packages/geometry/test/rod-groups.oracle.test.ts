import { type Rng, rng } from '@buridan/core'
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

/** Images of a place at random that are apart: one that is near no mirror and no axis. */
function apartImages(generalPositions: readonly string[], random: Rng): number[][] {
  for (;;) {
    const place = [0.1 + 0.3 * random.float(), 0.4 * random.float() - 0.3, random.float()]
    const images = generalPositions.map((text) => text.split(',').map((part) => coordinate(part, place)))
    const [first, ...others] = images
    const near = others.some((image) => {
      const [x, y, z] = image.map((v, i) => v - first![i]!) as [number, number, number]
      return Math.hypot(x, y, z - Math.round(z)) < 0.02
    })
    if (!near) return images
  }
}

/** Atoms of three kinds at general positions. */
function wireOf({ axes, generalPositions }: RodGroupRow, seed: number): Wire {
  const random = rng(seed)
  const lattice = [[9, 0, 0], axes === 'hexagonal' ? [-4.5, 4.5 * Math.sqrt(3), 0] : [0, 9, 0], [0, 0, 7.3]]
  const positions: number[][] = []
  const elements: string[] = []
  for (const element of ['A', 'B', 'C']) {
    const images = apartImages(generalPositions, random)
    positions.push(...images)
    elements.push(...images.map(() => element))
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
