import { euclideanDistance, euclideanNorm } from '@buridan/core'
import {
  act,
  BuridanError,
  inverseElement,
  type LieElement,
  type LieRepresentation,
  multiplyElements,
  type NearLine,
  type NearStabilizer,
  nearStabilizers,
  type RotationStabilizer,
  stabilizer,
  transporter,
  UnsupportedError,
} from '@buridan/groups'
import { exchangeMean, stabilizerMean } from '../stabilizer-mean.js'
import { type AuditSpace, type Carriage, IDENTITY, type NearSymmetry } from './audit-space.js'
import { CanonicalInputs } from './canonical-inputs.js'
import { atGrowingTolerance } from './growing-tolerance.js'
import { type ImageSum, imageSum } from './image-sum.js'
import { isInSpace, lipschitzInvariants, onAxis, pointBlocks, tiltOf, turningNorm } from './lie-invariants.js'
import { wholeMean } from './whole-mean.js'

/** Inputs further apart than this share of their extent are not aligned. */
const WIDEST = 0.3

/** A search within this share of the lengths of points is fine: points are seldom so near to each other. */
const FINE = 1 / 64

/** Compact Lie groups, alone or with exchanges of labelled points. */
export class LieSpace implements AuditSpace {
  readonly inputDim: number
  readonly labelDim: number
  /** Whether near-stabilizers are found in one search. */
  readonly #inSpace: boolean
  /** Sums of the images of inputs and labels. */
  readonly #inputs: ImageSum
  readonly #labels: ImageSum
  /** Of points in space. */
  readonly #canonical: CanonicalInputs | undefined
  /** Where the coordinates of each point are, if there are points. */
  readonly #points: readonly (readonly number[])[]

  constructor(
    readonly repIn: LieRepresentation,
    readonly repOut: LieRepresentation,
  ) {
    for (const rep of [repIn, repOut]) {
      if (!rep.complex) continue
      throw new UnsupportedError(
        `${rep.text} of ${rep.group.name} is complex, and data are audited in real representations`,
      )
    }
    this.inputDim = repIn.dim
    this.labelDim = repOut.dim
    this.#points = pointBlocks(repIn)
    this.#inSpace = isInSpace(repIn)
    this.#canonical = this.#inSpace ? new CanonicalInputs(repIn) : undefined
    this.#inputs = imageSum(repIn)
    this.#labels = imageSum(repOut)
  }

  invariants(x: Float64Array): Float64Array {
    return lipschitzInvariants(this.repIn, x)
  }

  /** One search for points in space; in other spaces one for each group of the chain, and a few more. */
  symmetries(x: Float64Array, radius: number): NearSymmetry[] {
    const near = this.#inSpace ? nearStabilizers(this.repIn, x, { radius }) : undefined
    const finite = near ? near.chain.map((own) => this.#finite(x, own)) : []
    const others = near ? this.#axial(x, radius, near.line) : this.#searched(x, x, radius, 0)
    return [IDENTITY, ...[...finite, ...others].filter((s) => s.order !== 1n && s.displacement <= radius)]
  }

  /** The infinite groups that nearly fix points near a line: those of the points moved on to it, and on to the origin. */
  #axial(x: Float64Array, radius: number, line: NearLine | undefined): NearSymmetry[] {
    if (line === undefined) return []
    const moved = onAxis(this.repIn, x, line.axis)
    const centred = onAxis(this.repIn, x, undefined)
    try {
      // of tensors it is not known how they are moved; half a turn about the line moves a point by twice its distance from it
      if (!(moved && centred)) return this.#searched(x, x, radius, 2 * line.deviation).filter(isInfinite)
      const all = this.#symmetry(x, stabilizer(this.repIn, centred))
      return [...this.#searched(moved, x, radius, 0), all].filter(isInfinite)
    } catch (error) {
      if (error instanceof BuridanError) return []
      throw error
    }
  }

  /** The groups that nearly fix an input, at growing tolerances, from one on, with what they take of another. */
  #searched(input: Float64Array, x: Float64Array, radius: number, from: number): NearSymmetry[] {
    const norm = euclideanNorm(input)
    const relative = (d: number) => (norm === 0 ? 0 : Math.min(d / norm, 1 - Number.EPSILON))
    const found = atGrowingTolerance(
      relative(from),
      relative(2 * radius),
      (tolerance) => {
        const value = stabilizer(this.repIn, input, { tolerance, metric: 'largest' })
        return { value, gap: value.gap }
      },
      (a, b) => a.orbitType === b.orbitType && a.components === b.components,
    )
    return found.map((own) => this.#symmetry(x, own))
  }

  #finite(x: Float64Array, own: NearStabilizer): NearSymmetry {
    const mean = (rep: LieRepresentation, imagesOf: ImageSum, v: Float64Array) => {
      const start = exchangeMean(rep, own.exchanges, v)
      const sum = imagesOf(own.elements, start)
      for (let i = 0; i < sum.length; i++) sum[i]! /= own.elements.length
      return sum
    }
    const input = (v: Float64Array) => mean(this.repIn, this.#inputs, v)
    const fixed = input(x)
    return {
      order: own.order,
      get name() {
        return own.orbitType
      },
      distance: euclideanDistance(fixed, x),
      displacement: this.#largest(fixed, x),
      input,
      label: (v) => mean(this.repOut, this.#labels, v),
    }
  }

  #symmetry(x: Float64Array, own: RotationStabilizer): NearSymmetry {
    const input = (v: Float64Array) => stabilizerMean(this.repIn, own, v)
    const fixed = input(x)
    return {
      order: own.order,
      name: own.orbitType,
      distance: euclideanDistance(fixed, x),
      displacement: this.#largest(fixed, x),
      input,
      label: (v) => stabilizerMean(this.repOut, own, v),
    }
  }

  carry(onto: Float64Array, x: Float64Array, radius: number, error: number): Carriage | undefined {
    const moved = this.#isCoarse(onto, radius) ? this.#canonical?.pair(onto, x, error) : undefined
    const found = moved
      ? this.#transport(moved[0].point, moved[1].point, radius)
      : this.#transport(onto, x, radius)
    if (!found) return undefined
    const back = inverseElement(moved ? between(moved[0].element, found, moved[1].element) : found)
    const input = (v: Float64Array) => Float64Array.from(act(this.repIn, back, v))
    const carried = input(x)
    return {
      distance: euclideanDistance(carried, onto),
      displacement: this.#largest(carried, onto),
      input,
      label: (v) => Float64Array.from(act(this.repOut, back, v)),
    }
  }

  #transport(from: Float64Array, to: Float64Array, radius: number): LieElement | undefined {
    const norm = Math.max(euclideanNorm(from), euclideanNorm(to))
    const tolerance = norm === 0 ? 0 : Math.min(radius / norm, 1 - Number.EPSILON)
    return transporter(this.repIn, from, to, { tolerance, metric: 'largest' })?.element
  }

  /** Whether points within the radius of each other are many, so that what a search finds depends on where it begins. */
  #isCoarse(x: Float64Array, radius: number): boolean {
    return radius > (FINE * this.extent(x)) / Math.sqrt(this.points)
  }

  get cost(): number {
    return 5e5 + 100 * this.inputDim ** 2
  }

  get isMetric(): boolean {
    return this.repIn.structure !== 'general'
  }

  get points(): number {
    return Math.max(1, this.#points.length)
  }

  tilt(x: Float64Array, error: number, y: Float64Array): number {
    return tiltOf(this.extent(x), error, turningNorm(this.repOut, y))
  }

  extent(x: Float64Array): number {
    return turningNorm(this.repIn, x)
  }

  reach(x: Float64Array): number {
    return WIDEST * this.extent(x)
  }

  mean(y: Float64Array): Float64Array {
    return wholeMean(this.repIn, this.repOut, y)
  }

  /** The largest distance of a point. */
  #largest(x: Float64Array, y: Float64Array): number {
    if (this.#points.length === 0) return euclideanDistance(x, y)
    let most = 0
    for (const places of this.#points) {
      most = Math.max(most, euclideanNorm(places.map((i) => x[i]! - y[i]!)))
    }
    return most
  }
}

/** The element between two inputs, of the one between their canonical points and those that take these to them. */
function between(from: LieElement, element: LieElement, to: LieElement): LieElement {
  return multiplyElements(multiplyElements(to, element), inverseElement(from))
}

function isInfinite({ order }: NearSymmetry): boolean {
  return order === undefined
}
