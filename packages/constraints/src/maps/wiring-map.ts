import type { StructuredMap, Vector } from './structured-map.js'

/**
 * A wire of a diagram: its states, each a contribution to the output's index, to the input's, and a weight. A wire that
 * contributes nothing to the output sums over the input, one that contributes nothing to the input repeats on the output.
 */
export interface Wire {
  /** Undefined if it is always 0. */
  readonly out: Int32Array | undefined
  readonly in: Int32Array | undefined
  /** Undefined if all are 1. */
  readonly weights: Float64Array | undefined
  readonly states: number
}

/** Neighbouring wires are merged to one as long as it has at most this many states: long inner loops, small tables. */
const MAX_MERGED = 4096

/**
 * The map of a diagram: A_ij is the sum, over states of all wires whose contributions sum to i and j, of the product of
 * their weights. Diagrams of partitions, of perfect matchings with any form, and of ε tensors all are such.
 *
 * Applied in O(through · (summed + repeated)) operations for the numbers of states of the three kinds of wires.
 */
export class WiringMap implements StructuredMap {
  readonly #through: readonly Wire[]
  readonly #summed: readonly Wire[]
  readonly #repeated: readonly Wire[]

  constructor(
    readonly rows: number,
    readonly cols: number,
    wires: readonly Wire[],
  ) {
    this.#through = merged(wires.filter((w) => w.in && w.out))
    this.#summed = merged(wires.filter((w) => w.in && !w.out))
    this.#repeated = merged(wires.filter((w) => !w.in && w.out))
  }

  get nonzeros(): number {
    return states(this.#through) * states(this.#summed) * states(this.#repeated)
  }

  get cost(): number {
    return states(this.#through) * (states(this.#summed) + states(this.#repeated))
  }

  applyInto(s: number, x: Vector, xo: number, y: Vector, yo: number): void {
    const [summed, repeated] = [this.#summed, this.#repeated]
    const [sums, repeats] = [summed.length > 0, repeated.length > 0]
    walk(this.#through, 0, 0, 0, s, (i, j, w) => {
      const v = w * (sums ? gather(summed, 0, 'in', x, xo + j, 1) : x[xo + j]!)
      if (repeats) spread(repeated, 0, 'out', v, y, yo + i)
      else y[yo + i]! += v
    })
  }

  applyTransposeInto(s: number, y: Vector, yo: number, x: Vector, xo: number): void {
    const [summed, repeated] = [this.#summed, this.#repeated]
    const [sums, repeats] = [summed.length > 0, repeated.length > 0]
    walk(this.#through, 0, 0, 0, s, (i, j, w) => {
      const v = w * (repeats ? gather(repeated, 0, 'out', y, yo + i, 1) : y[yo + i]!)
      if (sums) spread(summed, 0, 'in', v, x, xo + j)
      else x[xo + j]! += v
    })
  }

  forEach(visit: (row: number, col: number, value: number) => void): void {
    walk([...this.#through, ...this.#summed, ...this.#repeated], 0, 0, 0, 1, visit)
  }
}

function states(wires: readonly Wire[]): number {
  return wires.reduce((product, w) => product * w.states, 1)
}

function walk(
  wires: readonly Wire[],
  depth: number,
  i: number,
  j: number,
  weight: number,
  visit: (i: number, j: number, w: number) => void,
): void {
  if (depth === wires.length) {
    visit(i, j, weight)
    return
  }
  const wire = wires[depth]!
  const [out, inn, weights] = [wire.out, wire.in, wire.weights]
  const last = depth + 1 === wires.length
  for (let s = 0; s < wire.states; s++) {
    const a = out ? i + out[s]! : i
    const b = inn ? j + inn[s]! : j
    const w = weights ? weight * weights[s]! : weight
    if (last) visit(a, b, w)
    else walk(wires, depth + 1, a, b, w, visit)
  }
}

/** Σ over the states of the weight times v at the place they name. */
function gather(
  wires: readonly Wire[],
  depth: number,
  side: 'in' | 'out',
  v: Vector,
  at: number,
  weight: number,
): number {
  const wire = wires[depth]!
  const places = wire[side]!
  const { weights } = wire
  let sum = 0
  if (depth + 1 === wires.length) {
    if (weights) for (let s = 0; s < places.length; s++) sum += weights[s]! * v[at + places[s]!]!
    else for (let s = 0; s < places.length; s++) sum += v[at + places[s]!]!
    return weight * sum
  }
  for (let s = 0; s < places.length; s++) {
    sum += gather(wires, depth + 1, side, v, at + places[s]!, weights ? weight * weights[s]! : weight)
  }
  return sum
}

/** Adds the value times each state's weight at the place it names. */
function spread(
  wires: readonly Wire[],
  depth: number,
  side: 'in' | 'out',
  value: number,
  v: Vector,
  at: number,
): void {
  const wire = wires[depth]!
  const places = wire[side]!
  const { weights } = wire
  const last = depth + 1 === wires.length
  for (let s = 0; s < places.length; s++) {
    const w = weights ? value * weights[s]! : value
    if (last) v[at + places[s]!]! += w
    else spread(wires, depth + 1, side, w, v, at + places[s]!)
  }
}

function merged(wires: readonly Wire[]): Wire[] {
  const out: Wire[] = []
  for (const wire of wires) {
    const last = out.at(-1)
    if (last && last.states * wire.states <= MAX_MERGED) out[out.length - 1] = merge(last, wire)
    else out.push(wire)
  }
  return out
}

function merge(a: Wire, b: Wire): Wire {
  const n = a.states * b.states
  const sum = (x: Int32Array | undefined, y: Int32Array | undefined): Int32Array | undefined =>
    x && y
      ? Int32Array.from({ length: n }, (_, s) => x[Math.floor(s / b.states)]! + y[s % b.states]!)
      : undefined
  const weights =
    a.weights || b.weights
      ? Float64Array.from(
          { length: n },
          (_, s) => (a.weights?.[Math.floor(s / b.states)] ?? 1) * (b.weights?.[s % b.states] ?? 1),
        )
      : undefined
  return { out: sum(a.out, b.out), in: sum(a.in, b.in), weights, states: n }
}
