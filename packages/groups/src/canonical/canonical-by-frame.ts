import { euclideanNorm, inverse, transpose3, UnsupportedError } from '@buridan/core'
import { canonicalFrame } from '@buridan/geometry'
import type { LieElement } from '../lie/lie-factors.js'
import { isProper, rotationGroup } from '../lie/rotation-group.js'
import type { LieRepresentation } from '../representation/representation.js'
import { readSites } from '../stabilizer/read-sites.js'
import type { Canonical } from './canonical.js'

/** The canonical point by the canonical frame and order of the points of x; x checked, tolerance relative. */
export function canonicalByFrame(
  rep: LieRepresentation,
  x: Float64Array,
  tolerance: number,
): Canonical<LieElement> {
  const proper = isProper(rotationGroup(rep.group))
  const { sites, element } = readSites(rep, x)
  if (sites.tensors && sites.tensors.length > 0) {
    throw new UnsupportedError(
      `no canonical form of ${rep.text} is known: of scalars and vectors, of points or of the whole, it is`,
    )
  }
  const { matrix, order } = canonicalFrame(sites, {
    tolerance: tolerance * euclideanNorm(x),
    metric: 'norm',
    proper,
  })
  const point = new Float64Array(rep.dim)
  rep.applyInto(element(transpose3(matrix), inverse(order)), x, 0, point, 0)
  return { element: element(matrix, order), point }
}
