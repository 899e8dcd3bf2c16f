/**
 * Equivariant multilayer perceptrons on TensorFlow.js. Importing the package makes a backend ready: wasm in Node.
 *
 * @packageDocumentation
 */
import { prepareBackend } from '#backend'

/** The TensorFlow.js backend that was made ready when the package was imported. */
export const backend: string = await prepareBackend()

export { BasisTensor, keepVariance } from './basis-tensor.js'
export { EquivariantBilinear } from './bilinear.js'
export {
  Emlp,
  type EmlpOptions,
  emlp,
  hiddenRepresentation,
  loadEmlp,
  nonlinearity,
} from './emlp.js'
export {
  batchOf,
  constant,
  EquivariantLinear,
  type EquivariantLinearOptions,
  expectDimension,
  normals,
} from './equivariant-linear.js'
export { type Batch, type FitData, type FitOptions, fitRows, type Loss, squaredError } from './fit.js'
export { GatedNonlinearity, gatedRepresentation } from './gated.js'
export { uniformRepresentation } from './hidden.js'
export { disposeNetwork, loadModel, type ModelMetadata, saveModel } from './model-file.js'
export { emlpParameterCount } from './parameter-count.js'
export { RepresentationLayer } from './representation-layer.js'
export { checkedRows, rowsToTensor, tensorToRows } from './rows.js'
export { fromSpec, type RepresentationSpec, toSpec } from './spec.js'
export { type MinimizeOptions, minimize, type TrainingProgress } from './train.js'
