import { InvalidArgumentError, shown } from '@buridan/core'
/**
 * How the distance of two vectors is measured where these are labelled points in space: `norm`, the Euclidean norm of all, or `largest`,
 * the largest distance of a point from its image, as tolerances of molecules are given.
 */
export type PointMetric = 'norm' | 'largest'

/** @throws InvalidArgumentError for another value */
export function checkedMetric(metric: PointMetric = 'norm'): PointMetric {
  if (metric !== 'norm' && metric !== 'largest') {
    throw new InvalidArgumentError(`metric is ${shown(metric)}; it must be norm or largest`)
  }
  return metric
}
