import { euclideanNorm } from '@buridan/core'
import {
  type ComplexMatrix,
  type LieGroup,
  type Representation,
  TooLargeError,
  UnsupportedError,
} from '@buridan/groups'
import { SparseMap, scaledMap, transposed } from '../maps/sparse-map.js'
import { blockText } from './block-text.js'
import { type Decision, decidedGap, NULL_TOLERANCE } from './rank-gap.js'
import { errorOf } from './representation-error.js'
import { settled } from './settled.js'
import { sparseAction } from './sparse-action.js'

/** The most unknowns whose equations are written. */
const MAX_UNKNOWNS = 2 ** 24

/** @throws TooLargeError for more unknowns than are written */
export function refuseUnknowns(unknowns: number, maps: string): void {
  if (unknowns > MAX_UNKNOWNS) {
    throw new TooLargeError(
      `${maps} have ${unknowns} entries and too many diagrams; the limit for other solvers is ${MAX_UNKNOWNS}`,
    )
  }
}

/** L W = W R: of a group element, L = ρ_out(g), R = ρ_in(g), or of one of the Lie algebra, with dρ. */
export interface Constraint {
  readonly left: SparseMap
  readonly right: SparseMap
}

/** The linear equations that equivariant maps W, rows × cols, satisfy. */
export interface ConstraintSystem extends Decision {
  readonly rows: number
  readonly cols: number
  readonly constraints: readonly Constraint[]
}

/**
 * The equations of a finite group: one matrix equation a generator.
 *
 * @throws TooLargeError above 2²⁴ unknowns, or matrices of over 2²⁵ entries that are not zero
 */
export function finiteConstraints(repIn: Representation, repOut: Representation): ConstraintSystem {
  refuseUnknowns(repIn.dim * repOut.dim, blockText(repIn, repOut))
  return {
    rows: repOut.dim,
    cols: repIn.dim,
    constraints: repIn.group.generators.map((g) => ({
      left: sparseAction(repOut, g),
      right: sparseAction(repIn, g),
    })),
    text: blockText(repIn, repOut),
    noise: Math.max(errorOf(repIn), errorOf(repOut)),
  }
}

/**
 * The equations of a Lie group on tensors over its base representation, an axis for each of the flags, true for the dual:
 * a basis of the complexified Lie algebra, which for the complex groups is real, and the discrete generators.
 */
export function tensorConstraints(
  group: LieGroup,
  outDual: readonly boolean[],
  inDual: readonly boolean[],
): ConstraintSystem {
  const n = group.dim
  const unknowns = n ** (outDual.length + inDual.length)
  refuseUnknowns(unknowns, `maps of ${inDual.length} to ${outDual.length} indices of ${group.name}`)
  const constraints = realAlgebra(group).map((a) => ({
    left: derivative(a, n, outDual),
    right: derivative(a, n, inDual),
  }))
  for (const g of group.ownDiscrete) {
    if (g.im?.some((v) => v !== 0)) {
      throw complexGenerators(group.name)
    }
    constraints.push({ left: power(g.re, n, outDual), right: power(g.re, n, inDual) })
  }
  return {
    rows: n ** outDual.length,
    cols: n ** inDual.length,
    constraints,
    text: `${group.name}, ${inDual.length} → ${outDual.length} indices`,
  }
}

/**
 * A real basis of the complex span of the Lie algebra. Maps over ℂ that commute with the algebra are those that commute with
 * its complexification: su(n) ⊗ ℂ = sl(n, ℂ), u(n) ⊗ ℂ = gl(n, ℂ), whose reduced bases are real.
 */
function realAlgebra(group: LieGroup): Float64Array[] {
  if (!group.complex) return group.ownAlgebra.map((a) => a.re)
  const rows = reduced(group.ownAlgebra, group.name)
  return rows.map(({ re, im }) => {
    if (im!.some((v) => Math.abs(v) > 1e-12)) {
      throw new UnsupportedError(`the complexified Lie algebra of ${group.name} has no real basis`)
    }
    return re.map(settled)
  })
}

/**
 * Reduced row echelon form over ℂ of matrices as rows of their entries, each column solved by the row that has most of it.
 *
 * @throws AmbiguousToleranceError if it hangs on rounding how many are independent
 */
function reduced(algebra: readonly ComplexMatrix[], text: string): ComplexMatrix[] {
  const rows = algebra.map((a) => ({
    n: a.n,
    re: a.re.slice(),
    im: a.im?.slice() ?? new Float64Array(a.re.length),
  }))
  for (const r of rows) {
    const length = Math.hypot(euclideanNorm(r.re), euclideanNorm(r.im))
    if (length > 0) scale(r, length, 0)
  }
  const size = rows[0]?.re.length ?? 0
  let [done, kept, dropped] = [0, Number.POSITIVE_INFINITY, 0]
  for (let e = 0; e < size && done < rows.length; e++) {
    let pivot = done
    const sizeAt = (k: number) => Math.hypot(rows[k]!.re[e]!, rows[k]!.im[e]!)
    for (let k = done + 1; k < rows.length; k++) if (sizeAt(k) > sizeAt(pivot)) pivot = k
    const found = sizeAt(pivot)
    if (found <= NULL_TOLERANCE) {
      dropped = Math.max(dropped, found)
      continue
    }
    kept = Math.min(kept, found)
    ;[rows[done], rows[pivot]] = [rows[pivot]!, rows[done]!]
    const p = rows[done]!
    scale(p, p.re[e]!, p.im[e]!)
    rows.forEach((r, k) => {
      if (k !== done) subtract(r, p, r.re[e]!, r.im[e]!)
    })
    done++
  }
  decidedGap({ kept, dropped }, done, { text: `the Lie algebra of ${text}` })
  return rows.slice(0, done)
}

interface Row {
  readonly re: Float64Array
  readonly im: Float64Array
}

/** Divides by x + iy. */
function scale({ re, im }: Row, x: number, y: number): void {
  const d = x * x + y * y
  for (let e = 0; e < re.length; e++) {
    const [u, v] = [re[e]!, im[e]!]
    re[e] = (u * x + v * y) / d
    im[e] = (v * x - u * y) / d
  }
}

function subtract(from: Row, row: Row, x: number, y: number): void {
  for (let e = 0; e < row.re.length; e++) {
    from.re[e]! -= x * row.re[e]! - y * row.im[e]!
    from.im[e]! -= x * row.im[e]! + y * row.re[e]!
  }
}

/** The error for discrete generators that give no real equations. */
export function complexGenerators(name: string): UnsupportedError {
  return new UnsupportedError(`${name} has complex discrete generators, which are not solved`)
}

/** A on an axis, −A⊤ on one of the dual. */
function onAxis(a: Float64Array, n: number, dual: boolean): Float64Array {
  return dual ? a.map((_, e) => -a[(e % n) * n + Math.floor(e / n)]!) : a
}

/** Σ_k 1 ⊗ … ⊗ A ⊗ … ⊗ 1. */
function derivative(a: Float64Array, n: number, duals: readonly boolean[]): SparseMap {
  const size = n ** duals.length
  const sums = new Map<number, number>()
  duals.forEach((dual, k) => {
    const m = onAxis(a, n, dual)
    const stride = n ** (duals.length - 1 - k)
    for (let col = 0; col < size; col++) {
      const j = Math.floor(col / stride) % n
      for (let i = 0; i < n; i++) {
        const v = m[i * n + j]!
        if (v === 0) continue
        const key = (col + (i - j) * stride) * size + col
        sums.set(key, (sums.get(key) ?? 0) + v)
      }
    }
  })
  const entries = [...sums].filter(([, v]) => v !== 0)
  return SparseMap.fromEntries(
    size,
    size,
    entries.map(([key, v]) => [Math.floor(key / size), key % size, v]),
  )
}

/** g ⊗ … ⊗ g, for discrete generators: their inverses are their transposes, so that duals are the same. */
function power(g: Float64Array, n: number, duals: readonly boolean[]): SparseMap {
  let entries: [number, number, number][] = [[0, 0, 1]]
  for (const _ of duals) {
    entries = entries.flatMap(([i, j, v]) => {
      const next: [number, number, number][] = []
      for (let e = 0; e < n * n; e++) {
        if (g[e] !== 0) next.push([i * n + Math.floor(e / n), j * n + (e % n), v * g[e]!])
      }
      return next
    })
  }
  return SparseMap.fromEntries(n ** duals.length, n ** duals.length, entries)
}

/**
 * The same equations, each constraint divided by a power of two so that its rows have a length of about 1: what is zero to rounding
 * does not depend on the units of representations and Lie algebras.
 */
export function inUnits(system: ConstraintSystem): ConstraintSystem {
  let most = 0
  const constraints = system.constraints.flatMap(({ left, right }) => {
    const size = Math.hypot(longestColumn(left), longestColumn(transposed(right)))
    if (size === 0) return []
    const factor = 2 ** -Math.round(Math.log2(size))
    most = Math.max(most, factor)
    return [{ left: scaledMap(left, factor), right: scaledMap(right, factor) }]
  })
  return { ...system, constraints, noise: (system.noise ?? 0) * most }
}

function longestColumn({ cols, colOf, values }: SparseMap): number {
  const lengths = new Float64Array(cols)
  values.forEach((v, e) => {
    lengths[colOf[e]!] = Math.hypot(lengths[colOf[e]!]!, v)
  })
  return lengths.reduce((most, v) => Math.max(most, v), 0)
}

/** C(W) = L W − W R, added to out. */
export function applyConstraint(
  { left, right }: Constraint,
  w: Float64Array,
  cols: number,
  out: Float64Array,
): void {
  for (let e = 0; e < left.values.length; e++) {
    const [v, to, from] = [left.values[e]!, left.rowOf[e]! * cols, left.colOf[e]! * cols]
    for (let j = 0; j < cols; j++) out[to + j]! += v * w[from + j]!
  }
  const rows = w.length / cols
  for (let e = 0; e < right.values.length; e++) {
    const [v, b, j] = [right.values[e]!, right.rowOf[e]!, right.colOf[e]!]
    for (let at = 0; at < rows * cols; at += cols) out[at + j]! -= v * w[at + b]!
  }
}

/** C⊤(Z) = L⊤ Z − Z R⊤, added to out. */
export function applyConstraintTranspose(
  { left, right }: Constraint,
  z: Float64Array,
  cols: number,
  out: Float64Array,
): void {
  applyConstraint({ left: transposed(left), right: transposed(right) }, z, cols, out)
}
