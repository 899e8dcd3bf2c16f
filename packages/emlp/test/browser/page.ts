import { type AnyRepresentation, parseAnyGroup, parseRepresentation, rng } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { checkEquivariance, EquivariantBlock, emlp, loadEmlp, toDense } from '../../src/index.js'

/** How one test came out. */
interface Result {
  readonly name: string
  readonly error: string | undefined
}

const results: Result[] = []

async function test(name: string, body: () => unknown): Promise<void> {
  try {
    await body()
    results.push({ name, error: undefined })
  } catch (error) {
    results.push({ name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}

function expect(condition: boolean, what: string): void {
  if (!condition) throw new Error(what)
}

const CASES = [
  ['SO(3)', '2*V+T(0)', 'V+T(2)'],
  ['S(4)', 'V', 'T(2)+V'],
  ['Oh', 'V+T(2)', 'V+T(0)'],
  ['O(1,3)', '3*V', 'V+T(0)'],
] as const

const rows = (count: number, dim: number, seed: number) => {
  const random = rng(seed)
  return Array.from({ length: count }, () => new Float64Array(dim).map(() => random.normal()))
}

/** Outputs and gradients of a block on a backend. */
async function values(
  name: string,
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
): Promise<Float32Array[]> {
  await tf.setBackend(name)
  const layer = new EquivariantBlock({ repIn, repOut, seed: 1 })
  const x = tf.tensor2d(rows(5, repIn.dim, 2).map((r) => [...r]))
  const y = layer.apply(x) as tf.Tensor
  const { grads } = tf.variableGrads(() => tf.mean(tf.square(layer.apply(x) as tf.Tensor)) as tf.Scalar)
  const out = [y, ...Object.values(grads)].map((t) => Float32Array.from(t.dataSync()))
  tf.dispose([x, y, grads])
  layer.dispose()
  return out
}

async function main(): Promise<void> {
  await test('webgl is there', async () => {
    expect(await tf.setBackend('webgl'), 'the webgl backend did not start')
    expect(tf.getBackend() === 'webgl', tf.getBackend())
  })
  for (const [group, a, b] of CASES) {
    const G = parseAnyGroup(group)
    const [repIn, repOut] = [parseRepresentation(G, a), parseRepresentation(G, b)] as [
      AnyRepresentation,
      AnyRepresentation,
    ]
    const hidden = 24
    const onWarning = () => {}
    await test(`${group}: the same outputs and gradients on webgl and cpu`, async () => {
      const [first, second] = [await values('cpu', repIn, repOut), await values('webgl', repIn, repOut)]
      first!.forEach((v, k) => {
        v.forEach((z, i) => {
          const other = second![k]![i]!
          expect(Math.abs(z - other) < 2e-3 * (1 + Math.abs(z)), `${k}, ${i}: ${z} on cpu, ${other} on webgl`)
        })
      })
    })
    await tf.setBackend('webgl')
    await test(`${group}: equivariant after training on webgl, its tensors given back`, async () => {
      const before = tf.memory().numTensors
      const model = emlp({ repIn, repOut, hidden, layers: 2, seed: 0, onWarning })
      const held = tf.memory().numTensors
      const losses = await model.fit(rows(16, repIn.dim, 3), rows(16, repOut.dim, 4), {
        epochs: 8,
        learningRate: 0.01,
      })
      expect(losses.at(-1)! < losses[0]!, `the loss went from ${losses[0]} to ${losses.at(-1)}`)
      const { error } = checkEquivariance(model, { repIn, repOut, tolerance: 1e-3 })
      expect(error < 1e-3, `the error is ${error}`)
      expect(tf.memory().numTensors === held, `${held} tensors before, ${tf.memory().numTensors} after`)
      model.dispose()
      expect(tf.memory().numTensors === before, 'tensors are left')
    })
    await test(`${group}: saved to and loaded from the browser's store, and written out densely`, async () => {
      const model = emlp({ repIn, repOut, hidden, layers: 1, seed: 0, onWarning })
      await model.save('indexeddb://emlp')
      const again = await loadEmlp('indexeddb://emlp')
      const plain = toDense(model.network)
      const x = rows(3, repIn.dim, 5)
      const [one, two] = [model.predict(x), again.predict(x)]
      const t = tf.tensor2d(x.map((r) => [...r]))
      const three = (plain.apply(t) as tf.Tensor).dataSync()
      one.forEach((row, i) => {
        row.forEach((v, k) => {
          expect(Math.abs(v - two[i]![k]!) < 1e-5 * (1 + Math.abs(v)), 'loaded, it answers otherwise')
          const dense = three[i * row.length + k]!
          expect(Math.abs(v - dense) < 2e-3 * (1 + Math.abs(v)), `dense layers answer ${dense}, not ${v}`)
        })
      })
      t.dispose()
      for (const m of [model, again, plain]) m.dispose()
    })
  }
}

main().finally(() => {
  ;(globalThis as { __results?: readonly Result[] }).__results = results
})
