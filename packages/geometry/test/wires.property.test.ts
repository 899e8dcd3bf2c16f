import { rng } from '@buridan/core'
import { describe, expect, it } from 'vitest'
import { leastCpuTime } from '../../../conformance/cpu-time.js'
import {
  crystalIsometry,
  crystalPointGroup,
  layerGroup,
  rodGroup,
  spaceGroup,
  symmetrized,
  symmetryByTolerance,
} from '../src/index.js'
import { distance } from './space.js'
import { otherwise, type Wire, wireOf } from './wires.js'

/** A carbon nanotube: graphene rolled along n a + m b, with the bonds a/√3 long. */
function nanotube(n: number, m: number, a = 2.46): Wire {
  const vectors = [
    [a, 0],
    [a / 2, (a * Math.sqrt(3)) / 2],
  ] as const
  const plane = (i: number, j: number) => [0, 1].map((k) => i * vectors[0][k]! + j * vectors[1][k]!)
  const common = gcd(2 * n + m, 2 * m + n)
  const round = plane(n, m)
  const along = plane((2 * m + n) / common, -(2 * n + m) / common)
  const [girth, period] = [Math.hypot(...round), Math.hypot(...along)]
  const atoms: [string, number, number, number][] = []
  for (let i = -3 * (n + m); i <= 3 * (n + m); i++) {
    for (let j = -3 * (n + m); j <= 3 * (n + m); j++) {
      for (const third of [0, 1 / 3]) {
        const v = plane(i + third, j + third)
        const [x, z] = [dot(v, round) / girth ** 2, dot(v, along) / period ** 2]
        if (x < -1e-9 || x > 1 - 1e-9 || z < -1e-9 || z > 1 - 1e-9) continue
        const [radius, angle] = [girth / (2 * Math.PI), 2 * Math.PI * x]
        atoms.push(['C', radius * Math.cos(angle), radius * Math.sin(angle), z * period])
      }
    }
  }
  return wireOf(period, atoms)
}

/** The shift with the least turn of a nanotube, by all vectors of the plane: in shares of the period over the order of the axis. */
function screwOf(n: number, m: number, order: number): number {
  const common = gcd(2 * n + m, 2 * m + n)
  const inner = (i: number, j: number, k: number, l: number) => 2 * i * k + 2 * j * l + i * l + j * k
  const [u, v] = [(2 * m + n) / common, -(2 * n + m) / common]
  // right-handed where the axis, the way round and the outside are: x to z in the plane that is rolled up
  for (let i = -4 * order; i <= 4 * order; i++) {
    for (let j = -4 * order; j <= 4 * order; j++) {
      if (inner(i, j, n, m) * order !== inner(n, m, n, m)) continue
      return ((Math.round((inner(i, j, u, v) * order) / inner(u, v, u, v)) % order) + order) % order
    }
  }
  return Number.NaN
}

const dot = (a: readonly number[], b: readonly number[]) => a[0]! * b[0]! + a[1]! * b[1]!
const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))

/** Units on a helix: so many in a period of so many turns. */
function helix(
  units: number,
  turns: number,
  unit: readonly (readonly [string, number, number, number])[],
): Wire {
  const atoms = Array.from({ length: units }, (_, k) =>
    unit.map(([element, radius, angle, z]): [string, number, number, number] => {
      const turned = angle + (2 * Math.PI * turns * k) / units
      return [element, radius * Math.cos(turned), radius * Math.sin(turned), z + 1.5 * k]
    }),
  ).flat()
  return wireOf(1.5 * units, atoms)
}

const symbolOf = (wire: Wire, tolerance = 1e-3) => rodGroup(wire, { tolerance }).hermannMauguin

const CH = 1.09
/** Wires and their rod groups, known by hand. */
const KNOWN: Readonly<
  Record<string, readonly [wire: Wire, symbol: string, number: number | undefined, pointGroup: string]>
> = {
  'a zigzag nanotube': [nanotube(10, 0), 'p 20_10/m c m', undefined, 'd20h'],
  'a zigzag nanotube of threefold axis': [nanotube(3, 0), 'p 6_3/m m c', 75, 'd6h'],
  'an armchair nanotube': [nanotube(5, 5), 'p 10_5/m c m', undefined, 'd10h'],
  'a chiral nanotube': [nanotube(4, 2), `p 28_${screwOf(4, 2, 28)} 2 2`, undefined, 'd28'],
  'its mirror image': [nanotube(2, 4), `p 28_${28 - screwOf(4, 2, 28)} 2 2`, undefined, 'd28'],
  // after 11 units, 55/18 turns, the helix is turned by 1/18
  'a helix of 18 units in 5 turns': [
    helix(18, 5, [
      ['A', 3, 0, 0],
      ['B', 2, 1, 0.4],
    ]),
    'p 18_11',
    undefined,
    'c18',
  ],
  'a helix of single atoms': [helix(18, 5, [['A', 3, 0, 0]]), 'p 18_11 2 2', undefined, 'd18'],
  selenium: [helix(3, 1, [['Se', 1, 0, 0]]), 'p 3_1 1 2', 47, 'd3'],
  polyethylene: [
    wireOf(2.55, [
      ['C', 0.42, 0, 0],
      ['C', -0.42, 0, 1.275],
      ...[CH, -CH].flatMap((y): [string, number, number, number][] => [
        ['H', 1, y, 0],
        ['H', -1, y, 1.275],
      ]),
    ]),
    'p m c m',
    22,
    'd2h',
  ],
  'polyacetylene, its bonds long and short by turns': [
    wireOf(2.46, [
      ['C', 0.33, 0, 0],
      ['C', -0.33, 0, 1.15],
      ['H', 1.4, 0, 0],
      ['H', -1.4, 0, 1.15],
    ]),
    'p 2/m 1 1',
    6,
    'c2h',
  ],
  'pentagons one over the other': [
    wireOf(
      6,
      Array.from({ length: 5 }, (_, k) => [
        'C',
        2 * Math.cos((2 * Math.PI * k) / 5),
        2 * Math.sin((2 * Math.PI * k) / 5),
        0,
      ]),
    ),
    'p -10 m 2',
    undefined,
    'd5h',
  ],
  'pentagons by turns': [
    wireOf(
      6,
      Array.from({ length: 10 }, (_, k) => [
        'C',
        2 * Math.cos((Math.PI * k) / 5),
        2 * Math.sin((Math.PI * k) / 5),
        3 * (k % 2),
      ]),
    ),
    'p 10_5/m c m',
    undefined,
    'd10h',
  ],
  'pentagons by turns, not halfway': [
    wireOf(
      6,
      Array.from({ length: 10 }, (_, k) => [
        'C',
        2 * Math.cos((Math.PI * k) / 5),
        2 * Math.sin((Math.PI * k) / 5),
        2 * (k % 2),
      ]),
    ),
    'p -5 1 m',
    undefined,
    'd5d',
  ],
  'squares by turns, not halfway': [
    wireOf(
      6,
      Array.from({ length: 8 }, (_, k) => [
        'C',
        2 * Math.cos((Math.PI * k) / 4),
        2 * Math.sin((Math.PI * k) / 4),
        2 * (k % 2),
      ]),
    ),
    'p -8 2 m',
    undefined,
    'd4d',
  ],
  'a chain': [wireOf(2.5, [['A', 0.1, 0.2, 0.3]]), 'p ∞/m m', undefined, 'd∞h'],
  'a chain of two kinds': [
    wireOf(2.5, [
      ['A', 0, 0, 0],
      ['B', 0, 0, 1.25],
    ]),
    'p ∞/m m',
    undefined,
    'd∞h',
  ],
  'a chain of pairs': [
    wireOf(2.5, [
      ['A', 0, 0, 0],
      ['A', 0, 0, 1],
    ]),
    'p ∞/m m',
    undefined,
    'd∞h',
  ],
  'a chain of pairs of two kinds': [
    wireOf(2.5, [
      ['A', 0, 0, 0],
      ['B', 0, 0, 1],
    ]),
    'p ∞ m',
    undefined,
    'c∞v',
  ],
  'a chain of three kinds': [
    wireOf(5, [
      ['A', 0, 0, 0],
      ['B', 0, 0, 1],
      ['C', 0, 0, 3],
    ]),
    'p ∞ m',
    undefined,
    'c∞v',
  ],
}

describe('rod groups of known wires', () => {
  it.each(Object.entries(KNOWN))('%s', (_, [wire, symbol, number, pointGroup]) => {
    const found = rodGroup(wire, { tolerance: 1e-3 })
    expect([found.hermannMauguin, found.number, found.pointGroup.name]).toEqual([symbol, number, pointGroup])
    expect(found.pointGroup.centring).toBe(1)
  })

  it('are the same turned, shuffled, with noise, in other units, in other and larger cells', () => {
    for (const [name, [wire, symbol, , pointGroup]] of Object.entries(KNOWN)) {
      const atoms = rodGroup(wire, { tolerance: 1e-3 }).pointGroup.equivalentAtoms.map(
        (orbit) => orbit.length,
      )
      for (const [seed, scale] of [1, 1e-160, 1e160, 0.529177].entries()) {
        for (const cells of [1, 2, 3]) {
          const other = otherwise(wire, { seed: 10 * seed + cells, noise: 2e-4, cells, scale })
          const found = rodGroup(other, { tolerance: 2e-3 * scale })
          const said = [name, found.hermannMauguin, found.pointGroup.name, found.pointGroup.centring]
          expect(said).toEqual([name, symbol, pointGroup, cells])
          const sizes = found.pointGroup.equivalentAtoms.map((orbit) => orbit.length / cells)
          expect(sizes.sort()).toEqual(atoms.sort())
        }
      }
    }
  })

  it('have operations that move atoms as they say, and are a group', () => {
    for (const [wire] of Object.values(KNOWN)) {
      const given = otherwise(wire, { seed: 5, noise: 1e-4, cells: 2 })
      const { operations, primitiveAtoms, deviation, group, order, orientation, axis, centre } = rodGroup(
        given,
        {
          tolerance: 1e-3,
        },
      ).pointGroup
      expect(group?.order).toBe(order === undefined ? undefined : BigInt(order))
      const along = given.lattice[given.periodic.indexOf(true)]!
      const places = given.positions.map((f) =>
        [0, 1, 2].map((k) => f.reduce((s, v, i) => s + v * given.lattice[i]![k]!, 0)),
      )
      const moved = (m: ArrayLike<number>, v: readonly number[]) =>
        [0, 1, 2].map((i) => [0, 1, 2].reduce((s, j) => s + m[3 * i + j]! * v[j]!, 0))
      expect(distance(moved(orientation, axis), [0, 0, 1])).toBeLessThan(1e-12)
      for (const { matrix, translation, images } of operations) {
        primitiveAtoms.forEach((atom, k) => {
          const image = moved(matrix, places[atom]!).map((v, i) => v + translation[i]!)
          const off = image.map((v, i) => v - places[primitiveAtoms[images[k]!]!]![i]!)
          // modulo half the cell of two periods
          const periods =
            (2 * (off[0]! * along[0]! + off[1]! * along[1]! + off[2]! * along[2]!)) /
            Math.hypot(...along) ** 2
          const rest = off.map((v, i) => v - (Math.round(periods) * along[i]!) / 2)
          expect(Math.hypot(...rest)).toBeLessThan(2 * deviation + 1e-9)
        })
        // the axis stays where it is
        const shift = moved(matrix, centre).map((v, i) => v + translation[i]! - centre[i]!)
        const aside = shift.map((v, i) => v - axis[i]! * shift.reduce((s, x, j) => s + x * axis[j]!, 0))
        expect(Math.hypot(...aside)).toBeLessThan(1e-9)
      }
    }
  })

  it('tell kinds of operations', () => {
    const { operations, symmetryNumber, equivalentAtoms } = rodGroup(nanotube(10, 0)).pointGroup
    const count = (kind: string) => operations.filter((o) => o.kind === kind).length
    expect(operations[0]!.kind).toBe('E')
    expect([count('E'), count('C'), count('σ'), count('i'), count('S')]).toEqual([1, 39, 21, 1, 18])
    expect([symmetryNumber, equivalentAtoms.length]).toEqual([40, 1])
    expect(
      operations
        .filter((o) => o.kind === 'C' && o.order === 20)
        .map((o) => o.power)
        .sort(),
    ).toEqual([1, 1, 3, 3, 7, 7, 9, 9])
  })
})

describe('near the tolerance', () => {
  it('operations are a group, and asked between deviation and gap the same', () => {
    for (let seed = 0; seed < (process.env.NIGHTLY ? 400 : 60); seed++) {
      const { float, int } = rng(seed)
      const random = { float, int }
      const [wire] = Object.values(KNOWN)[random.int(Object.keys(KNOWN).length)]!
      const noisy = otherwise(wire, { seed, noise: 0.1, cells: 1 + random.int(2) })
      const found = rodGroup(noisy)
      const { pointGroup: p } = found
      expect(p.deviation).toBeLessThanOrEqual(0.1)
      expect(p.gap).toBeGreaterThan(p.deviation)
      const all = p.equivalentAtoms.flat().sort((a, b) => a - b)
      expect(all).toEqual([...all.keys()])
      expect(p.translates.length).toBe(noisy.elements.length)
      expect(p.primitiveAtoms.length * p.centring).toBe(noisy.elements.length)
      for (const share of [0.001, 0.5, 0.999]) {
        const tolerance = p.deviation + share * (Math.min(p.gap, 0.2) - p.deviation)
        if (!(tolerance > 1e-9)) continue
        const again = rodGroup(noisy, { tolerance })
        expect([seed, share, again.hermannMauguin, again.pointGroup.centring]).toEqual([
          seed,
          share,
          found.hermannMauguin,
          p.centring,
        ])
      }
      const { structure, displacement, symmetry } = symmetrized(noisy)
      expect(displacement).toBeLessThan(0.2)
      const exact = rodGroup(structure, { tolerance: 1e-7 })
      expect([seed, exact.hermannMauguin, exact.pointGroup.centring]).toEqual([
        seed,
        found.hermannMauguin,
        symmetry.centring,
      ])
      expect(exact.pointGroup.deviation).toBeLessThan(1e-9)
      expect(structure.periodic).toEqual(noisy.periodic)
    }
  })

  it('symmetry changes with it where deviations are', () => {
    // a square ring whose atoms are up and down by 0.02 Å
    const ring = wireOf(3, [
      ['C', 1.5, 0, 0.02],
      ['C', 0, 1.5, -0.02],
      ['C', -1.5, 0, 0.02],
      ['C', 0, -1.5, -0.02],
    ])
    const ranges = symmetryByTolerance(ring)
    expect(ranges.map(({ name, from }) => [name, Math.round(1e4 * from) / 1e4])).toEqual([
      ['d2d', 0.001],
      ['d4h', 0.04],
    ])
  })

  it('an atom near the axis that is off does not hide what those far out tell', () => {
    const about = (radius: number, angle: number) => [radius * Math.cos(angle), radius * Math.sin(angle), 0]
    const ring = Array.from({ length: 27 }, (_, k) => ['A', ...about(3, (2 * Math.PI * k) / 27)] as const)
    // one of three is 0.12 Å aside: by a third of a turn they miss by that, by the mirror through where it should be by twice as much
    const inner = [0.12, (2 * Math.PI) / 3, (4 * Math.PI) / 3].map(
      (angle) => ['B', ...about(1, angle)] as const,
    )
    expect(symbolOf(wireOf(4, [...ring, ...inner]), 0.2)).toBe('p -6')
  })

  it('atoms are not on the axis where that leaves out a translation that is nearer', () => {
    // by 3 Å atoms miss by 0.09, by 6 Å by 0.18; half a turn moves them by 0.1
    const heights = [-0.09, 3, 6.09, 9]
    const chain = wireOf(
      12,
      heights.map((z, i) => ['A', i % 2 === 0 ? 0.05 : -0.05, 0, z]),
    )
    const { hermannMauguin, pointGroup } = rodGroup(chain, { tolerance: 0.12 })
    expect(hermannMauguin).not.toContain('∞')
    expect(pointGroup.gap).toBeGreaterThan(pointGroup.deviation)
    expect(pointGroup.gap).toBeLessThan(0.1 + 1e-9)
    expect(symbolOf(chain, 0.2)).toBe('p ∞/m m')
  })

  it('atoms near the axis are on it where half a turn keeps them', () => {
    const bent = wireOf(3, [
      ['A', 0.02, 0, 0],
      ['A', -0.02, 0, 1.5],
      ['B', 0, 0, 0.9],
    ])
    expect(symbolOf(bent, 0.05)).toBe('p ∞ m')
    expect(symbolOf(bent, 0.03)).not.toContain('∞')
    expect(rodGroup(bent, { tolerance: 0.03 }).pointGroup.gap).toBeCloseTo(0.04, 2)
  })
})

describe('wires', () => {
  it('are refused where crystals and slabs are asked for, and the other way round', async () => {
    const wire = nanotube(5, 5)
    expect(() => crystalPointGroup(wire)).toThrow(/is a wire: see rodGroup/)
    expect(() => crystalIsometry(wire, wire)).toThrow(/is a wire/)
    await expect(spaceGroup(wire)).rejects.toThrow(/is a wire/)
    await expect(layerGroup(wire)).rejects.toThrow(/is a wire/)
    expect(() => rodGroup({ ...wire, periodic: [true, true, false] })).toThrow(/two false/)
    expect(() => rodGroup({ ...wire, periodic: [false, false, false] })).toThrow(/see findPointGroup/)
    const { periodic, ...crystal } = wire
    expect(() => rodGroup(crystal)).toThrow(/two false/)
    expect(periodic).toBeDefined()
    expect(() => rodGroup(wire, { tolerance: 2 })).toThrow(/apart, within the tolerance 2/)
    expect(() => rodGroup(wireOf(1, [['A', 0, 0, 0]]), { tolerance: 1 })).toThrow(/own image in another cell/)
    expect(() => rodGroup({ ...wire, periodic: [false, 1, true] as never })).toThrow(/three booleans/)
  })

  it('may have other vectors of any length', () => {
    for (const aside of [1e-200, 1e-155, 1e-3, 1e3, 1e100, 1e150, 1e200]) {
      const lattice = [
        [aside, 0, 0],
        [0, aside, 0],
        [0, 0, 2.5],
      ]
      const chain = {
        lattice,
        elements: ['A', 'B'],
        positions: [
          [0, 0, 0],
          [0, 0, 0.4],
        ],
        periodic: [false, false, true],
      }
      const found = rodGroup(chain, { tolerance: 0.01 })
      expect([found.hermannMauguin, found.pointGroup.centring]).toEqual(['p ∞ m', 1])
      // two that are 0.01 off a zigzag, so far from the axis as vectors aside let float64 say
      const zigzag = {
        ...chain,
        elements: ['A', 'A'],
        positions: [
          [0.5 / aside, 0, 0.002],
          [-0.5 / aside, 0, 0.498],
        ],
      }
      const { structure } = symmetrized(zigzag)
      expect(structure.positions.map((q) => [q[0]! * aside, q[2]! - structure.positions[0]![2]!])).toEqual([
        [expect.closeTo(0.5, 9), 0],
        [expect.closeTo(-0.5, 9), expect.closeTo(0.5, 9)],
      ])
    }
  })

  it('of a thousand atoms are told in seconds', () => {
    const wire = otherwise(nanotube(10, 0), { seed: 1, cells: 25 })
    rodGroup(nanotube(5, 5))
    expect(leastCpuTime(() => expect(rodGroup(wire).pointGroup.centring).toBe(25), 4000)).toBeLessThan(4000)
  })
})
