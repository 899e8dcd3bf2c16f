import type { Permutation, Rng, Vector } from '@buridan/core'
import type { FiniteGroup } from '@buridan/permutations'
import type { LieElement } from '../lie/lie-factors.js'
import type { LieGroup } from '../lie/lie-group.js'

/** An element of a stabilizer in O(d) or U(n), or in its product with permutations. */
export interface RotationOperation {
  /** Row-major; of ℂⁿ on real and imaginary parts in turn. */
  readonly matrix: Float64Array
  /** Of the map of real coordinates, so 1 for unitary ones. */
  readonly determinant: 1 | -1
  /** Where each labelled point goes. */
  readonly images: Permutation
  readonly deviation: number
}

/** The stabilizer of vectors, of tensors of space, or of labelled points with vectors in O(d), SO(d), U(n) or SU(n). */
export interface RotationStabilizer {
  /**
   * Its orbit type: the conjugacy class in O(3) by the Schoenflies name, `kh` is O(3), `k` is SO(3). In other dimensions first the finite group on
   * what the vectors span, `O(1)`, `C(n)`, `Dih(n)`, Schoenflies' name of one in three dimensions, else the order, `120 in O(4)`; then what turns the rest, `O(m)`,
   * `SO(m)`, `U(m)` or `SU(m)`: `Dih(4)×O(2)`. `S(…)` are the maps of determinant 1 in a group; `trivial`.
   */
  readonly orbitType: string
  /** Undefined if infinite. */
  readonly order: bigint | undefined
  /** Of it as a manifold: 0 finite, 1 axial, 3 all rotations of space; m(m − 1)/2 where it turns m real dimensions, m² or m² − 1 of complex ones. */
  readonly dimension: number
  /** Its matrices: a finite group on ℝᵈ, or the ℝ²ⁿ of ℂⁿ, or a Lie group. */
  readonly group: FiniteGroup | LieGroup
  /** Its permutations of the labelled points, with exchanges of coincident points. */
  readonly permutations: FiniteGroup
  /** The elements of a finite stabilizer up to exchanges of coincident points, the identity first; empty for an infinite one. */
  readonly operations: readonly RotationOperation[]
  /** Axis of an axial stabilizer in space. */
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
  readonly transversal: readonly Float64Array[] | undefined
}
