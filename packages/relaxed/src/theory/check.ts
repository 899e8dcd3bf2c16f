import {
  arrayOf,
  euclideanDistance,
  euclideanNorm,
  finiteVector,
  integerIn,
  knownOptions,
  numberIn,
  shown,
} from '@buridan/core'
import {
  type AnyRepresentation,
  act,
  type GroupElement,
  InvalidArgumentError,
  inverseElement,
  isLie,
  LISTING_LIMITS,
  type Rng,
  randomElement,
  rng,
  sameGroup,
} from '@buridan/groups'
import { LabelOrbit } from '../losses/label-orbit.js'

/** What {@link checkRelaxedEquivariance} found. Errors are relative to the larger of ‖φ(x)‖ and ‖φ(gx)‖. */
export interface RelaxedEquivarianceReport {
  /** Whether relaxed equivariance held, to the tolerance, wherever it was tried. */
  readonly relaxed: boolean
  /** Whether even strict equivariance φ(gx) = gφ(x) held. */
  readonly strict: boolean
  /** The largest min_h ‖φ(gx) − g h φ(x)‖. */
  readonly relaxedError: number
  /** The largest ‖φ(gx) − g φ(x)‖. */
  readonly strictError: number
  /** Where the relaxed error is largest. */
  readonly worst: { readonly input: number; readonly g: GroupElement } | undefined
  /** The number of pairs (x, g) tried. */
  readonly checked: number
}

/** Options of {@link checkRelaxedEquivariance}. */
export interface CheckOptions {
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  readonly inputs: readonly ArrayLike<number>[]
  /** Relative error allowed, 1e-4 by default (float32 networks). */
  readonly tolerance?: number
  /** Group elements tried for each input: the generators and this many random ones, 8 by default, 10 000 at most. */
  readonly elements?: number
  /** Seed of the random elements, 0 by default: the same call makes the same report. */
  readonly seed?: number
}

/**
 * Checks any function for relaxed equivariance: for each input x and group element g it looks for h ∈ G_x with
 * φ(gx) = g h φ(x).
 *
 * @param f - a function of one input, dim ρ_in numbers, to dim ρ_out numbers; it must be deterministic
 * @throws RepresentationMismatchError | InvalidArgumentError for wrong lengths, NaN from f, or no inputs
 * @throws UnsupportedError for inputs on a line under O(3) and answers that turn about it: a continuum that is not gone through
 * @remarks The nearest of the answers G_x·φ(x) is found by {@link LabelOrbit}: exactly for those that are listed, as an upper bound
 * otherwise. O(inputs · elements · (cost of f + answers · cost of ρ)). Kaba & Ravanbakhsh 2023, definition 1.
 *
 * @example
 * ```ts
 * import { checkRelaxedEquivariance } from '@buridan/relaxed'
 * import { symmetric, tensor } from '@buridan/groups'
 * const rep = tensor(symmetric(3), 1)
 * // mark the first of the largest entries: a choice among equals, no equivariant function
 * const f = (x: Float64Array) => x.map((_, i) => (i === x.indexOf(Math.max(...x)) ? 1 : 0))
 * const report = checkRelaxedEquivariance(f, { repIn: rep, repOut: rep, inputs: [[1, 1, 0], [2, 1, 0]] })
 * console.log(report.relaxed, report.strict) // → true false
 * ```
 */
export function checkRelaxedEquivariance(
  f: (x: Float64Array) => ArrayLike<number>,
  options: CheckOptions,
): RelaxedEquivarianceReport {
  const {
    repIn,
    repOut,
    inputs,
    tolerance = 1e-4,
    elements = 8,
    seed = 0,
  } = knownOptions(
    options,
    { repIn: true, repOut: true, inputs: true, tolerance: true, elements: true, seed: true },
    'checkRelaxedEquivariance',
  )
  if (typeof f !== 'function') throw new InvalidArgumentError(`f is ${shown(f)}; it must be a function`)
  numberIn(tolerance, 0, 1e6, 'tolerance')
  sameGroup(repIn, repOut)
  integerIn(elements, 0, 1e4, 'elements')
  if (arrayOf(inputs, 'inputs').length === 0)
    throw new InvalidArgumentError('inputs is empty; give at least one input to check on')
  const random = rng(seed)
  let relaxedError = 0
  let strictError = 0
  let worst: RelaxedEquivarianceReport['worst']
  let checked = 0
  inputs.forEach((row, input) => {
    const x = finiteVector(row, repIn.dim, `inputs[${input}]`)
    const y = finiteVector(f(x.slice()), repOut.dim, `f(inputs[${input}])`)
    const answers = new LabelOrbit({ repIn, repOut, x, y, limit: LISTING_LIMITS.labelsOfCheck })
    for (const g of elementsToTry(repIn, elements, random)) {
      const moved = finiteVector(f(act(repIn, g, x)), repOut.dim, `f(g·inputs[${input}])`)
      const scale = Math.max(euclideanNorm(y), euclideanNorm(moved)) || 1
      const { label } = answers.nearest(act(repOut, inverseElement(g), moved))
      const error = euclideanDistance(moved, act(repOut, g, label)) / scale
      strictError = Math.max(strictError, euclideanDistance(moved, act(repOut, g, y)) / scale)
      if (error > relaxedError || worst === undefined) worst = { input, g }
      relaxedError = Math.max(relaxedError, error)
      checked++
    }
  })
  return {
    relaxed: relaxedError <= tolerance,
    strict: strictError <= tolerance,
    relaxedError,
    strictError,
    worst,
    checked,
  }
}

/** The generators of a finite group, and random elements; of a Lie group these alone. */
function elementsToTry(rep: AnyRepresentation, count: number, random: Rng): GroupElement[] {
  const generators: readonly GroupElement[] = isLie(rep.group) ? [] : rep.group.generators
  return [...generators, ...Array.from({ length: count }, () => randomElement(rep.group, random))]
}
