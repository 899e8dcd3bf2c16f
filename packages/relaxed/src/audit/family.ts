import { type PrecisionOptions, precisionOf } from './precision-of.js'
import type { AuditSample, Family } from './sample.js'
import type { AuditSpace } from './spaces/audit-space.js'

/** Samples that are compared with each other, to one precision: that of inputs of a usual extent. O(n log n). */
export function familyOf(
  space: AuditSpace,
  samples: readonly AuditSample[],
  labelError: number,
  options: PrecisionOptions,
): Family {
  return {
    space,
    samples,
    labelError,
    reach: (x) => space.reach(x),
    ...precisionOf(space, usualExtent(space, samples), options),
  }
}

/** The median of the extents of inputs, as far as they are not 0: one that is far out does not make the others less precise. */
function usualExtent(space: AuditSpace, samples: readonly AuditSample[]): number {
  const extents = Float64Array.from(samples, ({ x }) => space.extent(x))
    .filter((e) => e > 0)
    .sort()
  return extents[Math.floor(extents.length / 2)] ?? 0
}
