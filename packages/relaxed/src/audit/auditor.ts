import {
  type AnyRepresentation,
  checkedTolerance,
  finiteVector,
  InvalidArgumentError,
  integerIn,
  objectOf,
  sameGroup,
  TooLargeError,
  UnsupportedError,
} from '@buridan/groups'
import { OrbitMap } from './orbit-map.js'
import type { Placer } from './placed-sample.js'
import { placerFor } from './placer.js'
import { type AuditOrbitType, type AuditReport, advise } from './report.js'

/** Options of {@link Auditor}. */
export interface AuditorOptions {
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  /** Relative tolerance of stabilizers and orbits, 1e-6 by default. */
  readonly tolerance?: number
  /** How many of the samples that pay most are listed, 5 by default. */
  readonly worst?: number
  /** The most numbers that are kept, two vectors for each orbit; 2²⁸ by default, 2 GiB. */
  readonly memory?: number
}

/** Labels of an orbit so far: their number, mean, and squared distance from it (Welford). */
interface OrbitLabels {
  count: number
  readonly mean: Float64Array
  spread: number
}

/** The order of a stabilizer; undefined if it is infinite. */
type Order = bigint | undefined

interface Paying {
  readonly index: number
  readonly price: number
  readonly stabilizerOrder: Order
}

/** A sum over samples of one stabilizer order. */
interface OrderSums {
  samples: number
  orbits: number
  price: number
}

/**
 * Audits samples one by one, as from a stream: what is kept grows with the number of orbits and not with that of samples.
 *
 * @example
 * ```ts
 * import { Auditor } from '@buridan/relaxed'
 * import { dihedral, tensor } from '@buridan/groups'
 * const rep = tensor(dihedral(4), 1)
 * const auditor = new Auditor({ repIn: rep, repOut: rep })
 * for (let i = 0; i < 100; i++) auditor.add([1, 1, 1, 1], [1, 0, 0, 0])
 * console.log(auditor.report().samples, auditor.report().strictFloor) // → 100 0.75
 * ```
 */
export class Auditor {
  readonly #repIn: AnyRepresentation
  readonly #repOut: AnyRepresentation
  readonly #placer: Placer
  readonly #orbits: OrbitMap
  readonly #labels: OrbitLabels[] = []
  readonly #byOrder = new Map<Order, OrderSums>()
  readonly #worst: number
  readonly #memory: number
  readonly #point: Float64Array
  readonly #all: OrbitLabels
  readonly #paying: Paying[] = []
  #price = 0

  /**
   * @throws RepresentationMismatchError if the representations are of different groups
   * @throws UnsupportedError if ρ_out is not orthogonal: the floor would be no sum of squared norms
   * @throws UnsupportedError | TooLargeError for groups too large to list and not reached by `canonicalize`
   */
  constructor(options: AuditorOptions) {
    const { repIn, repOut, worst = 5, memory = 2 ** 28 } = objectOf(options, 'options')
    const tolerance = checkedTolerance(options.tolerance)
    sameGroup(repIn, repOut)
    if (repOut.structure === 'general') {
      throw new UnsupportedError(
        `the floor needs an orthogonal output representation; ${repOut.text} is not known to be one`,
      )
    }
    this.#worst = integerIn(worst, 0, 1e6, 'worst')
    this.#memory = integerIn(memory, 1, Number.MAX_SAFE_INTEGER, 'memory')
    this.#repIn = repIn
    this.#repOut = repOut
    this.#placer = placerFor(repIn, repOut, tolerance)
    this.#orbits = new OrbitMap(repIn.dim, tolerance)
    this.#point = new Float64Array(repIn.dim)
    this.#all = { count: 0, mean: new Float64Array(repOut.dim), spread: 0 }
  }

  /** The number of samples so far. */
  get samples(): number {
    return this.#all.count
  }

  /**
   * Adds a sample and returns its price ‖z − P z‖².
   *
   * @throws RepresentationMismatchError | InvalidArgumentError for a wrong length or NaN
   * @throws AmbiguousToleranceError if the stabilizer of x depends on the tolerance
   * @throws TooLargeError if there are more orbits than `memory` holds
   * @remarks About O(order + (1 + |G_x|) · dim) for listed groups.
   */
  add(x: ArrayLike<number>, y: ArrayLike<number>): number {
    const index = this.#all.count
    const input = finiteVector(x, this.#repIn.dim, `x[${index}]`)
    const label = finiteVector(y, this.#repOut.dim, `y[${index}]`)
    const { stabilizerOrder, fixed, price } = this.#placer.place(input, label, this.#point)
    const orbit = this.#orbits.numberOf(this.#point)
    const isNew = orbit >= this.#labels.length
    if (isNew) this.#refuseAboveMemory()
    const sums = this.#sumsOf(stabilizerOrder)
    if (isNew) {
      this.#labels.push({ count: 0, mean: new Float64Array(label.length), spread: 0 })
      sums.orbits++
    }
    sums.samples++
    sums.price += price
    this.#price += price
    extend(this.#labels[orbit]!, fixed)
    extend(this.#all, label)
    this.#rank({ index, price, stabilizerOrder })
    return price
  }

  /**
   * What the samples so far come to.
   *
   * @throws InvalidArgumentError if there are none, or the squares of the labels overflow
   */
  report(): AuditReport {
    const samples = this.#all.count
    if (samples === 0) throw new InvalidArgumentError('x is empty; an audit needs at least one sample')
    const price = this.#price / samples
    const disagreement = this.#labels.reduce((sum, o) => sum + o.spread, 0) / samples
    const labelVariance = this.#all.spread / samples
    if (!Number.isFinite(price + disagreement) || !Number.isFinite(labelVariance)) {
      throw new InvalidArgumentError('the squares of the labels overflow; give y in a larger unit')
    }
    const symmetric = samples - (this.#byOrder.get(1n)?.samples ?? 0)
    return {
      samples,
      symmetric,
      orbits: this.#labels.length,
      orbitTypes: this.#orbitTypes(samples),
      strictFloor: price + disagreement,
      price,
      disagreement,
      labelVariance,
      worst: this.#paying.map((p) => ({ ...p, stabilizerOrder: plain(p.stabilizerOrder) })),
      advice: advise(price, disagreement, labelVariance, symmetric, samples),
    }
  }

  #orbitTypes(samples: number): AuditOrbitType[] {
    const sorted = [...this.#byOrder].sort(([a], [b]) => compareOrders(a, b))
    return sorted.map(([order, sums]) => ({
      stabilizerOrder: plain(order),
      ...sums,
      price: sums.price / samples,
    }))
  }

  #sumsOf(order: Order): OrderSums {
    const found = this.#byOrder.get(order) ?? { samples: 0, orbits: 0, price: 0 }
    this.#byOrder.set(order, found)
    return found
  }

  #refuseAboveMemory(): void {
    const each = this.#repIn.dim + this.#repOut.dim
    if ((this.#labels.length + 1) * each > this.#memory) {
      throw new TooLargeError(
        `there are more than ${this.#labels.length} orbits of ${each} numbers each, and memory is ${this.#memory}; audit a part, or raise it`,
      )
    }
  }

  /** Keeps the samples that pay most, as many as asked for, in order. */
  #rank(sample: Paying): void {
    if (!(sample.price > 1e-12) || this.#worst === 0) return
    const last = this.#paying[this.#worst - 1]
    if (last && sample.price <= last.price) return
    this.#paying.push(sample)
    this.#paying.sort((a, b) => b.price - a.price || a.index - b.index)
    if (this.#paying.length > this.#worst) this.#paying.length = this.#worst
  }
}

function extend(labels: OrbitLabels, v: Float64Array): void {
  labels.count++
  for (let i = 0; i < v.length; i++) {
    const before = v[i]! - labels.mean[i]!
    labels.mean[i]! += before / labels.count
    labels.spread += before * (v[i]! - labels.mean[i]!)
  }
}

function compareOrders(a: Order, b: Order): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
  return a < b ? -1 : a > b ? 1 : 0
}

function plain(order: Order): number | string {
  if (order === undefined) return 'infinite'
  return order <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(order) : String(order)
}
