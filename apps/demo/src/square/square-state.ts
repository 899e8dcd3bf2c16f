import { messageOf } from '../app/trouble.js'
import { wholeNumber } from '../app/whole-number.js'
import { arrangement } from '../arrangement/arrangements.js'

/** The number of values a point can take. */
export const VALUES = 3
/** The most draws the address may ask for. */
export const MOST_DRAWS = 100_000

/** What the screen shows, all of it. */
export interface SquareState {
  /** The key of the arrangement. */
  readonly on: string
  /** A value for each point, 0 to VALUES − 1. */
  readonly values: readonly number[]
  readonly seed: number
  /** The number of draws that have landed. */
  readonly draws: number
}

/** An arrangement as it comes: all values equal, nothing drawn. */
export function fresh(on: string, seed = 1): SquareState {
  return { on, values: new Array(arrangement(on).n).fill(1), seed, draws: 0 }
}

/** Reads the state of an address; what is none there is as it comes, and `problem` says what was wrong. */
export function readSquare(params: URLSearchParams): { state: SquareState; problem?: string } {
  const on = params.get('on') ?? 'square'
  let state: SquareState
  try {
    state = fresh(on, wholeNumber(params, 'seed', { most: 2 ** 31, plain: 1 }))
  } catch (error) {
    return { state: fresh('square'), problem: messageOf(error) }
  }
  const text = params.get('values')
  const digits = text === null ? undefined : [...text].map(Number)
  if (digits) {
    const fits =
      digits.length === state.values.length && digits.every((v) => Number.isInteger(v) && v < VALUES)
    if (!fits)
      return {
        state,
        problem: `values are “${text}”; they must be ${state.values.length} digits from 0 to ${VALUES - 1}`,
      }
    state = { ...state, values: digits }
  }
  return { state: { ...state, draws: wholeNumber(params, 'draws', { most: MOST_DRAWS, plain: 0 }) } }
}

/** The parameters of an address that {@link readSquare} reads back. */
export function writeSquare({ on, values, seed, draws }: SquareState): URLSearchParams {
  const params = new URLSearchParams()
  const plain = fresh(on)
  if (on !== 'square') params.set('on', on)
  if (values.some((v, i) => v !== plain.values[i])) params.set('values', values.join(''))
  if (seed !== plain.seed) params.set('seed', String(seed))
  if (draws > 0) params.set('draws', String(draws))
  return params
}
