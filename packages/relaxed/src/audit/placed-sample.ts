/** A sample moved to the canonical point of its orbit. */
export interface PlacedSample {
  /** Undefined if it is infinite. */
  readonly stabilizerOrder: bigint | undefined
  /** The label moved along and projected on what the stabilizer of the point fixes. */
  readonly fixed: Float64Array
  /** ‖z − P z‖², what the projection takes away. */
  readonly price: number
}

/** Moves samples to canonical points of their orbits. */
export interface Placer {
  /** Writes the canonical point of x to `point`. */
  place(x: Float64Array, y: Float64Array, point: Float64Array): PlacedSample
}
