/** A matrix by rows; the arithmetic of this file is written out as in a textbook, and shares nothing with the packages. */
export type Rows = readonly (readonly number[])[]

export const identity = (n: number): number[][] =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => Number(i === j)))

/** A row-major array of so many rows. */
export const rowsOf = (flat: ArrayLike<number>, n: number): number[][] =>
  Array.from({ length: n }, (_, i) =>
    Array.from({ length: flat.length / n }, (_, j) => flat[i * (flat.length / n) + j]!),
  )

export const transposed = (a: Rows): number[][] => (a[0] ?? []).map((_, j) => a.map((row) => row[j]!))

export const times = (a: Rows, b: Rows): number[][] =>
  a.map((row) => (b[0] ?? []).map((_, j) => row.reduce((sum, v, k) => sum + v * b[k]![j]!, 0)))

export const apply = (a: Rows, x: ArrayLike<number>): number[] =>
  a.map((row) => row.reduce((sum, v, k) => sum + v * x[k]!, 0))

export const plus = (a: Rows, b: Rows, s = 1): number[][] =>
  a.map((row, i) => row.map((v, j) => v + s * b[i]![j]!))

export const trace = (a: Rows): number => a.reduce((sum, row, i) => sum + row[i]!, 0)

export const kronecker = (a: Rows, b: Rows): number[][] =>
  a.flatMap((row) => b.map((other) => row.flatMap((v) => other.map((w) => v * w))))

/** Blocks along the diagonal. */
export function blocks(list: readonly Rows[]): number[][] {
  const n = list.reduce((sum, m) => sum + m.length, 0)
  const out = Array.from({ length: n }, () => new Array<number>(n).fill(0))
  let at = 0
  for (const m of list) {
    m.forEach((row, i) => {
      row.forEach((v, j) => {
        out[at + i]![at + j] = v
      })
    })
    at += m.length
  }
  return out
}

/** Elimination with the largest pivots: the inverse and the determinant. */
export function inverted(a: Rows): { inverse: number[][]; determinant: number } {
  const n = a.length
  const m = a.map((row, i) => [...row, ...identity(n)[i]!])
  let determinant = 1
  for (let c = 0; c < n; c++) {
    let p = c
    for (let r = c; r < n; r++) if (Math.abs(m[r]![c]!) > Math.abs(m[p]![c]!)) p = r
    if (p !== c) determinant = -determinant
    ;[m[c], m[p]] = [m[p]!, m[c]!]
    const pivot = m[c]![c]!
    determinant *= pivot
    m[c] = m[c]!.map((v) => v / pivot)
    for (let r = 0; r < n; r++) {
      const factor = m[r]![c]!
      if (r !== c && factor !== 0) m[r] = m[r]!.map((v, j) => v - factor * m[c]![j]!)
    }
  }
  return { inverse: m.map((row) => row.slice(n)), determinant }
}
