import { ofKind, type Permutation, type Vector } from '@buridan/core'
import { elementsOf, type FiniteGroup } from '@buridan/permutations'
import type { Operation } from '../operations/operation.js'
import { classify, schoenflies } from '../operations/schoenflies.js'

/** The largest group whose elements are looked at: all but axial groups of more than 500-fold axes. */
const MAX_ORDER = 2_000n

/** The elements of a group as operations of space. */
export interface PointGroupOperations {
  /** Schoenflies, in lower case. */
  readonly name: string
  /** Main axis: highest rotation, that of a rotation with reflection, or the normal of the mirror of Cs; undefined where there is none. */
  readonly axis: Vector | undefined
  /** Of each element, numbered as by `elementsOf`. */
  readonly operations: readonly Operation[]
}

/**
 * The rotations, reflections and their products that the elements of a finite group on ℝ³ are.
 *
 * @returns undefined for a group that does not act on ℝ³ by permutations of the axes, with signs or without, or by orthogonal matrices, or has
 * over 2000 elements
 * @throws InvalidArgumentError if `group` is not a finite group
 * @remarks O(order · degree).
 *
 * @example
 * ```ts
 * import { pointGroup, pointGroupOperations } from '@buridan/geometry'
 * const { name, operations } = pointGroupOperations(pointGroup('C2v'))!
 * console.log(name, operations.map((o) => o.kind).sort()) // → c2v [ 'C', 'E', 'σ', 'σ' ]
 * ```
 */
export function pointGroupOperations(group: FiniteGroup): PointGroupOperations | undefined {
  ofKind(group, 'group', 'finite group')
  const basis = basisImages(group)
  if (!basis || group.order > MAX_ORDER) return undefined
  const list = elementsOf(group)
  const operations = Array.from({ length: list.order }, (_, i) => classify(matrixOf(basis, list.view(i))))
  return { ...schoenflies(operations), operations }
}

/**
 * The Schoenflies name, in lower case, of a finite group of rotations and reflections of ℝ³, which {@link pointGroup} takes.
 *
 * @returns undefined where {@link pointGroupOperations} is
 * @throws InvalidArgumentError if `group` is not a finite group
 * @remarks O(order · degree).
 *
 * @example
 * ```ts
 * import { pointGroup, pointGroupName } from '@buridan/geometry'
 * console.log(pointGroupName(pointGroup('D6h'))) // → d6h
 * ```
 */
export function pointGroupName(group: FiniteGroup): string | undefined {
  return pointGroupOperations(group)?.name
}

/** The vector of ℝ³ of each point, the first three the standard basis; undefined where points are no such vectors. */
function basisImages({ ownBase, degree }: FiniteGroup): Float64Array | undefined {
  if (ownBase.kind === 'permutation' && ownBase.axes && degree === 3)
    return Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)
  if (ownBase.kind === 'signed' && ownBase.dim === 3)
    return Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1, -1, 0, 0, 0, -1, 0, 0, 0, -1)
  return ownBase.kind === 'points' && ownBase.dim === 3 && ownBase.orthogonal ? ownBase.points : undefined
}

/** Row-major: its columns are the images of the basis. */
function matrixOf(points: Float64Array, g: Permutation): Float64Array {
  return Float64Array.from({ length: 9 }, (_, k) => points[3 * g[k % 3]! + Math.floor(k / 3)]!)
}
