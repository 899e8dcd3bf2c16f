/** A subgroup H that nearly fixes an input, with the distance of the input from the fixed space of H. */
export interface NearSymmetry {
  /** Undefined if it is infinite. */
  readonly order: bigint | undefined
  /** Its orbit type, where one is known. */
  readonly name: string | undefined
  /** ‖x − P_H x‖. */
  readonly distance: number
  /** The largest displacement of a point from x to P_H x; the distance for inputs without points. */
  readonly displacement: number
  /** P_H of an input; of crystals, which have no frame in common, the input itself. */
  input(x: Float64Array): Float64Array
  /** P_H of a label. */
  label(y: Float64Array): Float64Array
}

/** An element that carries an input near another. */
export interface Carriage {
  /** The distance of the carried input. */
  readonly distance: number
  /** The largest distance of a point; the distance for inputs without points. */
  readonly displacement: number
  /** An input of the sample in the frame of the other, if there is one: crystals have none in common. */
  readonly input: ((x: Float64Array) => Float64Array) | undefined
  /** A label of the sample in the frame of the other. */
  label(y: Float64Array): Float64Array
}

/** The operations of a group and its representations that an audit needs. */
export interface AuditSpace {
  readonly inputDim: number
  readonly labelDim: number
  /** Invariants that are 1-Lipschitz: no further apart than the orbits. */
  invariants(x: Float64Array): Float64Array
  /**
   * A chain of subgroups that nearly fix x, ascending, the trivial group first: those found where no point moves further than the radius. A
   * larger radius only makes the chain longer.
   *
   * @throws a BuridanError for an input that is in doubt
   */
  symmetries(x: Float64Array, radius: number): readonly NearSymmetry[]
  /**
   * An element that carries x near a representative; undefined if none within the radius is found. The same whatever element moves either
   * of them, as far as canonical points are known.
   *
   * @param error - how far points may be from where they are given
   */
  carry(onto: Float64Array, x: Float64Array, radius: number, error: number): Carriage | undefined
  /** About the largest change of a label by a tilt of a frame laid through an input with this error; 0 if elements are exact. */
  tilt(x: Float64Array, error: number, y: Float64Array): number
  /** The norm of the part of an input that group elements change: positions of points, not their chemical elements. */
  extent(x: Float64Array): number
  /** The largest displacement up to which two inputs are compared. */
  reach(x: Float64Array): number
  /** Whether ρ_in keeps distances of inputs: without that there are no slopes. */
  readonly isMetric: boolean
  /** The number of points with a displacement each, 1 for inputs without points. */
  readonly points: number
  /** The cost of an alignment of two inputs, about, in additions. */
  readonly cost: number
  /** The mean of a label over the whole group. */
  mean(y: Float64Array): Float64Array
}

/** The trivial group, with which each chain begins. */
export const IDENTITY: NearSymmetry = {
  order: 1n,
  name: undefined,
  distance: 0,
  displacement: 0,
  input: (x) => x,
  label: (y) => y,
}
