import {
  arrayOf,
  finiteVector,
  InvalidArgumentError,
  integerIn,
  type Matrix3,
  objectOf,
  powerOfTwoOf,
  RepresentationMismatchError,
  scaleOf,
  shown,
  type Vector,
} from '@buridan/core'
import { DEFAULT_POSITION_TOLERANCE } from '../operations/position-tolerance.js'
import type { PointMetric, SiteOptions, Sites } from './sites.js'

/** The most scalars of a point, or of the whole. */
const MOST_SCALARS = 2 ** 24

/** Numbers of sites, checked and copied. */
export interface SiteNumbers {
  /** Scalars of each point. */
  readonly scalars: readonly Float64Array[]
  /** Vectors of each point. */
  readonly vectors: readonly (readonly Vector[])[]
  readonly wholeVectors: readonly Vector[]
  readonly wholeTensors: readonly Matrix3[]
  readonly wholeScalars: Float64Array
}

/** @throws InvalidArgumentError | RepresentationMismatchError for other values, and points with unequal numbers of vectors or scalars */
export function checkedSites(sites: Sites, what: string): SiteNumbers {
  const { points, vectors = [], tensors = [], scalars = [] } = objectOf(sites, what)
  const read = arrayOf(points, `${what}.points`).map((point, i) => {
    const name = `${what}.points[${i}]`
    const site = objectOf(point, name)
    return {
      vectors: vectorsOf(site.vectors, `${name}.vectors`),
      scalars: checkedScalars(site.scalars ?? [], `${name}.scalars`),
    }
  })
  read.forEach((site, i) => {
    const [first] = read
    for (const kind of ['vectors', 'scalars'] as const) {
      if (site[kind].length === first![kind].length) continue
      throw new RepresentationMismatchError(
        `${what}.points[${i}] has ${site[kind].length} ${kind}, ${what}.points[0] has ${first![kind].length}`,
      )
    }
  })
  return {
    scalars: read.map((site) => site.scalars),
    vectors: read.map((site) => site.vectors),
    wholeVectors: vectorsOf(vectors, `${what}.vectors`),
    wholeTensors: arrayOf(tensors, `${what}.tensors`).map((t, k) =>
      finiteVector(t, 9, `${what}.tensors[${k}]`),
    ),
    wholeScalars: checkedScalars(scalars, `${what}.scalars`),
  }
}

function vectorsOf(list: readonly ArrayLike<number>[], what: string): Vector[] {
  return arrayOf(list, what).map((v, k) => {
    const [x, y, z] = finiteVector(v, 3, `${what}[${k}]`)
    return [x!, y!, z!]
  })
}

/** @throws InvalidArgumentError for numbers that are not finite */
export function checkedScalars(list: ArrayLike<number>, what: string): Float64Array {
  const { length } = objectOf(list, what)
  return finiteVector(list, integerIn(length, 0, MOST_SCALARS, `the length of ${what}`), what)
}

/** All numbers of sites. */
function allNumbers({
  scalars,
  vectors,
  wholeVectors,
  wholeTensors,
  wholeScalars,
}: SiteNumbers): ArrayLike<number>[] {
  return [...scalars, ...vectors.flat(), ...wholeVectors, ...wholeTensors, wholeScalars]
}

/** The largest |number| of sites. */
export function largestOf(sites: SiteNumbers): number {
  let most = 0
  for (const list of allNumbers(sites)) {
    for (let i = 0; i < list.length; i++) most = Math.max(most, Math.abs(list[i]!))
  }
  return most
}

/**
 * A power of two to divide sites by, so that squares of their numbers neither overflow nor vanish. Principal axes of tensors have length
 * 1 and are compared with tolerances of the tensors, so the tensors are always brought near 1.
 */
export function unitOf(...sites: readonly SiteNumbers[]): number {
  const hasTensors = sites.some(({ wholeTensors }) => wholeTensors.length > 0)
  return (hasTensors ? powerOfTwoOf : scaleOf)(sites.flatMap(allNumbers))
}

/** The same sites in a unit that is `unit` times as large. */
export function inUnit(sites: SiteNumbers, unit: number): SiteNumbers {
  if (unit === 1) return sites
  const divided = ([x, y, z]: Vector): Vector => [x / unit, y / unit, z / unit]
  const each = (list: Float64Array) => list.map((v) => v / unit)
  return {
    scalars: sites.scalars.map(each),
    vectors: sites.vectors.map((list) => list.map(divided)),
    wholeVectors: sites.wholeVectors.map(divided),
    wholeTensors: sites.wholeTensors.map(each),
    wholeScalars: each(sites.wholeScalars),
  }
}

/** @throws InvalidArgumentError for a negative tolerance, another metric, and `proper` that is not true or false */
export function checkedOptions(options: SiteOptions): Required<SiteOptions> {
  const {
    tolerance = DEFAULT_POSITION_TOLERANCE,
    metric = 'largest',
    proper = false,
  } = objectOf(options, 'options')
  if (typeof tolerance !== 'number' || !(tolerance >= 0 && tolerance < Number.POSITIVE_INFINITY)) {
    throw new InvalidArgumentError(`tolerance is ${shown(tolerance)}; it must be a length of 0 or more`)
  }
  if (!isMetric(metric))
    throw new InvalidArgumentError(`metric is ${shown(metric)}; it must be norm or largest`)
  if (typeof proper !== 'boolean') {
    throw new InvalidArgumentError(`proper is ${shown(proper)}; it must be true or false`)
  }
  return { tolerance, metric, proper }
}

function isMetric(metric: unknown): metric is PointMetric {
  return metric === 'norm' || metric === 'largest'
}
