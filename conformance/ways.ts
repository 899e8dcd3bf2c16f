/** The ways in which one molecule, crystal, slab or wire is given otherwise, by which the answers to all questions about it do not change. */

import { type Point, turned } from './shapes.js'

/** What random numbers are drawn from. */
interface Draw {
  normal(): number
  float(): number
  int(n: number): number
}

/** Å: of the noise, of what is taken as equal, and how near to it other symmetries are at least. */
export const NOISE = 0.004
export const TOLERANCE = 0.05

/** One way to give a structure otherwise. */
export interface Way {
  readonly name: string
  readonly turn?: boolean
  readonly mirror?: boolean
  readonly shuffle?: boolean
  readonly shift?: boolean
  readonly decimals?: number
  readonly noise?: number
  readonly unit?: number
}

export const WAYS: readonly Way[] = [
  { name: 'as it is' },
  { name: 'turned', turn: true },
  { name: 'shuffled', shuffle: true },
  { name: 'moved', shift: true },
  { name: 'rounded', decimals: 3 },
  { name: 'with noise', noise: NOISE },
  { name: 'in a large unit', unit: 1e120 },
  { name: 'in a small unit', unit: 1e-120 },
  { name: 'turned, shuffled, moved, rounded', turn: true, shuffle: true, shift: true, decimals: 3 },
  { name: 'all at once', turn: true, shuffle: true, shift: true, noise: NOISE, unit: 1e100 },
  { name: 'all at once, mirrored', turn: true, mirror: true, shuffle: true, shift: true, noise: NOISE },
]

/** A rotation, row-major, uniform: by a quaternion. */
export function rotationOf(random: Draw): number[] {
  const q = [0, 1, 2, 3].map(() => random.normal())
  const s = 2 / q.reduce((sum, v) => sum + v * v, 0)
  const [w, x, y, z] = q as [number, number, number, number]
  return [
    [1 - s * (y * y + z * z), s * (x * y - w * z), s * (x * z + w * y)],
    [s * (x * y + w * z), 1 - s * (x * x + z * z), s * (y * z - w * x)],
    [s * (x * z - w * y), s * (y * z + w * x), 1 - s * (x * x + y * y)],
  ].flat()
}
const shuffledOf = (n: number, random: Draw) => {
  const order = Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = random.int(i + 1)
    ;[order[i], order[j]] = [order[j]!, order[i]!]
  }
  return order
}
/** A place in a ball of the size of the noise, so that none is further off. */
const jitter = (size: number, random: Draw): Point => {
  const v = [0, 1, 2].map(() => random.normal())
  const r = (size * random.float()) / Math.hypot(...v)
  return v.map((c) => c * r)
}
const plus = (a: Point, b: Point) => a.map((v, i) => v + b[i]!)

export interface Molecule {
  readonly elements: readonly string[]
  readonly positions: readonly Point[]
}

export function molecule({ elements, positions }: Molecule, way: Way, random: Draw): Molecule {
  let places: readonly Point[] = positions
  const sign = way.mirror ? -1 : 1
  if (way.turn)
    places = turned(
      places,
      rotationOf(random).map((v) => sign * v),
    )
  const origin = way.shift ? [3.2, -1.7, 0.4] : [0, 0, 0]
  places = places.map((p) => plus(p, origin))
  if (way.noise) places = places.map((p) => plus(p, jitter(way.noise!, random)))
  if (way.decimals) places = places.map((p) => p.map((v) => Number(v.toFixed(way.decimals))))
  const order = way.shuffle ? shuffledOf(elements.length, random) : elements.map((_, i) => i)
  const unit = way.unit ?? 1
  return {
    elements: order.map((i) => elements[i]!),
    positions: order.map((i) => places[i]!.map((v) => v * unit)),
  }
}

export interface Cell {
  readonly lattice: readonly Point[]
  readonly elements: readonly string[]
  readonly positions: readonly Point[]
  readonly periodic?: readonly boolean[]
}

/** Other ways for what repeats: another basis, several cells, atoms moved through cells. */
export function cell(given: Cell, way: Way, random: Draw): Cell {
  const unit = way.unit ?? 1
  const along = given.periodic ?? [true, true, true]
  let { lattice, elements, positions } = given
  // along vectors by which it repeats: the basis sheared, the first doubled
  const changed = way.shuffle === true
  if (changed) {
    const [a, b] = [along.indexOf(true), along.lastIndexOf(true)]
    const doubled = positions.flatMap((p) => [0, 1].map((k) => p.map((v, i) => (i === a ? (v + k) / 2 : v))))
    elements = elements.flatMap((e) => [e, e])
    const rows = lattice.map((v, i) => (i === a ? v.map((c) => 2 * c) : [...v]))
    // b′ = b + a of the doubled cell: fractions along a lose those along b
    if (a !== b) {
      rows[b] = plus(rows[b]!, rows[a]!)
      positions = doubled.map((p) => p.map((v, i) => (i === a ? v - p[b]! : v)))
    } else positions = doubled
    lattice = rows
    const order = shuffledOf(elements.length, random)
    elements = order.map((i) => elements[i]!)
    positions = order.map((i) => positions[i]!.map((v, k) => (along[k] ? v + random.int(3) - 1 : v)))
  }
  const cartesian = (p: Point) => [0, 1, 2].map((c) => p.reduce((sum, v, i) => sum + v * lattice[i]![c]!, 0))
  let places = positions.map(cartesian)
  if (way.shift) places = places.map((p) => plus(p, [0.31, -0.47, 0.22]))
  if (way.noise) places = places.map((p) => plus(p, jitter(way.noise!, random)))
  const inverse = inverseOf(lattice)
  const fractions = places.map((p) =>
    [0, 1, 2].map((i) => p.reduce((sum, v, c) => sum + v * inverse[c]![i]!, 0)),
  )
  const sign = way.mirror ? -1 : 1
  const turn = way.turn ? rotationOf(random).map((v) => sign * v) : undefined
  const rows = (turn ? turned(lattice, turn) : lattice).map((v) => v.map((c) => c * unit))
  const digits = (v: number) => (way.decimals ? Number(v.toFixed(way.decimals + 1)) : v)
  return {
    lattice: rows.map((v) => v.map(way.decimals ? (c) => Number(c.toFixed(4)) : (c) => c)),
    elements,
    positions: fractions.map((p) => p.map(digits)),
    ...(given.periodic ? { periodic: given.periodic } : {}),
  }
}

/** Of rows: columns of the result give fractions. */
export function inverseOf([a, b, c]: readonly Point[]): number[][] {
  const cross = (u: Point, v: Point) => [
    u[1]! * v[2]! - u[2]! * v[1]!,
    u[2]! * v[0]! - u[0]! * v[2]!,
    u[0]! * v[1]! - u[1]! * v[0]!,
  ]
  const columns = [cross(b!, c!), cross(c!, a!), cross(a!, b!)]
  const volume = a!.reduce((sum, v, i) => sum + v * columns[0]![i]!, 0)
  return [0, 1, 2].map((r) => columns.map((v) => v[r]! / volume))
}

