import { euclideanNorm, innerProduct } from '@buridan/core'
import { type AnyRepresentation, type Rng, rng } from '@buridan/groups'
import type { StructuredMap } from '../maps/structured-map.js'
import type { Measured } from './echelon.js'

/** Probes beyond the rank: enough that dependence by chance has probability zero. */
export const SPARE = 4
/** Numbers that images of probes may take to be kept. */
const MAX_KEPT = 2 ** 22

/** Random vectors of representations, and the numbers y⊤Wx by which independence of maps is told. */
export class Probes {
  readonly #probes = new Map<string, Float64Array[]>()
  readonly #random: Rng = rng(0xfac)
  readonly #images = new Images()

  /** y⊤Wx on a few more pairs of probes than the rank. */
  values(a: AnyRepresentation, b: AnyRepresentation, rank: number, map: StructuredMap): Measured {
    const { xs, ys } = this.#pairs(a, b, rank)
    const image = new Float64Array(map.rows)
    return measured(xs.length, (l) => {
      map.applyInto(1, xs[l]!, 0, image.fill(0), 0)
      return [ys[l]!, image]
    })
  }

  /** The same of a product BA: (B⊤y)·(Ax), both of use to many products. */
  productValues(
    a: AnyRepresentation,
    b: AnyRepresentation,
    rank: number,
    first: StructuredMap,
    second: StructuredMap,
  ): Measured {
    const { xs, ys } = this.#pairs(a, b, rank)
    const forward = this.#images.imagesOf(first, xs, 'forward')
    const back = this.#images.imagesOf(second, ys, 'back')
    return measured(xs.length, (l) => [forward(l), back(l)])
  }

  #pairs(a: AnyRepresentation, b: AnyRepresentation, rank: number) {
    const count = rank + SPARE
    // the probes of one representation must not be paired with themselves: W and W⊤ would look alike
    return { xs: this.#probesOf(a, count), ys: this.#probesOf(b, count + 1).slice(1) }
  }

  #probesOf(rep: AnyRepresentation, count: number): Float64Array[] {
    const found = this.#probes.get(rep.key) ?? []
    this.#probes.set(rep.key, found)
    while (found.length < count) found.push(new Float64Array(rep.dim).map(() => this.#random.normal()))
    return found.slice(0, count)
  }
}

/** Inner products of pairs of vectors, and the largest product of their lengths. */
function measured(count: number, pair: (l: number) => readonly [Float64Array, Float64Array]): Measured {
  const values = new Float64Array(count)
  let size = 0
  for (let l = 0; l < count; l++) {
    const [u, v] = pair(l)
    values[l] = innerProduct(u, v)
    size = Math.max(size, euclideanNorm(u) * euclideanNorm(v))
  }
  return { values, size }
}

/** Images of probes under maps and their transposes, kept while there is room. */
class Images {
  readonly #kept = {
    forward: new Map<StructuredMap, Float64Array[]>(),
    back: new Map<StructuredMap, Float64Array[]>(),
  }
  #size = 0

  /** The image of vector l, for each l. A map is always asked for the same vectors, or more of them. */
  imagesOf(
    map: StructuredMap,
    vectors: readonly Float64Array[],
    direction: 'forward' | 'back',
  ): (l: number) => Float64Array {
    const length = direction === 'forward' ? map.rows : map.cols
    const list = this.#kept[direction].get(map) ?? []
    this.#kept[direction].set(map, list)
    const scratch = new Float64Array(length)
    return (l) => {
      const known = list[l]
      if (known) return known
      const room = this.#size + length <= MAX_KEPT
      const out = room ? new Float64Array(length) : scratch.fill(0)
      if (direction === 'forward') map.applyInto(1, vectors[l]!, 0, out, 0)
      else map.applyTransposeInto(1, vectors[l]!, 0, out, 0)
      if (room) {
        list[l] = out
        this.#size += length
      }
      return out
    }
  }
}
