import { inverse, type Rng, rng, shuffled } from '@buridan/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Point, turned } from '../../../conformance/shapes.js'
import { alignSites, canonicalFrame, fitOrthogonal, type Sites, symmetryOfSites } from '../src/index.js'
import { anyRotation, distance } from './space.js'

interface Atom {
  readonly vectors: Point[]
  readonly scalars: number[]
}
interface Given extends Sites {
  readonly points: Atom[]
  readonly vectors: Point[]
  readonly scalars: number[]
}

/** Points of a small grid, which are often symmetric, with displacements along the grid at some of them. */
function gridded(random: Rng, n: number): Given {
  const entry = () => random.int(3) - 1
  const place = () => [entry(), entry(), entry()]
  const displaced = random.int(3) === 0
  const points = Array.from({ length: n }, () => ({
    vectors: [place(), displaced ? place() : [0, 0, 0]],
    scalars: [1 + random.int(2)],
  }))
  return { points, vectors: random.int(2) === 0 ? [place()] : [], scalars: [random.int(5)] }
}

function moved(
  { points, vectors, scalars }: Given,
  matrix: ArrayLike<number>,
  order: ArrayLike<number>,
): Given {
  return {
    points: Array.from(order, (p) => ({ ...points[p]!, vectors: turned(points[p]!.vectors, matrix) })),
    vectors: turned(vectors, matrix),
    scalars,
  }
}

const triple = (p: Point) => [p[0]!, p[1]!, p[2]!] as const
const mirrored = (m: readonly number[]) => m.map((v) => -v)
const allOf = ({ points, vectors }: Given) => [...points.flatMap((p) => p.vectors), ...vectors]

/** All orders of n things. */
function orders(n: number): number[][] {
  if (n === 0) return [[]]
  return orders(n - 1).flatMap((o) =>
    Array.from({ length: n }, (_, at) => [...o.slice(0, at), n - 1, ...o.slice(at)]),
  )
}

/** Every order of the points with the best rotation and the best reflection for it, that take all to within the distance. */
function operationsByForce(given: Given, within: number): number {
  let count = 0
  for (const order of orders(given.points.length)) {
    if (order.some((p, i) => given.points[p]!.scalars[0] !== given.points[i]!.scalars[0])) continue
    const to = [...order.flatMap((p) => given.points[p]!.vectors), ...given.vectors]
    for (const sign of [1, -1] as const) {
      const matrix = fitOrthogonal(allOf(given).map(triple), to.map(triple), sign)
      if (turned(allOf(given), matrix).every((v, i) => distance(v, to[i]!) <= within)) count++
    }
  }
  return count
}

describe('symmetryOfSites', () => {
  it('finds as many operations as there are orders of the points that a rotation or reflection makes', () => {
    let finite = 0
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.nat(10_000), (n, seed) => {
        const given = gridded(rng(seed), n)
        const found = symmetryOfSites(given, { tolerance: 1e-6 })
        if (found.kind !== 'finite') return
        finite++
        // each of them with each exchange of points in one place
        expect(found.operations.length * Number(found.exchanges.order)).toBe(operationsByForce(given, 1e-6))
        expect(found.group.order).toBe(BigInt(found.operations.length))
      }),
      { seed: 3, numRuns: 150 },
    )
    expect(finite).toBeGreaterThan(80)
  })

  it('has one name for turned, reflected, reordered and scaled copies', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 7 }), fc.nat(10_000), (n, seed) => {
        const random = rng(seed)
        const given = gridded(random, n)
        const rotation = anyRotation(random)
        const matrix = random.int(2) === 0 ? rotation : mirrored(rotation)
        const order = shuffled(given.points.length, random)
        const unit = [1, 1e-170, 1e170][random.int(3)]!
        const copy = moved(
          given,
          matrix.map((v) => v * unit),
          order,
        )
        const scaled = {
          points: copy.points.map((p) => ({ ...p, scalars: p.scalars.map((v) => v * unit) })),
          vectors: copy.vectors,
        }
        for (const proper of [false, true]) {
          const one = symmetryOfSites(given, { tolerance: 1e-6, proper })
          const other = symmetryOfSites(scaled, { tolerance: 1e-6 * unit, proper })
          expect([other.name, other.permutations.order]).toEqual([one.name, one.permutations.order])
        }
      }),
      { seed: 4, numRuns: 100 },
    )
  })

  it('says which operations a line has beside the turns about it', () => {
    const line = (...kinds: number[]) => ({
      points: kinds.map((kind, i) => ({ vectors: [[0, 0, i - (kinds.length - 1) / 2]], scalars: [kind] })),
    })
    const facts = (sites: Sites, proper = false) => {
      const found = symmetryOfSites(sites, { proper })
      if (found.kind !== 'axial') return [found.name]
      return [found.name, found.horizontal?.kind, found.vertical?.kind, found.halfTurn?.images.join()]
    }
    expect(facts(line(8, 6, 8))).toEqual(['d∞h', 'σ', 'σ', '2,1,0'])
    expect(facts(line(1, 6, 7))).toEqual(['c∞v', undefined, 'σ', undefined])
    expect(facts(line(8, 6, 8), true)).toEqual(['d∞', undefined, undefined, '2,1,0'])
    // a magnetic field along z, as the antisymmetric tensor of its cross product
    expect(facts({ points: [], tensors: [[0, -1, 0, 1, 0, 0, 0, 0, 0]] })).toEqual([
      'c∞h',
      'σ',
      undefined,
      undefined,
    ])
    expect(facts({ points: [] })).toEqual(['kh'])
    expect(facts({ points: [] }, true)).toEqual(['k'])
  })
})

describe('alignSites', () => {
  it('lays sites on their turned, reordered and jittered copies, and on nothing else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.nat(10_000), (n, seed) => {
        const random = rng(seed)
        const given = gridded(random, n)
        const rotation = anyRotation(random)
        const order = shuffled(given.points.length, random)
        const copy = moved(given, rotation, order)
        const jittered: Given = {
          ...copy,
          points: copy.points.map((p) => ({
            ...p,
            vectors: p.vectors.map((v) => v.map((c) => c + 1e-3 * (random.float() - 0.5))),
          })),
        }
        for (const metric of ['largest', 'norm'] as const) {
          const found = alignSites(given, jittered, { tolerance: 0.02, metric, proper: true })!
          const at = moved(given, found.matrix, inverse(found.images))
          const off = at.points.map((p, i) =>
            Math.hypot(...p.vectors.map((v, k) => distance(v, jittered.points[i]!.vectors[k]!))),
          )
          const whole = at.vectors.map((v, k) => distance(v, jittered.vectors[k]!))
          const deviation = metric === 'largest' ? Math.max(...off, ...whole) : Math.hypot(...off, ...whole)
          expect(found.deviation).toBeCloseTo(deviation, 10)
        }
        const other = { ...jittered, scalars: [given.scalars[0]! + 0.1] }
        expect(alignSites(given, other, { tolerance: 0.02 })).toBeUndefined()
        const further = { ...copy, points: copy.points.map((p, i) => (i === 0 ? moveOut(p) : p)) }
        expect(alignSites(given, further, { tolerance: 0.02 })).toBeUndefined()
      }),
      { seed: 5, numRuns: 60 },
    )
  })

  it('finds a mirror image by a reflection alone', () => {
    const hand: Given = {
      points: [
        [0, 0, 0],
        [1, 0, 0],
        [0, 2, 0],
        [0, 0, 3],
      ].map((p) => ({ vectors: [p], scalars: [1] })),
      vectors: [],
      scalars: [],
    }
    const image = moved(hand, [1, 0, 0, 0, 1, 0, 0, 0, -1], [3, 1, 0, 2])
    expect(alignSites(hand, image)!.images).toEqual(Uint32Array.of(2, 1, 3, 0))
    expect(alignSites(hand, image, { proper: true })).toBeUndefined()
  })
})

/** The first vector longer by 1, whatever it is. */
function moveOut(atom: Atom): Atom {
  const [first, ...rest] = atom.vectors
  const size = Math.hypot(...first!)
  const longer = size === 0 ? [1, 0, 0] : first!.map((v) => v * (1 + 1 / size))
  return { ...atom, vectors: [longer, ...rest] }
}

describe('canonicalFrame', () => {
  it('is one for turned and reordered copies, and takes its sites to those given', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 7 }), fc.nat(10_000), fc.boolean(), (n, seed, proper) => {
        const random = rng(seed)
        const given = gridded(random, n)
        const rotation = anyRotation(random)
        const order = shuffled(given.points.length, random)
        const copy = moved(given, proper || random.int(2) === 0 ? rotation : mirrored(rotation), order)
        const [one, other] = [given, copy].map((sites) => canonicalFrame(sites, { tolerance: 1e-7, proper }))
        const [a, b] = [one!.sites as Given, other!.sites as Given]
        expect(a.points.map((p) => Array.from(p.scalars))).toEqual(b.points.map((p) => Array.from(p.scalars)))
        allOf(a).forEach((v, i) => {
          expect(distance(v, allOf(b)[i]!)).toBeLessThan(1e-6)
        })
        const back = moved(b, other!.matrix, inverse(other!.order))
        allOf(back).forEach((v, i) => {
          expect(distance(v, allOf(copy)[i]!)).toBeLessThan(1e-12)
        })
        expect(Array.from(b.scalars)).toEqual(given.scalars)
      }),
      { seed: 6, numRuns: 150 },
    )
  })
})

it('a frame at a coarse tolerance lies along vectors that have a direction', () => {
  const points = [
    [0, 0, 0.4],
    [0, 0.8, -0.2],
    [0, -0.8, -0.2],
  ].map((p) => ({ vectors: [p] }))
  for (const tolerance of [0.1, 0.3, 0.5, 0.7, 0.9, 2]) {
    const { matrix } = canonicalFrame({ points, vectors: [[0, 0, 1]] }, { tolerance })
    const columns = [0, 1, 2].map((c) => Math.hypot(matrix[c]!, matrix[3 + c]!, matrix[6 + c]!))
    expect([tolerance, columns.every((size) => Math.abs(size - 1) < 1e-12)]).toEqual([tolerance, true])
  }
})

describe('canonicalFrame by rotations alone', () => {
  it.each([
    [
      'a tetrahedron',
      [
        [1, 1, 1],
        [1, -1, -1],
        [-1, 1, -1],
        [-1, -1, 1],
      ],
    ],
    [
      'a pyramid',
      [
        [1, 0, 0],
        [0, 1, 0],
        [-1, 0, 0],
        [0, -1, 0],
        [0, 0, 2],
      ],
    ],
    [
      'a box',
      [
        [1, 2, 3],
        [1, 2, -3],
        [1, -2, 3],
        [1, -2, -3],
        [-1, 2, 3],
        [-1, 2, -3],
        [-1, -2, 3],
        [-1, -2, -3],
      ],
    ],
  ])('is one for copies of %s in any order: it is its own mirror image', (_, places) => {
    const random = rng(8)
    const frames = Array.from({ length: 20 }, () => {
      const order = shuffled(places.length, random)
      const positions = turned(places, anyRotation(random))
      const points = Array.from(order, (p) => ({ vectors: [positions[p]!] }))
      return canonicalFrame({ points }, { tolerance: 1e-7, proper: true }).sites.points.map((p) =>
        Array.from(p.vectors[0]!),
      )
    })
    for (const frame of frames) {
      frame.forEach((v, i) => {
        expect(distance(v, frames[0]![i]!)).toBeLessThan(1e-6)
      })
    }
  })
})

describe('sites', () => {
  const point = (vectors: unknown, scalars?: unknown) => ({ vectors, scalars })
  it.each([
    ['no points', {}],
    ['a point that is none', { points: [null] }],
    ['a vector in the plane', { points: [point([[1, 2]])] }],
    ['a coordinate that is NaN', { points: [point([[1, 2, Number.NaN]])] }],
    ['points with different numbers of vectors', { points: [point([[1, 2, 3]]), point([])] }],
    ['points with different numbers of scalars', { points: [point([], [1]), point([], [])] }],
    ['a tensor of too few numbers', { points: [], tensors: [[1, 2, 3]] }],
    ['scalars that are no list', { points: [], scalars: 3 }],
    ['vectors of the whole under another name', { points: [], vector: [[0, 0, 1]] }],
    ['a field of a point under another name', { points: [{ vectors: [[0, 0, 1]], charge: [1] }] }],
    ['a list of impossible length', { points: [], scalars: { length: -1 } }],
  ])('refuse %s', (_, sites) => {
    const code = { code: expect.stringMatching(/INVALID_ARGUMENT|DIMENSION_MISMATCH/) }
    for (const ask of [symmetryOfSites, canonicalFrame]) {
      expect(() => ask(sites as Sites)).toThrow(expect.objectContaining(code))
    }
    expect(() => alignSites({ points: [] }, sites as Sites)).toThrow(expect.objectContaining(code))
  })

  it('refuse options that are not as described, sites of another kind, and frames of tensors', () => {
    const sites = { points: [] }
    for (const options of [{ tolerance: -1 }, { metric: 'most' }, { proper: 1 }, null]) {
      expect(() => symmetryOfSites(sites, options as object)).toThrow(/must be/)
    }
    const one = { points: [{ vectors: [[1, 2, 3]] }] }
    expect(() => alignSites(sites, one)).toThrow('from has 0 points, onto has 1')
    expect(() => canonicalFrame({ points: [], tensors: [new Array(9).fill(1)] })).toThrow(/tensors/)
  })
})
