import type { SymmetryBreaker } from '@buridan/relaxed'
import { makeModel, type Task } from '@buridan/tasks'
import { Gate } from './gate.js'

/** What is trained, and how far. */
export interface TrainerOptions {
  readonly task: Task
  /** Methods of the task, trained beside each other. */
  readonly methods: readonly string[]
  readonly seed: number
  readonly epochs: number
}

/** Where training stands. */
export interface TrainingState {
  /** Steps that all methods have made. */
  readonly step: number
  readonly steps: number
  /** For each method the losses of its steps. */
  readonly losses: readonly Float64Array[]
}

/** Networks of several methods that are trained in step with each other, and can be asked while they wait. */
export class Trainer {
  readonly models: readonly SymmetryBreaker[]
  readonly steps: number
  readonly #gate = new Gate()
  readonly #losses: Float64Array[]
  readonly #made: number[]
  readonly #controller = new AbortController()
  #runs: Promise<unknown> | undefined
  #waiting: { readonly step: number; readonly reached: () => void }[] = []

  constructor(readonly options: TrainerOptions) {
    const { task, methods, seed, epochs } = options
    this.models = methods.map((m) => makeModel(task, m, seed))
    this.steps = epochs * Math.ceil(task.x.length / (task.batchSize ?? task.x.length))
    this.#losses = methods.map(() => new Float64Array(this.steps))
    this.#made = methods.map(() => 0)
  }

  get state(): TrainingState {
    const step = Math.min(...this.#made)
    return { step, steps: this.steps, losses: this.#losses.map((l) => l.slice(0, step)) }
  }

  /** Trains until all methods have made so many steps, all told. */
  async reach(step: number): Promise<void> {
    const wanted = Math.min(step, this.steps)
    if (wanted <= Math.min(...this.#made)) return
    this.#gate.open(Math.max(wanted, this.#gate.until))
    this.#runs ??= Promise.all(this.models.map((model, k) => this.#run(model, k)))
    await Promise.race([
      this.#runs,
      new Promise<void>((reached) => {
        this.#waiting.push({ step: wanted, reached })
      }),
    ])
  }

  /** Ends training; the trainer can be asked no more. */
  async dispose(): Promise<void> {
    this.#controller.abort()
    this.#gate.release()
    await this.#runs?.catch(() => {})
    for (const model of this.models) model.dispose()
  }

  /** Tells those who wait for a step that it is reached. */
  #tell(): void {
    const made = Math.min(...this.#made)
    for (const { step, reached } of this.#waiting) if (step <= made) reached()
    this.#waiting = this.#waiting.filter((w) => w.step > made)
  }

  #run(model: SymmetryBreaker, k: number): Promise<unknown> {
    const { task, seed, epochs } = this.options
    return model.fit(task.x, task.y, {
      epochs,
      seed,
      learningRate: task.learningRate,
      clipNorm: task.clipNorm,
      loss: task.loss,
      ...(task.batchSize === undefined ? {} : { batchSize: task.batchSize }),
      signal: this.#controller.signal,
      onProgress: ({ step, loss }) => {
        this.#losses[k]![step - 1] = loss
        this.#made[k] = step
        this.#tell()
        return this.#gate.pass(step)
      },
    })
  }
}
