import {
  apply3,
  columns3,
  cross,
  dot,
  length,
  type Matrix3,
  minus,
  type Permutation,
  perpendicular,
  scaled,
  transpose3,
  UnsupportedError,
  unit,
  type Vector,
} from '@buridan/core'
import { canonicalOrder, TWICE } from './canonical-order.js'
import { checkedOptions, checkedSites, inUnit, largestOf, type SiteNumbers, unitOf } from './checked-sites.js'
import { SiteSet } from './site-set.js'
import type { Site, SiteOptions, Sites } from './sites.js'
import { type CleanSites, withoutNoise } from './without-noise.js'

const IDENTITY: Matrix3 = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)

/** A vector shorter than this share of the longest has no direction, however coarse the tolerance. */
const LEAST_SHARE = 1e-3
/** Vectors that are off a line or a plane by less, relative to the longest, are on it; numbers that differ by less are equal at every tolerance. */
const ROUNDING = 1e-12

/** Sites in a position and order that all their copies share. */
export interface CanonicalFrame {
  /** The axes of the frame as columns, row-major: it takes the canonical sites to the given ones. */
  readonly matrix: Matrix3
  /** The given point at each place of the canonical order. */
  readonly order: Permutation
  /** The sites in their frame and order: alike, to the tolerance, for all turned and reordered copies. */
  readonly sites: Sites
}

/**
 * A canonical frame: sites that are turned, reflected (unless `proper`) or listed in another order get the same
 * position. Points are ordered by their inner products, which are equal up to the tolerance unless this would make points alike that no
 * rotation or reflection takes to each other; z is along the first of the longest vectors, x towards the first of the vectors
 * furthest from that line. For sites with symmetry it takes one of the frames that the symmetry makes equivalent.
 *
 * @param sites - about the origin; scalars and vectors of points and of the whole
 * @param options - `tolerance`: numbers that differ by less are taken as equal
 * @throws UnsupportedError for tensors of the whole, and for axial vectors and pseudoscalars
 * @throws InvalidArgumentError | RepresentationMismatchError for numbers that are not finite, points with different numbers of
 * vectors or scalars, and options that are not as described
 * @remarks O(n²) inner products, and a canonical labelling of a graph with as many edges; as {@link symmetryOfSites} if some points are
 * alike. Sites of copies differ by no more than twice the tolerance, whatever it is; those of points that coincide to the tolerance
 * by no more than four times. It is not continuous in the positions, as no canonical frame is (Dym, Lawrence & Siegel 2024).
 *
 * @example
 * ```ts
 * import { canonicalFrame } from '@buridan/geometry'
 * const bent = (positions: number[][]) => ({ points: positions.map((p) => ({ vectors: [p] })) })
 * const there = canonicalFrame(bent([[0, 2, 0], [0, 0, 1]]))
 * // turned, and in the other order
 * const here = canonicalFrame(bent([[1, 0, 0], [0, 0, 2]]))
 * console.log(there.sites.points[0]?.vectors[0], here.sites.points[0]?.vectors[0]) // → [ 1, 0, 0 ] [ 1, 0, 0 ]
 * ```
 */
export function canonicalFrame(sites: Sites, options: SiteOptions = {}): CanonicalFrame {
  const { tolerance, metric, proper } = checkedOptions(options)
  const numbers = checkedSites(sites, 'sites')
  if (numbers.wholeTensors.length + numbers.odd.vectors + numbers.odd.scalars > 0) {
    throw new UnsupportedError(
      'no canonical frame of tensors, axial vectors and pseudoscalars is known: of scalars and vectors, of points or of the whole, it is',
    )
  }
  const scale = unitOf(numbers)
  const own = inUnit(numbers, scale)
  // copies are off by rounding at the least
  const set = new SiteSet(own, Math.max(tolerance / scale, ROUNDING * largestOf(own)), metric)
  const found = canonicalOrder(set)
  // orders that are equally canonical give sites without a trace of noise one and the same frame
  const clean = withoutNoise(found.sites, found.operations)
  let { order } = found
  let frame = frameOf(clean, order, !proper)
  const mirror = found.operations.find((o) => o.determinant < 0)
  if (proper && mirror && frame.side < 0) {
    order = order.map((p) => mirror.images[p]!)
    frame = frameOf(clean, order, false)
  }
  const { matrix } = frame
  return { matrix, order, sites: inFrame(numbers, transpose3(matrix), order) }
}

/** Sites turned by a matrix, points in an order. */
function inFrame(sites: SiteNumbers, turn: Matrix3, order: Permutation): Sites {
  const turned = (list: readonly Vector[]) => list.map((v) => apply3(turn, v))
  return {
    points: Array.from(
      order,
      (p): Site => ({ vectors: turned(sites.vectors[p]!), scalars: sites.scalars[p]! }),
    ),
    vectors: turned(sites.wholeVectors),
    scalars: sites.wholeScalars,
  }
}

interface Frame {
  /** Columns x, y, z. */
  readonly matrix: Matrix3
  /** The largest component along z × x, whose sign distinguishes mirror images. */
  readonly side: number
}

function frameOf(
  { vectors: own, wholeVectors, delta }: CleanSites,
  order: Permutation,
  mirror: boolean,
): Frame {
  const vectors = [...Array.from(order, (p) => own[p]!).flat(), ...wholeVectors]
  const first = furthest(vectors, length, 0, delta)
  if (!first) return { matrix: IDENTITY.slice(), side: 0 }
  const rounding = ROUNDING * length(first)
  const z = unit(first)
  const across = (v: Vector) => minus(v, scaled(z, dot(v, z)))
  const second = furthest(vectors, (v) => length(across(v)), rounding, delta)
  const x = second ? unit(across(across(second))) : perpendicular(z)
  const y = cross(z, x)
  const third = furthest(vectors, (v) => Math.abs(dot(v, y)), rounding, delta)
  const side = third ? dot(third, y) : 0
  return { matrix: columns3(x, mirror && side < 0 ? scaled(y, -1) : y, z), side }
}

/** The first of the vectors that are longest, to the tolerance; undefined if all are 0 to rounding. */
function furthest(
  vectors: readonly Vector[],
  size: (v: Vector) => number,
  rounding: number,
  delta: number,
): Vector | undefined {
  const most = vectors.reduce((m, v) => Math.max(m, size(v)), 0)
  // a coarse tolerance admits all vectors, except those that are 0 or rounding
  const least = Math.max(most - TWICE * delta, LEAST_SHARE * most)
  return most > rounding ? vectors.find((v) => size(v) >= least) : undefined
}
