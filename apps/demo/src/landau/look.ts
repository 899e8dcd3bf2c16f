import type { SymmetryBreaker } from '@buridan/relaxed'
import { batio3Task, DEGREES } from '@buridan/tasks'
import { type LandauLook, TEMPERATURES, type Vector } from './methods.js'

/** Answers of noise that are drawn. */
const NOISE_SAMPLES = 24
/** Answers are told apart up to this, relative to their size. */
const { outcomeOptions } = batio3Task()

/** Asks the models for their answers at a temperature in °C; `pick` is the seed of the choice that each makes. */
export function landauLook(models: readonly SymmetryBreaker[], celsius: number, pick: number): LandauLook {
  const x = [celsius / DEGREES]
  const rows = TEMPERATURES.map((t) => [t / DEGREES])
  return {
    answers: models.map((model) => {
      if (model.answers === 'random') return model.sample(x, { count: NOISE_SAMPLES, seed: pick }).map(vector)
      const outcomes = model.outcomes(x, outcomeOptions)
      return outcomes.count === 1n ? model.predict([x]).map(vector) : Array.from(outcomes, vector)
    }),
    chosen: models.map((model) => vector(model.sample(x, { count: 1, seed: pick })[0]!)),
    sizes: models.map((model) => model.predict(rows, { seed: 0 }).map((p) => Math.hypot(...p))),
  }
}

function vector(v: ArrayLike<number>): Vector {
  return [v[0]!, v[1]!, v[2]!]
}
