import { type ReadonlySignal, type Signal, signal } from '@preact/signals'
import { messageOf } from '../app/trouble.js'
import type { Backend } from './backends.js'
import type { RunState, Snapshot } from './run-state.js'

/** What a session does in the worker. */
export interface SessionWork<S extends RunState, L> {
  readonly steps: number
  /** What beside seed and backend makes a run another one. */
  readonly key?: () => string
  /** Makes networks anew; returns the backend that computes. */
  readonly start: (state: S) => Promise<Backend>
  /** Trains until so many steps are made; undefined if networks were made anew meanwhile. */
  readonly reach: (step: number) => Promise<Snapshot | undefined>
  /** What the networks say now. */
  readonly look: () => Promise<L | undefined>
}

/** Steps to a picture on the way to where an address says. */
const FOLLOWED_STEPS = 50

/**
 * Training as a page drives it: played, paused, stepped, reset. What is asked last counts: what comes back for an earlier run is dropped.
 */
export class TrainingSession<S extends RunState, L> {
  readonly #playing = signal(false)
  readonly #snapshot = signal<Snapshot | undefined>(undefined)
  readonly #look = signal<L | undefined>(undefined)
  readonly #backend = signal<Backend | undefined>(undefined)
  readonly #busy = signal(false)
  readonly #problem = signal<string | undefined>(undefined)
  /** The run that the worker has or is about to have, and the number of the run. */
  #begun: { readonly key: string; readonly backend: Promise<Backend> } | undefined
  #run = 0

  constructor(
    readonly state: Signal<S>,
    readonly work: SessionWork<S, L>,
  ) {}

  get playing(): ReadonlySignal<boolean> {
    return this.#playing
  }

  /** Whether steps are on their way. */
  get busy(): ReadonlySignal<boolean> {
    return this.#busy
  }

  get snapshot(): ReadonlySignal<Snapshot | undefined> {
    return this.#snapshot
  }

  get answers(): ReadonlySignal<L | undefined> {
    return this.#look
  }

  get backend(): ReadonlySignal<Backend | undefined> {
    return this.#backend
  }

  /** What ended the last run before it should. */
  get problem(): ReadonlySignal<string | undefined> {
    return this.#problem
  }

  /** Plays until it is paused or over. */
  async play(): Promise<void> {
    if (this.#playing.value) return
    this.#playing.value = true
    await this.#safely(async (run) => {
      if (await this.#started(run)) {
        while (this.#playing.value && run === this.#run) {
          const made = this.#made
          if (made >= this.work.steps || !(await this.#go(run, made + this.state.value.speed))) break
          await new Promise(requestAnimationFrame)
        }
      }
      if (run === this.#run) this.pause()
    })
  }

  /** Stands still, and says where. */
  pause(): void {
    this.#playing.value = false
    this.#settle()
  }

  /** Makes one step. */
  async stepOnce(): Promise<void> {
    if (this.#playing.value || this.#busy.value) return
    await this.#safely(async (run) => {
      if ((await this.#started(run)) && (await this.#go(run, this.#made + 1))) this.#settle()
    })
  }

  /** Begins anew. */
  reset(): void {
    this.#forget()
    this.state.value = { ...this.state.value, step: 0 }
  }

  /** Ends what goes on, and leaves the state. */
  end(): void {
    this.#forget()
  }

  /** Goes to where the state says, from the start if it is another run or an earlier step. */
  async follow(): Promise<void> {
    const { step } = this.state.value
    const isSame = this.#begun?.key === this.#wanted
    if (this.#playing.value && isSame) return
    if (this.#begun && (!isSame || step < this.#made)) this.#forget()
    if (step === this.#made) return
    await this.#safely(async (run) => {
      if (!(await this.#started(run))) return
      while (this.#made < step && this.state.value.step === step) {
        if (!(await this.#go(run, Math.min(step, this.#made + FOLLOWED_STEPS)))) return
      }
    })
  }

  /** Asks the networks again. */
  async refresh(): Promise<void> {
    if (!this.#begun) return
    await this.#safely(async (run) => {
      const look = await this.work.look()
      if (run === this.#run) this.#look.value = look
    })
  }

  get #wanted(): string {
    const { seed, backend } = this.state.value
    return `${seed} ${backend ?? ''} ${this.work.key?.() ?? ''}`
  }

  get #made(): number {
    return this.#snapshot.value?.step ?? 0
  }

  #settle(): void {
    if (this.state.value.step !== this.#made) this.state.value = { ...this.state.value, step: this.#made }
  }

  #forget(): void {
    this.#run++
    this.#begun = undefined
    this.#problem.value = undefined
    this.#playing.value = false
    this.#busy.value = false
    this.#snapshot.value = undefined
    this.#look.value = undefined
  }

  /** Does something for the run that there is; what goes wrong ends the run and is said, so that the next begins anew. */
  async #safely(work: (run: number) => Promise<void>): Promise<void> {
    const run = this.#run
    try {
      await work(run)
    } catch (error) {
      if (run !== this.#run) return
      this.#forget()
      this.#problem.value = messageOf(error)
    }
  }

  async #started(run: number): Promise<boolean> {
    const key = this.#wanted
    if (this.#begun?.key !== key) {
      this.#problem.value = undefined
      this.#begun = { key, backend: this.work.start(this.state.value) }
    }
    const backend = await this.#begun.backend
    if (run !== this.#run) return false
    this.#backend.value = backend
    return true
  }

  /** Trains up to a step and shows it; whether it is still what is wanted. */
  async #go(run: number, step: number): Promise<boolean> {
    this.#busy.value = true
    const snapshot = await this.work.reach(step)
    const look = snapshot && (await this.work.look())
    if (run !== this.#run) return false
    this.#busy.value = false
    if (!snapshot) return false
    this.#snapshot.value = snapshot
    this.#look.value = look
    return true
  }
}
