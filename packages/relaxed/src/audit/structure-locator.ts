import { euclideanNorm } from '@buridan/core'
import { type CanonicalPoints, inverse, type Representation, stabilizer } from '@buridan/groups'
import { orbitMeans } from '../core/orbit-means.js'
import type { LocatedSample, OrbitLocator } from './located-sample.js'
import { type LocatedPoint, OrbitMap, PointLocator } from './orbit-map.js'

/** By canonical labelling, for groups that are not listed; labels are averaged over the orbits of the stabilizer on coordinates. */
export class StructureLocator implements OrbitLocator {
  readonly #orbits: OrbitMap
  readonly #locator: PointLocator
  #located: LocatedPoint | undefined

  constructor(
    readonly points: CanonicalPoints<Representation>,
    readonly repOut: Representation,
    readonly tolerance: number,
  ) {
    this.#orbits = new OrbitMap(tolerance)
    this.#locator = new PointLocator(points.rep.dim)
  }

  locate(x: Float64Array, y: Float64Array): LocatedSample {
    const { points, repOut, tolerance } = this
    const { element, point } = points.canonicalize(x, { tolerance })
    this.#located = this.#locator.locate(Float64Array.from(point))
    const z = new Float64Array(repOut.dim)
    repOut.applyInto(inverse(element), y, 0, z, 0)
    const { group, defect } = stabilizer(points.rep, point, { tolerance })
    const fixed = orbitMeans(
      group.generators.map((g) => repOut.monomial(g)),
      z,
    )
    const price = z.reduce((sum, v, i) => sum + (v - fixed[i]!) ** 2, 0)
    const { number, distance } = this.#orbits.find(this.#located)
    const deviation = Math.max(defect, distance / (euclideanNorm(x) || 1))
    return { orbit: number, stabilizerOrder: group.order, fixed, price, deviation }
  }

  keep(): void {
    this.#orbits.add(this.#located!)
  }
}
