import { batio3Task, type Task } from '@buridan/tasks'
import { expose } from 'comlink'
import type { DrawnGraph } from '../arrangement/graph-text.js'
import { graphGoal, graphLook } from '../graphs/look.js'
import { type Goal, METHODS as GRAPH_METHODS, type GraphLook } from '../graphs/methods.js'
import { landauLook } from '../landau/look.js'
import { type LandauLook, METHODS } from '../landau/methods.js'
import { pickBackend } from './backend.js'
import type { Backend } from './backends.js'
import { CurrentRun } from './current-run.js'
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

/** What is trained: networks, and the graph where they are one's. */
interface Run {
  readonly trainer: Trainer
  readonly drawn: DrawnGraph | undefined
  dispose(): Promise<void>
}

const current = new CurrentRun<Run>()

/** Makes networks anew; returns the backend that computes. */
async function begun(
  { seed, epochs, backend }: TrainingRequest,
  methods: readonly string[],
  task: () => Task | Promise<Task>,
  drawn?: DrawnGraph,
): Promise<Backend> {
  let picked: Backend | undefined
  await current.replace(async () => {
    picked = await pickBackend(backend)
    const trainer = new Trainer({ task: await task(), methods, seed, epochs })
    return { trainer, drawn, dispose: () => trainer.dispose() }
  })
  return picked!
}

const training = {
  /** Makes networks anew; returns the backend that computes. */
  startLandau(request: TrainingRequest): Promise<Backend> {
    return begun(request, METHODS, batio3Task)
  },

  /** Makes networks anew for a goal on a graph; returns the backend that computes. */
  startGraph(request: TrainingRequest, goal: Goal, drawn: DrawnGraph): Promise<Backend> {
    return begun(request, GRAPH_METHODS, () => graphGoal(goal, drawn), drawn)
  },

  /** What the networks say of the graph they are trained on; undefined before there are any. */
  graph(pick: number): GraphLook | undefined {
    const { trainer, drawn } = current.run ?? {}
    return trainer && drawn && graphLook(trainer.models, trainer.options.task, drawn, pick)
  },

  /** Trains until all networks have made so many steps. */
  async reach(step: number): Promise<Snapshot | undefined> {
    const own = current.run
    try {
      await own?.trainer.reach(step)
    } catch (error) {
      // networks that were made anew meanwhile ended this run
      if (own === current.run) throw error
    }
    return own && own === current.run ? snapshot(own.trainer) : undefined
  },

  /** What the networks say at a temperature; undefined before there are any. */
  landau(celsius: number, pick: number): LandauLook | undefined {
    const { trainer, drawn } = current.run ?? {}
    return trainer && !drawn ? landauLook(trainer.models, celsius, pick) : undefined
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
