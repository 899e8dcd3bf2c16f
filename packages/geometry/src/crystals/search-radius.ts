import { InvalidArgumentError, length } from '@buridan/core'
import type { PointCell } from '../lattice/point-cell.js'
import { closeAtoms } from '../operations/close-atoms.js'
import { SEARCH_FACTOR } from '../operations/position-tolerance.js'

/**
 * How far operations are sought, to know the gap: up to three tolerances, but less than atoms are apart, where anything would match.
 *
 * @throws InvalidArgumentError for atoms that are within the tolerance of each other, or of an image of themselves
 */
export function searchRadius(cell: PointCell, tolerance: number, unit: number): number {
  const shortest = Math.min(...cell.basis.map(length))
  const within = tolerance * unit
  let apart = shortest
  for (let atom = 0; atom < cell.count; atom++) {
    const near = cell.grid.nearestTo(atom, Math.min(2 * SEARCH_FACTOR * within, apart))
    if (!near) continue
    apart = near.distance
    if (apart <= within) throw closeAtoms(near.point, atom, apart / unit, tolerance)
  }
  if (shortest > within) return Math.min(SEARCH_FACTOR * within, Math.max(within, apart / 2))
  throw new InvalidArgumentError(
    `each atom is ${(shortest / unit).toPrecision(3)} from its own image in another cell, within the tolerance ${tolerance}: make it smaller`,
  )
}

/**
 * How far operations are sought at most: half the least distance of atoms, of all kinds, and of images of one.
 *
 * @param rounding - atoms nearer to each other are refused
 * @throws InvalidArgumentError
 */
export function radiusWithin(cell: PointCell, most: number, rounding: number, unit: number): number {
  let apart = Math.min(2 * most, ...cell.basis.map(length))
  for (let atom = 0; atom < cell.count; atom++) {
    const near = cell.grid.nearestTo(atom, apart)
    if (!near) continue
    apart = near.distance
    if (apart <= rounding) throw closeAtoms(near.point, atom, apart / unit, rounding / unit)
  }
  return apart / 2
}
