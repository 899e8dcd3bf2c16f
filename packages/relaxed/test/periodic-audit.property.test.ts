import { apply3, type Rng, rng } from '@buridan/core'
import {
  type AnyGroup,
  act,
  directProduct,
  lieProduct,
  orthogonal,
  parseRepresentation,
  pointGroup,
  specialOrthogonal,
  symmetric,
} from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { PeriodicSpace } from '../src/audit/spaces/periodic-space.js'
import { audit } from '../src/index.js'

type Vector = [number, number, number]
interface Atoms {
  readonly points: readonly Vector[]
  readonly elements: readonly number[]
  /** 0 along which nothing repeats. */
  readonly cell: readonly Vector[]
}

const INPUT = 'V_a*V_b+V_b+T(0)+3*V_a'
const row = ({ points, elements, cell }: Atoms) => [
  ...[0, 1, 2].flatMap((k) => points.map((p) => p[k]!)),
  ...elements,
  1e4,
  ...cell.flat(),
]
const cubic = (a: number): Vector[] => [
  [a, 0, 0],
  [0, a, 0],
  [0, 0, a],
]
const salt: Atoms = {
  points: [
    [0, 0, 0],
    [2.06, 2.06, 2.06],
  ],
  elements: [1, 2],
  cell: cubic(4.12),
}
const rock: Atoms = {
  points: [
    [0, 0, 0],
    [0, 1, 1],
    [1, 0, 1],
    [1, 1, 0],
    [1, 1, 1],
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ].map((p) => p.map((v) => 2.82 * v) as Vector),
  elements: [1, 1, 1, 1, 2, 2, 2, 2],
  cell: cubic(5.64),
}
const R3 = Math.sqrt(3)
/** A layer of boron nitride, flat and alone. */
const layer: Atoms = {
  points: [
    [0, 0, 0],
    [0, 2.5 / R3, 0],
  ],
  elements: [1, 2],
  cell: [
    [2.5, 0, 0],
    [1.25, 1.25 * R3, 0],
    [0, 0, 0],
  ],
}
/** The same with one sort of atoms above the other. */
const buckled: Atoms = {
  ...layer,
  points: [
    [0, 0, 0.2],
    [0, 2.5 / R3, 0],
  ],
}

const space = (n: number) => lieProduct(orthogonal(3), symmetric(n))

function audited(
  samples: readonly Atoms[],
  labels: readonly ArrayLike<number>[],
  out: string,
  group: AnyGroup = space(samples[0]!.elements.length),
  inputPrecision = 0,
) {
  return audit({
    x: samples.map(row),
    y: labels,
    repIn: parseRepresentation(group, INPUT),
    repOut: parseRepresentation(group, out),
    periodic: true,
    inputPrecision,
    radius: 0.5,
  })
}

const orders = (report: ReturnType<typeof audit>) => report.orbitTypes.map((t) => t.stabilizerOrder)

/** A matrix and an order of atoms, and the sample moved by them, shifted, wrapped, in another cell of its lattice. */
function moved(s: Atoms, random: Rng, proper = false) {
  const n = s.elements.length
  const q = [0, 1, 2, 3].map(() => random.normal())
  const [w, x, y, z] = q.map((v) => v / Math.hypot(...q)) as [number, number, number, number]
  const sign = !proper && random.int(2) === 0 ? -1 : 1
  const matrix = Float64Array.of(
    1 - 2 * (y * y + z * z),
    2 * (x * y - w * z),
    2 * (x * z + w * y),
    2 * (x * y + w * z),
    1 - 2 * (x * x + z * z),
    2 * (y * z - w * x),
    2 * (x * z - w * y),
    2 * (y * z + w * x),
    1 - 2 * (x * x + y * y),
  ).map((v) => sign * v)
  const to = Uint32Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = random.int(i + 1)
    ;[to[i], to[j]] = [to[j]!, to[i]!]
  }
  const repeats = s.cell.filter((v) => v.some((c) => c !== 0))
  const shift = [0, 1, 2].map(() => 6 * random.float() - 3)
  const points: Vector[] = []
  const elements: number[] = []
  s.points.forEach((p, i) => {
    const wraps = repeats.map(() => random.int(5) - 2)
    const there = p.map(
      (v, k) => v + shift[k]! + repeats.reduce((sum, c, a) => sum + wraps[a]! * c[k]!, 0),
    ) as Vector
    points[to[i]!] = apply3(matrix, there) as Vector
    elements[to[i]!] = s.elements[i]!
  })
  // the first two vectors in the other order, one with the other added
  const [a, b, c] = s.cell.map((v) => apply3(matrix, v) as Vector) as [Vector, Vector, Vector]
  const cell = [b, a.map((v, k) => v + b[k]!) as Vector, c]
  return { sample: { points, elements, cell }, element: [{ n: 3, re: matrix }, to] as const }
}

describe('audits of crystals', () => {
  it('caesium chloride is oh, and a polarization costs all of it', () => {
    const report = audited([salt], [[0.5, 0.5, 0.5]], 'V_a')
    expect([orders(report), report.price]).toEqual([[48], expect.closeTo(0.75, 12)])
  })

  it('a cell of four lattice points: the point group, and labels of atoms averaged over translations too', () => {
    // one atom has another charge than its three translates
    const report = audited([rock], [[4, 0, 0, 0, 0, 0, 0, 0]], 'V_b')
    expect([orders(report), report.price]).toEqual([[48], expect.closeTo(12, 12)])
    const forces = audited([rock], [Array.from({ length: 24 }, (_, i) => Number(i === 0))], 'V_a*V_b')
    expect(forces.price).toBeCloseTo(1, 12)
    expect(audited([rock], [[1, 1, 1, 1, 2, 2, 2, 2]], 'V_b').price).toBeCloseTo(0, 12)
  })

  it.each([
    ['salt', salt, 48],
    ['rock', rock, 48],
    ['layer', layer, 12],
    ['buckled', buckled, 6],
  ] as const)('%s, turned, wrapped and in another order: one orbit, and labels go along', (_, s, order) => {
    const n = s.elements.length
    const group = space(n)
    const out = 'T(0)+V_a+Sym(V_a,2)+V_a*V_b'
    const rep = parseRepresentation(group, out)
    const random = rng(7)
    const y = Float64Array.from({ length: rep.dim }, () => random.normal())
    const [samples, labels]: [Atoms[], ArrayLike<number>[]] = [[s], [y]]
    for (let k = 0; k < 6; k++) {
      const { sample, element } = moved(s, random)
      samples.push(sample)
      labels.push(act(rep, element, y))
    }
    const report = audited(samples, labels, out)
    expect([report.orbits, orders(report)]).toEqual([1, [order]])
    // the first label and its copies all pay alike, and agree
    expect(report.price).toBeCloseTo(audited([s], [y], out).price, 9)
    expect(report.disagreement).toBeLessThan(1e-12 * report.price)
  })

  it('a slab is apart from a crystal with the same atoms, however far the cell reaches', () => {
    const box = (c: number): Atoms => ({ ...layer, cell: [...layer.cell.slice(0, 2), [0, 0, c]] })
    expect(orders(audited([box(9)], [[0]], 'T(0)'))).toEqual([12])
    // a square layer whose cell is a cube: no turn leaves the plane
    const square: Atoms = {
      points: [[0, 0, 0]],
      elements: [1],
      cell: [
        [3, 0, 0],
        [0, 3, 0],
        [0, 0, 0],
      ],
    }
    expect(orders(audited([square], [[0, 0, 1]], 'V_a'))).toEqual([16])
    expect(orders(audited([{ ...square, cell: cubic(3) }], [[0, 0, 1]], 'V_a'))).toEqual([48])
    expect(audited([buckled], [[0, 0, 1]], 'V_a').price).toBeCloseTo(0, 12)
    expect(audited([layer], [[0, 0, 1]], 'V_a').price).toBeCloseTo(1, 12)
  })

  it('of SO(3): a crystal and its mirror image are two orbits', () => {
    const tellurium = (side: number): Atoms => {
      const cell: Vector[] = [
        [4.45, 0, 0],
        [-4.45 / 2, (4.45 * R3) / 2, 0],
        [0, 0, 5.93],
      ]
      const at = [
        [0.27, 0, side / 3],
        [0, 0.27, (2 * side) / 3],
        [0.73, 0.73, 0],
      ]
      return {
        points: at.map(
          (p) => [0, 1, 2].map((k) => p.reduce((sum, v, i) => sum + v * cell[i]![k]!, 0)) as Vector,
        ),
        elements: [1, 1, 1],
        cell,
      }
    }
    const both = [tellurium(1), tellurium(-1)]
    const rotations = lieProduct(specialOrthogonal(3), symmetric(3))
    const labels = [[1], [2]]
    expect(audited(both, labels, 'T(0)', rotations).orbits).toBe(2)
    const all = audited(both, labels, 'T(0)')
    expect([all.orbits, all.disagreement]).toEqual([1, expect.closeTo(0.25, 12)])
    // half of the 48 operations are rotations
    expect(orders(audited([salt], [[0]], 'T(0)', lieProduct(specialOrthogonal(3), symmetric(2))))).toEqual([
      24,
    ])
  })

  it('of a point group: operations about its axes only', () => {
    const group = (name: string) => directProduct(pointGroup(name), symmetric(2))
    const random = rng(3)
    const turned = moved(salt, random, true).sample
    expect(orders(audited([salt], [[0.5, 0.5, 0.5]], 'V_a', group('C4v')))).toEqual([8])
    expect(audited([salt], [[0, 0, 1]], 'V_a', group('C4v')).price).toBeCloseTo(0, 12)
    // turned away from the axes only the inversion is left
    expect(orders(audited([turned], [[0, 0, 1]], 'V_a', group('Oh')))).toEqual([2])
    expect(
      audited(
        [salt, turned],
        [
          [0, 0, 0],
          [0, 0, 0],
        ],
        'V_a',
        group('Oh'),
      ).orbits,
    ).toBe(2)
    const quarter = {
      ...layer,
      cell: layer.cell.map(([x, y, z]) => [-y, x, z] as Vector),
      points: layer.points.map(([x, y, z]) => [-y, x, z] as Vector),
    }
    expect(audited([layer, quarter], [[0], [0]], 'T(0)', group('C4')).orbits).toBe(1)
    expect(audited([layer, quarter], [[0], [0]], 'T(0)', group('C2')).orbits).toBe(2)
  })

  it('copies that differ by rounding are found among many others', () => {
    const random = rng(11)
    const shaken = (): Atoms => ({
      ...rock,
      points: rock.points.map((p) => p.map((v) => v + 0.1 * random.normal()) as Vector),
    })
    const list = Array.from({ length: 10 }, shaken)
    const rounded = list.map((s) => ({ ...moved(s, random).sample }))
    const noisy = rounded.map((s) => ({
      ...s,
      points: s.points.map((p) => p.map((v) => v + 2e-6 * (random.float() - 0.5)) as Vector),
    }))
    const labels = [...list, ...noisy].map((_, i) => [i % 10])
    const report = audited([...list, ...noisy], labels, 'T(0)', space(8), 1e-6)
    expect([report.orbits, report.disagreement, orders(report)]).toEqual([10, 0, [1]])
    // without a word of rounding they are two samples each, as near as that
    expect(audited([...list, ...noisy], labels, 'T(0)').orbits).toBe(20)
  })

  it('refuse what they cannot compare', () => {
    const wire: Atoms = {
      ...salt,
      cell: [
        [0, 0, 0],
        [0, 4.12, 0],
        [0, 0, 0],
      ],
    }
    expect(() => audited([wire], [[0]], 'T(0)')).toThrow(/repeats along 1 of its cell vectors/)
    const flat: Atoms = {
      ...salt,
      cell: [
        [4, 0, 0],
        [0, 4, 0],
        [4, 4, 0],
      ],
    }
    expect(() => audited([flat], [[0]], 'T(0)')).toThrow(/in a plane or a line/)
    expect(() => audited([rock], [new Array(64).fill(0)], 'V_b*V_b')).toThrow(/of several atoms at once/)
    const rep = parseRepresentation(orthogonal(3), 'V')
    expect(() => audit({ x: [[0, 0, 1]], y: [[0, 0, 1]], repIn: rep, repOut: rep, periodic: true })).toThrow(
      /exchanges of atoms/,
    )
    const group = space(2)
    const points = parseRepresentation(group, 'V_a*V_b')
    expect(() => audit({ x: [[]], y: [[]], repIn: points, repOut: points, periodic: true })).toThrow(
      /periodic inputs are in/,
    )
    expect(() => audit({ x: [[]], y: [[]], repIn: points, repOut: points, periodic: 1 as never })).toThrow(
      /true or false/,
    )
  })

  it('is carried onto another only while its atoms can be told apart, in a very flat cell too', () => {
    const carry = (from: Atoms, onto: Atoms, radius: number) => {
      const group = space(from.elements.length)
      const between = new PeriodicSpace(parseRepresentation(group, INPUT), parseRepresentation(group, 'T(0)'))
      return between.carry(Float64Array.from(row(onto)), Float64Array.from(row(from)), radius)?.displacement
    }
    const pair = (apart: number): Atoms => ({
      points: [
        [0, 0, 0],
        [apart, 0, 0],
      ],
      elements: [1, 1],
      cell: cubic(6),
    })
    // each atom is off by half of the difference: 0.45 of the least distance is the most
    expect(carry(pair(0.4), pair(0.5), 1)).toBeCloseTo(0.05, 6)
    expect(carry(pair(0.4), pair(1), 1)).toBeUndefined()
    expect(carry(pair(1), pair(0.4), 1)).toBeUndefined()
    expect(carry(pair(2), pair(2.6), 1)).toBeCloseTo(0.3, 6)
    expect(carry(pair(2), pair(2.6), 0.2)).toBeUndefined()
    // so many cells are near that distances are not looked for
    const flat: Atoms = {
      points: [[0, 0, 0]],
      elements: [1],
      cell: [
        [1000, 0, 0],
        [0, 1000, 0],
        [0, 0, 0.01],
      ],
    }
    expect(carry(flat, flat, 0.004)).toBeCloseTo(0, 6)
  })
})
