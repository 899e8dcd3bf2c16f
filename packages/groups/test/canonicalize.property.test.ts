import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { octahedron } from '../../../conformance/shapes.js'
import {
  AmbiguousToleranceError,
  type AnyRepresentation,
  act,
  automorphisms,
  canonicalize,
  GreatestImage,
  type GroupElement,
  graph,
  type LieRepresentation,
  parseAnyGroup,
  parseGroup,
  parseRepresentation,
  type Representation,
  type Rng,
  randomElement,
  rng,
  stabilizer,
  tensor,
  UnsupportedError,
} from '../src/index.js'
import { isLieRepresentation } from '../src/representation/any-representation.js'

const apart = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.hypot(...Array.from(a, (v, i) => v - b[i]!)) / (1 + Math.hypot(...Array.from(a)))

/** An element drawn as users would: any of a finite group, Haar's for a compact one. */
function draw(rep: AnyRepresentation, random: Rng): GroupElement {
  const { group } = rep
  return isLieRepresentation(rep)
    ? (group as { haarSample(r: Rng): GroupElement }).haarSample(random)
    : randomElement(rep.group, random)
}

/** Vectors from generic to very symmetric: few distinct values, or the points of a solid. */
function vectorFor(rep: AnyRepresentation, kind: number, random: Rng): Float64Array {
  return new Float64Array(rep.dim).map(() => (kind === 0 ? random.normal() : random.int(kind + 1)))
}

const cases: [string, string][] = [
  ['Dih(6)', 'V'],
  ['Oh', 'V+T(2)'],
  ['Z(5)', 'T(2)'],
  ['D(4)', '2*V+V*V'],
  ['S(30)', 'V'],
  ['S(12)', 'T(2)'],
  ['S(9)', 'T(2)+2*V'],
  ['S(8)', 'T(3)'],
  ['B(8)', 'V'],
  ['S(5) wr S(3)', 'V+T(2)'],
  ['S(6)xS(7)', 'V_a*V_b+V_a'],
  ['O(3)xS(6)', 'V_a*V_b+V_b'],
  ['SO(3)xS(6)', 'V_a*V_b+V_b'],
  ['S(5)xO(3)', 'V_a*V_b'],
  ['O(3)', '3*V'],
  ['SO(3)', 'V+2*T(0)'],
]

describe('canonicalize', () => {
  for (const [groupText, repText] of cases) {
    it(`gives all points of an orbit one canonical point: ${groupText}, ${repText}`, () => {
      const group = parseAnyGroup(groupText)
      const rep = parseRepresentation(group, repText)
      fc.assert(
        fc.property(fc.nat(3), fc.nat(10_000), (kind, seed) => {
          const random = rng(seed)
          const x = vectorFor(rep, kind, random)
          const here = canonicalize(rep, x)
          expect(apart(act(rep, here.element, here.point), x)).toBeLessThan(1e-9)
          const moved = act(rep, draw(rep, random), x)
          const there = canonicalize(rep, moved)
          expect(apart(act(rep, there.element, there.point), moved)).toBeLessThan(1e-9)
          expect(apart(there.point, here.point)).toBeLessThan(1e-6)
        }),
        { seed: 11, numRuns: 25 },
      )
    })
  }

  it('tells mirror images apart in SO(3), but not points that are their own, nor in O(3)', () => {
    const chiral = [
      [0, 0, 0],
      [1, 0, 0],
      [0, 2, 0],
      [0, 0, 3],
    ]
    const achiral = [
      [1, 1, 1],
      [1, -1, -1],
      [-1, 1, -1],
      [-1, -1, 1],
    ]
    const flat = (points: number[][], side: number) =>
      [0, 1, 2].flatMap((c) => points.map((p) => (c === 2 ? side * p[c]! : p[c]!)))
    const same = (group: string, points: number[][]) => {
      const rep = parseRepresentation(parseAnyGroup(`${group}xS(4)`), 'V_a*V_b')
      return apart(canonicalize(rep, flat(points, 1)).point, canonicalize(rep, flat(points, -1)).point) < 1e-6
    }
    expect([same('SO(3)', chiral), same('O(3)', chiral)]).toEqual([false, true])
    expect([same('SO(3)', achiral), same('O(3)', achiral)]).toEqual([true, true])
  })

  it('does so where two values are equally common, whichever comes first', () => {
    const rep = tensor(parseGroup('S(9)'), 2)
    // each pair of points has one arc of 1 and one of 2: 36 of both; points themselves have 0
    for (let seed = 0; seed < 12; seed++) {
      const random = rng(seed)
      const x = new Float64Array(81)
      for (let i = 0; i < 9; i++) {
        for (let j = 0; j < i; j++) {
          const which = random.int(2)
          x[9 * i + j] = 1 + which
          x[9 * j + i] = 2 - which
        }
      }
      const moved = act(rep, randomElement(rep.group, random), x)
      expect([...canonicalize(rep, moved).point]).toEqual([...canonicalize(rep, x).point])
    }
  })

  it('gives isomorphic graphs one matrix, and others another', () => {
    const group = parseAnyGroup('S(10)')
    const rep = parseRepresentation(group, 'T(2)')
    const matrix = (edges: [number, number][]) => {
      const a = new Float64Array(100)
      for (const [u, v] of edges) a[u * 10 + v] = a[v * 10 + u] = 1
      return a
    }
    const cycle = (length: number, from: number): [number, number][] =>
      Array.from({ length }, (_, i) => [from + i, from + ((i + 1) % length)])
    const a = matrix([...cycle(4, 0), ...cycle(6, 4)])
    const b = matrix([...cycle(6, 0), ...cycle(4, 6)])
    const c = matrix(cycle(10, 0))
    expect(canonicalize(rep, a).point).toEqual(canonicalize(rep, b).point)
    expect(canonicalize(rep, a).point).not.toEqual(canonicalize(rep, c).point)
    expect(stabilizer(rep as never, a).order).toBe(
      automorphisms(graph({ n: 10, edges: [...cycle(4, 0), ...cycle(6, 4)] })).order,
    )
  })

  it.each([
    ['S(30)', 'V'],
    ['S(9)', 'T(2)+V'],
    ['B(8)', 'V'],
    ['S(5) wr S(3)', 'V'],
    ['Dih(6)', 'V'],
  ])(
    'does so where values are a chain of steps that are each within the tolerance: %s, %s',
    (group, text) => {
      const rep = parseRepresentation(parseGroup(group), text)
      for (let seed = 0; seed < 20; seed++) {
        const random = rng(seed)
        const x = Float64Array.from({ length: rep.dim }, () => 1 + 0.001 * random.int(8))
        const tolerance = 0.0011 / Math.hypot(...x)
        const moved = act(rep, randomElement(rep.group, random), x)
        const [here, there] = [x, moved].map((v) => canonicalize(rep, v, { tolerance }).point)
        const most = here!.reduce((m, v, i) => Math.max(m, Math.abs(v - there![i]!)), 0)
        expect([seed, most < 0.0023]).toEqual([seed, true])
      }
    },
  )

  it('refuses what it does not know', () => {
    const of = (group: string, rep: string) => parseRepresentation(parseAnyGroup(group), rep)
    const big = of('A(12)', 'V')
    expect(() => canonicalize(big, new Float64Array(12))).toThrow(UnsupportedError)
    expect(() => canonicalize(of('O(3)', 'T(2)'), new Float64Array(9).fill(1))).toThrow(UnsupportedError)
    expect(() => canonicalize(of('SO(5)', 'V'), [1, 0, 0, 0, 0])).toThrow(UnsupportedError)
    expect(() => canonicalize(of('S(4)', 'V'), [1, 2, 3])).toThrow(/4/)
    expect(() => canonicalize(of('S(4)', 'V'), [1, 2, 3, Number.NaN])).toThrow(/NaN/)
    expect(() => canonicalize(of('S(4)', 'V'), [1, 2, 3, 4], { tolerance: -1 })).toThrow(/tolerance/)
  })
})

describe('elements of stabilizers', () => {
  const solids: [string, number[][]][] = [
    ['oh', octahedron.map((p) => [...p])],
    [
      'd∞h',
      [
        [0, 0, 1],
        [0, 0, -1],
        [0, 0, 2],
        [0, 0, -2],
        [0, 0, 0],
        [0, 0, 0],
      ],
    ],
    [
      'c∞v',
      [
        [0, 0, 1],
        [0, 0, -1],
        [0, 0, 2],
        [0, 0, 2],
        [0, 0, 0],
        [0, 0, 0],
      ],
    ],
    [
      'kh',
      [
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
      ],
    ],
    [
      'd2h',
      [
        [1, 0, 0],
        [-1, 0, 0],
        [0, 2, 0],
        [0, -2, 0],
        [0, 0, 0],
        [0, 0, 0],
      ],
    ],
  ]
  for (const group of ['O(3)xS(6)', 'SO(3)xS(6)', 'S(6)xO(3)']) {
    it(`fix the points, all components and exchanges drawn alike: ${group}`, () => {
      const points = group.startsWith('S(6)') ? 0 : 1
      const rep = parseRepresentation(parseAnyGroup(group), 'V_a*V_b') as LieRepresentation
      for (const [name, sites] of solids) {
        const x = points === 1 ? [0, 1, 2].flatMap((c) => sites.map((p) => p[c]!)) : sites.flat()
        const found = stabilizer(rep, x)
        if (group.startsWith('O(3)')) expect(found.orbitType).toBe(name)
        const random = rng(3)
        const counts = new Map<string, number>()
        const draws = 600
        for (let k = 0; k < draws; k++) {
          const h = found.randomElement(random)
          expect(apart(rep.apply(h, x), x)).toBeLessThan(1e-9)
          const permutation = (h as readonly ArrayLike<number>[])[points]!
          const key = Array.from(permutation).join()
          counts.set(key, (counts.get(key) ?? 0) + 1)
        }
        const order = Number(found.permutations.order)
        if (order <= 48) expect(counts.size).toBe(order)
        const expected = draws / order
        const chi = [...counts.values()].reduce((s, c) => s + (c - expected) ** 2 / expected, 0)
        if (order <= 48) expect(chi).toBeLessThan(order - 1 + 4.5 * Math.sqrt(2 * order))
      }
    })
  }
})

describe('GreatestImage', () => {
  it('finds a coset of the stabilizer, by tables of entries and of matrices', () => {
    for (const rep of [
      tensor(parseGroup('Oh'), 2),
      parseRepresentation(parseGroup('Dih(6)'), 'V+R'),
    ] as const) {
      const greatest = new GreatestImage(rep as Representation)
      fc.assert(
        fc.property(
          fc.array(fc.integer({ min: -1, max: 1 }), { minLength: rep.dim, maxLength: rep.dim }),
          (x) => {
            const vector = Float64Array.from(x)
            greatest.search(vector, 1e-9)
            greatest.checkGroup()
            const { table, found, count } = greatest
            expect(BigInt(count)).toBe(stabilizer(rep as Representation, vector).order)
            const image = (g: number) => Array.from(vector, (_, i) => table.at(g, i, vector))
            const first = image(found[0]!)
            const canonical = canonicalize(rep as Representation, vector).point
            first.forEach((v, i) => {
              expect(v).toBeCloseTo(canonical[i]!, 9)
            })
            for (let k = 1; k < count; k++)
              image(found[k]!).forEach((v, i) => expect(v).toBeCloseTo(first[i]!, 9))
          },
        ),
        { seed: 5, numRuns: 30 },
      )
    }
  })

  it('refuses a tolerance that cuts through a cluster', () => {
    const greatest = new GreatestImage(tensor(parseGroup('Z(4)'), 1))
    // 0 and 0.9 are equal, 0.9 and 1.8 too: two images are left of four
    greatest.search(Float64Array.of(0, 0.9, 1.8, 0.9), 1)
    expect(() => greatest.checkGroup()).toThrow(AmbiguousToleranceError)
  })
})
