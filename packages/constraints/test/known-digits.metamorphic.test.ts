import {
  AmbiguousToleranceError,
  directSum,
  dual,
  type FiniteGroup,
  matrixRepresentation,
  NotAHomomorphismError,
  type Permutation,
  parseGroup,
  parseRepresentation,
  permutationGroup,
  Representation,
  rng,
  subrepresentation,
  symmetric,
  symmetricPower,
  tensor,
  tensorProduct,
  trivial,
} from '@buridan/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BasisCache, characterRank, equivariantBasis, factorize, fixedSpace } from '../src/index.js'

const rows = (m: Float64Array, n: number) =>
  Array.from({ length: n }, (_, i) => Array.from(m.subarray(i * n, (i + 1) * n)))

function product(a: Float64Array, b: Float64Array, n: number): Float64Array {
  return a.map((_, e) => {
    let sum = 0
    for (let k = 0; k < n; k++) sum += a[e - (e % n) + k]! * b[k * n + (e % n)]!
    return sum
  })
}

/** A basis by shears and stretches of axes, and its inverse. */
function basisAndInverse(n: number, stretch: number, seed: number): [Float64Array, Float64Array] {
  const random = rng(seed)
  const unit = () => Float64Array.from({ length: n * n }, (_, e) => (e % n === Math.floor(e / n) ? 1 : 0))
  let [there, back]: [Float64Array, Float64Array] = [unit(), unit()]
  const shear = (i: number, j: number, f: number) => {
    const [s, inverse] = [unit(), unit()]
    s[i * n + j] = f
    inverse[i * n + j] = -f
    there = product(s, there, n)
    back = product(back, inverse, n)
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) shear(i, j, random.float() - 0.5)
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) shear(i, j, random.float() - 0.5)
  const scale = Array.from({ length: n }, (_, i) => stretch ** (i / n))
  return [there.map((v, e) => v * scale[Math.floor(e / n)]!), back.map((v, e) => v / scale[e % n]!)]
}

/** The representation in another basis, its matrices written to so many decimals. */
function written(rep: Representation, digits: number, stretch: number, seed: number, tolerance?: number) {
  const [there, back] = basisAndInverse(rep.dim, stretch, seed)
  const matrices = rep.group.ownGenerators.map((g) =>
    rows(
      product(product(there, rep.matrix(g), rep.dim), back, rep.dim).map((v) => Number(v.toFixed(digits))),
      rep.dim,
    ),
  )
  return matrixRepresentation(rep.group, matrices, tolerance === undefined ? {} : { tolerance })
}

/** Matrices that a class of a user's computes, each entry off by up to the noise. */
class Noisy extends Representation {
  constructor(
    readonly exact: Representation,
    readonly noise: number,
  ) {
    super(exact.group, exact.dim, 'general', 'noisy')
  }

  override applyInto(g: Permutation, x: Float64Array, xo: number, out: Float64Array, oo: number): void {
    this.exact.applyInto(g, x, xo, out, oo)
    const random = rng(g.reduce((sum, v, i) => sum + v * (i + 1) ** 2, 0))
    for (let i = 0; i < this.dim; i++) {
      for (let j = 0; j < this.dim; j++) out[oo + i]! += this.noise * (random.float() - 0.5) * x[xo + j]!
    }
  }
}

const groups = new Map<string, FiniteGroup>()
function read(name: string, text: string): Representation {
  const group = groups.get(name) ?? parseGroup(name)
  groups.set(name, group)
  return parseRepresentation(group, text)
}

describe('ranks of matrices rounded in a basis of the user’s', () => {
  it('are those of the exact ones, without a look at characters, where the tolerance is as wide as the rounding', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(['S(4)', 'V'], ['Q8', 'V'], ['A(5)', 'V'], ['D(5)', 'V+T(0)'], ['Z(6)', 'V']),
        fc.integer({ min: 3, max: 12 }),
        fc.constantFrom(1, 10, 1000),
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom('dense', 'iterative'),
        ([name, text], digits, stretch, seed, solver) => {
          const exact = read(name!, text!)
          if (10 ** -digits * stretch > 1e-3) return
          const rep = written(exact, digits, stretch, seed, 10 ** -digits)
          const options = { solver: solver as 'dense', checkRank: false }
          expect(equivariantBasis(rep, rep, options).rank).toBe(characterRank(exact, exact))
          expect(equivariantBasis(exact, rep, options).rank).toBe(characterRank(exact, exact))
          expect(equivariantBasis(trivial(rep.group), rep, options).rank).toBe(fixedSpace(exact).dim)
        },
      ),
      { seed: 3, numRuns: 60 },
    )
  })

  it('multiply exactly then, and without the tolerance are refused with how far they are from that', () => {
    const exact = tensor(symmetric(4), 1)
    const rep = written(exact, 4, 100, 7, 1e-4)
    const [a, b] = exact.group.ownGenerators as [Permutation, Permutation]
    const both = product(rep.matrix(a), rep.matrix(b), 4)
    rep.matrix(b.map((p) => a[p]!)).forEach((v, e) => {
      expect(Math.abs(v - both[e]!)).toBeLessThan(1e-11)
    })
    expect(() => written(exact, 4, 100, 7)).toThrow(/differ by .* more than 1e-8; the option tolerance/)
    expect(() =>
      matrixRepresentation(
        exact.group,
        exact.group.ownGenerators.map(() => rows(Float64Array.of(1, 0.5, 0, 0.5), 2)),
        { tolerance: 1e-3 },
      ),
    ).toThrow(NotAHomomorphismError)
    expect(
      parseRepresentation(symmetric(2), 'M[[[0.3333,0.6666],[1.3333,-0.3333]]]', { tolerance: 1e-4 }).dim,
    ).toBe(2)
  })
})

describe('a gap that is too small', () => {
  const exact = tensor(symmetric(4), 1)
  const given = written(exact, 9, 1, 5)

  it('counts what the matrices are known to, in whatever is made of them', () => {
    const half = Math.SQRT1_2
    const plane = Float64Array.of(half, 0, 0, half + 1e-9, half, 0, 0, half - 1e-9)
    const swaps = permutationGroup([
      [2, 1, 0, 3],
      [1, 0, 3, 2],
    ])
    const split = subrepresentation(tensor(swaps, 1), plane, 2)
    const made = [
      given,
      directSum(given, exact),
      tensorProduct(given, exact),
      dual(given),
      symmetricPower(given, 2),
      split,
    ]
    for (const rep of made) {
      const one = trivial(rep.group)
      expect(() => equivariantBasis(one, rep, { solver: 'dense', leastGap: 1e13 })).toThrow(
        /what the matrices of the representations are known to, \d/,
      )
      expect(equivariantBasis(one, rep, { leastGap: 0 }).rank).toBe(equivariantBasis(one, rep).rank)
    }
  })

  it('is an error that says how to get an answer, and the option gives it; bases in a cache are by it', () => {
    const rep = new Noisy(exact, 1e-6)
    const code = (f: () => unknown) => {
      expect(f).toThrow(AmbiguousToleranceError)
      expect(f).toThrow(
        /gap of .*must be at least 1000.*matrixRepresentation with the option tolerance.*leastGap: 0/s,
      )
    }
    for (const checkRank of [true, false]) code(() => equivariantBasis(rep, rep, { checkRank }))
    code(() => factorize(rep, exact))
    code(() => fixedSpace(rep))
    code(() => equivariantBasis(rep, rep, { solver: 'iterative', checkRank: false }))
    const cache = new BasisCache()
    const forced = cache.basis(rep, rep, { leastGap: 0, checkRank: false })
    expect(forced.explain()[0]!.gap).toBeLessThan(1e3)
    code(() => cache.basis(rep, rep))
    expect(() => equivariantBasis(rep, rep, { leastGap: -1 })).toThrow(
      'leastGap is -1; it must be a number ≥ 0',
    )
  })

  it('is found where characters are no whole numbers', () => {
    expect(characterRank(new Noisy(exact, 1e-6), exact)).toBe(2)
    expect(() => characterRank(new Noisy(exact, 0.3), exact)).toThrow(AmbiguousToleranceError)
  })
})
