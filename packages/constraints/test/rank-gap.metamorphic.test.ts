import {
  AmbiguousToleranceError,
  BuridanError,
  type FiniteGroup,
  matrixRepresentation,
  parseGroup,
  parseRepresentation,
  type Representation,
  rng,
  tensor,
} from '@buridan/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTurn } from '../../../conformance/in-turn.js'
import { conformanceRows } from '../../../conformance/read.js'
import { characterRank, equivariantBasis, fixedSpace } from '../src/index.js'
import { SparseMap } from '../src/maps/sparse-map.js'
import type { ConstraintSystem } from '../src/solvers/constraint-system.js'
import { solveDense } from '../src/solvers/dense-solver.js'
import { solveIteratively } from '../src/solvers/iterative-solver.js'

const rows = (m: Float64Array, n: number) =>
  Array.from({ length: n }, (_, i) => Array.from(m.subarray(i * n, (i + 1) * n)))

/** A representation by matrices of which each entry is off by up to the noise, and which are scaled by a change of basis. */
function noisy(rep: Representation, noise: number, seed: number, stretch = 1): Representation {
  const random = rng(seed)
  const scale = Array.from({ length: rep.dim }, (_, i) => stretch ** (i / rep.dim))
  const matrices = rep.group.generators.map((g) =>
    rows(rep.matrix(g), rep.dim).map((row, i) =>
      row.map((v, j) => ((v + noise * (2 * random.float() - 1)) * scale[i]!) / scale[j]!),
    ),
  )
  return matrixRepresentation(rep.group, matrices)
}

/** The rank, or the code of a typed error that names a gap or what does not hold. */
function rankOrCode(f: () => number): number | string {
  try {
    return f()
  } catch (error) {
    if (!(error instanceof BuridanError)) throw error
    expect(error.message.length).toBeLessThan(700)
    return error.code
  }
}

const CASES: [group: string, text: string][] = [
  ['S(7)', 'V'],
  ['S(5)', 'V+T(0)'],
  ['A(5)', 'V'],
  ['Oh', 'V+T(2)'],
  ['D(5)', 'T(2)'],
  ['Q8', 'V'],
  ['Z(6)', 'V+V'],
]

describe('ranks of matrices known to some digits', () => {
  it.each(
    conformanceRows<{ group: string; repIn: string; repOut: string; rank: number }>('rank-noisy.jsonl'),
  )(
    'of $group, written to 3·10⁻¹⁰, is that of the group, by every solver in floating point',
    ({ group, repIn, repOut, rank }) => {
      const G = parseGroup(group)
      for (const solver of [undefined, 'dense', 'iterative'] as const) {
        const basis = equivariantBasis(parseRepresentation(G, repIn), parseRepresentation(G, repOut), {
          ...(solver ? { solver } : {}),
          checkRank: false,
        })
        expect(basis.rank).toBe(rank)
        expect(basis.explain()[0]!.gap).toBeGreaterThan(1e3)
      }
    },
  )

  it.runIf(isTurn(2))(
    'are those of the exact ones, or refused, at every noise, by every solver, with and without characters',
    () => {
      const groups = new Map<string, FiniteGroup>()
      fc.assert(
        fc.property(
          fc.constantFrom(...CASES),
          fc.double({ min: -16, max: -5, noNaN: true }),
          fc.integer({ min: 0, max: 1e6 }),
          fc.constantFrom(1, 10, 100),
          fc.constantFrom('dense', 'iterative'),
          fc.constantFrom(true, false),
          ([name, text], noise, seed, stretch, solver, checkRank) => {
            const group = groups.get(name) ?? parseGroup(name)
            groups.set(name, group)
            const exact = parseRepresentation(group, text) as Representation
            const expected = characterRank(exact, exact)
            const found = rankOrCode(() => {
              const a = noisy(exact, 10 ** noise, seed, stretch)
              const b = noisy(exact, 10 ** noise, seed + 1)
              return equivariantBasis(a, b, { solver: solver as 'dense', checkRank }).rank
            })
            // what is not a representation to 1e-8 is refused before
            if (noise < -9.5 && stretch === 1) expect(found).toBe(expected)
            if (typeof found === 'number') expect(found).toBe(expected)
            else expect(found).toMatch(/NOT_A_HOMOMORPHISM|AMBIGUOUS_TOLERANCE|RANK_MISMATCH/)
          },
        ),
        { seed: 12, numRuns: process.env.NIGHTLY ? 150 : 50 },
      )
    },
  )

  it('and fixed spaces likewise', () => {
    const group = parseGroup('S(5)')
    const exact = tensor(group, 1)
    for (let k = -16; k <= -9; k += 0.5) {
      expect(fixedSpace(noisy(exact, 10 ** k, 3)).dim).toBe(1)
    }
  })
})

/** The equations A W = W A of matrices A, as of a Lie algebra. */
function commutant(matrices: readonly number[][][]): ConstraintSystem {
  const n = matrices[0]!.length
  const constraints = matrices.map((m) => {
    const a = SparseMap.fromDense(Float64Array.from(m.flat()), 0, n, n)
    return { left: a, right: a }
  })
  return { rows: n, cols: n, constraints, text: 'a commutant' }
}

const SOLVERS = { dense: solveDense, iterative: solveIteratively }

describe.each(Object.entries(SOLVERS))('ranks of equations by the %s solver', (_, solve) => {
  // turns about one axis, and all turns
  const [x, y, z] = [
    [
      [0, 0, 0],
      [0, 0, -1],
      [0, 1, 0],
    ],
    [
      [0, 0, 1],
      [0, 0, 0],
      [-1, 0, 0],
    ],
    [
      [0, -1, 0],
      [1, 0, 0],
      [0, 0, 0],
    ],
  ] as const
  const times = (m: readonly (readonly number[])[], f: number) => m.map((row) => row.map((v) => v * f))

  it('do not hang on the units of the matrices, together or each by itself', () => {
    for (const factor of [1e-150, 1e-12, Math.SQRT1_2, 1, 1e12, 1e150]) {
      expect([factor, solve(commutant([times(z, factor)])).rank]).toEqual([factor, 3])
      const all = commutant([times(x, 1), times(y, factor), times(z, 1 / factor)])
      expect([factor, solve(all).rank]).toEqual([factor, 1])
    }
  })

  it('are refused where a gap below 1000 would decide them, with the gap, and are right where it is wide', () => {
    // W ↦ A W − W A of a diagonal matrix multiplies W_ij by the difference of two weights
    const diagonal = (weights: number[]) =>
      commutant([weights.map((w, i) => weights.map((__, j) => (i === j ? w : 0)))])
    expect(solve(diagonal([1, 0.1, 0])).rank).toBe(3)
    expect(solve(diagonal([1, 0, 0])).rank).toBe(5)
    expect(solve(diagonal([1, 1e-4, 1e-4])).rank).toBe(5)
    for (const [least, zero] of [
      [2e-6, 2e-8],
      [4e-7, 8e-8],
    ] as const) {
      const doubtful = diagonal([1, least, zero, 0])
      expect(() => solve(doubtful)).toThrow(AmbiguousToleranceError)
      expect(() => solve(doubtful)).toThrow(/a commutant: .* gap of \d/)
    }
  })
})
