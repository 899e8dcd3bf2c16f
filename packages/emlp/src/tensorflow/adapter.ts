/**
 * The insides of TensorFlow.js that the package relies on: what its documentation does not promise. They are touched in this
 * folder alone, checked where they are, and tested one by one, so that another version of TensorFlow.js is refused or fails in
 * one place.
 */
export { ResumableAdam } from './adam.js'
export { mainMemoryKernel, nestedGradients, type RunKernel, variableGradients } from './kernels.js'
export {
  copyOfLayer,
  endUses,
  isDisposed,
  isForeign,
  isFreedWeight,
  layersBefore,
  usesLeft,
  variableOf,
} from './layers.js'
export {
  type ArrayInfo,
  arrayInfo,
  type Info,
  inMainMemory,
  type MatrixMemory,
  type Memory,
} from './memory.js'
export { assignNumbers, hasMoved, numbersOf, type Snapshot, snapshotOf } from './numbers.js'
export { innerLayers, isNetwork } from './parts.js'
export { beginTraining, isTraining, regularizers, trainedVariables, watchTrainings } from './trainings.js'
export { through, type Use, useCounts } from './uses.js'
