import { rng, shuffled } from '@buridan/core'
import type { Crystal } from '../src/index.js'
import { anyRotation } from './space.js'

/** A wire that repeats along its third vector. */
export interface Wire extends Crystal {
  readonly lattice: number[][]
  readonly elements: string[]
  readonly positions: number[][]
  readonly periodic: boolean[]
}

export interface Otherwise {
  readonly seed: number
  /** Atoms are moved by at most so much, Å. */
  readonly noise?: number
  /** So many cells in one. */
  readonly cells?: number
  /** All lengths are multiplied by it. */
  readonly scale?: number
}

type Point = readonly number[]

const plus = (a: Point, b: Point, s = 1) => a.map((v, i) => v + s * b[i]!)
const determinant = ([a, b, c]: readonly Point[]) =>
  a![0]! * (b![1]! * c![2]! - b![2]! * c![1]!) +
  a![1]! * (b![2]! * c![0]! - b![0]! * c![2]!) +
  a![2]! * (b![0]! * c![1]! - b![1]! * c![0]!)

/** A wire of atoms in space, in a cell of two arbitrary vectors and its own along z. */
export function wireOf(period: number, atoms: readonly (readonly [string, ...number[]])[]): Wire {
  const lattice = [
    [20, 0, 0],
    [0, 20, 0],
    [0, 0, period],
  ]
  return {
    lattice,
    elements: atoms.map(([element]) => element),
    positions: atoms.map(([, x, y, z]) => [x! / 20, y! / 20, z! / period]),
    periodic: [false, false, true],
  }
}

/**
 * The same wire with its atoms in another order, moved through cells, with noise, elsewhere in space and turned, its ends exchanged or not, in
 * another cell with its vectors in another order.
 */
export function otherwise(wire: Wire, { seed, noise = 0, cells = 1, scale = 1 }: Otherwise): Wire {
  const random = rng(seed)
  const turn = anyRotation(random)
  const moved = (v: Point) => [0, 1, 2].map((i) => v.reduce((s, x, j) => s + turn[3 * i + j]! * x, 0))
  const inSpace = (f: Point) => [0, 1, 2].map((k) => f.reduce((s, v, i) => s + v * wire.lattice[i]![k]!, 0))
  const origin = [0, 1, 2].map(() => 10 * random.float() - 5)
  const jitter = () => {
    const v = [0, 1, 2].map(() => random.normal())
    return v.map((x) => (noise * random.float() * x) / Math.hypot(...v))
  }
  const period = wire.lattice[2]!
  const places: Point[] = []
  const elements: string[] = []
  for (let k = 0; k < cells; k++) {
    wire.positions.forEach((p, i) => {
      const place = plus(inSpace(p), period, k + cells * (random.int(5) - 2))
      places.push(moved(plus(plus(place, origin), jitter())))
      elements.push(wire.elements[i]!)
    })
  }
  const end = random.float() < 0.5 ? cells : -cells
  const along = moved(period).map((v) => v * end)
  const aside = [0, 1].map(() => [0, 1, 2].map(() => 8 * random.normal()))
  // far from flat
  const lattice = [aside[0]!, aside[1]!, along]
  while (Math.abs(determinant(lattice)) < 20 * Math.hypot(...along)) {
    lattice[random.int(2)] = [0, 1, 2].map(() => 8 * random.normal())
  }
  const d = determinant(lattice)
  const fraction = (v: Point) =>
    lattice.map((_, i) => determinant(lattice.map((r, j) => (i === j ? v : r))) / d)
  const turned = random.int(3)
  const cycled = <T>(list: readonly T[]) => list.map((_, k) => list[(k + turned) % 3]!)
  const order = shuffled(places.length, random)
  return {
    lattice: cycled(lattice).map((v) => v.map((x) => x * scale)),
    elements: order.map((i) => elements[i]!),
    positions: order.map((i) => cycled(fraction(places[i]!))),
    periodic: cycled([false, false, true]),
  }
}
