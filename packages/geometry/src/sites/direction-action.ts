import { apply3, length, type Matrix3, minus, type Permutation, type Vector } from '@buridan/core'
/** A principal axis of a tensor, with a label that operations keep. */
export interface LabelledAxis {
  /** A unit vector. */
  readonly axis: Vector
  readonly label: string
  /** The length, in the unit of the tensor, with which it moves by no more than the tensor changes. */
  readonly size: number
}

/**
 * The action of operations on directions that span a plane or space: on classes of points that coincide in everything, and on principal
 * axes of tensors. This permutation and the determinant fix the operation, whatever the accuracy of its matrix.
 */
export class DirectionAction {
  readonly #classOf: Int32Array
  /** One point of each class. */
  readonly #points: readonly number[]

  constructor(
    /** Points that coincide in everything. */
    classes: readonly (readonly number[])[],
    count: number,
    readonly axes: readonly LabelledAxis[],
  ) {
    this.#classOf = new Int32Array(count)
    classes.forEach((members, c) => {
      for (const p of members) this.#classOf[p] = c
    })
    this.#points = classes.map((members) => members[0]!)
  }

  /** The number of classes and axes. */
  get count(): number {
    return this.#points.length + this.axes.length
  }

  /**
   * The images of the classes of points, then of the axes; undefined if two images are equal. An axis goes to the nearest axis with its
   * label. O(points + axes²).
   */
  actionOf(matrix: Matrix3, images: Permutation): Permutation | undefined {
    const points = this.#points.length
    const out = new Uint32Array(this.count)
    const used = new Uint8Array(out.length)
    for (let c = 0; c < out.length; c++) {
      const to =
        c < points ? this.#classOf[images[this.#points[c]!]!]! : points + this.#axis(matrix, c - points)
      if (used[to]) return undefined
      used[to] = 1
      out[c] = to
    }
    return out
  }

  #axis(matrix: Matrix3, k: number): number {
    const { axis, label } = this.axes[k]!
    const moved = apply3(matrix, axis)
    let nearest = k
    let least = Number.POSITIVE_INFINITY
    this.axes.forEach((other, l) => {
      if (other.label !== label) return
      const d = length(minus(moved, other.axis))
      if (d < least) {
        nearest = l
        least = d
      }
    })
    return nearest
  }
}
