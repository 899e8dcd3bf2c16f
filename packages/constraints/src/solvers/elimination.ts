import { inverseModulo, LARGEST_EXACT_PRIME as PRIME } from '@buridan/core'

/** Numerators and denominators up to √(p / 2) are determined by their residue. */
export const MAX_FRACTION = Math.floor(Math.sqrt(PRIME / 2))

/** A solution as entries: the unknown and its value. */
export type Entries = readonly (readonly [unknown: number, value: number])[]

/** Σ coefficient · unknown = 0. */
export interface Equation {
  readonly unknowns: readonly number[]
  readonly coefficients: readonly number[]
}

/** Gauss–Jordan elimination modulo p: each solved unknown is kept as a combination of unknowns that are still free. */
export class Elimination {
  readonly #solved: (Map<number, number> | undefined)[]
  /** For a free unknown the solved ones whose combination has it. */
  readonly #users: (Set<number> | undefined)[]

  constructor(readonly unknowns: number) {
    this.#solved = new Array(unknowns)
    this.#users = new Array(unknowns)
  }

  add({ unknowns, coefficients }: Equation): void {
    const row = new Map<number, number>()
    unknowns.forEach((u, k) => {
      const v = ((coefficients[k]! % PRIME) + PRIME) % PRIME
      const solved = this.#solved[u]
      if (solved) addMultiple(row, solved, v)
      else addTo(row, u, v)
    })
    if (row.size === 0) return
    // the unknown in fewest combinations spoils fewest
    let pivot = -1
    let fewest = Number.POSITIVE_INFINITY
    for (const u of row.keys()) {
      const users = this.#users[u]?.size ?? 0
      if (users < fewest) {
        fewest = users
        pivot = u
      }
    }
    this.#solve(row, pivot)
  }

  #solve(row: Map<number, number>, pivot: number): void {
    const scale = PRIME - inverseModulo(row.get(pivot)!, PRIME)
    row.delete(pivot)
    for (const [u, v] of row) row.set(u, (v * scale) % PRIME)
    this.#solved[pivot] = row
    for (const u of row.keys()) this.#usersOf(u).add(pivot)
    const users = this.#users[pivot]
    this.#users[pivot] = undefined
    for (const user of users ?? []) {
      const combination = this.#solved[user]!
      const weight = combination.get(pivot)!
      combination.delete(pivot)
      for (const [u, v] of row) {
        if (addTo(combination, u, (weight * v) % PRIME)) this.#usersOf(u).add(user)
        else this.#users[u]?.delete(user)
      }
    }
  }

  #usersOf(u: number): Set<number> {
    let users = this.#users[u]
    if (!users) {
      users = new Set()
      this.#users[u] = users
    }
    return users
  }

  /** One solution for each free unknown, in fractions; undefined if a residue is none of a small fraction. */
  solutions(): Entries[] | undefined {
    const found: Entries[] = []
    for (let f = 0; f < this.unknowns; f++) {
      if (this.#solved[f]) continue
      const entries: [number, number][] = [[f, 1]]
      for (const u of this.#users[f] ?? []) {
        const value = fraction(this.#solved[u]!.get(f)!)
        if (value === undefined) return undefined
        entries.push([u, value])
      }
      found.push(entries.sort((a, b) => a[0] - b[0]))
    }
    return found
  }
}

function addMultiple(row: Map<number, number>, other: ReadonlyMap<number, number>, factor: number): void {
  for (const [u, v] of other) addTo(row, u, (v * factor) % PRIME)
}

/** Returns whether the entry is there afterwards. */
function addTo(row: Map<number, number>, u: number, v: number): boolean {
  const sum = ((row.get(u) ?? 0) + v) % PRIME
  if (sum === 0) row.delete(u)
  else row.set(u, sum)
  return sum !== 0
}

/** The fraction of small numerator and denominator with a residue, by the extended Euclidean algorithm (Wang 1981). */
function fraction(residue: number): number | undefined {
  let [r0, r1, t0, t1] = [PRIME, residue, 0, 1]
  while (r1 > MAX_FRACTION) {
    const q = Math.floor(r0 / r1)
    ;[r0, r1, t0, t1] = [r1, r0 - q * r1, t1, t0 - q * t1]
  }
  return t1 === 0 || Math.abs(t1) > MAX_FRACTION ? undefined : r1 / t1
}
