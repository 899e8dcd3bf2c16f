import { type Sites, symmetryInSpace, symmetryOfSites } from '@buridan/geometry'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aboutZ, type Point, turned } from '../../../conformance/shapes.js'
import {
  act,
  elementsOf,
  type LieRepresentation,
  parseAnyGroup,
  parseRepresentation,
  permutation,
  pointGroup,
  rng,
  shuffled,
  specialOrthogonal,
  stabilizer,
  symmetric,
  transporter,
  uniformElement,
} from '../src/index.js'

const repOf = (group: string, text: string) =>
  parseRepresentation(parseAnyGroup(group), text) as LieRepresentation
const square: readonly Point[] = [
  [1, 0, 0],
  [0, 1, 0],
  [-1, 0, 0],
  [0, -1, 0],
]
/** Coordinates as V_a*V_b has them: all x, all y, all z. */
const byCoordinate = (points: readonly Point[]) => [0, 1, 2].flatMap((c) => points.map((p) => p[c]!))

describe('stabilizers of spins and hands at points', () => {
  // by hand: of the square's sixteen operations those that keep the pattern
  it.each([
    ['all up', [1, 1, 1, 1].map((s) => [0, 0, s]), 'c4h', 8n, 'c4'],
    ['up and down in turn', [1, -1, 1, -1].map((s) => [0, 0, s]), 'd2h', 8n, 'd2'],
    ['outwards', square, 'd4', 8n, 'd4'],
    ['around', square.map(([x, y]) => [-y!, x!, 0]), 'c4v', 8n, 'c4'],
    ['all along one corner', square.map(() => [1, 0, 0]), 'c2h', 4n, 'c2'],
    ['one of four', [[0, 0, 1], ...[0, 0, 0].map(() => [0, 0, 0])], 'cs', 2n, 'c1'],
  ] as const)('a square with spins %s', (_, spins, name, order, rotations) => {
    const random = rng(7)
    for (const text of ['V_a*V_b+axial_a*V_b', 'V_a*V_b+V_b*axial_a', 'V_a*V_b+pseudo_a*V_a*V_b']) {
      for (let k = 0; k < 4; k++) {
        const m = specialOrthogonal(3).haarSample(random).re
        const [places, axes] = [turned(square, m), turned(spins, m)]
        const blocks = text.includes('V_b*axial') ? axes.flat() : byCoordinate(axes)
        const x = [...byCoordinate(places), ...blocks]
        const found = stabilizer(repOf('O(3)xS(4)', text), x)
        expect([text, found.orbitType, found.order]).toEqual([text, name, order])
        expect(stabilizer(repOf('SO(3)xS(4)', text), x).orbitType).toBe(rotations)
      }
    }
  })

  it.each([
    ['all of one hand', [1, 1, 1, 1], 'd4', 8n],
    ['in turn', [1, -1, 1, -1], 'd2d', 8n],
    ['two and two', [1, 1, -1, -1], 'c2h', 4n],
    ['none', [0, 0, 0, 0], 'd4h', 16n],
  ] as const)('a square with hands %s', (_, hands, name, order) => {
    const rep = repOf('O(3)xS(4)', 'V_a*V_b+pseudo_a*V_b')
    for (const angle of [0, 17]) {
      const x = [...byCoordinate(turned(square, aboutZ(angle))), ...hands]
      const found = stabilizer(rep, x)
      expect([angle, found.orbitType, found.order]).toEqual([angle, name, order])
    }
  })

  it('are all that fix a vector, of the octahedral group and all orders of the points', () => {
    const oh = pointGroup('Oh')
    const V = parseRepresentation(oh, 'V') as never as { realMatrix(g: Uint32Array): Float64Array }
    const matrices = [...elementsOf(oh)].map((g) => V.realMatrix(g))
    const rep = repOf('O(3)xS(4)', 'V_a*V_b+axial_a*V_b+pseudo_a*V_b+V_b')
    const orders = [...elementsOf(symmetric(4))]
    fc.assert(
      fc.property(fc.nat(100_000), (seed) => {
        const random = rng(seed)
        const few = () => random.int(3) - 1
        const x = Float64Array.from({ length: rep.dim }, (_, i) =>
          i < 12 ? few() : random.int(3) > 0 ? 0 : few(),
        )
        const fixing = matrices.flatMap((re) =>
          orders.filter((images) =>
            act(rep, [{ n: 3, re }, images], x).every((v, i) => Math.abs(v - x[i]!) < 1e-9),
          ),
        )
        const found = stabilizer(rep, x)
        if (found.order === undefined) return
        expect(found.order % BigInt(fixing.length)).toBe(0n)
        for (let k = 0; k < 5; k++) {
          const g = found.randomElement(random)
          const moved = act(rep, g, x)
          expect(Math.max(...moved.map((v, i) => Math.abs(v - x[i]!)))).toBeLessThan(1e-9)
        }
        const y = act(rep, uniformElement(rep.group, random) as never, x)
        expect(stabilizer(rep, y).order).toBe(found.order)
        const back = transporter(rep, x, y)
        expect(back && back.deviation < 1e-9).toBe(true)
        expect(permutation(shuffled(3, random), 3).length).toBe(3)
      }),
      { seed: 19, numRuns: process.env.NIGHTLY ? 300 : 60 },
    )
  })

  it('tell a ferromagnet from its mirror image by an axial vector along the mirror alone', () => {
    const points = (axial: Point, polar: Point) =>
      symmetryOfSites({
        points: square.map((p) => ({ vectors: [p, polar], axials: [axial] })),
      }).name
    expect([
      points([0, 0, 1], [0, 0, 0]),
      points([0, 0, 0], [0, 0, 1]),
      points([0, 0, 1], [0, 0, 1]),
    ]).toEqual(['c4h', 'c4v', 'c4'])
    const one = { vectors: [[1, 0, 0]], axials: [[0, 0, 1]] }
    expect(() => symmetryOfSites({ points: [one, { vectors: [[0, 1, 0]] }] })).toThrow(
      'sites.points[1] has 0 axials, sites.points[0] has 1',
    )
    // what is no list is refused in words, also where spaces have no axial vectors
    for (const wrong of [{ axials: null }, { axials: 3 }, { axials: [[1, 2]] }]) {
      const sites = { points: [{ vectors: [[1, 0, 0]], ...wrong }] } as unknown as Sites
      for (const ask of [() => symmetryOfSites(sites), () => symmetryInSpace(sites, 3)]) {
        expect(ask).toThrow(
          expect.objectContaining({ code: expect.stringMatching(/INVALID_ARGUMENT|DIMENSION_MISMATCH/) }),
        )
      }
    }
  })
})
