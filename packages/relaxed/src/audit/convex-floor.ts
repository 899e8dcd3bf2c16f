import {
  arrayOf,
  euclideanNorm,
  finiteVector,
  innerProduct,
  knownOptions,
  OrthonormalSet,
  ofKind,
} from '@buridan/core'
import { type AnyRepresentation, InvalidArgumentError, sameGroup } from '@buridan/groups'
import { type ConvexMinimum, convexMinimum } from '../core/convex-minimum.js'
import { checkLoss } from './check-loss.js'
import { checkMergeOptions } from './check-merge-options.js'
import type { ConvexLoss } from './convex-losses.js'
import { type ExactOrbit, exactOrbits, symmetryOf } from './exact-orbits.js'
import { familyOf } from './family.js'
import { LabelUnit } from './label-unit.js'
import { placed } from './placed-sample.js'
import { type PrecisionOptions, precisionOf } from './precision-of.js'
import { type Family, sampleOf } from './sample.js'
import { auditSpace } from './spaces/audit-spaces.js'

/** Options of {@link convexFloor}: the data, the loss, and how well inputs are known, as {@link audit} takes it. */
export interface ConvexFloorOptions
  extends Pick<PrecisionOptions, 'inputPrecision' | 'exactWithin' | 'points'> {
  readonly x: readonly ArrayLike<number>[]
  readonly y: readonly ArrayLike<number>[]
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  readonly loss: ConvexLoss
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

/**
 * The least mean of a convex loss that any equivariant function reaches on a data set: on each orbit the loss of the best answer fixed by
 * the stabilizer, found by Newton's method to a gap that is reported. Orbits and stabilizers are those of {@link audit}, to the precision of
 * the inputs.
 *
 * @param options - rows `x`, `y`, representations of one group, finite or compact, and the loss
 * @throws InvalidArgumentError for empty data, or a loss that is not invariant, not convex, or has not the gradient that it claims, as
 * checked on the first samples; RepresentationMismatchError for rows of the wrong length
 * @throws InvalidArgumentError | AmbiguousToleranceError for an input whose points cannot be told apart
 * @remarks As {@link audit}, and searches, each about ten steps of dim gradients a sample of the orbit and dim³, dim that of the fixed space.
 * For squared error use {@link audit}, exact and faster.
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
  const family = collect(options)
  const { loss } = options
  const samples = options.x.length
  const prices = new Float64Array(samples)
  const all = everything(options.repOut.dim)
  let [together, apart, unavoidable, gap] = [0, 0, 0, 0]
  for (const orbit of exactOrbits(family, placed(family, new LabelUnit()))) {
    const basis = orbit.stabilizer === undefined ? all : fixedBasis(family, orbit)
    const alone = new Map<string, { fixed: ConvexMinimum; free: ConvexMinimum }>()
    for (const { z, placed } of orbit.members) {
      const key = z.join()
      const found = alone.get(key) ?? aloneOf(loss, basis, all, z)
      alone.set(key, found)
      apart += found.fixed.value
      unavoidable += found.free.value
      gap += found.fixed.gap + found.free.gap
      prices[placed.sample.index] = found.fixed.value - found.free.value
    }
    const count = orbit.members.length
    const [only] = alone.values()
    // if all labels are the same, the best answer to one is that to all
    const best =
      alone.size === 1
        ? { value: count * only!.fixed.value, gap: count * only!.fixed.gap }
        : leastLoss(
            loss,
            basis,
            orbit.members.map(({ z }) => z),
          )
    together += best.value
    gap += best.gap
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

/** The samples with their symmetries. */
function collect(options: ConvexFloorOptions): Family {
  const { x, y, repIn, repOut, loss, inputPrecision, exactWithin, points } = knownOptions(
    options,
    {
      x: true,
      y: true,
      repIn: true,
      repOut: true,
      loss: true,
      inputPrecision: true,
      exactWithin: true,
      points: true,
    },
    'convexFloor',
  )
  ofKind(repIn, 'repIn', 'representation', 'Lie representation')
  ofKind(repOut, 'repOut', 'representation', 'Lie representation')
  sameGroup(repIn, repOut)
  const known: PrecisionOptions = {
    ...(inputPrecision === undefined ? {} : { inputPrecision }),
    ...(exactWithin === undefined ? {} : { exactWithin }),
    ...(points === undefined ? {} : { points }),
  }
  checkMergeOptions(known)
  if (!arrayOf(x, 'x').length) throw new InvalidArgumentError('x is empty; a floor needs at least one sample')
  if (arrayOf(y, 'y').length !== x.length) {
    throw new InvalidArgumentError(`x has ${x.length} rows and y ${y.length}; they must pair up`)
  }
  const labels = y.map((row, i) => finiteVector(row, repOut.dim, `y[${i}]`))
  checkLoss(loss, repOut, labels)
  const space = auditSpace(repIn, repOut, false)
  const { look } = precisionOf(space, 0, known)
  const samples = labels.map((label, i) => {
    const input = finiteVector(x[i]!, repIn.dim, `x[${i}]`)
    return sampleOf(space, i, input, label, look(input))
  })
  return familyOf(space, samples, 0, known)
}

/** All labels. */
function everything(dim: number): OrthonormalSet {
  const basis = new OrthonormalSet(dim)
  for (let i = 0; i < dim; i++) basis.add(unitVector(dim, i))
  return basis
}

/**
 * The labels that the stabilizer of an orbit keeps, in the frame of its first sample: the image of its projection, whose trace is the
 * dimension. O(dim · cost of a projection + dim² · dim of the image).
 */
function fixedBasis(family: Family, { leader, stabilizer }: ExactOrbit): OrthonormalSet {
  const dim = family.space.labelDim
  const { label } = symmetryOf(family, leader, stabilizer)
  const columns = Array.from({ length: dim }, (_, i) => label(unitVector(dim, i)))
  const rank = Math.round(columns.reduce((sum, column, i) => sum + column[i]!, 0))
  const basis = new OrthonormalSet(dim)
  // the longest of what is left: of the shortest only rounding is left
  const longest = () => columns.reduce((a, b) => (euclideanNorm(b) > euclideanNorm(a) ? b : a))
  while (basis.size < rank && basis.add(longest())) {
    const newest = basis.vectors.at(-1)!
    for (const column of columns) subtractPart(column, newest)
  }
  return basis
}

/** Subtracts from a vector its part along a unit vector. */
function subtractPart(v: Float64Array, unit: Float64Array): void {
  const part = innerProduct(v, unit)
  for (let i = 0; i < v.length; i++) v[i]! -= part * unit[i]!
}

function unitVector(dim: number, i: number): Float64Array {
  const out = new Float64Array(dim)
  out[i] = 1
  return out
}

/** The least losses for one label: of answers fixed by the stabilizer, and of any answers. */
function aloneOf(loss: ConvexLoss, basis: OrthonormalSet, all: OrthonormalSet, label: Float64Array) {
  const fixed = leastLoss(loss, basis, [label])
  return { fixed, free: basis.size === all.size ? fixed : leastLoss(loss, all, [label]) }
}

/** The least sum of losses of one answer in the span of the basis. */
function leastLoss(
  loss: ConvexLoss,
  { vectors, dim }: OrthonormalSet,
  labels: readonly Float64Array[],
): ConvexMinimum {
  const answer = (c: Float64Array) => {
    const out = new Float64Array(dim)
    vectors.forEach((v, k) => {
      for (let i = 0; i < dim; i++) out[i]! += v[i]! * c[k]!
    })
    return out
  }
  const value = (c: Float64Array) => {
    const p = answer(c)
    return labels.reduce((sum, y) => sum + loss.value(p, y), 0)
  }
  const gradient = (c: Float64Array) => {
    const p = answer(c)
    const out = new Float64Array(vectors.length)
    for (const y of labels) {
      const g = loss.gradient(p, y)
      vectors.forEach((v, k) => {
        for (let i = 0; i < dim; i++) out[k]! += v[i]! * g[i]!
      })
    }
    return out
  }
  return convexMinimum({ value, gradient }, new Float64Array(vectors.length), loss.name)
}
