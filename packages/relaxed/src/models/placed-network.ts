import { euclideanDistance, integerIn, knownOptions, objectOf } from '@buridan/core'
import {
  type Batch,
  checkedRows,
  disposeNetwork,
  type FitOptions,
  fitRows,
  rowsToTensor,
  saveModel,
  seedOrDrawn,
  squaredError,
  tensorToRows,
  toSpec,
  trainableVariables,
} from '@buridan/emlp'
import { type AnyRepresentation, type Rng, rng, UnsupportedError } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { type OutcomeOptions, Outcomes } from '../answers/outcomes.js'
import { refuseSamples } from '../answers/sample-memory.js'
import { inBreaths, type Parts } from '../core/in-breaths.js'
import { projectRows } from '../fixed/project-rows.js'
import { roundingTolerance } from '../fixed/sample-symmetry.js'
import { actOnRows } from './act-on-rows.js'
import { DoubtfulInputs } from './doubtful.js'
import type { BreakerSettings } from './options.js'
import type { Placed, Placing } from './placing.js'
import { belowFloor } from './strict-floor.js'
import type { AnswerLaw, BreakerMethod, SampleOptions, SymmetryBreaker } from './symmetry-breaker.js'

/** Random answers are computed so many at a time. */
const DRAWS_AT_ONCE = 1024

/** A network with what is done to samples before and after it: all methods are of this form. */
export class PlacedNetwork implements SymmetryBreaker {
  /** @internal Use {@link symmetryBreaker}, `relaxedEmlp` and the like. */
  constructor(
    readonly method: BreakerMethod,
    /** A TensorFlow.js model of placed inputs [batch, dim ρ_in], with further numbers or a second input where the method has them. */
    readonly network: tf.LayersModel,
    readonly repIn: AnyRepresentation,
    readonly repOut: AnyRepresentation,
    readonly settings: BreakerSettings,
    private readonly placing: Placing,
    private readonly onWarning: (message: string) => void = console.warn,
  ) {}

  /** How many trainings have begun. */
  #trainings = 0

  get answers(): AnswerLaw {
    return this.placing.answers
  }

  get seed(): number {
    return this.settings.seed
  }

  get parameterCount(): number {
    return this.network.countParams()
  }

  async fit(
    x: readonly ArrayLike<number>[],
    y: readonly ArrayLike<number>[] | null,
    options: FitOptions = {},
  ): Promise<Float64Array> {
    const { repIn, repOut, network } = this
    expectAlive(network)
    const rows = checkedRows(x, repIn, 'x')
    const prepare = this.#preparation(rows, objectOf(options, 'options'))
    const forward = ({ indices, random }: Batch) =>
      this.#forward(indices.map((i) => this.placing.place(rows[i]!, random, true)))
    const { extra, tolerance } = this.settings
    const run = [this.method, extra?.key ?? '', tolerance ?? 'default tolerance'].join(' ')
    this.#trainings++
    const losses = await fitRows({ repIn, repOut, x: rows, y, network, forward, prepare, run }, options)
    if (y) await this.#warnBelowFloor(rows, y, losses, options)
    return losses
  }

  predict(x: readonly ArrayLike<number>[], options: { readonly seed?: number } = {}): Float32Array[] {
    const { seed = 0 } = knownOptions(options, { seed: true }, 'predict')
    return this.#answer(checkedRows(x, this.repIn, 'x'), rng(seed))
  }

  sample(x: ArrayLike<number>, options?: SampleOptions): Float64Array[]
  sample(x: readonly ArrayLike<number>[], options?: SampleOptions): Float64Array[][]
  sample(
    x: ArrayLike<number> | readonly ArrayLike<number>[],
    options: SampleOptions = {},
  ): Float64Array[] | Float64Array[][] {
    const { count = 1 } = knownOptions(options, { count: true, seed: true }, 'sample')
    const seed = seedOrDrawn(options.seed)
    integerIn(count, 1, 1e8, 'count')
    const many = isRows(x, this.repIn)
    const rows = checkedRows(many ? x : [x], this.repIn, 'x')
    refuseSamples(rows.length, count, this.repOut.dim)
    const drawn = rows.map((row, i) => this.#draw(row, count, (seed + i) | 0))
    return many ? drawn : drawn[0]!
  }

  outcomes(x: ArrayLike<number>, options: OutcomeOptions = {}): Outcomes {
    knownOptions(options, { tolerance: true, negligible: true }, 'outcomes')
    if (this.answers !== 'orbit') {
      throw new UnsupportedError(
        `the answers of the method ${this.method} are no orbit of the input's stabilizer; draw them with sample`,
      )
    }
    const [row] = checkedRows([x], this.repIn, 'x') as [Float64Array]
    return this.#outcomes(row, options)
  }

  async save(to: string | tf.io.IOHandler): Promise<void> {
    const { repIn, repOut, method, settings } = this
    const { extra, seed, tolerance } = settings
    const kept = { seed, tolerance: tolerance ?? null, extra: extra ? { ...toSpec(extra) } : null }
    await saveModel(this.network, { kind: 'symmetry-breaker', method, repIn, repOut, ...kept }, to)
  }

  dispose(): void {
    disposeNetwork(this.network)
  }

  /**
   * Finds what is kept of each row, one at a time. Where answers depend on the symmetry of inputs, tells of those that hardly have it or
   * hardly lack it.
   */
  #preparation(rows: readonly Float64Array[], { signal }: FitOptions): (row: number) => void {
    const asked = this.answers === 'orbit' && this.method !== 'strict'
    const doubts = asked ? new DoubtfulInputs(this.repIn, this.settings.tolerance, signal) : undefined
    // what is drawn is not kept
    const random = rng(0)
    return (row) => {
      doubts?.add(rows[row]!)
      if (row + 1 === rows.length && doubts?.message) this.onWarning(doubts.message)
      this.placing.place(rows[row]!, random, true)
    }
  }

  /** A strict network has no right to a squared error that no equivariant function has. */
  async #warnBelowFloor(
    x: readonly Float64Array[],
    labels: readonly ArrayLike<number>[],
    losses: Float64Array,
    { loss = squaredError, batchSize = x.length, signal }: FitOptions,
  ): Promise<void> {
    if (this.method !== 'strict' || loss !== squaredError) return
    const y = checkedRows(labels, this.repOut, 'y')
    const aborted = 'training was over, and was aborted while its loss was compared with the strict floor'
    const message = await inBreaths(this.#belowFloor(x, y, losses, batchSize), signal, aborted)
    if (message) this.onWarning(message)
  }

  *#belowFloor(
    x: readonly Float64Array[],
    y: readonly Float64Array[],
    losses: Float64Array,
    batchSize: number,
  ): Parts<string | undefined> {
    const { repIn, repOut, settings } = this
    // losses of parts of the data have floors of their own
    const training = this.#trainings
    const reached =
      batchSize >= x.length
        ? losses.reduce((least, v) => Math.min(least, v))
        : yield* this.#meanSquaredError(x, y, batchSize)
    // the next training may have begun meanwhile
    if (this.#trainings !== training) return undefined
    const random = rng(0)
    const placed: Placed[] = []
    for (const row of x) {
      placed.push(this.placing.place(row, random, true))
      yield
    }
    const tolerance = roundingTolerance(settings.tolerance)
    return yield* belowFloor(reached, { repIn, repOut, x, y, placed, tolerance })
  }

  *#meanSquaredError(
    x: readonly Float64Array[],
    y: readonly Float64Array[],
    batchSize: number,
  ): Parts<number> {
    let sum = 0
    for (let start = 0; start < x.length; start += batchSize) {
      this.#answer(x.slice(start, start + batchSize), rng(0)).forEach((answer, i) => {
        sum += euclideanDistance(answer, y[start + i]!) ** 2
      })
      yield
    }
    return sum / x.length
  }

  #outcomes(row: Float64Array, options: OutcomeOptions): Outcomes {
    const [answer] = this.#answer([row], rng(0)) as [Float32Array]
    const { repIn, repOut, settings } = this
    return new Outcomes({ repIn, repOut, x: row, y: answer, inputTolerance: settings.tolerance, ...options })
  }

  #draw(row: Float64Array, count: number, seed: number): Float64Array[] {
    const { answers } = this
    if (answers === 'orbit') return this.#outcomes(row, {}).sample(count, seed)
    const random = rng(seed)
    if (answers === 'point') {
      const [answer] = this.#answer([row], random) as [Float32Array]
      return Array.from({ length: count }, () => Float64Array.from(answer))
    }
    const out: Float64Array[] = []
    while (out.length < count) {
      const rows = new Array<Float64Array>(Math.min(DRAWS_AT_ONCE, count - out.length)).fill(row)
      for (const answer of this.#answer(rows, random)) out.push(Float64Array.from(answer))
    }
    return out
  }

  #answer(rows: readonly Float64Array[], random: Rng): Float32Array[] {
    expectAlive(this.network)
    const placed = rows.map((row) => this.placing.place(row, random, false))
    return tf.tidy(() => tensorToRows(this.#forward(placed)))
  }

  #forward(placed: readonly Placed[]): tf.Tensor2D {
    const { extraDim } = this.placing
    const x = rowsToTensor(
      placed.map((p) => p.canonical),
      this.repIn.dim,
    )
    const extra =
      extraDim > 0
        ? [
            rowsToTensor(
              placed.map((p) => p.extra!),
              extraDim,
            ),
          ]
        : []
    const inputs = this.network.inputs.length > 1 ? [x, ...extra] : tf.concat([x, ...extra], 1)
    const answers = projectRows(
      placed.map((p) => p.projection),
      this.network.apply(inputs) as tf.Tensor2D,
    )
    return actOnRows(
      this.repOut,
      placed.map((p) => p.frame),
      answers,
    )
  }
}

/** Who asks for the weights of a network that was disposed of is refused. @throws DisposedError */
function expectAlive(network: tf.LayersModel): void {
  trainableVariables(network)
}

/** Whether inputs are given as rows, not as one input. Nothing is one input where inputs have no coordinates, and no row elsewhere. */
function isRows(
  x: ArrayLike<number> | readonly ArrayLike<number>[],
  { dim }: AnyRepresentation,
): x is readonly ArrayLike<number>[] {
  return Array.isArray(x) && (x.length === 0 ? dim > 0 : typeof x[0] === 'object')
}
