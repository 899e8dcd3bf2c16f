import type { StructuredMap, Vector } from '@buridan/constraints'
import { OrthonormalSet } from '@buridan/core'

/** A column that others come this near to, as a part of its length, depends on them. */
const DEPENDENT = 1e-4
/** Parts of an entry are compared in steps of this: no simple fraction is halfway between two. */
const STEP = 1.3660254e-5
/** What is smaller beside the largest entry is less than the rounding of float32, in which products are computed. */
const NEGLIGIBLE = 2 ** -25

/**
 * The same space of maps, by the basis that has a 1 where the others have 0: it hangs on the space alone, and not on the digits of
 * what spans it. Where the 1s are is decided by how much of each entry lies in the space, most first, which leaves few entries to
 * the others, and by their order.
 *
 * @remarks O(maps² · rows · cols).
 */
export function canonicalMaps(maps: readonly StructuredMap[]): readonly StructuredMap[] {
  const [first] = maps
  if (!first) return maps
  const { rows, cols } = first
  const space = new OrthonormalSet(rows * cols)
  for (const map of maps) space.add(entriesOf(map))
  const { vectors: q } = space
  const column = (e: number) => Float64Array.from(q, (v) => v[e]!)
  const share = Float64Array.from({ length: rows * cols }, (_, e) =>
    Math.round(q.reduce((sum, v) => sum + v[e]! ** 2, 0) / STEP),
  )
  const order = [...share.keys()].filter((e) => share[e]! > 0).sort((a, b) => share[b]! - share[a]! || a - b)
  const chosen = new OrthonormalSet(q.length)
  const pivots = order.filter((e) => chosen.size < q.length && chosen.add(column(e), DEPENDENT))
  // what no entry tells apart stays as it was
  if (pivots.length < maps.length) return maps
  return reduced(q, pivots).map((values) => listedMap(rows, cols, values))
}

function entriesOf(map: StructuredMap): Float64Array {
  const out = new Float64Array(map.rows * map.cols)
  map.forEach((i, j, v) => {
    out[i * map.cols + j] = v
  })
  return out
}

/** Rows of the same span, each 1 at its pivot and 0 at those of the others: Gauss–Jordan elimination, the largest first. */
function reduced(rows: readonly Float64Array[], pivots: readonly number[]): Float64Array[] {
  const out = rows.map((r) => r.slice())
  pivots.forEach((pivot, k) => {
    let at = k
    for (let i = k + 1; i < out.length; i++) {
      if (Math.abs(out[i]![pivot]!) > Math.abs(out[at]![pivot]!)) at = i
    }
    const row = out[at]!
    out[at] = out[k]!
    const scale = row[pivot]!
    out[k] = row.map((v) => v / scale)
    out.forEach((r, i) => {
      const factor = r[pivot]!
      if (i === k || factor === 0) return
      for (let e = 0; e < r.length; e++) r[e]! -= factor * out[k]![e]!
    })
  })
  return out
}

/** A map by its entries. */
function listedMap(rows: number, cols: number, values: Float64Array): StructuredMap {
  const least = NEGLIGIBLE * values.reduce((most, v) => Math.max(most, Math.abs(v)), 0)
  const nonzero = [...values.keys()].filter((e) => Math.abs(values[e]!) > least)
  return {
    rows,
    cols,
    nonzeros: nonzero.length,
    cost: nonzero.length,
    applyInto(s: number, x: Vector, xo: number, y: Vector, yo: number) {
      for (const e of nonzero) {
        const i = yo + Math.floor(e / cols)
        y[i] = y[i]! + s * values[e]! * x[xo + (e % cols)]!
      }
    },
    applyTransposeInto(s: number, y: Vector, yo: number, x: Vector, xo: number) {
      for (const e of nonzero) {
        const j = xo + (e % cols)
        x[j] = x[j]! + s * values[e]! * y[yo + Math.floor(e / cols)]!
      }
    },
    forEach(visit) {
      for (const e of nonzero) visit(Math.floor(e / cols), e % cols, values[e]!)
    },
  }
}
