import { type PrimeField, type Rng, TooLargeError } from '@buridan/core'
/**
 * The common eigenvectors, over a prime field, of commuting r×r matrices that are diagonalizable with r different
 * systems of eigenvalues: those of a random combination, by its minimal polynomial on a random vector.
 *
 * @param combination - draws a random combination of the matrices
 * @returns r vectors, in the order of their eigenvalues
 * @remarks O(r³ + p·r) for each try; a try fails if two eigenvalues of the combination happen to be equal.
 */
export function simultaneousEigenvectors(
  combination: (random: Rng) => Float64Array,
  r: number,
  field: PrimeField,
  random: Rng,
): Float64Array[] {
  for (let attempt = 0; attempt < 50; attempt++) {
    const found = tryCombination(combination(random), r, field, random)
    if (found) return found
  }
  throw new TooLargeError(`the ${r} characters could not be told apart modulo ${field.p}`)
}

function tryCombination(
  m: Float64Array,
  r: number,
  field: PrimeField,
  random: Rng,
): Float64Array[] | undefined {
  const krylov: Float64Array[] = [Float64Array.from({ length: r }, () => random.int(field.p))]
  for (let k = 1; k <= r; k++) krylov.push(times(m, krylov[k - 1]!, r, field))
  const relation = solve(krylov, r, field)
  if (!relation) return undefined
  // monic polynomial x^r − Σ relation[k] x^k, which has the r eigenvalues as roots
  const polynomial = [...relation.map((c) => field.residue(-c)), 1]
  const roots: number[] = []
  for (let x = 0; x < field.p && roots.length < r; x++)
    if (evaluate(polynomial, x, field) === 0) roots.push(x)
  if (roots.length < r) return undefined
  return roots.map((root) => eigenvector(polynomial, root, krylov, r, field))
}

function times(m: Float64Array, v: Float64Array, r: number, { p }: PrimeField): Float64Array {
  const out = new Float64Array(r)
  for (let i = 0; i < r; i++) {
    let sum = 0
    for (let j = 0; j < r; j++) sum = (sum + m[i * r + j]! * v[j]!) % p
    out[i] = sum
  }
  return out
}

/** Coefficients c with Σ c_k krylov[k] = krylov[r], or undefined if the first r vectors are dependent. */
function solve(krylov: readonly Float64Array[], r: number, field: PrimeField): number[] | undefined {
  const { p } = field
  const rows = Array.from({ length: r }, (_, i) =>
    Float64Array.from({ length: r + 1 }, (_, k) => krylov[k]![i]!),
  )
  for (let c = 0; c < r; c++) {
    const pivot = rows.findIndex((row, i) => i >= c && row[c] !== 0)
    if (pivot < 0) return undefined
    const row = rows[pivot]!
    rows[pivot] = rows[c]!
    rows[c] = row
    const scale = field.inverse(row[c]!)
    for (let k = c; k <= r; k++) row[k] = (row[k]! * scale) % p
    for (const other of rows) {
      const factor = other === row ? 0 : other[c]!
      if (factor === 0) continue
      for (let k = c; k <= r; k++) other[k] = (other[k]! + (p - factor) * row[k]!) % p
    }
  }
  return rows.map((row) => row[r]!)
}

function evaluate(polynomial: readonly number[], x: number, { p }: PrimeField): number {
  let value = 0
  for (let k = polynomial.length - 1; k >= 0; k--) value = (value * x + polynomial[k]!) % p
  return value
}

/** (polynomial / (x − root))(M) v, from the Krylov vectors, by synthetic division. */
function eigenvector(
  polynomial: readonly number[],
  root: number,
  krylov: readonly Float64Array[],
  r: number,
  { p }: PrimeField,
): Float64Array {
  const out = new Float64Array(r)
  let coefficient = 0
  for (let k = r; k >= 1; k--) {
    coefficient = (coefficient * root + polynomial[k]!) % p
    const vector = krylov[k - 1]!
    for (let i = 0; i < r; i++) out[i] = (out[i]! + coefficient * vector[i]!) % p
  }
  return out
}
