import {
  act,
  elementsOf,
  parseAnyGroup,
  parseRepresentation,
  type Representation,
  rng,
  stabilizer,
} from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { Auditor, type AuditResult, mergeAudits } from '../src/index.js'

const V = parseRepresentation(parseAnyGroup('Dih(4)'), 'V') as Representation
const sum = (v: Float64Array) => v.reduce((s, a) => s + a, 0)

function merged(x: readonly number[][], y: readonly number[][]): AuditResult {
  const auditor = new Auditor({ repIn: V, repOut: V })
  for (const [i, row] of x.entries()) auditor.add(row, y[i]!)
  return mergeAudits([auditor.part()], { coordinates: true })
}

describe('losses of coordinates', () => {
  it('are not computed without being asked for', () => {
    const auditor = new Auditor({ repIn: V, repOut: V })
    auditor.add([1, 1, 1, 1], [1, 0, 0, 0])
    expect(mergeAudits([auditor.part()]).coordinates).toBeUndefined()
  })

  it('of a label at one corner of four that are alike are those of the mean', () => {
    const { coordinates } = merged([[1, 1, 1, 1]], [[1, 0, 0, 0]])
    const { frame, price, disagreement } = coordinates!.get(0)!
    expect([frame, Array.from(price)]).toEqual([
      0,
      [0.5625, 0.0625, 0.0625, 0.0625].map((v) => expect.closeTo(v)),
    ])
    expect(Array.from(disagreement)).toEqual([0, 0, 0, 0])
  })

  it('of labels of copies are those of their mean, in the frame of the first', () => {
    // the second is turned by a corner, and its label with it
    const { coordinates } = merged(
      [
        [1, 2, 3, 4],
        [4, 1, 2, 3],
        [5, 6, 7, 8],
      ],
      [
        [0, 3, 0, 0],
        [0, 0, 1, 0],
        [9, 9, 9, 9],
      ],
    )
    expect([...coordinates!.keys()].sort()).toEqual([0, 1])
    for (const { frame, price, disagreement } of coordinates!.values()) {
      const own = frame === 0 ? [0, 1, 0, 0] : [0, 0, 1, 0]
      expect(Array.from(disagreement)).toEqual(own.map((v) => expect.closeTo(v)))
      expect(Array.from(price)).toEqual([0, 0, 0, 0])
    }
  })

  it('add up to those of the samples, and are squares of y − P y', () => {
    const random = rng(11)
    const x = Array.from({ length: 60 }, () => Array.from({ length: 4 }, () => random.int(2)))
    const y = x.map(() => Array.from({ length: 4 }, () => random.normal()))
    const { coordinates, prices, disagreements } = merged(x, y)
    expect(coordinates!.size).toBe(60)
    for (const [i, { frame, price, disagreement }] of coordinates!) {
      expect(sum(price)).toBeCloseTo(prices[i]!, 10)
      expect(sum(disagreement)).toBeCloseTo(disagreements[i]!, 10)
      if (frame !== i) continue
      const H = [...elementsOf(stabilizer(V, x[i]!).group)]
      const moved = H.map((h) => act(V, h, y[i]!))
      price.forEach((loss, c) => {
        const mean = moved.reduce((s, v) => s + v[c]!, 0) / H.length
        expect(loss).toBeCloseTo((y[i]![c]! - mean) ** 2, 10)
      })
    }
  })
})
