import type { Permutation } from '@buridan/core'
import type { ColouredGraph } from '../graph/coloured-graph.js'

/**
 * Completes a map known on some vertices to a permutation of few points and tests whether it is an automorphism.
 *
 * A vertex that is an image but has none goes to the start of its chain of preimages, all other vertices stay: if two
 * components are alike, exchanging them is an automorphism, and the rest need not be checked.
 * Colours need no test: a vertex goes to one in a cell of the same colour. Cost: the arcs at the vertices
 * that move.
 */
export class PartialAutomorphism {
  #graph!: ColouredGraph
  readonly #image: Int32Array
  readonly #preimage: Int32Array
  readonly #mark: Int32Array
  readonly #support: Int32Array
  #size = 0

  constructor(capacity: number) {
    this.#image = new Int32Array(capacity).fill(-1)
    this.#preimage = new Int32Array(capacity).fill(-1)
    this.#mark = new Int32Array(capacity)
    this.#support = new Int32Array(capacity)
  }

  reset(graph: ColouredGraph): void {
    this.#graph = graph
  }

  /** Adds v ↦ w to a map that is injective so far. */
  set(v: number, w: number): void {
    if (v === w) return
    this.#image[v] = w
    this.#preimage[w] = v
    this.#support[this.#size++] = v
  }

  /** The completed automorphism as points moved and their images, or undefined. The map is empty afterwards. */
  complete(): SparsePermutation | undefined {
    const image = this.#image
    const preimage = this.#preimage
    const support = this.#support
    for (let i = 0, known = this.#size; i < known; i++) {
      const end = image[support[i]!]!
      if (image[end] !== -1) continue
      let start = support[i]!
      while (preimage[start] !== -1) start = preimage[start]!
      image[end] = start
      preimage[start] = end
      support[this.#size++] = end
    }
    const found = this.#size > 0 && this.#isAutomorphism() ? this.#read() : undefined
    for (let i = 0; i < this.#size; i++) {
      const v = support[i]!
      preimage[image[v]!] = -1
      image[v] = -1
    }
    this.#size = 0
    return found
  }

  /** Plain arrays: created faster than typed ones, and there may be thousands. */
  #read(): SparsePermutation {
    const size = this.#size
    const points = new Array<number>(size)
    const images = new Array<number>(size)
    for (let i = 0; i < size; i++) {
      const v = this.#support[i]!
      points[i] = v
      images[i] = this.#image[v]!
    }
    return { points, images }
  }

  #isAutomorphism(): boolean {
    const { starts, targets, labels } = this.#graph
    const image = this.#image
    const mark = this.#mark
    for (let i = 0; i < this.#size; i++) {
      const v = this.#support[i]!
      const w = image[v]!
      const degree = starts[v + 1]! - starts[v]!
      if (starts[w + 1]! - starts[w]! !== degree) return false
      for (let e = starts[w]!; e < starts[w + 1]!; e++) mark[targets[e]!] = labels[e]! + 1
      let same = true
      for (let e = starts[v]!; same && e < starts[v + 1]!; e++) {
        const u = targets[e]!
        same = mark[image[u] === -1 ? u : image[u]!] === labels[e]! + 1
      }
      for (let e = starts[w]!; e < starts[w + 1]!; e++) mark[targets[e]!] = 0
      if (!same) return false
    }
    return true
  }
}

/** A permutation by the points it moves and their images. */
export interface SparsePermutation {
  readonly points: readonly number[]
  readonly images: readonly number[]
}

/** A permutation of n points from the points it moves. */
export function dense({ points, images }: SparsePermutation, n: number): Permutation {
  const out = new Uint32Array(n)
  for (let i = 0; i < n; i++) out[i] = i
  for (let i = 0; i < points.length; i++) out[points[i]!] = images[i]!
  return out
}
