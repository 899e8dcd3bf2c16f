import {
  arrayOf,
  booleanOf,
  euclideanNorm,
  finiteVector,
  InvalidArgumentError,
  integerIn,
  knownOptions,
  type Matrix3,
  objectOf,
  RepresentationMismatchError,
  scaleOf,
  shown,
  type Vector,
} from '@buridan/core'
import { DEFAULT_POSITION_TOLERANCE } from '../operations/position-tolerance.js'
import type { PointMetric, Site, SiteOptions, Sites } from './sites.js'

/** The most scalars of a point, or of the whole. */
const MOST_SCALARS = 2 ** 24

/** How many of the numbers of a point, the last, are pseudoscalars and axial vectors. */
export interface OddNumbers {
  readonly scalars: number
  readonly vectors: number
}

/** Numbers of sites, checked and copied. */
export interface SiteNumbers {
  /** Scalars of each point, and then its pseudoscalars. */
  readonly scalars: readonly Float64Array[]
  /** Vectors of each point, and then its axial vectors. */
  readonly vectors: readonly (readonly Vector[])[]
  /** How many of the scalars and vectors of a point reflections change to the negatives of what they make of others. */
  readonly odd: OddNumbers
  readonly wholeVectors: readonly Vector[]
  readonly wholeTensors: readonly Matrix3[]
  readonly wholeScalars: Float64Array
}

/** @throws InvalidArgumentError | RepresentationMismatchError for other values, and points with unequal numbers of vectors or scalars */
export function checkedSites(sites: Sites, what: string): SiteNumbers {
  const { tensors = [] } = objectOf(sites, what)
  const triple = (v: ArrayLike<number>, name: string): Vector => {
    const [x, y, z] = finiteVector(v, 3, name)
    return [x!, y!, z!]
  }
  const even = checkedPoints(sites, what, triple)
  const odd = checkedPoints({ points: sites.points.map(oddOf) }, what, triple, {
    vectors: 'axials',
    scalars: 'pseudoscalars',
  })
  return {
    ...even,
    vectors: even.vectors.map((list, i) => [...list, ...odd.vectors[i]!]),
    scalars: even.scalars.map((list, i) => Float64Array.of(...list, ...odd.scalars[i]!)),
    odd: { vectors: odd.vectors[0]?.length ?? 0, scalars: odd.scalars[0]?.length ?? 0 },
    wholeTensors: arrayOf(tensors, `${what}.tensors`).map((t, k) =>
      finiteVector(t, 9, `${what}.tensors[${k}]`),
    ),
  }
}

/** The numbers of a point that reflections change to the negatives of what they make of others. */
export function oddOf({ axials = [], pseudoscalars = [] }: Site): Site {
  return { vectors: axials, scalars: pseudoscalars }
}

const SITES = { points: true, vectors: true, tensors: true, scalars: true } as const
const SITE = { vectors: true, axials: true, scalars: true, pseudoscalars: true } as const

/**
 * Points with their vectors and scalars, and those of the whole.
 *
 * @param vectorOf - checks and copies a vector of some name
 * @param names - of vectors and scalars
 * @throws InvalidArgumentError | RepresentationMismatchError for other values, and points with unequal numbers of vectors or scalars
 */
export function checkedPoints<V>(
  sites: Sites,
  what: string,
  vectorOf: (v: ArrayLike<number>, name: string) => V,
  names = { vectors: 'vectors', scalars: 'scalars' },
) {
  const { points, vectors = [], scalars = [] } = knownOptions(sites, SITES, what)
  const vectorsOf = (list: readonly ArrayLike<number>[], name: string): V[] =>
    arrayOf(list, name).map((v, k) => vectorOf(v, `${name}[${k}]`))
  const read = arrayOf(points, `${what}.points`).map((point, i) => {
    const name = `${what}.points[${i}]`
    const site = knownOptions(point, SITE, name)
    return {
      vectors: vectorsOf(site.vectors, `${name}.${names.vectors}`),
      scalars: checkedScalars(site.scalars ?? [], `${name}.${names.scalars}`),
    }
  })
  for (const [i, site] of read.entries()) {
    for (const kind of ['vectors', 'scalars'] as const) {
      if (site[kind].length === read[0]![kind].length) continue
      throw new RepresentationMismatchError(
        `${what}.points[${i}] has ${site[kind].length} ${names[kind]}, ${what}.points[0] has ${read[0]![kind].length}`,
      )
    }
  }
  return {
    scalars: read.map((site) => site.scalars),
    vectors: read.map((site) => site.vectors),
    wholeVectors: vectorsOf(vectors, `${what}.vectors`),
    wholeScalars: checkedScalars(scalars, `${what}.scalars`),
  }
}

/** @throws InvalidArgumentError for numbers that are not finite */
function checkedScalars(list: ArrayLike<number>, what: string): Float64Array {
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

/** The largest length of a vector, or norm of a tensor: how long principal axes are taken to be among vectors, in their unit. */
export function furthestOf({
  vectors,
  wholeVectors,
  wholeTensors,
}: Pick<SiteNumbers, 'vectors' | 'wholeVectors' | 'wholeTensors'>): number {
  return [...vectors.flat(), ...wholeVectors, ...wholeTensors].reduce(
    (most, v) => Math.max(most, euclideanNorm(v)),
    0,
  )
}

/** A power of two to divide sites by, so that squares of their numbers neither overflow nor vanish. */
export function unitOf(...sites: readonly SiteNumbers[]): number {
  return scaleOf(sites.flatMap(allNumbers))
}

/** The same sites in a unit that is `unit` times as large. */
export function inUnit(sites: SiteNumbers, unit: number): SiteNumbers {
  if (unit === 1) return sites
  const divided = ([x, y, z]: Vector): Vector => [x / unit, y / unit, z / unit]
  const each = (list: Float64Array) => list.map((v) => v / unit)
  return {
    odd: sites.odd,
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
  } = knownOptions(options, { tolerance: true, metric: true, proper: true }, 'a symmetry of sites')
  if (typeof tolerance !== 'number' || !(tolerance >= 0 && tolerance < Number.POSITIVE_INFINITY)) {
    throw new InvalidArgumentError(`tolerance is ${shown(tolerance)}; it must be a length of 0 or more`)
  }
  if (!isMetric(metric))
    throw new InvalidArgumentError(`metric is ${shown(metric)}; it must be norm or largest`)
  booleanOf(proper, 'proper')

  return { tolerance, metric, proper }
}

function isMetric(metric: unknown): metric is PointMetric {
  return metric === 'norm' || metric === 'largest'
}
