import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as emlpPackage from '@buridan/emlp'
import { AffineMaps, emlp, squaredError, toSpec } from '@buridan/emlp'
import * as emlpNode from '@buridan/emlp/node'
import { fileCheckpoint } from '@buridan/emlp/node'
import { orthogonal, parseRepresentation, symmetric, tensor } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { type Arguments, targetsOf } from './target.js'

const V = tensor(symmetric(3), 1)
const vectors = parseRepresentation(orthogonal(3), '2*V')
const model = emlp({ repIn: V, repOut: V, hidden: 4, layers: 1, seed: 0 })
const options = () => ({
  repIn: V,
  repOut: V,
  hidden: 4,
  layers: 1,
  channels: 4,
  seed: 0,
  onWarning: () => {},
})
const rows = () => [
  [1, 2, 3],
  [3, 2, 1],
]
const fit = () => ({ epochs: 1, batchSize: 2, learningRate: 0.01, clipNorm: 1, seed: 1, loss: squaredError })
const variable = tf.variable(tf.scalar(1))
const saved: { artifacts?: tf.io.ModelArtifacts } = {}
await model.save({
  save: async (artifacts) => {
    saved.artifacts = artifacts
    return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } }
  },
})
/** A store that has the model; its methods may be spoilt, what it holds is by the tests of damaged files. */
const stored = () => ({ load: async () => structuredClone(saved.artifacts!) })
const sink = () => ({
  save: async () => ({ modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' as const } }),
})
const table = tf.tensor2d([[1, 2]])
const folder = mkdtempSync(join(tmpdir(), 'buridan-fuzz-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const cheap: Arguments = {
  constant: () => [Float32Array.of(1, 2)],
  tensorToRows: () => [table],
  batchOf: () => [[null, 3]],
  bottlenecks: () => [V, V, V],
  fromSpec: () => [toSpec(V)],
  gatedRepresentation: () => [vectors],
  hiddenRepresentation: () => [V, 8],
  normals: () => [Float32Array.of(1, 1), 3],
  rowsToTensor: () => [rows(), 3],
  seedOrDrawn: () => [7],
  toSpec: () => [V],
  uniformRepresentation: () => [symmetric(3), 8],
  emlpParameterCount: () => [options()],
}

const costly: Arguments = {
  EquivariantBilinear: () => [{ rep: vectors, channels: 2, seed: 1 }],
  EquivariantBlock: () => [{ repIn: V, repOut: V, channels: 2, seed: 1 }],
  EquivariantLinear: () => [{ repIn: V, repOut: V, seed: 1, useBias: true }],
  EquivariantNormalization: () => [{ rep: V }],
  FieldDropout: () => [{ rep: V, rate: 0.5, seed: 1 }],
  GatedNonlinearity: () => [{ rep: vectors }],
  InvariantPooling: () => [{ rep: vectors }],
  NormNonlinearity: () => [{ rep: vectors }],
  PointwiseNonlinearity: () => [{ rep: V, activation: 'relu' }],
  TensorProductNonlinearity: () => [{ repIn: vectors, repOut: vectors, channels: 2, seed: 1 }],
  emlp: () => [options()],
  checkEquivariance: () => [
    model.network,
    { repIn: V, repOut: V, elements: 2, count: 2, seed: 1, tolerance: 1e-3 },
  ],
  'checkEquivariance of a function': () => [
    { predict: (x: Float64Array[]) => x },
    { repIn: V, repOut: V, count: 2 },
  ],
  fitRows: () => [{ network: model.network, repIn: V, repOut: V, x: rows(), y: rows() }, fit()],
  loadEmlp: () => [stored()],
  minimize: () => [
    { variables: [variable], loss: () => tf.square(variable) as tf.Scalar, steps: 2, learningRate: 0.1 },
  ],
  nonlinearity: () => [V, 1],
  toDense: () => [model.network],
  trainableVariables: () => [model.network],
  AffineMaps: () => [
    { repIn: V, repOut: V, useBias: true, biasDeviation: 1, on: { fixed: V.group, under: V.group } },
  ],
  disposeNetwork: () => [emlp(options()).network],
  loadModel: () => [stored(), 'emlp'],
  saveModel: () => [model.network, { kind: 'emlp', repIn: V, repOut: V }, sink()],
  fileSystem: () => [folder],
  fileCheckpoint: () => [join(folder, 'checkpoint')],
}

const maps = new AffineMaps({ repIn: V, repOut: V })
const objects: Arguments = {
  'AffineMaps#start': () => [maps, 3, 2],
  'Emlp#fit': () => [model, rows(), rows(), fit()],
  'Emlp#predict': () => [model, rows()],
  'Emlp#save': () => [model, sink()],
  'CheckpointStore#write': () => [fileCheckpoint(join(folder, 'written')), Uint8Array.of(1, 2, 3)],
}

/** What rows are called is not hostile. */
const checks: Arguments = {
  checkedRows: () => [rows(), V, 'x'],
  expectDimension: () => [[null, 3], V, 'a layer'],
}

export const emlpTargets = [
  ...targetsOf('emlp', emlpPackage, checks, { cost: 2, end: 2 }),
  ...targetsOf('emlp', emlpPackage, cheap, { cost: 2 }),
  ...targetsOf('emlp', { ...emlpPackage, ...emlpNode }, costly, { cost: 20 }),
  ...targetsOf('emlp', emlpPackage, objects, { cost: 20 }),
]
