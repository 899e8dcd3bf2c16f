import { equivarianceResidual, equivariantBasis } from '@buridan/constraints'
import { type FiniteGroup, parseAnyGroup, parseRepresentation } from '@buridan/groups'
import { describe, expect, it } from 'vitest'

/**
 * Ranks by Clebsch–Gordan with parity: V is 1o, axial 1e, pseudo 0o, T(2) = 0e + 1e + 2e. For point groups as in the character tables
 * of Altmann and Herzig (1994): of Oh V is T1u and axial T1g; of D2h both are sums of three different lines, none in common; of C2v
 * V = A1+B1+B2 and axial = A2+B1+B2; of Ci V is 3 Au and axial 3 Ag.
 */
const RANKS = [
  ['O(3)', 'V', 'axial', 0],
  ['SO(3)', 'V', 'axial', 1],
  ['O(3)', 'axial', 'axial', 1],
  ['O(3)', 'pseudo', 'pseudo', 1],
  ['O(3)', 'pseudo', 'T(0)', 0],
  ['O(3)', 'T(2)', 'axial', 1],
  ['O(3)', 'Alt(V,2)', 'axial', 1],
  ['O(3)', 'T(2)', 'V', 0],
  ['O(3)', 'T(3)', 'pseudo', 1],
  ['O(3)', 'T(2)', 'pseudo', 0],
  ['O(3)', 'V*axial', 'pseudo', 1],
  ['O(3)', 'V*axial', 'V', 1],
  ['O(3)', 'axial*axial', 'axial', 1],
  ['O(3)', '2*V+3*axial+pseudo', 'V+2*axial+4*pseudo', 12],
  ['C∞v', 'V', 'axial', 1],
  ['D∞h', 'V', 'axial', 0],
  ['Oh', 'V', 'axial', 0],
  ['O', 'V', 'axial', 1],
  ['D2h', 'V', 'axial', 0],
  ['C2v', 'V', 'axial', 2],
  ['Ci', 'V', 'axial', 0],
  ['Ci', 'axial', 'T(0)', 3],
  ['C4h', 'axial', 'T(0)', 1],
  ['O(3)xS(4)', 'V_a*V_b', 'axial_a*V_b', 0],
  ['O(3)xS(4)', 'axial_a*V_b', 'axial_a*V_b', 2],
] as const

describe('maps between vectors, axial vectors and pseudoscalars', () => {
  it.each(RANKS)('%s: %s → %s has rank %i', (name, repIn, repOut, rank) => {
    const group = parseAnyGroup(name) as FiniteGroup
    const [X, Y] = [parseRepresentation(group, repIn), parseRepresentation(group, repOut)]
    const basis = equivariantBasis(X, Y)
    expect(basis.rank).toBe(rank)
    const map = basis.combine(Array.from({ length: rank }, (_, i) => i + 1))
    const columns = Array.from({ length: X.dim }, (_, j) =>
      map.apply(Array.from({ length: X.dim }, (_, i) => Number(i === j))),
    )
    const matrix = Array.from(
      { length: X.dim * Y.dim },
      (_, e) => columns[e % X.dim]![Math.floor(e / X.dim)]!,
    )
    expect(equivarianceResidual(X, Y, matrix)).toBeLessThan(1e-9)
  })
})
