// Audits of one molecule that is given in all ways, with the axes of the laboratory as labels: what symmetry takes of them is known.
import { readFileSync } from 'node:fs'
import {
  findPointGroup,
  inverse,
  type LieRepresentation,
  lieProduct,
  orthogonal,
  parseRepresentation,
  rng,
  shuffled,
  specialOrthogonal,
  symmetric,
} from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { hexagon, octahedron, type Point, tetrahedron, turned, twisted } from '../../../conformance/shapes.js'
import { type Molecule, molecule, NOISE, rotationOf, TOLERANCE, WAYS } from '../../../conformance/ways.js'
import { audit } from '../src/index.js'

/** Atoms are off by the noise along each axis, about; symmetric within twice this, copies within four times. */
const PRECISION = TOLERANCE / 4

const scaled = (points: readonly Point[], s: number) => points.map((p) => p.map((v) => s * v))
const of = (atoms: Readonly<Record<string, readonly Point[]>>): Molecule => ({
  elements: Object.entries(atoms).flatMap(([e, list]) => list.map(() => e)),
  positions: Object.values(atoms).flat(),
})

/** Molecules, with the dimension of what their group leaves of a vector, and whether one hand is another molecule. */
const MOLECULES: readonly [name: string, left: number, chiral: boolean, molecule: Molecule][] = [
  ['td', 0, false, of({ C: [[0, 0, 0]], H: scaled(tetrahedron, 1.09) })],
  ['oh', 0, false, of({ S: [[0, 0, 0]], F: scaled(octahedron, 1.56) })],
  ['d6h', 0, false, of({ C: scaled(hexagon, 1.39), H: scaled(hexagon, 2.48) })],
  ['d3', 0, true, of({ N: scaled(twisted, 1.8), Co: [[0, 0, 0]] })],
  [
    'c3v',
    1,
    false,
    of({ N: [[0, 0, 0.3]], H: [0, 2, 4].map((k) => [0.94 * hexagon[k]![0]!, 0.94 * hexagon[k]![1]!, -0.1]) }),
  ],
  [
    'cs',
    2,
    false,
    of({
      N: [[0, 0.1, 0]],
      O: [[1.2, 0.1, 0]],
      F: [[-0.6, 1.2, 0]],
      H: [
        [-0.4, -0.8, 0.7],
        [-0.4, -0.8, -0.7],
      ],
    }),
  ],
  [
    'c1',
    3,
    true,
    of({
      C: [[0, 0, 0.1]],
      H: [[0, 0, 1.1]],
      F: [[1.2, 0, -0.3]],
      Cl: [[-0.7, 1.5, -0.6]],
      Br: [[-0.8, -1.7, -0.5]],
    }),
  ],
]

const KINDS = ['H', 'C', 'N', 'O', 'F', 'S', 'Cl', 'Co', 'Br']
function rowOf({ elements, positions }: Molecule, unit: number): number[] {
  const n = elements.length
  const centred = [0, 1, 2].flatMap((c) => {
    const mean = positions.reduce((sum, p) => sum + p[c]! / n, 0)
    return positions.map((p) => p[c]! - mean)
  })
  return [...centred, ...elements.map((e) => unit * 10 * (1 + KINDS.indexOf(e)))]
}

describe.each(MOLECULES)('audits of a molecule of %s', (name, left, chiral, exact) => {
  const n = exact.elements.length
  const inputs = { 'O(3)': orthogonal(3), 'SO(3)': specialOrthogonal(3) }

  it.each(['O(3)', 'SO(3)'] as const)('in %s', (group) => {
    const G = lieProduct(inputs[group], symmetric(n))
    const rep = (text: string) => parseRepresentation(G, text) as LieRepresentation
    const random = rng(0xa0d1 + n)
    const one = WAYS.filter((way) => way.unit === undefined)
    const given = one.map((way) => molecule(exact, way, random))
    // the axes of the laboratory, three to a sample: symmetry leaves as many of them as it leaves dimensions
    const samples = given.flatMap((m) =>
      [0, 1, 2].map((axis) => ({ x: rowOf(m, 1), y: [0, 1, 2].map((c) => (c === axis ? 1 : 0)) })),
    )
    const report = audit({
      x: samples.map((s) => s.x),
      y: samples.map((s) => s.y),
      repIn: rep('V_a*V_b+V_b'),
      repOut: rep('V_a'),
      inputPrecision: PRECISION,
    })
    expect(report.skipped).toEqual([])
    expect(report.orbits).toBe(group === 'SO(3)' && chiral ? 2 : 1)
    // rotations alone leave of a mirror plane nothing, of others what the whole group leaves
    const kept = group === 'SO(3)' && name === 'cs' ? 3 : left
    expect(report.price).toBeCloseTo((3 - kept) / 3, 2)
    expect(report.deviation).toBeLessThan(4 * NOISE)
    expect(findPointGroup(exact, { tolerance: TOLERANCE }).name).toBe(name)
  })

  it('says the same in every unit', () => {
    const G = lieProduct(orthogonal(3), symmetric(n))
    const rep = (text: string) => parseRepresentation(G, text) as LieRepresentation
    const figures = [1, 1e-150, 1e150, 2 ** -500, 2 ** 500].map((unit) => {
      const copies = WAYS.filter((way) => way.unit === undefined).map((way) =>
        molecule(exact, { ...way, unit }, rng(7)),
      )
      const x = copies.map((m) => rowOf(m, unit))
      const y = copies.map((_, i) => [i % 3 === 0 ? unit : 0, i % 3 === 1 ? unit : 0, i % 3 === 2 ? unit : 0])
      const { orbits, price, labelVariance } = audit({
        x,
        y,
        repIn: rep('V_a*V_b+V_b'),
        repOut: rep('V_a'),
        inputPrecision: PRECISION * unit,
      })
      return [orbits, price / labelVariance]
    })
    expect(figures[0]![0]).toBe(1)
    figures.forEach(([orbits, share], k) => {
      expect(orbits).toBe(1)
      // atoms are laid on each other to about the root of rounding; powers of two round nothing
      expect(share).toBeCloseTo(figures[0]![1]!, k < 3 ? 6 : 13)
    })
  })
})

interface Row {
  readonly elements: readonly string[]
  readonly positions: readonly Point[]
  readonly bonds: readonly (readonly [number, number, number])[]
}
const rows = readFileSync(new URL('../../tasks/data/molecules.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row)

describe('audits of molecules and their copies, turned and in another order', () => {
  /** A number beside which coordinates are small: relative tolerances are then lengths. */
  const CONSTANT = 1e4
  const sizes = [...new Set(rows.map((r) => r.elements.length))].sort((a, b) => a - b)
  const kinds = [...new Set(rows.flatMap((r) => r.elements))].sort()

  it.each(sizes.filter((n) => (process.env.NIGHTLY ? n <= 80 : [6, 9, 15, 21].includes(n))))(
    'find as many orbits as without the copies, at every precision: of %i atoms',
    (n) => {
      const G = lieProduct(orthogonal(3), symmetric(n))
      const rep = (text: string) => parseRepresentation(G, text) as LieRepresentation
      const random = rng(n)
      const own = rows.filter((r) => r.elements.length === n)
      const input = ({ elements, positions }: Molecule) => [
        ...rowOf({ elements, positions }, 0).slice(0, 3 * n),
        ...elements.map((e) => 1 + kinds.indexOf(e)),
        CONSTANT,
      ]
      const label = (bonds: Row['bonds'], place: ArrayLike<number>, more: number) => {
        const y = new Array<number>(n * n).fill(0)
        for (const [a, b, order] of bonds) {
          y[place[a]! * n + place[b]!] = Number(order) + more
          y[place[b]! * n + place[a]!] = Number(order) + more
        }
        return y
      }
      const here = Array.from({ length: n }, (_, i) => i)
      const samples = own.map((r) => ({ x: input(r), y: label(r.bonds, here, 0) }))
      const copies = own.map((r) => {
        const order = [...shuffled(n, random)]
        const places = turned(r.positions, rotationOf(random))
        const place = inverse(Uint32Array.from(order))
        return {
          x: input({ elements: order.map((i) => r.elements[i]!), positions: order.map((i) => places[i]!) }),
          y: label(r.bonds, place, 1),
        }
      })
      const at = (list: typeof samples, precision: number) =>
        audit({
          x: list.map((s) => s.x),
          y: list.map((s) => s.y),
          repIn: rep('V_a*V_b+V_b+T(0)'),
          repOut: rep('V_b*V_b'),
          inputPrecision: precision,
        })
      for (const precision of [1e-6, 1e-4, 0.0025, 0.025]) {
        const [alone, both] = [at(samples, precision), at([...samples, ...copies], precision)]
        expect([precision, both.orbits, both.samples]).toEqual([precision, alone.orbits, 2 * alone.samples])
        // where each is alone in its orbit, labels that differ by 1 at each bond are off their mean by a half
        if (alone.orbits === own.length && precision === 1e-6) {
          const bonds = own.reduce((sum, r) => sum + r.bonds.length, 0)
          expect(both.disagreement).toBeLessThanOrEqual((2 * bonds * 0.25) / own.length + 1e-9)
          expect(both.disagreement).toBeGreaterThan((2 * bonds * 0.25) / own.length / 2)
        }
      }
    },
  )
})
