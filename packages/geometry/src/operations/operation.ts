import type { Matrix3, Vector } from '@buridan/core'

/** The kind, angle and axis of an orthogonal operation. */
export interface Operation {
  /** `E` identity, `C` rotation, `i` inversion, `σ` mirror, `S` rotation with reflection in the plane normal to it. */
  readonly kind: 'E' | 'C' | 'i' | 'σ' | 'S'
  /** The turn is by power·2π/order. */
  readonly order: number
  readonly power: number
  /** Unit vector along the axis, or normal to the mirror; undefined for E and i. */
  readonly axis: Vector | undefined
}

/** A symmetry operation of a molecule, or of other points of space. */
export interface SymmetryOperation extends Operation {
  /** Orthogonal 3×3 matrix, row-major, about the centre. */
  readonly matrix: Matrix3
  /** The atom that each atom is sent to. */
  readonly images: Uint32Array
}
