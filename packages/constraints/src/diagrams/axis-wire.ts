import type { Wire } from '../maps/wiring-map.js'

/** An axis of a tensor W: an output index or an input index of a map, its length and its stride in the row or column. */
export interface Axis {
  readonly side: 'out' | 'in'
  readonly length: number
  readonly stride: number
}

/** A wire of a diagram between axes (by their numbers): in each state it gives each of its axes an index. */
export interface AxisWire {
  readonly axes: readonly number[]
  /** One list for each axis, with an index for each state. */
  readonly indices: readonly Int32Array[]
  readonly weights?: Float64Array | undefined
  readonly states: number
}

/** Invariant tensors over some axes: diagrams that span them, and an orthonormal basis as combinations of these. */
export interface Invariants {
  readonly diagrams: readonly (readonly AxisWire[])[]
  /** For each basis vector the diagrams it combines. */
  readonly rows: readonly (readonly (readonly [diagram: number, value: number])[])[]
  readonly reason: string
}

const identities = new Map<number, Int32Array>()

/** 0, 1, …, n − 1. */
export function iota(n: number): Int32Array {
  let found = identities.get(n)
  if (!found) {
    found = Int32Array.from({ length: n }, (_, i) => i)
    if (n <= 4096) identities.set(n, found)
  }
  return found
}

/** The wire that makes the indices of some axes equal. */
export function equal(axes: readonly number[], n: number): AxisWire {
  const index = iota(n)
  return { axes, indices: axes.map(() => index), states: n }
}

/** A wire's contributions to rows and columns. */
export function wireOf(wire: AxisWire, axes: readonly Axis[]): Wire {
  const side = (which: 'out' | 'in'): Int32Array | undefined => {
    const mine = wire.axes.flatMap((a, k) => (axes[a]!.side === which ? [k] : []))
    if (mine.length === 0) return undefined
    if (mine.length === 1 && axes[wire.axes[mine[0]!]!]!.stride === 1) return wire.indices[mine[0]!]
    const sums = new Int32Array(wire.states)
    for (const k of mine) {
      const { stride } = axes[wire.axes[k]!]!
      const index = wire.indices[k]!
      for (let s = 0; s < sums.length; s++) sums[s]! += stride * index[s]!
    }
    return sums
  }
  return { out: side('out'), in: side('in'), weights: wire.weights, states: wire.states }
}
