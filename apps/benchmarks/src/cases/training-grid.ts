import { EquivariantLinear, emlp, trainableVariables } from '@buridan/emlp'
import { type AnyRepresentation, parseAnyGroup, parseRepresentation, rng } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import type { BenchmarkCase, Contender } from '../harness.js'

/** Groups of the grid, each with an input and an output. */
const GROUPS = [
  { name: 's4', group: 'S(4)', repIn: 'V', repOut: 'V' },
  { name: 's8', group: 'S(8)', repIn: 'V', repOut: 'V' },
  { name: 's16', group: 'S(16)', repIn: 'V', repOut: 'V' },
  { name: 'd4', group: 'D(4)', repIn: 'R', repOut: 'R', hidden: (width: number) => `${width / 8}*R` },
  { name: 'oh', group: 'Oh', repIn: '5*V', repOut: 'T(2)' },
  { name: 'so3', group: 'SO(3)', repIn: '5*T(0)+5*V', repOut: 'T(2)' },
  { name: 'o5', group: 'O(5)', repIn: '2*V', repOut: 'T(0)' },
  { name: 'lorentz', group: 'Lorentz', repIn: '4*V', repOut: 'T(0)' },
] as const

const SIZES = [
  { name: 'small', width: 32, batch: 32 },
  { name: 'wide', width: 384, batch: 128 },
] as const

const LAYERS = 2

function contender(name: string, network: tf.LayersModel, x: tf.Tensor2D, y: tf.Tensor2D): Contender {
  const optimizer = tf.train.adam(1e-3)
  const variables = trainableVariables(network)
  return {
    name,
    run: () => {
      const loss = optimizer.minimize(
        () => tf.mean(tf.sum(tf.squaredDifference(network.apply(x) as tf.Tensor2D, y), 1)) as tf.Scalar,
        true,
        variables,
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

function denseNetwork(widths: readonly number[]): tf.LayersModel {
  const network = tf.sequential()
  widths.slice(1).forEach((units, l) => {
    const last = l === widths.length - 2 && widths.length > 2
    network.add(
      tf.layers.dense({
        units,
        ...(last || widths.length === 2 ? {} : { activation: 'swish' as const }),
        ...(l === 0 ? { inputShape: [widths[0]!] } : {}),
      }),
    )
  })
  return network
}

function normal(rows: number, dim: number, seed: number): tf.Tensor2D {
  const random = rng(seed)
  return tf.tensor2d(
    Float32Array.from({ length: rows * dim }, () => random.normal()),
    [rows, dim],
  )
}

/** Both sides on the same rows, which go with the alternative. */
function sides(
  network: tf.LayersModel,
  dense: tf.LayersModel,
  names: readonly [string, string],
  batch: number,
): { ours: Contender; versus: Contender } {
  const x = normal(batch, network.inputs[0]!.shape[1]!, 0)
  const y = normal(batch, network.outputs[0]!.shape[1]!, 1)
  const versus = contender(names[1], dense, x, y)
  return {
    ours: contender(names[0], network, x, y),
    versus: {
      ...versus,
      dispose: () => {
        versus.dispose?.()
        tf.dispose([x, y])
      },
    },
  }
}

/** The networks of the grid, by name of their case. */
export const gridNetworks: readonly {
  readonly name: string
  readonly about: string
  readonly batch: number
  readonly width: number
  /** The number of weights of the dense network of the same widths. */
  readonly denseWeights: (inputs: number, outputs: number) => number
  readonly make: () => { network: tf.LayersModel; repIn: AnyRepresentation; repOut: AnyRepresentation }
}[] = GROUPS.flatMap((g) =>
  SIZES.map(({ name, width, batch }) => ({
    name: `step-${g.name}-${name}`,
    about: `one Adam step, ${g.group}, ${g.repIn} → ${g.repOut}, ${LAYERS} hidden layers of width ${width}, batch ${batch}`,
    batch,
    width,
    denseWeights: (inputs, outputs) =>
      (inputs + 1) * width + (LAYERS - 1) * (width + 1) * width + (width + 1) * outputs,
    make: () => {
      const group = parseAnyGroup(g.group)
      const [repIn, repOut] = [g.repIn, g.repOut].map((text) => parseRepresentation(group, text)) as [
        AnyRepresentation,
        AnyRepresentation,
      ]
      const hidden = 'hidden' in g ? parseRepresentation(group, g.hidden(width)) : width
      const onWarning = () => {}
      const { network } = emlp({ repIn, repOut, hidden, layers: LAYERS, seed: 0, onWarning })
      return { network, repIn, repOut }
    },
  })),
)

/** A training step of an E-MLP against a dense network of the same widths, on the backend in use. */
export const trainingGrid: readonly BenchmarkCase[] = gridNetworks.map(
  ({ name, about, batch, width, make }) => ({
    name,
    about,
    setup: async () => {
      const { network, repIn, repOut } = make()
      const widths = [repIn.dim, ...Array.from({ length: LAYERS }, () => width), repOut.dim]
      return sides(network, denseNetwork(widths), ['E-MLP', 'tf.layers.dense, swish, same widths'], batch)
    },
  }),
)

/** One linear layer of matrices over 16 points. */
export const layerS16: BenchmarkCase = {
  name: 'layer-s16',
  about: 'one Adam step of one linear layer, S(16), 16 copies of T(2) to 16, batch 32',
  setup: async () => {
    const rep = parseRepresentation(parseAnyGroup('S(16)'), '16*T(2)')
    const input = tf.input({ shape: [rep.dim] })
    const output = new EquivariantLinear({ repIn: rep, repOut: rep, seed: 0 }).apply(
      input,
    ) as tf.SymbolicTensor
    const network = tf.model({ inputs: input, outputs: output })
    const names = ['EquivariantLinear', 'tf.layers.dense of 4096 units'] as const
    return sides(network, denseNetwork([rep.dim, rep.dim]), names, 32)
  },
}
