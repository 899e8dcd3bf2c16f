import { integerIn } from '@buridan/core'

/** A configuration of least energy on the L×L torus. */
export interface SpinGroundState {
  /** Energy of a site. */
  readonly energy: number
  /** ±1 for each site, in rows. */
  readonly spins: Int8Array
}

/**
 * The least energy of a site of the J₁–J₂ Ising model on the L×L torus, E = J₁ Σ s_i s_j + J₂ Σ s_i s_k over nearest and diagonal
 * neighbours, each pair once, exactly: row by row, the best for each first and each last row so far.
 *
 * @param side - L, from 3 to 8
 * @throws InvalidArgumentError for another side
 * @remarks O(L · 8^L).
 *
 * @example
 * ```ts
 * import { spinGroundState } from '@buridan/tasks'
 * console.log(spinGroundState(4, 1, 0).energy, spinGroundState(4, 1, 1).energy) // → -2 -2
 * ```
 */
export function spinGroundState(side: number, j1: number, j2: number): SpinGroundState {
  integerIn(side, 3, 8, 'side')
  const rows = 1 << side
  const within = Float64Array.from({ length: rows }, (_, r) => j1 * agreement(r, turned(r, side), side))
  // between a row and the next: straight down, and both diagonals
  const between = new Float64Array(rows * rows)
  for (let r = 0; r < rows; r++) {
    for (let s = 0; s < rows; s++) {
      const diagonal = agreement(r, turned(s, side), side) + agreement(turned(r, side), s, side)
      between[r * rows + s] = j1 * agreement(r, s, side) + j2 * diagonal
    }
  }
  let best = Number.POSITIVE_INFINITY
  let found: number[] = []
  // the flip of all spins keeps the energy: a first row of which the first spin is up
  for (let first = rows >> 1; first < rows; first++) {
    const { energy, path } = bestFrom(first, side, within, between)
    if (energy < best - 1e-12) {
      best = energy
      found = path
    }
  }
  const spins = new Int8Array(side * side)
  found.forEach((row, r) => {
    for (let c = 0; c < side; c++) spins[r * side + c] = (row >> (side - 1 - c)) & 1 ? 1 : -1
  })
  return { energy: best / side ** 2, spins }
}

function bestFrom(first: number, side: number, within: Float64Array, between: Float64Array) {
  const rows = within.length
  let costs = new Float64Array(rows).fill(Number.POSITIVE_INFINITY)
  costs[first] = within[first]!
  const before: Int32Array[] = []
  for (let r = 1; r < side; r++) {
    const next = new Float64Array(rows).fill(Number.POSITIVE_INFINITY)
    const from = new Int32Array(rows)
    for (let row = 0; row < rows; row++) {
      for (let last = 0; last < rows; last++) {
        const cost = costs[last]! + between[last * rows + row]! + within[row]!
        if (cost < next[row]!) {
          next[row] = cost
          from[row] = last
        }
      }
    }
    costs = next
    before.push(from)
  }
  let last = 0
  let energy = Number.POSITIVE_INFINITY
  for (let row = 0; row < rows; row++) {
    const total = costs[row]! + between[row * rows + first]!
    if (total < energy) {
      energy = total
      last = row
    }
  }
  const path = [last]
  for (const from of before.reverse()) path.unshift(from[path[0]!]!)
  return { energy, path }
}

/** Σ s_i t_i of two rows, as bits. */
function agreement(a: number, b: number, side: number): number {
  let different = a ^ b
  let count = 0
  while (different) {
    different &= different - 1
    count++
  }
  return side - 2 * count
}

/** The row moved by one place around the torus. */
function turned(row: number, side: number): number {
  return ((row << 1) & ((1 << side) - 1)) | (row >> (side - 1))
}
