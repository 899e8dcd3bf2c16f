import { messageOf } from '../app/trouble.js'
import { wholeNumber } from '../app/whole-number.js'
import { fromGraph6 } from '../arrangement/graph-text.js'
import { type RunLimits, readRun, writeRun } from '../training/run-params.js'
import type { RunState } from '../training/run-state.js'
import { GOALS, type Goal } from './methods.js'
import { PICKS } from './picks.js'

/** What the screen shows, all of it. */
export interface GraphsState extends RunState {
  /** graph6 */
  readonly g6: string
  readonly goal: Goal
  /** The seed of the choice among the answers. */
  readonly pick: number
}

/** Steps of a whole run. */
export const STEPS = 2000
/** The fastest: so many steps a picture. */
export const MOST_SPEED = 16

const PLAIN: GraphsState = {
  g6: PICKS[0]!.g6,
  goal: 'cut',
  seed: 0,
  step: 0,
  pick: 0,
  speed: 4,
  backend: undefined,
}

const LIMITS: RunLimits = { steps: STEPS, mostSpeed: MOST_SPEED, plain: PLAIN }

/** Reads the state of an address; what is none there is as it comes, and `problem` says what was wrong with the graph. */
export function readGraphs(params: URLSearchParams): { state: GraphsState; problem?: string } {
  const state: GraphsState = {
    ...readRun(params, LIMITS),
    g6: params.get('g') ?? PLAIN.g6,
    goal: GOALS.find((g) => g === params.get('goal')) ?? PLAIN.goal,
    pick: wholeNumber(params, 'pick', { most: 2 ** 31 - 1, plain: PLAIN.pick }),
  }
  try {
    fromGraph6(state.g6)
    return { state }
  } catch (error) {
    return { state: { ...state, g6: PLAIN.g6 }, problem: messageOf(error) }
  }
}

/** The parameters of an address that {@link readGraphs} reads back. */
export function writeGraphs(state: GraphsState): URLSearchParams {
  const params = new URLSearchParams()
  if (state.g6 !== PLAIN.g6) params.set('g', state.g6)
  if (state.goal !== PLAIN.goal) params.set('goal', state.goal)
  writeRun(params, state, LIMITS)
  if (state.pick !== PLAIN.pick) params.set('pick', String(state.pick))
  return params
}
