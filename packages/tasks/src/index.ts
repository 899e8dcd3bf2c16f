/**
 * Tasks where symmetry must break: real data, strict floors, optima and metrics, and the comparison of methods on them.
 *
 * @packageDocumentation
 */
export { batio3Task, DEGREES } from './batio3.js'
export {
  type EnergyMinimum,
  freeEnergy,
  freeEnergyTensor,
  minimumFreeEnergy,
  type Polarization,
} from './batio3-energy.js'
export { type ChiSquareTest, chiSquareUniform } from './chi-square.js'
export { type AtomSite, type Crystal, parseCif, type SymmetryOperation } from './cif.js'
export {
  type AnswerCurve,
  auditTask,
  type FoundOutcomes,
  type RunOptions,
  type RunResult,
  runMethod,
} from './compare.js'
export {
  type DataEfficiencyMethod,
  type DataEfficiencyOptions,
  type DataEfficiencyResult,
  dataEfficiencyMethods,
  measureDataEfficiency,
} from './emlp-paper/data-efficiency.js'
export {
  inertiaTask,
  o5Task,
  type RegressionTask,
  type Samples,
  scatteringTask,
} from './emlp-paper/regression-task.js'
export { defaultMethods, makeModel, methodFor } from './methods.js'
export {
  assignSites,
  type Cell,
  cellOf,
  cubicParent,
  describeCell,
  orient,
  type PerovskiteSymmetry,
  perovskiteSymmetry,
  SITE_POSITIONS,
  SITES,
} from './perovskite.js'
export { pztTask } from './pzt.js'
export {
  type CheckPoint,
  type ExpectedOutcomes,
  meansOf,
  methodsOf,
  type Task,
  type TaskDomain,
} from './task.js'
