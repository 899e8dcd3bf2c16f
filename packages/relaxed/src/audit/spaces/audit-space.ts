/** A subgroup H that nearly keeps an input, at the distance of the input from what H fixes. */
export interface NearSymmetry {
  /** Undefined if it is infinite. */
  readonly order: bigint | undefined
  /** Its orbit type, where one is known. */
  readonly name: string | undefined
  /** ‖x − P_H x‖. */
  readonly distance: number
  /** How far a single point moves at most from x to P_H x; of inputs without points the distance. */
  readonly displacement: number
  /** P_H of an input; of crystals, which have no frame in common, the input itself. */
  input(x: Float64Array): Float64Array
  /** P_H of a label. */
  label(y: Float64Array): Float64Array
}

/** An element that brings an input near another. */
export interface Carriage {
  /** What is left of the distance. */
  readonly distance: number
  /** How far a single point is off at most; of inputs without points the distance. */
  readonly displacement: number
  /** An input of the sample in the frame of the other, if there is one: crystals have none in common. */
  readonly input: ((x: Float64Array) => Float64Array) | undefined
  /** A label of the sample in the frame of the other. */
  label(y: Float64Array): Float64Array
}

/** What an audit asks of a group and its representations on inputs and labels. */
export interface AuditSpace {
  readonly inputDim: number
  readonly labelDim: number
  /** Numbers that no element changes; their distance is at most that of the orbits. */
  invariants(x: Float64Array): Float64Array
  /**
   * A chain of subgroups that nearly keep x, ascending, the identity first: those found where no point moves further than the radius. A larger
   * radius only makes it longer.
   *
   * @throws a BuridanError for an input that is in doubt
   */
  symmetries(x: Float64Array, radius: number): readonly NearSymmetry[]
  /** What brings a sample near a representative, undefined where nothing within the radius is found. */
  carry(onto: Float64Array, x: Float64Array, radius: number): Carriage | undefined
  /** How much a label turns, at most about, with the frame of an input that is off by an error; 0 where elements are exact. */
  tilt(x: Float64Array, error: number, y: Float64Array): number
  /** The norm of what elements change of an input: of points in space their distances from the origin, and not their elements. */
  extent(x: Float64Array): number
  /** How far two inputs are compared at most, a displacement. */
  reach(x: Float64Array): number
  /** Whether distances of inputs are the same for all their images: otherwise nothing is said of slopes. */
  readonly isMetric: boolean
  /** The number of points with a displacement each, 1 for inputs without points. */
  readonly points: number
  /** About how many additions a carriage costs. */
  readonly cost: number
  /** The mean of a label over the whole group. */
  mean(y: Float64Array): Float64Array
}

/** The chain of an input of which nothing else is known. */
export const IDENTITY: NearSymmetry = {
  order: 1n,
  name: undefined,
  distance: 0,
  displacement: 0,
  input: (x) => x,
  label: (y) => y,
}
