import { euclideanDistance, euclideanNorm } from '@buridan/core'
import {
  act,
  NearestImage,
  type Permutation,
  type Representation,
  stabilizer,
  transporter,
} from '@buridan/groups'
import { type AuditSpace, type Carriage, IDENTITY, type NearSymmetry } from './audit-space.js'
import { FiniteSpace } from './finite-space.js'
import { atGrowingTolerance } from './growing-tolerance.js'
import { sortedBy, sortedCoordinates } from './listed-invariants.js'
import { meanOverGroup } from './mean-over-group.js'

/** A finite group that is not listed: inputs are structures on its points. */
export class StructureSpace extends FiniteSpace implements AuditSpace {
  readonly #coordinates: ReturnType<typeof sortedCoordinates> | undefined

  constructor(repIn: Representation, repOut: Representation) {
    super(repIn, repOut)
    this.#coordinates = repIn.isMonomial ? sortedCoordinates(repIn) : undefined
  }

  invariants(x: Float64Array): Float64Array {
    const known = this.#coordinates
    return known ? sortedBy(known.orbits, known.signed, x) : Float64Array.of(euclideanNorm(x))
  }

  /** One search for each group of the chain, and a few more. */
  symmetries(x: Float64Array, radius: number): NearSymmetry[] {
    const norm = euclideanNorm(x)
    const most = norm === 0 ? 0 : Math.min(2 * (radius / norm), 1 - Number.EPSILON)
    const groups = atGrowingTolerance(
      0,
      most,
      (tolerance) => {
        const { group, gap } = stabilizer(this.repIn, x, { tolerance })
        return { value: group, gap }
      },
      (a, b) => a.order === b.order,
    )
    const chain = groups.map((group): NearSymmetry => {
      const input = meanOverGroup(this.repIn, group)
      const distance = euclideanDistance(input(x), x)
      const label = (y: Float64Array) => meanOverGroup(this.repOut, group)(y)
      return { order: group.order, name: undefined, distance, displacement: distance, input, label }
    })
    return [IDENTITY, ...chain.filter((s) => s.order !== 1n && s.distance <= radius)]
  }

  /** By canonical points if they agree, and otherwise by the nearest image. */
  carry(onto: Float64Array, x: Float64Array, radius: number): Carriage | undefined {
    const norm = Math.max(euclideanNorm(onto), euclideanNorm(x))
    const fine = norm === 0 ? 0 : Math.min(radius / norm, 1e-9)
    const copied = transporter(this.repIn, x, onto, { tolerance: fine })
    const found = copied && this.#by(copied.element, onto, x)
    if (found && found.distance <= radius) return found
    const nearest = this.#by(new NearestImage(this.repIn, x).nearest(onto).element, onto, x)
    return nearest.distance <= radius ? nearest : undefined
  }

  #by(element: Permutation, onto: Float64Array, x: Float64Array): Carriage {
    const input = (v: Float64Array) => Float64Array.from(act(this.repIn, element, v))
    const distance = euclideanDistance(input(x), onto)
    return {
      distance,
      displacement: distance,
      input,
      label: (v) => Float64Array.from(act(this.repOut, element, v)),
    }
  }

  get cost(): number {
    return 1e6
  }

  mean(y: Float64Array): Float64Array {
    return meanOverGroup(this.repOut, this.repOut.group)(y)
  }
}
