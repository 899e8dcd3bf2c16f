import type { AxisWire } from './axis-wire.js'

/** A diagram that joins axes in pairs, each index of one to one of the other; axes by their numbers. */
export interface Matching {
  /** Of each axis the one it is joined to, −1 for numbers of none. */
  readonly partner: Int32Array
  /** The length of the axes. */
  readonly length: number
  /** For each axis the index at its partner by the index at it; undefined where they are equal and nothing is weighed. */
  readonly across: readonly (Int32Array | undefined)[]
  /** For each axis the weight by the index at it. */
  readonly weights: readonly (Float64Array | undefined)[]
}

/** A diagram as a matching; undefined for others. */
export function matchingOf(wires: readonly AxisWire[]): Matching | undefined {
  const length = wires[0]?.states
  if (length === undefined) return undefined
  const size = 1 + Math.max(...wires.flatMap(({ axes }) => axes))
  const partner = new Int32Array(size).fill(-1)
  const across = new Array<Int32Array | undefined>(size)
  const weights = new Array<Float64Array | undefined>(size)
  for (const wire of wires) {
    const { axes, indices } = wire
    if (axes.length !== 2 || wire.states !== length || !indices.every(isPermutation)) return undefined
    const isDelta = indices[0] === indices[1] && !wire.weights
    for (const k of [0, 1]) {
      const axis = axes[k]!
      partner[axis] = axes[1 - k]!
      if (isDelta) continue
      const [to, weight] = [new Int32Array(length), new Float64Array(length)]
      for (let s = 0; s < length; s++) {
        to[indices[k]![s]!] = indices[1 - k]![s]!
        weight[indices[k]![s]!] = wire.weights?.[s] ?? 1
      }
      across[axis] = to
      weights[axis] = weight
    }
  }
  return { partner, length, across, weights }
}

function isPermutation(index: Int32Array): boolean {
  const seen = new Uint8Array(index.length)
  for (const i of index) {
    if (i >= seen.length || seen[i] === 1) return false
    seen[i] = 1
  }
  return true
}

/** The inner product of two matchings of the same axes: a product over the loops that they form. O(axes · length of an axis). */
export function loops(a: Matching, b: Matching): number {
  const seen = new Uint8Array(a.partner.length)
  let product = 1
  for (let start = 0; start < seen.length && product !== 0; start++) {
    if (seen[start] === 1 || a.partner[start]! < 0) continue
    let isPlain = true
    for (let x = start; seen[x] === 0; ) {
      const y = a.partner[x]!
      seen[x] = seen[y] = 1
      isPlain &&= !a.across[x] && !b.across[y]
      x = b.partner[y]!
    }
    product *= isPlain ? a.length : around(a, b, start)
  }
  return product
}

/** The weights of a loop, over all indices that come back to themselves. */
function around(a: Matching, b: Matching, start: number): number {
  let sum = 0
  for (let first = 0; first < a.length; first++) {
    let [x, i, weight] = [start, first, 1]
    do {
      weight *= a.weights[x]?.[i] ?? 1
      i = a.across[x]?.[i] ?? i
      x = a.partner[x]!
      weight *= b.weights[x]?.[i] ?? 1
      i = b.across[x]?.[i] ?? i
      x = b.partner[x]!
    } while (x !== start)
    if (i === first) sum += weight
  }
  return sum
}
