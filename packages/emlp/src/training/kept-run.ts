import { fingerprint } from '@buridan/core'
import { InvalidFileError } from '@buridan/groups'
import type * as tf from '@tensorflow/tfjs'
import { acrossCopies } from '../core/across-copies.js'
import { assignNumbers, numbersOf, type ResumableAdam } from '../tensorflow/adapter.js'
import type { Breath } from './breath.js'
import {
  type CheckpointOptions,
  decodeCheckpoint,
  encodeCheckpoint,
  type KeptState,
  type LossProbes,
  placeOf,
} from './checkpoint.js'
import { taken } from './exclusive.js'
import type { GuardedSteps } from './guarded-steps.js'
import { differences, type RunIdentity } from './identity.js'
import { untilAborted } from './until-aborted.js'

/** How many steps the loss is asked at. */
const PROBES = 8
/** Losses and gradients of one function differ by less, relatively, between backends. */
const TOLERANCE = 1e-4
/** And numbers below this are rounding. */
const NEGLIGIBLE = 1e-10

/**
 * What weights were when the last kept run of these began, and when it stopped: who goes on with a network that was stopped has no
 * longer the weights it started from. If they were changed meanwhile, it is forgotten.
 */
const begun = acrossCopies<WeakMap<tf.Variable, Begun>>('begun', WeakMap)

interface Begun {
  readonly run: string
  readonly start: Float32Array
  readonly stopped: string
  /** Whether a checkpoint was written or read: one that is gone since was deleted to begin anew. */
  readonly kept: boolean
}

/** What a {@link KeptRun} is made of. */
interface Parts {
  readonly checkpoint: CheckpointOptions
  /** What tells the run from others beside its loss and the weights it starts from. */
  readonly run: RunIdentity
  readonly steps: number
  readonly variables: readonly tf.Variable[]
  /** Weights that are not trained, but are part of what the loss is, and may move with the steps. */
  readonly others: readonly tf.Variable[]
  readonly optimizer: ResumableAdam
  readonly guarded: GuardedSteps
  readonly breath: Breath
}

const STOPPED = 'training was aborted while its checkpoint was'

/**
 * A run and its checkpoint. A checkpoint is of one run: that of the same settings, data, network, first weights and loss. A loss is a
 * function, which neither its name nor its text tells from another of the same text that holds other data; what is compared are
 * its values and gradients at steps of the run, which are all that training sees of it.
 */
export class KeptRun {
  readonly #parts: Parts
  readonly #what: string
  #run: RunIdentity = {}
  #probes: LossProbes = []
  #start: Float32Array = new Float32Array(0)
  #began = false
  #kept = false
  /** What is being written; nobody else may write to the store before that is over. */
  #writing: Promise<unknown> | undefined
  readonly #giveBack: () => void

  /** @throws BusyError if another run is kept in the same place */
  constructor(parts: Parts) {
    this.#parts = parts
    const { name } = parts.checkpoint.store
    this.#what = name === undefined ? 'the checkpoint' : `the checkpoint ${name}`
    const busy = `${this.#what} is in use by a run that is going on, or was stopped while it was written; give each run a place of its own`
    this.#giveBack = taken(new Map([[placeOf(parts.checkpoint.store), busy]]))
  }

  /** Sets weights, optimizer and losses to those of the checkpoint; returns the number of steps it had made, 0 without one. */
  async begin(losses: Float64Array): Promise<number> {
    const { checkpoint, run, others, optimizer, guarded, breath } = this.#parts
    const bytes = await untilAborted(checkpoint.store.read(), breath.signal, () => `${STOPPED} read`)
    guarded.checkAlive(0)
    const now = this.#weights
    const before = this.#begun(now)
    // one that stopped before its first checkpoint goes on too, from its beginning
    this.#start = before && (bytes || !before.kept) ? before.start : now
    this.#run = { ...run, weights: fingerprint([this.#start]) }
    this.#kept = bytes !== undefined
    if (!bytes) {
      await this.#probeFrom(now, () => {})
      this.#began = true
      return 0
    }
    const kept = decodeCheckpoint(bytes, this.#what)
    if (kept.partial) this.#expectWhole()
    this.#refuse(differences(kept.run, this.#run))
    // what no run of these options writes
    const own = optimizer.stateSize
    const size = own + others.reduce((sum, v) => sum + v.size, 0)
    if (kept.state.length !== size || kept.step > losses.length) {
      throw new InvalidFileError(
        `${this.#what} holds ${kept.step} steps and ${kept.state.length} numbers, where the run has ${losses.length} and ${size}: it was damaged`,
      )
    }
    const isReached = optimizer.mayBeState(kept.state.subarray(0, own))
    await this.#probeFrom(now, () => {
      this.#refuse(lossDifferences(kept, this.#probes))
      const first = this.#probes[0]?.[0] ?? null
      if (isReached && (kept.step === 0 || same(kept.losses[0]!, first))) return
      throw new InvalidFileError(
        `${this.#what} holds numbers that no run comes to: it was damaged or changed; delete it to begin anew`,
      )
    })
    this.#began = true
    optimizer.state = kept.state.subarray(0, own)
    assignNumbers(others, kept.state.subarray(own))
    losses.set(kept.losses)
    return kept.step
  }

  /** Sets the weights to those at the start and asks the loss there; what goes wrong puts back those there were. */
  async #probeFrom(now: Float32Array, check: () => void): Promise<void> {
    this.#weights = this.#start
    try {
      await this.#probe()
      check()
    } catch (error) {
      if (this.#isAlive) this.#weights = now
      throw error
    }
  }

  async write(step: number, losses: Float64Array): Promise<void> {
    const { checkpoint, others, optimizer, breath } = this.#parts
    const numbers = joined(optimizer.state, numbersOf(others))
    const state = { run: this.#run, probes: this.#probes, step, losses, state: numbers }
    const writing = Promise.resolve(checkpoint.store.write(encodeCheckpoint(state)))
    this.#writing = writing
    await untilAborted(writing, breath.signal, () => `${STOPPED} written`)
    this.#writing = undefined
    this.#kept = true
  }

  /** Remembers how the weights are now, where the run stops. */
  stop(): void {
    if (this.#writing) this.#writing.then(this.#giveBack, this.#giveBack)
    else this.#giveBack()
    const { variables, run } = this.#parts
    // those of a model that was disposed of while it trained are gone
    if (!this.#began || variables.length === 0 || !this.#isAlive) return
    begun.set(variables[0]!, {
      run: JSON.stringify(run),
      start: this.#start,
      stopped: fingerprint([this.#weights]),
      kept: this.#kept,
    })
  }

  /** How this run began, if these are the weights that it stopped at. */
  #begun(now: Float32Array): Begun | undefined {
    const { variables, run } = this.#parts
    const found = variables[0] && begun.get(variables[0])
    return found?.run === JSON.stringify(run) && found.stopped === fingerprint([now]) ? found : undefined
  }

  /** All that the network has: trained ones, then others. */
  get #weights(): Float32Array {
    return numbersOf([...this.#parts.variables, ...this.#parts.others])
  }

  set #weights(values: Float32Array) {
    assignNumbers([...this.#parts.variables, ...this.#parts.others], values)
  }

  get #isAlive(): boolean {
    return [...this.#parts.variables, ...this.#parts.others].every((v) => !v.isDisposed)
  }

  /** Refuses a checkpoint of a version that kept trained weights alone, where there are others or what draws beside them. */
  #expectWhole(): void {
    const { run, others } = this.#parts
    if (others.length === 0 && (run.drawing ?? null) === null) return
    const lost = others.length > 0 ? 'weights that are not trained' : 'seeds of layers that draw in training'
    throw new InvalidFileError(
      `${this.#what} is of a version that did not keep ${lost}, which this network has: end the run with that version, or delete it to begin anew`,
    )
  }

  async #probe(): Promise<void> {
    const { steps, guarded, breath } = this.#parts
    const count = Math.min(PROBES, steps)
    const probes: LossProbes[number][] = []
    for (let k = 0; k < count; k++) {
      breath.check('training was aborted before its first step')
      const found = guarded.probe(Math.floor((k * steps) / count))
      probes.push(found.map((v) => (Number.isFinite(v) ? v : null)))
      await breath.taken()
    }
    this.#probes = probes
  }

  #refuse(what: readonly string[]): void {
    if (what.length === 0) return
    throw new InvalidFileError(
      `${this.#what} is of another run: ${what.join('; ')}. Call as that run was called to go on with it; to begin anew, delete the checkpoint or choose another place`,
    )
  }
}

/** Whether numbers are those of one loss; null stands for one that is not finite. */
function same(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b
  return Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b)) + NEGLIGIBLE
}

function lossDifferences(kept: KeptState, own: LossProbes): string[] {
  const at = own.findIndex((probe, k) => probe.some((v, i) => !same(v, kept.probes[k]?.[i] ?? null)))
  if (at < 0) return []
  const [there, here] = [kept.probes, own].map((probes) =>
    (probes[at] ?? []).map((v) => v?.toPrecision(6) ?? 'not finite').join(' with a gradient of norm '),
  )
  return [`the loss is another, at the first weights ${there} there and ${here} here`]
}

function joined(first: Float32Array, second: Float32Array): Float32Array {
  const out = new Float32Array(first.length + second.length)
  out.set(first)
  out.set(second, first.length)
  return out
}
