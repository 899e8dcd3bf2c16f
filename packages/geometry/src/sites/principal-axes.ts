import { length, type Matrix3, scaled, symmetricEigen, transpose3, type Vector } from '@buridan/core'
import type { LabelledAxis } from './direction-action.js'

/** Directions that a 3×3 tensor distinguishes: ± the eigenvectors of its symmetric part, and the axis of the antisymmetric part. */
export function principalAxes(t: Matrix3, delta: number): LabelledAxis[] {
  const back = transpose3(t)
  const { values, vectors } = symmetricEigen(
    t.map((v, i) => (v + back[i]!) / 2),
    3,
  )
  const out: LabelledAxis[] = []
  values.forEach((value, k) => {
    const gap = values.reduce(
      (least, other, l) => (l === k ? least : Math.min(least, Math.abs(other - value))),
      Number.POSITIVE_INFINITY,
    )
    if (!(gap > delta)) return
    const [x, y, z] = vectors.subarray(3 * k, 3 * k + 3)
    const label = `${rankOf(value, values, delta)}`
    // an axis turns by the change of the tensor over the gap
    for (const s of [1, -1]) out.push({ axis: [s * x!, s * y!, s * z!], label, size: gap / 2 })
  })
  const spin: Vector = [t[7]! - t[5]!, t[2]! - t[6]!, t[3]! - t[1]!]
  const turn = length(spin)
  if (turn > delta) {
    for (const s of [1, -1]) out.push({ axis: scaled(spin, s / turn), label: 'spin', size: turn / 2 })
  }
  return out
}

/** The number of greater eigenvalues. */
function rankOf(value: number, all: Float64Array, delta: number): number {
  return all.filter((other) => other > value + delta).length
}
