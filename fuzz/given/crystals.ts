import fc from 'fast-check'
import { box, CRYSTALS, type GivenCrystal, hexagonal } from './known-crystals.js'
import { apply, transposed } from './matrices.js'
import { images } from './permutations.js'
import { determinant, type Point, plus, scaled, shifts, type Turn, turns } from './space.js'

/** Atoms on a small grid of some cell: whatever the symmetry, nothing is nearly symmetric. */
export const gridCrystals: fc.Arbitrary<GivenCrystal> = fc
  .record({
    lattice: fc.constantFrom<Point[]>(
      box(4, 4, 4),
      box(4, 4, 6),
      box(4, 5, 6),
      hexagonal(4, 5),
      [
        [4, 0, 1],
        [0, 5, 0],
        [0, 0, 6],
      ],
      [
        [0, 2, 2],
        [2, 0, 2],
        [2, 2, 0],
      ].map((v) => scaled(v, 2)),
      [
        [4, 0.3, 0.2],
        [0.7, 5, 0.3],
        [0.4, 0.9, 6],
      ],
    ),
    elements: fc.array(fc.constantFrom('A', 'A', 'B'), { minLength: 6, maxLength: 6 }),
    cells: fc.uniqueArray(fc.nat(63), { minLength: 1, maxLength: 6 }),
  })
  .map(({ lattice, elements, cells }) => ({
    lattice,
    elements: elements.slice(0, cells.length),
    positions: cells.map((c) => [(c % 4) / 4, (Math.floor(c / 4) % 4) / 4, Math.floor(c / 16) / 4]),
  }))

export const anyCrystal: fc.Arbitrary<GivenCrystal> = fc.oneof(fc.constantFrom(...CRYSTALS), gridCrystals)

/** A crystal said otherwise: another basis of the lattice, origin and order of atoms, turned, its atoms in other cells. */
export interface Change {
  /** Steps that add to one basis vector another: `from` to `to`, `times`. */
  readonly steps: readonly { readonly to: number; readonly by: number; readonly times: number }[]
  readonly origin: Point
  readonly turn: Turn
  readonly order: readonly number[]
  readonly cells: readonly number[]
}

export const changes = (atoms: number): fc.Arbitrary<Change> =>
  fc.record({
    steps: fc.array(
      fc.record({ to: fc.nat(2), by: fc.integer({ min: 1, max: 2 }), times: fc.constantFrom(1, -1) }),
      { maxLength: 5 },
    ),
    origin: shifts,
    turn: turns,
    order: images(atoms),
    cells: fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 7, maxLength: 7 }),
  })

export const withChange = <C extends GivenCrystal>(given: fc.Arbitrary<C>) =>
  given.chain((c) => fc.record({ c: fc.constant(c), change: changes(c.elements.length) }))

const cartesian = (lattice: readonly Point[], p: Point) => apply(transposed(lattice), p)

function fractional(lattice: readonly Point[], v: Point): number[] {
  const d = determinant(lattice)
  return lattice.map((_, i) => determinant(lattice.map((row, j) => (i === j ? v : row))) / d)
}

/** The crystal in a cell of other vectors of its lattice; atoms as they are. */
function inCell(c: GivenCrystal, lattice: readonly Point[]): GivenCrystal {
  return { ...c, lattice, positions: c.positions.map((p) => fractional(lattice, cartesian(c.lattice, p))) }
}

export function changed(c: GivenCrystal, { steps, origin, turn, order, cells }: Change): GivenCrystal {
  const lattice = c.lattice.map((v) => [...v])
  for (const { to, by, times: s } of steps) {
    lattice[to] = plus(lattice[to]!, scaled(lattice[(to + by) % 3]!, s))
  }
  const other = inCell(c, lattice)
  const shift = fractional(lattice, origin)
  const elements = [...c.elements]
  const positions = [...c.positions]
  order.forEach((to, from) => {
    elements[to] = c.elements[from]!
    positions[to] = plus(other.positions[from]!, shift).map(
      (v, i) => v + cells[(from + 2 * i) % cells.length]!,
    )
  })
  return { lattice: lattice.map((v) => apply(turn, v)), elements, positions }
}

/** So many cells along each vector as one. Atom a of copy k is atom k · atoms + a. */
export function supercell(c: GivenCrystal, [i, j, k]: readonly number[]): GivenCrystal {
  const size = [i!, j!, k!]
  const corners: Point[] = []
  for (let x = 0; x < i!; x++)
    for (let y = 0; y < j!; y++) for (let z = 0; z < k!; z++) corners.push([x, y, z])
  return {
    lattice: c.lattice.map((v, axis) => scaled(v, size[axis]!)),
    elements: corners.flatMap(() => c.elements),
    positions: corners.flatMap((corner) =>
      c.positions.map((p) => plus(p, corner).map((v, axis) => v / size[axis]!)),
    ),
  }
}

/** Atoms moved by at most so much in space. */
export function jitteredCrystal(c: GivenCrystal, noise: readonly number[], most: number): GivenCrystal {
  return {
    ...c,
    positions: c.positions.map((p, a) =>
      plus(
        p,
        fractional(
          c.lattice,
          [0, 1, 2].map((i) => most * noise[(3 * a + i) % noise.length]!),
        ),
      ),
    ),
  }
}

/** The difference of two points of fractional coordinates, as short as a lattice vector of a few cells makes it. */
export function shortest(lattice: readonly Point[], a: Point, b: Point): number {
  const d = a.map((v, i) => v - b[i]!)
  const near = d.map((v) => v - Math.round(v))
  let best = Number.POSITIVE_INFINITY
  for (let x = -1; x <= 1; x++)
    for (let y = -1; y <= 1; y++)
      for (let z = -1; z <= 1; z++)
        best = Math.min(best, Math.hypot(...cartesian(lattice, plus(near, [x, y, z]))))
  return best
}

export { cartesian, fractional }
