import { type CheckpointStore, type Emlp, type FitOptions, minimize, trainableVariables } from '@buridan/emlp'
import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import {
  fitOptions,
  type GivenRun,
  labelsOf,
  memoryStore,
  runs,
  stepsOf,
  trained,
  weightsOf,
  withModel,
} from '../../given/models.js'
import { tensorRelation } from '../../given/tensors.js'

/** A run, the step at which it stops, and how often it is kept. */
const stopped = fc.record({
  run: runs().filter((run) => run.model.group !== 'S(0)'),
  at: fc.integer({ min: 1, max: 12 }),
  every: fc.integer({ min: 1, max: 5 }),
  how: fc.constantFrom('abort' as const, 'throw' as const),
})
type Stopped = typeof stopped extends fc.Arbitrary<infer T> ? T : never

/** Trains until the step, where it is aborted or a callback throws; the weights then. */
async function stop(
  { run, at, every, how }: Stopped,
  model: Emlp,
  x: number[][],
  store: CheckpointStore,
): Promise<number[][]> {
  const controller = new AbortController()
  const onProgress = ({ step }: { step: number }) => {
    if (step !== Math.min(at, stepsOf(run))) return
    if (how === 'throw') throw new Error('thrown by the callback')
    controller.abort()
  }
  const options: FitOptions = {
    ...fitOptions(run),
    checkpoint: { store, every },
    signal: controller.signal,
    onProgress,
  }
  await model.fit(x, labelsOf(run), options).catch((error: Error & { code?: string }) => {
    if (error.code !== 'ABORTED' && error.message !== 'thrown by the callback') throw error
  })
  return weightsOf(model.network)
}

/** Goes on with a model from a checkpoint. */
async function goOn({ run, every }: Stopped, model: Emlp, x: number[][], store: CheckpointStore) {
  const losses = await model.fit(x, labelsOf(run), { ...fitOptions(run), checkpoint: { store, every } })
  return { losses: Array.from(losses), weights: weightsOf(model.network) }
}

/** What makes another run of a run. */
const CHANGES: Readonly<Record<string, (run: GivenRun) => GivenRun>> = {
  'other labels': (run) => ({ ...run, labels: run.labels + 1 }),
  'another seed': (run) => ({ ...run, seed: run.seed + 1 }),
  'another model': (run) => ({ ...run, model: { ...run.model, seed: run.model.seed + 1 } }),
  'other rows': (run) => ({
    ...run,
    model: { ...run.model, rows: { ...run.model.rows, seed: run.model.rows.seed + 1, scale: 2 } },
  }),
  'more epochs': (run) => ({ ...run, epochs: run.epochs + 1 }),
  'another rate': (run) => ({ ...run, learningRate: 2 * run.learningRate }),
  'another limit': (run) => ({ ...run, clipNorm: run.clipNorm === undefined ? 1 : undefined }),
}

/** Each change, where it changes something: no labels or weights are no others. */
const changed = fc
  .record({ at: stopped, change: fc.constantFrom(...Object.keys(CHANGES), 'another loss') })
  .map((g) => ({
    ...g,
    at: {
      ...g.at,
      run: {
        ...g.at.run,
        model: { ...g.at.run.model, hidden: ['V', 4], group: 'Dih(4)', repIn: 'V', repOut: '2*V' },
      },
    },
  }))

export const checkpoints = [
  tensorRelation('Emlp#fit fitRows', 'stopped at a step, and gone on with by a model made anew', {
    given: stopped,
    one: ({ run }: Stopped) => trained(run),
    other: async (g) => {
      const store = memoryStore()
      await withModel(g.run.model, (model, x) => stop(g, model, x, store))
      return withModel(g.run.model, (model, x) => goOn(g, model, x, store))
    },
    cost: 60,
  }),
  tensorRelation('Emlp#fit fitRows', 'stopped at a step, and gone on with by the same model', {
    given: stopped,
    one: ({ run }: Stopped) => trained(run),
    other: (g) => {
      const store = memoryStore()
      return withModel(g.run.model, async (model, x) => {
        await stop(g, model, x, store)
        return goOn(g, model, x, store)
      })
    },
    cost: 60,
  }),
  tensorRelation('Emlp#fit', 'from every checkpoint that was written', {
    given: stopped,
    one: ({ run }: Stopped) => trained(run),
    other: async (g) => {
      const store = memoryStore()
      const whole = await withModel(g.run.model, (model, x) => goOn(g, model, x, store))
      for (const bytes of [...store.written]) {
        const from = { read: async () => bytes, write: async () => {} }
        const again = await withModel(g.run.model, (model, x) => goOn(g, model, x, from))
        if (JSON.stringify(again) !== JSON.stringify(whole)) return again
      }
      return whole
    },
    cost: 150,
  }),
  tensorRelation('Emlp#fit', 'weights where it is stopped by an abort, and where a callback throws', {
    given: stopped,
    one: (g: Stopped) =>
      withModel(g.run.model, (model, x) => stop({ ...g, how: 'abort' }, model, x, memoryStore())),
    other: (g) => withModel(g.run.model, (model, x) => stop({ ...g, how: 'throw' }, model, x, memoryStore())),
    cost: 50,
  }),
  tensorRelation('Emlp#fit', 'a checkpoint of another run is refused, and nothing changes', {
    given: changed,
    one: async ({ at, change }) => {
      const store = memoryStore()
      await withModel(at.run.model, (model, x) => stop({ ...at, at: 1, every: 1 }, model, x, store))
      const run = CHANGES[change]?.(at.run) ?? at.run
      const loss = (p: tf.Tensor2D) => tf.mean(tf.abs(p)) as tf.Scalar
      return withModel(run.model, async (model, x) => {
        const before = weightsOf(model.network)
        const options = { ...fitOptions(run), ...(change === 'another loss' ? { loss } : {}) }
        const code = await model.fit(x, labelsOf(run), { ...options, checkpoint: { store } }).then(
          () => 'gone on with',
          (error: { code?: string }) => error.code,
        )
        return [
          code,
          JSON.stringify(weightsOf(model.network)) === JSON.stringify(before),
          store.written.length,
        ]
      })
    },
    other: () => ['INVALID_FILE', true, 1],
    cost: 40,
  }),
  tensorRelation('minimize', 'stopped at a step, and gone on with', {
    given: fc.record({
      start: fc.integer({ min: -3, max: 3 }),
      steps: fc.integer({ min: 1, max: 12 }),
      at: fc.integer({ min: 1, max: 11 }),
    }),
    one: ({ start, steps }) => squares(start, steps, undefined, steps),
    other: async ({ start, steps, at }) => {
      const store = memoryStore()
      await squares(start, steps, store, at)
      return squares(start, steps, store, steps)
    },
    cost: 10,
  }),
  tensorRelation('trainableVariables', 'of a model that was stopped and one that was not', {
    given: stopped,
    one: ({ run }: Stopped) =>
      withModel(run.model, ({ network }) => trainableVariables(network).map((v) => v.shape)),
    other: (g) =>
      withModel(g.run.model, async (model, x) => {
        await stop(g, model, x, memoryStore())
        return trainableVariables(model.network).map((v) => v.shape)
      }),
    cost: 40,
  }),
]

/** Minimizes a sum that depends on the step; the losses and the weight. */
async function squares(start: number, steps: number, store: CheckpointStore | undefined, until: number) {
  const w = tf.tidy(() => tf.variable(tf.scalar(start)))
  const controller = new AbortController()
  const loss = (step: number) => tf.square(tf.sub(w, step % 3)) as tf.Scalar
  const onProgress = ({ step }: { step: number }) => {
    if (step === until && step < steps) controller.abort()
  }
  const more = store ? { checkpoint: { store, every: 2 } } : {}
  try {
    const losses = await minimize({
      variables: [w],
      loss,
      steps,
      learningRate: 0.1,
      onProgress,
      signal: controller.signal,
      ...more,
    }).catch((error: { code?: string }) => {
      if (error.code !== 'ABORTED') throw error
      return []
    })
    return [...losses, w.dataSync()[0]]
  } finally {
    w.dispose()
  }
}
