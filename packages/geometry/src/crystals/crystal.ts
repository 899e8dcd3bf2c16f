import {
  arrayOf,
  finiteVector,
  InvalidArgumentError,
  length,
  minus,
  powerOfTwoOf,
  RepresentationMismatchError,
  scaled,
  shown,
  type Vector,
} from '@buridan/core'
import { isLabel } from '../operations/labels.js'
import { combination, type LatticeBasis, mayBeNear, reciprocal, reduced, volume, wrapped } from './lattice.js'

/** A crystal: a cell and its atoms. */
export interface Crystal {
  /** Three cell vectors as rows, in Å. */
  readonly lattice: readonly ArrayLike<number>[]
  readonly elements: readonly (string | number)[]
  /** Fractional coordinates in the cell. */
  readonly positions: readonly ArrayLike<number>[]
}

/** Rounding of a position is at most the tolerance divided by this. */
const EXACTER = 16

/** A crystal in the internal form: a reduced basis of its lattice, and atoms in space. */
export interface Structure {
  readonly basis: LatticeBasis
  readonly dual: LatticeBasis
  readonly points: readonly Vector[]
  readonly labels: readonly (string | number)[]
}

/**
 * Reads a crystal, in a unit of length in which volumes neither vanish nor overflow, or in the one that is given: lengths are `unit` times
 * the given ones.
 */
export function readCrystal(
  { lattice, elements, positions }: Crystal,
  given?: number,
): {
  structure: Structure
  unit: number
} {
  if (arrayOf(lattice, 'lattice').length !== 3) throw new InvalidArgumentError('a lattice has three vectors')
  const rows = lattice.map((v, i) => finiteVector(v, 3, `lattice[${i}]`))
  const unit = given ?? 1 / powerOfTwoOf(rows)
  const cell = rows.map((r): Vector => scaled([r[0]!, r[1]!, r[2]!], unit)) as [Vector, Vector, Vector]
  if (arrayOf(elements, 'elements').length !== arrayOf(positions, 'positions').length) {
    throw new RepresentationMismatchError(
      `${elements.length} elements are given for ${positions.length} positions`,
    )
  }
  if (positions.length === 0) throw new InvalidArgumentError('a crystal needs at least one atom')
  elements.forEach((e, i) => {
    if (!isLabel(e))
      throw new InvalidArgumentError(`elements[${i}] is ${shown(e)}; it must be a symbol or a number`)
  })
  const size = cell.reduce((p, v) => p * length(v), 1)
  if (!(Math.abs(volume(cell)) > 1e-6 * size)) {
    throw new InvalidArgumentError(`the cell vectors ${shown(rows.map((r) => [...r]))} lie in a plane`)
  }
  const points = positions.map((p, i) => {
    const [x, y, z] = finiteVector(p, 3, `positions[${i}]`)
    return combination(cell, [x!, y!, z!])
  })
  const basis = reduced(cell)
  return { structure: { basis, dual: reciprocal(basis), points, labels: elements }, unit }
}

/** @throws InvalidArgumentError for atoms so far from the origin that float64 places them worse than the tolerance needs */
export function refuseInexact({ points }: Structure, tolerance: number, unit: number): void {
  points.forEach((p, a) => {
    const rounding = length(p) * Number.EPSILON
    if (rounding <= tolerance / EXACTER) return
    throw new InvalidArgumentError(
      `atom ${a} is ${(length(p) / unit).toPrecision(3)} from the origin, where float64 places it to ${(rounding / unit).toPrecision(3)}; ` +
        `the tolerance ${tolerance / unit} needs ${EXACTER} times better: give its position within the cell`,
    )
  })
}

/** @throws InvalidArgumentError for atoms that are within the tolerance of each other */
export function refuseCoincident(s: Structure, tolerance: number, unit: number): void {
  s.points.forEach((p, a) => {
    for (let b = 0; b < a; b++) {
      if (!mayBeNear(s.dual, p, s.points[b]!, tolerance)) continue
      const d = length(wrapped(s.basis, s.dual, minus(p, s.points[b]!)))
      if (d <= tolerance) {
        throw new InvalidArgumentError(
          `atoms ${b} and ${a} are ${(d / unit).toPrecision(3)} apart, within the tolerance ${tolerance / unit}: make it smaller`,
        )
      }
    }
  })
}
