import { type AnyGroup, type AnyRepresentation, FiniteGroup } from '@buridan/groups'
import { SparseMap } from '../maps/sparse-map.js'
import type { MixingSpace, SummandMaps } from './factorization.js'

/** Whether a group is known to have one element alone, by its generators. */
export function isOneElement(group: AnyGroup): boolean {
  return group instanceof FiniteGroup && group.generators.every((g) => g.every((image, i) => image === i))
}

/**
 * The form of all linear maps, those of a group of one element: one space of dimension 1, read by each coordinate and written to
 * each. It is what a filtration finds, without asking which maps are independent: as many questions as there are maps.
 */
export function allMaps(repIn: AnyRepresentation, repOut: AnyRepresentation): MixingSpace[] {
  const from = coordinatesOf(repIn, (dim, i) => [1, dim, 0, i])
  const to = coordinatesOf(repOut, (dim, i) => [dim, 1, i, 0])
  return from.length > 0 && to.length > 0 ? [{ dim: 1, name: 'T(0)', from, to }] : []
}

/** For each summand the maps of one entry 1, of a shape and a place, one for each coordinate. */
function coordinatesOf(
  rep: AnyRepresentation,
  place: (dim: number, i: number) => [rows: number, cols: number, row: number, col: number],
): SummandMaps[] {
  return rep.summands.flatMap(({ rep: { dim } }, summand) => {
    const maps = Array.from({ length: dim }, (_, i) => {
      const [rows, cols, row, col] = place(dim, i)
      return SparseMap.fromEntries(rows, cols, [[row, col, 1]])
    })
    return maps.length > 0 ? [{ summand, maps }] : []
  })
}
