import type { AxisWire } from './axis-wire.js'

/**
 * An orthonormal basis of the span of diagrams, each vector as the diagrams it combines. Inner products are integers, so
 * that a maximal independent set is found exactly, modulo a prime: independent there is independent over ℝ, and the rank
 * modulo p is smaller only if p divides a minor.
 */
export function orthonormalRows(diagrams: readonly (readonly AxisWire[])[]): (readonly [number, number])[][] {
  const count = diagrams.length
  const wires = diagrams.map((d) => d.map(indexed))
  // a diagram with itself: two wires for each
  const others = diagrams.map((d) => d.map(indexed))
  const gram = new Float64Array(count * count)
  for (let a = 0; a < count; a++) {
    for (let b = 0; b <= a; b++) {
      gram[a * count + b] = gram[b * count + a] = innerProduct(wires[a]!, others[b]!)
    }
  }
  return whitened(gram, count, independent(gram, count))
}

/** A wire with the states that give an axis an index, for each axis and index. */
interface IndexedWire extends AxisWire {
  readonly statesAt: readonly (readonly number[])[][]
  /** Whether all its axes have the same index. */
  readonly isDelta: boolean
}

function indexed(wire: AxisWire): IndexedWire {
  const statesAt = wire.indices.map((index) => {
    const found: number[][] = []
    for (let s = 0; s < index.length; s++) {
      const at = index[s]!
      found[at] ??= []
      found[at].push(s)
    }
    return found
  })
  const isDelta = wire.indices.every((index) => index === wire.indices[0])
  return { ...wire, statesAt, isDelta }
}

/** Σ over all indices of the product of two diagrams: a product over the connected pieces of their union. */
function innerProduct(a: readonly IndexedWire[], b: readonly IndexedWire[]): number {
  const loops = loopsOf(a, b)
  if (loops !== undefined) return a[0]!.states ** loops
  let product = 1
  const left = new Set<IndexedWire>([...a, ...b])
  for (const wire of left) {
    const piece = connected(wire, left)
    for (const w of piece) left.delete(w)
    product *= contract(piece, 0, new Map())
    if (product === 0) return 0
  }
  return product
}

/** The loops that two matchings without weights form; undefined for other diagrams. */
function loopsOf(a: readonly IndexedWire[], b: readonly IndexedWire[]): number | undefined {
  if (a.length === 0 || a.length !== b.length) return undefined
  const partner = [a, b].map((wires) => {
    const of = new Map<number, number>()
    for (const { axes, weights, isDelta } of wires) {
      if (axes.length !== 2 || weights || !isDelta) return undefined
      of.set(axes[0]!, axes[1]!)
      of.set(axes[1]!, axes[0]!)
    }
    return of
  })
  const [one, two] = partner
  if (!one || !two) return undefined
  let loops = 0
  const seen = new Set<number>()
  for (const start of one.keys()) {
    if (seen.has(start)) continue
    loops++
    for (let x = start; !seen.has(x); ) {
      const y = one.get(x)!
      seen.add(x)
      seen.add(y)
      x = two.get(y)!
    }
  }
  return loops
}

/** The wires that share axes with the first, directly or not, each after one that it shares an axis with. */
function connected(first: IndexedWire, all: ReadonlySet<IndexedWire>): IndexedWire[] {
  const piece = [first]
  const found = new Set(piece)
  for (const wire of piece) {
    for (const other of all) {
      if (!found.has(other) && other.axes.some((x) => wire.axes.includes(x))) {
        found.add(other)
        piece.push(other)
      }
    }
  }
  return piece
}

function contract(wires: readonly IndexedWire[], depth: number, assigned: Map<number, number>): number {
  const wire = wires[depth]
  if (!wire) return 1
  const known = wire.axes.findIndex((x) => assigned.has(x))
  const candidates =
    known < 0
      ? Array.from({ length: wire.states }, (_, s) => s)
      : (wire.statesAt[known]![assigned.get(wire.axes[known]!)!] ?? [])
  let sum = 0
  for (const s of candidates) {
    if (!wire.axes.every((x, k) => (assigned.get(x) ?? wire.indices[k]![s]) === wire.indices[k]![s])) continue
    const fresh = wire.axes.filter((x) => !assigned.has(x))
    wire.axes.forEach((x, k) => {
      assigned.set(x, wire.indices[k]![s]!)
    })
    sum += (wire.weights?.[s] ?? 1) * contract(wires, depth + 1, assigned)
    for (const x of fresh) assigned.delete(x)
  }
  return sum
}

/** Below 2²⁶, so that products of residues are exact. */
const PRIME = 67_108_859

/** The first maximal set of independent rows of an integer matrix, modulo a prime. */
function independent(gram: Float64Array, count: number): number[] {
  const pivots: { row: Float64Array; at: number }[] = []
  const chosen: number[] = []
  for (let a = 0; a < count; a++) {
    const row = gram.slice(a * count, (a + 1) * count).map((v) => ((v % PRIME) + PRIME) % PRIME)
    for (const p of pivots) {
      const factor = row[p.at]!
      if (factor === 0) continue
      for (let j = 0; j < count; j++) row[j] = (row[j]! + (PRIME - factor) * p.row[j]!) % PRIME
    }
    const at = row.findIndex((v) => v !== 0)
    if (at < 0) continue
    const inverse = inverseModulo(row[at]!)
    pivots.push({ row: row.map((v) => (v * inverse) % PRIME), at })
    chosen.push(a)
  }
  return chosen
}

export function inverseModulo(a: number, p = PRIME): number {
  let [r0, r1, t0, t1] = [p, a, 0, 1]
  while (r1 !== 0) {
    const q = Math.floor(r0 / r1)
    ;[r0, r1, t0, t1] = [r1, r0 - q * r1, t1, t0 - q * t1]
  }
  return t0 < 0 ? t0 + p : t0
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
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, v, i) => sum + v * b[i]!, 0)
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
