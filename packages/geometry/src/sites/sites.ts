/** A point of space with its vectors and scalars. */
export interface Site {
  /**
   * Vectors that turn with the sites, three numbers each, or as many as another space has; as many vectors at each point: the position first, then others such as a displacement,
   * a force or a velocity. A reflection acts on all of them as on positions.
   */
  readonly vectors: readonly ArrayLike<number>[]
  /**
   * Axial vectors, such as a spin, a magnetic moment or an angular velocity, as many at each point: rotations turn them as positions, and the
   * inversion leaves them. None by default.
   */
  readonly axials?: readonly ArrayLike<number>[]
  /** Numbers that no operation changes, such as an atomic number or a charge; as many at each point, none by default. */
  readonly scalars?: ArrayLike<number>
  /** Numbers that reflections change to their negatives, such as a hand; as many at each point, none by default. */
  readonly pseudoscalars?: ArrayLike<number>
}

/**
 * Points of space, and quantities that belong to the whole of them. Operations are about the origin: move the centre of a molecule there.
 * Points that agree in everything are exchanged, those whose scalars or vectors differ by more than a tolerance are not.
 */
export interface Sites {
  readonly points: readonly Site[]
  /** Vectors of the whole, such as a dipole or an external field. */
  readonly vectors?: readonly ArrayLike<number>[]
  /** 3×3 tensors T of the whole, row-major, on which R acts by RTR⊤: a polarizability, a strain. */
  readonly tensors?: readonly ArrayLike<number>[]
  /** Numbers of the whole that no operation changes, such as an energy. */
  readonly scalars?: ArrayLike<number>
}

/**
 * How far one set of sites is from another: `norm`, the root of the sum of squares of all differences, or `largest`, the difference of the
 * point furthest from its image, as usual for tolerances of molecules.
 */
export type PointMetric = 'norm' | 'largest'

/** Options of functions of {@link Sites}. */
export interface SiteOptions {
  /** The largest distance of sites from their matches, in the unit of the vectors; 0.1 (Å) by default. */
  readonly tolerance?: number
  /** How that distance is measured; `largest` by default. */
  readonly metric?: PointMetric
  /** Rotations only; by default reflections, the inversion and their products with rotations too. */
  readonly proper?: boolean
}
