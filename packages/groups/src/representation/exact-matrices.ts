import {
  averagedMatrices,
  compose,
  type GroupWords,
  InvalidArgumentError,
  NotAHomomorphismError,
  scaleOf,
  snappedMatrices,
  squareProduct,
  symmetricEigen,
} from '@buridan/core'
import type { ElementList } from '@buridan/permutations'

/** Each round of averaging squares what is wrong. */
const ROUNDS = 5

/**
 * Matrices of generators as they were before they were rounded: of whole numbers where all are within the tolerance of them, else the
 * nearest that multiply as the elements do, orthogonal ones where the given ones are within it of orthogonal ones.
 *
 * O(order · generators · dim³) time, O(order · dim²) memory. Grove, Karcher & Ruh 1974.
 *
 * @throws NotAHomomorphismError if none are near
 */
export function exactMatrices(
  list: ElementList,
  given: readonly Float64Array[],
  dim: number,
  tolerance: number,
): readonly Float64Array[] {
  const own = list.group.ownGenerators
  const words: GroupWords = {
    order: list.order,
    ...list.spanningTree(),
    times: (s, h) => list.indexOf(compose(own[s]!, list.view(h))),
  }
  const snapped = snappedOrUndefined(given, dim, tolerance)
  if (snapped?.every((m) => m.every(Number.isInteger))) return snapped
  // the mean over the group may move a matrix further than its own error
  if (snapped) return within(averaged(words, snapped, dim), given, 4 * tolerance, list)
  // to that basis and back, errors grow by as much as the matrices stretch vectors, both times
  return within(
    averagedInTheirBasis(words, given, dim),
    given,
    4 * tolerance * dim * largestOf(given) ** 2,
    list,
  )
}

function snappedOrUndefined(
  given: readonly Float64Array[],
  dim: number,
  tolerance: number,
): Float64Array[] | undefined {
  try {
    return snappedMatrices(given, dim, tolerance)
  } catch (error) {
    if (error instanceof InvalidArgumentError) return undefined
    throw error
  }
}

function averaged(words: GroupWords, given: readonly Float64Array[], dim: number): Float64Array[] {
  let matrices = [...given]
  for (let round = 0; round < ROUNDS; round++) matrices = averagedMatrices(words, matrices, dim).matrices
  return matrices
}

/**
 * Averaged where they are nearly orthogonal: with H the mean of ρ(g)ᵀρ(g), the matrices S ρ S⁻¹ for S = √H are; and taken back.
 */
function averagedInTheirBasis(
  words: GroupWords,
  given: readonly Float64Array[],
  dim: number,
): Float64Array[] {
  const { all } = averagedMatrices(words, [...given], dim)
  const size = dim * dim
  const gram = new Float64Array(size)
  // S is as good in any unit, and in this one no square overflows
  const unit = scaleOf([all])
  for (let at = 0; at < all.length; at += size) {
    for (let k = at; k < at + size; k += dim) {
      for (let i = 0; i < dim; i++) {
        for (let j = 0; j < dim; j++)
          gram[i * dim + j]! += ((all[k + i]! / unit) * (all[k + j]! / unit)) / words.order
      }
    }
  }
  const { values, vectors } = symmetricEigen(gram, dim)
  const power = (exponent: number) => {
    const out = new Float64Array(size)
    values.forEach((value, k) => {
      const weight = value ** exponent
      for (let i = 0; i < dim; i++) {
        for (let j = 0; j < dim; j++)
          out[i * dim + j]! += weight * vectors[k * dim + i]! * vectors[k * dim + j]!
      }
    })
    return out
  }
  const [there, back] = [power(0.5), power(-0.5)]
  const turned = given.map((m) => squareProduct(squareProduct(there, m, dim), back, dim))
  return averaged(words, turned, dim).map((m) => squareProduct(squareProduct(back, m, dim), there, dim))
}

function largestOf(matrices: readonly Float64Array[]): number {
  return matrices.reduce((most, m) => m.reduce((least, v) => Math.max(least, Math.abs(v)), most), 1)
}

/** The matrices, if none is further than that from the one given. */
function within(
  found: readonly Float64Array[],
  given: readonly Float64Array[],
  limit: number,
  { group }: ElementList,
): readonly Float64Array[] {
  found.forEach((m, s) => {
    const moved = m.reduce((most, v, e) => Math.max(most, Math.abs(v - given[s]![e]!)), 0)
    if (moved <= limit) return
    const from = Number.isFinite(moved)
      ? `${moved.toExponential(1)} from the nearest one`
      : 'near none that float64 can tell'
    throw new NotAHomomorphismError(
      `the matrices are no representation of ${group.name} to the tolerance, entries within ${limit.toPrecision(2)}: matrix ${s} is ${from}`,
    )
  })
  return found
}
