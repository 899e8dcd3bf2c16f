import {
  AmbiguousToleranceError,
  checkedTolerance,
  DEFAULT_TOLERANCE,
  euclideanNorm,
  rng,
  TooLargeError,
  UnsupportedError,
} from '@buridan/core'
import {
  type AnyRepresentation,
  type GroupElement,
  type RotationStabilizer,
  type Stabilizer,
  stabilizer,
} from '@buridan/groups'
import { type FixedProjection, fixedProjection, projected } from './fixed-projection.js'
import { type FreeTest, freeTest } from './surely-free.js'

/**
 * A sample that is symmetric up to rounding: its exactly symmetric form, and the projection of labels onto the fixed space of its
 * stabilizer.
 */
export interface SymmetricSample {
  /** P_{G_x} x. */
  readonly x: Float64Array
  /** P_{G_x} on ρ_out. */
  readonly labels: FixedProjection
}

/** If a tolerance is ambiguous a smaller one is tried, down to this. */
const LEAST_TOLERANCE = 1e-12
/** Matrices are as exact as the sample that they are fitted to: above this defect they are fitted again, to its projection. */
const EXACT = 1e-13
const FITS = 3
/** The number of random elements that generate the continuous part of a stabilizer, enough to be well conditioned. */
const DRAWN = 8

/** The tolerance for rounding: at most the default, even if a coarser one is given for other symmetries. */
export function roundingTolerance(tolerance: number | undefined): number {
  return Math.min(checkedTolerance(tolerance), DEFAULT_TOLERANCE)
}

/**
 * Stabilizers of samples up to rounding, and projections onto their fixed spaces. If the stabilizers of a group cannot be computed, no
 * sample has one.
 */
export class SampleSymmetry {
  readonly #repIn: AnyRepresentation
  readonly #repOut: AnyRepresentation
  readonly #tolerance: number
  #isFree: FreeTest | undefined
  #isUnknown = false

  constructor(repIn: AnyRepresentation, repOut: AnyRepresentation, tolerance: number | undefined) {
    this.#repIn = repIn
    this.#repOut = repOut
    this.#tolerance = roundingTolerance(tolerance)
  }

  /** Undefined for a sample without symmetry, or whose stabilizer cannot be computed. */
  of(x: Float64Array): SymmetricSample | undefined {
    if (this.#isUnknown) return undefined
    this.#isFree ??= freeTest(this.#repIn)
    if (this.#isFree(x, this.#tolerance * euclideanNorm(x))) return undefined
    try {
      return this.#symmetrized(x)
    } catch (error) {
      // the representation is unsupported, for all samples
      if (error instanceof UnsupportedError) this.#isUnknown = true
      else if (!(error instanceof TooLargeError || error instanceof AmbiguousToleranceError)) throw error
      return undefined
    }
  }

  #symmetrized(x: Float64Array): SymmetricSample | undefined {
    let found = this.#stabilizer(x)
    if (found.order === 1n) return undefined
    for (let fit = 1; ; fit++) {
      const elements = elementsOf(found)
      const symmetric = projected(fixedProjection(this.#repIn, elements), x)
      // permutations are exact, matrices in space are not
      if (!('components' in found) || found.defect <= EXACT || fit === FITS) {
        return { x: symmetric, labels: fixedProjection(this.#repOut, elements) }
      }
      x = symmetric
      found = this.#stabilizer(x)
    }
  }

  #stabilizer(x: Float64Array): Stabilizer | RotationStabilizer {
    for (let tolerance = this.#tolerance; ; tolerance /= 8) {
      try {
        return stabilizer(this.#repIn, x, { tolerance })
      } catch (error) {
        if (!(error instanceof AmbiguousToleranceError) || tolerance < LEAST_TOLERANCE) throw error
      }
    }
  }
}

/** Elements that generate a dense subgroup of a stabilizer. */
function elementsOf(found: Stabilizer | RotationStabilizer): readonly GroupElement[] {
  if (!('components' in found)) return found.group.generators
  if (found.dimension === 0) return found.componentGenerators
  const random = rng(0)
  return [...found.componentGenerators, ...Array.from({ length: DRAWN }, () => found.randomElement(random))]
}
