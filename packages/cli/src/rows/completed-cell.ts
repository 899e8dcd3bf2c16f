import { cross, length, perpendicular, scaled, unit, type Vector } from '@buridan/core'

/**
 * The nine numbers of a cell with vectors in place of those that are 0 and along which it does not repeat, as files of slabs and wires have
 * them: normal to the others, as long as the longest.
 */
export function completedCell(lattice: readonly number[], periodic: readonly boolean[]): readonly number[] {
  const rows = [0, 3, 6].map((k): Vector => [lattice[k]!, lattice[k + 1]!, lattice[k + 2]!])
  const longest = Math.max(...rows.map(length))
  if (longest === 0) return lattice
  rows.forEach((row, k) => {
    if (periodic[k] || length(row) > 0) return
    const [a, b] = [rows[(k + 1) % 3]!, rows[(k + 2) % 3]!]
    const normal = normalTo(a, b)
    if (length(normal) > 0) rows[k] = scaled(unit(normal), longest)
  })
  return rows.flatMap((row) => [...row])
}

/** A vector normal to two, one of which may be 0; 0 if they are on a line. */
function normalTo(a: Vector, b: Vector): Vector {
  if (length(a) === 0) return perpendicular(b)
  if (length(b) === 0) return perpendicular(a)
  return cross(unit(a), unit(b))
}
