import { batio3Task } from '@buridan/tasks'
import { expose } from 'comlink'
import { exactSizes, landauLook } from '../landau/look.js'
import { type LandauLook, METHODS } from '../landau/methods.js'
import { pickBackend } from './backend.js'
import type { Backend } from './backends.js'
import { Trainer } from './trainer.js'

/** What is to be trained. */
export interface TrainingRequest {
  readonly seed: number
  readonly epochs: number
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

/** Points of a learning curve. */
const MOST_POINTS = 300

let trainer: Trainer | undefined

const training = {
  /** Makes networks anew; returns the backend that computes. */
  async startLandau({
    seed,
    epochs,
    backend,
  }: TrainingRequest): Promise<{ backend: Backend; exact: number[] }> {
    const before = trainer
    trainer = undefined
    await before?.dispose()
    const picked = await pickBackend(backend)
    trainer = new Trainer({ task: batio3Task(), methods: METHODS, seed, epochs })
    return { backend: picked, exact: exactSizes() }
  },

  /** Trains until all networks have made so many steps. */
  async reach(step: number): Promise<Snapshot | undefined> {
    const own = trainer
    try {
      await own?.reach(step)
    } catch (error) {
      // networks that were made anew meanwhile ended this run
      if (own === trainer) throw error
    }
    return own && own === trainer ? snapshot(own) : undefined
  },

  /** What the networks say at a temperature; undefined before there are any. */
  landau(celsius: number, pick: number): LandauLook | undefined {
    return trainer && landauLook(trainer.models, celsius, pick)
  },
}
/** What trains away from the page. */
export type Training = typeof training

function snapshot(own: Trainer): Snapshot {
  const { step, steps, losses } = own.state
  const stride = Math.max(1, Math.ceil(step / MOST_POINTS))
  const at = Array.from({ length: step }, (_, i) => i).filter((i) => i % stride === 0 || i === step - 1)
  return { step, steps, at: at.map((i) => i + 1), losses: losses.map((l) => at.map((i) => l[i]!)) }
}

expose(training)
