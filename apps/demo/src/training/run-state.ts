import type { Backend } from './backends.js'

/** What a run is made from, and how far it went when it stands still. */
export interface RunState {
  readonly seed: number
  readonly step: number
  /** Steps a picture. */
  readonly speed: number
  readonly backend: Backend | undefined
}

/** Where training stands, thin enough to draw. */
export interface Snapshot {
  readonly step: number
  readonly steps: number
  /** Steps of the points of the curves. */
  readonly at: readonly number[]
  /** For each method its losses at those steps. */
  readonly losses: readonly (readonly number[])[]
}
