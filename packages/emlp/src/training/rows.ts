import { arrayOf, finiteVector, integerIn, shown } from '@buridan/core'
import {
  type AnyRepresentation,
  InvalidArgumentError,
  type Rng,
  representationOf,
  shuffled,
  TooLargeError,
} from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'

/** What one batch of rows may take. */
const MAX_BYTES = 2 ** 31

/**
 * Checks rows of numbers against a representation.
 *
 * @param rows - of dim ρ numbers each
 * @returns the same numbers, copied
 * @throws RepresentationMismatchError if a row has another length
 * @throws InvalidArgumentError if there is no row, or an entry is not finite
 * @remarks O(rows · dim).
 *
 * @example
 * ```ts
 * import { checkedRows } from '@buridan/emlp'
 * import { cyclic, tensor } from '@buridan/groups'
 * console.log(checkedRows([[1, 2, 3]], tensor(cyclic(3), 1), 'x').length) // → 1
 * ```
 */
export function checkedRows(
  rows: readonly ArrayLike<number>[],
  rep: AnyRepresentation,
  what: string,
): Float64Array[] {
  representationOf(rep, 'the representation')
  if (arrayOf(rows, what).length === 0) {
    throw new InvalidArgumentError(`${what} is empty; give at least one row of ${rep.dim} numbers`)
  }
  return rows.map((row, i) => finiteVector(row, rep.dim, `${what}[${i}]`))
}

/**
 * Rows as a float32 tensor [rows, dim].
 *
 * @param rows - of `dim` numbers each
 * @throws RepresentationMismatchError | InvalidArgumentError if a row has another length, or an entry is not finite
 * @throws TooLargeError if they take over 2 GiB
 * @remarks O(rows · dim).
 *
 * @example
 * ```ts
 * import { rowsToTensor, tensorToRows } from '@buridan/emlp'
 * const t = rowsToTensor([[1, 2]], 2)
 * console.log(tensorToRows(t)[0]) // → Float32Array(2) [ 1, 2 ]
 * t.dispose()
 * ```
 */
export function rowsToTensor(rows: readonly ArrayLike<number>[], dim: number): tf.Tensor2D {
  integerIn(dim, 0, 2 ** 24, 'dim')
  const bytes = 4 * arrayOf(rows, 'rows').length * dim
  if (bytes > MAX_BYTES) {
    throw new TooLargeError(
      `${rows.length} rows of ${dim} numbers would take ${Math.ceil(bytes / 2 ** 20)} MiB; give fewer at once`,
    )
  }
  const values = new Float32Array(rows.length * dim)
  rows.forEach((row, i) => {
    // says what is wrong with a row, and copies it; one that is right is written straight away, as training does all the time
    const refused = () => finiteVector(row, dim, `rows[${i}]`)
    if (row?.length !== dim) refused()
    for (let k = 0; k < dim; k++) {
      const v = row[k]!
      if (!Number.isFinite(v)) refused()
      values[i * dim + k] = v
    }
  })
  return tf.tensor2d(values, [rows.length, dim])
}

/**
 * A tensor [rows, dim] as rows.
 *
 * @throws InvalidArgumentError if an entry is not finite
 * @remarks O(rows · dim).
 */
export function tensorToRows(tensor: tf.Tensor): Float32Array[] {
  if (!(tensor instanceof tf.Tensor) || tensor.rank !== 2) {
    throw new InvalidArgumentError(`the tensor is ${shown(tensor)}; it must be a tf.Tensor [rows, dim]`)
  }
  const [count, dim] = tensor.shape as [number, number]
  const values = tensor.dataSync() as Float32Array
  const wrong = values.findIndex((v) => !Number.isFinite(v))
  if (wrong >= 0) {
    const row = Math.floor(wrong / dim)
    throw new InvalidArgumentError(
      `the network answers ${values[wrong]} for row ${row}: its input is too large for float32, or the weights are damaged`,
    )
  }
  return Array.from({ length: count }, (_, i) => values.slice(i * dim, (i + 1) * dim))
}

/** Seeded order of samples, in minibatches that together hold every sample once an epoch. */
export function batches(count: number, size: number, random: Rng): number[][] {
  const order = shuffled(count, random)
  const out: number[][] = []
  for (let start = 0; start < count; start += size) out.push(order.slice(start, start + size))
  return out
}
