import {
  arrayOf,
  dot,
  finiteVector,
  InvalidArgumentError,
  length,
  powerOfTwoOf,
  RepresentationMismatchError,
  scaled,
  shown,
  UnsupportedError,
  type Vector,
} from '@buridan/core'
import { combination, type LatticeBasis, reciprocal, volume } from '../lattice/lattice-basis.js'
import { PointCell } from '../lattice/point-cell.js'
import { reduced } from '../lattice/reduced.js'
import { slabLattice } from '../lattice/slab-lattice.js'
import { isLabel } from '../operations/labels.js'
import { SEARCH_FACTOR } from '../operations/position-tolerance.js'

/** A crystal: a cell and its atoms. */
export interface Crystal {
  /** Three cell vectors as rows, in Å. */
  readonly lattice: readonly ArrayLike<number>[]
  readonly elements: readonly (string | number)[]
  /** Fractional coordinates in the cell. */
  readonly positions: readonly ArrayLike<number>[]
  /** Along which cell vectors it repeats: all by default; two for a slab, whose third vector only places atoms. */
  readonly periodic?: readonly boolean[]
}

/** Rounding of a position is at most the tolerance divided by this. */
const EXACTER = 16

/** A crystal as it was given, checked. */
export interface ReadCrystal {
  readonly cell: PointCell
  /** The given cell vectors, and the atoms' places, in the cell's unit of length. */
  readonly given: LatticeBasis
  /** Vectors by which it repeats: the given ones, of a slab two of them and one normal to them by which copies are kept apart. */
  readonly lattice: LatticeBasis
  /** Of a slab, the number of the cell vector along which it does not repeat. */
  readonly across: number | undefined
  readonly places: readonly Vector[]
  /** Lengths in the cell are so many times the given ones. */
  readonly unit: number
  readonly kinds: Map<string | number, number>
  /** How far operations are sought, in the cell's unit. */
  readonly radius: number
}

/**
 * Reads a crystal, in a unit of length in which volumes neither vanish nor overflow, or in that of another, whose kinds of atoms it shares.
 *
 * @throws InvalidArgumentError | RepresentationMismatchError for what is no crystal, and atoms that cannot be told apart to the tolerance
 */
export function readCrystal(
  { lattice, elements, positions, periodic }: Crystal,
  tolerance: number,
  other?: ReadCrystal,
): ReadCrystal {
  if (arrayOf(lattice, 'lattice').length !== 3) throw new InvalidArgumentError('a lattice has three vectors')
  const rows = lattice.map((v, i) => finiteVector(v, 3, `lattice[${i}]`))
  const unit = other?.unit ?? 1 / powerOfTwoOf(rows)
  const [a, b, c] = rows.map((r): Vector => scaled([r[0]!, r[1]!, r[2]!], unit))
  const given: LatticeBasis = [a!, b!, c!]
  if (arrayOf(elements, 'elements').length !== arrayOf(positions, 'positions').length) {
    throw new RepresentationMismatchError(
      `${elements.length} elements are given for ${positions.length} positions`,
    )
  }
  if (positions.length === 0) throw new InvalidArgumentError('a crystal needs at least one atom')
  const size = given.reduce((p, v) => p * length(v), 1)
  if (!(Math.abs(volume(given)) > 1e-6 * size)) {
    throw new InvalidArgumentError(`the cell vectors ${shown(rows.map((r) => [...r]))} lie in a plane`)
  }
  const kinds = other?.kinds ?? new Map<string | number, number>()
  const numbers = Int32Array.from(elements, (e, i) => kindOf(kinds, e, i))
  const across = acrossOf(periodic)
  const places = positions.map((p, i) => {
    const [x, y, z] = finiteVector(p, 3, `positions[${i}]`)
    return combination(given, [x!, y!, z!])
  })
  places.forEach((place, i) => {
    refuseInexact(i, place, tolerance, unit)
  })
  const repeated = across === undefined ? given : slabLattice(given, across, places)
  const basis = reduced(repeated)
  const dual = reciprocal(basis)
  const fractions = places.flatMap((place) => dual.map((d) => dot(d, place)))
  const cell = new PointCell(basis, fractions, numbers)
  return {
    cell,
    given,
    lattice: repeated,
    across,
    places,
    unit,
    kinds,
    radius: searchRadius(cell, tolerance, unit),
  }
}

/**
 * The direction along which a crystal does not repeat.
 *
 * @throws UnsupportedError for wires and molecules
 */
function acrossOf(periodic: readonly boolean[] | undefined): number | undefined {
  if (periodic === undefined) return undefined
  if (arrayOf(periodic, 'periodic').length !== 3 || !periodic.every((p) => typeof p === 'boolean')) {
    throw new InvalidArgumentError(
      `periodic is ${shown(periodic)}; it must be three booleans, one for each cell vector`,
    )
  }
  const others = [0, 1, 2].filter((k) => !periodic[k])
  if (others.length > 1) {
    throw new UnsupportedError(
      `a structure that repeats along ${3 - others.length} of its cell vectors is no crystal and no slab: groups of wires are not known, and molecules have findPointGroup`,
    )
  }
  return others[0]
}

function kindOf(kinds: Map<string | number, number>, element: string | number, i: number): number {
  const known = kinds.get(element)
  if (known !== undefined) return known
  if (!isLabel(element))
    throw new InvalidArgumentError(`elements[${i}] is ${shown(element)}; it must be a symbol or a number`)
  kinds.set(element, kinds.size)
  return kinds.size - 1
}

/** @throws InvalidArgumentError for an atom so far from the origin that float64 places it worse than the tolerance needs */
function refuseInexact(atom: number, place: Vector, tolerance: number, unit: number): void {
  const rounding = length(place) * Number.EPSILON
  if (rounding <= (tolerance * unit) / EXACTER) return
  throw new InvalidArgumentError(
    `atom ${atom} is ${(length(place) / unit).toPrecision(3)} from the origin, where float64 places it to ${(rounding / unit).toPrecision(3)}; ` +
      `the tolerance ${tolerance} needs ${EXACTER} times better: give its position within the cell`,
  )
}

/**
 * How far operations are sought, to know the gap: up to three tolerances, but less than atoms are apart, where anything would match.
 *
 * @throws InvalidArgumentError for atoms that are within the tolerance of each other, or of an image of themselves
 */
function searchRadius(cell: PointCell, tolerance: number, unit: number): number {
  const shortest = Math.min(...cell.basis.map(length))
  const within = tolerance * unit
  let apart = shortest
  for (let atom = 0; atom < cell.count; atom++) {
    const near = cell.grid.nearestTo(atom, Math.min(2 * SEARCH_FACTOR * within, apart))
    if (!near) continue
    apart = near.distance
    if (apart > within) continue
    const [a, b] = near.point < atom ? [near.point, atom] : [atom, near.point]
    throw new InvalidArgumentError(
      `atoms ${a} and ${b} are ${(apart / unit).toPrecision(3)} apart, within the tolerance ${tolerance}: make it smaller`,
    )
  }
  if (shortest > within) return Math.min(SEARCH_FACTOR * within, Math.max(within, apart / 2))
  throw new InvalidArgumentError(
    `each atom is ${(shortest / unit).toPrecision(3)} from its own image in another cell, within the tolerance ${tolerance}: make it smaller`,
  )
}
