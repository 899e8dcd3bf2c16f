import {
  apply3,
  columns3,
  cross,
  InvalidArgumentError,
  length,
  type Matrix3,
  minus,
  perpendicular,
  scaled,
  transpose3,
  unit,
  type Vector,
} from '@buridan/core'
import { type Crystal, type GivenCrystal, readGiven } from '../crystals/crystal.js'
import { searchRadius } from '../crystals/search-radius.js'
import { plus } from '../lattice/lattice-basis.js'
import { PointCell } from '../lattice/point-cell.js'

/** Copies of the wire are so many of its radii apart, and so many periods: turned atoms come near none of another copy. */
const APART = { radii: 4, periods: 2 }

/** A wire as it was given, checked, by coordinates about its axis. */
export interface Wire {
  readonly given: GivenCrystal
  /** Columns: two unit vectors normal to the axis, and that along it; a rotation. */
  readonly frame: Matrix3
  /** A place on the axis, which all operations keep: through the mean of the atoms. */
  readonly centre: Vector
  /** The length of the cell along the axis. */
  readonly period: number
  /** Three coordinates of each atom: two across the axis, one along it. */
  readonly points: Float64Array
  /** The largest distance of an atom from the axis. */
  readonly reach: number
  /** How far operations are sought. */
  readonly radius: number
}

/**
 * Reads a wire, in a unit of length in which squares neither vanish nor overflow.
 *
 * @throws InvalidArgumentError | RepresentationMismatchError for what is no wire, and atoms that cannot be told apart to the tolerance
 * @throws UnsupportedError for molecules
 */
export function readWire(crystal: Crystal, tolerance: number): Wire {
  const given = readGiven(crystal, tolerance)
  const [along, ...others] = given.along
  if (others.length > 0) {
    throw new InvalidArgumentError(
      'a wire has `periodic` with two false: it repeats along one of its cell vectors; slabs have a layer group, crystals a space group',
    )
  }
  const vector = given.vectors[along!]!
  const axis = unit(vector)
  const x = perpendicular(axis)
  const frame = columns3(x, cross(axis, x), axis)
  const centre = scaled(given.places.reduce(plus), 1 / given.places.length)
  const back = transpose3(frame)
  const points = Float64Array.from(given.places.flatMap((place) => [...apply3(back, minus(place, centre))]))
  const period = length(vector)
  const reach = reachOf(points)
  const cell = repeated(points, period, reach, given.numbers)
  return { given, frame, centre, period, points, reach, radius: searchRadius(cell, tolerance, given.unit) }
}

/** The points of a wire as those of a cell, its third vector along the axis. */
export function repeated(points: Float64Array, period: number, reach: number, kinds: Int32Array): PointCell {
  const side = APART.radii * reach + APART.periods * period
  const sides = [side, side, period]
  return new PointCell(
    [
      [side, 0, 0],
      [0, side, 0],
      [0, 0, period],
    ],
    points.map((v, i) => v / sides[i % 3]!),
    kinds,
  )
}

function reachOf(points: Float64Array): number {
  let most = 0
  for (let i = 0; i < points.length; i += 3) most = Math.max(most, Math.hypot(points[i]!, points[i + 1]!))
  return most
}
