// A run of training that keeps checkpoints, for `killed.mjs`: `node training.mjs CHECKPOINT`. Prints its weights when it is over.
import { createHash } from 'node:crypto'
import { emlp } from '@buridan/emlp'
import { fileCheckpoint } from '@buridan/emlp/node'
import { dihedral, tensor } from '@buridan/groups'

const rep = tensor(dihedral(4), 1)
const model = emlp({ repIn: rep, repOut: rep, hidden: 16, layers: 1, seed: 0 })
const x = Array.from({ length: 32 }, (_, i) => [i & 1, (i >> 1) & 1, (i >> 2) & 1, i / 32])
const y = x.map(([a, b, c, d]) => [a * b, b * c, c * d, d * a])
process.send?.('ready')
const losses = await model.fit(x, y, {
  epochs: Number(process.argv[3]),
  batchSize: 8,
  learningRate: 0.01,
  seed: 7,
  checkpoint: { store: fileCheckpoint(process.argv[2]), every: 5 },
})
const hash = createHash('sha256')
for (const weight of model.network.getWeights()) hash.update(new Uint8Array(weight.dataSync().buffer))
hash.update(new Uint8Array(losses.buffer))
console.log(hash.digest('hex'))
