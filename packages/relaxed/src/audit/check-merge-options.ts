import { booleanOf, checkedTolerance, integerIn, numberIn, stringOf } from '@buridan/core'
import { checkSkipped } from './check-parts.js'
import type { MergeOptions } from './merge-options.js'

/** @throws InvalidArgumentError for an option of another type or out of its range */
export function checkMergeOptions(options: MergeOptions): void {
  const { tolerance, points, worst, lengthUnit, skipped, coordinates } = options
  if (tolerance !== undefined) checkedTolerance(tolerance)
  for (const key of ['radius', 'inputPrecision', 'exactWithin', 'labelPrecision'] as const) {
    if (options[key] !== undefined) numberIn(options[key], 0, Number.MAX_VALUE, key)
  }
  if (points !== undefined) integerIn(points, 1, Number.MAX_SAFE_INTEGER, 'points')
  if (worst !== undefined) integerIn(worst, 0, 1e6, 'worst')
  if (lengthUnit !== undefined) stringOf(lengthUnit, 'lengthUnit')
  if (skipped !== undefined) checkSkipped(skipped)
  if (coordinates !== undefined) booleanOf(coordinates, 'coordinates')
}
