import { euclideanNorm } from '@buridan/core'
import {
  act,
  inverseElement,
  type LieRepresentation,
  type PointMetric,
  type RotationStabilizer,
  stabilizer,
  transporter,
  UnsupportedError,
} from '@buridan/groups'
import { InvariantCells, lipschitzInvariants } from './invariant-cells.js'
import type { LocatedSample, OrbitLocator } from './located-sample.js'
import { stabilizerMean } from './stabilizer-mean.js'

/** The first sample of an orbit. */
interface Representative {
  readonly x: Float64Array
  readonly found: RotationStabilizer
}

/**
 * O(d) and SO(d) with labelled points: a sample is laid on the representatives that it may be a copy of. Labels are averaged over its
 * stabilizer, finite or not.
 */
export class RotationLocator implements OrbitLocator {
  readonly #representatives: Representative[] = []
  readonly #cells: InvariantCells
  /** Norms of n points change by √n times the largest distance of one. */
  readonly #spread: number
  #last: { readonly invariants: readonly number[]; readonly own: Representative } | undefined

  constructor(
    readonly repIn: LieRepresentation,
    readonly repOut: LieRepresentation,
    readonly tolerance: number,
    readonly metric: PointMetric,
  ) {
    for (const rep of [repIn, repOut]) {
      if (!rep.complex) continue
      throw new UnsupportedError(
        `${rep.text} of ${rep.group.name} is complex, and data are audited in real representations`,
      )
    }
    this.#cells = new InvariantCells()
    this.#spread = metric === 'largest' ? Math.sqrt(repIn.dim) : 1
  }

  locate(x: Float64Array, y: Float64Array): LocatedSample {
    const { repIn, repOut, tolerance, metric } = this
    // a copy may be off by the tolerance, and so may what it is a copy of
    const same = Math.min(2 * tolerance, 1 - Number.EPSILON)
    const invariants = lipschitzInvariants(repIn, x)
    for (const orbit of this.#cells.near(invariants, same * euclideanNorm(x) * this.#spread)) {
      const { x: first, found } = this.#representatives[orbit]!
      const transport = transporter(repIn, first, x, { tolerance: same, metric })
      if (!transport) continue
      const z = act(repOut, inverseElement(transport.element), y)
      return this.#placed(orbit, found, z, Math.max(found.defect, transport.deviation))
    }
    const found = stabilizer(repIn, x, { tolerance, metric })
    this.#last = { invariants, own: { x, found } }
    return this.#placed(this.#representatives.length, found, y, found.defect)
  }

  #placed(orbit: number, found: RotationStabilizer, z: Float64Array, deviation: number): LocatedSample {
    const fixed = stabilizerMean(this.repOut, found, z)
    const price = z.reduce((sum, v, i) => sum + (v - fixed[i]!) ** 2, 0)
    return { orbit, stabilizerOrder: found.order, fixed, price, deviation }
  }

  keep(): void {
    const { invariants, own } = this.#last!
    this.#cells.add(invariants, this.#representatives.length)
    this.#representatives.push(own)
  }
}
