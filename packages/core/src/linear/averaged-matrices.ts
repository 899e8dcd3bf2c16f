import { nearestOrthogonalMatrix } from './snapped-matrices.js'

/** The elements of a finite group as words in generators: element 0 is the identity. */
export interface GroupWords {
  readonly order: number
  /** All elements, each after the one it is made from. */
  readonly visited: ArrayLike<number>
  /** Element i is `parent[i]` times generator `generator[i]`. */
  readonly parent: ArrayLike<number>
  readonly generator: ArrayLike<number>
  /** The number of generator s times element h. */
  readonly times: (s: number, h: number) => number
}

/**
 * One step from orthogonal matrices of generators that nearly multiply as the elements of a finite group do towards some that do: the matrix of s
 * becomes the nearest orthogonal one to the mean of R_{sh} R_h⁻¹ over all elements h. Each step squares what is wrong.
 *
 * @param matrices - for each generator, dim × dim, row-major
 * @returns the new ones, and the matrices of all elements by words in the old ones, one after the other
 * @remarks O(order · generators · dim³). Source: Grove, Karcher & Ruh 1974.
 *
 * @example
 * ```ts
 * import { averagedMatrices } from '@buridan/core'
 * // the group of two elements, and a reflection that is a turn by a little less than a half
 * const words = { order: 2, visited: [0, 1], parent: [0, 0], generator: [0, 0], times: (_: number, h: number) => 1 - h }
 * const [c, s] = [Math.cos(3.1415), Math.sin(3.1415)]
 * const { matrices } = averagedMatrices(words, [Float64Array.of(c, -s, s, c)], 2)
 * console.log(matrices[0]!.map(Math.round)) // → Float64Array(4) [ -1, 0, 0, -1 ]
 * ```
 */
export function averagedMatrices(
  { order, visited, parent, generator, times }: GroupWords,
  matrices: readonly Float64Array[],
  dim: number,
): { readonly matrices: Float64Array[]; readonly all: Float64Array } {
  const size = dim * dim
  const all = new Float64Array(order * size)
  for (let i = 0; i < dim; i++) all[i * dim + i] = 1
  for (let k = 1; k < order; k++) {
    const j = visited[k]!
    const [from, right] = [parent[j]! * size, matrices[generator[j]!]!]
    for (let r = 0; r < dim; r++) {
      for (let c = 0; c < dim; c++) {
        let sum = 0
        for (let i = 0; i < dim; i++) sum += all[from + r * dim + i]! * right[i * dim + c]!
        all[j * size + r * dim + c] = sum
      }
    }
  }
  const means = matrices.map((_, s) => {
    const mean = new Float64Array(size)
    for (let h = 0; h < order; h++) {
      const [a, b] = [times(s, h) * size, h * size]
      for (let r = 0; r < dim; r++) {
        for (let c = 0; c < dim; c++) {
          let sum = 0
          for (let i = 0; i < dim; i++) sum += all[a + r * dim + i]! * all[b + c * dim + i]!
          mean[r * dim + c]! += sum / order
        }
      }
    }
    // far from all orthogonal ones they are no representation to be found: they stay, and are found out by what they are used for
    return nearestOrthogonalMatrix(mean, dim) ?? matrices[s]!.slice()
  })
  return { matrices: means, all }
}
