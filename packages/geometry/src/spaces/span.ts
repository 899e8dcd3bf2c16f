import { innerProduct, OrthonormalSet } from '@buridan/core'
import { singularVectors } from './singular-values.js'
import { extend, normalTo } from './space.js'
import type { SpaceSet } from './space-set.js'

/** Subspaces that lie near all vectors, the nearest of each dimension. */
export interface Spans {
  /** In the metric, how far the vectors are from the nearest subspace of so many dimensions; falling. */
  readonly away: readonly number[]
  /** An orthonormal basis of it, in complex space of pairs of v and i·v; of the whole space the axes. */
  basis(dimension: number): Float64Array[]
}

/** The subspaces of least sums of squared distances to the vectors of a set, by singular values. */
export function spansOf(set: SpaceSet): Spans {
  const { space } = set
  const { dim, complex } = space
  const vectors = set.allVectors
  // real and imaginary parts of coordinates: i times each vector stands beside it
  const sign = (j: number) => (j % 2 === 0 ? -1 : 1)
  const columns = Array.from({ length: dim }, (_, j) =>
    Float64Array.from([
      ...vectors.map((v) => v[j]!),
      ...(complex ? vectors.map((v) => sign(j) * v[j ^ 1]!) : []),
    ]),
  )
  const { columns: along, right } = singularVectors(columns)
  const squares = new Float64Array(vectors.length)
  const away = new Array<number>(dim + 1).fill(0)
  for (let k = dim - 1; k >= 0; k--) {
    for (let i = 0; i < squares.length; i++) squares[i]! += along[k]![i]! ** 2
    away[k] = set.amount(Array.from(squares, Math.sqrt))
  }
  return {
    away,
    basis(dimension) {
      // of all of space the axes: determinants are those of the matrices then
      if (dimension === dim) return normalTo([], space)
      if (!complex) return right.slice(0, dimension)
      const found = new OrthonormalSet(dim)
      const candidates = right.slice(0, dimension)
      while (found.size < dimension) {
        const rests = candidates.map((v) => {
          const rest = v.slice()
          found.project(rest)
          return rest
        })
        const furthest = rests.reduce((a, b) => (innerProduct(b, b) > innerProduct(a, a) ? b : a))
        extend(found, furthest, space)
      }
      return found.vectors.slice()
    },
  }
}
