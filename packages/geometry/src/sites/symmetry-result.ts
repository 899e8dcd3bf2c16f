import type { Vector } from '@buridan/core'
import type { FiniteGroup } from '@buridan/permutations'
import type { SymmetryOperation } from '../operations/operation.js'

/** An operation that keeps sites, to the tolerance. */
export interface SiteOperation extends SymmetryOperation {
  readonly determinant: 1 | -1
  /** The distance of the moved sites from their matches, in the unit of the vectors. */
  readonly deviation: number
}

/** The fields that all symmetries of sites have. */
export interface CommonSymmetry {
  /** Schoenflies, lower case: `c2v`, `oh`, … finite, `c∞`, `c∞h`, `c∞v`, `d∞`, `d∞h` axial, `k` all rotations and `kh` with reflections. */
  readonly name: string
  /** Operations that, with the rotations about the axis or with all rotations where there are those, make up the others. */
  readonly generators: readonly SiteOperation[]
  /** The permutations of the points under the symmetry, with exchanges of coincident points. */
  readonly permutations: FiniteGroup
  /** The exchanges of points that agree in everything to the tolerance: a symmetry without movement. */
  readonly exchanges: FiniteGroup
  /** The largest deviation of an operation kept, in the unit of the vectors. */
  readonly deviation: number
  /** The least deviation of an operation that was found and left out; Infinity if there is none. */
  readonly gap: number
}

/** Finitely many operations. */
export interface FiniteSymmetry extends CommonSymmetry {
  readonly kind: 'finite'
  /** All of them up to exchanges of coincident points, the identity first; matrices multiply exactly. */
  readonly operations: readonly SiteOperation[]
  /** The operations as a group on ℝ³. */
  readonly group: FiniteGroup
}

/** All directions on one line: all rotations about it, and those of three more operations that pass. */
export interface AxialSymmetry extends CommonSymmetry {
  readonly kind: 'axial'
  /** A unit vector. */
  readonly axis: Vector
  /** The mirror normal to the axis, σh; undefined if it is not kept. */
  readonly horizontal: SiteOperation | undefined
  /** A mirror that holds the axis, σv. */
  readonly vertical: SiteOperation | undefined
  /** A half turn about a line normal to the axis, C2. */
  readonly halfTurn: SiteOperation | undefined
}

/** No directions at all: every rotation is kept. */
export interface SphericalSymmetry extends CommonSymmetry {
  readonly kind: 'spherical'
}

/** The symmetry of sites. */
export type SymmetryOfSites = FiniteSymmetry | AxialSymmetry | SphericalSymmetry
