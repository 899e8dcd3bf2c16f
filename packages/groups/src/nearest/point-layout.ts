import { UnsupportedError } from '@buridan/core'
import { FiniteGroup } from '@buridan/permutations'
import { factorsOf } from '../lie/lie-factors.js'
import { LieGroup } from '../lie/lie-group.js'
import type { LieRepresentation } from '../representation/representation.js'
import { isSymmetricGroup } from '../stabilizer/read-sites.js'

/** Where numbers of points and vectors stand in a vector of a compact Lie group, alone or with permutations of points. */
export interface PointLayout {
  readonly lie: LieGroup
  /** The number of the Lie group among the factors of a product; undefined if it is alone. */
  readonly lieFactor: number | undefined
  readonly points: number
  /** For each number that a point has, the coordinates of it for all points. */
  readonly columns: readonly Int32Array[]
  /** The coordinates of each vector of the whole. */
  readonly whole: readonly Int32Array[]
  /** For each vector that a point has, its coordinates for all points. */
  readonly channels: readonly (readonly Int32Array[])[]
  /** For each scalar that a point has, its coordinates for all points. */
  readonly scalars: readonly Int32Array[]
  /** Whether there is nothing but scalars and vectors, of points or of the whole: then a fit of the vectors is the best turn. */
  readonly onlyVectors: boolean
}

/** @throws UnsupportedError unless the group is a compact Lie group on ℝᵈ, alone or with one symmetric group */
export function pointLayout(rep: LieRepresentation): PointLayout {
  const factors = factorsOf(rep.group)
  const lieFactor = factors.findIndex((f) => f instanceof LieGroup)
  const pointsFactor = factors.findIndex((f) => f instanceof FiniteGroup)
  const [lie, finite] = [factors[lieFactor], factors[pointsFactor]]
  if (
    !(lie instanceof LieGroup) ||
    !lie.isCompact ||
    rep.complex ||
    factors.length > (finite ? 2 : 1) ||
    (finite instanceof FiniteGroup && !isSymmetricGroup(finite))
  ) {
    throw new UnsupportedError(
      `nearest images under ${rep.group.name} in ${rep.text.slice(0, 60)} are not known: under finite groups, and under compact groups on real vectors, alone or with a symmetric group, they are`,
    )
  }
  const n = finite instanceof FiniteGroup ? finite.degree : 0
  const columns: Int32Array[] = []
  const whole: Int32Array[] = []
  const channels: Int32Array[][] = []
  const scalars: Int32Array[] = []
  let onlyVectors = true
  for (const { rep: part, count, offset } of rep.summands) {
    const kinds = part.axes?.map((a) => (a.factor === pointsFactor ? 'p' : 'v')).join('')
    const ofPoints = kinds?.split('p').length === 2
    if (kinds === undefined || !['', 'p', 'v', 'vp', 'pv'].includes(kinds)) onlyVectors = false
    const inside = ofPoints ? lie.dim ** (kinds!.length - 1 - kinds!.indexOf('p')) : 1
    for (let c = 0; c < count; c++) {
      const start = offset + c * part.dim
      if (ofPoints) {
        for (let k = 0; k < part.dim / n; k++) {
          const at = start + Math.floor(k / inside) * n * inside + (k % inside)
          columns.push(Int32Array.from({ length: n }, (_, p) => at + p * inside))
        }
      }
      const vector = (first: number, step: number) =>
        Int32Array.from({ length: lie.dim }, (_, i) => first + i * step)
      const ofEach = (first: number, own: number, step: number) =>
        channels.push(Array.from({ length: n }, (_, p) => vector(first + own * p, step)))
      if (kinds === 'v') whole.push(vector(start, 1))
      if (kinds === 'vp') ofEach(start, 1, n)
      if (kinds === 'pv') ofEach(start, lie.dim, 1)
      if (kinds === 'p') scalars.push(columns.at(-1)!)
    }
  }
  return {
    lie,
    lieFactor: finite ? lieFactor : undefined,
    points: n,
    columns,
    whole,
    channels,
    scalars,
    onlyVectors,
  }
}
