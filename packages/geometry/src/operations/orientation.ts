import {
  columns3,
  cross,
  dot,
  type Matrix3,
  minus,
  perpendicular,
  scaled,
  transpose3,
  unit,
  type Vector,
} from '@buridan/core'
import type { Operation } from './operation.js'
import { isPerpendicular } from './schoenflies.js'

/** The rotation to standard orientation: see `PointGroupResult.orientation`. */
export function orientationOf(operations: readonly Operation[], axis: Vector | undefined): Matrix3 {
  const rotations = operations.filter((o) => o.kind === 'C')
  if (axis) {
    const second =
      rotations.find((o) => o.order === 2 && isPerpendicular(o.axis!, axis)) ??
      operations.find((o) => o.kind === 'σ' && isPerpendicular(o.axis!, axis))
    const x = second ? unit(minus(second.axis!, scaled(axis, dot(second.axis!, axis)))) : perpendicular(axis)
    return transpose3(columns3(x, cross(axis, x), axis))
  }
  const even = rotations.filter((o) => o.order === 4).concat(rotations.filter((o) => o.order === 2))
  const z = even[0]?.axis ?? [0, 0, 1]
  const x = even.find((o) => isPerpendicular(o.axis!, z))?.axis ?? perpendicular(z)
  return transpose3(columns3(x, cross(z, x), z))
}
