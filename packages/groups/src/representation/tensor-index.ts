/** ρ(g) of a signed permutation representation: e_i goes to sign[i] · e_image[i]. */
export interface Monomial {
  readonly image: Uint32Array
  readonly sign: Int8Array
}

/**
 * One tensor index of a representation whose coordinates are those of tensors over base spaces: which of the group's
 * points stand for vectors of the index's space, and for which.
 */
export interface PointAxis {
  /** The first of the group's points of this space and their number. */
  readonly offset: number
  readonly points: number
  readonly dim: number
  /** Vector of each point, row-major points × dim; `units`: e_i; `signed`: e_i and then −e_i. */
  readonly vectors: 'units' | 'signed' | Float64Array
}

/** One index of a tensor over base representations of a Lie group or a product: whose, and whether of the dual. */
export interface TensorAxis {
  readonly factor: number
  /** ρ(g)^{-⊤} instead of ρ(g); never set where they are the same. */
  readonly dual: boolean
}
