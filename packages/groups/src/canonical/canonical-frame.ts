import {
  Clusters,
  columns3,
  cross,
  dot,
  euclideanNorm,
  inverse,
  length,
  type Matrix3,
  minus,
  numbersOf,
  type Permutation,
  perpendicular,
  scaled,
  scaleOf,
  transpose3,
  UnsupportedError,
  unit,
  type Vector,
} from '@buridan/core'
import { canonicalLabelling, type Edge, graph } from '@buridan/graphs'
import type { LieElement } from '../lie/lie-factors.js'
import { isProper, rotationGroup } from '../lie/rotation-group.js'
import type { LieRepresentation } from '../representation/representation.js'

import { stabilizerOfDirections } from '../stabilizer/rotation-stabilizer.js'
import { readSites, type Sites } from '../stabilizer/sites.js'
import type { Canonical } from './canonical.js'

const IDENTITY: Matrix3 = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)

/**
 * Points in a canonical order of their inner products, which O(3) does not change, in the frame of the first of the longest
 * vectors, the first of those furthest from its line, and for O(3) the first of those furthest from their plane.
 */
export function canonicalFrame(
  rep: LieRepresentation,
  x: Float64Array,
  tolerance: number,
): Canonical<LieElement> {
  const scale = scaleOf([x])
  if (scale !== 1) {
    const { element, point } = canonicalFrame(
      rep,
      x.map((v) => v / scale),
      tolerance,
    )
    return { element, point: point.map((v) => v * scale) }
  }
  const proper = isProper(rotationGroup(rep.group))
  const norm = euclideanNorm(x)
  const sites = readSites(rep, x, tolerance * norm)
  if (sites.wholeTensors.length > 0) {
    throw new UnsupportedError(
      `no canonical form of ${rep.text} is known: of scalars and vectors, of points or of the whole, it is`,
    )
  }
  let order = canonicalOrder(sites)
  let frame = frameOf(sites, order, !proper)
  if (proper && frame.side < -sites.delta) {
    // a mirror image of the points that is the points again: an order and its image are equally canonical
    const mirror = stabilizerOfDirections(sites, false, norm).operations.find((o) => o.determinant < 0)
    if (mirror) {
      order = order.map((p) => mirror.images[p]!)
      frame = frameOf(sites, order, false)
    }
  }
  const { matrix } = frame
  const point = new Float64Array(rep.dim)
  rep.applyInto(sites.element(transpose3(matrix), inverse(order)), x, 0, point, 0)
  return { element: sites.element(matrix, order), point }
}

/** The point at each place of the canonical order. */
function canonicalOrder(sites: Sites): Permutation {
  const { count, wholeVectors, vectors, delta } = sites
  const own = (v: number): readonly Vector[] => (v < count ? vectors[v]! : [wholeVectors[v - count]!])
  const n = count + wholeVectors.length
  const longest = Array.from({ length: n }, (_, v) => own(v))
    .flat()
    .reduce((most, v) => Math.max(most, length(v)), 0)
  const products = (u: number, v: number) => own(u).flatMap((a) => own(v).map((b) => dot(a, b)))
  const all: Float64Array[] = []
  for (let u = 0; u < n; u++) for (let v = 0; v < n; v++) all.push(Float64Array.from(products(u, v)))
  // a product of vectors that are off by delta each is off by twice the longest times that
  const clusters = new Clusters(all, 2 * longest * delta)
  const text = (u: number, v: number) => Array.from(all[u * n + v]!, (p) => clusters.of(p)).join()
  const colours = Array.from({ length: n }, (_, v) =>
    v < count ? `p${sites.names[v]!}|${text(v, v)}` : `w${v}|${text(v, v)}`,
  )
  const labels: string[] = []
  for (let u = 0; u < n; u++) for (let v = 0; v < n; v++) if (u !== v) labels.push(text(u, v))
  const [colourNumber, labelNumber] = [numbersOf(colours), numbersOf(labels)]
  const edges: Edge[] = []
  for (let u = 0; u < n; u++) {
    for (let v = 0; v < n; v++) if (u !== v) edges.push([u, v, labelNumber.get(text(u, v))!])
  }
  const { labelling } = canonicalLabelling(
    graph({ n, edges, colours: colours.map((c) => colourNumber.get(c)!), directed: true }),
  )
  return Uint32Array.from(
    Array.from({ length: count }, (_, p) => p).sort((p, q) => labelling[p]! - labelling[q]!),
  )
}

interface Frame {
  /** Columns x, y, z. */
  readonly matrix: Matrix3
  /** The largest component along z × x, whose sign tells left from right. */
  readonly side: number
}

function frameOf(sites: Sites, order: Permutation, mirror: boolean): Frame {
  const { delta } = sites
  const vectors = [...Array.from(order, (p) => sites.vectors[p]!).flat(), ...sites.wholeVectors]
  const first = furthest(vectors, length, delta)
  if (!first) return { matrix: IDENTITY, side: 0 }
  const z = unit(first)
  const across = (v: Vector) => minus(v, scaled(z, dot(v, z)))
  const second = furthest(vectors, (v) => length(across(v)), delta)
  const x = second ? unit(across(second)) : perpendicular(z)
  const y = cross(z, x)
  const third = furthest(vectors, (v) => Math.abs(dot(v, y)), delta)
  const side = third ? dot(third, y) : 0
  return { matrix: columns3(x, mirror && side < 0 ? scaled(y, -1) : y, z), side }
}

/** The first of those that are furthest to the tolerance; undefined if all are 0. */
function furthest(
  vectors: readonly Vector[],
  size: (v: Vector) => number,
  delta: number,
): Vector | undefined {
  const most = vectors.reduce((m, v) => Math.max(m, size(v)), 0)
  return most > delta ? vectors.find((v) => size(v) >= most - 2 * delta) : undefined
}
