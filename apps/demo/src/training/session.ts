import { computed, type Signal, signal } from '@preact/signals'
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

/** A run that the worker has or is about to have. */
interface Run {
  /** What makes it this run and no other. */
  readonly key: string
  /** The backend that computes, when networks are made; undefined before they are asked for. */
  backend?: Promise<Backend>
}

/** What there is to see of a run. */
interface Seen<L> {
  readonly isPlaying?: boolean
  readonly isBusy?: boolean
  readonly snapshot?: Snapshot | undefined
  readonly look?: L | undefined
  readonly backend?: Backend
  readonly problem?: string | undefined
}

/**
 * Training as a page drives it: played, paused, stepped, reset. What is asked last counts: what comes back for an earlier run is dropped,
 * and what is there of a run is seen only while the state asks for that run.
 */
export class TrainingSession<S extends RunState, L> {
  #run: Run = { key: '' }
  /** What there is of the run with a key. */
  readonly #kept = signal<{ readonly key: string; readonly seen: Seen<L> }>({ key: '', seen: {} })
  readonly #seen = computed<Seen<L>>(() =>
    this.#kept.value.key === this.#wanted ? this.#kept.value.seen : {},
  )

  readonly playing = computed(() => this.#seen.value.isPlaying === true)
  /** Whether steps are on their way. */
  readonly busy = computed(() => this.#seen.value.isBusy === true)
  readonly snapshot = computed(() => this.#seen.value.snapshot)
  readonly answers = computed(() => this.#seen.value.look)
  readonly backend = computed(() => this.#seen.value.backend)
  /** What ended the last run before it should. */
  readonly problem = computed(() => this.#seen.value.problem)

  constructor(
    readonly state: Signal<S>,
    readonly work: SessionWork<S, L>,
  ) {}

  /** Plays until it is paused or over. */
  async play(): Promise<void> {
    const run = this.#current()
    if (this.playing.value) return
    this.#show(run, { isPlaying: true })
    await this.#safely(run, async () => {
      if (await this.#started(run)) {
        while (this.#isCurrent(run) && this.playing.value) {
          const made = this.#made
          if (made >= this.work.steps || !(await this.#go(run, made + this.state.value.speed))) break
          await new Promise(requestAnimationFrame)
        }
      }
      this.#show(run, { isPlaying: false })
      if (this.#isCurrent(run)) this.#settle()
    })
  }

  /** Stands still, and says where. */
  pause(): void {
    if (!this.#isCurrent(this.#run)) return
    this.#show(this.#run, { isPlaying: false })
    this.#settle()
  }

  /** Makes one step. */
  async stepOnce(): Promise<void> {
    const run = this.#current()
    if (this.playing.value || this.busy.value) return
    await this.#safely(run, async () => {
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
    this.#current()
    if (this.playing.value) return
    const { step } = this.state.value
    if (step < this.#made) this.#forget()
    if (step === this.#made) return
    const run = this.#run
    await this.#safely(run, async () => {
      if (!(await this.#started(run))) return
      while (this.#made < step && this.state.value.step === step) {
        if (!(await this.#go(run, Math.min(step, this.#made + FOLLOWED_STEPS)))) return
      }
    })
  }

  /** Asks the networks again, once they have been asked. */
  async refresh(): Promise<void> {
    const run = this.#current()
    if (!this.snapshot.value) return
    await this.#safely(run, async () => {
      const look = await this.work.look()
      if (this.#isCurrent(run)) this.#show(run, { look })
    })
  }

  get #wanted(): string {
    const { seed, backend } = this.state.value
    return `${seed} ${backend ?? ''} ${this.work.key?.() ?? ''}`
  }

  get #made(): number {
    return this.snapshot.value?.step ?? 0
  }

  /** The run that the state asks for; another one is forgotten. */
  #current(): Run {
    if (this.#run.key !== this.#wanted) this.#forget()
    return this.#run
  }

  #isCurrent(run: Run): boolean {
    return run === this.#run && run.key === this.#wanted
  }

  #show(run: Run, more: Seen<L>): void {
    if (run !== this.#run) return
    this.#kept.value = { key: run.key, seen: { ...this.#kept.value.seen, ...more } }
  }

  #settle(): void {
    if (this.state.value.step !== this.#made) this.state.value = { ...this.state.value, step: this.#made }
  }

  #forget(): void {
    this.#run = { key: this.#wanted }
    this.#kept.value = { key: this.#run.key, seen: {} }
  }

  /** Does something for a run; what goes wrong ends the run and is said, so that the next begins anew. */
  async #safely(run: Run, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (!this.#isCurrent(run)) return
      this.#forget()
      this.#show(this.#run, { problem: messageOf(error) })
    }
  }

  async #started(run: Run): Promise<boolean> {
    if (!run.backend) {
      this.#show(run, { problem: undefined })
      run.backend = this.work.start(this.state.value)
    }
    const backend = await run.backend
    this.#show(run, { backend })
    return this.#isCurrent(run)
  }

  /** Trains up to a step and shows it; whether it is still what is wanted. */
  async #go(run: Run, step: number): Promise<boolean> {
    this.#show(run, { isBusy: true })
    const snapshot = await this.work.reach(step)
    const look = snapshot && (await this.work.look())
    this.#show(run, snapshot ? { isBusy: false, snapshot, look } : { isBusy: false })
    return snapshot !== undefined && this.#isCurrent(run)
  }
}
