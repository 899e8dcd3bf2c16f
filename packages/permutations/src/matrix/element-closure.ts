import { type GroupWords, NotFiniteError } from '@buridan/core'
import { PointIndex } from './point-index.js'

const MOST_ELEMENTS = 20_000
/** Elements between one and so many radii of each other are neither one nor clearly two. */
const CLEAR = 10

/**
 * The elements of the group that orthogonal matrices generate which are known to a tolerance. Elements are compared as matrices, which lie
 * further apart than the images of a point do; a product of k generators is known to k tolerances.
 *
 * @throws NotFiniteError if there are over 20 000, or two of which it is not clear whether they are one
 * @remarks O(order · generators · (dim³ + elements with like projections)).
 */
export function closeElements(
  generators: readonly Float64Array[],
  dim: number,
  tolerance: number,
): GroupWords {
  const size = dim * dim
  const index = new PointIndex(size, new Float64Array(size).fill(1))
  const identity = new Float64Array(size)
  for (let i = 0; i < dim; i++) identity[i * dim + i] = 1
  index.add(identity)
  const [depths, parent, generator] = [[0], [0], [0]]
  /** For each generator, the number of the product of each element with it. */
  const products = generators.map((): number[] => [])
  const product = new Float64Array(size)
  for (let x = 0; x < index.count; x++) {
    const depth = depths[x]! + 1
    const radius = 2 * dim * tolerance * depth
    generators.forEach((g, s) => {
      for (let i = 0; i < dim; i++) {
        for (let j = 0; j < dim; j++) {
          let sum = 0
          for (let k = 0; k < dim; k++) sum += index.points[x * size + i * dim + k]! * g[k * dim + j]!
          product[i * dim + j] = sum
        }
      }
      const near = index.nearest(product, CLEAR * radius)
      if (near && near.distance <= radius) {
        products[s]!.push(near.id)
        return
      }
      if (near) {
        throw new NotFiniteError(
          `the matrices generate no finite group within the tolerance ${tolerance}: a product of ${depth} of them is ${near.distance.toExponential(1)} from another element, neither the same nor clearly another; choose a smaller tolerance`,
        )
      }
      if (index.count >= MOST_ELEMENTS) {
        throw new NotFiniteError(
          `the matrices generate over ${MOST_ELEMENTS} elements; they are no finite group of that size within the tolerance ${tolerance}`,
        )
      }
      products[s]!.push(index.add(product))
      depths.push(depth)
      parent.push(x)
      generator.push(s)
    })
  }
  const order = index.count
  const left = generators.map((_, s) => {
    const out = new Int32Array(order)
    out[0] = products[s]![0]!
    // elements are numbered as they are met, each after that it is made from
    for (let h = 1; h < order; h++) out[h] = products[generator[h]!]![out[parent[h]!]!]!
    return out
  })
  return {
    order,
    visited: Array.from({ length: order }, (_, i) => i),
    parent,
    generator,
    times: (s, h) => left[s]![h]!,
  }
}
