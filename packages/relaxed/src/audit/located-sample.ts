/** Where a sample belongs, to one tolerance. */
export interface LocatedSample {
  /** The number of its orbit: that of the next one if it is the first of its own. */
  readonly orbit: number
  /** Undefined if it is infinite. */
  readonly stabilizerOrder: bigint | undefined
  /** The label moved to the orbit's representative and projected on what the stabilizer there fixes. */
  readonly fixed: Float64Array
  /** ‖z − P z‖², what the projection takes away. */
  readonly price: number
  /** The largest distance, relative to ‖x‖, between what was taken for equal: images under the stabilizer, samples of one orbit. */
  readonly deviation: number
}

/** Finds the orbits of samples, to one tolerance. */
export interface OrbitLocator {
  locate(x: Float64Array, y: Float64Array): LocatedSample
  /** Keeps the sample placed last as the representative of a new orbit. */
  keep(): void
}
