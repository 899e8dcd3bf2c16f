import {
  type AnyRepresentation,
  algebraOf,
  discreteGeneratorsOf,
  elementsOf,
  isLieRepresentation,
  type LieRepresentation,
  type Representation,
} from '@buridan/groups'
import { type Rows, rowsOf, times } from './matrices.js'

/** L W = W R. */
export interface GivenEquation {
  readonly left: Rows
  readonly right: Rows
}

export const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, v, i) => sum + v * b[i]!, 0)

/** What equivariant maps satisfy: generators, the Lie algebra, real and imaginary parts apart since W is real. */
export function equationsOf(repIn: AnyRepresentation, repOut: AnyRepresentation): GivenEquation[] {
  if (!isLieRepresentation(repIn)) {
    const [a, b] = [repIn as Representation, repOut as Representation]
    return a.group.generators.map((g) => ({
      left: rowsOf(b.matrix(g), b.dim),
      right: rowsOf(a.matrix(g), a.dim),
    }))
  }
  const [a, b] = [repIn, repOut as LieRepresentation]
  const parts = [
    ...algebraOf(a.group).map((e) => [b.derivative(e), a.derivative(e)] as const),
    ...discreteGeneratorsOf(a.group).map((g) => [b.complexMatrix(g), a.complexMatrix(g)] as const),
  ]
  return parts.flatMap(([left, right]) => [
    { left: rowsOf(left.re, b.dim), right: rowsOf(right.re, a.dim) },
    ...(left.im || right.im
      ? [
          {
            left: rowsOf(left.im ?? new Float64Array(b.dim ** 2), b.dim),
            right: rowsOf(right.im ?? new Float64Array(a.dim ** 2), a.dim),
          },
        ]
      : []),
  ])
}

/** L W − W R. */
export function defectOf({ left, right }: GivenEquation, w: Rows): Rows {
  const [a, b] = [times(left, w), times(w, right)]
  return a.map((row, i) => row.map((v, j) => v - b[i]![j]!))
}

/** All equations as rows of coefficients of the entries of W, rows · cols unknowns. */
export function coefficientsOf(equations: readonly GivenEquation[], rows: number, cols: number): Rows {
  return equations.flatMap(({ left, right }) => {
    const out: number[][] = []
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < cols; j++) {
        const row = new Array<number>(rows * cols).fill(0)
        for (let k = 0; k < rows; k++) row[k * cols + j]! += left[i]![k]!
        for (let k = 0; k < cols; k++) row[i * cols + k]! -= right[k]![j]!
        if (row.some((v) => v !== 0)) out.push(row)
      }
    }
    return out
  })
}

/** Vectors that span the kernel, by Gauss–Jordan with the largest entry of all as pivot. */
export function kernelOf(equations: Rows, unknowns: number, tolerance = 1e-9): Rows {
  const rows = equations.map((row) => [...row])
  const pivots: number[] = []
  for (let done = 0; done < rows.length; done++) {
    let [pr, pc, most] = [-1, -1, tolerance]
    for (let r = done; r < rows.length; r++) {
      for (let c = 0; c < unknowns; c++) {
        const size = Math.abs(rows[r]![c]!)
        if (size > most) [pr, pc, most] = [r, c, size]
      }
    }
    if (pr < 0) break
    ;[rows[done], rows[pr]] = [rows[pr]!, rows[done]!]
    const pivot = rows[done]!.map((v) => v / rows[done]![pc]!)
    rows[done] = pivot
    rows.forEach((row, r) => {
      const factor = row[pc]!
      if (r !== done && factor !== 0) for (let c = 0; c < unknowns; c++) row[c]! -= factor * pivot[c]!
    })
    pivots.push(pc)
  }
  return freeVectors(pivots, unknowns, (k, c) => rows[k]![c]!)
}

/** The same of whole numbers, exactly, by fractions of whole numbers of any size. */
export function exactKernelOf(equations: Rows, unknowns: number): Rows {
  const pivots: { at: number; row: Map<number, bigint> }[] = []
  for (const equation of equations) {
    let row = new Map(equation.flatMap((v, c) => (v === 0 ? [] : [[c, BigInt(v)] as const])))
    for (const p of pivots) row = eliminated(row, p.row, p.at)
    const at = row.keys().next().value
    if (at === undefined) continue
    for (const p of pivots) p.row = eliminated(p.row, row, at)
    pivots.push({ at, row })
  }
  return freeVectors(
    pivots.map((p) => p.at),
    unknowns,
    (k, c) => Number(pivots[k]!.row.get(c) ?? 0n) / Number(pivots[k]!.row.get(pivots[k]!.at)!),
  )
}

/** A multiple of a row less one of another, so that the entry is gone, divided by what all have in common. */
function eliminated(row: Map<number, bigint>, by: Map<number, bigint>, at: number): Map<number, bigint> {
  const factor = row.get(at)
  if (factor === undefined) return row
  const lead = by.get(at)!
  const out = new Map([...row].map(([c, v]) => [c, v * lead] as const))
  for (const [c, v] of by) {
    const sum = (out.get(c) ?? 0n) - factor * v
    if (sum === 0n) out.delete(c)
    else out.set(c, sum)
  }
  const common = [...out.values()].reduce(gcd, 0n)
  return common > 1n ? new Map([...out].map(([c, v]) => [c, v / common] as const)) : out
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

function freeVectors(
  pivots: readonly number[],
  unknowns: number,
  entry: (pivot: number, free: number) => number,
): Rows {
  const solved = new Set(pivots)
  const free = Array.from({ length: unknowns }, (_, c) => c).filter((c) => !solved.has(c))
  return free.map((f) => {
    const v = new Array<number>(unknowns).fill(0)
    v[f] = 1
    pivots.forEach((c, k) => {
      v[c] = -entry(k, f)
    })
    return v
  })
}

/** The mean of ρ_out(g) W ρ_in(g)⁻¹ over a finite group. */
export function groupMean(repIn: Representation, repOut: Representation, w: Rows): Rows {
  const list = elementsOf(repIn.group)
  const mean = w.map((row) => row.map(() => 0))
  for (let k = 0; k < list.order; k++) {
    const left = rowsOf(repOut.matrix(list.at(k)), repOut.dim)
    const right = rowsOf(repIn.matrix(list.at(list.inverse(k))), repIn.dim)
    times(times(left, w), right).forEach((row, i) => {
      row.forEach((v, j) => {
        mean[i]![j]! += v / list.order
      })
    })
  }
  return mean
}
