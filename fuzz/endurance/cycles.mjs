// Ten thousand cycles of training, prediction and sampling: the number of tensors stays, and memory is flat.
// `node --expose-gc cycles.mjs [CYCLES]`
import { dihedral, tensor } from '@buridan/groups'
import { symmetryBreaker } from '@buridan/relaxed'
import * as tf from '@tensorflow/tfjs'

const CYCLES = Number(process.argv[2] ?? 10_000)
const rep = tensor(dihedral(4), 1)
const options = { repIn: rep, repOut: rep, hidden: 8, layers: 1, seed: 0 }
const models = ['strict', 'relaxed', 'noise', 'breaking-input'].map((method) =>
  symmetryBreaker(method, options),
)
const x = [
  [1, 1, 1, 1],
  [1, 0, 1, 0],
]
const y = [
  [1, 0, 0, 0],
  [1, 0, 0, 0],
]

async function cycle(i) {
  const model = models[i % models.length]
  await model.fit(x, y, { epochs: 1, seed: i })
  model.predict(x, { seed: i })
  model.sample(x[0], { count: 2, seed: i })
  // whole models come and go too
  if (i % 100 === 0) symmetryBreaker('relaxed', options).dispose()
}

const megabytes = () => {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 2 ** 20
}

const warm = Math.max(200, CYCLES / 20)
for (let i = 0; i < warm; i++) await cycle(i)
const [tensors, before] = [tf.memory().numTensors, megabytes()]
for (let i = 0; i < CYCLES; i++) {
  await cycle(i)
  if (tf.memory().numTensors !== tensors)
    throw new Error(`cycle ${i} left ${tf.memory().numTensors - tensors} tensors`)
}
const after = megabytes()
console.log(
  `${CYCLES} cycles: ${tensors} tensors before and after, ${before.toFixed(1)} MiB before, ${after.toFixed(1)} after`,
)
// what caches hold is bounded; a leak of a hundred bytes a cycle would be a megabyte
if (after - before > 5) {
  console.error(`memory grew by ${(after - before).toFixed(1)} MiB`)
  process.exitCode = 1
}
