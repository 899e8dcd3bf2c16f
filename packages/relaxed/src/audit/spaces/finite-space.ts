import { euclideanNorm } from '@buridan/core'
import type { Representation } from '@buridan/groups'

/** What is the same in all finite groups: elements are exact, and inputs have no points that are looked at one by one. */
export abstract class FiniteSpace {
  readonly inputDim: number
  readonly labelDim: number
  readonly isMetric: boolean
  readonly points = 1

  constructor(
    readonly repIn: Representation,
    readonly repOut: Representation,
  ) {
    this.inputDim = repIn.dim
    this.labelDim = repOut.dim
    this.isMetric = repIn.structure !== 'general'
  }

  tilt(): number {
    return 0
  }

  extent(x: Float64Array): number {
    return euclideanNorm(x)
  }

  reach(): number {
    return Number.POSITIVE_INFINITY
  }
}
