// Every function that asks for the symmetry of points, asked in all the ways in which one molecule is given.
import { alignSites, canonicalFrame, type Sites, symmetryOfSites } from '@buridan/geometry'
import { describe, expect, it } from 'vitest'
import { type Point, turned } from '../../../conformance/shapes.js'
import { type Molecule, molecule, NOISE, TOLERANCE, WAYS } from '../../../conformance/ways.js'
import {
  canonicalize,
  elementsOf,
  type FiniteGroup,
  findPointGroup,
  type LieRepresentation,
  matrixGroup,
  orbitDistance,
  parseAnyGroup,
  parseRepresentation,
  pointGroup,
  rng,
  stabilizer,
  symmetrized,
  symmetryByTolerance,
  transporter,
} from '../src/index.js'

/** Orbits of points under a point group, its axes as in the catalogue. */
function orbitOf(group: string, p: Point): Point[] {
  const g = pointGroup(group)
  const rep = parseRepresentation(g, 'V') as never as { realMatrix(e: Uint32Array): Float64Array }
  const list = elementsOf(g)
  const out: Point[] = []
  for (let i = 0; i < list.order; i++) {
    const [q] = turned([p], rep.realMatrix(list.at(i)))
    if (!out.some((o) => Math.hypot(...o.map((v, k) => v - q![k]!)) < 1e-9)) out.push(q!)
  }
  return out
}
const made = (group: string, parts: Readonly<Record<string, Point>>): Molecule => {
  const atoms = Object.entries(parts).flatMap(([e, p]) => orbitOf(group, p).map((q) => [e, q] as const))
  return { elements: atoms.map(([e]) => e), positions: atoms.map(([, q]) => q) }
}

/** Molecules with their point groups and those of their rotations, made by the operations of the catalogue. */
const MOLECULES: readonly [group: string, rotations: string, molecule: Molecule][] = [
  [
    'c1',
    'c1',
    made('C1', {
      C: [0, 0, 0.1],
      H: [0, 0, 1.1],
      F: [1.2, 0, -0.3],
      Cl: [-0.7, 1.5, -0.6],
      Br: [-0.8, -1.7, -0.5],
    }),
  ],
  ['cs', 'c1', made('Cs', { C: [0.2, 0, 0], H: [0.9, 0.7, 0.9], N: [-1.3, 0.4, 0], O: [1, -1.5, 0] })],
  ['ci', 'c1', made('Ci', { C: [0.8, 0.3, 0.2], F: [1.5, -0.9, 0.8], Cl: [0.4, 1.8, -1.1] })],
  ['c2', 'c2', made('C2', { O: [0.74, 0, 0], H: [0.9, 0.8, 0.5] })],
  ['c3v', 'c3', made('C3v', { N: [0, 0, 0.3], H: [0.94, 0, -0.2] })],
  ['d2d', 'd2', made('D2d', { C: [0, 0, 1.3], H: [0.66, 0.66, 1.9] })],
  ['d3', 'd3', made('D3', { N: [1.5, 0.6, 0.7], Co: [0, 0, 0] })],
  ['d6h', 'd6', made('D6h', { C: [1.39, 0, 0], H: [2.48, 0, 0] })],
  ['td', 't', made('Td', { C: [0, 0, 0], H: [0.63, 0.63, 0.63] })],
  ['oh', 'o', made('Oh', { S: [0, 0, 0], F: [1.56, 0, 0] })],
  ['ih', 'i', made('Ih', { B: [0, 0, 1.7] })],
]

const KINDS = ['H', 'B', 'C', 'N', 'O', 'F', 'S', 'Cl', 'Co', 'Br']
const centred = ({ positions }: Molecule) => {
  const mean = [0, 1, 2].map((c) => positions.reduce((sum, p) => sum + p[c]! / positions.length, 0))
  return positions.map((p) => p.map((v, c) => v - mean[c]!))
}
const sitesOf = (m: Molecule, unit = 1): Sites => ({
  points: centred(m).map((p, i) => ({
    vectors: [p],
    scalars: [unit * 10 * (1 + KINDS.indexOf(m.elements[i]!))],
  })),
})
const vectorOf = (m: Molecule, unit = 1) => {
  const places = centred(m)
  return [
    ...[0, 1, 2].flatMap((c) => places.map((p) => p[c]!)),
    ...m.elements.map((e) => unit * 10 * (1 + KINDS.indexOf(e))),
  ]
}
const repFor = (group: string, n: number) =>
  parseRepresentation(parseAnyGroup(`${group}xS(${n})`), 'V_a*V_b+V_b') as LieRepresentation

describe.each(MOLECULES)('a molecule of %s, whose rotations are %s', (name, rotations, exact) => {
  const n = exact.elements.length
  const order = Number(pointGroup(name).order)
  const sizes = (orbits: readonly (readonly number[])[], elements: readonly string[]) =>
    orbits.map((o) => `${elements[o[0]!]!}${o.length}`).sort()
  const orbits = sizes(findPointGroup(exact, { tolerance: 1e-6 }).equivalentAtoms, exact.elements)

  it.each(WAYS)('$name', (way) => {
    const random = rng(0xc0de + n)
    const given = molecule(exact, way, random)
    const unit = way.unit ?? 1
    const tolerance = TOLERANCE * unit
    const most = way.noise || way.decimals ? 2 * NOISE * unit : 1e-9 * unit

    const found = findPointGroup(given, { tolerance })
    expect([found.name, found.order, sizes(found.equivalentAtoms, given.elements)]).toEqual([
      name,
      order,
      orbits,
    ])
    expect(found.deviation).toBeLessThan(4 * most)
    const moved = symmetrized(given, { tolerance })
    expect(moved.displacement).toBeLessThan(2 * most)
    expect(findPointGroup(moved.structure as Molecule, { tolerance: 1e-7 * unit }).name).toBe(name)
    const ranges = symmetryByTolerance(given, { from: 1e-7 * unit, to: 0.4 * unit })
    expect(ranges.findLast((r) => r.from <= tolerance)?.name ?? name).toBe(name)

    const sites = sitesOf(given, unit)
    const original = sitesOf(exact)
    expect(symmetryOfSites(sites, { tolerance }).name).toBe(name)
    expect(symmetryOfSites(sites, { tolerance, proper: true }).name).toBe(rotations)
    const x = vectorOf(given, unit)
    const size = Math.hypot(...x)
    for (const [group, type] of [
      ['O(3)', name],
      ['SO(3)', rotations],
    ] as const) {
      const rep = repFor(group, n)
      const options = { tolerance: tolerance / size, metric: 'largest' as const }
      expect(stabilizer(rep, x, options).orbitType).toBe(type)
      const one = vectorOf(exact)
      const own = x.map((v) => v / unit)
      // the other hand of what has no reflection is another in SO(3)
      const other = way.mirror === true && group === 'SO(3)' && name === rotations
      const transport = transporter(rep, one, own, options)
      expect(transport !== undefined).toBe(!other)
      if (transport) expect((transport.deviation * size) / unit).toBeLessThan((4 * most) / unit + 1e-9)
      const { distance } = orbitDistance(rep, one, own)
      if (other) expect(distance).toBeGreaterThan(0.3)
      else expect(distance).toBeLessThanOrEqual((Math.sqrt(n) * most) / unit)
      const aligned = alignSites(original, sitesOf(molecule(given, { name: '', unit: 1 / unit }, random)), {
        tolerance: TOLERANCE,
        proper: group === 'SO(3)',
      })
      expect(aligned !== undefined).toBe(!other)
      // canonical forms are near each other, those of the other hand are not
      const frames = [original, sites].map((s, k) =>
        canonicalFrame(s, {
          tolerance: k ? tolerance : TOLERANCE,
          proper: group === 'SO(3)',
        }).sites.points.map((p) => Array.from(p.vectors[0]!, (v) => (k ? v / unit : v))),
      )
      const apart = Math.max(
        ...frames[0]!.map((p, i) => Math.hypot(...p.map((v, c) => v - frames[1]![i]![c]!))),
      )
      if (other) expect(apart).toBeGreaterThan(0.2)
      else expect(apart).toBeLessThan(2 * TOLERANCE)
      const points = [one, x].map(
        (v) => canonicalize(rep, v, { tolerance: TOLERANCE / Math.hypot(...one) }).point,
      )
      const off = Math.max(...points[0]!.map((v, i) => Math.abs(v - points[1]![i]! / unit)))
      if (!other) expect(off).toBeLessThan(2 * TOLERANCE)
    }
    if (order === 1) return
    const rows = found.operations.map(({ matrix: m }) =>
      [0, 1, 2].map((r) => [0, 1, 2].map((c) => m[3 * r + c]!)),
    )
    expect(matrixGroup(rows).order).toBe(BigInt(order))
    const rounded = rows.map((m) => m.map((r) => r.map((v) => Number(v.toFixed(4)))))
    expect(matrixGroup(rounded, { tolerance: 1e-2 }).order).toBe(BigInt(order))
    expect((symmetryOfSites(sites, { tolerance }) as { group: FiniteGroup }).group.order).toBe(BigInt(order))
  })
})
