import { booleanOf, finiteVector, integerIn, knownOptions } from '@buridan/core'
import {
  type AnyRepresentation,
  BuridanError,
  InvalidArgumentError,
  sameGroup,
  TooLargeError,
  UnsupportedError,
} from '@buridan/groups'
import type { AuditPart } from './audit-part.js'
import { checkMergeOptions } from './check-merge-options.js'
import { isExact } from './exact-orbits.js'
import { type AuditResult, mergeChecked } from './merge-audits.js'
import { MERGE_OPTIONS, type MergeOptions } from './merge-options.js'
import { precisionOf } from './precision-of.js'
import type { AuditReport, SkippedSample } from './report.js'
import { type AuditSample, sampleOf } from './sample.js'
import type { AuditSpace } from './spaces/audit-space.js'
import { auditSpace } from './spaces/audit-spaces.js'

/** Options of {@link Auditor}. */
export interface AuditorOptions extends MergeOptions {
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  /**
   * Whether inputs are crystals, of a product of O(3), SO(3) or a point group with S(n), in V_a*V_b+V_b+T(0)+3*V_a: positions of n atoms, x
   * of all before y and z; a number for each element; a constant, which is ignored; three cell vectors, one of them 0 for a slab, which
   * repeats along the other two only. Crystals are compared as periodic structures, whatever the origin, the cell and the order of the
   * atoms. The order of a stabilizer is then that of the point group, translations not counted; labels of atoms are averaged over the
   * translations of the given cell too.
   */
  readonly periodic?: boolean
  /** The largest number of numbers kept, inputs and labels together; 2²⁸ by default, 2 GiB. */
  readonly memory?: number
}

/** Their names. */
export const AUDITOR_OPTIONS = {
  ...MERGE_OPTIONS,
  repIn: true,
  repOut: true,
  periodic: true,
  memory: true,
} as const satisfies { readonly [K in keyof Required<AuditorOptions>]: true }

/**
 * Audits samples one by one, as from a stream. Near-symmetries are found as samples come in; samples are compared with each other when the
 * report is made.
 *
 * @remarks The constructor takes O(order · dim) for groups that are listed.
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
  readonly #options: AuditorOptions
  readonly #space: AuditSpace
  readonly #look: (x: Float64Array) => number
  readonly #memory: number
  readonly #samples: AuditSample[] = []
  readonly #skipped: { readonly index: number; readonly error: BuridanError }[] = []
  #kept = 0

  /**
   * @throws RepresentationMismatchError if the representations are of different groups
   * @throws UnsupportedError if ρ_out is not orthogonal: the floor is a mean of squared norms, which other representations do not keep
   * @throws UnsupportedError for complex representations, and for periodic inputs or labels in a representation other than `periodic`
   * describes
   */
  constructor(options: AuditorOptions) {
    const {
      repIn,
      repOut,
      periodic = false,
      memory = 2 ** 28,
    } = knownOptions(options, AUDITOR_OPTIONS, 'Auditor')
    booleanOf(periodic, 'periodic')

    sameGroup(repIn, repOut)
    if (repOut.structure === 'general') {
      throw new UnsupportedError(
        `the floor needs an orthogonal output representation; ${repOut.text} is not known to be one`,
      )
    }
    checkMergeOptions(options)
    this.#memory = integerIn(memory, 1, Number.MAX_SAFE_INTEGER, 'memory')
    this.#options = { ...options, periodic }
    this.#space = auditSpace(repIn, repOut, periodic)
    this.#look = precisionOf(this.#space, 0, options).look
  }

  /** The number of samples so far, skipped ones not counted. */
  get samples(): number {
    return this.#samples.length
  }

  /** Samples that were skipped so far, each with the reason. */
  get skipped(): readonly SkippedSample[] {
    return this.#skipped.map(({ index, error: { code, message } }) => ({ index, code, message }))
  }

  /** The index of the next sample in the data. */
  get #next(): number {
    return this.#samples.length + this.#skipped.length
  }

  /**
   * Adds a sample and returns its own price ‖y − P y‖², Infinity or 0 where it overflows or underflows. A refused sample leaves the audit
   * unchanged; pass its error to `skip` to count it.
   *
   * @param x - dim ρ_in numbers
   * @param y - dim ρ_out numbers
   * @throws RepresentationMismatchError | InvalidArgumentError for a wrong length or NaN
   * @throws InvalidArgumentError | AmbiguousToleranceError for an input whose points cannot be told apart
   * @throws TooLargeError if more numbers than `memory` would be kept
   * @remarks About O(order · dim) for listed groups, and as much for each near-stabilizer of x, with its order.
   */
  add(x: ArrayLike<number>, y: ArrayLike<number>): number {
    const sample = this.#find(x, y, this.#next, `[${this.#next}]`)
    const size = sample.x.length + sample.y.length
    if (this.#kept + size > this.#memory) {
      throw new TooLargeError(
        `there are more than ${this.#samples.length} samples of ${size} numbers each, and memory is ${this.#memory}; audit parts and merge them, or raise it`,
      )
    }
    this.#kept += size
    this.#samples.push(sample)
    const { precision } = precisionOf(this.#space, this.#space.extent(sample.x), this.#options)
    const own = sample.chain.findLast((h) => isExact(precision, h))
    return own === undefined ? 0 : (own.loss ?? own.asymmetry ** 2)
  }

  /**
   * The near-symmetries of a sample, without adding it: for parts of an audit that are made in other processes, see {@link AuditPart}.
   *
   * @param x - dim ρ_in numbers
   * @param y - dim ρ_out numbers
   * @throws As {@link Auditor.add}
   * @remarks As {@link Auditor.add}.
   *
   * @example
   * ```ts
   * import { Auditor } from '@buridan/relaxed'
   * import { dihedral, tensor } from '@buridan/groups'
   * const rep = tensor(dihedral(4), 1)
   * const { chain } = new Auditor({ repIn: rep, repOut: rep }).look([1, 0, 1, 0], [1, 0, 0, 0])
   * console.log(chain.map((h) => `${h.order} ${h.distance}`)) // → [ '2 0', '4 0' ]
   * ```
   */
  look(x: ArrayLike<number>, y: ArrayLike<number>): Omit<AuditSample, 'index'> {
    const { index: _, ...found } = this.#find(x, y, 0, '')
    return found
  }

  #find(x: ArrayLike<number>, y: ArrayLike<number>, index: number, place: string): AuditSample {
    // copied, so that later changes by the caller do not change what is kept
    const input = finiteVector(x, this.#space.inputDim, `x${place}`)
    const label = finiteVector(y, this.#space.labelDim, `y${place}`)
    return sampleOf(this.#space, index, input, label, this.#look(input))
  }

  /**
   * Counts the next sample of the data as skipped, with the reason.
   *
   * @throws InvalidArgumentError if the reason is not a BuridanError
   */
  skip(reason: BuridanError): void {
    if (!(reason instanceof BuridanError)) {
      throw new InvalidArgumentError('the reason for which a sample is skipped must be a BuridanError')
    }
    this.#skipped.push({ index: this.#next, error: reason })
  }

  /**
   * The samples so far with their near-symmetries, for {@link mergeAudits}: copies.
   *
   * @remarks O(numbers of the samples).
   *
   * @example
   * ```ts
   * import { Auditor, mergeAudits } from '@buridan/relaxed'
   * import { dihedral, tensor } from '@buridan/groups'
   * const rep = tensor(dihedral(4), 1)
   * const auditor = new Auditor({ repIn: rep, repOut: rep })
   * auditor.add([1, 1, 1, 1], [1, 0, 0, 0])
   * console.log(mergeAudits([auditor.part()]).report.price) // → 0.75
   * ```
   */
  part(): AuditPart {
    const samples = this.#samples.map(({ index, x, y, chain }) => ({
      index,
      x: x.slice(),
      y: y.slice(),
      chain: chain.map((h) => ({ ...h })),
    }))
    return this.#part(samples)
  }

  #part(samples: readonly AuditSample[]): AuditPart {
    const { repIn, repOut, periodic = false, points } = this.#options
    const own = { repIn, repOut, periodic, samples, skipped: this.skipped }
    return points === undefined ? own : { ...own, points }
  }

  /**
   * The report on the samples so far.
   *
   * @throws InvalidArgumentError if there are none, or a figure overflows or underflows: the message gives its root; the first reason if
   * all were skipped
   * @remarks O(n log n) comparisons of n samples, and a bounded number of alignments of two samples, and one for each copy.
   */
  report(): AuditReport {
    return this.result().report
  }

  /**
   * The report on the samples so far, and the figures of each sample.
   *
   * @throws As {@link Auditor.report}
   * @remarks As {@link Auditor.report}.
   *
   * @example
   * ```ts
   * import { Auditor } from '@buridan/relaxed'
   * import { dihedral, tensor } from '@buridan/groups'
   * const rep = tensor(dihedral(4), 1)
   * const auditor = new Auditor({ repIn: rep, repOut: rep })
   * auditor.add([1, 1, 1, 1], [1, 0, 0, 0])
   * auditor.add([1, 2, 3, 4], [0, 0, 0, 0])
   * console.log(auditor.result().prices) // → Float64Array(2) [ 0.75, 0 ]
   * ```
   */
  result(): AuditResult {
    const [first] = this.#skipped
    if (this.#samples.length === 0) {
      throw first?.error ?? new InvalidArgumentError('x is empty; an audit needs at least one sample')
    }
    return mergeChecked([this.#part(this.#samples)], this.#options)
  }
}
