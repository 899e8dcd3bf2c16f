import { describe, expect, it } from 'vitest'
import { Clusters, objectOf, PrimeField } from '../src/index.js'

describe('arguments', () => {
  it('that must be objects are returned, and others refused with their value', () => {
    for (const value of [{}, [], new Float64Array(1), Object.create(null)]) {
      expect(objectOf(value, 'options')).toBe(value)
    }
    for (const value of [null, undefined, 3, 'text', true, Symbol('s')] as never[]) {
      expect(() => objectOf(value, 'options')).toThrow(/^options must be an object, not /)
    }
  })
})

describe('residues', () => {
  it('of all integers are from 0 to p − 1', () => {
    const field = new PrimeField(7)
    expect([-15, -7, -1, 0, 6, 7, 20].map((a) => field.residue(a))).toEqual([6, 0, 6, 0, 6, 0, 6])
  })
})

describe('clusters', () => {
  it('are chains of steps within a distance; values after the last belong to it', () => {
    const clusters = new Clusters([Float64Array.of(5.2, 0, 0.1, 0.2, 5)], 0.25)
    expect([-1, 0, 0.2, 3, 5, 5.2, 99].map((v) => clusters.clusterOf(v))).toEqual([0, 0, 0, 1, 1, 1, 1])
    expect(clusters.separation).toBeCloseTo(4.8, 12)
  })
})
