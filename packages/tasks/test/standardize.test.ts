import {
  baseRepresentation,
  parseRepresentation,
  pointGroup,
  randomElement,
  rng,
  stabilizer,
  symmetric,
} from '@buridan/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maxCutTask, standardizer } from '../src/index.js'

const group = symmetric(4)
const rep = parseRepresentation(group, 'T(2)+2*V+T(0)')
const drawn = (seed: number, count: number) => {
  const random = rng(seed)
  return Array.from({ length: count }, () => Array.from({ length: rep.dim }, () => random.int(5) - 1))
}

describe('standardized vectors', () => {
  it('have mean 0 and spread 1 on the diagonal, off it, on each vector and scalar', () => {
    const rows = drawn(1, 50).map(standardizer(rep, drawn(1, 50)))
    const diagonal = [0, 5, 10, 15]
    const parts = [
      diagonal,
      [...Array(16).keys()].filter((i) => !diagonal.includes(i)),
      [16, 17, 18, 19],
      [20, 21, 22, 23],
      [24],
    ]
    for (const part of parts) {
      const values = rows.flatMap((row) => part.map((i) => row[i]!))
      const mean = values.reduce((sum, v) => sum + v, 0) / values.length
      const squares = values.reduce((sum, v) => sum + (v - mean) ** 2, 0)
      expect([mean, squares / (values.length - 1)]).toEqual([expect.closeTo(0, 12), expect.closeTo(1, 12)])
    }
  })

  it('are moved by the group as the vectors were, and keep their stabilizers', () => {
    fc.assert(
      fc.property(fc.nat(10_000), (seed) => {
        const samples = drawn(seed, 6)
        const standardize = standardizer(rep, samples)
        const random = rng(seed)
        for (const x of samples) {
          const g = randomElement(group, random)
          const moved = standardize([...rep.apply(g, x)])
          expect(moved).toEqual([...rep.apply(g, standardize(x))])
          expect(stabilizer(rep, standardize(x)).order).toBe(stabilizer(rep, x).order)
        }
      }),
      { seed: 3, numRuns: 40 },
    )
  })

  it('are 0 where the samples never differ', () => {
    const V = parseRepresentation(group, 'V')
    expect(standardizer(V, [[2, 2, 2, 2]])([2, 2, 2, 2])).toEqual([0, 0, 0, 0])
  })

  it('are refused without samples, of another size, and where the group does not permute', () => {
    expect(() => standardizer(rep, [])).toThrow(/no samples/)
    expect(() => standardizer(rep, [[1]])).toThrow(/sample 0 has 1 entries.*25/)
    expect(() => standardizer(rep, drawn(0, 2))([1, 2])).toThrow(/x has 2 entries/)
    expect(() => standardizer(baseRepresentation(pointGroup('Oh')) as never, [[1, 2, 3]])).toThrow(
      /permutation/,
    )
  })

  it('are the inputs of the tasks of optimization, whose vertices stand where the drawing has them', async () => {
    for (const { x, graph, label } of (await maxCutTask()).test) {
      const joined = new Set(graph!.edges.flatMap(([u, v]) => [u * 10 + v, v * 10 + u]))
      const high = Math.max(...x.slice(0, 100))
      expect(new Set(x.flatMap((v, i) => (i < 100 && v === high ? [i] : []))), label).toEqual(joined)
    }
  })
})
