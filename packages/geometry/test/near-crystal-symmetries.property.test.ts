import { rng, shuffled } from '@buridan/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Point, turned } from '../../../conformance/shapes.js'
import {
  type Crystal,
  crystalPointGroup,
  InvalidArgumentError,
  type NearCrystalSymmetries,
  nearCrystalSymmetries,
  UnsupportedError,
} from '../src/index.js'
import { anyRotation } from './space.js'

interface Given extends Crystal {
  readonly lattice: readonly Point[]
  readonly elements: readonly string[]
  readonly positions: readonly Point[]
}

const box = (a: number, b: number, c: number): Point[] => [
  [a, 0, 0],
  [0, b, 0],
  [0, 0, c],
]
const faces: readonly Point[] = [
  [0, 0, 0],
  [0, 0.5, 0.5],
  [0.5, 0, 0.5],
  [0.5, 0.5, 0],
]
const salt: Given = {
  lattice: box(5.64, 5.64, 5.64),
  elements: [...faces.map(() => 'Na'), ...faces.map(() => 'Cl')],
  positions: [...faces, ...faces.map(([x, y, z]) => [x! + 0.5, y!, z!])],
}
/** Its cubic phase, as in the Crystallography Open Database, 5910149. */
const titanate: Given = {
  lattice: box(3.97, 3.97, 3.97),
  elements: ['Ba', 'Ti', 'O', 'O', 'O'],
  positions: [
    [0, 0, 0],
    [0.5, 0.5, 0.5],
    [0.5, 0.5, 0],
    [0.5, 0, 0.5],
    [0, 0.5, 0.5],
  ],
}
const zincite: Given = {
  lattice: [
    [3.25, 0, 0],
    [-1.625, 1.625 * Math.sqrt(3), 0],
    [0, 0, 5.207],
  ],
  elements: ['Zn', 'Zn', 'O', 'O'],
  positions: [
    [1 / 3, 2 / 3, 0],
    [2 / 3, 1 / 3, 0.5],
    [1 / 3, 2 / 3, 0.382],
    [2 / 3, 1 / 3, 0.882],
  ],
}

function supercell(c: Given, size: readonly [number, number, number]): Given {
  const corners: Point[] = []
  for (let x = 0; x < size[0]; x++)
    for (let y = 0; y < size[1]; y++) for (let z = 0; z < size[2]; z++) corners.push([x, y, z])
  return {
    lattice: c.lattice.map((v, k) => v.map((x) => x * size[k]!)),
    elements: corners.flatMap(() => c.elements),
    positions: corners.flatMap((corner) =>
      c.positions.map((p) => p.map((v, k) => (v + corner[k]!) / size[k]!)),
    ),
  }
}

/** Without its first atom. */
const vacancy = (c: Given): Given => ({
  ...c,
  elements: c.elements.slice(1),
  positions: c.positions.slice(1),
})

/** Atoms displaced by normal noise along the cell vectors, which are about at right angles. */
function displaced(c: Given, noise: number, seed: number): Given {
  const random = rng(seed)
  return {
    ...c,
    positions: c.positions.map((p) =>
      p.map((v, k) => v + (noise * random.normal()) / Math.hypot(...c.lattice[k]!)),
    ),
  }
}

const crystals = [
  ['oh', 4, salt],
  ['oh', 1, titanate],
  ['oh', 2, supercell(titanate, [2, 1, 1])],
  ['c6v', 1, zincite],
  ['oh', 1, vacancy(supercell(salt, [2, 2, 2]))],
] as const
const anyCrystal = fc
  .tuple(fc.constantFrom(...crystals), fc.constantFrom(1e-6, 1e-3, 0.01, 0.03), fc.nat(10_000))
  .map(([[, , given], noise, seed]) => displaced(given, noise, seed))

const facts = ({ chain }: NearCrystalSymmetries) =>
  chain.map(({ symmetry, order, centring }) => [symmetry.name, order, centring])

describe('nearCrystalSymmetries', () => {
  it('finds the whole group of crystals, displaced or not, translations of supercells among it', () => {
    for (const [name, centring, given] of crystals) {
      expect(nearCrystalSymmetries(given, { radius: 0.3 }).chain.at(-1)!.deviation).toBeLessThan(1e-6)
      for (const noise of [1e-6, 0.01, 0.03]) {
        for (let seed = 0; seed < 4; seed++) {
          const { chain } = nearCrystalSymmetries(displaced(given, noise, seed), { radius: 0.3 })
          const last = chain.at(-1)!
          expect([last.symmetry.name, last.centring]).toEqual([name, centring])
          expect(chain[0]!.symmetry.name).toBe('c1')
          expect(last.deviation).toBeLessThan(10 * noise)
        }
      }
    }
    expect(facts(nearCrystalSymmetries(salt, { radius: 0.3 }))).toEqual([['oh', 48, 4]])
  })

  it('is a chain of the groups that are found at tolerances between', () => {
    let groups = 0
    fc.assert(
      fc.property(anyCrystal, (given) => {
        const { chain, radius } = nearCrystalSymmetries(given, { radius: 0.3 })
        chain.forEach(({ deviation, symmetry, symmetrized, order, centring }, k) => {
          const at = crystalPointGroup(given, { tolerance: deviation * (1 + 1e-6) + 1e-11 })
          expect([at.name, at.order, at.centring]).toEqual([symmetry.name, order, centring])
          expect(at.deviation).toBeCloseTo(deviation, 9)
          expect(symmetry.deviation).toBe(deviation)
          // moved onto it, it has it exactly
          const exact = nearCrystalSymmetries(symmetrized.structure, { radius })
          expect(exact.chain[0]!.order).toBe(order)
          expect(exact.chain[0]!.centring).toBe(centring)
          expect(symmetrized.displacement).toBeLessThanOrEqual(2 * deviation + 1e-9)
          const last = chain[k - 1]
          if (!last) return
          groups++
          expect(deviation).toBeGreaterThan(last.deviation)
          expect(centring % last.centring).toBe(0)
          expect(order * centring).toBeGreaterThan(last.order * last.centring)
          // what was alike stays alike
          for (const orbit of last.symmetry.equivalentAtoms) {
            expect(symmetry.equivalentAtoms.some((o) => orbit.every((a) => o.includes(a)))).toBe(true)
          }
        })
      }),
      { seed: 1, numRuns: 60 },
    )
    expect(groups).toBeGreaterThan(60)
  })

  it('is for a smaller radius the part of the chain up to it', () => {
    fc.assert(
      fc.property(anyCrystal, fc.double({ min: 1e-3, max: 1, noNaN: true }), (given, share) => {
        const whole = nearCrystalSymmetries(given, { radius: 0.3 })
        const radius = share * whole.radius
        const chain = whole.chain.filter((c) => c.deviation <= radius)
        expect(facts(nearCrystalSymmetries(given, { radius }))).toEqual(facts({ ...whole, chain }))
      }),
      { seed: 2, numRuns: 60 },
    )
  })

  it('is the same for turned, shuffled and scaled copies in another cell', () => {
    fc.assert(
      fc.property(anyCrystal, fc.nat(10_000), (given, seed) => {
        const random = rng(seed)
        const unit = [1, 1e-150, 1e150, 0.529177][random.int(4)]!
        const order = Array.from(shuffled(given.elements.length, random))
        const [a, b, c] = turned(given.lattice, anyRotation(random)).map((v) => v.map((x) => x * unit))
        const copy: Crystal = {
          lattice: [a!, b!.map((x, k) => x + a![k]!), c!],
          elements: order.map((i) => given.elements[i]!),
          positions: order.map((i) => {
            const [x, y, z] = given.positions[i]!
            return [x! - y! + 0.25, y! + 0.1, z! - 0.3]
          }),
        }
        const [one, other] = [
          nearCrystalSymmetries(given, { radius: 0.3 }),
          nearCrystalSymmetries(copy, { radius: 0.3 * unit }),
        ]
        expect(facts(other)).toEqual(facts(one))
        one.chain.forEach(({ deviation }, k) => {
          expect(other.chain[k]!.deviation / unit).toBeCloseTo(deviation, 9)
        })
      }),
      { seed: 3, numRuns: 60 },
    )
  })

  it('brings polar displacements back to the cubic phase', () => {
    const polar: Given = {
      ...titanate,
      lattice: box(3.99, 3.99, 4.03),
      positions: titanate.positions.map((p, i) => (i === 1 ? [0.5, 0.5, 0.522] : p)),
    }
    const { chain } = nearCrystalSymmetries(polar, { radius: 0.3 })
    expect(chain.map(({ symmetry }) => symmetry.name)).toEqual(['c4v', 'oh'])
    const { structure, displacement } = chain[1]!.symmetrized
    expect(displacement).toBeGreaterThan(0.05)
    const edges = structure.lattice.map((v) => Math.hypot(...v))
    expect(edges[0]).toBeCloseTo(edges[2]!, 12)
    const slab = nearCrystalSymmetries({ ...polar, periodic: [true, true, false] }, { radius: 0.1 })
    expect(slab.chain.map(({ symmetry }) => symmetry.name)).toEqual(['c4v'])
  })

  it('looks no further than atoms are told apart', () => {
    const hydrogen: Given = {
      lattice: box(4, 4, 4.2),
      elements: ['H', 'H'],
      positions: [
        [0, 0, 0],
        [0, 0, 0.1],
      ],
    }
    expect(() => crystalPointGroup(hydrogen, { tolerance: 0.5 })).toThrow(InvalidArgumentError)
    const { radius, chain } = nearCrystalSymmetries(hydrogen, { radius: 0.5 })
    expect(radius).toBeCloseTo(0.21, 12)
    expect(chain.map(({ symmetry }) => symmetry.name)).toEqual(['d4h'])
    const same = { ...hydrogen, positions: [hydrogen.positions[0]!, hydrogen.positions[0]!] }
    expect(() => nearCrystalSymmetries(same, { radius: 0.5 })).toThrow('one place')
  })

  it('refuses wires, and a radius that is not positive', () => {
    const wire = { ...titanate, periodic: [true, false, false] }
    expect(() => nearCrystalSymmetries(wire, { radius: 0.1 })).toThrow(UnsupportedError)
    for (const radius of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, '1', undefined]) {
      expect(() => nearCrystalSymmetries(salt, { radius: radius as number })).toThrow(InvalidArgumentError)
    }
  })
})
