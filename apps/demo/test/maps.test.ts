import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EXAMPLES, readMaps, writeMaps } from '../src/maps/maps-state.js'
import { alike, mapsView } from '../src/maps/view.js'

describe('the picture of all maps', () => {
  it('has as many kinds of entries as there are maps of permutations', () => {
    const view = mapsView({ group: 'S(5)', repIn: '10*T(1)+5*T(2)', repOut: '3*T(0)+T(2)' })
    expect([view.rank, view.shape, view.sizes.length, view.biasRank]).toEqual([185, [28, 175], 185, 5])
    expect(view.sizes.reduce((a, b) => a + b, 0)).toBe(28 * 175)
  })

  it('of a ring are its diagonals', () => {
    const { classes, shape } = mapsView({ group: 'Z(5)', repIn: 'V', repOut: 'V' })
    expect(shape).toEqual([5, 5])
    const offset = (k: number) => (Math.floor(k / 5) - (k % 5) + 5) % 5
    for (let i = 0; i < 25; i++) {
      for (let j = 0; j < 25; j++) expect(classes[i] === classes[j]).toBe(offset(i) === offset(j))
    }
  })

  it('of rotations has signs: the cross product', () => {
    const { rank, classes } = mapsView({ group: 'SO(3)', repIn: 'T(2)', repOut: 'T(1)' })
    const entry = (out: number, a: number, b: number) => classes[9 * out + 3 * a + b]!
    expect(rank).toBe(1)
    for (const [a, b, c] of [
      [0, 1, 2],
      [1, 2, 0],
      [2, 0, 1],
    ] as const) {
      expect(entry(c, a, b)).toBe(entry(2, 0, 1))
      expect(entry(c, b, a)).toBe(-entry(2, 0, 1))
      expect(entry(c, a, a)).toBe(0)
    }
  })

  it('of each example can be drawn; what is no group, or too large, is refused in words', () => {
    for (const { query } of EXAMPLES) expect(mapsView(query).rank).toBeGreaterThan(0)
    const plain = { group: 'S(4)', repIn: 'V', repOut: 'V' }
    expect(() => mapsView({ ...plain, group: 'S(' })).toThrow(/S\(/)
    expect(() => mapsView({ ...plain, repIn: 'V+' })).toThrow()
    expect(() => mapsView({ group: 'S(40)', repIn: 'T(2)', repOut: 'T(2)' })).toThrow(/1600 × 1600/)
  })
})

describe('alike entries', () => {
  it('are those of one size, numbered by first place, with signs', () => {
    const { classes, sizes } = alike(Float64Array.of(0, 2, -2, 1, 2, 1e-14))
    expect([...classes]).toEqual([0, 1, -1, 2, 1, 0])
    expect([...sizes]).toEqual([3, 1])
    expect(alike(new Float64Array(3)).sizes.length).toBe(0)
    expect(alike(new Float64Array(0)).classes.length).toBe(0)
  })

  it('have one number exactly where they are equal', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -4, max: 4 }), { maxLength: 40 }), (entries) => {
        const { classes, sizes } = alike(Float64Array.from(entries))
        entries.forEach((a, i) => {
          expect(Math.sign(classes[i]!)).toBe(Math.sign(a))
          entries.forEach((b, j) => {
            expect(classes[i] === classes[j]).toBe(a === b)
          })
        })
        expect(sizes.reduce((n, s) => n + s, 0)).toBe(entries.filter((v) => v !== 0).length)
      }),
      { seed: 8, numRuns: 100 },
    )
  })
})

it('the state of the maps is read from the address that was written', () => {
  const text = fc.string({ maxLength: 200 })
  fc.assert(
    fc.property(text, text, text, fc.nat(500), (group, repIn, repOut, shown) => {
      const state = { group, repIn, repOut, shown }
      expect(readMaps(new URLSearchParams(writeMaps(state).toString())).state).toEqual(state)
    }),
    { seed: 9, numRuns: 100 },
  )
  for (const shown of ['-1', 'x', '1.5', ''])
    expect(readMaps(new URLSearchParams({ shown })).state.shown).toBe(0)
})
