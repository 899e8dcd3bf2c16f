import { rng } from '@buridan/core'
import { describe, expect, it } from 'vitest'
import { leastCpuTime } from '../../../conformance/cpu-time.js'
import {
  type Crystal,
  crystalIsometry,
  crystalPointGroup,
  findPointGroup,
  nearCrystalSymmetries,
  rodGroup,
  symmetrized,
} from '../src/index.js'

type Rows = readonly (readonly number[])[]

interface Cell extends Crystal {
  readonly lattice: Rows
  readonly elements: readonly string[]
  readonly positions: Rows
}

const cubic = (a: number): Rows => [
  [a, 0, 0],
  [0, a, 0],
  [0, 0, a],
]

/** So many cubic cells of edge a along each axis. */
function supercell(a: number, size: number, element: string, positions: Rows): Cell {
  const all: number[][] = []
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      for (let k = 0; k < size; k++)
        for (const [x, y, z] of positions) all.push([(x! + i) / size, (y! + j) / size, (z! + k) / size])
  return { lattice: cubic(a * size), elements: all.map(() => element), positions: all }
}

const FCC: Rows = [
  [0, 0, 0],
  [0, 0.5, 0.5],
  [0.5, 0, 0.5],
  [0.5, 0.5, 0],
]
const DIAMOND = [...FCC, ...FCC.map((p) => p.map((v) => v + 0.25))]
const silicon = (size: number) => supercell(5.43, size, 'Si', DIAMOND)
const without = (c: Cell, atom: number): Cell => ({
  ...c,
  elements: c.elements.filter((_, i) => i !== atom),
  positions: c.positions.filter((_, i) => i !== atom),
})

function isPartition(orbits: readonly (readonly number[])[], count: number): boolean {
  const all = orbits.flat().sort((a, b) => a - b)
  return all.length === count && all.every((v, i) => v === i)
}

describe('translations and operations near the tolerance', () => {
  it('are a group, and orbits a partition, however atoms are jittered', () => {
    for (let seed = 0; seed < 60; seed++) {
      const random = rng(seed)
      const jitter = () => (random.float() - 0.5) * 0.1
      const exact = supercell(3, 2, 'Po', [[0, 0, 0]])
      const c = { ...exact, positions: exact.positions.map((p) => p.map((v) => v + jitter() / 6)) }
      const found = crystalPointGroup(c)
      expect([seed, isPartition(found.equivalentAtoms, 8), 8 % found.centring]).toEqual([seed, true, 0])
      expect(found.group.order).toBe(BigInt(found.order))
      expect(found.deviation).toBeLessThanOrEqual(0.1)
      expect(found.gap).toBeGreaterThan(found.deviation)
    }
  })

  it('are all those of a smaller tolerance, where those of the one asked for are no group', () => {
    const chain = {
      lattice: [
        [12, 0, 0],
        [0, 5, 0],
        [0, 0, 7],
      ],
      elements: ['A', 'A', 'A', 'A'],
      positions: [-0.09, 3, 6.09, 9].map((x) => [x / 12, 0, 0]),
    }
    // by 3 Å atoms miss by 0.09, by 6 Å by 0.18
    for (const [tolerance, centring] of [
      [0.01, 1],
      [0.05, 1],
      [0.089, 1],
      [0.095, 1],
      [0.12, 1],
      [0.179, 1],
      [0.181, 4],
      [0.5, 4],
    ]) {
      const found = crystalPointGroup(chain, { tolerance: tolerance! })
      expect([tolerance, found.name, found.centring]).toEqual([tolerance, 'd2h', centring])
      expect(found.gap).toBeGreaterThan(found.deviation)
    }
  })

  it('are a group by their permutations too: best shifts of several cosets are none', () => {
    // thirds of the cell are translations but for 0.1 Å
    const chain = (cell: number[][], positions: number[][], periodic?: boolean[]) => ({
      lattice: cell,
      elements: ['X', 'X', 'X'],
      positions,
      ...(periodic ? { periodic } : {}),
    })
    const box = [
      [9, 0, 0],
      [0, 5, 0],
      [0, 0, 7],
    ]
    const near = chain(box, [
      [0, -0.024, 0],
      [0.328, -0.008, 0],
      [0.656, 0.008, 0],
    ])
    const found = crystalPointGroup(near)
    expect([found.name, found.order, found.centring]).toEqual(['c2h', 4, 1])
    expect(crystalPointGroup(symmetrized(near).structure, { tolerance: 1e-7 }).name).toBe('c2h')
    const random = rng(12)
    for (let k = 0; k < 120; k++) {
      const noisy = chain(
        box,
        [0, 1, 2].map((i) => [i / 3, 0, 0].map((v) => v + 0.012 * random.normal())),
        k % 2 === 0 ? [true, true, false] : [true, true, true],
      )
      const { structure, symmetry } = symmetrized(noisy)
      const again = crystalPointGroup(structure, { tolerance: 1e-7 })
      expect([k, again.name, again.centring]).toEqual([k, symmetry.name, symmetry.centring])
      expect(symmetry.gap).toBeGreaterThan(symmetry.deviation)
    }
  })

  it('are those of the mean of places: the order of the atoms and the atoms a cell is begun with do not matter', () => {
    const random = rng(3)
    const exact = silicon(2)
    const positions = exact.positions.map((p) => p.map((v) => v + random.normal() * 2e-3))
    const answer = (order: readonly number[]) => {
      const found = crystalPointGroup(
        { ...exact, positions: order.map((i) => positions[i]!) },
        { tolerance: 0.3 },
      )
      return [found.name, found.centring, found.deviation.toFixed(12), found.gap.toFixed(9)]
    }
    const order = [...positions.keys()]
    const first = answer(order)
    expect(first.slice(0, 2)).toEqual(['oh', 32])
    for (let k = 0; k < 5; k++) {
      order.push(...order.splice(0, 7 * k + 3))
      expect(answer([...order].sort(() => random.float() - 0.5))).toEqual(first)
    }
  })
})

describe('large cells', () => {
  it('with a vacancy have the group of the empty place', () => {
    for (const [size, atom] of [
      [2, 5],
      [3, 77],
    ] as const) {
      const found = crystalPointGroup(without(silicon(size), atom))
      expect([found.name, found.order, found.centring]).toEqual(['td', 24, 1])
      expect(isPartition(found.equivalentAtoms, 8 * size ** 3 - 1)).toBe(true)
    }
  })

  it('of a cluster in a large box take no longer than others', () => {
    const random = rng(5)
    const positions: number[][] = []
    while (positions.length < 1500) {
      const p = [0, 1, 2].map(() => 30 * (random.float() - 0.5))
      if (positions.every((q) => Math.hypot(q[0]! - p[0]!, q[1]! - p[1]!, q[2]! - p[2]!) > 1))
        positions.push(p)
    }
    const inBox = (edge: number) => ({
      lattice: cubic(edge),
      elements: positions.map(() => 'C'),
      positions: positions.map((p) => p.map((v) => v / edge)),
    })
    expect(leastCpuTime(() => expect(crystalPointGroup(inBox(400)).name).toBe('c1'), 1000)).toBeLessThan(1000)
  })

  it('take time as their atoms, and a lattice in a cell as its points', () => {
    crystalPointGroup(without(silicon(2), 1))
    expect(leastCpuTime(() => crystalPointGroup(without(silicon(3), 7)), 1000)).toBeLessThan(1000)
    expect(leastCpuTime(() => crystalPointGroup(without(silicon(5), 7)), 1000)).toBeLessThan(1000)
    expect(leastCpuTime(() => expect(crystalPointGroup(silicon(5)).centring).toBe(500), 1500)).toBeLessThan(
      1500,
    )
  })
})

// searches over images within a distance never ended where a vector was nothing beside the others
describe('cells that float64 loses', () => {
  const cell = (a: number, b: number, c: number): Cell => ({
    lattice: [
      [a, 0, 0],
      [0, b, 0],
      [0, 0, c],
    ],
    elements: ['Cs'],
    positions: [[0, 0, 0]],
  })
  const lost = 'positions along the longer are rounded to more than the shorter'

  it.each([1e-308, 1e-318, 1e-200, 5e-14])('with a vector of %f are refused', (short) => {
    for (const odd of [cell(short, 4, 4), cell(4, 4, short)]) {
      for (const tolerance of [0.1, short / 100]) {
        expect(() => crystalPointGroup(odd, { tolerance })).toThrow(lost)
        expect(() => nearCrystalSymmetries(odd, { radius: tolerance })).toThrow(lost)
        expect(() => crystalIsometry(cell(4, 4, 4), odd, { tolerance })).toThrow(lost)
      }
    }
  })

  it('are none by vectors along which nothing repeats', () => {
    const wire = { ...cell(1e-200, 4, 4), periodic: [true, false, false] }
    expect(rodGroup(wire, { tolerance: 1e-202 }).hermannMauguin).toBe('p ∞/m m')
  })

  it('beside another, whose unit they are measured in, are refused', () => {
    const size = 1e-120
    expect(crystalPointGroup(cell(size, size, size), { tolerance: size / 100 }).name).toBe('oh')
    expect(() => crystalIsometry(cell(4, 4, 4), cell(size, size, size), { tolerance: size / 100 })).toThrow(
      'float64 does not hold the volume of such a cell beside that of the other crystal',
    )
    const small = 1e-60
    expect(
      crystalIsometry(cell(4, 4, 4), cell(small, small, small), { tolerance: small / 100 }),
    ).toBeUndefined()
  })
})

describe('large molecules', () => {
  const ring = (n: number) => ({
    elements: Array.from({ length: n }, () => 'C'),
    positions: Array.from({ length: n }, (_, i) => {
      const angle = (2 * Math.PI * i) / n
      return [(n / 4) * Math.cos(angle), (n / 4) * Math.sin(angle), 0]
    }),
  })
  const ball = (radius: number) => {
    const span = Array.from({ length: 27 }, (_, i) => 2.04 * (i - 13))
    const positions = span.flatMap((x, i) =>
      span.flatMap((y, j) =>
        span.flatMap((z, k) => ((i + j + k) % 2 === 1 && Math.hypot(x, y, z) <= radius ? [[x, y, z]] : [])),
      ),
    )
    return { elements: positions.map(() => 'Au'), positions }
  }

  it('a ring of 200 atoms and a ball of 2000 are told in less than a second', () => {
    findPointGroup(ring(20))
    const time = (work: () => { name: string }, name: string) =>
      expect(leastCpuTime(() => expect(work().name).toBe(name), 1000)).toBeLessThan(1000)
    time(() => findPointGroup(ring(200)), 'd200h')
    const cluster = ball(20.3)
    expect(cluster.positions.length).toBeGreaterThan(2000)
    time(() => findPointGroup(cluster), 'oh')
  })
})
