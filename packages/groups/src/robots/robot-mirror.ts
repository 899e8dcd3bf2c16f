/** A mirror symmetry of a robot's body. */
export interface RobotMirror {
  /** For people, as `left–right`. */
  readonly name: string
  /** The axis of the base normal to the mirror: `y` exchanges left and right where x points forward and z up. */
  readonly normal: 'x' | 'y' | 'z'
  /** Joints that the mirror exchanges. */
  readonly pairs: readonly (readonly [string, string])[]
  /**
   * −1 for joints whose angle is reversed by the mirror, by name: for a joint of a pair, by either name, default 1; for a joint without
   * a partner, which the mirror maps to itself, it must be given.
   */
  readonly signs?: Readonly<Record<string, 1 | -1>>
}
