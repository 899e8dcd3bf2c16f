import {
  columns3,
  cross,
  determinant3,
  multiply3,
  perpendicular,
  transpose3,
  type Vector,
} from '@buridan/core'
import { permutationGroup } from '@buridan/permutations'
import { classify } from '../operations/schoenflies.js'
import type { SiteSet } from './site-set.js'
import type { AxialSymmetry, SiteOperation } from './symmetry-result.js'

/** The symmetry of sites whose directions are all on one line. */
export function axialSymmetry(sites: SiteSet, axis: Vector, proper: boolean): AxialSymmetry {
  const { delta, exchanges } = sites
  const x = perpendicular(axis)
  const frame = columns3(x, cross(axis, x), axis)
  const { fitted } = sites.searchRadius()
  // half a turn moves a point by twice its distance from the axis
  let deviation = 2 * sites.distanceFromLine(axis)
  let gap = Number.POSITIVE_INFINITY
  /** The operation with these signs in the frame of the axis, if it passes. */
  const passing = (a: number, b: number, c: number): SiteOperation | undefined => {
    const matrix = multiply3(multiply3(frame, Float64Array.of(a, 0, 0, 0, b, 0, 0, 0, c)), transpose3(frame))
    const determinant = determinant3(matrix) < 0 ? -1 : 1
    if (proper && determinant < 0) return undefined
    const moved = sites.move(matrix, fitted)
    if (!moved) return undefined
    if (moved.deviation > delta) {
      gap = Math.min(gap, moved.deviation)
      return undefined
    }
    deviation = Math.max(deviation, moved.deviation)
    return { ...classify(matrix), matrix, determinant, ...moved }
  }
  const [horizontal, vertical, halfTurn] = [passing(1, 1, -1), passing(-1, 1, 1), passing(1, -1, -1)]
  const kept = [horizontal, vertical, halfTurn].filter((o) => o !== undefined)
  return {
    kind: 'axial',
    name: nameOf(horizontal, vertical, halfTurn),
    axis,
    horizontal,
    vertical,
    halfTurn,
    // the half turn is the product of both mirrors, up to a rotation about the axis
    generators: horizontal && vertical ? [horizontal, vertical] : kept,
    permutations: permutationGroup([...exchanges.ownGenerators, ...kept.map((o) => o.images)], {
      degree: sites.count,
    }),
    exchanges,
    deviation,
    gap,
  }
}

function nameOf(horizontal: unknown, vertical: unknown, halfTurn: unknown): string {
  if (horizontal) return vertical ? 'd∞h' : 'c∞h'
  if (vertical) return 'c∞v'
  return halfTurn ? 'd∞' : 'c∞'
}
