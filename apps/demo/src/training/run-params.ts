import { wholeNumber } from '../app/whole-number.js'
import { BACKENDS } from './backends.js'
import type { RunState } from './run-state.js'

/** What a screen's runs may be, and what they are as they come. */
export interface RunLimits {
  /** Steps of a whole run. */
  readonly steps: number
  /** The fastest, a power of two. */
  readonly mostSpeed: number
  readonly plain: RunState
}

/** Reads seed, step, speed and backend of an address; what is none there is as it comes. */
export function readRun(params: URLSearchParams, { steps, mostSpeed, plain }: RunLimits): RunState {
  const speed = wholeNumber(params, 'speed', { least: 1, most: mostSpeed, plain: plain.speed })
  return {
    seed: wholeNumber(params, 'seed', { most: 2 ** 31, plain: plain.seed }),
    step: wholeNumber(params, 'step', { most: steps, plain: plain.step }),
    speed: Number.isInteger(Math.log2(speed)) ? speed : plain.speed,
    backend: BACKENDS.find((b) => b === params.get('backend')) ?? plain.backend,
  }
}

/** Writes what differs from a run as it comes. */
export function writeRun(params: URLSearchParams, state: RunState, { plain }: RunLimits): void {
  for (const key of ['seed', 'step', 'speed'] as const)
    if (state[key] !== plain[key]) params.set(key, String(state[key]))
  if (state.backend) params.set('backend', state.backend)
}
