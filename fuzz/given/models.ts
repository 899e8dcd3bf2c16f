import {
  type CheckpointStore,
  type Emlp,
  type EmlpOptions,
  EquivariantBlock,
  EquivariantLinear,
  emlp,
  type FitOptions,
} from '@buridan/emlp'
import type * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { blockByHand, denseByHand } from './by-hand.js'
import {
  type GivenMap,
  type GivenRows,
  groupNames,
  repOf,
  representations,
  rowsOf,
  seeds,
  someRows,
} from './networks.js'

/** An E-MLP by its options. */
export interface GivenModel extends GivenMap {
  readonly hidden: readonly (number | string)[]
  readonly channels: number
  readonly residual: boolean
  readonly seed: number
  readonly rows: GivenRows
}

/** Small networks of no, one or two hidden blocks. */
export const models = (kind: 'any' | 'finite' | 'empty' = 'any', least = 0): fc.Arbitrary<GivenModel> =>
  groupNames(kind).chain((group) =>
    fc.record({
      group: fc.constant(group),
      repIn: representations(group),
      repOut: representations(group),
      hidden: fc.array(fc.oneof(fc.integer({ min: 1, max: 12 }), representations(group)), {
        minLength: least,
        maxLength: 2,
      }),
      channels: fc.integer({ min: 0, max: 3 }),
      residual: fc.boolean(),
      seed: seeds,
      rows: someRows(1, [1, 1, 1, 0, 5]),
    }),
  )

/** The options that make a model. */
export function optionsOf({
  group,
  repIn,
  repOut,
  hidden,
  channels,
  residual,
  seed,
}: GivenModel): EmlpOptions {
  return {
    repIn: repOf(group, repIn),
    repOut: repOf(group, repOut),
    hidden: hidden.map((h) => (typeof h === 'number' ? h : repOf(group, h))),
    channels,
    residual,
    seed,
    onWarning: () => {},
  }
}

/** A model with its rows; freed afterwards. */
export function withModel<T>(given: GivenModel, ask: (model: Emlp, rows: number[][]) => T): T {
  const model = emlp(optionsOf(given))
  return freed(model, () => ask(model, rowsOf(given.rows, model.repIn.dim)))
}

function freed<T>(model: { dispose(): void }, ask: () => T): T {
  let answer: T
  try {
    answer = ask()
  } catch (error) {
    model.dispose()
    throw error
  }
  if (answer instanceof Promise) return answer.finally(() => model.dispose()) as T
  model.dispose()
  return answer
}

/** Another model, freed afterwards. */
export const withOther = <T>(model: Emlp, ask: (model: Emlp) => T): T => freed(model, () => ask(model))

export const weightsOf = (network: tf.LayersModel): number[][] =>
  network.getWeights().map((w) => Array.from(w.dataSync()))

/** A network of blocks and linear layers by hand, with sums where it is residual. */
export function networkByHand(
  { network }: Emlp,
  given: GivenModel,
  rows: readonly (readonly number[])[],
): number[][] {
  let x: number[][] = rows.map((row) => [...row])
  for (const layer of network.layers) {
    if (layer instanceof EquivariantBlock) {
      const y = blockByHand(layer, given.channels, x)
      const adds = given.residual && layer.repIn.text === layer.repOut.text
      x = adds ? y.map((row, i) => row.map((v, k) => v + x[i]![k]!)) : y
    } else if (layer instanceof EquivariantLinear) x = denseByHand(layer.toDense(), x)
  }
  return x
}

/** A place in memory for checkpoints, and all that were written. */
export function memoryStore(): CheckpointStore & { readonly written: Uint8Array[] } {
  const written: Uint8Array[] = []
  return {
    written,
    read: async () => written.at(-1),
    write: async (bytes) => {
      written.push(bytes.slice())
    },
  }
}

/** A training run: a model, rows of labels and options. */
export interface GivenRun {
  readonly model: GivenModel
  readonly labels: number
  readonly epochs: number
  readonly batchSize: number
  readonly learningRate: number
  readonly clipNorm: number | undefined
  readonly seed: number
}

export const runs = (kind: 'any' | 'finite' = 'any'): fc.Arbitrary<GivenRun> =>
  fc.record({
    model: models(kind),
    labels: seeds,
    epochs: fc.integer({ min: 1, max: 6 }),
    batchSize: fc.integer({ min: 1, max: 5 }),
    learningRate: fc.constantFrom(1e-3, 0.02, 0.1),
    clipNorm: fc.constantFrom(undefined, 0.5),
    seed: seeds,
  })

export function fitOptions({ epochs, batchSize, learningRate, clipNorm, seed }: GivenRun): FitOptions {
  return { epochs, batchSize, learningRate, seed, ...(clipNorm === undefined ? {} : { clipNorm }) }
}

/** The labels of a run. */
export function labelsOf({ model, labels }: GivenRun): number[][] {
  return rowsOf({ ...model.rows, scale: 1, seed: labels }, repOf(model.group, model.repOut).dim)
}

/** Steps that a run takes. */
export const stepsOf = ({ model, epochs, batchSize }: GivenRun): number =>
  epochs * Math.ceil(model.rows.count / batchSize)

/** Losses and weights at the end of a run, made with other options. */
export async function trained(
  run: GivenRun,
  more: FitOptions = {},
  change: {
    x?: (rows: number[][]) => ArrayLike<number>[]
    y?: (rows: number[][]) => ArrayLike<number>[]
    model?: (m: Emlp) => void
  } = {},
): Promise<{ losses: number[]; weights: number[][] }> {
  return withModel(run.model, async (model, rows) => {
    change.model?.(model)
    const [x, y] = [change.x?.(rows) ?? rows, change.y?.(labelsOf(run)) ?? labelsOf(run)]
    const losses = await model.fit(x, y, { ...fitOptions(run), ...more })
    return { losses: Array.from(losses), weights: weightsOf(model.network) }
  })
}
