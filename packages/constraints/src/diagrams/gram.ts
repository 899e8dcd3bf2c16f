import { innerProduct as dot, inverseModulo, LARGEST_EXACT_PRIME as PRIME } from '@buridan/core'
import type { AxisWire } from './axis-wire.js'
import { diagramOf, innerProduct } from './inner-product.js'

/**
 * An orthonormal basis of the span of diagrams, each vector as the diagrams it combines. Inner products are integers, so
 * that a maximal independent set is found exactly, modulo a prime: independent there is independent over ℝ, and the rank
 * modulo p is smaller only if p divides a minor.
 */
export function orthonormalRows(diagrams: readonly (readonly AxisWire[])[]): (readonly [number, number])[][] {
  const count = diagrams.length
  const prepared = diagrams.map(diagramOf)
  const gram = new Float64Array(count * count)
  for (let a = 0; a < count; a++) {
    for (let b = 0; b <= a; b++) {
      gram[a * count + b] = gram[b * count + a] = innerProduct(prepared[a]!, prepared[b]!)
    }
  }
  return whitened(gram, count, independent(gram, count))
}

/** The first maximal set of independent rows of an integer matrix, modulo a prime. */
function independent(gram: Float64Array, count: number): number[] {
  const pivots: { row: Float64Array; at: number }[] = []
  const chosen: number[] = []
  for (let a = 0; a < count; a++) {
    const row = gram.slice(a * count, (a + 1) * count).map((v) => ((v % PRIME) + PRIME) % PRIME)
    for (const p of pivots) {
      const factor = row[p.at]!
      if (factor === 0) continue
      // a division and its floor, where % of float64 is a call; what rounds up is put right
      for (let j = p.at; j < count; j++) {
        const value = row[j]! + (PRIME - factor) * p.row[j]!
        const rest = value - PRIME * Math.floor(value / PRIME)
        row[j] = rest < 0 ? rest + PRIME : rest
      }
    }
    const at = row.findIndex((v) => v !== 0)
    if (at < 0) continue
    const inverse = inverseModulo(row[at]!, PRIME)
    pivots.push({ row: row.map((v) => (v * inverse) % PRIME), at })
    chosen.push(a)
  }
  return chosen
}

/**
 * Rows T with T G T⊤ = 1 for the Gram matrix of independent vectors: Gram–Schmidt in coefficients, twice for accuracy.
 */
export function whitened(
  gram: Float64Array,
  count: number,
  chosen: readonly number[],
): (readonly [number, number])[][] {
  const rows: Float64Array[] = []
  const images: Float64Array[] = []
  const r = chosen.length
  const image = (t: Float64Array): Float64Array =>
    Float64Array.from({ length: r }, (_, i) => {
      let sum = 0
      for (let j = 0; j < r; j++) sum += gram[chosen[i]! * count + chosen[j]!]! * t[j]!
      return sum
    })
  for (let k = 0; k < r; k++) {
    const t = new Float64Array(r)
    t[k] = 1
    for (let pass = 0; pass < 2; pass++) {
      images.forEach((g, q) => {
        const overlap = dot(t, g)
        for (let j = 0; j <= q; j++) t[j]! -= overlap * rows[q]![j]!
      })
    }
    const length = Math.sqrt(dot(t, image(t)))
    rows.push(t.map((v) => v / length))
    images.push(image(rows[k]!))
  }
  return rows.map((t) => Array.from(t, (v, j) => [chosen[j]!, v] as const).filter(([, v]) => v !== 0))
}
