import { emlp } from '@buridan/emlp'
import { parseRepresentation, pointGroup, rng } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import type { BenchmarkCase, Contender } from '../harness.js'

const BATCH = 256
const HIDDEN = 64
const LAYERS = 2

function contender(name: string, network: tf.LayersModel, x: tf.Tensor2D, y: tf.Tensor2D): Contender {
  const optimizer = tf.train.adam(1e-3)
  return {
    name,
    run: () => {
      const loss = optimizer.minimize(
        () => tf.mean(tf.sum(tf.squaredDifference(network.apply(x) as tf.Tensor2D, y), 1)) as tf.Scalar,
        true,
        network.trainableWeights.map((w) => w.read() as tf.Variable),
      )
      loss!.dataSync()
      loss!.dispose()
    },
    dispose: () => {
      optimizer.dispose()
      for (const layer of network.layers) layer.dispose()
    },
  }
}

function denseNetwork(inputs: number, outputs: number): tf.LayersModel {
  const network = tf.sequential()
  for (let l = 0; l < LAYERS; l++) {
    network.add(
      tf.layers.dense({ units: HIDDEN, activation: 'swish', ...(l === 0 ? { inputShape: [inputs] } : {}) }),
    )
  }
  network.add(tf.layers.dense({ units: outputs }))
  return network
}

/** A training step of an E-MLP for O_h against a dense network of the same widths, on the backend in use. */
export const trainingStep: BenchmarkCase = {
  name: 'training-step',
  about: `one Adam step, O_h, 5 vectors → matrix, ${LAYERS} hidden layers of width ${HIDDEN}, batch ${BATCH}`,
  setup: async () => {
    const group = pointGroup('Oh')
    const [repIn, repOut] = [parseRepresentation(group, '5*V'), parseRepresentation(group, 'T(2)')]
    const random = rng(0)
    const normals = (n: number) => Float32Array.from({ length: n }, () => random.normal())
    const x = tf.tensor2d(normals(BATCH * repIn.dim), [BATCH, repIn.dim])
    const y = tf.tensor2d(normals(BATCH * repOut.dim), [BATCH, repOut.dim])
    const model = emlp({ repIn, repOut, hidden: HIDDEN, layers: LAYERS, seed: 0 })
    const versus = contender('tf.layers.dense, swish, same widths', denseNetwork(repIn.dim, repOut.dim), x, y)
    return {
      ours: contender('E-MLP', model.network, x, y),
      versus: {
        ...versus,
        dispose: () => {
          versus.dispose?.()
          tf.dispose([x, y])
        },
      },
    }
  },
}
