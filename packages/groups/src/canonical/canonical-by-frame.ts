import { euclideanNorm, inverse, transpose3, UnsupportedError } from '@buridan/core'
import { canonicalFrame } from '@buridan/geometry'
import type { LieElement } from '../lie/lie-factors.js'
import { isProper, rotationGroup } from '../lie/rotation-group.js'
import type { LieRepresentation } from '../representation/representation.js'
import { inverted, readSites } from '../stabilizer/read-sites.js'
import type { Canonical } from './canonical.js'

/** The canonical point by the canonical frame and order of the points of x; x checked, tolerance relative. */
export function canonicalByFrame(
  rep: LieRepresentation,
  x: Float64Array,
  tolerance: number,
): Canonical<LieElement> {
  const lie = rotationGroup(rep.group)
  if (!lie) {
    throw new UnsupportedError(
      `no canonical form in ${rep.group.name} is known: in O(3) and SO(3) it is, and in their products with a symmetric group`,
    )
  }
  const distance = tolerance * euclideanNorm(x)
  const { sites, pseudoscalars, element } = readSites(rep, x)
  // pseudoscalars tell a point from its mirror image: the first that is not 0 becomes positive, by the inversion
  const chiral = 2 * euclideanNorm(pseudoscalars) > distance
  const hand =
    chiral && pseudoscalars.find((v) => 2 * Math.abs(v) * pseudoscalars.length > distance)! < 0 ? -1 : 1
  const proper = isProper(lie) || chiral
  const [first] = sites.points
  const odd = (first?.axials?.length ?? 0) + (first?.pseudoscalars?.length ?? 0)
  if ((sites.tensors?.length ?? 0) + odd > 0) {
    throw new UnsupportedError(
      `no canonical form of ${rep.text} is known: of scalars and vectors, of points or of the whole, it is`,
    )
  }
  const frame = canonicalFrame(hand < 0 ? inverted(sites) : sites, {
    tolerance: distance,
    metric: 'norm',
    proper,
  })
  const { order } = frame
  const matrix = frame.matrix.map((v) => hand * v)
  const point = new Float64Array(rep.dim)
  rep.applyInto(element(transpose3(matrix), inverse(order)), x, 0, point, 0)
  return { element: element(matrix, order), point }
}
