import { rng, shuffled } from '@buridan/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Point, turned } from '../../../conformance/shapes.js'
import {
  fitOrthogonal,
  InvalidArgumentError,
  type NearSymmetries,
  type NearSymmetry,
  nearSymmetries,
  type PointMetric,
  type Sites,
  symmetryOfSites,
} from '../src/index.js'
import { anyRotation, distance } from './space.js'

interface Shape {
  readonly elements: readonly number[]
  readonly positions: readonly Point[]
}

const ring = (n: number, radius: number, z: number, from = 0): Point[] =>
  Array.from({ length: n }, (_, k) => {
    const angle = from + (2 * Math.PI * k) / n
    return [radius * Math.cos(angle), radius * Math.sin(angle), z]
  })
const all = (element: number, positions: readonly Point[]) => positions.map(() => element)
const shape = (...kinds: readonly (readonly [number, readonly Point[]])[]): Shape => ({
  elements: kinds.flatMap(([element, positions]) => all(element, positions)),
  positions: kinds.flatMap(([, positions]) => positions),
})
const h = 0.629
const methane = shape(
  [6, [[0, 0, 0]]],
  [
    1,
    [
      [h, h, h],
      [-h, -h, h],
      [-h, h, -h],
      [h, -h, -h],
    ],
  ],
)
const benzene = shape([6, ring(6, 1.39, 0)], [1, ring(6, 2.48, 0)])
const ethane = shape(
  [6, [...ring(1, 0, 0.765), ...ring(1, 0, -0.765)]],
  [1, [...ring(3, 1.02, 1.16), ...ring(3, 1.02, -1.16, Math.PI)]],
)
const water = shape(
  [8, [[0, 0, 0.4]]],
  [
    1,
    [
      [0, 0.76, -0.2],
      [0, -0.76, -0.2],
    ],
  ],
)
const ammonia = shape([7, [[0, 0, 0.1]]], [1, ring(3, 0.94, -0.27)])
const fragment = shape([6, ring(4, 1.2, 0.3)], [8, ring(2, 1.5, -0.6)])
const shapes = [
  ['td', methane],
  ['d6h', benzene],
  ['d3d', ethane],
  ['c2v', water],
  ['c3v', ammonia],
] as const

/** Displaced by normal noise, about the centre. */
function displaced({ elements, positions }: Shape, noise: number, seed: number): Sites {
  const random = rng(seed)
  const moved = positions.map((p) => p.map((v) => v + noise * random.normal()))
  const centre = [0, 1, 2].map((k) => moved.reduce((sum, p) => sum + p[k]!, 0) / moved.length)
  return {
    points: moved.map((p, i) => ({ vectors: [p.map((v, k) => v - centre[k]!)], scalars: [elements[i]!] })),
  }
}

/** Points of a grid, somewhat displaced, with another vector at each or none. */
function gridded(seed: number, n: number): Sites {
  const random = rng(seed)
  const entry = () => random.int(3) - 1
  const noise = [0, 1e-6, 0.02, 0.1][random.int(4)]!
  const place = () => [entry(), entry(), entry()].map((v) => v + noise * random.normal())
  const more = random.int(3) === 0
  const points = Array.from({ length: n }, () => ({
    vectors: more ? [place(), place()] : [place()],
    scalars: [1 + random.int(2)],
  }))
  return { points, vectors: random.int(2) === 0 ? [place()] : [] }
}

const facts = ({ chain }: NearSymmetries) => chain.map(({ order, deviation }) => [order, deviation] as const)
const names = ({ chain }: NearSymmetries) => chain.map(({ name }) => name)
const anyShape = fc.record({
  known: fc.constantFrom(...shapes),
  noise: fc.constantFrom(1e-6, 1e-3, 0.02, 0.05, 0.1),
  seed: fc.nat(10_000),
})
const anySites = fc.oneof(
  anyShape.map(({ known: [, given], noise, seed }) => displaced(given, noise, seed)),
  fc.tuple(fc.nat(10_000), fc.integer({ min: 1, max: 7 })).map(([seed, n]) => gridded(seed, n)),
)
const metrics = fc.constantFrom<PointMetric>('largest', 'norm')

function isGroup({ operations, order, deviation }: NearSymmetry) {
  expect(operations.length).toBe(order)
  operations[0]!.matrix.forEach((v, k) => expect(v).toBeCloseTo(k % 4 === 0 ? 1 : 0, 12))
  expect(Math.max(...operations.map((o) => o.deviation))).toBe(deviation)
  for (const a of operations) {
    for (const b of operations) {
      const product = turned(
        [0, 1, 2].map((c) => [0, 1, 2].map((r) => b.matrix[3 * r + c]!)),
        a.matrix,
      )
      const images = b.images.map((p) => a.images[p]!)
      const found = operations.find(
        (o) =>
          o.determinant === a.determinant * b.determinant &&
          product.every(
            (column, c) =>
              distance(
                column,
                [0, 1, 2].map((r) => o.matrix[3 * r + c]!),
              ) < 1e-9,
          ),
      )
      expect(found && Array.from(found.images)).toEqual(Array.from(images))
    }
  }
}

/** All orders of n things. */
function orders(n: number): number[][] {
  if (n === 0) return [[]]
  return orders(n - 1).flatMap((o) =>
    Array.from({ length: n }, (_, at) => [...o.slice(0, at), n - 1, ...o.slice(at)]),
  )
}

/** Every order of the points with the best rotation and the best reflection for it, and how far it takes a point from its image. */
function operationsByForce({ points }: Sites, radius: number): Map<string, number> {
  const found = new Map<string, number>()
  const places = points.map((p) => Array.from(p.vectors[0]!) as [number, number, number])
  for (const order of orders(points.length)) {
    if (order.some((p, i) => points[p]!.scalars![0] !== points[i]!.scalars![0])) continue
    const images = order.map((p) => places[p]!)
    for (const sign of [1, -1] as const) {
      const moved = turned(places, fitOrthogonal(places, images, sign))
      const deviation = Math.max(...moved.map((v, i) => distance(v, images[i]!)))
      if (deviation <= radius) found.set(`${sign}:${order}`, deviation)
    }
  }
  return found
}

function product(a: string, b: string): string {
  const [[s, p], [t, q]] = [a, b].map((text) => text.split(':')) as [[string, string], [string, string]]
  const first = p.split(',')
  return `${Number(s) * Number(t)}:${q.split(',').map((k) => first[Number(k)])}`
}

/** The orders and deviations of the chain, from all operations. */
function chainByForce(found: Map<string, number>): [number, number][] {
  const furthest = (group: Iterable<string>) =>
    Math.max(...[...group].map((o) => found.get(o) ?? Number.POSITIVE_INFINITY))
  const [identity] = [...found.keys()].filter((o) => found.get(o)! < 1e-12)
  let group = new Set([identity!])
  const chain: [number, number][] = [[1, 0]]
  for (;;) {
    let best: Set<string> | undefined
    for (const g of found.keys()) {
      if (group.has(g)) continue
      const closed = new Set([...group, g])
      for (const a of closed)
        for (const b of [...closed]) for (const c of [product(a, b), product(b, a)]) closed.add(c)
      const [one, other] = [furthest(closed), best ? furthest(best) : Number.POSITIVE_INFINITY]
      if (one < other - 1e-9 || (one < other + 1e-9 && closed.size > best!.size)) best = closed
    }
    if (!best) return chain
    group = best
    chain.push([group.size, furthest(group)])
  }
}

describe('nearSymmetries', () => {
  it('is the chain that all orders of the points give', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(methane, ammonia, water, fragment),
        fc.constantFrom(0.02, 0.05, 0.1, 0.15),
        fc.nat(10_000),
        (given, noise, seed) => {
          const sites = displaced(given, noise, seed)
          const { radius, chain } = nearSymmetries(sites, { radius: 0.3 })
          const expected = chainByForce(operationsByForce(sites, radius))
          expect(chain.map(({ order }) => order)).toEqual(expected.map(([order]) => order))
          chain.forEach(({ deviation }, k) => expect(deviation).toBeCloseTo(expected[k]![1], 9))
        },
      ),
      { seed: 5, numRuns: 120 },
    )
  })

  it('is a chain of groups, each in the next', () => {
    let groups = 0
    fc.assert(
      fc.property(anySites, metrics, fc.boolean(), (sites, metric, proper) => {
        const { chain, radius } = nearSymmetries(sites, { radius: 0.3, metric, proper })
        expect(chain[0]!.order).toBe(1)
        chain.forEach((group, k) => {
          isGroup(group)
          expect(group.deviation).toBeLessThanOrEqual(radius)
          if (proper) expect(group.operations.every((o) => o.determinant === 1)).toBe(true)
          const last = chain[k - 1]
          if (!last) return
          groups++
          expect(group.order).toBeGreaterThan(last.order)
          expect(group.order % last.order).toBe(0)
          expect(group.deviation).toBeGreaterThanOrEqual(last.deviation)
          last.operations.forEach((o, i) => {
            expect(group.operations[i]!.images).toEqual(o.images)
            expect(group.operations[i]!.determinant).toBe(o.determinant)
          })
        })
      }),
      { seed: 1, numRuns: 120 },
    )
    expect(groups).toBeGreaterThan(100)
  })

  it('is for a smaller radius the part of the chain up to it', () => {
    fc.assert(
      fc.property(
        anySites,
        metrics,
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (sites, metric, share) => {
          const whole = nearSymmetries(sites, { radius: 0.4, metric })
          const radius = share * whole.radius
          const part = nearSymmetries(sites, { radius, metric })
          const upTo = facts(whole).filter(([, deviation]) => deviation <= radius)
          expect(facts(part).map(([order]) => order)).toEqual(upTo.map(([order]) => order))
          facts(part).forEach(([, deviation], k) => expect(deviation).toBeCloseTo(upTo[k]![1], 12))
        },
      ),
      { seed: 2, numRuns: 200 },
    )
  })

  it('is the same for turned, reflected, shuffled and scaled copies', () => {
    fc.assert(
      fc.property(anySites, metrics, fc.nat(10_000), (sites, metric, seed) => {
        const random = rng(seed)
        const unit = [1, 1e-170, 1e170, 3][random.int(4)]!
        const rotation = anyRotation(random)
        const sign = random.int(2) === 0 ? 1 : -1
        const matrix = rotation.map((v) => sign * unit * v)
        const order = shuffled(sites.points.length, random)
        const vectorsOf = (list: Sites['vectors'] = []) => turned(list as readonly Point[], matrix)
        const copy: Sites = {
          points: Array.from(order, (p) => ({
            vectors: vectorsOf(sites.points[p]!.vectors),
            scalars: Array.from(sites.points[p]!.scalars!, (v) => v * unit),
          })),
          vectors: vectorsOf(sites.vectors),
        }
        const one = nearSymmetries(sites, { radius: 0.3, metric })
        const other = nearSymmetries(copy, { radius: 0.3 * unit, metric })
        expect(names(other)).toEqual(names(one))
        expect(other.radius / unit).toBeCloseTo(one.radius, 9)
        facts(one).forEach(([order, deviation], k) => {
          expect(other.chain[k]!.order).toBe(order)
          expect(other.chain[k]!.deviation / unit).toBeCloseTo(deviation, 9)
        })
        expect(other.line === undefined).toBe(one.line === undefined)
        if (one.line) expect(other.line!.deviation / unit).toBeCloseTo(one.line.deviation, 9)
      }),
      { seed: 3, numRuns: 200 },
    )
  })

  it('has every group that is found at a tolerance', () => {
    let found = 0
    fc.assert(
      fc.property(anyShape, metrics, ({ known: [, given], noise, seed }, metric) => {
        // at coarse tolerances symmetryOfSites misses some
        const sites = displaced(given, noise / 2, seed)
        const { chain } = nearSymmetries(sites, { radius: 0.3, metric })
        const ends = [...chain.slice(1).map((c) => c.deviation), 0.3]
        chain.forEach(({ deviation }, k) => {
          const tolerance = (deviation + ends[k]!) / 2
          const at = symmetryOfSites(sites, { tolerance, metric })
          if (at.kind !== 'finite') return
          const same = chain.find((c) => c.order === at.operations.length)!
          expect(same.deviation).toBeCloseTo(at.deviation, 9)
          const keys = (list: NearSymmetry['operations']) =>
            new Set(list.map((o) => `${o.determinant}:${o.images}`))
          expect(keys(same.operations)).toEqual(keys(at.operations))
          found += at.operations.length > 1 ? 1 : 0
        })
      }),
      { seed: 4, numRuns: 150 },
    )
    expect(found).toBeGreaterThan(100)
  })

  it('finds the whole group of molecules, rounded or shaken', () => {
    for (const [name, given] of shapes) {
      const exact = nearSymmetries(displaced(given, 0, 1), { radius: 0.3 })
      expect(names(exact)).toEqual(['c1', name])
      for (const noise of [1e-6, 0.02]) {
        for (let seed = 0; seed < 10; seed++) {
          const { chain } = nearSymmetries(displaced(given, noise, seed), { radius: 0.3 })
          expect(chain.at(-1)!.name).toBe(name)
          expect(chain.at(-1)!.deviation).toBeLessThan(12 * noise)
        }
      }
    }
    const shaken = [...Array(20).keys()].map((seed) =>
      nearSymmetries(displaced(methane, 0.1, seed), { radius: 0.6 }),
    )
    expect(shaken.filter(({ chain }) => chain.at(-1)!.name === 'td').length).toBeGreaterThan(15)
  })

  it('measures points on a line and at the origin by their distance from it', () => {
    const line = (off: number) => ({
      points: [
        [0, off, 1.2],
        [0, -2 * off, 0],
        [0, off, -1.2],
      ].map((p) => ({ vectors: [p] })),
    })
    const exact = nearSymmetries(line(0), { radius: 0.3 })
    expect(names(exact)).toEqual(['c1'])
    expect(exact.line).toEqual({ axis: [0, 0, 1], deviation: 0 })
    expect(exact.origin).toBeUndefined()
    const bent = nearSymmetries(line(0.1), { radius: 0.3 })
    expect(names(bent)).toEqual(['c1', 'c2v'])
    expect(bent.line!.deviation).toBeCloseTo(0.2, 12)
    expect(nearSymmetries(line(0.1), { radius: 0.3, metric: 'norm' }).line!.deviation).toBeCloseTo(
      Math.sqrt(0.06),
      12,
    )
    expect(nearSymmetries(line(0.1), { radius: 0.19 }).line).toBeUndefined()
    const small = nearSymmetries(
      {
        points: [
          {
            vectors: [
              [0.1, 0, 0],
              [0, 0.2, 0],
            ],
          },
        ],
      },
      { radius: 0.3 },
    )
    expect(small.line!.deviation).toBeCloseTo(0.1, 12)
    expect(small.origin!.deviation).toBeCloseTo(Math.sqrt(0.05), 12)
    expect(nearSymmetries({ points: [] }, { radius: 0.3 })).toMatchObject({
      line: { deviation: 0 },
      origin: { deviation: 0 },
    })
  })

  it('tells axial vectors, pseudoscalars and tensors from others', () => {
    const corners = [
      [1, 0, 0],
      [0, 1, 0],
      [-1, 0, 0],
      [0, -1, 0],
    ]
    const last = (sites: Sites) => nearSymmetries(sites, { radius: 0.3 }).chain.at(-1)!.name
    expect(last({ points: corners.map((p) => ({ vectors: [p] })) })).toBe('d4h')
    expect(last({ points: corners.map((p) => ({ vectors: [p], axials: [[0, 0, 1]] })) })).toBe('c4h')
    expect(
      last({ points: corners.map((p, k) => ({ vectors: [p], axials: [[0, 0, k % 2 ? 1 : -1]] })) }),
    ).toBe('d2h')
    expect(last({ points: corners.map((p) => ({ vectors: [p], pseudoscalars: [1] })) })).toBe('d4')
    const strain = (xx: number) => [xx, 0, 0, 0, 2, 0, 0, 0, 3]
    const strained = { points: corners.map((p) => ({ vectors: [p] })), tensors: [strain(1)] }
    expect(last(strained)).toBe('d2h')
    const weak = nearSymmetries({ ...strained, tensors: [strain(1.9)] }, { radius: 0.3 })
    expect(names(weak)).toEqual(['c1', 'd2h', 'd4h'])
    expect(weak.chain.at(-1)!.deviation).toBeCloseTo(0.1 * Math.SQRT2, 9)
    // a tensor alone, by its principal axes
    const alone = nearSymmetries({ points: [], tensors: [strain(1)] }, { radius: 0.3 })
    expect([names(alone), alone.line]).toEqual([['c1', 'd2h'], undefined])
    const round = nearSymmetries({ points: [], tensors: [strain(1.9)] }, { radius: 0.3 })
    expect(round.line!.deviation).toBeCloseTo(0.1 / Math.SQRT2, 9)
  })

  it('has groups for tensors that are weak beside the radius too', () => {
    const weak: readonly (readonly [number, Sites])[] = [
      [1e200, { points: [], tensors: [[1, 1, 0, 0, 1, 1, 0, -1, -1].map((v) => v * 1e170)] }],
      [
        5e170,
        {
          points: [{ vectors: [], scalars: [1e170], pseudoscalars: [-1e170] }],
          tensors: [[0, 0, -1, 0, 1, -1, 0, 1, 0].map((v) => v * 1e170)],
        },
      ],
    ]
    for (const [radius, sites] of weak) {
      for (const metric of ['largest', 'norm'] as const) {
        for (const proper of [false, true])
          nearSymmetries(sites, { radius, metric, proper }).chain.forEach(isGroup)
      }
    }
  })

  it('looks no further than points are told apart, and exchanges those that agree', () => {
    const pair = {
      points: [
        [0, 0, 1],
        [0, 0.1, 1],
        [1, 0, -1],
      ].map((p) => ({ vectors: [p] })),
    }
    expect(nearSymmetries(pair, { radius: 0.3 }).radius).toBeCloseTo(0.05, 6)
    const corners = [
      [1, 0, 0],
      [0, 1, 0],
      [-1, 0, 0],
      [0, -1, 0],
    ]
    const twice = nearSymmetries(
      { points: [...corners, ...corners].map((p) => ({ vectors: [p] })) },
      { radius: 0.3, metric: 'norm' },
    )
    const [identity, square] = twice.chain
    expect([twice.radius, identity!.exchanges.order, square!.name, square!.order]).toEqual([
      0.3,
      16n,
      'd4h',
      16,
    ])
    for (const { matrix, images } of square!.operations) {
      const places = turned(corners, matrix)
      expect(new Set(images).size).toBe(8)
      images.forEach((to, from) => {
        expect(distance(places[from % 4]!, corners[to % 4]!)).toBeLessThan(1e-12)
      })
    }
  })

  it('does not take small distances for rounding beside a large energy', () => {
    const sites = displaced(methane, 1e-6, 3)
    const one = nearSymmetries(sites, { radius: 0.3 })
    expect(one.chain.length).toBeGreaterThan(2)
    expect(facts(nearSymmetries({ ...sites, scalars: [-1e9] }, { radius: 0.3 }))).toEqual(facts(one))
  })

  it('refuses a radius that is no length', () => {
    for (const radius of [-1, Number.NaN, Number.POSITIVE_INFINITY, '1', undefined]) {
      expect(() => nearSymmetries({ points: [] }, { radius: radius as number })).toThrow(InvalidArgumentError)
    }
    expect(() => nearSymmetries({ points: [] }, { radius: 1, metric: 'x' as PointMetric })).toThrow('metric')
  })
})
