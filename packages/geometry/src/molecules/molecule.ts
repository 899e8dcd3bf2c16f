import {
  arrayOf,
  finiteVector,
  InvalidArgumentError,
  length,
  minus,
  RepresentationMismatchError,
  scaled,
  shown,
  type Vector,
} from '@buridan/core'
import { closeAtoms } from '../operations/close-atoms.js'
import { isLabel } from '../operations/labels.js'
import type { LabelledPoints } from '../operations/symmetry-operations.js'

/** Atoms or other labelled points of ℝ³. */
export interface Molecule {
  /** The kind of each point: only points of one kind are exchanged. */
  readonly elements: readonly (string | number)[]
  /** n triples, in Å or any unit. */
  readonly positions: readonly ArrayLike<number>[]
}

/** Positions about their mean. */
export function centred({ elements, positions }: Molecule): { set: LabelledPoints; centre: Vector } {
  arrayOf(elements, 'elements')
  arrayOf(positions, 'positions')
  if (elements.length !== positions.length) {
    throw new RepresentationMismatchError(
      `${elements.length} elements are given for ${positions.length} positions`,
    )
  }
  if (positions.length === 0) throw new InvalidArgumentError('a molecule needs at least one atom')
  const wrong = elements.findIndex((e) => !isLabel(e))
  if (wrong >= 0) throw new InvalidArgumentError(`element ${shown(elements[wrong])} is no text and no number`)
  const points = positions.map((p, i) => finiteVector(p, 3, `positions[${i}]`))
  const sum = points.reduce((s, p) => [s[0]! + p[0]!, s[1]! + p[1]!, s[2]! + p[2]!], [0, 0, 0])
  const centre = scaled([sum[0]!, sum[1]!, sum[2]!], 1 / points.length)
  return {
    set: { points: points.map((p) => minus([p[0]!, p[1]!, p[2]!], centre)), labels: elements },
    centre,
  }
}

/** @throws InvalidArgumentError for atoms that are within the tolerance of each other */
export function refuseCoincident({ points }: LabelledPoints, tolerance: number): void {
  const order = [...points.keys()].sort((a, b) => points[a]![0] - points[b]![0])
  order.forEach((a, k) => {
    for (let l = k + 1; l < order.length && points[order[l]!]![0] - points[a]![0] <= tolerance; l++) {
      const d = length(minus(points[a]!, points[order[l]!]!))
      if (d <= tolerance) throw closeAtoms(a, order[l]!, d, tolerance)
    }
  })
}
