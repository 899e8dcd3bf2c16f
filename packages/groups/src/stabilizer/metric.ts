import { InvalidArgumentError, shown } from '@buridan/core'
import type { PointMetric } from '@buridan/geometry'

/** @throws InvalidArgumentError for another value */
export function checkedMetric(metric: PointMetric = 'norm'): PointMetric {
  if (metric !== 'norm' && metric !== 'largest') {
    throw new InvalidArgumentError(`metric is ${shown(metric)}; it must be norm or largest`)
  }
  return metric
}
