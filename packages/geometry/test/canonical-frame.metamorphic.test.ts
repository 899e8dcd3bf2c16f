import { readFileSync } from 'node:fs'
import { type Rng, rng, shuffled } from '@buridan/core'
import { describe, expect, it } from 'vitest'
import { leastCpuTime } from '../../../conformance/cpu-time.js'
import {
  aboutZ,
  hexagon,
  noisy,
  octahedron,
  type Point,
  tetrahedron,
  turned,
  twisted,
} from '../../../conformance/shapes.js'
import { canonicalFrame, type Site, type SiteOptions } from '../src/index.js'
import { anyRotation, distance } from './space.js'

interface Atoms {
  readonly positions: readonly Point[]
  readonly kinds: readonly number[]
}

const canonical = ({ positions, kinds }: Atoms, options: SiteOptions) =>
  canonicalFrame({ points: positions.map((p, i) => ({ vectors: [p], scalars: [kinds[i]!] })) }, options).sites
    .points

/** Turned, or turned and reflected, with its atoms in another order. */
function copyOf({ positions, kinds }: Atoms, random: Rng, reflected: boolean): Atoms {
  const sign = reflected ? -1 : 1
  const places = turned(
    positions,
    anyRotation(random).map((v) => sign * v),
  )
  const order = [...shuffled(positions.length, random)]
  return { positions: order.map((p) => places[p]!), kinds: order.map((p) => kinds[p]!) }
}

const numbersOf = ({ vectors, scalars }: Site): number[] => [
  ...Array.from(vectors[0]!),
  ...Array.from(scalars!),
]

/** How far canonical forms are apart at most. */
function apart(a: Atoms, b: Atoms, options: SiteOptions): number {
  const [one, other] = [canonical(a, options), canonical(b, options)]
  return Math.max(
    ...one.map((p, i) => {
      return distance(numbersOf(p), numbersOf(other[i]!))
    }),
  )
}

const ELEMENTS = ['H', 'He', 'Li', 'Be', 'B', 'C', 'N', 'O', 'F', 'P', 'S', 'Cl', 'Br', 'I']
const molecules = readFileSync(new URL('../../tasks/data/molecules.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line): Atoms => {
    const { elements, positions } = JSON.parse(line) as { elements: string[]; positions: number[][] }
    const centre = [0, 1, 2].map((c) => positions.reduce((sum, p) => sum + p[c]!, 0) / positions.length)
    return {
      positions: positions.map((p) => p.map((v, c) => v - centre[c]!)),
      kinds: elements.map((e) => 1 + ELEMENTS.indexOf(e)),
    }
  })

describe('canonical forms of molecules', () => {
  it.each([1e-6, 1e-4, 1e-3, 0.01, 0.03, 0.1, 0.2, 0.3])(
    'are those of their copies, in another order, at a tolerance of %f Å',
    (tolerance) => {
      const random = rng(Math.round(1e7 * tolerance))
      const step = process.env.NIGHTLY ? 1 : 9
      for (let k = random.int(step); k < molecules.length; k += step) {
        for (const proper of [false, true]) {
          const copy = copyOf(molecules[k]!, random, !proper)
          const off = apart(molecules[k]!, copy, { tolerance, proper })
          expect([k, proper, off <= 2 * tolerance + 1e-9]).toEqual([k, proper, true])
        }
      }
    },
  )

  it('are two for the two hands of a molecule under rotations, unless it is its own mirror image', () => {
    const random = rng(11)
    const chiral: Atoms = {
      positions: [
        [0, 0, 0],
        [1, 0, 0],
        [0, 1.5, 0],
        [0, 0, 2],
      ],
      kinds: [1, 2, 3, 4],
    }
    for (const tolerance of [1e-6, 0.01, 0.2]) {
      for (const [atoms, two] of [
        [chiral, true],
        [{ ...chiral, kinds: [1, 2, 3, 3] }, true],
        [{ positions: tetrahedron, kinds: [1, 2, 3, 3] }, false],
        [{ positions: twisted, kinds: [1, 1, 1, 1, 1, 1] }, true],
        [{ positions: octahedron, kinds: [1, 1, 1, 1, 1, 2] }, false],
      ] as const) {
        const image = copyOf(atoms, random, true)
        expect(apart(atoms, image, { tolerance }) <= 2 * tolerance).toBe(true)
        expect(apart(atoms, image, { tolerance, proper: true }) > 0.1).toBe(two)
      }
    }
  })
})

describe('canonical forms of measured points', () => {
  it('are near those of turned, reordered, rounded and scaled copies', () => {
    const random = rng(29)
    const shapes: readonly (readonly Point[])[] = [tetrahedron, octahedron, hexagon, twisted]
    for (const shape of shapes) {
      for (const size of [0.001, 0.003, 0.01]) {
        for (let k = 0; k < (process.env.NIGHTLY ? 20 : 4); k++) {
          const atoms = {
            positions: noisy(turned(shape, aboutZ(360 * random.float())), size, random),
            kinds: shape.map(() => 1),
          }
          const copy = copyOf(atoms, random, random.int(2) === 0)
          const rounded = {
            ...copy,
            positions: copy.positions.map((p) => p.map((v) => Number(v.toFixed(6)))),
          }
          const tolerance = 8 * size
          const off = apart(atoms, rounded, { tolerance })
          expect([size, k, off <= 2 * tolerance]).toEqual([size, k, true])
          for (const unit of [1e-160, 1e160]) {
            const inUnit = ({ positions, kinds }: Atoms) => ({
              positions: positions.map((p) => p.map((v) => v * unit)),
              kinds: kinds.map((v) => v * unit),
            })
            const scaled = apart(inUnit(atoms), inUnit(rounded), { tolerance: tolerance * unit })
            expect([size, k, unit, Math.abs(scaled / unit - off) < 1e-6]).toEqual([size, k, unit, true])
          }
        }
      }
    }
  })
})

const listed = (v: ArrayLike<number>): number[] => Array.from(v)

/** Points of half integers, some of which coincide, are in a plane, or are alike but for what they carry. */
function halfIntegers(random: Rng): { readonly points: Site[]; readonly vectors: Point[] } {
  const flat = random.int(4) === 0
  const vector = (): Point => [0, 1, 2].map((c) => (flat && c === 2 ? 0 : (random.int(5) - 2) / 2))
  const [each, scalars] = [random.int(3), random.int(2)]
  const points = Array.from(
    { length: random.int(8) },
    (): Site => ({
      vectors: Array.from({ length: each }, vector),
      scalars: Array.from({ length: scalars }, () => random.int(2)),
    }),
  )
  if (points.length > 2 && random.int(3) === 0) points[1] = points[0]!
  return { points, vectors: Array.from({ length: random.int(2) }, vector) }
}

describe('canonical forms of points with any numbers of vectors', () => {
  // at most of these all points are within the tolerance of others
  it.each([0, 1e-9, 0.01, 0.5, 1.5, 2, 2.5, 100])(
    'are those of turned and reordered copies at the tolerance %f',
    (tolerance) => {
      const random = rng(3 + Math.round(10 * tolerance))
      for (let k = 0; k < (process.env.NIGHTLY ? 2000 : 150); k++) {
        const { points, vectors } = halfIntegers(random)
        const [metric, proper] = [random.int(2) ? 'norm' : 'largest', random.int(2) === 0] as const
        const sign = proper || random.int(2) ? 1 : -1
        const turn = anyRotation(random).map((v) => sign * v)
        const copied = Array.from(shuffled(points.length, random), (p): Site => {
          const { vectors: own, scalars = [] } = points[p]!
          return { vectors: turned(own.map(listed), turn), scalars }
        })
        const numbers = (sites: { points: readonly Site[]; vectors: readonly ArrayLike<number>[] }) => {
          const { sites: found } = canonicalFrame(sites, { tolerance, metric, proper })
          return [
            ...found.points.flatMap((p) => [...p.vectors.flatMap(listed), ...Array.from(p.scalars!)]),
            ...found.vectors!.flatMap(listed),
          ]
        }
        const [one, other] = [
          numbers({ points, vectors }),
          numbers({ points: copied, vectors: turned(vectors, turn) }),
        ]
        const off = Math.max(0, ...one.map((v, i) => Math.abs(v - other[i]!)))
        expect([k, off <= 4 * tolerance + 1e-9]).toEqual([k, true])
      }
    },
  )

  it('takes seconds where points are much closer to each other than the tolerance', () => {
    const random = rng(7)
    const points = Array.from({ length: 150 }, () => ({ vectors: [[0, 1, 2].map(() => random.normal())] }))
    expect(leastCpuTime(() => canonicalFrame({ points }, { tolerance: 1 }), 4000)).toBeLessThan(4000)
  })
})
