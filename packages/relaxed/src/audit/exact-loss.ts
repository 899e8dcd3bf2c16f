import { AmbiguousToleranceError, type AnyRepresentation, InvalidArgumentError } from '@buridan/groups'
import type { Parts } from '../core/in-breaths.js'
import { exactFigures } from './exact-figures.js'
import { findOrbits } from './exact-orbits.js'
import { familyOf } from './family.js'
import { LabelUnit } from './label-unit.js'
import { placeSamples } from './placed-sample.js'
import { precisionOf } from './precision-of.js'
import { type AuditSample, sampleOf } from './sample.js'
import { auditSpace } from './spaces/audit-spaces.js'

/** Samples that were checked; ρ_out orthogonal. */
interface Data {
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  readonly x: readonly Float64Array[]
  readonly y: readonly Float64Array[]
  /** As of an audit. */
  readonly tolerance: number
}

/**
 * The least sum of squared errors of an equivariant function: what an audit calls the strict floor, times the samples, without what else it
 * finds. Samples in doubt are left out.
 */
export function* exactLoss({ repIn, repOut, x, y, tolerance }: Data): Parts<number> {
  const space = auditSpace(repIn, repOut, false)
  const { look } = precisionOf(space, 0, { tolerance })
  const samples: AuditSample[] = []
  const unit = new LabelUnit()
  for (let i = 0; i < x.length; i++) {
    try {
      samples.push(sampleOf(space, i, x[i]!, y[i]!, look(x[i]!)))
    } catch (error) {
      if (!(error instanceof AmbiguousToleranceError)) throw error
      continue
    }
    if (!unit.fits(y[i]!)) unit.fit(y[i]!)
    yield
  }
  const family = familyOf(space, samples, 0, { tolerance })
  let sum = 0
  for (const orbit of yield* findOrbits(family, yield* placeSamples(family, unit))) {
    const { price, disagreement } = exactFigures(family, orbit)
    sum += price + disagreement
    yield
  }
  const loss = unit.square(sum)
  if (Number.isFinite(loss)) return loss
  throw new InvalidArgumentError('the floor overflows; give y in a larger unit')
}
