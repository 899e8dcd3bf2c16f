import { InvalidArgumentError, shown } from '@buridan/core'
import type { PointMetric } from '@buridan/geometry'

/** @throws InvalidArgumentError for another value */
export function checkedMetric(metric: PointMetric = 'norm'): PointMetric {
  if (metric !== 'norm' && metric !== 'largest') {
    throw new InvalidArgumentError(`metric is ${shown(metric)}; it must be norm or largest`)
  }
  return metric
}

/** Of distances of sites and of pseudoscalars that of both. */
export function together(a: number, b: number, metric: PointMetric): number {
  return metric === 'norm' ? Math.hypot(a, b) : Math.max(a, b)
}
