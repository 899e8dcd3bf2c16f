import type { Permutation } from '@buridan/core'
import { elementsOf, type FiniteGroup } from '@buridan/permutations'
import type { Point } from '../../../conformance/shapes.js'

export { rotationOf as anyRotation } from '../../../conformance/ways.js'

/** The turn by an angle about an axis, row-major. */
export function rotationAbout(axis: Point, angle: number): number[] {
  const size = Math.hypot(...axis)
  const [x, y, z] = axis.map((v) => v / size) as [number, number, number]
  const [c, s] = [Math.cos(angle), Math.sin(angle)]
  const d = 1 - c
  return [
    [c + x * x * d, x * y * d - z * s, x * z * d + y * s],
    [y * x * d + z * s, c + y * y * d, y * z * d - x * s],
    [z * x * d - y * s, z * y * d + x * s, c + z * z * d],
  ].flat()
}

export const distance = (a: Point, b: Point) => Math.hypot(...a.map((v, i) => v - b[i]!))

/** The matrix of an element of a group on ℝ³, row-major: where the basis goes. */
export function matrixOf({ base }: FiniteGroup, element: Permutation): number[] {
  const column = (axis: number): Point => {
    const image = element[axis]!
    if (base.kind === 'points') return Array.from(base.points.subarray(3 * image, 3 * image + 3))
    return [0, 1, 2].map((i) => (image % 3 === i ? (image < 3 ? 1 : -1) : 0))
  }
  const columns = [0, 1, 2].map(column)
  return [0, 1, 2].flatMap((row) => columns.map((c) => c[row]!))
}

/** The matrices of all elements. */
export function matricesOf(group: FiniteGroup): number[][] {
  const list = elementsOf(group)
  return Array.from({ length: list.order }, (_, i) => matrixOf(group, list.at(i)))
}
