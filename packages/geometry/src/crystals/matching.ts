import type { PointCell } from '../lattice/point-cell.js'

/** A shift that, after a linear map, leaves each atom near one of its kind. */
export interface Match {
  /** In fractions of the target's basis. */
  readonly shift: Float64Array
  /** The atom of the target nearest to the image of each atom. */
  readonly images: Uint32Array
  /** The largest distance of an image from its atom, of the shift for which the mean difference is none. */
  readonly deviation: number
}

/**
 * Lays the atoms of a cell on those of another. The linear map is one of lattices, by integers or near them: it does not matter in which
 * cell an atom is given.
 */
export class Matching {
  readonly #from: PointCell
  readonly #onto: PointCell
  /** Fractions of the moved atoms before they are shifted. */
  readonly #moved: Float64Array
  readonly #differences: Float64Array
  readonly #images: Uint32Array
  /** The number of the attempt in which an atom was last matched. */
  readonly #matchedIn: Uint32Array
  readonly #place = new Float64Array(3)
  #attempt = 0

  constructor(from: PointCell, onto: PointCell) {
    this.#from = from
    this.#onto = onto
    this.#moved = new Float64Array(3 * from.count)
    this.#differences = new Float64Array(3 * from.count)
    this.#images = new Uint32Array(from.count)
    this.#matchedIn = new Uint32Array(onto.count)
  }

  /** Moves the atoms by a map, row-major, of fractions to fractions. O(atoms). */
  move(map: ArrayLike<number>): void {
    const { fractions } = this.#from
    for (let i = 0; i < fractions.length; i += 3) {
      const [x, y, z] = [fractions[i]!, fractions[i + 1]!, fractions[i + 2]!]
      for (let r = 0; r < 3; r++)
        this.#moved[i + r] = map[3 * r]! * x + map[3 * r + 1]! * y + map[3 * r + 2]! * z
    }
  }

  /**
   * Shifts the moved atoms so that one comes to lie on an atom of the target, and then so that the mean difference is none.
   *
   * @returns undefined if no shift near it leaves all within the distance
   * @remarks O(atoms), less where it fails early.
   */
  shifted(atom: number, target: number, distance: number): Match | undefined {
    const { kinds, count } = this.#from
    const { grid, fractions } = this.#onto
    const [moved, place, differences] = [this.#moved, this.#place, this.#differences]
    const shift = new Float64Array(3)
    for (let k = 0; k < 3; k++) shift[k] = fractions[3 * target + k]! - moved[3 * atom + k]!
    const attempt = ++this.#attempt
    const mean = new Float64Array(3)
    for (let i = 0; i < count; i++) {
      for (let k = 0; k < 3; k++) place[k] = moved[3 * i + k]! + shift[k]!
      const image = grid.nearest(kinds[i]!, place, 2 * distance)
      if (image < 0 || this.#matchedIn[image] === attempt) return undefined
      this.#matchedIn[image] = attempt
      this.#images[i] = image
      for (let k = 0; k < 3; k++) {
        differences[3 * i + k] = grid.difference[k]!
        mean[k]! += grid.difference[k]!
      }
    }
    for (let k = 0; k < 3; k++) {
      mean[k]! /= count
      shift[k]! -= mean[k]!
    }
    const [x, y, z] = [mean[0]!, mean[1]!, mean[2]!]
    let most = 0
    for (let i = 0; i < differences.length; i += 3) {
      const square = this.#onto.square(differences[i]! - x, differences[i + 1]! - y, differences[i + 2]! - z)
      if (square > most) most = square
    }
    const deviation = Math.sqrt(most)
    return deviation <= distance ? { shift, images: this.#images.slice(), deviation } : undefined
  }
}
