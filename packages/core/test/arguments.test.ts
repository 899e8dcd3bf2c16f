import { describe, expect, it } from 'vitest'
import { Clusters, knownOptions, objectOf, PrimeField, throwIfAborted } from '../src/index.js'

describe('arguments', () => {
  it('that must be objects are returned, and others refused with their value', () => {
    for (const value of [{}, [], new Float64Array(1), Object.create(null)]) {
      expect(objectOf(value, 'options')).toBe(value)
    }
    for (const value of [null, undefined, 3, 'text', true, Symbol('s')] as never[]) {
      expect(() => objectOf(value, 'options')).toThrow(/^options must be an object, not /)
    }
  })

  it('that are options have known names alone; undefined is as not given', () => {
    const known = ['epochs', 'seed']
    for (const options of [{}, { seed: 0 }, { epochs: 1, seed: null }, { epoch: undefined }]) {
      expect(knownOptions(options, known, 'fit')).toBe(options)
    }
    for (const name of ['epoch', 'Seed', '__proto__x', 'constructor']) {
      expect(() => knownOptions({ seed: 1, [name]: 3 }, known, 'fit')).toThrow(
        `fit has no option "${name}"; it has epochs, seed`,
      )
    }
    expect(() => knownOptions(null as never, known, 'fit')).toThrow(/options must be an object/)
  })

  it('that are signals stop work, and what is none is refused', () => {
    throwIfAborted(undefined)
    throwIfAborted(new AbortController().signal)
    expect(() => throwIfAborted(AbortSignal.abort())).toThrow(expect.objectContaining({ code: 'ABORTED' }))
    expect(() => throwIfAborted({ aborted: true }, 'so')).toThrow(/^so$/)
    for (const signal of [5, null, {}, 'stop', { aborted: 1 }, () => true] as never[]) {
      expect(() => throwIfAborted(signal)).toThrow(
        expect.objectContaining({
          code: 'INVALID_ARGUMENT',
          message: expect.stringMatching(/^signal is .*AbortSignal$/),
        }),
      )
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
