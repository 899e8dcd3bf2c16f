import { dihedral, parseAnyGroup, parseRepresentation, rng, stabilizer, tensor } from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { symmetryBreaker } from '../src/index.js'
import { breakingSetPlacing } from '../src/models/breaking-sets.js'

const V = tensor(dihedral(4), 1)
const settings = { tolerance: undefined, seed: 0 } as const

describe('objects that break a stabilizer', () => {
  it.each([
    // a half turn and the mirrors through corners; a mirror through edges is as much as an object can keep beside them
    [[1, 2, 1, 2], 4n, 2n],
    [[1, 1, 1, 1], 8n, 1n],
    // one mirror, whose normalizer has another beside it
    [[1, 2, 3, 2], 2n, 2n],
    [[1, 2, 3, 4], 1n, 8n],
  ])('of %j keep as much else as they can', (x, order, kept) => {
    const placing = breakingSetPlacing(V, V, settings)
    const row = Float64Array.from(x)
    expect(stabilizer(V, row).order).toBe(order)
    const { extra } = placing.place(row, rng(1), false)
    expect(stabilizer(V, extra!).order).toBe(kept)
  })

  it('are of finite groups, and others are refused by name', () => {
    const group = parseAnyGroup('O(3)xS(4)')
    const repIn = parseRepresentation(group, 'V_a*V_b')
    const repOut = parseRepresentation(group, 'V_a')
    expect(() => symmetryBreaker('breaking-set', { repIn, repOut, hidden: 16 })).toThrow(
      /^symmetry-breaking sets are made for finite groups whose subgroups are listed, not for O\(3\)[x×]S\(4\)/,
    )
  })
})

describe('orbit types that a relaxed network breaks', () => {
  const count = (samples?: number[][]) => {
    const model = symmetryBreaker('relaxed', {
      repIn: V,
      repOut: V,
      hidden: 8,
      seed: 0,
      ...(samples && { samples }),
    })
    const { parameterCount } = model
    model.dispose()
    return parameterCount
  }
  const symmetric = [
    [1, 1, 1, 1],
    [1, 2, 1, 2],
    [1, 2, 3, 2],
    [1, 1, 2, 2],
  ]

  it('are all that there are, or those of the samples, and never that without symmetry', () => {
    const all = count()
    expect(count(symmetric)).toBe(all)
    expect(count([...symmetric, [1, 2, 3, 4]])).toBe(all)
    expect(count(symmetric.slice(1))).toBeLessThan(all)
    expect(count([[1, 2, 3, 4]])).toBeLessThan(count([[1, 2, 3, 2]]))
  })
})

describe('a number of parameters', () => {
  const make = (options: object) => symmetryBreaker('strict', { repIn: V, repOut: V, seed: 0, ...options })

  it('chooses the hidden representation, and nothing where no layer is hidden', () => {
    const counts = [500, 5000].map((parameters) => {
      const model = make({ parameters, layers: 2 })
      const { parameterCount } = model
      model.dispose()
      return parameterCount
    })
    expect(Math.abs(counts[0]! - 500)).toBeLessThan(150)
    expect(Math.abs(counts[1]! - 5000)).toBeLessThan(500)
    const [one, other] = [make({ layers: 0 }), make({ layers: 0, parameters: 5000 })]
    expect(other.parameterCount).toBe(one.parameterCount)
    for (const model of [one, other]) model.dispose()
  })

  it.each([0, -5, 'many', 2.5])('that is %j is refused, with hidden layers and without', (parameters) => {
    for (const layers of [0, 1]) expect(() => make({ parameters, layers })).toThrow(/^parameters is /)
  })
})
