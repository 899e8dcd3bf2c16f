import { type ComplexMatrix, sparse } from './complex-matrix.js'

/** The largest dimension of a Lie group of the catalogue. */
export const MAX_DIM = 64

/** All i < j < n. */
export function pairs(n: number): [number, number][] {
  return Array.from({ length: n }, (_, j) =>
    Array.from({ length: j }, (_, i): [number, number] => [i, j]),
  ).flat()
}

/** A basis of so(n): rotations in the planes of two axes. */
export function turns(n: number): ComplexMatrix[] {
  return pairs(n).map(([i, j]) =>
    sparse(n, [
      [i, j, -1],
      [j, i, 1],
    ]),
  )
}
