import fc from 'fast-check'
import { apply } from './matrices.js'
import { images } from './permutations.js'
import { type Point, plus, scaled, shifts, type Turn, turns } from './space.js'

/** Labelled points. */
export interface GivenMolecule {
  readonly elements: readonly (string | number)[]
  readonly positions: readonly Point[]
}

/** A molecule whose point group is known, with no operation near to being one. */
export interface KnownMolecule extends GivenMolecule {
  readonly name: string
}

const range = (n: number) => Array.from({ length: n }, (_, i) => i)
const ring = (n: number, radius: number, z: number, angle = 0): Point[] =>
  range(n).map((i) => {
    const a = angle + (2 * Math.PI * i) / n
    return [radius * Math.cos(a), radius * Math.sin(a), z]
  })
const of = (name: string, parts: Readonly<Record<string, readonly Point[]>>): KnownMolecule => ({
  name,
  elements: Object.entries(parts).flatMap(([e, points]) => points.map(() => e)),
  positions: Object.values(parts).flat(),
})
const signs = [1, -1]
const cyclicShifts = ([a, b, c]: Point): Point[] => [
  [a!, b!, c!],
  [c!, a!, b!],
  [b!, c!, a!],
]
const corners: Point[] = signs.flatMap((x) => signs.flatMap((y) => signs.map((z) => [x, y, z])))
const even = corners.filter(([x, y, z]) => x! * y! * z! > 0)
const axes: Point[] = cyclicShifts([1, 0, 0]).flatMap((p) => [p, scaled(p, -1)])
const golden = (1 + Math.sqrt(5)) / 2
const icosahedron = signs.flatMap((a) => signs.flatMap((b) => cyclicShifts([0, a, b * golden])))
/** Points turned by the rotations of the tetrahedron. */
const tetrahedral = (p: Point) => cyclicShifts(p).flatMap((q) => even.map((s) => q.map((v, i) => v * s[i]!)))

/** Molecules of every family, with numbers that set heights, twists and rings. */
const FAMILIES: readonly ((n: number) => KnownMolecule)[] = [
  (n) => of(`c${n}v`, { N: [[0, 0, 1]], H: ring(n, 1.3, -0.4) }),
  (n) => of(`d${n}h`, { C: ring(n, 1.3, 0), X: ring(n, 2.4, 0) }),
  (n) =>
    of(`d${n}h`, {
      C: ring(n, 1.3, 1.1).concat(ring(n, 1.3, -1.1)),
      X: [
        [0, 0, 2.9],
        [0, 0, -2.9],
      ],
    }),
  // long ones, of which what is off the axis is near the centre
  (n) =>
    of(`d${n}h`, {
      C: ring(n, 0.7, 0),
      X: [
        [0, 0, 5],
        [0, 0, -5],
      ],
    }),
  (n) => of(`c${n}v`, { N: [[0, 0, 6]], H: ring(n, 0.9, 0.2), F: [[0, 0, -5.5]] }),
  (n) =>
    of(`d${n}d`, {
      C: ring(n, 1.3, 1.2).concat(ring(n, 1.3, -1.2, Math.PI / n)),
      X: [
        [0, 0, 2.9],
        [0, 0, -2.9],
      ],
    }),
  (n) =>
    of(`d${n}`, {
      C: ring(n, 1.3, 1.2).concat(ring(n, 1.3, -1.2, 0.3 / n)),
      X: [
        [0, 0, 2.9],
        [0, 0, -2.9],
      ],
    }),
  (n) => of(`c${n}h`, { C: ring(n, 1.3, 0), H: ring(n, 2.2, 0, 0.6 / n) }),
  (n) => of(`c${n}`, { N: [[0, 0, 1]], H: ring(n, 1.3, -0.4), F: ring(n, 1.9, 0.7, 0.6 / n) }),
  (n) =>
    of(`s${2 * n}`, {
      C: ring(n, 1.3, 1.2).concat(ring(n, 1.3, -1.2, Math.PI / n)),
      F: ring(n, 2.1, 0.4, 0.7 / n).concat(ring(n, 2.1, -0.4, (0.7 + Math.PI) / n)),
    }),
  () => of('td', { C: [[0, 0, 0]], H: even }),
  () => of('td', { H: even, F: even.map((p) => scaled(p, -1.7)) }),
  () => of('oh', { S: [[0, 0, 0]], F: axes }),
  () => of('oh', { C: corners }),
  () => of('ih', { B: icosahedron }),
  () => of('t', { X: tetrahedral([0.4, 1.1, 2.3]), C: even }),
  () => of('th', { X: tetrahedral([0, 1.1, 2.3]), C: even.concat(even.map((p) => scaled(p, -1))) }),
  () => of('cs', { O: [[0, 0, 0]], H: [[1, 0.2, 0]], F: [[-0.3, 1.4, 0]] }),
  () =>
    of('ci', {
      O: [
        [1, 0.4, 0.3],
        [-1, -0.4, -0.3],
      ],
      H: [
        [1.2, 1.9, -0.8],
        [-1.2, -1.9, 0.8],
      ],
      C: [
        [0.2, 0.3, 1.6],
        [-0.2, -0.3, -1.6],
      ],
    }),
  () => of('c1', { O: [[0, 0, 0]], H: [[1, 0.2, 0]], F: [[-0.3, 1.4, 0]], C: [[0.2, 0.4, 1.3]] }),
  // water, and a letter V of like ones
  () =>
    of('c2v', {
      O: [[0, 0, 0.12]],
      H: [
        [0, 0.76, -0.48],
        [0, -0.76, -0.48],
      ],
    }),
  () =>
    of('c2v', {
      O: [
        [0, 0, 0.62],
        [0, 1.1, 0],
        [0, -1.1, 0],
      ],
    }),
  () => of('d3h', { B: [[0, 0, 0]], F: ring(3, 1.3, 0) }),
]

/** Those on a line. */
const LINEAR: readonly KnownMolecule[] = [
  of('c∞v', { H: [[0, 0, 0]], C: [[0, 0, 1.1]], N: [[0, 0, 2.3]] }),
  of('d∞h', {
    C: [[0, 0, 0]],
    O: [
      [0, 0, 1.2],
      [0, 0, -1.2],
    ],
  }),
  of('d∞h', {
    N: [
      [0, 0, 0],
      [0, 0, 1.1],
    ],
  }),
  of('c∞v', { C: [[0, 0, 0]], O: [[0, 0, 1.1]] }),
  of('c∞v', {
    N: [
      [0, 0, 0],
      [0, 0, 1.1],
    ],
    O: [[0, 0, 2.5]],
  }),
  of('d∞h', {
    C: [
      [0, 0, 0.6],
      [0, 0, -0.6],
    ],
    H: [
      [0, 0, 1.7],
      [0, 0, -1.7],
    ],
  }),
]

const parameter = fc.oneof(
  { arbitrary: fc.integer({ min: 2, max: 6 }), weight: 4 },
  fc.integer({ min: 7, max: 12 }),
)

/** Molecules with a finite group that is known. */
export const finiteMolecules: fc.Arbitrary<KnownMolecule> = fc
  .record({ family: fc.nat(FAMILIES.length - 1), n: parameter })
  // rings of two are lines: they need not have the symmetry of greater ones
  .map(({ family, n }) => FAMILIES[family]!(n === 2 && family > 0 ? 3 : n))

/** Molecules whose group is known, finite or not. */
export const knownMolecules: fc.Arbitrary<KnownMolecule> = fc.oneof(
  { arbitrary: finiteMolecules, weight: 5 },
  { arbitrary: fc.constantFrom(...LINEAR), weight: 1 },
)

/** Points of a small grid, where much is nearly symmetric and nothing to a hundredth. */
export const gridMolecules = (most: number, least = 1): fc.Arbitrary<GivenMolecule> =>
  fc
    .record({
      cells: fc.uniqueArray(fc.nat(26), { minLength: least, maxLength: most }),
      labels: fc.array(fc.constantFrom('H', 'H', 'H', 'C'), { minLength: most, maxLength: most }),
      stretch: fc.constantFrom([1, 1, 1], [1, 1, 1.5], [1, 1.25, 1.5], [1, 1, 0]),
    })
    .map(({ cells, labels, stretch }) => {
      const points = cells.map((c) =>
        [c % 3, Math.floor(c / 3) % 3, Math.floor(c / 9)].map((v, i) => v * stretch[i]!),
      )
      const apart = points.filter((p, i) => points.findIndex((q) => q.join() === p.join()) === i)
      return { elements: labels.slice(0, apart.length), positions: apart }
    })

/** How a molecule is put otherwise: turned, shifted and its atoms in another order. */
export interface Move {
  readonly turn: Turn
  readonly shift: Point
  /** The new place of each atom. */
  readonly by: readonly number[]
}

export const moves = (n: number): fc.Arbitrary<Move> =>
  fc.record({ turn: turns, shift: shifts, by: images(n) })

export const withMove = <M extends GivenMolecule>(given: fc.Arbitrary<M>) =>
  given.chain((m) => fc.record({ m: fc.constant(m), move: moves(m.elements.length) }))

export function moved({ elements, positions }: GivenMolecule, { turn, shift, by }: Move): GivenMolecule {
  const out = { elements: [...elements], positions: [...positions] }
  by.forEach((to, from) => {
    out.elements[to] = elements[from]!
    out.positions[to] = plus(apply(turn, positions[from]!), shift)
  })
  return out
}

/** The molecule in a unit so much smaller. */
export function scaledBy(m: GivenMolecule, factor: number): GivenMolecule {
  return { ...m, positions: m.positions.map((p) => scaled(p, factor)) }
}

/** Each coordinate changed by at most so much. */
export function jittered(m: GivenMolecule, noise: readonly number[], most: number): GivenMolecule {
  return {
    ...m,
    positions: m.positions.map((p, a) => p.map((v, i) => v + most * noise[(3 * a + i) % noise.length]!)),
  }
}

/** Numbers in −1…1 for {@link jittered}, enough for all molecules. */
export const noises = fc.array(
  fc.integer({ min: -1000, max: 1000 }).map((i) => i / 1000),
  { minLength: 97, maxLength: 97 },
)
