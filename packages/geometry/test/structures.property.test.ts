import { rng } from '@buridan/core'
import { describe, expect, it } from 'vitest'
import { inTurn } from '../../../conformance/in-turn.js'
import { conformanceRows } from '../../../conformance/read.js'
import { hexagon, octahedron, tetrahedron, turned } from '../../../conformance/shapes.js'
import {
  type Crystal,
  crystalPointGroup,
  findPointGroup,
  type Molecule,
  spaceGroup,
  symmetrized,
  symmetryByTolerance,
} from '../src/index.js'
import { anyRotation } from './space.js'

interface CrystalRow extends Crystal {
  readonly name: string
  readonly tolerance: number
  readonly spaceGroupNumber: number
}
interface MoleculeRow extends Molecule {
  readonly name: string
  readonly tolerance: number
  readonly pointGroup: string
}

const crystals = inTurn(conformanceRows<CrystalRow>('crystals.jsonl'))
const molecules = inTurn(conformanceRows<MoleculeRow>('measured-point-groups.jsonl'))

describe('space groups', () => {
  it.each(crystals.map((row) => [row.name, row] as const))('of %s: the number', async (_, row) => {
    const found = await spaceGroup(row, { tolerance: row.tolerance })
    expect([found.number, found.wyckoffLetters.length]).toEqual([row.spaceGroupNumber, row.elements.length])
    // equivalent atoms have one letter
    for (const orbit of found.pointGroup.equivalentAtoms) {
      expect(new Set(orbit.map((i) => found.wyckoffLetters[i])).size).toBe(1)
    }
  })

  it('tell hands apart, in bases of either hand', async () => {
    const quartz = (hand: 1 | -1, basis: 1 | -1): Crystal => ({
      lattice: [
        [4.9, 0, 0],
        [-2.45, 2.45 * Math.sqrt(3), 0],
        [0, 0, hand * 5.4],
      ].map((v) => v.map((x) => basis * x)),
      elements: ['Si', 'Si', 'Si'],
      positions: [
        [0.47, 0, 2 / 3],
        [0, 0.47, 1 / 3],
        [0.53, 0.53, 0],
      ].map((v) => v.map((x) => basis * x)),
    })
    const numbers = []
    for (const hand of [1, -1] as const)
      for (const basis of [1, -1] as const) numbers.push((await spaceGroup(quartz(hand, basis))).number)
    expect(numbers).toEqual([154, 154, 152, 152])
  })

  it('are of the group at the tolerance: one that is lowered too', async () => {
    const tetragonal = (tolerance: number) =>
      spaceGroup(
        {
          lattice: [
            [4, 0, 0],
            [0, 4, 0],
            [0, 0, 4.06],
          ],
          elements: ['Ba', 'Ti', 'O', 'O', 'O'],
          positions: [
            [0, 0, 0],
            [0.5, 0.5, 0.512],
            [0.5, 0.5, -0.02],
            [0.5, 0, 0.49],
            [0, 0.5, 0.49],
          ],
        },
        { tolerance },
      )
    const { number, pointGroup } = await tetragonal(0.02)
    expect([number, pointGroup.name]).toEqual([99, 'c4v'])
    expect(pointGroup.gap).toBeGreaterThan(0.02)
    const cubic = await tetragonal(0.2)
    expect([cubic.number, cubic.pointGroup.name]).toEqual([221, 'oh'])
  })
})

describe('structures on their symmetry', () => {
  it.each(crystals.map((row) => [row.name, row] as const))('%s has it exactly', (_, row) => {
    const { structure, displacement, symmetry } = symmetrized(row, { tolerance: row.tolerance })
    const again = crystalPointGroup(structure, { tolerance: 1e-6 })
    expect([again.name, again.centring, again.equivalentAtoms]).toEqual([
      symmetry.name,
      symmetry.centring,
      symmetry.equivalentAtoms,
    ])
    expect(again.deviation).toBeLessThan(1e-10)
    expect(displacement).toBeLessThanOrEqual(2 * row.tolerance)
  })

  it('molecules too', () => {
    for (const row of molecules) {
      const { structure, displacement } = symmetrized(row, { tolerance: row.tolerance })
      const again = findPointGroup(structure, { tolerance: 1e-7 })
      expect([row.name, again.name]).toEqual([row.name, row.pointGroup])
      expect(again.deviation).toBeLessThan(1e-10)
      expect(displacement).toBeLessThanOrEqual(2 * row.tolerance)
      expect(symmetrized(structure, { tolerance: 1e-7 }).displacement).toBeLessThan(1e-10)
    }
  })

  it('on a line, a point, and beside a line', () => {
    const bent = {
      elements: ['O', 'C', 'O'],
      positions: [
        [-1.2, 0.01, 0],
        [0, 0, 0.004],
        [1.21, 0, 0],
      ],
    }
    const { structure, symmetry } = symmetrized(bent)
    expect(symmetry.name).toBe('d∞h')
    expect(findPointGroup(structure, { tolerance: 1e-9 }).name).toBe('d∞h')
    expect(findPointGroup(bent, { tolerance: 1e-3 }).name).toBe('cs')
    expect(symmetrized({ elements: ['H'], positions: [[1, 2, 3]] }).structure.positions).toEqual([[1, 2, 3]])
    expect(() => symmetrized(undefined as never)).toThrow(/a structure must be an object/)
  })
})

describe('symmetry by tolerance', () => {
  it('changes where the deviations of operations are', () => {
    const random = rng(7)
    const positions = turned(octahedron, anyRotation(random)).map((p, i) =>
      p.map((v) => 2 * v + (i === 0 ? 0.05 : 0)),
    )
    const molecule = { elements: positions.map(() => 'F'), positions }
    const ranges = symmetryByTolerance(molecule)
    expect(ranges.length).toBeGreaterThan(1)
    expect([ranges[0]!.from, ranges.at(-1)!.to, ranges.at(-1)!.name]).toEqual([1e-3, 0.5, 'oh'])
    ranges.forEach((range, i) => {
      if (i > 0) expect(range.from).toBe(ranges[i - 1]!.to)
      for (const share of [0.001, 0.5, 0.999]) {
        const tolerance = range.from + share * (range.to - range.from)
        expect([tolerance, findPointGroup(molecule, { tolerance }).name]).toEqual([tolerance, range.name])
      }
    })
  })

  it('changes no later than asked, and as far as atoms are told apart', () => {
    // two near atoms limit how far operations are sought
    const crystal = {
      lattice: [
        [6, 0, 0],
        [0, 6, 0],
        [0, 0, 6],
      ],
      elements: ['H', 'H', 'X', 'X'],
      positions: [
        [0, 0, -0.74 / 12],
        [0, 0, 0.74 / 12],
        [0.5, 0.5, 0],
        [0.4 / 6, 0, 0.5],
      ],
    }
    const ranges = symmetryByTolerance(crystal, { to: 0.72 })
    expect(ranges.map((r) => r.name)).toEqual(['c2v', 'd4h'])
    expect(ranges[1]!.from).toBeCloseTo(0.6, 6)
    expect(ranges[1]!.to).toBe(0.72)
    const water = {
      elements: ['O', 'H', 'H'],
      positions: [
        [0, 0, 0.12],
        [0, 0.76, -0.48],
        [0, -0.76, -0.48],
      ],
    }
    // hydrogen and oxygen are 0.968 Å apart
    expect(symmetryByTolerance(water, { to: 5 }).at(-1)!.to).toBeCloseTo(Math.hypot(0.76, 0.6), 6)
  })

  it('ends where atoms are no longer told apart, and refuses what is no range', () => {
    const close = {
      elements: ['H', 'H', 'O'],
      positions: [
        [0, 0.1, 0],
        [0, -0.1, 0],
        [1, 0, 0],
      ],
    }
    expect(symmetryByTolerance(close).at(-1)!.to).toBeLessThanOrEqual(0.2)
    expect(() => symmetryByTolerance(close, { from: 0.3 })).toThrow(/atoms 0 and 1/)
    expect(() => symmetryByTolerance(close, { from: 0.1, to: 0.01 })).toThrow(/to is 0.01/)
  })
})

describe('symmetry numbers', () => {
  it('count rotations', () => {
    const number = (elements: string[], positions: number[][]) =>
      findPointGroup({ elements, positions }, { tolerance: 1e-3 }).symmetryNumber
    const alike = (points: readonly (readonly number[])[]) =>
      number(
        points.map(() => 'H'),
        points.map((p) => [...p]),
      )
    expect([alike(tetrahedron), alike(octahedron), alike(hexagon)]).toEqual([12, 24, 12])
    expect(
      number(
        ['O', 'H', 'H'],
        [
          [0, 0, 0.12],
          [0, 0.76, -0.48],
          [0, -0.76, -0.48],
        ],
      ),
    ).toBe(2)
    const line = [
      [0, 0, 0],
      [0, 0, 1.1],
    ]
    expect([number(['C', 'O'], line), number(['N', 'N'], line), number(['He'], [[0, 0, 0]])]).toEqual([
      1, 2, 1,
    ])
  })
})

describe('molecules that are points, lines and planes', () => {
  const of = (...atoms: (readonly [string, ...number[]])[]): Molecule => ({
    elements: atoms.map(([e]) => e),
    positions: atoms.map(([, ...p]) => p),
  })

  it.each([
    ['kh', of(['He', 1, 2, 3])],
    ['d∞h', of(['H', 0, 0, 0], ['H', 0.3, 0.4, 0.5])],
    ['c∞v', of(['H', 0, 0, 0], ['C', 0.6, 0.8, 0], ['N', 1.32, 1.76, 0])],
    ['c2v', of(['O', 0, 0, 0], ['H', 0.8, 0.6, 0], ['H', -0.8, 0.6, 0])],
    ['cs', of(['N', 0, 0, 0], ['O', 1.2, 0, 0], ['Cl', -0.8, 1.7, 0])],
  ] as const)('have %s', (name, molecule) => {
    const random = rng(5)
    const turn = anyRotation(random)
    const positions = turned(
      molecule.positions.map((p) => Array.from(p)),
      turn,
    )
    expect([findPointGroup(molecule).name, findPointGroup({ ...molecule, positions }).name]).toEqual([
      name,
      name,
    ])
  })

  it('of two atoms in one place are refused, and so are crystals: which two, and what to do', () => {
    const twice = of(['H', 0, 0, 0], ['C', 1, 0, 0], ['H', 0, 0, 0])
    expect(() => findPointGroup(twice)).toThrow('atoms 0 and 2 are in one place: leave one of them out')
    expect(() => findPointGroup(of(['H', 0, 0, 0], ['C', 1, 0, 0], ['H', 0, 0, 0.05]))).toThrow(
      'atoms 0 and 2 are 0.0500 apart, within the tolerance 0.1: make it smaller, or leave one of them out',
    )
    const lattice = [
      [4, 0, 0],
      [0, 4, 0],
      [0, 0, 4],
    ]
    const elements = ['Na', 'Cl', 'Na']
    const cell = (last: number[]) => ({ lattice, elements, positions: [[0.1, 0, 0], [0.5, 0.5, 0.5], last] })
    expect(() => crystalPointGroup(cell([1.1, 0, -1]))).toThrow('atoms 0 and 2 are in one place')
    expect(() => crystalPointGroup(cell([0.11, 0, 0]))).toThrow('atoms 0 and 2 are 0.0400 apart')
  })
})
