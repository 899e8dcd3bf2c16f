import { fixedSpace } from '@buridan/constraints'
import { arrayOf, finiteVector, objectOf } from '@buridan/core'
import {
  type AnyRepresentation,
  act,
  canonicalize,
  InvalidArgumentError,
  inverseElement,
  isFiniteRepresentation,
  restrict,
  sameGroup,
  stabilizer,
  UnsupportedError,
} from '@buridan/groups'
import { type ConvexMinimum, convexMinimum } from '../core/convex-minimum.js'
import { checkLoss } from './check-loss.js'
import type { ConvexLoss } from './convex-losses.js'
import { OrbitMap, PointLocator } from './orbit-map.js'

/** Options of {@link convexFloor}. */
export interface ConvexFloorOptions {
  readonly x: readonly ArrayLike<number>[]
  readonly y: readonly ArrayLike<number>[]
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  readonly loss: ConvexLoss
  /** Relative tolerance of stabilizers and orbits, 1e-6 by default. */
  readonly tolerance?: number
}

/** The floor of a data set in a loss other than the squared one. Figures are means over samples. */
export interface ConvexFloorReport {
  readonly loss: string
  readonly samples: number
  /** The least loss of any equivariant function: unavoidable + price + disagreement. */
  readonly strictFloor: number
  /**
   * The least loss of an answer to each sample alone: 0 for `squared` and `huber`, the entropy of the label for `logistic` and
   * `cross-entropy`.
   */
  readonly unavoidable: number
  /** The extra loss of the best symmetric answer to each sample: the part that relaxed equivariance can remove. */
  readonly price: number
  /** The extra loss of one answer to all samples of an orbit. */
  readonly disagreement: number
  /**
   * The most by which a figure may differ from its exact value: the sum of the gaps at which searches ended, over the number of samples.
   */
  readonly gap: number
  /** The price of each sample. */
  readonly prices: Float64Array
}

/** Samples of one orbit, at its canonical point. */
interface Orbit {
  /** Orthonormal basis of the fixed space of the stabilizer, as columns. */
  readonly basis: Float64Array
  readonly dim: number
  readonly labels: Float64Array[]
  readonly indices: number[]
}

/**
 * The least mean of a convex loss that any equivariant function reaches on a data set: on each orbit the loss of the best answer fixed by
 * the stabilizer, found by Newton's method to a gap that is reported.
 *
 * @param options - rows `x`, `y`, representations of one finite group, and the loss
 * @throws InvalidArgumentError for empty data, or a loss that is not invariant, not convex, or has not the gradient that it claims, as
 * checked on the first samples; RepresentationMismatchError for rows of the wrong length
 * @throws UnsupportedError for O(3) and SO(3)
 * @remarks O(samples · cost of canonicalization + searches), a search of about ten steps of dim gradients a sample of the orbit and dim³,
 * dim that of the fixed space. For squared error use {@link audit}, exact and faster.
 *
 * @example
 * ```ts
 * import { convexFloor, convexLoss } from '@buridan/relaxed'
 * import { dihedral, tensor } from '@buridan/groups'
 * const rep = tensor(dihedral(4), 1)
 * // one of four corners is right, and nothing distinguishes them: log 4
 * const data = { x: [[1, 1, 1, 1]], y: [[1, 0, 0, 0]], repIn: rep, repOut: rep }
 * console.log(convexFloor({ ...data, loss: convexLoss('cross-entropy') }).strictFloor.toFixed(4)) // → 1.3863
 * ```
 */
export function convexFloor(options: ConvexFloorOptions): ConvexFloorReport {
  const { repOut, loss } = objectOf(options, 'options')
  const orbits = collect(options)
  const samples = options.x.length
  const prices = new Float64Array(samples)
  let [together, apart, unavoidable, gap] = [0, 0, 0, 0]
  for (const orbit of orbits) {
    const alone = new Map<string, { fixed: ConvexMinimum; free: ConvexMinimum }>()
    orbit.labels.forEach((label, k) => {
      const key = label.join()
      const found = alone.get(key) ?? aloneOf(loss, orbit, label, repOut.dim)
      alone.set(key, found)
      apart += found.fixed.value
      unavoidable += found.free.value
      gap += found.fixed.gap + found.free.gap
      prices[orbit.indices[k]!] = found.fixed.value - found.free.value
    })
    const [only] = alone.values()
    // if all labels are the same, the best answer to one is that to all
    const all =
      alone.size === 1
        ? { value: orbit.labels.length * only!.fixed.value, gap: orbit.labels.length * only!.fixed.gap }
        : leastLoss(loss, orbit.basis, repOut.dim, orbit.dim, orbit.labels)
    together += all.value
    gap += all.gap
  }
  if (!Number.isFinite(together)) throw new InvalidArgumentError(`${loss.name} overflows on these labels`)
  return {
    loss: loss.name,
    samples,
    strictFloor: together / samples,
    unavoidable: unavoidable / samples,
    price: (apart - unavoidable) / samples,
    disagreement: (together - apart) / samples,
    gap: gap / samples,
    prices,
  }
}

/** Moves all samples to the canonical points of their orbits. */
function collect(options: ConvexFloorOptions): Orbit[] {
  const { x, y, repIn, repOut, loss, tolerance = 1e-6 } = options
  sameGroup(repIn, repOut)
  if (!(isFiniteRepresentation(repIn) && isFiniteRepresentation(repOut))) {
    throw new UnsupportedError(`${repIn.group.name} is infinite; convex floors are of finite groups`)
  }
  if (!arrayOf(x, 'x').length) throw new InvalidArgumentError('x is empty; a floor needs at least one sample')
  if (arrayOf(y, 'y').length !== x.length) {
    throw new InvalidArgumentError(`x has ${x.length} rows and y ${y.length}; they must pair up`)
  }
  const labels = y.map((row, i) => finiteVector(row, repOut.dim, `y[${i}]`))
  checkLoss(loss, repOut, labels)
  const [map, locator] = [new OrbitMap(tolerance), new PointLocator(repIn.dim)]
  const orbits: Orbit[] = []
  x.forEach((row, i) => {
    const canonical = canonicalize(repIn, finiteVector(row, repIn.dim, `x[${i}]`), { tolerance })
    const located = locator.locate(canonical.point)
    const { number } = map.find(located)
    if (number === orbits.length) {
      map.add(located)
      const { group } = stabilizer(repIn, canonical.point, { tolerance })
      const { basis, dim } = fixedSpace(restrict(repOut, group))
      orbits.push({ basis, dim, labels: [], indices: [] })
    }
    orbits[number]!.labels.push(act(repOut, inverseElement(canonical.element), labels[i]!))
    orbits[number]!.indices.push(i)
  })
  return orbits
}

/** The least losses for one label: of answers fixed by the stabilizer, and of any answers. */
function aloneOf(loss: ConvexLoss, orbit: Orbit, label: Float64Array, n: number) {
  const fixed = leastLoss(loss, orbit.basis, n, orbit.dim, [label])
  if (orbit.dim === n) return { fixed, free: fixed }
  const all = new Float64Array(n * n)
  for (let i = 0; i < n; i++) all[i * n + i] = 1
  return { fixed, free: leastLoss(loss, all, n, n, [label]) }
}

/** The least sum of losses of one answer in the span of the basis. */
function leastLoss(
  loss: ConvexLoss,
  basis: Float64Array,
  n: number,
  dim: number,
  labels: readonly Float64Array[],
): ConvexMinimum {
  const answer = (c: Float64Array) => {
    const out = new Float64Array(n)
    for (let i = 0; i < n; i++) for (let k = 0; k < dim; k++) out[i]! += basis[i * dim + k]! * c[k]!
    return out
  }
  const value = (c: Float64Array) => {
    const p = answer(c)
    return labels.reduce((sum, y) => sum + loss.value(p, y), 0)
  }
  const gradient = (c: Float64Array) => {
    const p = answer(c)
    const out = new Float64Array(dim)
    for (const y of labels) {
      const g = loss.gradient(p, y)
      for (let k = 0; k < dim; k++) for (let i = 0; i < n; i++) out[k]! += basis[i * dim + k]! * g[i]!
    }
    return out
  }
  return convexMinimum({ value, gradient }, new Float64Array(dim), loss.name)
}
