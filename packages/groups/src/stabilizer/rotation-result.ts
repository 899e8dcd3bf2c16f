import type { Matrix3, Permutation, Rng, Vector } from '@buridan/core'
import type { FiniteGroup } from '@buridan/permutations'
import type { LieElement } from '../lie/lie-factors.js'
import type { LieGroup } from '../lie/lie-group.js'

/** An element of a stabilizer in O(3) or its product with permutations. */
export interface RotationOperation {
  readonly matrix: Matrix3
  readonly determinant: 1 | -1
  /** Where each labelled point goes. */
  readonly images: Permutation
  readonly deviation: number
}

/** The stabilizer of a vector, tensor or set of labelled points in O(3) or SO(3), or of vectors in O(d) or SO(d). */
export interface RotationStabilizer {
  /**
   * Its orbit type: the conjugacy class in O(3) by the Schoenflies name, `kh` is O(3), `k` is SO(3); in other dimensions `O(m)` or `SO(m)` on
   * what is normal to the vectors, or `trivial`.
   */
  readonly orbitType: string
  /** Undefined if infinite. */
  readonly order: bigint | undefined
  /** Of it as a manifold: 0 finite, 1 axial, 3 all rotations of space; of O(m) and SO(m) m(m − 1)/2. */
  readonly dimension: number
  /** Its rotations and reflections as a group on ℝ³. */
  readonly group: FiniteGroup | LieGroup
  /** Its permutations of the labelled points, with exchanges of coincident points. */
  readonly permutations: FiniteGroup
  /** The elements of a finite stabilizer up to exchanges of coincident points, the identity first; empty for an infinite one. */
  readonly operations: readonly RotationOperation[]
  /** Axis of an axial stabilizer. */
  readonly axis: Vector | undefined
  /** The dimension of the orbit of x. */
  readonly orbitDimension: number
  /** The largest ‖ρ(g)x − x‖ / ‖x‖ among the operations. */
  readonly defect: number
  /** The least such number among operations that were found and left out. */
  readonly gap: number
  /** An element drawn uniformly, by Haar's measure if infinite: matrix and permutation of the points. */
  readonly randomElement: (random: Rng) => LieElement
  /** The number of its connected components: its order if it is finite. */
  readonly components: bigint
  /** Elements that together with the component of 1 generate it. */
  readonly componentGenerators: readonly LieElement[]
  /** One matrix, row-major, for each point of the orbit. An orbit is a manifold: undefined unless it is a single point. */
  readonly transversal: readonly Matrix3[] | undefined
}
