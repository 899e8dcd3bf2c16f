import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LieGroup, type Rng, rng, stabilizer } from '../src/index.js'
import {
  away,
  type Complex,
  cell24,
  crossPolytope,
  determinant,
  inner,
  moved,
  ofPoints,
  outside,
  padded,
  polygon,
  repOf,
  same,
  simplex,
} from './spaces.js'

const square = polygon(4)
const line = [
  [1, 0],
  [-1, 0],
]
const roots = (n: number) => polygon(n)
/** z e_k for all k and fourth roots of unity z, in ℂ². */
const quarters = roots(4).flatMap((z) => [
  [...z, 0, 0],
  [0, 0, ...z],
])

/** Group, points, name, number of maps up to what fixes all points; undefined if they are infinitely many. */
const known: [string, number[][], string, number | undefined][] = [
  ['O(2)', square, 'Dih(4)', 8],
  ['SO(2)', square, 'C(4)', 4],
  ['O(2)', polygon(7), 'Dih(7)', 14],
  ['SO(2)', polygon(7), 'C(7)', 7],
  ['O(2)', line, 'Dih(2)', 4],
  ['SO(2)', line, 'C(2)', 2],
  ['O(2)', [...line, [0, 0.3]], 'O(1)', 2],
  ['SO(2)', [...line, [0, 0.3]], 'trivial', 1],
  [
    'O(2)',
    [
      [0, 0],
      [0, 0],
    ],
    'O(2)',
    undefined,
  ],
  ['SO(2)', [[0, 0]], 'SO(2)', undefined],
  ['O(1)', [[1], [-1], [2]], 'trivial', 1],
  ['O(1)', [[1], [-1]], 'O(1)', 2],
  ['SO(1)', [[1], [-1]], 'trivial', 1],
  ['O(4)', simplex(4), '120 in O(4)', 120],
  ['SO(4)', simplex(4), '60 in O(4)', 60],
  ['O(5)', simplex(5), '720 in O(5)', 720],
  ['O(4)', crossPolytope(4), '384 in O(4)', 384],
  ['O(4)', cell24(), '1152 in O(4)', 1152],
  ['SO(4)', cell24(), '576 in O(4)', 576],
  ['O(4)', padded(square, 2), 'Dih(4)×O(2)', undefined],
  ['SO(4)', padded(square, 2), 'S(Dih(4)×O(2))', undefined],
  [
    'SO(5)',
    padded(
      polygon(3).flatMap((p) => [
        [...p, 1],
        [...p, -1],
      ]),
      2,
    ),
    'S(d3h×O(2))',
    undefined,
  ],
  // the mirror of a plane that holds all points
  ['O(4)', padded(simplex(3), 1), '48 in O(4)', 48],
  ['SO(4)', padded(simplex(3), 1), '24 in O(4)', 24],
  [
    'O(4)',
    padded(
      [
        [1, 0],
        [2, 0],
      ],
      2,
    ),
    'O(3)',
    undefined,
  ],
  ['U(1)', roots(5), 'C(5)', 5],
  ['SU(1)', roots(5), 'trivial', 1],
  ['U(2)', padded(roots(2), 2), 'C(2)×U(1)', undefined],
  ['SU(2)', padded(roots(2), 2), '2 in U(2)', 2],
  ['SU(4)', padded(roots(3), 6), 'S(C(3)×U(3))', undefined],
  ['U(2)', quarters, '32 in U(2)', 32],
  ['SU(2)', quarters, '8 in U(2)', 8],
  // the binary tetrahedral group from the left, and the eighth roots of unity from the right
  ['U(2)', cell24(), '96 in U(2)', 96],
  ['SU(2)', cell24(), '24 in U(2)', 24],
  ['U(3)', [[0, 0, 0, 0, 0, 0]], 'U(3)', undefined],
]

describe('stabilizers of labelled points of other spaces', () => {
  it.each(known)('in %s (case %#) are those of tables', (group, points, name, maps) => {
    const rep = repOf(`${group}xS(${points.length})`, 'V_a*V_b')
    const x = ofPoints(points, rep.complex ? 2 : 1)
    const found = stabilizer(rep, x)
    expect([found.orbitType, found.order !== undefined]).toEqual([name, maps !== undefined])
    if (maps !== undefined) {
      expect(found.operations.length).toBe(maps)
      expect(found.order! % BigInt(maps)).toBe(0n)
    } else expect(found.operations).toEqual([])
    expect(found.defect).toBeLessThan(1e-14)
    expect(found.gap).toBeGreaterThan(0.1)
    const random = rng(1)
    const elements = [0, 1, 2, 3].map(() => found.randomElement(random))
    for (const g of [...elements, ...found.componentGenerators]) {
      expect(away(moved(rep, g, x), x)).toBeLessThan(1e-12)
      expect(outside(rep, g)).toBeLessThan(1e-12)
    }
    if (found.group instanceof LieGroup) {
      // its algebra is a basis, and its own elements are those of the stabilizer up to permutations
      expect(found.group.algebra.length).toBe(found.dimension)
      const { group } = found
      for (const g of [group.haarSample(random), group.randomElement(random), ...group.discrete]) {
        expect(outside(rep, g)).toBeLessThan(1e-12)
      }
    }
  })

  it('have the sizes and dimensions of products', () => {
    const of = (group: string, points: number[][]) => {
      const rep = repOf(`${group}xS(${points.length})`, 'V_a*V_b')
      const { dimension, components, orbitDimension, permutations, order } = stabilizer(
        rep,
        ofPoints(points, rep.complex ? 2 : 1),
      )
      return [dimension, components, orbitDimension, permutations.order, order]
    }
    expect(of('O(4)', padded(square, 2))).toEqual([1, 16n, 5, 8n, undefined])
    expect(of('SO(4)', padded(square, 2))).toEqual([1, 8n, 5, 8n, undefined])
    expect(of('SO(5)', padded(square, 3))).toEqual([3, 8n, 7, 8n, undefined])
    expect(of('U(3)', padded(roots(4), 4))).toEqual([4, 4n, 5, 4n, undefined])
    expect(of('SU(3)', padded(roots(4), 4))).toEqual([3, 4n, 5, 4n, undefined])
    // two points in one place
    expect(of('O(2)', [...square, square[0]!, square[2]!])).toEqual([0, 16n, 1, 16n, 16n])
    expect(
      of('O(4)', [
        [0, 0, 0, 0],
        [0, 0, 0, 0],
        [0, 0, 0, 0],
      ]),
    ).toEqual([6, 12n, 0, 6n, undefined])
  })

  it('of vectors of ℂⁿ are unitary groups of what is normal to them, and conjugate vectors are vectors', () => {
    const types = (group: string, text: string, x: number[]) => stabilizer(repOf(group, text), x).orbitType
    expect(types('U(2)', 'V', [1, 0, 0, 0])).toBe('U(1)')
    expect(types('U(3)', 'V', [0, 0, 1, 2, 0, 0])).toBe('U(2)')
    expect(types('SU(3)', 'V+T(0)', [0, 0, 1, 2, 0, 0, 5, 5])).toBe('SU(2)')
    expect(types('SU(2)', 'V', [1, 1, 0, 2])).toBe('trivial')
    // v and i·v span one complex direction, v and its conjugate two
    expect(types('U(3)', '2*V', [1, 2, 3, 4, 0, 0, -2, 1, -4, 3, 0, 0])).toBe('U(2)')
    expect(types('U(3)', '2*V', [1, 2, 3, 4, 0, 0, 1, -2, 3, -4, 0, 0])).toBe('U(1)')
    expect(types('U(3)', 'V+V*', [1, 2, 3, 4, 0, 0, 1, -2, 3, -4, 0, 0])).toBe('U(2)')
    expect(types('U(2)xS(3)', 'V_b', [1, 1, 2])).toBe('U(2)')
  })

  it('take marks, pseudoscalars and vectors of the whole', () => {
    const rep = repOf('O(2)xS(4)', 'V_a*V_b+V_b+V_a+pseudo_a')
    const x = (kinds: number[], field: number[], hand: number) => [
      ...ofPoints(square),
      ...kinds,
      ...field,
      hand,
    ]
    const type = (...of: Parameters<typeof x>) => stabilizer(rep, x(...of)).orbitType
    expect(type([1, 1, 1, 1], [0, 0], 0)).toBe('Dih(4)')
    expect(type([1, 1, 1, 1], [0, 0], 1)).toBe('C(4)')
    expect(type([1, 2, 1, 2], [0, 0], 0)).toBe('Dih(2)')
    expect(type([1, 2, 1, 2], [0, 0], 0.3)).toBe('C(2)')
    expect(type([1, 1, 1, 1], [1, 1], 0)).toBe('O(1)')
    expect(type([1, 1, 1, 1], [1, 1], 2)).toBe('trivial')
    const four = repOf('O(4)xS(4)', 'V_a*V_b+pseudo_a')
    expect(stabilizer(four, [...ofPoints(padded(square, 2)), 1]).orbitType).toBe('S(Dih(4)×O(2))')
    expect(stabilizer(four, [...ofPoints(padded(square, 2)), 1e-8]).orbitType).toBe('Dih(4)×O(2)')
  })

  it('are refused where points are alike in too many ways to list', () => {
    const rep = repOf('O(8)xS(9)', 'V_a*V_b')
    expect(() => stabilizer(rep, ofPoints(simplex(8)))).toThrow(
      expect.objectContaining({ code: 'TOO_LARGE', message: expect.stringMatching(/20000 maps/) }),
    )
  })
})

/** All orders of n things. */
function orders(n: number): number[][] {
  if (n === 0) return [[]]
  return orders(n - 1).flatMap((o) =>
    Array.from({ length: n }, (_, at) => [...o.slice(0, at), n - 1, ...o.slice(at)]),
  )
}

/** Sets of so many of n things. */
function choices(n: number, size: number): number[][] {
  if (size === 0) return [[]]
  return Array.from({ length: n }, (_, k) => k).flatMap((k) =>
    choices(k, size - 1).map((rest) => [...rest, k]),
  )
}

/**
 * Orders of points, of complex coordinates, that some unitary map makes: those that keep all inner products. Of determinant 1, if points span
 * the space, those that keep a determinant of a few that do; else one of the directions normal to them makes up for it.
 */
function ordersByForce(points: Complex[][], special: boolean): number {
  const n = points.length
  const basis = choices(n, points[0]!.length).find(
    (c) => !same(determinant(c.map((i) => points[i]!)), [0, 0]),
  )
  const gram = points.map((u) => points.map((v) => inner(u, v)))
  return orders(n).filter((o) => {
    if (!o.every((a, i) => o.every((b, j) => same(gram[a]![b]!, gram[i]![j]!)))) return false
    if (!special || !basis) return true
    return same(determinant(basis.map((i) => points[o[i]!]!)), determinant(basis.map((i) => points[i]!)))
  }).length
}

/** Points of any numbers, of a small grid, axes with signs, or the images of a point under turns of coordinates. */
function somePoints(n: number, numbers: number, width: number, random: Rng): number[][] {
  const kind = random.int(5)
  const entry = () => (kind === 0 ? random.normal() : random.int(3) - 1)
  const points = Array.from({ length: n }, () => Array.from({ length: numbers }, entry))
  if (kind < 2) return points
  if (kind === 2) return points.map((p) => p.map((_, k) => (k === random.int(numbers) ? 1 : 0)))
  // each is the one before with its coordinates moved on, the first by a sign or by i
  const turned = random.int(2) === 0
  const moved = (p: number[]) => {
    const last = p.slice(-width)
    const first = width === 2 && turned ? [-last[1]!, last[0]!] : last.map((v) => (turned ? -v : v))
    return [...first, ...p.slice(0, -width)]
  }
  for (let i = 1; i < n; i++) points[i] = moved(points[i - 1]!)
  return points
}

describe('permutations of points by stabilizers', () => {
  it.each([
    ['O', 1],
    ['O', 2],
    ['O', 4],
    ['O', 5],
    ['SO', 2],
    ['SO', 4],
    ['U', 1],
    ['U', 2],
    ['U', 3],
    ['SU', 2],
    ['SU', 3],
  ])('are all that keep inner products and determinants: %s(%i)', (letter, dim) => {
    const seen = new Set<number>()
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.nat(100_000), (n, seed) => {
        const complex = letter.endsWith('U')
        const width = complex ? 2 : 1
        const given = somePoints(n, width * dim, width, rng(seed))
        const points = given.map((p) =>
          Array.from({ length: dim }, (_, c): Complex => (complex ? [p[2 * c]!, p[2 * c + 1]!] : [p[c]!, 0])),
        )
        const expected = ordersByForce(points, letter.startsWith('S'))
        seen.add(expected)
        const rep = repOf(`${letter}(${dim})xS(${n})`, 'V_a*V_b')
        const found = stabilizer(rep, ofPoints(given, width))
        expect(found.permutations.order).toBe(BigInt(expected))
      }),
      { seed: 11, numRuns: 120 },
    )
    expect(seen.size).toBeGreaterThan(3)
  })
})
