import { apply3, scaled, transpose3, type Vector } from '@buridan/core'
import { combination, type LatticeBasis, plus } from '../lattice/lattice-basis.js'
import type { AnalysedCrystal } from './analysed-crystal.js'

/** A primitive cell whose operations are exact. */
export interface SymmetrizedCell {
  readonly basis: LatticeBasis
  /** Three for each atom of the primitive cell, near those it has, of any size. */
  readonly fractions: Float64Array
}

/**
 * The primitive cell of a crystal moved onto its symmetry: basis vectors in the mean of the images that operations bring to them, atoms too. Shifts
 * of operations are means over atoms, and so they multiply exactly as permutations do.
 */
export function symmetrizedCell({ found: { cell, operations }, matrices }: AnalysedCrystal): SymmetrizedCell {
  const order = operations.length
  const sums: Vector[] = [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ]
  const fractions = cell.fractions.slice()
  operations.forEach(({ map: { coefficients: w }, shift, images }, g) => {
    const back = transpose3(matrices[g]!)
    for (let k = 0; k < 3; k++) {
      const image = combination(cell.basis, [w[k]!, w[3 + k]!, w[6 + k]!])
      sums[k] = plus(sums[k]!, apply3(back, image))
    }
    const inverse = wholeInverse(w)
    const difference = [0, 0, 0]
    for (let i = 0; i < cell.count; i++) {
      for (let r = 0; r < 3; r++) {
        let d = cell.fractions[3 * images[i]! + r]! - shift[r]!
        for (let c = 0; c < 3; c++) d -= w[3 * r + c]! * cell.fractions[3 * i + c]!
        difference[r] = d - Math.round(d)
      }
      for (let r = 0; r < 3; r++) {
        for (let c = 0; c < 3; c++) fractions[3 * i + r]! += (inverse[3 * r + c]! * difference[c]!) / order
      }
    }
  })
  const [a, b, c] = sums.map((sum) => scaled(sum, 1 / order))
  return { basis: [a!, b!, c!], fractions }
}

/** The inverse of a matrix of whole numbers with determinant ±1. */
function wholeInverse(w: ArrayLike<number>): number[] {
  const minor = (r: number, c: number) => {
    const [r1, r2, c1, c2] = [(r + 1) % 3, (r + 2) % 3, (c + 1) % 3, (c + 2) % 3]
    return w[3 * r1 + c1]! * w[3 * r2 + c2]! - w[3 * r1 + c2]! * w[3 * r2 + c1]!
  }
  const determinant = [0, 1, 2].reduce((sum, c) => sum + w[c]! * minor(0, c), 0)
  return Array.from({ length: 9 }, (_, k) => minor(k % 3, Math.floor(k / 3)) / determinant)
}
