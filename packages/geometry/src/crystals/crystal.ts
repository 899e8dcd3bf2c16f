import {
  arrayOf,
  finiteVector,
  InvalidArgumentError,
  length,
  powerOfTwoOf,
  RepresentationMismatchError,
  scaled,
  shown,
  UnsupportedError,
  unit as unitOf,
  type Vector,
} from '@buridan/core'
import { combination, type LatticeBasis, volume } from '../lattice/lattice-basis.js'
import { isLabel } from '../operations/labels.js'

/** A crystal: a cell and its atoms. */
export interface Crystal {
  /** Three cell vectors as rows, in Å. */
  readonly lattice: readonly ArrayLike<number>[]
  readonly elements: readonly (string | number)[]
  /** Fractional coordinates in the cell. */
  readonly positions: readonly ArrayLike<number>[]
  /**
   * Along which cell vectors it repeats: all by default; two for a slab, one for a wire, whose other vectors only place atoms.
   */
  readonly periodic?: readonly boolean[]
}

/** Rounding of a position is at most the tolerance divided by this. */
const EXACTER = 16

/** Cell vectors with a smaller volume, of vectors of length 1, lie in a plane. */
const FLAT = 1e-6

/** A vector that is this share of another is less than the rounding of positions along it. */
const LOST = 64 * Number.EPSILON

/** Lengths from this to its inverse, in the unit of the cell, have volumes. */
const LEAST_LENGTH = 2 ** -300

/** Lengths are so many times the given ones; atoms of a kind have a number. */
export interface GivenUnits {
  readonly unit: number
  readonly kinds: Map<string | number, number>
}

/** A crystal, a slab or a wire as it was given, checked. */
export interface GivenCrystal extends GivenUnits {
  /** The cell vectors. */
  readonly vectors: LatticeBasis
  /** The numbers of those along which it repeats, at least one. */
  readonly along: readonly number[]
  readonly places: readonly Vector[]
  /** The number of the kind of each atom. */
  readonly numbers: Int32Array
}

/**
 * Reads a crystal, in a unit of length in which volumes neither vanish nor overflow, or in that of another, whose kinds of atoms it shares.
 *
 * @throws InvalidArgumentError | RepresentationMismatchError for what is no crystal, slab or wire
 * @throws UnsupportedError for molecules
 */
export function readGiven(
  { lattice, elements, positions, periodic }: Crystal,
  tolerance: number,
  other?: GivenUnits,
): GivenCrystal {
  if (arrayOf(lattice, 'lattice').length !== 3) throw new InvalidArgumentError('a lattice has three vectors')
  const rows = lattice.map((v, i) => finiteVector(v, 3, `lattice[${i}]`))
  const along = alongOf(periodic)
  // vectors along which it does not repeat may be of any length
  const unit = other?.unit ?? 1 / powerOfTwoOf(along.map((k) => rows[k]!))
  const [a, b, c] = rows.map((r): Vector => scaled([r[0]!, r[1]!, r[2]!], unit))
  const vectors: LatticeBasis = [a!, b!, c!]
  if (arrayOf(elements, 'elements').length !== arrayOf(positions, 'positions').length) {
    throw new RepresentationMismatchError(
      `${elements.length} elements are given for ${positions.length} positions`,
    )
  }
  if (positions.length === 0) throw new InvalidArgumentError('a crystal needs at least one atom')
  if (
    vectors.some((v) => length(v) === 0) ||
    !(Math.abs(volume([unitOf(a!), unitOf(b!), unitOf(c!)])) > FLAT)
  ) {
    throw new InvalidArgumentError(`the cell vectors ${shown(rows.map((r) => [...r]))} lie in a plane`)
  }
  refuseLost(
    along.map((k) => length(vectors[k]!)),
    unit,
  )
  const kinds = other?.kinds ?? new Map<string | number, number>()
  const numbers = Int32Array.from(elements, (e, i) => kindOf(kinds, e, i))
  const places = positions.map((p, i) => {
    const [x, y, z] = finiteVector(p, 3, `positions[${i}]`)
    return combination(vectors, [x!, y!, z!])
  })
  places.forEach((place, i) => {
    refuseInexact(i, place, tolerance, unit)
  })
  return { vectors, along, places, unit, kinds, numbers }
}

/** @throws InvalidArgumentError for cell vectors that float64 loses beside each other, or beside those of the crystal whose unit is used */
function refuseLost(lengths: readonly number[], unit: number): void {
  const [least, most] = [Math.min(...lengths), Math.max(...lengths)]
  const inUnits = (length: number) => (length / unit).toPrecision(3)
  if (least <= LOST * most) {
    throw new InvalidArgumentError(
      `a cell vector is ${inUnits(least)} long and another ${inUnits(most)}: positions along the longer are rounded to more than the shorter`,
    )
  }
  if (least < LEAST_LENGTH || most > 1 / LEAST_LENGTH) {
    throw new InvalidArgumentError(
      `the cell vectors are from ${inUnits(least)} to ${inUnits(most)} long: float64 does not hold the volume of such a cell beside that of the other crystal`,
    )
  }
}

/**
 * The vectors along which a crystal repeats.
 *
 * @throws UnsupportedError for molecules
 */
function alongOf(periodic: readonly boolean[] | undefined): number[] {
  if (periodic === undefined) return [0, 1, 2]
  if (arrayOf(periodic, 'periodic').length !== 3 || !periodic.every((p) => typeof p === 'boolean')) {
    throw new InvalidArgumentError(
      `periodic is ${shown(periodic)}; it must be three booleans, one for each cell vector`,
    )
  }
  const along = [0, 1, 2].filter((k) => periodic[k])
  if (along.length > 0) return along
  throw new UnsupportedError(
    'a structure that repeats along none of its cell vectors is a molecule: see findPointGroup',
  )
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
