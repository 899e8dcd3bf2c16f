/** ρ(g) of a signed permutation representation: e_i goes to sign[i] · e_image[i]. */
export interface Monomial {
  readonly image: Uint32Array
  readonly sign: Int8Array
}

/**
 * One index of a representation by tensors over base spaces: the group's points that stand for vectors of the index's
 * space, and these vectors.
 */
export interface PointAxis {
  /** The first of the group's points for this space, and their number. */
  readonly offset: number
  readonly points: number
  readonly dim: number
  /** Vector of each point, row-major points × dim; `units`: e_i; `signed`: e_i and then −e_i. */
  readonly vectors: 'units' | 'signed' | Float64Array
}

/** One index of a tensor over base representations of a Lie group or a product: its factor, and whether it is dual. */
export interface TensorAxis {
  readonly factor: number
  /** ρ(g)^{-⊤} instead of ρ(g); never set if they are the same. */
  readonly dual: boolean
}
