// Every function that asks for the symmetry of what repeats, asked in all the ways in which one crystal, slab or wire is given.
import { rng } from '@buridan/core'
import { describe, expect, it } from 'vitest'
import type { Point } from '../../../conformance/shapes.js'
import { type Cell, cell, inverseOf, NOISE, TOLERANCE, WAYS } from '../../../conformance/ways.js'
import {
  type Crystal,
  type CrystalIsometry,
  crystalIsometry,
  crystalPointGroup,
  layerGroup,
  pointGroup,
  rodGroup,
  spaceGroup,
  symmetrized,
} from '../src/index.js'

const box = (a: number, b: number, c: number): Point[] => [
  [a, 0, 0],
  [0, b, 0],
  [0, 0, c],
]
const hexagonal = (a: number, c: number): Point[] => [
  [a, 0, 0],
  [-a / 2, (a * Math.sqrt(3)) / 2, 0],
  [0, 0, c],
]
const of = (lattice: readonly Point[], atoms: Readonly<Record<string, readonly Point[]>>): Cell => ({
  lattice,
  elements: Object.entries(atoms).flatMap(([e, list]) => list.map(() => e)),
  positions: Object.values(atoms).flat(),
})
const O: Point = [0, 0, 0]
const inUnit = (c: Cell, unit: number): Cell => ({
  ...c,
  lattice: c.lattice.map((v) => v.map((x) => x * unit)),
})

/** How far the image of an atom is at most from the nearest atom of its kind that repeats as the structure does. */
function furthest({ matrix: m, translation }: CrystalIsometry, from: Cell, to: Cell): number {
  const along = to.periodic ?? [true, true, true]
  // volumes in the given unit may be 0
  const size = Math.hypot(...to.lattice[0]!)
  const shift = translation.map((v) => v / size)
  const place = ({ lattice }: Cell, p: Point) =>
    [0, 1, 2].map((c) => p.reduce((sum, v, i) => sum + v * (lattice[i]![c]! / size), 0))
  const inverse = inverseOf(to.lattice.map((v) => v.map((c) => c / size)))
  return (
    size *
    Math.max(
      ...from.positions.map((p, i) => {
        const q = place(from, p)
        const image = [0, 1, 2].map((r) => shift[r]! + q.reduce((sum, v, c) => sum + m[3 * r + c]! * v, 0))
        const others = to.positions.filter((_, j) => to.elements[j] === from.elements[i])
        return Math.min(
          ...others.map((other) => {
            const d = place(to, other).map((v, c) => image[c]! - v)
            const f = [0, 1, 2].map((k) => d.reduce((sum, v, c) => sum + v * inverse[c]![k]!, 0))
            return Math.hypot(
              ...place(
                to,
                f.map((v, k) => (along[k] ? v - Math.round(v) : v)),
              ),
            )
          }),
        )
      }),
    )
  )
}

/** Crystals with their point groups and space groups, of textbooks. */
const CRYSTALS: readonly [name: string, group: string, number: number, mirrored: number, crystal: Cell][] = [
  ['caesium chloride', 'oh', 221, 221, of(box(4.12, 4.12, 4.12), { Cs: [O], Cl: [[0.5, 0.5, 0.5]] })],
  [
    'lead titanate',
    'c4v',
    99,
    99,
    of(box(3.9, 3.9, 4.25), {
      Pb: [O],
      Ti: [[0.5, 0.5, 0.54]],
      O: [
        [0.5, 0.5, 0.12],
        [0.5, 0, 0.62],
        [0, 0.5, 0.62],
      ],
    }),
  ],
  [
    'quartz',
    'd3',
    154,
    152,
    of(hexagonal(4.91, 5.41), {
      Si: [
        [0.47, 0, 2 / 3],
        [0, 0.47, 1 / 3],
        [0.53, 0.53, 0],
      ],
    }),
  ],
  [
    'wurtzite',
    'c6v',
    186,
    186,
    of(hexagonal(3.82, 6.26), {
      Zn: [
        [1 / 3, 2 / 3, 0],
        [2 / 3, 1 / 3, 0.5],
      ],
      S: [
        [1 / 3, 2 / 3, 0.375],
        [2 / 3, 1 / 3, 0.875],
      ],
    }),
  ],
  [
    'a triclinic pair',
    'ci',
    2,
    2,
    of(
      [
        [3.4, 0.3, 0.1],
        [0.8, 4.2, 0.3],
        [-0.5, 0.9, 5.3],
      ],
      {
        X: [
          [0.11, 0.2, 0.31],
          [0.89, 0.8, 0.69],
        ],
        Y: [
          [0.42, 0.83, 0.12],
          [0.58, 0.17, 0.88],
        ],
      },
    ),
  ],
]

describe.each(CRYSTALS)('%s, of %s', (_, name, number, mirrored, exact) => {
  it.each(WAYS)('$name', async (way) => {
    const random = rng(0xce11)
    const given = cell(exact, way, random)
    const unit = way.unit ?? 1
    const tolerance = TOLERANCE * unit
    const cells = way.shuffle ? 2 : 1
    const found = crystalPointGroup(given, { tolerance })
    expect([found.name, found.centring]).toEqual([name, cells])
    const order = Number(pointGroup(name).order)
    expect([found.order, found.group.order]).toEqual([order, BigInt(order)])
    const kept = way.mirror ? mirrored : number
    expect((await spaceGroup(given, { tolerance })).number).toBe(kept)
    const moved = symmetrized(given, { tolerance })
    expect(moved.displacement).toBeLessThan(3 * NOISE * unit)
    expect((await spaceGroup(moved.structure as Crystal, { tolerance: 1e-6 * unit })).number).toBe(kept)
    const scaled = inUnit(exact, unit)
    const isometry = (proper: boolean) => crystalIsometry(scaled, given, { tolerance, proper })
    expect(furthest(isometry(false)!, scaled, given)).toBeLessThan(4 * NOISE * unit)
    expect(isometry(true) !== undefined).toBe(!(way.mirror && number !== mirrored))
  })
})

const layers: readonly [name: string, group: string, number: number, slab: Cell][] = [
  [
    'graphene',
    'd6h',
    80,
    of(hexagonal(2.46, 15), {
      C: [
        [1 / 3, 2 / 3, 0.5],
        [2 / 3, 1 / 3, 0.5],
      ],
    }),
  ],
  [
    'molybdenum sulphide',
    'd3h',
    78,
    of(hexagonal(3.16, 18), {
      Mo: [[1 / 3, 2 / 3, 0.5]],
      S: [
        [2 / 3, 1 / 3, 0.587],
        [2 / 3, 1 / 3, 0.413],
      ],
    }),
  ],
  [
    'a buckled layer',
    'd3d',
    72,
    of(hexagonal(3.87, 15), {
      Si: [
        [1 / 3, 2 / 3, 0.515],
        [2 / 3, 1 / 3, 0.485],
      ],
    }),
  ],
]

describe.each(layers)('a slab: %s, of %s', (_, name, number, exact) => {
  it.each(WAYS)('$name', async (way) => {
    const slab = { ...exact, periodic: [true, true, false] }
    const given = cell(slab, way, rng(0x51ab))
    const unit = way.unit ?? 1
    const scaled = inUnit(slab, unit)
    for (const proper of [false, true]) {
      const found = crystalIsometry(scaled, given, { tolerance: TOLERANCE * unit, proper })!
      expect(furthest(found, scaled, given)).toBeLessThan(4 * NOISE * unit)
      const back = crystalIsometry(given, scaled, { tolerance: TOLERANCE * unit, proper })!
      expect(furthest(back, given, scaled)).toBeLessThan(4 * NOISE * unit)
    }
    const found = await layerGroup(given, { tolerance: TOLERANCE * unit })
    expect([found.number, found.pointGroup.name, found.pointGroup.centring]).toEqual([
      number,
      name,
      way.shuffle ? 2 : 1,
    ])
    const moved = symmetrized(given, { tolerance: TOLERANCE * unit })
    expect((await layerGroup(moved.structure as Crystal, { tolerance: 1e-6 * unit })).number).toBe(number)
  })
})

it('an isometry takes a slab to one far above it, and a thick one to none', () => {
  const slab = { ...layers[1]![3], periodic: [true, true, false] }
  for (const height of [-400, 7, 55, 1234]) {
    const above = { ...slab, positions: slab.positions.map(([x, y, z]) => [x!, y!, z! + height / 18]) }
    const found = crystalIsometry(slab, above, { proper: true })!
    expect(furthest(found, slab, above)).toBeLessThan(1e-9)
    expect(Math.abs(found.translation[2])).toBeGreaterThan(Math.abs(height) / 2 - 20)
    const twice = [0, height / 18].flatMap((up) => slab.positions.map(([x, y, z]) => [x!, y!, z! + up]))
    const double = { ...slab, elements: [...slab.elements, ...slab.elements], positions: twice }
    expect(crystalIsometry(slab, double)).toBeUndefined()
    expect(crystalIsometry(double, slab)).toBeUndefined()
  }
})

it('no isometry takes a slab to a crystal, also not to that of its copies one above the other', () => {
  const [, , , exact] = layers[1]!
  const [a] = exact.lattice
  // as far apart as copies are put to find operations
  const heights = exact.positions.map((p) => 18 * p[2]!)
  const apart = 4 * (Math.max(...heights) - Math.min(...heights)) + 8 * Math.hypot(...a!)
  const crystal = {
    ...exact,
    lattice: [exact.lattice[0]!, exact.lattice[1]!, [0, 0, apart]],
    positions: exact.positions.map(([x, y, z]) => [x!, y!, (z! * 18) / apart]),
  }
  const slab = { ...crystal, periodic: [true, true, false] }
  expect([
    crystalIsometry(slab, slab) !== undefined,
    crystalIsometry(crystal, crystal) !== undefined,
  ]).toEqual([true, true])
  expect([crystalIsometry(slab, crystal), crystalIsometry(crystal, slab)]).toEqual([undefined, undefined])
})

const wires: readonly [name: string, group: string, symbol: string, wire: Cell][] = [
  [
    'trans-polyacetylene',
    'd2h',
    'p m c m',
    of(box(12, 13, 2.46), {
      C: [
        [0.03, 0, 0],
        [-0.03, 0, 0.5],
      ],
      H: [
        [0.12, 0, 0],
        [-0.12, 0, 0.5],
      ],
    }),
  ],
  ['a chain', 'd∞h', 'p ∞/m m', of(box(12, 13, 3.1), { Na: [O], Cl: [[0, 0, 0.5]] })],
]

describe.each(wires)('a wire: %s, of %s', (_, name, symbol, exact) => {
  it.each(WAYS)('$name', (way) => {
    const given = cell({ ...exact, periodic: [false, false, true] }, way, rng(0x31e5))
    const unit = way.unit ?? 1
    const found = rodGroup(given, { tolerance: TOLERANCE * unit })
    expect([found.pointGroup.name, found.hermannMauguin, found.pointGroup.centring]).toEqual([
      name,
      symbol,
      way.shuffle ? 2 : 1,
    ])
    const moved = symmetrized(given, { tolerance: TOLERANCE * unit })
    expect(rodGroup(moved.structure as Crystal, { tolerance: 1e-6 * unit }).hermannMauguin).toBe(symbol)
  })
})
