/**
 * Tasks where symmetry must break: real data, strict floors, optima and metrics, and the comparison of methods on them.
 *
 * @packageDocumentation
 * @module @buridan/tasks
 */

export {
  type AnswerCurve,
  auditTask,
  type FoundOutcomes,
  type RunOptions,
  type RunResult,
  runMethod,
} from './compare.js'
export { type ChiSquareTest, chiSquareUniform } from './core/chi-square.js'
export { lossProbes } from './core/loss-probes.js'
export { standardizer } from './core/standardize.js'
export { meanAndSpread, type Rate, rate } from './core/statistics.js'
export { decodingTask } from './decoding/decoding.js'
export { moleculePoints, type PointSet, regularFigures } from './decoding/point-sets.js'
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
export { autoencodingTask, decodeEdges } from './graphs/autoencoding.js'
export { bondOrdersTask } from './graphs/bond-orders.js'
export { graphInput, graphVector } from './graphs/graph-input.js'
export {
  circulant,
  multipartite,
  namedGraphs,
  randomGraph,
  randomGraphs,
  type SmallGraph,
} from './graphs/named-graphs.js'
export { connectedGraphs } from './graphs/small-graphs.js'
export { defaultMethods, makeModel, methodFor } from './methods.js'
export { maximumCut, maximumIndependentSet } from './optimization/exact.js'
export { type GraphTaskOptions, independentSetTask, maxCutTask } from './optimization/graph-optimization.js'
export { batio3Task, DEGREES } from './physics/batio3.js'
export {
  type EnergyMinimum,
  freeEnergy,
  minimumFreeEnergy,
  type Polarization,
} from './physics/batio3-energy.js'
export { freeEnergyTensor } from './physics/batio3-energy-tensor.js'
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
} from './physics/perovskite.js'
export { pztTask } from './physics/pzt.js'
export { type SpinGroundState, spinGroundState } from './physics/spin-ground-states.js'
export { spinsTask } from './physics/spins.js'
export { atFloor, atOptimum, type MethodSummary, summarizeRuns } from './summary.js'
export {
  type CheckPoint,
  type ExpectedOutcomes,
  meansOf,
  methodsOf,
  type Task,
  type TaskDomain,
} from './task.js'
export { type TaskTitle, taskTitles } from './titles.js'
