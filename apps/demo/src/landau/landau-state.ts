import { BACKENDS, type Backend } from '../training/backends.js'

/** What the screen shows, all of it. */
export interface LandauState {
  /** °C */
  readonly celsius: number
  readonly seed: number
  /** Steps that training has made when it stands still. */
  readonly step: number
  /** The seed of the choice among the answers. */
  readonly pick: number
  /** Steps a picture, a power of two. */
  readonly speed: number
  /** The backend that is asked for; the first that is there if undefined. */
  readonly backend: Backend | undefined
}

/** Steps of a whole run. */
export const STEPS = 2500
/** The range of the slider, °C. */
export const [COLDEST, HOTTEST] = [-150, 200]
/** The fastest: so many steps a picture. */
export const MOST_SPEED = 64

const PLAIN: LandauState = { celsius: 60, seed: 0, step: 0, pick: 0, speed: 8, backend: undefined }

/** Reads the state of an address; what is none there is as it comes. */
export function readLandau(params: URLSearchParams): { state: LandauState } {
  const whole = (name: string, least: number, most: number, plain: number) => {
    const text = params.get(name)
    if (text === null || !/^-?\d{1,10}$/.test(text)) return plain
    const value = Number(text)
    return value >= least && value <= most ? value : plain
  }
  const speed = whole('speed', 1, MOST_SPEED, PLAIN.speed)
  return {
    state: {
      celsius: whole('t', COLDEST, HOTTEST, PLAIN.celsius),
      seed: whole('seed', 0, 2 ** 31, PLAIN.seed),
      step: whole('step', 0, STEPS, PLAIN.step),
      pick: whole('pick', 0, 2 ** 31 - 1, PLAIN.pick),
      speed: Number.isInteger(Math.log2(speed)) ? speed : PLAIN.speed,
      backend: BACKENDS.find((b) => b === params.get('backend')),
    },
  }
}

/** The parameters of an address that {@link readLandau} reads back. */
export function writeLandau(state: LandauState): URLSearchParams {
  const params = new URLSearchParams()
  const put = (name: string, key: 'celsius' | 'seed' | 'step' | 'pick' | 'speed') => {
    if (state[key] !== PLAIN[key]) params.set(name, String(state[key]))
  }
  put('t', 'celsius')
  put('seed', 'seed')
  put('step', 'step')
  put('pick', 'pick')
  put('speed', 'speed')
  if (state.backend) params.set('backend', state.backend)
  return params
}
