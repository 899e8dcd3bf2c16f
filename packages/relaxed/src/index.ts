/**
 * Relaxed equivariance: audit data for what symmetry costs, break it where training asks for it, sample every answer.
 *
 * @packageDocumentation
 * @module @buridan/relaxed
 */
export { type OutcomeOptions, Outcomes, type OutcomesInput } from './answers/outcomes.js'
export { type AuditOptions, audit } from './audit/audit.js'
export type { AuditPart } from './audit/audit-part.js'
export { Auditor, type AuditorOptions } from './audit/auditor.js'
export type { Interval } from './audit/bootstrap.js'
export { type ConvexFloorOptions, type ConvexFloorReport, convexFloor } from './audit/convex-floor.js'
export { type ConvexLoss, type ConvexLossName, convexLoss, convexLosses } from './audit/convex-losses.js'
export type { CoordinateLosses } from './audit/coordinate-losses.js'
export type { DataSlope, SlopeRange } from './audit/data-slope.js'
export { type AuditResult, mergeAudits } from './audit/merge-audits.js'
export type { MergeOptions } from './audit/merge-options.js'
export type { PrecisionOptions } from './audit/precision-of.js'
export type {
  AuditFigures,
  AuditOrbitType,
  AuditReport,
  AuditSubset,
  DisagreeingCopies,
  PayingSample,
  PerComponent,
  RequiredSlopes,
  SkippedSample,
  Verdict,
} from './audit/report.js'
export type { Asymmetry, AuditSample } from './audit/sample.js'
export { LearnedVector } from './layers/learned-vector.js'
export { RelaxedLinear, type RelaxedLinearOptions } from './layers/relaxed-linear.js'
export { Stratification, type StratumPoint } from './layers/stratification.js'
export { type LabelMethod, LabelOrbit, type LabelOrbitOptions } from './losses/label-orbit.js'
export type { NearestLabel } from './losses/label-search.js'
export { type StabilizerLoss, type StabilizerLossOptions, stabilizerLoss } from './losses/stabilizer-loss.js'
export { type DenseNetworkOptions, denseNetwork } from './models/dense-network.js'
export { loadSymmetryBreaker, symmetryBreaker } from './models/make.js'
export {
  type BreakerOptions,
  type BreakerSettings,
  breakingRepresentation,
  type RelaxedOptions,
  type SymmetryBreakerOptions,
} from './models/options.js'
export type { PlacedNetwork } from './models/placed-network.js'
export { relaxedEmlp } from './models/relaxed-emlp.js'
export {
  type AnswerLaw,
  type BreakerMethod,
  breakerMethods,
  type SampleOptions,
  type SymmetryBreaker,
} from './models/symmetry-breaker.js'
export { type Breakable, breakable } from './theory/breakable.js'
export {
  type CheckOptions,
  checkRelaxedEquivariance,
  type RelaxedEquivarianceReport,
} from './theory/check.js'
