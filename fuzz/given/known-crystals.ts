import { type Point, plus } from './space.js'

/** A cell by its vectors as rows, and atoms by fractional coordinates. */
export interface GivenCrystal {
  readonly lattice: readonly Point[]
  readonly elements: readonly (string | number)[]
  readonly positions: readonly Point[]
}

/** A crystal whose point group, and number of lattice points in the cell, are known. */
export interface KnownCrystal extends GivenCrystal {
  readonly name: string
  readonly centring: number
}

export const box = (a: number, b: number, c: number): Point[] => [
  [a, 0, 0],
  [0, b, 0],
  [0, 0, c],
]
export const hexagonal = (a: number, c: number): Point[] => [
  [a, 0, 0],
  [-a / 2, (a * Math.sqrt(3)) / 2, 0],
  [0, 0, c],
]
const faces: Point[] = [
  [0, 0, 0],
  [0, 0.5, 0.5],
  [0.5, 0, 0.5],
  [0.5, 0.5, 0],
]
const onFaces = (p: Point) => faces.map((f) => plus(p, f))
const of = (
  name: string,
  centring: number,
  lattice: readonly Point[],
  atoms: Readonly<Record<string, readonly Point[]>>,
): KnownCrystal => ({
  name,
  centring,
  lattice,
  elements: Object.entries(atoms).flatMap(([e, list]) => list.map(() => e)),
  positions: Object.values(atoms).flat(),
})
const O: Point = [0, 0, 0]

/** Crystals of textbooks. */
export const CRYSTALS: readonly KnownCrystal[] = [
  of('oh', 1, box(3, 3, 3), { Po: [O] }),
  of('oh', 2, box(2.9, 2.9, 2.9), { Fe: [O, [0.5, 0.5, 0.5]] }),
  of('oh', 4, box(3.6, 3.6, 3.6), { Cu: faces }),
  of('oh', 1, box(4.1, 4.1, 4.1), { Cs: [O], Cl: [[0.5, 0.5, 0.5]] }),
  of('oh', 4, box(5.6, 5.6, 5.6), { Na: faces, Cl: onFaces([0.5, 0, 0]) }),
  of('oh', 4, box(3.57, 3.57, 3.57), { C: faces.concat(onFaces([0.25, 0.25, 0.25])) }),
  of('td', 4, box(5.4, 5.4, 5.4), { Zn: faces, S: onFaces([0.25, 0.25, 0.25]) }),
  of('d6h', 1, hexagonal(2.5, 4.1), {
    Mg: [
      [1 / 3, 2 / 3, 0.25],
      [2 / 3, 1 / 3, 0.75],
    ],
  }),
  of('c6v', 1, hexagonal(3.8, 6.2), {
    Zn: [
      [1 / 3, 2 / 3, 0],
      [2 / 3, 1 / 3, 0.5],
    ],
    S: [
      [1 / 3, 2 / 3, 0.375],
      [2 / 3, 1 / 3, 0.875],
    ],
  }),
  of('d6h', 1, hexagonal(2.46, 3.4), {
    C: [
      [1 / 3, 2 / 3, 0],
      [2 / 3, 1 / 3, 0],
    ],
  }),
  of('d4h', 1, box(4.6, 4.6, 2.96), {
    Ti: [O, [0.5, 0.5, 0.5]],
    O: [
      [0.305, 0.305, 0],
      [0.695, 0.695, 0],
      [0.195, 0.805, 0.5],
      [0.805, 0.195, 0.5],
    ],
  }),
  of('oh', 1, box(3.9, 3.9, 3.9), {
    Sr: [O],
    Ti: [[0.5, 0.5, 0.5]],
    O: [
      [0.5, 0.5, 0],
      [0.5, 0, 0.5],
      [0, 0.5, 0.5],
    ],
  }),
  of('c4v', 1, box(3.9, 3.9, 4.2), {
    Pb: [O],
    Ti: [[0.5, 0.5, 0.54]],
    O: [
      [0.5, 0.5, 0.11],
      [0.5, 0, 0.62],
      [0, 0.5, 0.62],
    ],
  }),
  of('d3', 1, hexagonal(4.9, 5.4), {
    Si: [
      [0.47, 0, 1 / 3],
      [0, 0.47, 2 / 3],
      [0.53, 0.53, 0],
    ],
  }),
  of('d4h', 1, box(3, 3, 4), { X: [O] }),
  of('d2h', 1, box(3, 4, 5), { X: [O] }),
  of('d2h', 1, box(12, 5, 7), { X: [O] }),
  of(
    'ci',
    1,
    [
      [3, 0.2, 0.1],
      [0.7, 4, 0.3],
      [0.4, 0.9, 5],
    ],
    { X: [O] },
  ),
  of(
    'c2h',
    1,
    [
      [3, 0, 0.8],
      [0, 4, 0],
      [0, 0, 5],
    ],
    { X: [O] },
  ),
  of(
    'c1',
    1,
    [
      [3, 0.2, 0.1],
      [0.7, 4, 0.3],
      [0.4, 0.9, 5],
    ],
    { X: [O], Y: [[0.3, 0.4, 0.2]], Z: [[0.7, 0.2, 0.45]] },
  ),
  of(
    'd3d',
    1,
    [
      [3, 0.4, 0.4],
      [0.4, 3, 0.4],
      [0.4, 0.4, 3],
    ],
    { X: [O] },
  ),
]
