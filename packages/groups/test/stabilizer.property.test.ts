import { intersection } from '@buridan/permutations'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { largestDifference } from '../../../conformance/difference.js'
import { inTurn, isTurn } from '../../../conformance/in-turn.js'
import {
  baseRepresentation,
  elementsOf,
  type FiniteGroup,
  inverse,
  type LieGroup,
  type LieRepresentation,
  type MixedProduct,
  orbitTypeOf,
  parseAnyGroup,
  parseGroup,
  parseRepresentation,
  pointGroup,
  randomElement,
  restrict,
  rng,
  stabilizer,
  subgroupClasses,
  TooLargeError,
} from '../src/index.js'
import { PointStructure } from '../src/stabilizer/point-structure.js'

const values = fc.constantFrom(0, 0, 1, 1, 2, -1)
const cases = fc
  .tuple(
    fc.constantFrom(
      'S(4)',
      'A(5)',
      'Dih(6)',
      'B(3)',
      'Oh',
      'T',
      'D(6)',
      'D6h',
      'S(3)xS(3)',
      'Z(2) wr S(3)',
      'Cube',
    ),
    fc.constantFrom('V', '2*V', 'T(2)', 'V+T(2)', 'T(3)', 'V_a*V_b', 'V_a+V_b'),
  )
  .filter(([g, r]) => g.includes('x') === r.includes('_'))
  .map(([g, r]) => parseRepresentation(parseGroup(g), r))

describe('stabilizers without listing', () => {
  it('are those found by listing: the vector as a structure on the points', () => {
    fc.assert(
      fc.property(
        cases.chain((rep) =>
          fc.tuple(fc.constant(rep), fc.array(values, { minLength: rep.dim, maxLength: rep.dim })),
        ),
        ([rep, x]) => {
          const listed = stabilizer(rep, x)
          expect(listed.method).toBe('listing')
          const norm = Math.hypot(...x)
          const structure = new PointStructure(rep, Float64Array.from(x), 1e-6 * norm, undefined)
          const zero = new Int32Array(rep.group.degree)
          const { generators, order } = structure.automorphisms(zero)
          const all = rep.group.subgroupOf(generators)
          // found by its chain, and by the search
          expect(all.order).toBe(order)
          expect(intersection(rep.group, all).order).toBe(listed.order)
          if (norm > 0) expect(structure.separation / norm).toBeLessThanOrEqual(listed.gap * (1 + 1e-9))
        },
      ),
      { numRuns: 200, seed: 61 },
    )
  })

  it('have orders that ask for no chain where the search knows them', () => {
    const n = 250
    // point p goes with q where pq is 1 modulo 7: of the residues 2 and 4 may change places, which have as many points
    const x = Float64Array.from({ length: n * n }, (_, i) => Number((Math.floor(i / n) * (i % n)) % 7 === 1))
    const { group, method } = stabilizer(parseRepresentation(parseGroup(`S(${n})`), 'T(2)'), x)
    const factorial = (k: number): bigint => (k < 2 ? 1n : BigInt(k) * factorial(k - 1))
    expect([method, group.order]).toEqual(['automorphisms', 2n * factorial(36) ** 5n * factorial(35) ** 2n])
  }, 10_000)

  it('G_gx = g G_x g⁻¹, also for groups too large to list', () => {
    const large = fc
      .tuple(
        fc.constantFrom('S(12)', 'A(11)', 'M12', 'M24', 'B(9)', 'S(6) wr S(2)', 'S(5)xS(6)', 'Rubik3x3x3'),
        fc.nat(1000),
      )
      .map(([name, seed]) => {
        const group = parseGroup(name)
        const text =
          name.includes('x') && name !== 'Rubik3x3x3'
            ? 'V_a*V_b+V_b'
            : name === 'M24' || name === 'Rubik3x3x3'
              ? 'V'
              : 'V+T(2)'
        return { rep: parseRepresentation(group, text), seed }
      })
    fc.assert(
      fc.property(large, ({ rep, seed }) => {
        const random = rng(seed)
        const x = Float64Array.from({ length: rep.dim }, () => Number(random.int(4) === 0))
        const g = randomElement(rep.group, random)
        const moved = new Float64Array(rep.dim)
        rep.applyInto(g, x, 0, moved, 0)
        const [a, b] = [stabilizer(rep, x), stabilizer(rep, moved)]
        expect(a.method).not.toBe('listing')
        expect(b.order).toBe(a.order)
        const back = inverse(g)
        for (const h of a.group.generators)
          expect(b.group.chain.contains(back.map((_, i) => g[h[back[i]!]!]!))).toBe(true)
        expect(a.defect).toBe(0)
        expect(a.orbitSize * a.order).toBe(rep.group.order)
      }),
      { numRuns: 40, seed: 62 },
    )
  })

  it('know their orbit type and transversal', () => {
    const rep = parseRepresentation(parseGroup('S(5)'), 'T(2)')
    const x = Float64Array.from({ length: 25 }, (_, i) => Number([1, 5].includes(i)))
    const found = stabilizer(rep, x)
    expect(found.order).toBe(12n)
    expect(found.transversal.length).toBe(10)
    const orbit = new Set(
      found.transversal.map((t) => {
        const y = new Float64Array(25)
        rep.applyInto(t, x, 0, y, 0)
        return y.join()
      }),
    )
    expect(orbit.size).toBe(10)
    expect(subgroupClasses(rep.group).classes[orbitTypeOf(rep.group, found).index]!.order).toBe(12)
  })

  it('tell values apart that differ by more than the tolerance, and only those', () => {
    const rep = parseRepresentation(parseGroup('S(30)'), 'V')
    const norm = Math.sqrt(30)
    const order = (difference: number) =>
      stabilizer(
        rep,
        Array.from({ length: 30 }, (_, i) => 1 + (i % 2) * difference),
        { tolerance: 1e-4 },
      ).order
    expect(order(1.5e-4 * norm)).toBe(1307674368000n ** 2n)
    // equal within the tolerance, all 30 of them together are not
    expect(() => order(0.9e-4 * norm)).toThrow(expect.objectContaining({ code: 'AMBIGUOUS_TOLERANCE' }))
    expect(order(0.1e-4 * norm)).toBe(265252859812191058636308480000000n)
  })

  it('refuse a tolerance that chains values', () => {
    const rep = parseRepresentation(parseGroup('S(30)'), 'V')
    const ladder = Array.from({ length: 30 }, (_, i) => 1 + i * 1e-3)
    expect(() => stabilizer(rep, ladder, { tolerance: 2e-3 })).toThrow(
      expect.objectContaining({ code: 'AMBIGUOUS_TOLERANCE' }),
    )
    expect(stabilizer(rep, ladder).order).toBe(1n)
    expect(
      stabilizer(
        rep,
        ladder.map(() => 0),
      ).gap,
    ).toBe(Number.POSITIVE_INFINITY)
  })

  it('stop when the signal is aborted', () => {
    const group = parseGroup('S(40)')
    const rep = parseRepresentation(group, 'T(2)')
    const x = Array.from({ length: 1600 }, (_, i) => Number((i % 41) % 7 === 1))
    expect(() => stabilizer(rep, x, { signal: { aborted: true } })).toThrow(
      expect.objectContaining({ code: 'ABORTED' }),
    )
  })
})

const rotationRep = (group: string, text: string): LieRepresentation =>
  parseRepresentation(parseAnyGroup(group) as LieGroup | MixedProduct, text)

/** A 3×n array of coordinates, as `V_a*V_b` orders them. */
const byAxes = (points: readonly (readonly number[])[]) => [0, 1, 2].flatMap((k) => points.map((p) => p[k]!))

describe('stabilizers by listing without a list', () => {
  const period = (n: number, p: number) => Float64Array.from({ length: n }, (_, i) => Number(i % p === 0))

  it.each([
    ['Z(3000)', 30, 100n],
    ['Dih(2500)', 25, 200n],
    ...(process.env.NIGHTLY ? ([['Z(9999)', 9999, 1n]] as const) : []),
  ] as const)('%s is gone through, the elements numbered as in its list', (name, p, order) => {
    const group = parseGroup(name)
    const found = stabilizer(parseRepresentation(group, 'V'), period(group.degree, p))
    expect([found.method, found.order]).toEqual(['listing', order])
    expect(found.group.order).toBe(order)
    if (group.degree > 4000) return
    const list = elementsOf(group)
    expect([...found.members].every((i) => found.group.chain.contains(list.at(i)))).toBe(true)
  })

  it('goes through chains of many levels', () => {
    // 12 870 · 1 101 images are not kept
    const group = parseGroup('Z(65)xDih(33)xZ(3)xTrivial(1000)')
    const x = Float64Array.from({ length: 65 + 33 + 3 }, (_, i) => (i < 65 ? i % 5 : i < 98 ? i % 3 : 0))
    const found = stabilizer(parseRepresentation(group, 'V_a+V_b+V_c'), x)
    const list = elementsOf(group)
    expect([found.method, found.order]).toEqual(['listing', 13n * 11n * 3n])
    expect([...found.members].every((i) => found.group.chain.contains(list.at(i)))).toBe(true)
  })

  it.each(
    inTurn([
      'S(12)',
      'A(12)',
      'M12',
      'M24',
      'B(9)',
      'PGL(2,31)',
      'AGL(3,3)',
      'Z(2)xS(12)',
      'S(4) wr S(4)',
      'Z(2) wr Z(20)',
      'RubiksCube',
      'p4m(60)',
      'perm[[1,0,2,3,4,5,6,7,8,9],[1,2,3,4,5,6,7,8,9,0]]',
    ]),
  )('%s is searched, and so are its subgroups', (name) => {
    const group = parseGroup(name)
    const rep = parseRepresentation(group, group.base.kind === 'product' ? 'V_b' : 'V')
    const x = Float64Array.from({ length: rep.dim }, (_, i) => i % 2)
    const found = stabilizer(rep, x)
    expect(found.method).not.toBe('listing')
    expect(found.defect).toBe(0)
    if (found.group.order < 50_000n) return
    expect(stabilizer(restrict(rep, found.group), x).method).not.toBe('listing')
  })

  it.runIf(isTurn(0))('refuses what takes too long, before it starts', () => {
    const group = parseGroup('Dih(4000)')
    const x = new Float64Array(4000 ** 2)
    x[1] = 1
    expect(() => stabilizer(parseRepresentation(group, 'T(2)'), x)).toThrow(TooLargeError)
  })
})

describe('stabilizers in O(3) and SO(3)', () => {
  it.each([
    ['O(3)', 'V', [0, 0, 0], 'kh', null],
    ['O(3)', 'V', [0, 3, 4], 'c∞v', null],
    ['SO(3)', 'V', [0, 3, 4], 'c∞', null],
    ['O(3)', '2*V', [0, 0, 1, 1, 0, 0], 'cs', 2n],
    ['O(3)', '3*V', [0, 0, 1, 1, 0, 0, 0, 1, 0], 'c1', 1n],
    ['O(3)', 'T(2)', [1, 0, 0, 0, 2, 0, 0, 0, 3], 'd2h', 8n],
    ['O(3)', 'T(2)', [1, 0, 0, 0, 1, 0, 0, 0, 3], 'd∞h', null],
    ['O(3)', 'T(2)', [0, 1, 0, -1, 0, 0, 0, 0, 0], 'c∞h', null],
    ['SO(3)', 'T(2)', [1, 0, 0, 0, 2, 0, 0, 0, 3], 'd2', 4n],
    ['O(3)', 'T(2)', [2, 0, 0, 0, 2, 0, 0, 0, 2], 'kh', null],
    ['O(3)', 'T(2)+V', [1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 1], 'c2v', 4n],
  ])('%s on %s: %j is fixed by %s', (group, text, x, type, order) => {
    const found = stabilizer(rotationRep(group, text), x)
    expect([found.orbitType, found.order ?? null]).toEqual([type, order])
  })

  const icosahedral = process.env.NIGHTLY ? ['Ih', 'I'] : ['I']
  it.each(['C1', 'Ci', 'Cs', 'C3v', 'D4h', 'D5d', 'S6', 'Td', 'Th', 'Oh', ...icosahedral, 'C6h', 'D3'])(
    'labelled points with symmetry %s',
    (name) => {
      const group = pointGroup(name)
      const V = baseRepresentation(group)
      const list = elementsOf(group)
      const points: number[][] = []
      const labels: number[] = []
      for (const [label, p] of [
        [1, [1.9, 0.7, 0.45]],
        [2, [0.35, 2.6, 1.3]],
        [3, [1.2, 0.5, 3.1]],
      ] as const) {
        for (let i = 0; i < list.order; i++) {
          points.push([...V.apply(list.at(i), p)])
          labels.push(label)
        }
      }
      const n = points.length
      const x = [...byAxes(points), ...labels]
      const found = stabilizer(rotationRep(`O(3)xS(${n})`, 'V_a*V_b+V_b'), x)
      expect([found.orbitType, found.order]).toEqual([name.toLowerCase(), group.order])
      expect((found.group as FiniteGroup).order).toBe(group.order)
      const proper = stabilizer(rotationRep(`SO(3)xS(${n})`, 'V_a*V_b+V_b'), x)
      const rotations = found.operations.filter((o) => o.determinant === 1).length
      expect(proper.order).toBe(BigInt(rotations))
      // every operation fixes x: R p_i is the point that i goes to
      for (const { matrix: m, images } of found.operations) {
        const moved = points.flatMap(([x, y, z]) =>
          [0, 3, 6].map((r) => m[r]! * x! + m[r + 1]! * y! + m[r + 2]! * z!),
        )
        const there = points.flatMap((_, i) => points[images[i]!]!)
        expect(largestDifference(moved, there)).toBeLessThan(1e-9)
      }
    },
  )

  it('exchanges of coincident points count, and linear arrangements are axial', () => {
    const two = stabilizer(rotationRep('O(3)xS(4)', 'V_b*V_a'), [1, 0, 0, 1, 0, 0, -1, 0, 0, 0, 1, 0])
    expect([two.orbitType, two.order]).toEqual(['cs', 4n])
    const line = (labels: number[]) =>
      stabilizer(rotationRep('O(3)xS(3)', 'V_b*V_a+V_b'), [0, 0, -1, 0, 0, 0, 0, 0, 1, ...labels])
    expect([line([1, 2, 1]).orbitType, line([1, 2, 3]).orbitType, line([1, 2, 1]).dimension]).toEqual([
      'd∞h',
      'c∞v',
      1,
    ])
    const axial = line([1, 2, 1]).group as LieGroup
    expect(axial.algebra.length).toBe(1)
    expect(Math.abs(Math.abs(axial.haarSample(rng(1)).re[8]!) - 1)).toBeLessThan(1e-12)
    const nothing = stabilizer(rotationRep('O(3)xS(3)', 'V_b*V_a'), Array(9).fill(0))
    expect([nothing.orbitType, nothing.permutations.order]).toEqual(['kh', 6n])
  })

  it('draw turns about an axis of all angles', () => {
    const found = stabilizer(rotationRep('SO(3)', 'V'), [0, 0, 2])
    const random = rng(4)
    const quarters = new Uint32Array(4)
    for (let k = 0; k < 400; k++) {
      const { re } = found.randomElement(random) as { re: Float64Array }
      expect(re[8]).toBeCloseTo(1, 12)
      quarters[2 * Number(re[0]! > 0) + Number(re[3]! > 0)]!++
    }
    // 100 each, 8.7 the deviation of a binomial distribution
    for (const count of quarters) expect(Math.abs(count - 100)).toBeLessThan(40)
  })

  it('say how far what they keep moves the vector', () => {
    const rep = rotationRep('O(3)xS(3)', 'V_b*V_a')
    // on a line but for a hair, the ends alike but for another
    const x = Float64Array.of(1e-8, 0, 1, 0, 2e-8, -1, 0, 0, 3)
    const norm = Math.hypot(...x)
    const found = stabilizer(rep, x, { tolerance: 1e-6 })
    expect(found.orbitType).toBe('c∞v')
    const random = rng(2)
    let most = 0
    for (let k = 0; k < 50; k++) {
      const moved = rep.apply(found.randomElement(random), x)
      most = Math.max(most, Math.hypot(...moved.map((v, i) => v - x[i]!)) / norm)
    }
    expect(most).toBeGreaterThan(0)
    expect(found.defect).toBeGreaterThan(0.999 * most)
    expect(found.defect).toBeLessThan(1e-6)
  })

  it('refuse what they do not know', () => {
    for (const [group, text] of [
      ['Sp(1)', 'V'],
      ['O(4)', 'T(2)'],
      ['SO(2)xS(3)', 'V_a*V_a*V_b'],
      ['O(4)xZ(3)', 'V_a*V_b'],
      ['O(2)xO(2)xS(3)', 'V_a*V_c'],
      ['O(3)', 'T(3)'],
      ['O(3)xZ(3)', 'V_a*V_b'],
    ] as const) {
      const rep = rotationRep(group, text)
      expect(() => stabilizer(rep, new Float64Array(rep.dim))).toThrow(
        expect.objectContaining({ code: 'UNSUPPORTED' }),
      )
    }
    expect(() => stabilizer(rotationRep('O(3)', 'V'), [1, 2])).toThrow(/2 entries/)
    expect(() => stabilizer(rotationRep('O(3)', 'V'), [1, 2, Number.NaN])).toThrow(/NaN/)
  })
})
