import { apply3, determinant3, length, type Matrix3, minus, scaled, type Vector } from '@buridan/core'
import { combination, plus } from '../lattice/lattice-basis.js'
import { type LatticeMap, latticeMaps } from '../lattice/lattice-maps.js'
import type { PointCell } from '../lattice/point-cell.js'
import { nearestOrthogonal } from '../operations/orthogonal-fit.js'
import { type Match, Matching } from './matching.js'
import { Surroundings } from './surroundings.js'

/** A map of lattices with a shift that takes the atoms of a cell to those of another. */
export interface Placement extends Match {
  readonly map: LatticeMap
  /** The orthogonal matrix nearest to the map. */
  readonly matrix: Matrix3
  readonly determinant: 1 | -1
}

/**
 * Isometries, up to a distance, that take a crystal in a primitive cell to another or to itself. Their deviation is that of atoms under the
 * map of lattices, or of basis vectors between that and an orthogonal matrix, whichever is larger. O(maps · atoms alike · atoms).
 *
 * @param matrices - the only orthogonal matrices that are allowed; by default all
 */
export function placementsOf(
  from: PointCell,
  onto: PointCell,
  distance: number,
  matrices?: readonly Matrix3[],
): Placement[] {
  if (matrices?.length === 0) return []
  const strained = latticeMaps(from.basis, distance, onto.basis).map((map) => {
    const determinant = determinant3(map.matrix) > 0 ? 1 : -1
    const matrix = matrices ? nearestOf(matrices, map.matrix) : nearestOrthogonal(map.matrix, determinant)
    return { map, matrix, determinant, strain: strainOf(from, map.matrix, matrix) } as const
  })
  const possible = strained.filter(({ strain }) => strain <= distance)
  if (possible.length === 0) return []
  const strain = possible.reduce((most, p) => Math.max(most, p.strain), 0)
  const { atom, targets } = new Surroundings(from, onto, 2 * distance, strain)
  const matching = new Matching(from, onto)
  return possible.flatMap(({ map, matrix, determinant, strain: own }) => {
    matching.move(map.coefficients)
    return targets.flatMap((target) => {
      const found = matching.shifted(atom, target, distance)
      return found ? { ...found, map, matrix, determinant, deviation: Math.max(found.deviation, own) } : []
    })
  })
}

/** Of some matrices the nearest to another. */
function nearestOf(matrices: readonly Matrix3[], m: Matrix3): Matrix3 {
  const apart = (a: Matrix3) => a.reduce((sum, v, e) => sum + (v - m[e]!) ** 2, 0)
  return matrices.reduce((a, b) => (apart(b) < apart(a) ? b : a))
}

/** How far images of basis vectors are from those under an orthogonal matrix. */
function strainOf({ basis }: PointCell, map: Matrix3, matrix: Matrix3): number {
  return basis.reduce((most, b) => Math.max(most, length(minus(apply3(matrix, b), apply3(map, b)))), 0)
}

/**
 * The translation t of x ↦ Rx + t for an orthogonal matrix near the map: the mean over atoms, in a cell, of their images less Rx. In the
 * target's basis modulo its lattice.
 */
export function translationOf(
  from: PointCell,
  { map, shift }: Placement,
  matrix: Matrix3,
  onto = from,
): Vector {
  const [a, b, c] = shift
  let sum = combination(onto.basis, [a! * from.count, b! * from.count, c! * from.count])
  for (let i = 0; i < from.count; i++) {
    const place = from.place(i)
    sum = plus(sum, minus(apply3(map.matrix, place), apply3(matrix, place)))
  }
  return scaled(sum, 1 / from.count)
}
