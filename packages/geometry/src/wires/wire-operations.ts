import { identityPermutation } from '@buridan/core'
import type { PointCell } from '../lattice/point-cell.js'
import type { PermutingOperation } from '../operations/operation-table.js'
import { radialClasses } from './radial-classes.js'
import { repeated, type Wire } from './wire.js'
import type { WireMotion } from './wire-motion.js'

/**
 * The atom that is laid on others is at least this share of the largest distance from the axis, so that what it is off turns those further out by little
 * more.
 */
const OUTER = 0.7
/** Most fits of a motion to the atoms it matches; two are usual. */
const ROUNDS = 5

/**
 * A motion that takes a wire to itself, the shift modulo the period. It is known by its permutation and signs: where an atom is off the
 * axis, others with these are the same; `action` moves the atoms and, as two more points, the ends of the wire.
 */
export interface WireOperation extends WireMotion, PermutingOperation {
  /** The largest distance of an image from its atom, of the motion for which the sum of squares is least. */
  readonly deviation: number
}

/**
 * All motions that leave each atom within a distance of one of its kind, the identity first: an atom off the axis goes to another, by a turn
 * or a reflection, with the ends kept or exchanged.
 *
 * @param onAxis - whether atoms are taken to be on the axis, and turns are not asked for
 * @remarks O(k · n) for n atoms and k of the smallest class of those far out, by kind and distance from the axis.
 */
export function wireOperations(wire: Wire, onAxis: boolean): WireOperation[] {
  const fit = new WireFit(wire, onAxis)
  const identity: WireOperation = {
    determinant: 1,
    sign: 1,
    turn: 0,
    shift: 0,
    action: identityPermutation(wire.given.numbers.length + 2),
    deviation: 0,
  }
  const found = [identity]
  for (const target of fit.targets) {
    for (const determinant of onAxis ? ([1] as const) : ([1, -1] as const)) {
      for (const sign of [1, -1] as const) {
        if (target === fit.atom && determinant === 1 && sign === 1) continue
        const operation = fit.operation(target, determinant, sign)
        if (operation) found.push(operation)
      }
    }
  }
  return found
}

/** Fits motions that take one atom near others. */
class WireFit {
  /** An atom of a small class, well off the axis. */
  readonly atom: number
  /** Those it may go to. */
  readonly targets: readonly number[]
  readonly #points: Float64Array
  readonly #period: number
  readonly #distance: number
  /** A motion that takes the atom where it should go, to the distance, leaves others within so much of where they should. */
  readonly #wide: number
  readonly #onAxis: boolean
  readonly #cell: PointCell
  readonly #images: Uint32Array
  readonly #used: Uint8Array
  readonly #place = new Float64Array(3)
  #determinant: 1 | -1 = 1
  #sign: 1 | -1 = 1
  #angle = 0
  #shift = 0

  constructor({ given, points, period, reach, radius }: Wire, onAxis: boolean) {
    this.#points = onAxis ? points.map((v, i) => (i % 3 === 2 ? v : 0)) : points
    this.#period = period
    this.#distance = radius
    this.#onAxis = onAxis
    const classes = radialClasses(this.#points, given.numbers, radius)
    const { atom, targets } = classes.smallest(onAxis ? 0 : OUTER * reach)
    this.atom = atom
    this.targets = targets
    this.#wide = onAxis ? 2 * radius : (1 + reach / classes.radii[atom]!) * radius
    this.#cell = repeated(this.#points, period, reach, classes.numbers)
    this.#images = new Uint32Array(given.numbers.length)
    this.#used = new Uint8Array(given.numbers.length)
  }

  /** The operation with these signs that takes the atom to a target; undefined if there is none. */
  operation(target: number, determinant: 1 | -1, sign: 1 | -1): WireOperation | undefined {
    const [points, images] = [this.#points, this.#images]
    const [p, q] = [3 * this.atom, 3 * target]
    this.#determinant = determinant
    this.#sign = sign
    this.#angle = this.#onAxis
      ? 0
      : Math.atan2(points[q + 1]!, points[q]!) - Math.atan2(determinant * points[p + 1]!, points[p]!)
    this.#shift = points[q + 2]! - sign * points[p + 2]!
    for (let round = 0, changed = true; changed && round < ROUNDS; round++) {
      const matched = this.#match(round === 0)
      if (matched === undefined) return undefined
      changed = matched
      if (changed) this.#fit()
    }
    if (images[this.atom] !== target || !this.#isOneToOne()) return undefined
    const deviation = this.#deviation()
    if (deviation > this.#distance) return undefined
    const n = images.length
    const action = new Uint32Array(n + 2)
    action.set(images)
    action[n] = sign > 0 ? n : n + 1
    action[n + 1] = sign > 0 ? n + 1 : n
    return {
      determinant,
      sign,
      turn: this.#angle / (2 * Math.PI),
      shift: this.#shift,
      action,
      deviation,
    }
  }

  /** Finds for each atom the nearest to its image; says whether one is another than before, undefined where there is none. */
  #match(first: boolean): boolean | undefined {
    const [points, images, place] = [this.#points, this.#images, this.#place]
    const { grid, kinds, basis } = this.#cell
    const side = basis[0][0]
    const c = Math.cos(this.#angle) / side
    const s = Math.sin(this.#angle) / side
    let changed = first
    for (let i = 0; i < images.length; i++) {
      const x = points[3 * i]!
      const y = this.#determinant * points[3 * i + 1]!
      place[0] = c * x - s * y
      place[1] = s * x + c * y
      place[2] = (this.#sign * points[3 * i + 2]! + this.#shift) / this.#period
      const image = grid.nearest(kinds[i]!, place, this.#wide)
      if (image < 0) return undefined
      if (images[i] !== image) changed = true
      images[i] = image
    }
    return changed
  }

  /** The motion for which the squares of the distances of images from their atoms are least in sum. */
  #fit(): void {
    const [points, images] = [this.#points, this.#images]
    let [along, across, shift] = [0, 0, 0]
    for (let i = 0; i < images.length; i++) {
      const [x, y] = [points[3 * i]!, this.#determinant * points[3 * i + 1]!]
      const j = 3 * images[i]!
      along += points[j]! * x + points[j + 1]! * y
      across += points[j + 1]! * x - points[j]! * y
      shift += this.#offAlong(i)
    }
    if (!this.#onAxis) this.#angle = Math.atan2(across, along)
    this.#shift -= shift / images.length
  }

  /** How far the image of an atom is off its match along the axis. */
  #offAlong(i: number): number {
    const points = this.#points
    const d = this.#sign * points[3 * i + 2]! + this.#shift - points[3 * this.#images[i]! + 2]!
    return d - this.#period * Math.round(d / this.#period)
  }

  #deviation(): number {
    const [points, images] = [this.#points, this.#images]
    const [c, s] = [Math.cos(this.#angle), Math.sin(this.#angle)]
    let most = 0
    for (let i = 0; i < images.length; i++) {
      const [x, y] = [points[3 * i]!, this.#determinant * points[3 * i + 1]!]
      const j = 3 * images[i]!
      const [u, v, w] = [c * x - s * y - points[j]!, s * x + c * y - points[j + 1]!, this.#offAlong(i)]
      most = Math.max(most, u * u + v * v + w * w)
    }
    return Math.sqrt(most)
  }

  #isOneToOne(): boolean {
    this.#used.fill(0)
    for (const image of this.#images) {
      if (this.#used[image]) return false
      this.#used[image] = 1
    }
    return true
  }
}
