import { type AnyRepresentation, parseAnyGroup, parseRepresentation, tensorProduct } from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { equivariantBasis, factorize, sparseBasis } from '../src/index.js'

/** Group, representations, and the number of maps by Schur's lemma: in how many irreducible parts both agree. */
const KNOWN = [
  ['O(3)', 'Sym(V,2)', 'Sym(V,2)', 2, 'scalars and traceless tensors'],
  ['O(3)', 'Alt(V,2)', 'V', 0, 'axial and polar vectors'],
  ['SO(3)', 'Alt(V,2)', 'V', 1, 'the cross product'],
  ['SO(3)', 'Sym(V,3)', 'V', 1, 'spin 1 in 3 ⊕ 1'],
  ['SU(2)', 'Sym(V,2)', 'Sym(V,2)', 1, 'spin 1'],
  ['SU(2)', 'Sym(V,3)', 'Alt(V,2)', 0, 'spin 3/2 and spin 0'],
  ['SU(3)', 'Alt(V,2)', 'V*', 1, 'the volume form'],
  ['GL(3)', 'Sym(V,2)', 'T(2)', 1, 'symmetric tensors among all'],
  ['Sp(2)', 'Alt(V,2)', 'T(0)', 1, 'the symplectic form'],
  ['U(2)', 'Sym(V,2)*Sym(V*,2)', 'T(0)', 1, 'an irreducible representation and its dual'],
  ['O(1,3)', 'Sym(V,2)', 'Sym(V,2)', 2, 'the metric'],
  ['SO(3)xS(3)', 'Sym(V_a,2)*V_b', 'V_b', 2, 'traces, times the two maps of points'],
  ['SO(3)', 'Sym(V,2)+V', '2*Sym(V,2)+T(0)', 5, 'pairs of summands'],
] as const

describe('maps of symmetric and alternating powers of Lie groups', () => {
  it.each(KNOWN)('%s: %s → %s', (name, from, to, rank) => {
    const group = parseAnyGroup(name)
    const [repIn, repOut] = [from, to].map((text) => parseRepresentation(group, text)) as [
      AnyRepresentation,
      AnyRepresentation,
    ]
    const basis = equivariantBasis(repIn, repOut)
    expect(basis.rank).toBe(rank)
    expect(basis.residual()).toBeLessThan(1e-12)
    expect(sparseBasis(repIn, repOut)).toHaveLength(rank)
    const mixed = factorize(repIn, repOut)
    expect(mixed === undefined || mixed.spaces.length > 0 || rank === 0).toBe(true)
  })
})

describe('structured maps of a large rank', () => {
  const T = parseRepresentation(parseAnyGroup('Cs'), 'T(2)')
  const pairs = tensorProduct(T, T)

  it('are given where they are asked for, those of fewest entries first', () => {
    expect(sparseBasis(pairs, T)).toBeUndefined()
    expect(sparseBasis(pairs, T, { most: 364 })).toBeUndefined()
    const maps = sparseBasis(pairs, T, { most: 365 })!
    expect(maps.length).toBe(365)
    const entries = maps.map((m) => m.nonzeros)
    expect(entries).toEqual([...entries].sort((a, b) => a - b))
    expect(sparseBasis(T, T, { most: 40 })).toBeUndefined()
    expect(sparseBasis(T, T)).toHaveLength(41)
  })

  it('are not told apart where those that span depend on each other', () => {
    const V = parseRepresentation(parseAnyGroup('S(3)'), 'T(3)')
    const { rank } = equivariantBasis(V, V)
    expect(rank).toBeLessThan(256)
    expect(sparseBasis(V, V, { most: 1000 })).toHaveLength(rank)
  })

  it('are of a number', () => {
    for (const most of [-1, 1.5, Number.NaN, '5'] as number[]) {
      expect(() => sparseBasis(T, T, { most })).toThrow(/most is/)
    }
    expect(() => sparseBasis(T, T, { more: 5 } as never)).toThrow(/no option "more"/)
  })
})
