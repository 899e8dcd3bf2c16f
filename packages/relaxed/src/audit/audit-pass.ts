import { TooLargeError } from '@buridan/groups'
import type { LocatedSample, OrbitLocator } from './located-sample.js'
import type { AuditFigures, AuditOrbitType } from './report.js'

/** Labels so far: their number, mean, and squared distance from it (Welford). */
export class LabelSums {
  count = 0
  spread = 0
  #mean: Float64Array
  /** Whether the mean is the first label itself, which others may hold too. */
  #borrowed = false

  constructor(dim: number) {
    this.#mean = new Float64Array(dim)
  }

  /** Those of one label, which must not change any more. */
  static ofOne(v: Float64Array): LabelSums {
    const sums = new LabelSums(0)
    sums.#mean = v
    sums.#borrowed = true
    sums.count = 1
    return sums
  }

  get mean(): Float64Array {
    return this.#mean
  }

  add(v: Float64Array): void {
    this.count++
    if (this.#borrowed) {
      this.#mean = this.#mean.slice()
      this.#borrowed = false
    }
    const mean = this.#mean
    for (let i = 0; i < v.length; i++) {
      const before = v[i]! - mean[i]!
      mean[i]! += before / this.count
      this.spread += before * (v[i]! - mean[i]!)
    }
  }

  /** Takes all labels so far times a factor. */
  scale(factor: number): void {
    this.#mean = this.#mean.map((v) => v * factor)
    this.#borrowed = false
    this.spread *= factor ** 2
  }
}

/** A sum over samples of one stabilizer order. */
interface OrderSums {
  samples: number
  orbits: number
  price: number
}

/** The sums of an audit to one tolerance. */
export class AuditPass {
  readonly #labels: LabelSums[] = []
  readonly #byOrder = new Map<bigint | undefined, OrderSums>()
  #samples = 0
  #price = 0
  #deviation = 0

  constructor(
    readonly locator: OrbitLocator,
    readonly tolerance: number,
    /** Numbers kept for an orbit, and the most that are kept of all. */
    readonly each: number,
    readonly memory: number,
  ) {}

  /** @throws what placing throws, and TooLargeError if there are more orbits than memory holds: nothing is kept then */
  add(x: Float64Array, y: Float64Array): LocatedSample {
    const placed = this.locator.locate(x, y)
    const { orbit, stabilizerOrder, fixed, price, deviation } = placed
    const isNew = orbit >= this.#labels.length
    if (isNew) {
      this.#refuseAboveMemory()
      this.locator.keep()
      this.#labels.push(LabelSums.ofOne(fixed))
    } else this.#labels[orbit]!.add(fixed)
    const sums = this.#sumsOf(stabilizerOrder)
    if (isNew) sums.orbits++
    sums.samples++
    sums.price += price
    this.#samples++
    this.#price += price
    this.#deviation = Math.max(this.#deviation, deviation)
    return placed
  }

  /** Takes all labels so far times a factor. */
  scale(factor: number): void {
    for (const labels of this.#labels) labels.scale(factor)
    for (const sums of this.#byOrder.values()) sums.price *= factor ** 2
    this.#price *= factor ** 2
  }

  /** The largest relative distance between what was taken for equal. */
  get deviation(): number {
    return this.#deviation
  }

  figures(): AuditFigures {
    const samples = this.#samples
    const price = samples === 0 ? 0 : this.#price / samples
    const disagreement = samples === 0 ? 0 : this.#labels.reduce((sum, o) => sum + o.spread, 0) / samples
    return {
      tolerance: this.tolerance,
      samples,
      symmetric: samples - (this.#byOrder.get(1n)?.samples ?? 0),
      orbits: this.#labels.length,
      strictFloor: price + disagreement,
      price,
      disagreement,
    }
  }

  orbitTypes(): AuditOrbitType[] {
    const sorted = [...this.#byOrder].sort(([a], [b]) => compareOrders(a, b))
    return sorted.map(([order, sums]) => ({
      stabilizerOrder: plainOrder(order),
      ...sums,
      price: sums.price / this.#samples,
    }))
  }

  #sumsOf(order: bigint | undefined): OrderSums {
    const found = this.#byOrder.get(order) ?? { samples: 0, orbits: 0, price: 0 }
    this.#byOrder.set(order, found)
    return found
  }

  #refuseAboveMemory(): void {
    if ((this.#labels.length + 1) * this.each > this.memory) {
      throw new TooLargeError(
        `there are more than ${this.#labels.length} orbits of ${this.each} numbers each, and memory is ${this.memory}; audit a part, or raise it`,
      )
    }
  }
}

function compareOrders(a: bigint | undefined, b: bigint | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
  return a < b ? -1 : a > b ? 1 : 0
}

/** The order of a stabilizer as reports give it. */
export function plainOrder(order: bigint | undefined): number | string {
  if (order === undefined) return 'infinite'
  return order <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(order) : String(order)
}
