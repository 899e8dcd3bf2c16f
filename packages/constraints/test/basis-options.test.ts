import { dihedral, orthogonal, symmetric, tensor } from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import {
  affineBasis,
  BasisCache,
  type EquivariantBasisOptions,
  equivariantBasis,
  multilinearBasis,
  sparseBasis,
} from '../src/index.js'

const V = tensor(dihedral(4), 1)
const cache = new BasisCache()

/** Whatever solves a basis, by its name in errors: the rank it finds. */
const asked: Record<string, (options: EquivariantBasisOptions) => number> = {
  equivariantBasis: (options) => equivariantBasis(V, V, options).rank,
  affineBasis: (options) => affineBasis(V, V, options).linear.rank,
  multilinearBasis: (options) => multilinearBasis([V, V], V, options).rank,
  basis: (options) => cache.basis(V, V, options).rank,
}

describe.each(Object.entries(asked))('options of %s', (name, rank) => {
  it('are all taken, and change no rank', () => {
    const signal = new AbortController().signal
    const all = { solver: 'dense', checkRank: true, leastGap: 10, signal } as const
    for (const options of [all, { ...all, checkRank: false }]) expect(rank(options)).toBe(rank({}))
  })

  it.each([
    [{ solver: 'densely' }, 'solver is "densely"; it must be one of'],
    [{ checkRank: 'no' }, 'checkRank is "no"; it must be true or false'],
    [{ leastGap: -1 }, 'leastGap is -1; it must be a number ≥ 0'],
    [{ leastGap: Symbol('gap') }, 'leastGap is'],
    [{ signal: 5 }, 'signal is 5; it must be an AbortSignal'],
    [{ gap: 10 }, `${name} has no option "gap"; it has solver, checkRank, leastGap, signal`],
  ])('are refused whether they would be read or not: %o', (options, message) => {
    expect(() => rank(options as never)).toThrow(message)
  })

  it('stop it before it begins', () => {
    expect(() => rank({ signal: AbortSignal.abort() })).toThrow('solving was aborted; nothing is kept')
  })
})

describe('characters', () => {
  it('are those of finite groups: nothing else claims to have been checked', () => {
    const space = tensor(orthogonal(3), 1)
    expect(() => equivariantBasis(space, space, { checkRank: true })).toThrow(
      'O(3) is not finite: checkRank compares with characters',
    )
    expect(equivariantBasis(space, space, { checkRank: false }).rank).toBe(1)
  })

  it('are compared when it is asked for, also where a basis that was not compared is kept', () => {
    // matrices that are a representation to five digits only
    const points = tensor(symmetric(3), 1)
    const kept = new BasisCache()
    const unchecked = kept.basis(points, points, { checkRank: false })
    expect(kept.basis(points, points, { checkRank: false })).toBe(unchecked)
    expect(kept.basis(points, points, { checkRank: true })).not.toBe(unchecked)
  })
})

describe('other options', () => {
  it('are taken', () => {
    const basis = equivariantBasis(V, V)
    expect(() => basis.materialize({ maxBytes: 8 })).toThrow('bytes')
    expect(basis.residual({ seed: 3 })).toBeLessThan(1e-12)
    expect(sparseBasis(V, V, { most: 3 })).toHaveLength(3)
    expect(sparseBasis(V, V, { most: 2 })).toBeUndefined()
    const one = new BasisCache({ maxEntries: 1 })
    one.basis(V, V)
    one.basis(V, tensor(dihedral(4), 2))
    expect(one.size).toBe(1)
  })
})
