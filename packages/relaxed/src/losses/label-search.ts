import { type AnyRepresentation, type FiniteGroup, NearestImage } from '@buridan/groups'

/** The label of an orbit that is nearest to a prediction. */
export interface NearestLabel {
  readonly label: Float64Array
  readonly squaredDistance: number
}

/** A way to find, among the ρ(h)y with h in a stabilizer, the nearest to a prediction. */
export interface LabelSearch {
  /** Whether the label found is the nearest; otherwise its distance is an upper bound. */
  readonly exact: boolean
  nearest(prediction: ArrayLike<number>): NearestLabel
}

function squaredDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2
  return sum
}

/** Searches the images of a label under a group. */
export class MovedLabels implements LabelSearch {
  readonly #images: NearestImage

  constructor(rep: AnyRepresentation, label: Float64Array, within?: FiniteGroup) {
    this.#images = new NearestImage(rep, label, { within })
  }

  get exact(): boolean {
    return this.#images.exact
  }

  nearest(prediction: ArrayLike<number>): NearestLabel {
    const { image, squaredDistance } = this.#images.nearest(prediction)
    return { label: image, squaredDistance }
  }
}

/** Goes through a list of labels. O(labels · dim). */
export class ListedLabels implements LabelSearch {
  readonly exact = true

  constructor(readonly labels: readonly Float64Array[]) {}

  nearest(prediction: ArrayLike<number>): NearestLabel {
    let best = this.labels[0]!
    let least = squaredDistance(best, prediction)
    for (const label of this.labels) {
      const d = squaredDistance(label, prediction)
      if (d < least) {
        least = d
        best = label
      }
    }
    return { label: best, squaredDistance: least }
  }
}
