import { type Signal, TooLargeError, UnsupportedError } from '@buridan/groups'
import type { BlockSolution } from '../basis/block-solution.js'
import { SpanSolution, sparseRows } from '../basis/span-solution.js'
import { inverseModulo, whitened } from '../diagrams/gram.js'
import { SparseMap } from '../maps/sparse-map.js'
import { throwIfAborted } from './abort.js'
import { applyConstraint, type ConstraintSystem } from './constraint-system.js'

/** The largest rows · cols that are eliminated. */
const MAX_UNKNOWNS = 20_000
/** Below 2²⁶, so that products of residues are exact in float64. */
const PRIME = 67_108_859
/** Denominators that entries of the constraints may have. */
const DENOMINATORS = [1, 2, 3, 4, 6, 12]
/** Numerators and denominators up to √(p / 2) are determined by their residue. */
const MAX_FRACTION = Math.floor(Math.sqrt(PRIME / 2))

/** A solution as entries: place in W, row-major, and value. */
type Entries = readonly (readonly [place: number, value: number])[]

/**
 * Solves a block exactly where the constraints are whole or simple rational numbers: sparse Gauss–Jordan elimination modulo a
 * prime, shortest equations first, the solutions lifted to rationals and tested in exact arithmetic. Modulo p there are
 * at least as many solutions as over ℚ; as many as there are pass the test, so that none is lost and none is false.
 *
 * O(equations · fill) time: most equations of tensors have one or two unknowns left.
 *
 * @returns undefined if the numbers are not of that kind or a solution has no small fractions
 * @throws TooLargeError above 20 000 unknowns
 */
export function solveByElimination(system: ConstraintSystem, signal?: Signal): BlockSolution | undefined {
  const { rows, cols, text } = system
  if (rows * cols > MAX_UNKNOWNS) {
    throw new TooLargeError(`${text} has ${rows * cols} unknowns; elimination takes up to ${MAX_UNKNOWNS}`)
  }
  const whole = asIntegers(system)
  if (!whole) return undefined
  const elimination = new Elimination(rows * cols)
  equationsOf(whole).forEach((equation, k) => {
    if (k % 256 === 0) throwIfAborted(signal)
    elimination.add(equation)
  })
  const solutions = elimination.solutions()
  if (!solutions?.every((s) => satisfies(whole, s))) return undefined
  const maps = solutions.map((s) =>
    SparseMap.of(
      rows,
      cols,
      s.map(([e, v]) => [Math.floor(e / cols), e % cols, v]),
    ),
  )
  const reason = 'whole numbers: exact sparse elimination'
  return new SpanSolution('elimination', reason, rows, cols, maps, sparseRows(orthonormal(solutions)))
}

/** The solver for those who force it. @throws UnsupportedError where it does not apply */
export function forceElimination(system: ConstraintSystem, signal?: Signal): BlockSolution {
  const found = solveByElimination(system, signal)
  if (found) return found
  throw new UnsupportedError(
    `${system.text} has constraints that are no whole or simple rational numbers: no elimination`,
  )
}

/** The system times a common denominator; undefined if there is no small one. */
function asIntegers(system: ConstraintSystem): ConstraintSystem | undefined {
  const isWhole = (v: number) => Number.isInteger(v) && Math.abs(v) < 2 ** 20
  const scaled = system.constraints.map(({ left, right }) => {
    const d = DENOMINATORS.find((q) => [...left.values, ...right.values].every((v) => isWhole(q * v)))
    const times = (m: SparseMap) =>
      new SparseMap(
        m.rows,
        m.cols,
        m.rowOf,
        m.colOf,
        m.values.map((v) => v * d!),
      )
    return d === undefined ? undefined : { left: times(left), right: times(right) }
  })
  return scaled.includes(undefined) ? undefined : { ...system, constraints: scaled.map((c) => c!) }
}

interface Equation {
  readonly unknowns: readonly number[]
  readonly coefficients: readonly number[]
}

/** Σ_a L_ia W_aj − Σ_b W_ib R_bj = 0 for all (i, j) and constraints, without those that are 0 = 0; the shortest first. */
function equationsOf({ rows, cols, constraints }: ConstraintSystem): Equation[] {
  const equations: Equation[] = []
  for (const { left, right } of constraints) {
    const ofRow = grouped(left.rowOf, left.colOf, left.values, rows)
    const ofColumn = grouped(right.colOf, right.rowOf, right.values, cols)
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < cols; j++) {
        const terms = new Map<number, number>()
        for (const [a, v] of ofRow[i]!) terms.set(a * cols + j, v)
        for (const [b, v] of ofColumn[j]!) terms.set(i * cols + b, (terms.get(i * cols + b) ?? 0) - v)
        const live = [...terms].filter(([, v]) => v !== 0)
        if (live.length > 0) {
          equations.push({ unknowns: live.map((t) => t[0]), coefficients: live.map((t) => t[1]) })
        }
      }
    }
  }
  return equations.sort((a, b) => a.unknowns.length - b.unknowns.length)
}

function grouped(
  by: Int32Array,
  other: Int32Array,
  values: Float64Array,
  count: number,
): (readonly [number, number])[][] {
  const lists = Array.from({ length: count }, (): [number, number][] => [])
  for (let e = 0; e < values.length; e++) lists[by[e]!]!.push([other[e]!, values[e]!])
  return lists
}

/** Gauss–Jordan elimination modulo p: each solved unknown is kept as a combination of unknowns that are still free. */
class Elimination {
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
    const scale = PRIME - inverseModulo(row.get(pivot)!)
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

/** Whether a rational vector solves the integer system: tested on whole numbers after clearing denominators. */
function satisfies({ rows, cols, constraints }: ConstraintSystem, solution: Entries): boolean {
  const denominator = commonDenominator(solution.map(([, v]) => v))
  if (denominator === undefined) return false
  const w = new Float64Array(rows * cols)
  for (const [e, v] of solution) w[e] = Math.round(v * denominator)
  return constraints.every((constraint) => {
    const out = new Float64Array(w.length)
    applyConstraint(constraint, w, cols, out)
    return out.every((v) => v === 0)
  })
}

function commonDenominator(values: readonly number[]): number | undefined {
  let d = 1
  for (const v of values) {
    let q = 1
    while (Math.abs(v * d * q - Math.round(v * d * q)) > 1e-9 * q) {
      if (++q > MAX_FRACTION) return undefined
    }
    d *= q
    if (d > 2 ** 24) return undefined
  }
  return d
}

function orthonormal(solutions: readonly Entries[]): (readonly [number, number])[][] {
  const r = solutions.length
  const lookup = solutions.map((s) => new Map(s))
  const gram = new Float64Array(r * r)
  for (let a = 0; a < r; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0
      for (const [e, v] of solutions[b]!) sum += v * (lookup[a]!.get(e) ?? 0)
      gram[a * r + b] = gram[b * r + a] = sum
    }
  }
  return whitened(
    gram,
    r,
    Array.from({ length: r }, (_, k) => k),
  )
}
