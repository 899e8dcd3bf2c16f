import { TooLargeError } from '@buridan/groups'

/** The most weights of a layer, and the most entries of its matrix: 512 MiB, of which training keeps three or four copies. */
const MAX_FLOATS = 2 ** 27

/** @throws TooLargeError, before anything is allocated, if a layer would have more than 2²⁷ weights */
export function refuseWeights(count: number, what: string): void {
  if (count <= MAX_FLOATS) return
  throw new TooLargeError(
    `${what} has ${count} weights, ${mebibytes(count)} MiB; the limit of a layer is ${mebibytes(MAX_FLOATS)} MiB: take fewer channels`,
  )
}

/** @throws TooLargeError, before anything is allocated, if a matrix would have more than 2²⁷ entries */
export function refuseMatrix(inputs: number, outputs: number): void {
  const count = inputs * outputs
  if (count <= MAX_FLOATS) return
  throw new TooLargeError(
    `the kernel of a dense layer, ${inputs}×${outputs}, would take ${mebibytes(count)} MiB; the limit is ${mebibytes(MAX_FLOATS)} MiB`,
  )
}

function mebibytes(floats: number): number {
  return Math.ceil(floats / 2 ** 18)
}
