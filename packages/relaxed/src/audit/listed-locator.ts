import { euclideanNorm } from '@buridan/core'
import type { GreatestImage, ImageTable, ImageTables } from '@buridan/groups'
import type { LocatedSample, OrbitLocator } from './located-sample.js'
import { type LocatedPoint, OrbitMap, PointLocator } from './orbit-map.js'

/** A sample moved to the canonical point of its orbit. */
type MovedSample = Omit<LocatedSample, 'orbit'>

/** The tables of all images of inputs and labels, with the sample that was moved last. */
export class ListedImages {
  readonly #inputs: GreatestImage
  readonly #labels: ImageTable
  readonly #locator: PointLocator
  #x: Float64Array | undefined
  #norm = 0
  #moved: MovedSample | undefined
  #located: LocatedPoint | undefined

  /** @param tables - of the inputs, and of the labels along with them */
  constructor({ greatest, along }: ImageTables) {
    this.#inputs = greatest
    this.#labels = along[0]!
    this.#locator = new PointLocator(greatest.table.rep.dim)
  }

  /** The canonical point of the sample moved last; it does not change any more. */
  get located(): LocatedPoint {
    return this.#located!
  }

  /** Moves a sample to its canonical point; where another tolerance decides alike, the sample moved last is taken again. */
  move(x: Float64Array, y: Float64Array, tolerance: number): MovedSample {
    const inputs = this.#inputs
    if (this.#x === x && this.#moved) {
      const delta = tolerance * this.#norm
      if (inputs.kept <= delta && delta < inputs.dropped) return this.#moved
    } else this.#norm = euclideanNorm(x)
    this.#x = undefined
    inputs.search(x, tolerance * this.#norm)
    inputs.checkGroup()
    this.#moved = this.#read(x, y)
    this.#x = x
    return this.#moved
  }

  #read(x: Float64Array, y: Float64Array): MovedSample {
    const { found, count, table } = this.#inputs
    const first = found[0]!
    const point = new Float64Array(x.length)
    for (let i = 0; i < x.length; i++) point[i] = table.at(first, i, x)
    this.#located = this.#locator.locate(point)
    const fixed = new Float64Array(y.length)
    // the elements found are those of the point's stabilizer times the first: their mean carries and projects at once
    for (let k = 0; k < count; k++) this.#labels.addTo(found[k]!, y, 1 / count, fixed)
    let [price, deviation] = [0, 0]
    if (count > 1) {
      for (let i = 0; i < y.length; i++) price += (this.#labels.at(first, i, y) - fixed[i]!) ** 2
      deviation = this.#spread(x, point)
    }
    return { stabilizerOrder: BigInt(count), fixed, price, deviation }
  }

  /** How far the images found are from the first of them, relative to the norm. */
  #spread(x: Float64Array, point: Float64Array): number {
    const { found, count, table, kept } = this.#inputs
    // coordinates were compared one by one, and agree to the last bit
    if (kept === 0) return 0
    const size = this.#norm || 1
    let most = 0
    for (let k = 1; k < count; k++) {
      let sum = 0
      for (let i = 0; i < x.length; i++) sum += ((table.at(found[k]!, i, x) - point[i]!) / size) ** 2
      most = Math.max(most, sum)
    }
    return Math.sqrt(most)
  }
}

/** By the tables of all images. About O(order + |G_x| · dim) a sample. */
export class ListedLocator implements OrbitLocator {
  readonly #orbits: OrbitMap

  constructor(
    readonly images: ListedImages,
    readonly tolerance: number,
  ) {
    this.#orbits = new OrbitMap(tolerance)
  }

  locate(x: Float64Array, y: Float64Array): LocatedSample {
    const moved = this.images.move(x, y, this.tolerance)
    const { located } = this.images
    const { number, distance } = this.#orbits.find(located)
    const deviation = Math.max(moved.deviation, distance / (located.norm || 1))
    return { ...moved, orbit: number, deviation }
  }

  keep(): void {
    this.#orbits.add(this.images.located)
  }
}
