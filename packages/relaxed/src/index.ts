/**
 * Relaxed equivariance: audit data for what symmetry costs, break it where training asks for it, sample every answer.
 *
 * @packageDocumentation
 */
export { type AuditOptions, type AuditOrbitType, type AuditReport, audit } from './audit.js'
export { type Breakable, breakable } from './breakable.js'
export { type CheckOptions, checkRelaxedEquivariance, type RelaxedEquivarianceReport } from './check.js'
export { NoisyEmlp, type NoisyEmlpOptions, noisyEmlp } from './noise.js'
export { type Outcome, type OutcomeOptions, outcomesOf, sampleOrbit } from './outcomes.js'
export {
  loadRelaxedEmlp,
  RelaxedEmlp,
  type RelaxedEmlpOptions,
  relaxedEmlp,
  type SampleOptions,
} from './relaxed-emlp.js'
export { RelaxedLinear, type RelaxedLinearOptions } from './relaxed-linear.js'
export { labelOrbits, stabilizerLoss } from './stabilizer-loss.js'
export { Strata, type StratumPoint } from './strata.js'
