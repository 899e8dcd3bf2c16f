import type { Vector } from './methods.js'

/** An arrow from the middle of the cell. */
export interface CellArrow {
  readonly vector: Vector
  readonly colour: string
  readonly faint: boolean
}

/** Where the cell is seen from: angles in radians about the vertical and above the ground. */
export interface Viewpoint {
  readonly turn: number
  readonly rise: number
}

/** All that a picture of the cell depends on. */
export interface CellView {
  readonly arrows: readonly CellArrow[]
  /** Where titanium is moved to, in C/m². */
  readonly polarization: Vector
  readonly edgeColour: string
  readonly from: Viewpoint
  /** In pixels of the screen. */
  readonly width: number
  readonly height: number
}

/** Where it is seen from at first. */
export const FIRST_VIEWPOINT: Viewpoint = { turn: 0.65, rise: 0.38 }
/** From straight above or below, turning would no longer be seen. */
const MOST_RISE = 1.4

/** The viewpoint moved by angles. */
export function turned({ turn, rise }: Viewpoint, about: number, above: number): Viewpoint {
  return { turn: turn + about, rise: Math.min(MOST_RISE, Math.max(-MOST_RISE, rise + above)) }
}
