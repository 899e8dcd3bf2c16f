import {
  type AnyRepresentation,
  canonicalize,
  GreatestImage,
  ImageTable,
  inverse,
  LieRepresentation,
  type Representation,
  stabilizer,
  UnsupportedError,
} from '@buridan/groups'
import { norm } from '../core/distance.js'
import { orbitMeans } from '../core/orbit-means.js'
import type { PlacedSample, Placer } from './placed-sample.js'
import { RotationPlacer } from './rotation-placer.js'

/** Groups up to this order are listed. */
const LISTED_ORDER = 20_000n
/** And up to this many numbers in the tables of their images. */
const LISTED_SIZE = 50_000_000n

/** @throws UnsupportedError if the group is too large to list and ρ_out no signed permutation representation */
export function placerFor(repIn: AnyRepresentation, repOut: AnyRepresentation, tolerance: number): Placer {
  if (repIn instanceof LieRepresentation && repOut instanceof LieRepresentation) {
    return new RotationPlacer(repIn, repOut, tolerance)
  }
  return finitePlacer(repIn as Representation, repOut as Representation, tolerance)
}

function finitePlacer(repIn: Representation, repOut: Representation, tolerance: number): Placer {
  const { order } = repIn.group
  const size = order * BigInt(tableWidth(repIn) + tableWidth(repOut))
  if (order <= LISTED_ORDER && size <= LISTED_SIZE) return new ListedPlacer(repIn, repOut, tolerance)
  if (repOut.isMonomial) return new StructurePlacer(repIn, repOut, tolerance)
  throw new UnsupportedError(
    `${repIn.group.name} of order ${order} is too large to list, and ${repOut.text} permutes no coordinates: its labels are not projected`,
  )
}

function tableWidth({ dim, isMonomial }: Representation): number {
  return isMonomial ? dim : dim * dim
}

/** By the tables of all images. About O(order + |G_x| · dim) a sample. */
class ListedPlacer implements Placer {
  readonly #inputs: GreatestImage
  readonly #labels: ImageTable
  readonly #tolerance: number

  constructor(repIn: Representation, repOut: Representation, tolerance: number) {
    this.#inputs = new GreatestImage(repIn)
    this.#labels = new ImageTable(repOut)
    this.#tolerance = tolerance
  }

  place(x: Float64Array, y: Float64Array, point: Float64Array): PlacedSample {
    const inputs = this.#inputs
    inputs.search(x, this.#tolerance * norm(x))
    inputs.checkGroup()
    const { found, count } = inputs
    const first = found[0]!
    for (let i = 0; i < point.length; i++) point[i] = inputs.table.at(first, i, x)
    const fixed = new Float64Array(y.length)
    // the elements found are those of the point's stabilizer times the first: their mean carries and projects at once
    for (let k = 0; k < count; k++) this.#labels.addTo(found[k]!, y, 1 / count, fixed)
    let price = 0
    if (count > 1) {
      for (let i = 0; i < y.length; i++) price += (this.#labels.at(first, i, y) - fixed[i]!) ** 2
    }
    return { stabilizerOrder: BigInt(count), fixed, price }
  }
}

/** By canonical labelling, for groups that are not listed; labels are averaged over the orbits of the stabilizer on coordinates. */
class StructurePlacer implements Placer {
  constructor(
    readonly repIn: Representation,
    readonly repOut: Representation,
    readonly tolerance: number,
  ) {}

  place(x: Float64Array, y: Float64Array, point: Float64Array): PlacedSample {
    const { repIn, repOut, tolerance } = this
    const canonical = canonicalize(repIn, x, { tolerance })
    point.set(canonical.point)
    const z = new Float64Array(repOut.dim)
    repOut.applyInto(inverse(canonical.element), y, 0, z, 0)
    const { group } = stabilizer(repIn, canonical.point, { tolerance })
    const fixed = orbitMeans(
      group.generators.map((g) => repOut.monomial(g)),
      z,
    )
    const price = z.reduce((sum, v, i) => sum + (v - fixed[i]!) ** 2, 0)
    return { stabilizerOrder: group.order, fixed, price }
  }
}
