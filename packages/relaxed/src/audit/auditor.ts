import { checkedTolerance, finiteVector, integerIn, numberIn, objectOf, shown } from '@buridan/core'
import {
  type AnyRepresentation,
  BuridanError,
  InvalidArgumentError,
  type PointMetric,
  sameGroup,
  UnsupportedError,
} from '@buridan/groups'
import { advise } from './advice.js'
import { AuditPass, LabelSums, plainOrder } from './audit-pass.js'
import { LabelUnit } from './label-unit.js'
import { orbitLocators } from './orbit-locators.js'
import { type AuditFigures, type AuditReport, inOrder, type SkippedSample } from './report.js'

/** Options of {@link Auditor}. */
export interface AuditorOptions {
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  /** Relative tolerance of stabilizers and orbits, 1e-6 by default. */
  readonly tolerance?: number
  /** What a distance is for labelled points in O(d) and SO(d): the norm of all by default, or the largest of a point. */
  readonly metric?: PointMetric
  /**
   * Whether inputs are crystals, of a product of O(3), SO(3) or a point group with S(n), in V_a*V_b+V_b+T(0)+3*V_a: positions of n atoms, x
   * of all before y and z; a number for each element; a constant; three cell vectors, of which one that is 0 means a slab, which repeats
   * along the other two only. They are compared as what repeats in space, with any origin, cell and order of the atoms; distances are those
   * of an atom or a lattice vector, relative to the constant. The order of a stabilizer is then that of the point group, translations not
   * counted; labels of atoms are averaged over translations too.
   */
  readonly periodic?: boolean
  /**
   * An asymmetry or a disagreement of labels up to this root mean square, in their unit, is none; by default as much as the tolerance makes
   * of the root mean square of the labels themselves. Never less than 64 units in the last place of that.
   */
  readonly labelPrecision?: number
  /** How many of the samples that pay most are listed, 5 by default. */
  readonly worst?: number
  /** The most numbers that are kept at a tolerance, two vectors for each orbit; 2²⁸ by default, 2 GiB. */
  readonly memory?: number
}

interface Paying {
  readonly index: number
  price: number
  readonly stabilizerOrder: bigint | undefined
}

/** No labels are known better than this share of their root mean square. */
const ROUNDING = 64 * Number.EPSILON
/** Audits are done again at so many times the tolerance. */
const OTHERS = [0.1, 10]

/**
 * Audits samples one by one, as from a stream: what is kept grows with the number of orbits and not with that of samples.
 *
 * Each sample is audited at the tolerance, at a tenth and at ten times of it: where the figures differ, the advice says that the answer
 * hangs on the tolerance.
 *
 * @remarks Made in O(order · dim) for groups that are listed.
 *
 * @example
 * ```ts
 * import { Auditor } from '@buridan/relaxed'
 * import { dihedral, InvalidArgumentError, tensor } from '@buridan/groups'
 * const rep = tensor(dihedral(4), 1)
 * const auditor = new Auditor({ repIn: rep, repOut: rep })
 * for (let i = 0; i < 100; i++) auditor.add([1, 1, 1, 1], [1, 0, 0, 0])
 * auditor.skip(new InvalidArgumentError('the record is damaged'))
 * console.log(auditor.report().samples, auditor.report().strictFloor) // → 100 0.75
 * ```
 */
export class Auditor {
  readonly #repIn: AnyRepresentation
  readonly #repOut: AnyRepresentation
  readonly #pass: AuditPass
  readonly #others: readonly AuditPass[]
  readonly #labelPrecision: number | undefined
  readonly #worst: number
  readonly #all: LabelSums
  /** Labels are summed in it, prices in its square. */
  readonly #unit = new LabelUnit()
  readonly #paying: Paying[] = []
  readonly #skipped: { readonly index: number; readonly error: BuridanError }[] = []

  /**
   * @throws RepresentationMismatchError if the representations are of different groups
   * @throws UnsupportedError if ρ_out is not orthogonal: the floor would be no sum of squared norms
   * @throws UnsupportedError for groups too large to list and not reached by `canonicalize`, and for periodic inputs or their labels that are
   * in another representation than `periodic` says
   */
  constructor(options: AuditorOptions) {
    const {
      repIn,
      repOut,
      metric = 'norm',
      periodic = false,
      labelPrecision,
      worst = 5,
      memory = 2 ** 28,
    } = objectOf(options, 'options')
    if (metric !== 'norm' && metric !== 'largest') {
      throw new InvalidArgumentError(`metric is ${shown(metric)}; it must be norm or largest`)
    }
    if (typeof periodic !== 'boolean') {
      throw new InvalidArgumentError(`periodic is ${shown(periodic)}; it must be true or false`)
    }
    const tolerance = checkedTolerance(options.tolerance)
    sameGroup(repIn, repOut)
    if (repOut.structure === 'general') {
      throw new UnsupportedError(
        `the floor needs an orthogonal output representation; ${repOut.text} is not known to be one`,
      )
    }
    this.#worst = integerIn(worst, 0, 1e6, 'worst')
    const most = integerIn(memory, 1, Number.MAX_SAFE_INTEGER, 'memory')
    if (labelPrecision !== undefined) numberIn(labelPrecision, 0, Number.MAX_VALUE, 'labelPrecision')
    this.#labelPrecision = labelPrecision
    this.#repIn = repIn
    this.#repOut = repOut
    const others = OTHERS.map((factor) => factor * tolerance).filter((t) => t > 0 && t < 1)
    const tolerances = [tolerance, ...others]
    const [pass, ...rest] = orbitLocators(repIn, repOut, tolerances, metric, periodic).map(
      (locator, k) => new AuditPass(locator, tolerances[k]!, repIn.dim + repOut.dim, most),
    )
    this.#pass = pass!
    this.#others = rest
    this.#all = new LabelSums(repOut.dim)
  }

  /** The number of samples so far, without those that were skipped. */
  get samples(): number {
    return this.#all.count
  }

  /** Samples that were skipped so far, each with the reason. */
  get skipped(): readonly SkippedSample[] {
    return this.#skipped.map(({ index, error: { code, message } }) => ({ index, code, message }))
  }

  /** The place of the next sample in the data. */
  get #next(): number {
    return this.#all.count + this.#skipped.length
  }

  /**
   * Adds a sample and returns its price ‖z − P z‖², infinite or 0 where it is out of the range of numbers. A sample that is refused leaves
   * the audit as it was; `skip` counts it.
   *
   * @param x - dim ρ_in numbers
   * @param y - dim ρ_out numbers
   * @throws RepresentationMismatchError | InvalidArgumentError for a wrong length or NaN
   * @throws AmbiguousToleranceError if the stabilizer of x depends on the tolerance
   * @throws TooLargeError if there are more orbits than `memory` holds
   * @remarks About O(order + (1 + |G_x|) · dim) for listed groups.
   */
  add(x: ArrayLike<number>, y: ArrayLike<number>): number {
    const index = this.#next
    // copies: what is kept of a sample must not change with the caller's
    const input = finiteVector(x, this.#repIn.dim, `x[${index}]`).slice()
    const given = finiteVector(y, this.#repOut.dim, `y[${index}]`)
    if (!this.#unit.fits(given)) {
      // refused before anything is changed
      this.#pass.locator.locate(input.slice(), given)
      this.#scale(this.#unit.fit(given))
    }
    const label = this.#unit.scaled(given)
    const { stabilizerOrder, price } = this.#pass.add(input, label)
    for (const other of this.#others) addIfClear(other, input, label)
    this.#all.add(label)
    this.#rank({ index, price, stabilizerOrder })
    return this.#unit.square(price)
  }

  /** Takes all labels so far times a factor. */
  #scale(factor: number): void {
    for (const part of [this.#all, this.#pass, ...this.#others]) part.scale(factor)
    for (const sample of this.#paying) sample.price *= factor ** 2
  }

  /**
   * Counts the next sample of the data as skipped, with the reason.
   *
   * @throws InvalidArgumentError if the reason is not an error of this project
   */
  skip(reason: BuridanError): void {
    if (!(reason instanceof BuridanError)) {
      throw new InvalidArgumentError('the reason for which a sample is skipped must be a BuridanError')
    }
    this.#skipped.push({ index: this.#next, error: reason })
  }

  /**
   * The figures of the samples so far.
   *
   * @throws InvalidArgumentError if there are none, or a figure is out of the range of numbers, with its root; the first reason if all were
   * skipped
   * @remarks O(orbits · dim ρ_out).
   */
  report(): AuditReport {
    const samples = this.#all.count
    if (samples === 0) {
      throw (
        this.#skipped[0]?.error ?? new InvalidArgumentError('x is empty; an audit needs at least one sample')
      )
    }
    const variance = this.#all.spread / samples
    const whole = variance + this.#all.mean.reduce((sum, v) => sum + v * v, 0)
    const square = (v: number, name: string) => this.#unit.checkedSquare(v, whole, name)
    const figures = inUnits(this.#pass.figures(), square)
    const others = this.#others.map((other) => inUnits(other.figures(), square))
    const labelVariance = square(variance, 'the label variance')
    const size = Math.sqrt(whole)
    const asked =
      this.#labelPrecision === undefined
        ? figures.tolerance * size
        : this.#unit.lengthOf(this.#labelPrecision)
    const precision = Math.max(asked, ROUNDING * size)
    const labelPrecision = this.#unit.length(precision)
    const worst = this.#paying
      .filter((p) => p.price > precision ** 2)
      .map(({ index, price, stabilizerOrder }) => ({
        index,
        price: square(price, `the price of sample ${index}`),
        stabilizerOrder: plainOrder(stabilizerOrder),
      }))
    return inOrder({
      ...figures,
      skipped: this.skipped,
      orbitTypes: this.#pass
        .orbitTypes()
        .map((type) => ({ ...type, price: square(type.price, 'the price of an orbit type') })),
      labelVariance,
      worst,
      deviation: this.#pass.deviation,
      labelPrecision,
      otherTolerances: others,
      advice: advise({ figures, others, labelVariance, labelPrecision }),
    })
  }

  /** Keeps the samples that pay most, as many as asked for, in order. */
  #rank(sample: Paying): void {
    if (!(sample.price > 0) || this.#worst === 0) return
    const last = this.#paying[this.#worst - 1]
    if (last && sample.price <= last.price) return
    this.#paying.push(sample)
    this.#paying.sort((a, b) => b.price - a.price || a.index - b.index)
    if (this.#paying.length > this.#worst) this.#paying.length = this.#worst
  }
}

/** Figures in the unit of the labels. */
function inUnits(figures: AuditFigures, square: (v: number, name: string) => number): AuditFigures {
  const { strictFloor, price, disagreement } = figures
  return {
    ...figures,
    strictFloor: square(strictFloor, 'the strict floor'),
    price: square(price, 'the price'),
    disagreement: square(disagreement, 'the disagreement'),
  }
}

/** A sample that is clear at the tolerance of the audit need not be at another: it is missed there. */
function addIfClear(pass: AuditPass, x: Float64Array, y: Float64Array): void {
  try {
    pass.add(x, y)
  } catch (error) {
    if (!(error instanceof BuridanError)) throw error
  }
}
