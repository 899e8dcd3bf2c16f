import type { Factorization, StructuredMap } from '@buridan/constraints'
import type { Side } from './mixing-side.js'

/** The largest block of W, rows · columns, that is written from products of maps. */
const MAX_BLOCK = 2 ** 13
/** The most entries of all products. */
const MAX_ENTRIES = 2 ** 17

/**
 * One product B A of maps through a space, for all pairs of copies: with the weight w of copies (s, o), w · value is added at
 * row `row` of copy o and column `col` of copy s.
 */
export interface BlockProduct {
  readonly countIn: number
  readonly countOut: number
  /** The weight of copies (s, o) is at weightAt + s · weightStepIn + o · weightStepOut. */
  readonly weightAt: number
  readonly weightStepIn: number
  readonly weightStepOut: number
  /** The entry's place in Wᵀ, [inputs + 1, outputs], for the first copies; the further ones are `stepIn` and `stepOut` on. */
  readonly place: Int32Array
  readonly value: Float32Array
  readonly stepIn: number
  readonly stepOut: number
}

interface Space {
  readonly dim: number
  readonly kOut: number
  readonly offset: number
  readonly read: Side
  readonly write: Side
}

/** All products of maps; undefined if they are large, or the coordinates are not in the order of the summands. */
export function blockProducts(
  { repIn, repOut, order }: Factorization,
  inputs: number,
  spaces: readonly Space[],
): BlockProduct[] | undefined {
  if (order.in || order.out || inputs > repIn.dim) return undefined
  const outputs = repOut.dim
  const found: BlockProduct[] = []
  let entries = 0
  for (const { read, write, kOut, offset, dim } of spaces) {
    for (const a of read.parts) {
      for (const b of write.parts) {
        const [s, o] = [repIn.summands[a.summand]!, repOut.summands[b.summand]!]
        if (s.rep.dim * o.rep.dim > MAX_BLOCK) return undefined
        for (let i = 0; i < a.maps.length; i++) {
          for (let k = 0; k < b.maps.length; k++) {
            const list = product(a.maps[i]!, b.maps[k]!, dim)
            entries += list.length
            if (entries > MAX_ENTRIES) return undefined
            const scale = a.scales[i]! * b.scales[k]!
            found.push({
              countIn: s.count,
              countOut: o.count,
              weightAt: offset + (a.channel + i) * kOut + b.channel + k,
              weightStepIn: a.maps.length * kOut,
              weightStepOut: b.maps.length,
              place: Int32Array.from(list, (e) => (s.offset + e.col) * outputs + o.offset + e.row),
              value: Float32Array.from(list, (e) => scale * e.value),
              stepIn: s.rep.dim * outputs,
              stepOut: o.rep.dim,
            })
          }
        }
      }
    }
  }
  return found
}

interface Entry {
  readonly row: number
  readonly col: number
  readonly value: number
}

/** The entries of B A. */
function product(first: StructuredMap, second: StructuredMap, dim: number): Entry[] {
  const byMiddle = Array.from({ length: dim }, (): [number, number][] => [])
  first.forEach((p, j, v) => {
    byMiddle[p]!.push([j, v])
  })
  const sums = new Map<number, number>()
  second.forEach((i, p, v) => {
    for (const [j, u] of byMiddle[p]!) {
      const key = i * first.cols + j
      sums.set(key, (sums.get(key) ?? 0) + v * u)
    }
  })
  return [...sums]
    .filter(([, v]) => Math.abs(v) > 1e-12)
    .map(([key, value]) => ({ row: Math.floor(key / first.cols), col: key % first.cols, value }))
}

/** Adds Wᵀ of the weights, the bias as the last row, to a cleared matrix. */
export function writeMatrix(blocks: readonly BlockProduct[], w: Float32Array, out: Float32Array): void {
  for (const block of blocks) {
    const { countIn, countOut, weightAt, weightStepIn, weightStepOut, place, value, stepIn, stepOut } = block
    for (let e = 0; e < place.length; e++) {
      const v = value[e]!
      for (let s = 0; s < countIn; s++) {
        let at = place[e]! + s * stepIn
        let from = weightAt + s * weightStepIn
        for (let o = 0; o < countOut; o++, at += stepOut, from += weightStepOut) {
          out[at] = out[at]! + v * w[from]!
        }
      }
    }
  }
}

/** The transpose of {@link writeMatrix}: adds ⟨products, Wᵀ⟩ to cleared weights. */
export function readMatrix(blocks: readonly BlockProduct[], matrix: Float32Array, out: Float32Array): void {
  for (const block of blocks) {
    const { countIn, countOut, weightAt, weightStepIn, weightStepOut, place, value, stepIn, stepOut } = block
    for (let e = 0; e < place.length; e++) {
      const v = value[e]!
      for (let s = 0; s < countIn; s++) {
        let at = place[e]! + s * stepIn
        let to = weightAt + s * weightStepIn
        for (let o = 0; o < countOut; o++, at += stepOut, to += weightStepOut) {
          out[to] = out[to]! + v * matrix[at]!
        }
      }
    }
  }
}
