import { existsSync, readFileSync } from 'node:fs'
import { rng } from '@buridan/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inTurn } from '../../../conformance/in-turn.js'
import { noisy, turned as turnedBy } from '../../../conformance/shapes.js'
import {
  crystalPointGroup,
  findPointGroup,
  type Molecule,
  pointGroup,
  pointGroupNames,
} from '../src/index.js'
import { anyRotation, matricesOf } from './space.js'

interface Row extends Molecule {
  name: string
  pointGroup: string
  positions: number[][]
}

// the gallery may not be copied into the project: it is read where it lies, and skipped where it does not
const gallery = new URL('../../../../shared/conformance/point-groups.jsonl', import.meta.url)
const rows = existsSync(gallery)
  ? readFileSync(gallery, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row)
  : []

/** Orders of the finite groups by their names. */
function orderOf(name: string): number | undefined {
  if (name.includes('∞')) return undefined
  const known: Record<string, number> = {
    c1: 1,
    cs: 2,
    ci: 2,
    t: 12,
    td: 24,
    th: 24,
    o: 24,
    oh: 48,
    i: 60,
    ih: 120,
  }
  if (known[name]) return known[name]
  const [, kind, n, suffix] = /^([cds])(\d+)([vhd]?)$/.exec(name)!
  return Number(n) * (kind === 'd' ? 2 : 1) * (suffix ? 2 : 1)
}

describe.skipIf(rows.length === 0)('molecules of the Otterbein gallery', () => {
  it.each(rows)('$name', (row) => {
    for (const tolerance of [undefined, 0.01]) {
      const found = findPointGroup(row, tolerance === undefined ? {} : { tolerance })
      expect(found.name).toBe(row.pointGroup)
      expect(found.order).toBe(orderOf(row.pointGroup))
      expect(found.deviation).toBeLessThan(0.01)
      if (found.group) expect(found.group.order).toBe(BigInt(found.order!))
    }
  })
})
it.runIf(rows.length === 0)('the gallery is not here: its molecules are skipped', () => {
  expect(existsSync(gallery)).toBe(false)
})

/** Orbits of four general points under a point group: a molecule with exactly that symmetry. */
function generic(name: string): { elements: string[]; positions: number[][] } {
  const matrices = matricesOf(pointGroup(name))
  const points = {
    X: [1.9, 0.7, 0.45],
    Y: [0.35, 2.6, 1.3],
    Z: [1.2, 0.5, 3.1],
    W: [2.9, 3.3, 0.8],
  }
  return {
    elements: Object.keys(points).flatMap((element) => matrices.map(() => element)),
    positions: Object.values(points).flatMap((p) => matrices.map((m) => turnedBy([p], m)[0]!)),
  }
}

function turned({ elements, positions }: Molecule, seed: number, noise = 0): Molecule {
  const random = rng(seed)
  const rotation = anyRotation(random)
  const shift = [random.normal(), random.normal(), random.normal()]
  const moved = turnedBy(
    positions.map((p) => Array.from(p)),
    rotation,
  ).map((p) => p.map((v, i) => v + shift[i]!))
  return { elements, positions: noisy(moved, noise, random) }
}

const axial = [4, 5, 7, 8]
  .flatMap((n) => [`C${n}`, `C${n}v`, `C${n}h`, `D${n}`, `D${n}h`, `D${n}d`])
  .concat('S8', 'S10', 'D3d', 'S4')

describe('molecules made of orbits', () => {
  // Ih has 480 atoms here: at night
  const names = [...new Set([...pointGroupNames, ...axial])].filter((n) => n !== 'Ih' || process.env.NIGHTLY)
  it.each(inTurn(names))('%s, turned and shifted at random', (name) => {
    const molecule = generic(name)
    for (const seed of process.env.NIGHTLY ? [1, 2] : [1]) {
      const found = findPointGroup(turned(molecule, seed), { tolerance: 1e-3 })
      expect(found.name).toBe(name.toLowerCase())
      expect(found.order).toBe(Number(pointGroup(name).order))
      expect(found.equivalentAtoms.length).toBe(4)
      expect(found.deviation).toBeLessThan(1e-9)
    }
    // noise below the tolerance changes nothing
    const noisy = findPointGroup(turned(molecule, 3, 2e-4), { tolerance: 4e-3 })
    expect(noisy.name).toBe(name.toLowerCase())
    expect(noisy.gap).toBeGreaterThan(4e-3)
  })

  it('orientation turns the group to that of the catalogue', () => {
    for (const name of [
      'D2d',
      'D2',
      'S4',
      'C4v',
      'D6h',
      'C5v',
      'D4d',
      'C3h',
      'Oh',
      'Td',
      'T',
      'D2h',
      'S8',
      'C2h',
    ]) {
      const matrices = matricesOf(pointGroup(name))
      const turns = [4, 5, 6, 7].map((seed) =>
        findPointGroup(turned(generic(name), seed), { tolerance: 1e-3 }),
      )
      for (const [matrix, Q] of turns.flatMap((t) =>
        t.operations.map((o) => [o.matrix, t.orientation] as const),
      )) {
        const inStandard = new Float64Array(9)
        for (let i = 0; i < 3; i++) {
          for (let j = 0; j < 3; j++) {
            for (let k = 0; k < 3; k++) {
              for (let l = 0; l < 3; l++)
                inStandard[3 * i + j]! += Q[3 * i + k]! * matrix[3 * k + l]! * Q[3 * j + l]!
            }
          }
        }
        expect(matrices.some((m) => m.every((v, e) => Math.abs(v - inStandard[e]!) < 1e-6))).toBe(true)
      }
    }
  })

  it('operations send atoms where they say, and form the group', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...pointGroupNames, ...axial),
        fc.integer({ min: 0, max: 1000 }),
        (name, seed) => {
          const molecule = turned(generic(name), seed)
          const { operations, centre } = findPointGroup(molecule, { tolerance: 1e-3 })
          for (const { matrix, images } of operations) {
            molecule.positions.forEach((p, i) => {
              const q = molecule.positions[images[i]!]!
              for (let r = 0; r < 3; r++) {
                const moved = [0, 1, 2].reduce(
                  (s, c) => s + matrix[3 * r + c]! * (p[c]! - centre[c]!),
                  centre[r]!,
                )
                expect(Math.abs(moved - q[r]!)).toBeLessThan(1e-8)
              }
            })
          }
        },
      ),
      { numRuns: process.env.NIGHTLY ? 30 : 8, seed: 41 },
    )
  })

  it('what is within the tolerance and no group is cut down to one', () => {
    // polygons whose corners are turned a little: mirrors and turns miss by different distances
    const e = 0.05
    for (const turns of [
      [0, e, 0, -e],
      [0, e, 2 * e, 0, 0, 0],
      [0, 0, e, e, 2 * e, 2 * e],
    ]) {
      const positions = turns.map((d, k) => {
        const angle = (2 * k * Math.PI) / turns.length + d
        return [Math.cos(angle), Math.sin(angle), 0]
      })
      const elements = turns.map(() => 'X')
      for (let tolerance = 0.02; tolerance < 0.12; tolerance += 0.003) {
        const { order, group, operations } = findPointGroup({ elements, positions }, { tolerance })
        expect(group!.order).toBe(BigInt(order!))
        const keys = new Set(operations.map((o) => `${o.images.join()}${o.matrix[8]! > 0}`))
        for (const a of operations) {
          for (const b of operations) {
            expect(
              keys.has(`${b.images.map((i) => a.images[i]!).join()}${a.matrix[8]! * b.matrix[8]! > 0}`),
            ).toBe(true)
          }
        }
      }
    }
  })

  it('linear molecules and single atoms have infinite groups', () => {
    const line = (elements: string[]) => ({
      elements,
      positions: elements.map((_, i) => [0.3 * i, 1.1 * i, -0.7 * i]),
    })
    expect(findPointGroup(line(['O', 'C', 'O']))).toMatchObject({
      name: 'd∞h',
      order: undefined,
      operations: [],
      equivalentAtoms: [[0, 2], [1]],
    })
    expect(findPointGroup(line(['H', 'C', 'N']))).toMatchObject({
      name: 'c∞v',
      order: undefined,
      operations: [],
      group: undefined,
    })
    expect(findPointGroup(line(['He'])).name).toBe('kh')
  })

  it.each([
    ['no atoms', { elements: [], positions: [] }, {}],
    ['a coordinate that is NaN', { elements: ['H'], positions: [[0, 0, Number.NaN]] }, {}],
    [
      'atoms that coincide',
      {
        elements: ['H', 'H'],
        positions: [
          [0, 0, 0],
          [0, 0, 0.01],
        ],
      },
      {},
    ],
    ['a tolerance of 0', { elements: ['H'], positions: [[0, 0, 0]] }, { tolerance: 0 }],
    ['fewer positions', { elements: ['H', 'H'], positions: [[0, 0, 0]] }, {}],
    ['an element that is no text', { elements: [null], positions: [[0, 0, 0]] }, {}],
  ])('refuses %s', (_, molecule, options) => {
    expect(() => findPointGroup(molecule as Molecule, options)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/INVALID_ARGUMENT|DIMENSION_MISMATCH/) }),
    )
  })
})

describe('crystals', () => {
  const cubic = (a: number) => [
    [a, 0, 0],
    [0, a, 0],
    [0, 0, a],
  ]
  const hexagonal = (a: number, c: number) => [
    [a, 0, 0],
    [-a / 2, (a * Math.sqrt(3)) / 2, 0],
    [0, 0, c],
  ]
  const fcc = (a: number) => [
    [0, a / 2, a / 2],
    [a / 2, 0, a / 2],
    [a / 2, a / 2, 0],
  ]
  const perovskite = [
    [0, 0, 0],
    [0.5, 0.5, 0.5],
    [0.5, 0.5, 0],
    [0.5, 0, 0.5],
    [0, 0.5, 0.5],
  ]
  const [x, y, z] = [0.4135, 0.2669, 0.1191]
  const third = 1 / 3
  const quartz = [
    [0.4697, 0, third],
    [0, 0.4697, 2 * third],
    [-0.4697, -0.4697, 0],
    [x, y, z],
    [-y, x - y, z + third],
    [y - x, -x, z + 2 * third],
    [y, x, -z],
    [x - y, -y, -z + 2 * third],
    [-x, y - x, -z + third],
  ]
  // International Tables: space group, point group
  it.each([
    [
      'diamond, Fd-3m',
      'oh',
      fcc(3.57),
      ['C', 'C'],
      [
        [0, 0, 0],
        [0.25, 0.25, 0.25],
      ],
    ],
    [
      'zinc blende, F-43m',
      'td',
      fcc(5.41),
      ['Zn', 'S'],
      [
        [0, 0, 0],
        [0.25, 0.25, 0.25],
      ],
    ],
    [
      'magnesium, P6₃/mmc',
      'd6h',
      hexagonal(3.2, 5.2),
      ['Mg', 'Mg'],
      [
        [third, 2 * third, 0.25],
        [2 * third, third, 0.75],
      ],
    ],
    [
      'wurtzite, P6₃mc',
      'c6v',
      hexagonal(3.2, 5.2),
      ['Zn', 'Zn', 'S', 'S'],
      [
        [third, 2 * third, 0],
        [2 * third, third, 0.5],
        [third, 2 * third, 0.38],
        [2 * third, third, 0.88],
      ],
    ],
    [
      'quartz, P3₁21',
      'd3',
      hexagonal(4.913, 5.405),
      ['Si', 'Si', 'Si', 'O', 'O', 'O', 'O', 'O', 'O'],
      quartz,
    ],
    ['cubic BaTiO₃, Pm-3m', 'oh', cubic(4), ['Ba', 'Ti', 'O', 'O', 'O'], perovskite],
    [
      'tetragonal BaTiO₃, P4mm',
      'c4v',
      [
        [3.99, 0, 0],
        [0, 3.99, 0],
        [0, 0, 4.03],
      ],
      ['Ba', 'Ti', 'O', 'O', 'O'],
      [
        [0, 0, 0],
        [0.5, 0.5, 0.52],
        [0.5, 0.5, -0.03],
        [0.5, 0, 0.49],
        [0, 0.5, 0.49],
      ],
    ],
    [
      'two atoms in a triclinic cell, P1',
      'c1',
      [
        [5, 0, 0],
        [1.1, 6, 0],
        [0.4, 0.9, 7],
      ],
      ['A', 'B'],
      [
        [0, 0, 0],
        [0.3, 0.21, 0.4],
      ],
    ],
    [
      'one atom in a triclinic cell, P-1',
      'ci',
      [
        [5, 0, 0],
        [1.1, 6, 0],
        [0.4, 0.9, 7],
      ],
      ['A'],
      [[0.1, 0.2, 0.3]],
    ],
  ])('%s', (_, name, lattice, elements, positions) => {
    const found = crystalPointGroup({ lattice, elements, positions }, { tolerance: 0.01 })
    expect(found.name).toBe(name)
    expect(found.order).toBe(orderOf(name))
    expect(found.group.order).toBe(BigInt(found.order))
    // another basis of the lattice, and a cell four times as large
    const [a, b, c] = lattice as [number[], number[], number[]]
    const skewed = [a, b.map((v, i) => v + a[i]!), c.map((v, i) => v - 2 * b[i]!)]
    const cartesian = positions.map((p) =>
      [0, 1, 2].map((i) => p[0]! * a[i]! + p[1]! * b[i]! + p[2]! * c[i]!),
    )
    const inSkewed = positions.map((p) => [p[0]! - (p[1]! + 2 * p[2]!), p[1]! + 2 * p[2]!, p[2]!])
    const check = inSkewed.map((p) =>
      [0, 1, 2].map((i) => p[0]! * skewed[0]![i]! + p[1]! * skewed[1]![i]! + p[2]! * skewed[2]![i]!),
    )
    check.flat().forEach((v, i) => {
      expect(Math.abs(v - cartesian.flat()[i]!)).toBeLessThan(1e-9)
    })
    expect(
      crystalPointGroup({ lattice: skewed, elements, positions: inSkewed }, { tolerance: 0.01 }).name,
    ).toBe(name)
    const doubled = {
      lattice: [a.map((v) => 2 * v), b.map((v) => 2 * v), c],
      elements: [0, 1, 2, 3].flatMap(() => elements),
      positions: [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ].flatMap(([i, j]) => positions.map((p) => [(p[0]! + i!) / 2, (p[1]! + j!) / 2, p[2]!])),
    }
    const large = crystalPointGroup(doubled, { tolerance: 0.01 })
    expect([large.name, large.centring]).toEqual([name, 4])
    expect(large.equivalentAtoms.length).toBe(found.equivalentAtoms.length)
    expect(large.equivalentAtoms.flat().length).toBe(4 * elements.length)
  })

  it('refuses a flat cell and atoms that coincide', () => {
    const flat = {
      lattice: [
        [1, 0, 0],
        [0, 1, 0],
        [1, 1, 0],
      ],
      elements: ['A'],
      positions: [[0, 0, 0]],
    }
    expect(() => crystalPointGroup(flat)).toThrow(/plane/)
    // where float64 knows whole cells only, two atoms of rock salt have no positions to speak of
    const far = (x: number) => ({
      lattice: [
        [0, 2.82, 2.82],
        [2.82, 0, 2.82],
        [2.82, 2.82, 0],
      ],
      elements: ['Na', 'Cl'],
      positions: [
        [x, 0, 0],
        [0.5, 0.5, 0.5],
      ],
    })
    expect(crystalPointGroup(far(-(2 ** 30))).name).toBe('oh')
    expect(() => crystalPointGroup(far(-7886765644225535))).toThrow(
      /atom 0 .*the tolerance 0.1 needs 16 times better/,
    )
    const twice = {
      lattice: cubic(4),
      elements: ['A', 'B'],
      positions: [
        [0, 0, 0],
        [1, 0, 0],
      ],
    }
    expect(() => crystalPointGroup(twice)).toThrow(/in one place/)
  })
})
