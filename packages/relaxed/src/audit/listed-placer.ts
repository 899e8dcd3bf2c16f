import { GreatestImage, ImageTable, type Representation } from '@buridan/groups'
import { norm } from '../core/distance.js'
import { OrbitMap } from './orbit-map.js'
import type { PlacedSample, Placer } from './placed-sample.js'

/** A sample moved to the canonical point of its orbit. */
type MovedSample = Omit<PlacedSample, 'orbit'>

/** The tables of all images of inputs and labels, with the sample that was moved last. */
export class ListedImages {
  readonly #inputs: GreatestImage
  readonly #labels: ImageTable
  /** The canonical point of the sample moved last; it is kept by whoever keeps it. */
  point: Float64Array
  #x: Float64Array | undefined
  #moved: MovedSample | undefined

  constructor(repIn: Representation, repOut: Representation) {
    this.#inputs = new GreatestImage(repIn)
    this.#labels = new ImageTable(repOut)
    this.point = new Float64Array(repIn.dim)
  }

  /** Moves a sample to its canonical point; where another tolerance decides alike, the sample moved last is taken again. */
  move(x: Float64Array, y: Float64Array, tolerance: number): MovedSample {
    const inputs = this.#inputs
    const delta = tolerance * norm(x)
    if (this.#x === x && this.#moved && inputs.kept <= delta && delta < inputs.dropped) return this.#moved
    this.#x = undefined
    inputs.search(x, delta)
    inputs.checkGroup()
    this.#moved = this.#read(x, y)
    this.#x = x
    return this.#moved
  }

  #read(x: Float64Array, y: Float64Array): MovedSample {
    const { found, count, table } = this.#inputs
    const first = found[0]!
    this.point = x.map((_, i) => table.at(first, i, x))
    const fixed = new Float64Array(y.length)
    // the elements found are those of the point's stabilizer times the first: their mean carries and projects at once
    for (let k = 0; k < count; k++) this.#labels.addTo(found[k]!, y, 1 / count, fixed)
    let [price, deviation] = [0, 0]
    if (count > 1) {
      for (let i = 0; i < y.length; i++) price += (this.#labels.at(first, i, y) - fixed[i]!) ** 2
      deviation = this.#spread(x) / (norm(x) || 1)
    }
    return { stabilizerOrder: BigInt(count), fixed, price, deviation }
  }

  /** How far the images found are from the first of them. */
  #spread(x: Float64Array): number {
    const { found, count, table, kept } = this.#inputs
    // coordinates were compared one by one, and agree to the last bit
    if (kept === 0) return 0
    let most = 0
    for (let k = 1; k < count; k++) {
      let sum = 0
      for (let i = 0; i < x.length; i++) sum += (table.at(found[k]!, i, x) - this.point[i]!) ** 2
      most = Math.max(most, sum)
    }
    return Math.sqrt(most)
  }
}

/** By the tables of all images. About O(order + |G_x| · dim) a sample. */
export class ListedPlacer implements Placer {
  readonly #orbits: OrbitMap

  constructor(
    readonly images: ListedImages,
    readonly tolerance: number,
    dim: number,
  ) {
    this.#orbits = new OrbitMap(dim, tolerance)
  }

  place(x: Float64Array, y: Float64Array): PlacedSample {
    const moved = this.images.move(x, y, this.tolerance)
    const { number, distance } = this.#orbits.find(this.images.point)
    const deviation = Math.max(moved.deviation, distance / (norm(x) || 1))
    return { ...moved, orbit: number, deviation }
  }

  keep(): void {
    const { point } = this.images
    this.#orbits.add(point)
  }
}
