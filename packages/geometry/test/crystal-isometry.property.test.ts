import { apply3, rng } from '@buridan/core'
import { describe, expect, it } from 'vitest'
import { leastCpuTime } from '../../../conformance/cpu-time.js'
import { type Crystal, crystalIsometry, crystalPointGroup } from '../src/index.js'
import { anyRotation } from './space.js'

type Rows = readonly (readonly number[])[]
interface Cell extends Crystal {
  readonly lattice: Rows
  readonly elements: readonly string[]
  readonly positions: Rows
}

const A = 2.1
const hexagonal = (a: number, c: number): Rows => [
  [a, 0, 0],
  [-a / 2, (a * Math.sqrt(3)) / 2, 0],
  [0, 0, c],
]
const CRYSTALS: Readonly<Record<string, Cell>> = {
  'caesium chloride': {
    lattice: [
      [4, 0, 0],
      [0, 4, 0],
      [0, 0, 4],
    ],
    elements: ['Cs', 'Cl'],
    positions: [
      [0, 0, 0],
      [0.5, 0.5, 0.5],
    ],
  },
  // four lattice points in the cell
  'rock salt': {
    lattice: [
      [2 * A, 0, 0],
      [0, 2 * A, 0],
      [0, 0, 2 * A],
    ],
    elements: ['Na', 'Na', 'Na', 'Na', 'Cl', 'Cl', 'Cl', 'Cl'],
    positions: [
      [0, 0, 0],
      [0, 0.5, 0.5],
      [0.5, 0, 0.5],
      [0.5, 0.5, 0],
      [0.5, 0.5, 0.5],
      [0.5, 0, 0],
      [0, 0.5, 0],
      [0, 0, 0.5],
    ],
  },
  zincite: {
    lattice: hexagonal(3.25, 5.21),
    elements: ['Zn', 'Zn', 'O', 'O'],
    positions: [
      [1 / 3, 2 / 3, 0],
      [2 / 3, 1 / 3, 0.5],
      [1 / 3, 2 / 3, 0.382],
      [2 / 3, 1 / 3, 0.882],
    ],
  },
  // tellurium, with a screw to one side
  tellurium: {
    lattice: hexagonal(4.45, 5.93),
    elements: ['Te', 'Te', 'Te'],
    positions: [
      [0.27, 0, 1 / 3],
      [0, 0.27, 2 / 3],
      [0.73, 0.73, 0],
    ],
  },
  triclinic: {
    lattice: [
      [4, 0.3, 0.2],
      [0.7, 5, 0.3],
      [0.4, 0.9, 6],
    ],
    elements: ['A', 'A', 'B'],
    positions: [
      [0, 0, 0],
      [0.3, 0.1, 0.7],
      [0.6, 0.45, 0.2],
    ],
  },
}

const inSpace = ({ lattice }: Cell, p: readonly number[]) =>
  [0, 1, 2].map((k) => p.reduce((sum, v, i) => sum + v * lattice[i]![k]!, 0)) as [number, number, number]

function fractional(lattice: Rows, v: readonly number[]): number[] {
  const det = ([a, b, c]: Rows) =>
    a![0]! * (b![1]! * c![2]! - b![2]! * c![1]!) -
    a![1]! * (b![0]! * c![2]! - b![2]! * c![0]!) +
    a![2]! * (b![0]! * c![1]! - b![1]! * c![0]!)
  return [0, 1, 2].map((i) => det(lattice.map((row, j) => (i === j ? v : row))) / det(lattice))
}

/** The crystal in another basis of its lattice, turned and maybe reflected, with another origin and order of atoms, which lie in other cells. */
function otherwise(c: Cell, seed: number, reflected = false): Cell {
  const random = rng(seed)
  const lattice = c.lattice.map((v) => [...v])
  for (let k = 0; k < 4; k++) {
    const i = random.int(3)
    const j = (i + 1 + random.int(2)) % 3
    const sign = random.int(2) === 0 ? 1 : -1
    lattice[i] = lattice[i]!.map((v, x) => v + sign * lattice[j]![x]!)
  }
  const turn = Float64Array.from(anyRotation(random), (v) => (reflected ? -v : v))
  const origin = [0, 1, 2].map(() => 10 * random.float() - 5)
  const order = c.elements.map((_, i) => i)
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.int(i + 1)
    ;[order[i], order[j]] = [order[j]!, order[i]!]
  }
  return {
    lattice: lattice.map((v) => [...apply3(turn, v as [number, number, number])]),
    elements: order.map((i) => c.elements[i]!),
    positions: order.map((i) =>
      fractional(
        lattice,
        inSpace(c, c.positions[i]!).map((v, k) => v + origin[k]!),
      ).map((v) => v + random.int(5) - 2),
    ),
  }
}

const supercell = (c: Cell, size: readonly number[]): Cell => {
  const corners = Array.from({ length: size[0]! * size[1]! * size[2]! }, (_, k) => [
    k % size[0]!,
    Math.floor(k / size[0]!) % size[1]!,
    Math.floor(k / size[0]! / size[1]!),
  ])
  return {
    lattice: c.lattice.map((v, i) => v.map((x) => x * size[i]!)),
    elements: corners.flatMap(() => c.elements),
    positions: corners.flatMap((corner) =>
      c.positions.map((p) => p.map((v, i) => (v + corner[i]!) / size[i]!)),
    ),
  }
}

/** Whether an isometry takes each atom of a crystal to the image that it names, up to translations of the other crystal. */
function holds(from: Cell, to: Cell, found: NonNullable<ReturnType<typeof crystalIsometry>>) {
  // translations between lattice points in a cell of the other crystal
  const inner = to.positions
    .filter((_, i) => to.elements[i] === to.elements[0])
    .map((p) => p.map((v, k) => v - to.positions[0]![k]!))
  return from.positions.every((p, a) => {
    const image = apply3(found.matrix, inSpace(from, p)).map((v, k) => v + found.translation[k]!)
    const b = found.images[a]!
    if (from.elements[a] !== to.elements[b]) return false
    return inner.some((t) =>
      fractional(to.lattice, image).every((v, k) => {
        const apart = v - to.positions[b]![k]! - t[k]!
        return Math.abs(apart - Math.round(apart)) < 1e-6
      }),
    )
  })
}

describe('isometries of crystals', () => {
  it.each(Object.entries(CRYSTALS))('%s is itself, otherwise said', (_, c) => {
    for (let seed = 0; seed < 12; seed++) {
      const other = otherwise(c, seed, seed % 2 === 1)
      const found = crystalIsometry(c, other, { tolerance: 1e-4 })
      expect([seed, found !== undefined]).toEqual([seed, true])
      expect([seed, found!.deviation < 1e-9, holds(c, other, found!)]).toEqual([seed, true, true])
      expect(new Set(found!.images).size).toBe(c.elements.length)
      expect(found!.centring).toBe(crystalPointGroup(c, { tolerance: 1e-4 }).centring)
    }
  })

  it('compare what repeats in space, whatever the cell holds', () => {
    for (const c of Object.values(CRYSTALS)) {
      const [long, wide] = [otherwise(supercell(c, [2, 1, 1]), 3), supercell(c, [1, 1, 2])]
      const found = crystalIsometry(long, wide, { tolerance: 1e-4 })!
      expect(holds(long, wide, found)).toBe(true)
      expect([...found.images].sort((a, b) => a - b)).toEqual([...wide.elements.keys()])
      // a small cell and a large one
      expect(holds(c, wide, crystalIsometry(c, wide, { tolerance: 1e-4 })!)).toBe(true)
    }
  })

  it('are none between different crystals', () => {
    const {
      'caesium chloride': salt,
      triclinic,
      tellurium,
      'rock salt': rock,
    } = CRYSTALS as Record<string, Cell>
    const none = (a: Cell, b: Cell, options = {}) =>
      expect(crystalIsometry(a, b, { tolerance: 1e-4, ...options })).toBeUndefined()
    none(salt!, {
      ...salt!,
      lattice: [
        [4.01, 0, 0],
        [0, 4, 0],
        [0, 0, 4],
      ],
    })
    none(salt!, { ...salt!, elements: ['Cs', 'Br'] })
    none(salt!, {
      ...salt!,
      positions: [
        [0, 0, 0],
        [0.5, 0.5, 0.499],
      ],
    })
    none(rock!, salt!)
    none(triclinic!, { ...triclinic!, elements: ['A', 'B', 'A'] })
    // the same up to a reflection only
    expect(crystalIsometry(tellurium!, otherwise(tellurium!, 1, true))).toBeDefined()
    none(tellurium!, otherwise(tellurium!, 1, true), { proper: true })
    expect(crystalIsometry(tellurium!, otherwise(tellurium!, 1), { proper: true })).toBeDefined()
    // a lattice within another is not it
    const po = (a: number): Cell => ({
      lattice: [
        [a, 0, 0],
        [0, a, 0],
        [0, 0, a],
      ],
      elements: ['Po'],
      positions: [[0, 0, 0]],
    })
    const one = [Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)]
    none(po(6), po(3))
    none(po(6), po(3), { matrices: one })
    expect(crystalIsometry(po(3), po(3), { matrices: one })).toBeDefined()
  })

  it('are found where one cell alone has a translation, and of chains that are strained', () => {
    const of = (lattice: Rows, positions: Rows): Cell => ({
      lattice,
      elements: positions.map(() => 'X'),
      positions,
    })
    const box = (a: number, b: number, c: number): Rows => [
      [a, 0, 0],
      [0, b, 0],
      [0, 0, c],
    ]
    const [even, uneven] = [
      [
        [0, 0, 0],
        [0.5, 0, 0],
      ],
      [
        [0.08 / 6, 0, 0],
        [0.5 - 0.08 / 6, 0, 0],
      ],
    ].map((p) => of(box(6, 5, 6), p)) as [Cell, Cell]
    for (const [a, b] of [
      [even, uneven],
      [uneven, even],
    ] as const) {
      expect(crystalIsometry(a, b)?.deviation).toBeCloseTo(0.08, 9)
    }
    const places = [
      [0, 0, 0],
      [0.1, 0.3, 0],
      [0.3, 0.55, 0.2],
      [0.7, 0.1, 0.57],
      [0.45, 0.8, 0.71],
    ]
    const [chain, longer] = [2.5, 2.57].map((a) => of(box(a, 141, 143), places)) as [Cell, Cell]
    expect(crystalIsometry(chain, longer)?.deviation).toBeCloseTo(0.07, 9)
    expect(crystalIsometry({ ...even, periodic: [true, true, true] }, even)?.deviation).toBe(0)
  })

  it('are of the matrices that are given', () => {
    const c = CRYSTALS.zincite!
    const quarter = Float64Array.of(0, -1, 0, 1, 0, 0, 0, 0, 1)
    const turned = {
      ...c,
      lattice: c.lattice.map((v) => [...apply3(quarter, v as [number, number, number])]),
    }
    expect(crystalIsometry(c, turned, { tolerance: 1e-4, matrices: [quarter] })!.matrix).toEqual(quarter)
    expect(
      crystalIsometry(c, turned, { tolerance: 1e-4, matrices: [[1, 0, 0, 0, 1, 0, 0, 0, 1]] }),
    ).toBeUndefined()
    expect(() => crystalIsometry(c, turned, { matrices: [[1, 2]] })).toThrow(/matrices\[0\]/)
  })

  it('each atom has its place in the primitive cell', () => {
    const { translates, primitiveAtoms } = crystalPointGroup(CRYSTALS['rock salt']!)
    expect(primitiveAtoms).toEqual([0, 4])
    expect(translates).toEqual([0, 0, 0, 0, 1, 1, 1, 1])
  })
})

describe('cells of any shape', () => {
  const salt = CRYSTALS['caesium chloride']!
  const skewed = (times: number): Cell => {
    const [a, b, c] = salt.lattice as [number[], number[], number[]]
    const from = (v: readonly number[], u: readonly number[], m: number) => v.map((x, i) => x + m * u[i]!)
    // positions are those of the middle and the corner in every cell of the lattice
    return { ...salt, lattice: [a, from(b, a, times), from(from(c, a, -times), b, 2 * times)] }
  }

  it('however skew are reduced at once, to the same crystal', () => {
    for (const times of [1, 5, 30]) {
      expect(crystalPointGroup(skewed(times)).name).toBe('oh')
      expect(crystalIsometry(skewed(times), salt)?.deviation).toBeLessThan(1e-6)
    }
    // steps of a whole multiple: one by one they would be 6.6 · 10⁸
    const long = [
      [3.25, 2 ** 31, 0],
      [-1.625, 2.8145825623, 0],
      [0, 0, 5.207],
    ]
    const work = () => expect(crystalIsometry(salt, { ...salt, lattice: long })).toBeUndefined()
    expect(leastCpuTime(work, 2000)).toBeLessThan(2000)
  })

  it('are refused where two atoms are within the tolerance, as point groups are', () => {
    for (const tolerance of [3.5, 100, 65536]) {
      expect(() => crystalIsometry(salt, salt, { tolerance })).toThrow(/atoms 0 and 1 are 3.46 apart, within/)
      expect(() => crystalPointGroup(salt, { tolerance })).toThrow(/atoms 0 and 1 are 3.46 apart, within/)
    }
  })
})
