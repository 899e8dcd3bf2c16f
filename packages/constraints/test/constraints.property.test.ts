import {
  type AnyRepresentation,
  directSum,
  elementsOf,
  factorRepresentation,
  matrixRepresentation,
  parseGroup,
  parseRepresentation,
  Representation,
  restrict,
  rng,
  subgroup,
  subgroupClasses,
  symmetric,
  tensor,
  trivial,
} from '@buridan/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { largestDifference } from '../../../conformance/difference.js'
import {
  characterRank,
  equivarianceResidual,
  equivariantBasis,
  type Factorization,
  fixedBasis,
  fixedFactorization,
  fixedSpace,
  materializeBlock,
  mixingCount,
  RankMismatchError,
  type SummandMaps,
} from '../src/index.js'

const texts = fc.constantFrom('T(0)', 'V', 'T(2)', '2*V+T(0)', 'V+T(2)+V', 'V*', 'T(1,1)')
const groups = fc
  .constantFrom('S(3)', 'Z(4)', 'Dih(4)', 'C(3)', 'D(3)', 'D(5)', 'B(2)', 'C4v', 'Td', 'A(4)')
  .map(parseGroup)
const pairs = fc
  .tuple(groups, texts, texts)
  .map(([g, a, b]): [Representation, Representation] => [
    parseRepresentation(g, a),
    parseRepresentation(g, b),
  ])
const normal = (n: number, seed: number) => {
  const random = rng(seed)
  return new Float64Array(n).map(() => random.normal())
}

describe('equivariant bases', () => {
  it('have the rank of the characters, are equivariant and orthonormal', () => {
    fc.assert(
      fc.property(pairs, fc.nat(1000), ([repIn, repOut], seed) => {
        const basis = equivariantBasis(repIn, repOut)
        expect(basis.rank).toBe(characterRank(repIn, repOut))
        expect(basis.residual({ seed })).toBeLessThan(1e-10)
        const q = basis.materialize()
        const mn = repIn.dim * repOut.dim
        for (let a = 0; a < basis.rank; a++) {
          for (let b = 0; b <= a; b++) {
            let dot = 0
            for (let e = 0; e < mn; e++) dot += q[a * mn + e]! * q[b * mn + e]!
            expect(Math.abs(dot - (a === b ? 1 : 0))).toBeLessThan(1e-9)
          }
        }
      }),
      { seed: 1, numRuns: 80 },
    )
  })

  it('project on the equivariant matrices: the group average', () => {
    fc.assert(
      fc.property(pairs, fc.nat(1000), ([repIn, repOut], seed) => {
        const basis = equivariantBasis(repIn, repOut)
        const [m, n] = basis.shape
        const w = normal(m * n, seed)
        const p = basis.project(w)
        expect(equivarianceResidual(repIn, repOut, p)).toBeLessThan(1e-9)
        const list = elementsOf(repIn.group)
        const mean = new Float64Array(m * n)
        for (let i = 0; i < list.order; i++) {
          const [a, b] = [repOut.matrix(list.at(i)), repIn.matrix(list.at(list.inverse(i)))]
          for (let r = 0; r < m; r++) {
            for (let c = 0; c < n; c++) {
              for (let k = 0; k < m; k++) {
                for (let l = 0; l < n; l++)
                  mean[r * n + c]! += (a[r * m + k]! * w[k * n + l]! * b[l * n + c]!) / list.order
              }
            }
          }
        }
        expect(largestDifference(p, mean)).toBeLessThan(1e-9)
      }),
      { seed: 2, numRuns: 30 },
    )
  })

  it('are the same space by orbits and densely', () => {
    const G = parseGroup('C4v')
    const [V, T2] = [tensor(G, 1), tensor(G, 2)]
    const orbits = equivariantBasis(V, T2)
    const dense = equivariantBasis(V, T2, { solver: 'dense', checkRank: true })
    expect([orbits.solver, dense.solver, dense.rank]).toEqual(['orbits', 'dense', orbits.rank])
    const w = normal(27, 3)
    const [a, b] = [orbits.project(w), dense.project(w)]
    expect(largestDifference(a, b)).toBeLessThan(1e-10)
    expect(dense.explain()[0]!.gap).toBeGreaterThan(1e6)
    expect(orbits.explain()[0]).toMatchObject({
      solver: 'orbits',
      reason: 'signed permutations',
      block: 'V → T(2)',
    })
  })

  it('shares blocks between copies', () => {
    const G = symmetric(5)
    const basis = equivariantBasis(
      parseRepresentation(G, '10*T(1)+5*T(2)'),
      parseRepresentation(G, '3*T(0)+T(2)'),
    )
    expect(basis.blocks.length).toBe(4)
    expect(basis.rank).toBe(185)
    const block = basis.blocks[3]!.solution
    expect(materializeBlock(block).length).toBe(block.rank * 625)
  })

  it('refuse what does not fit or does not match, with the size', () => {
    const G = symmetric(5)
    const rep = tensor(G, 3)
    expect(() => equivariantBasis(rep, rep).materialize({ maxBytes: 1e6 })).toThrow(/25\d{9} bytes|bytes/)
    const big = tensor(symmetric(30), 3)
    expect(() => equivariantBasis(big, big, { solver: 'orbits' })).toThrow(/27000·27000/)
    expect(equivariantBasis(big, big).rank).toBe(203)
    expect(() => equivariantBasis(big, big).apply(new Float64Array(203))).toThrow(/5832000000 bytes/)
    const D = parseGroup('D(5)')
    expect(() => equivariantBasis(tensor(D, 6), tensor(D, 6), { solver: 'dense' })).toThrow(/4096 entries/)
    expect(() => equivariantBasis(tensor(D, 1), tensor(D, 1), { solver: 'orbits' })).toThrow(/no orbits/)
    expect(() => equivariantBasis(tensor(D, 1), tensor(G, 1))).toThrow(/different groups/)
    const basis = equivariantBasis(tensor(D, 1), tensor(D, 1))
    expect(() => basis.apply([1, 2, 3])).toThrow(/3 entries/)
    expect(() => basis.project([1, Number.NaN, 0, 0])).toThrow(/NaN/)
  })

  it('report a rank that contradicts the characters', () => {
    // a representation of the user's own, whose character is not that of its matrices
    class Wrong extends Representation {
      constructor(readonly inner: Representation) {
        super(inner.group, inner.dim, 'general', 'X')
      }
      override applyInto(g: Uint32Array, x: Float64Array, xo: number, out: Float64Array, oo: number): void {
        this.inner.applyInto(g, x, xo, out, oo)
      }
      override character(g: Uint32Array): number {
        return 2 * this.inner.character(g)
      }
    }
    const V = tensor(parseGroup('D(5)'), 1)
    const wrong = new Wrong(V)
    expect(() => equivariantBasis(wrong, V)).toThrow(RankMismatchError)
    expect(() => equivariantBasis(wrong, V)).toThrow(/found rank 1 .*the characters say 2/)
    expect(equivariantBasis(wrong, V, { checkRank: false }).rank).toBe(1)
  })

  it('solve representations of the user’s own', () => {
    const G = symmetric(3)
    const sign = matrixRepresentation(G, [[[-1]], [[1]]])
    expect(equivariantBasis(sign, trivial(G)).rank).toBe(0)
    expect(equivariantBasis(tensor(G, 2), sign).rank).toBe(characterRank(tensor(G, 2), sign))
    const product = parseGroup('D(3)xS(3)')
    const [a, b] = [factorRepresentation(product, 0), factorRepresentation(product, 1)]
    expect(equivariantBasis(directSum(a, b), directSum(b, a)).rank).toBe(3)
  })
})

describe('fixed spaces', () => {
  it('are what all elements fix, with the mean as projector', () => {
    fc.assert(
      fc.property(groups, texts, fc.nat(1000), (group, text, seed) => {
        const rep = parseRepresentation(group, text)
        const { classes } = subgroupClasses(group)
        const h = classes[seed % classes.length]!.representative.group
        const on = restrict(rep, h)
        const space = fixedSpace(on)
        expect(space.dim).toBe(characterRank(trivial(h), on))
        const x = normal(rep.dim, seed)
        const p = space.project(x)
        const list = elementsOf(h)
        const mean = new Float64Array(rep.dim)
        for (let i = 0; i < list.order; i++)
          on.apply(list.at(i), x).forEach((v, k) => (mean[k]! += v / list.order))
        expect(largestDifference(p, mean)).toBeLessThan(1e-9)
      }),
      { seed: 3, numRuns: 60 },
    )
  })

  it('project as before after their basis is written into', () => {
    const space = fixedSpace(tensor(symmetric(3), 1))
    const x = [1, 2, 6]
    expect(largestDifference(space.project(x), Float64Array.of(3, 3, 3))).toBeLessThan(1e-12)
    space.basis.fill(7)
    expect(largestDifference(space.project(x), Float64Array.of(3, 3, 3))).toBeLessThan(1e-12)
  })

  it('project correctly where the representation is not orthogonal', () => {
    const G = symmetric(3)
    // the standard representation in a skew basis
    const skew = matrixRepresentation(G, [
      [
        [-1, 1],
        [0, 1],
      ],
      [
        [0, -1],
        [1, -1],
      ],
    ])
    expect(skew.structure).toBe('general')
    const h = subgroupClasses(G).classes[1]!.representative.group
    const on = restrict(skew, h)
    const p = fixedSpace(on).project([1, 0.3])
    const moved = on.apply(h.generators[0]!, p)
    for (let k = 0; k < 2; k++) expect(moved[k]).toBeCloseTo(p[k]!, 12)
  })
})

describe('maps from a fixed space', () => {
  it('commute with the supplement on it and vanish off it', () => {
    fc.assert(
      fc.property(groups, texts, texts, fc.nat(1000), (group, a, b, seed) => {
        const [repIn, repOut] = [parseRepresentation(group, a), parseRepresentation(group, b)]
        const { classes } = subgroupClasses(group)
        const c = classes[seed % classes.length]!
        const fixed = c.representative.group
        const under = c.supplement.subgroup.group
        const basis = fixedBasis(repIn, repOut, { fixed, under })
        const w = basis.apply(normal(basis.rank, seed))
        expect(equivarianceResidual(restrict(repIn, under), restrict(repOut, under), w)).toBeLessThan(1e-9)
        const space = fixedSpace(restrict(repIn, fixed))
        const x = normal(repIn.dim, seed + 1)
        const off = x.map((v, i) => v - space.project(x)[i]!)
        for (let i = 0; i < repOut.dim; i++) {
          let sum = 0
          for (let j = 0; j < repIn.dim; j++) sum += w[i * repIn.dim + j]! * off[j]!
          expect(Math.abs(sum)).toBeLessThan(1e-9)
        }
        // orthonormal, as many as there are of the fixed space alone
        for (let k = 0; k < basis.rank; k++) {
          const products = basis.applyTranspose(basis.column(k))
          const unit = products.map((_, i) => Number(i === k))
          expect(largestDifference(products, unit)).toBeLessThan(1e-9)
        }
        const back = basis.applyTranspose(w)
        expect(largestDifference(basis.apply(back), w)).toBeLessThan(1e-9)
      }),
      { seed: 4, numRuns: 50 },
    )
  })

  it('are those of the factorization: each weight gives one of them, and they are independent', () => {
    fc.assert(
      fc.property(groups, texts, texts, fc.nat(1000), (group, a, b, seed) => {
        const [repIn, repOut] = [parseRepresentation(group, a), parseRepresentation(group, b)]
        const { classes } = subgroupClasses(group)
        const c = classes[seed % classes.length]!
        const options = { fixed: c.representative.group, under: c.supplement.subgroup.group }
        const basis = fixedBasis(repIn, repOut, options)
        const form = fixedFactorization(repIn, repOut, options)
        expect(mixingCount(form)).toBe(basis.rank)
        const maps = mapsOf(form)
        expect(maps.length).toBe(basis.rank)
        // Gram–Schmidt on their coefficients: none is left over, and each is in the span of the basis
        const rows: Float64Array[] = []
        for (const w of maps) {
          const c = basis.applyTranspose(w)
          expect(largestDifference(basis.apply(c), w)).toBeLessThan(1e-9)
          const size = Math.hypot(...c)
          for (const row of rows) {
            const along = row.reduce((sum, v, i) => sum + v * c[i]!, 0)
            row.forEach((v, i) => (c[i]! -= along * v))
          }
          const rest = Math.hypot(...c)
          expect(rest).toBeGreaterThan(1e-6 * size)
          rows.push(c.map((v) => v / rest))
        }
      }),
      { seed: 5, numRuns: 50 },
    )
  })

  it('are of each summand where nothing is fixed in what stands between equal ones', () => {
    const group = parseGroup('Dih(4)')
    const [repIn, repOut] = [parseRepresentation(group, 'V+Alt(V,4)+2*V'), parseRepresentation(group, 'V')]
    const form = fixedFactorization(repIn, repOut, { fixed: group, under: subgroup(group, []) })
    // one fixed vector in each of three copies, to the four coordinates; each map reads one copy
    expect(mixingCount(form)).toBe(12)
    const read = mapsOf(form).map((w) => [
      ...new Set([...w.keys()].filter((e) => w[e] !== 0).map((e) => e % 13)),
    ])
    expect(new Set(read.map((columns) => columns.join()))).toEqual(
      new Set(['0,1,2,3', '5,6,7,8', '9,10,11,12']),
    )
    const nothing = fixedFactorization(parseRepresentation(group, 'Alt(V,4)'), repOut, {
      fixed: group,
      under: subgroup(group, []),
    })
    expect([nothing.spaces, mixingCount(nothing)]).toEqual([[], 0])
  })
})

/** The maps that one weight gives each, B A for all channels, rows · columns. */
function mapsOf({ repIn, repOut, spaces }: Factorization): Float64Array[] {
  const channels = (rep: AnyRepresentation, side: readonly SummandMaps[]) =>
    side.flatMap(({ summand, maps }) => {
      const { offset, count, rep: part } = rep.summands[summand]!
      return Array.from({ length: count }, (_, c) =>
        maps.map((map) => ({ map, at: offset + c * part.dim })),
      ).flat()
    })
  return spaces.flatMap(({ from, to }) =>
    channels(repIn, from).flatMap((read) =>
      channels(repOut, to).map((write) => {
        const w = new Float64Array(repOut.dim * repIn.dim)
        write.map.forEach((i, p, v) => {
          read.map.forEach((q, j, u) => {
            if (p === q) w[(write.at + i) * repIn.dim + read.at + j]! += v * u
          })
        })
        return w
      }),
    ),
  )
}
