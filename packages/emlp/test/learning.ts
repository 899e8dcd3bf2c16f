import { rng } from '@buridan/groups'
import { emlp } from '../src/index.js'
import type { Lesson } from './universal-cases.js'

/** How a network is trained. */
export interface Budget {
  readonly hidden?: number
  readonly epochs: number
  readonly rows: number
  readonly learningRate: number
}

/**
 * One after the other, until a lesson is learned: most are with the first; where many maps are told apart, smaller steps and more data are
 * needed.
 */
export const BUDGETS: readonly Budget[] = [
  { epochs: 15, rows: 1024, learningRate: 0.02 },
  { epochs: 50, rows: 1024, learningRate: 0.02 },
  { epochs: 40, rows: 4096, learningRate: 0.005 },
  // |x|² of 42 coordinates in twelve orbits: 0.0008 of the variance on the rows above, 0.012 on others
  { epochs: 12, rows: 16_384, learningRate: 0.005 },
]
const LAYERS = 2
const BATCH_SIZE = 64
const TESTED = 256

/**
 * The error on inputs not seen, relative to the variance of their labels, of a network of the default hidden representation. Labels have
 * a mean square of 1 for each component, invariant ones a mean of 0: what anyone does to labels, and equivariant.
 */
export async function errorAfterLearning(
  { repIn, repOut, of }: Lesson,
  { hidden, epochs, rows, learningRate }: Budget,
): Promise<number> {
  const random = rng(7)
  const draw = (count: number) =>
    Array.from({ length: count }, () => new Float64Array(repIn.dim).map(() => random.normal()))
  const [x, unseen] = [draw(rows), draw(TESTED)]
  const raw = x.map(of)
  const mean = repOut.text === 'T(0)' ? raw.reduce((sum, y) => sum + y[0]!, 0) / rows : 0
  const square = raw.reduce((sum, y) => sum + y.reduce((s, v) => s + (v - mean) ** 2, 0), 0)
  const size = Math.sqrt(square / (rows * repOut.dim))
  const scaled = (y: Float64Array) => y.map((v) => (v - mean) / size)
  const model = emlp({ repIn, repOut, layers: LAYERS, seed: 0, ...(hidden === undefined ? {} : { hidden }) })
  await model.fit(x, raw.map(scaled), { epochs, batchSize: BATCH_SIZE, learningRate })
  const labels = unseen.map((row) => scaled(of(row)))
  const predicted = model.predict(unseen)
  model.dispose()
  let [error, variance] = [0, 0]
  for (let k = 0; k < repOut.dim; k++) {
    const middle = labels.reduce((sum, y) => sum + y[k]!, 0) / TESTED
    labels.forEach((y, i) => {
      error += (predicted[i]![k]! - y[k]!) ** 2
      variance += (y[k]! - middle) ** 2
    })
  }
  return error / variance
}
