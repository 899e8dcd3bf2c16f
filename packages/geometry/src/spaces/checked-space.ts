import {
  arrayOf,
  booleanOf,
  finiteVector,
  InvalidArgumentError,
  integerIn,
  knownOptions,
  objectOf,
  scaleOf,
} from '@buridan/core'
import { checkedOptions, checkedPoints, oddOf } from '../sites/checked-sites.js'
import type { SiteOptions, Sites } from '../sites/sites.js'
import type { Space } from './space.js'

/** The largest number of dimensions. */
const MAX_DIM = 64

/** Options of functions of points in ℝᵈ and ℂⁿ. */
export interface SpaceOptions extends SiteOptions {
  /**
   * Maps are unitary, and vectors are those of ℂⁿ: 2n numbers, real and imaginary part of each coordinate in turn. `proper` asks for
   * determinant 1. By default space is real.
   */
  readonly complex?: boolean
}

/** Numbers of points in a space, checked and copied, in a unit in which squares neither overflow nor vanish. */
export interface SpaceNumbers {
  readonly vectors: readonly (readonly Float64Array[])[]
  readonly scalars: readonly Float64Array[]
  readonly wholeVectors: readonly Float64Array[]
  readonly wholeScalars: Float64Array
}

/** @throws InvalidArgumentError | RepresentationMismatchError for other values, unequal points, and tensors */
export function checkedNumbers(sites: Sites, what: string, { dim }: Space): SpaceNumbers {
  const { tensors = [] } = objectOf(sites, what)
  if (arrayOf(tensors, `${what}.tensors`).length > 0) {
    throw new InvalidArgumentError(
      `${what}.tensors are given; they are taken in space only, by symmetryOfSites`,
    )
  }
  const odd = arrayOf(sites.points, `${what}.points`).findIndex((p, i) => {
    const name = `${what}.points[${i}]`
    const { vectors, scalars } = oddOf(objectOf(p, name))
    return arrayOf(vectors, `${name}.axials`).length + (scalars?.length ?? 0) > 0
  })
  if (odd >= 0) {
    throw new InvalidArgumentError(
      `${what}.points[${odd}] has axial vectors or pseudoscalars; they are taken in space only, by symmetryOfSites`,
    )
  }
  return checkedPoints(sites, what, (v, name) => finiteVector(v, dim, name))
}

/** A power of two to divide sets of points by. */
export function unitOfNumbers(...sets: readonly SpaceNumbers[]): number {
  return scaleOf(sets.flatMap((s) => [...s.vectors.flat(), ...s.scalars, ...s.wholeVectors, s.wholeScalars]))
}

/** The same in a unit that is `unit` times as large. */
export function dividedBy(numbers: SpaceNumbers, unit: number): SpaceNumbers {
  if (unit === 1) return numbers
  const each = (v: Float64Array) => v.map((c) => c / unit)
  return {
    vectors: numbers.vectors.map((list) => list.map(each)),
    scalars: numbers.scalars.map(each),
    wholeVectors: numbers.wholeVectors.map(each),
    wholeScalars: each(numbers.wholeScalars),
  }
}

/** @throws InvalidArgumentError for a dimension or an option that is not as described */
export function checkedSpace(
  dim: number,
  options: SpaceOptions,
): Required<SpaceOptions> & { readonly space: Space } {
  const { complex = false, ...others } = knownOptions(
    options,
    { complex: true, tolerance: true, metric: true, proper: true },
    'a symmetry in space',
  )
  booleanOf(complex, 'complex')

  integerIn(dim, 1, MAX_DIM, 'dim')
  return { ...checkedOptions(others), complex, space: { dim: complex ? 2 * dim : dim, complex } }
}
