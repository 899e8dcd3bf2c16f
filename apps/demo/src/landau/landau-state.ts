import { wholeNumber } from '../app/whole-number.js'
import { type RunLimits, readRun, writeRun } from '../training/run-params.js'
import type { RunState } from '../training/run-state.js'

/** What the screen shows, all of it. */
export interface LandauState extends RunState {
  /** °C */
  readonly celsius: number
  /** The seed of the choice among the answers. */
  readonly pick: number
}

/** Steps of a whole run. */
export const STEPS = 2500
/** The range of the slider, °C. */
export const [COLDEST, HOTTEST] = [-150, 200]
/** The fastest: so many steps a picture. */
export const MOST_SPEED = 64

const PLAIN: LandauState = { celsius: 60, seed: 0, step: 0, pick: 0, speed: 8, backend: undefined }
const LIMITS: RunLimits = { steps: STEPS, mostSpeed: MOST_SPEED, plain: PLAIN }

/** Reads the state of an address; what is none there is as it comes. */
export function readLandau(params: URLSearchParams): { state: LandauState } {
  return {
    state: {
      ...readRun(params, LIMITS),
      celsius: wholeNumber(params, 't', { least: COLDEST, most: HOTTEST, plain: PLAIN.celsius }),
      pick: wholeNumber(params, 'pick', { most: 2 ** 31 - 1, plain: PLAIN.pick }),
    },
  }
}

/** The parameters of an address that {@link readLandau} reads back. */
export function writeLandau(state: LandauState): URLSearchParams {
  const params = new URLSearchParams()
  if (state.celsius !== PLAIN.celsius) params.set('t', String(state.celsius))
  writeRun(params, state, LIMITS)
  if (state.pick !== PLAIN.pick) params.set('pick', String(state.pick))
  return params
}
