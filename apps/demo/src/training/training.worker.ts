import { batio3Task } from '@buridan/tasks'
import { expose } from 'comlink'
import type { DrawnGraph } from '../arrangement/graph-text.js'
import { graphGoal, graphLook } from '../graphs/look.js'
import { type Goal, METHODS as GRAPH_METHODS, type GraphFacts, type GraphLook } from '../graphs/methods.js'
import { landauLook } from '../landau/look.js'
import { type LandauLook, METHODS } from '../landau/methods.js'
import { pickBackend } from './backend.js'
import type { Backend } from './backends.js'
import type { Snapshot } from './run-state.js'
import { Trainer } from './trainer.js'

/** What is to be trained. */
export interface TrainingRequest {
  readonly seed: number
  readonly epochs: number
  readonly backend: Backend | undefined
}

/** Points of a learning curve. */
const MOST_POINTS = 300

let trainer: Trainer | undefined

/** Ends what was trained before, and picks the backend. */
async function cleared(backend: Backend | undefined): Promise<Backend> {
  const before = trainer
  trainer = undefined
  await before?.dispose()
  return pickBackend(backend)
}

const training = {
  /** Makes networks anew; returns the backend that computes. */
  async startLandau({ seed, epochs, backend }: TrainingRequest): Promise<Backend> {
    const picked = await cleared(backend)
    trainer = new Trainer({ task: batio3Task(), methods: METHODS, seed, epochs })
    return picked
  },

  /** Makes networks anew for a goal on a graph; returns the backend that computes, and what is known. */
  async startGraph(
    { seed, epochs, backend }: TrainingRequest,
    goal: Goal,
    drawn: DrawnGraph,
  ): Promise<{ backend: Backend; facts: GraphFacts }> {
    const picked = await cleared(backend)
    const task = await graphGoal(goal, drawn)
    trainer = new Trainer({ task, methods: GRAPH_METHODS, seed, epochs })
    const sign = goal === 'cut' ? -1 : 1
    return { backend: picked, facts: { optimum: sign * task.optimum, floor: sign * task.floor } }
  },

  /** What the networks say of the graph they are trained on; undefined before there are any. */
  graph(drawn: DrawnGraph, pick: number): GraphLook | undefined {
    return trainer && graphLook(trainer.models, trainer.options.task, drawn, pick)
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
