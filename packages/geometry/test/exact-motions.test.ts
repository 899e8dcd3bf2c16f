import { describe, expect, it } from 'vitest'
import { asGroup } from '../src/operations/operation-group.js'
import { permutingTable } from '../src/operations/operation-table.js'
import { exactMotions } from '../src/wires/exact-motions.js'
import type { WireOperation } from '../src/wires/wire-operations.js'

type Given = readonly [images: number[], determinant: 1 | -1, sign: 1 | -1, turn: number, shift: number]

function motionsOf(given: readonly Given[], period = 1) {
  const operations = given.map(([images, determinant, sign, turn, shift]): WireOperation => {
    const n = images.length
    const ends = sign > 0 ? [n, n + 1] : [n + 1, n]
    return {
      determinant,
      sign,
      turn,
      shift,
      action: Uint32Array.from([...images, ...ends]),
      deviation: 0,
    }
  })
  const group = asGroup(permutingTable(operations), [...operations.keys()])!
  return exactMotions(group, operations, period)
}

const said = (given: readonly Given[], period?: number) =>
  motionsOf(given, period)?.motions.map(({ turn, shift }) => [turn, shift].map((v) => Number(v.toFixed(12))))

describe('motions near those of a group', () => {
  const four = [0, 1, 2, 3]
  const cyclic = (k: number) => four.map((i) => (i + k) % 4)

  it('are fractions, of the turn and of the period', () => {
    const screw = four.map((k): Given => [cyclic(k), 1, 1, k / 4 + 0.01 * k, 3.5 * k + 0.1])
    expect(said([[cyclic(0), 1, 1, 0, 0], ...screw.slice(1)], 14)).toEqual([
      [0, 0],
      [0.25, 3.5],
      [0.5, 7],
      [0.75, 10.5],
    ])
  })

  it('have their lines of reflection, and what is between their ends, about the mean', () => {
    expect(
      said([
        [[0, 1], 1, 1, 0, 0],
        [[1, 0], 1, 1, 0.49, 0.01],
        [[0, 1], -1, -1, 0.01, 0.3],
        [[1, 0], -1, -1, -0.48, 0.32],
      ]),
    ).toEqual([
      [0, 0],
      [0.5, 0],
      [0.015, 0.31],
      [0.515, 0.31],
    ])
  })

  it('are none where they would multiply otherwise than permutations', () => {
    const wrong = four.map((k): Given => [cyclic(k), 1, 1, [0, 0.25, 0.5, 0.5][k]!, 0])
    expect(motionsOf(wrong)).toBeUndefined()
    const shifted = four.map((k): Given => [cyclic(k), 1, 1, 0, [0, 0.25, 0.5, 0.5][k]!])
    expect(motionsOf(shifted)).toBeUndefined()
  })

  it('are none where two would be one', () => {
    expect(
      motionsOf([
        [[0, 1], 1, 1, 0, 0],
        [[1, 0], 1, 1, 0.1, 0.1],
      ]),
    ).toBeUndefined()
  })
})
