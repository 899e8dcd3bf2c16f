/**
 * Equivariant multilayer perceptrons on TensorFlow.js. Importing the package makes a backend ready: wasm in Node.
 *
 * @packageDocumentation
 * @module @buridan/emlp
 */
import { prepareBackend } from '#backend'

/** The TensorFlow.js backend that was made ready when the package was imported. */
export const backend: string = await prepareBackend()

export {
  type CheckOptions,
  checkEquivariance,
  type EquivarianceReport,
} from './check/check-equivariance.js'
export type { LayerReport } from './check/check-layers.js'
export type { Checked } from './check/evaluate.js'
export type { SampleSource } from './check/samples.js'
export { seedOrDrawn } from './core/seed.js'
export type { LeftOutProducts } from './kernels/product-choice.js'
export { AffineMaps, type AffineMapsOptions } from './layers/affine-maps.js'
export { disposeNetwork } from './layers/alive.js'
export { EquivariantBilinear } from './layers/bilinear.js'
export { EquivariantBlock, type EquivariantBlockOptions } from './layers/block.js'
export { EquivariantLinear, type EquivariantLinearOptions } from './layers/equivariant-linear.js'
export { GatedNonlinearity, gatedRepresentation } from './layers/gated.js'
export type { LayerOptions } from './layers/layer-options.js'
export {
  NormNonlinearity,
  type PointwiseFunction,
  PointwiseNonlinearity,
  TensorProductNonlinearity,
} from './layers/nonlinearities.js'
export { InvariantPooling } from './layers/pooling.js'
export { EquivariantNormalization, FieldDropout } from './layers/regularization.js'
export { RepresentationLayer } from './layers/representation-layer.js'
export { batchOf, constant, expectDimension, normals } from './layers/shapes.js'
export { fromSpec, toSpec } from './layers/spec.js'
export { WEIGHT_OPTIONS, type WeightOptions } from './layers/weight-options.js'
export { applyEmlp, nonlinearity } from './model/apply-emlp.js'
export { type Bottleneck, bottlenecks } from './model/bottlenecks.js'
export { Emlp, emlp, loadEmlp } from './model/emlp.js'
export type { EmlpOptions, Hidden } from './model/emlp-options.js'
export { uniformRepresentation } from './model/hidden.js'
export { hiddenRepresentation } from './model/hidden-representation.js'
export { loadModel, type ModelMetadata, saveModel } from './model/model-file.js'
export { emlpParameterCount } from './model/parameter-count.js'
export { residualBlock } from './model/residual.js'
export { toDense } from './model/to-dense.js'
export type { CheckpointOptions, CheckpointStore } from './training/checkpoint.js'
export {
  type Batch,
  type FitData,
  type FitOptions,
  fitRows,
  type Loss,
  squaredError,
} from './training/fit.js'
export { checkedRows, rowsToTensor, tensorToRows } from './training/rows.js'
export {
  type MinimizeOptions,
  minimize,
  type OnProgress,
  type TrainingProgress,
  trainableVariables,
} from './training/train.js'
