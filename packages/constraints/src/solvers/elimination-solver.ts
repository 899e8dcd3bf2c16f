import { type Signal, TooLargeError, UnsupportedError } from '@buridan/groups'
import { whitened } from '../diagrams/gram.js'
import { SparseMap, scaledMap } from '../maps/sparse-map.js'
import type { BlockSolution } from '../solutions/block-solution.js'
import { SpanSolution, sparseRows } from '../solutions/span-solution.js'
import { throwIfAborted } from './abort.js'
import { applyConstraint, type ConstraintSystem } from './constraint-system.js'
import { Elimination, type Entries, type Equation, MAX_FRACTION } from './elimination.js'

/** The largest rows · cols that are eliminated. */
const MAX_UNKNOWNS = 20_000
/** Denominators that entries of the constraints may have. */
const DENOMINATORS = [1, 2, 3, 4, 6, 12]
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
  const most = largestSum(whole)
  if (!solutions?.every((s) => satisfies(whole, s, most))) return undefined
  const maps = solutions.map((s) =>
    SparseMap.fromEntries(
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
    return d === undefined ? undefined : { left: scaledMap(left, d), right: scaledMap(right, d) }
  })
  return scaled.includes(undefined) ? undefined : { ...system, constraints: scaled.map((c) => c!) }
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

/**
 * Whether a rational vector solves the integer system: tested on whole numbers after clearing denominators. What float64 does
 * not hold exactly passes no test.
 */
function satisfies({ rows, cols, constraints }: ConstraintSystem, solution: Entries, most: number): boolean {
  const denominator = commonDenominator(solution.map(([, v]) => v))
  if (denominator === undefined) return false
  const w = new Float64Array(rows * cols)
  let size = 0
  for (const [e, v] of solution) {
    w[e] = Math.round(v * denominator)
    size = Math.max(size, Math.abs(w[e]!))
  }
  if (size * most > Number.MAX_SAFE_INTEGER) return false
  return constraints.every((constraint) => {
    const out = new Float64Array(w.length)
    applyConstraint(constraint, w, cols, out)
    return out.every((v) => v === 0)
  })
}

/** The largest sum of absolute values that an equation may have as coefficients. */
function largestSum({ rows, cols, constraints }: ConstraintSystem): number {
  let most = 0
  for (const { left, right } of constraints) {
    const ofRow = new Float64Array(rows)
    const ofColumn = new Float64Array(cols)
    left.values.forEach((v, e) => {
      ofRow[left.rowOf[e]!]! += Math.abs(v)
    })
    right.values.forEach((v, e) => {
      ofColumn[right.colOf[e]!]! += Math.abs(v)
    })
    most = Math.max(most, largest(ofRow) + largest(ofColumn))
  }
  return most
}

function largest(values: Float64Array): number {
  return values.reduce((most, v) => Math.max(most, v), 0)
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
