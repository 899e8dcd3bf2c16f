import { euclideanNorm } from '@buridan/core'
import { FiniteGroup, factorsOf, type LieGroup, type LieRepresentation } from '@buridan/groups'

/** So many invariants are taken: more tell few more samples apart. */
const MOST = 3
/** Above so many cells it is faster to go through all entries. */
const MOST_CELLS = 500

/**
 * Numbers that no element of the group changes, and that differ by at most ‖x − y‖ between x and y: norms of the summands, and of points
 * with a vector each the largest and the least length. At most three. O(dim).
 */
export function lipschitzInvariants(rep: LieRepresentation, x: Float64Array): number[] {
  const factors = factorsOf(rep.group)
  const points = factors.findIndex((f) => f instanceof FiniteGroup)
  const { dim } = factors.find((f): f is LieGroup => !(f instanceof FiniteGroup))!
  const out: number[] = []
  for (const { rep: part, count, offset } of rep.summands) {
    const kinds = part.axes?.map((a) => (a.factor === points ? 'p' : 'v')).join('')
    for (let k = 0; k < count && out.length < MOST; k++) {
      const block = x.subarray(offset + k * part.dim, offset + (k + 1) * part.dim)
      out.push(euclideanNorm(block))
      if (kinds === 'vp' || kinds === 'pv') out.push(...extremeLengths(block, dim, kinds === 'pv'))
    }
  }
  return out.slice(0, MOST)
}

/** The largest and the least length of vectors, one after the other or coordinate by coordinate. */
function extremeLengths(block: Float64Array, dim: number, pointsFirst: boolean): [number, number] {
  const n = block.length / dim
  const vector = new Float64Array(dim)
  let [most, least] = [0, Number.POSITIVE_INFINITY]
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < dim; c++) vector[c] = block[pointsFirst ? dim * i + c : c * n + i]!
    const length = euclideanNorm(vector)
    most = Math.max(most, length)
    least = Math.min(least, length)
  }
  return [most, least]
}

/** Numbers in cells of a few coordinates, found again by coordinates that are off by at most a distance. */
export class InvariantCells {
  /** Cells by the exponent of their width, which is at least the distance that their entries were looked for with. */
  readonly #levels = new Map<number, Map<string, number[]>>()
  readonly #entries: { readonly at: readonly number[]; readonly number: number }[] = []
  #distance = 0

  /** The numbers of entries near a place, in the order in which they were added; the distance is kept for {@link add}. */
  near(at: readonly number[], distance: number): number[] {
    // rounding of the coordinates themselves is never told apart
    this.#distance = Math.max(distance, 1e-12 * at.reduce((most, v) => Math.max(most, v), 0), 1e-300)
    const found: number[] = []
    for (const [level, cells] of this.#levels) {
      const width = 2 ** level
      const reach = Math.ceil(Math.max(this.#distance, width) / width)
      if ((2 * reach + 1) ** at.length > MOST_CELLS) return this.#goThrough(at, level)
      for (const key of keysAround(at, width, reach)) found.push(...(cells.get(key) ?? []))
    }
    return found.sort((a, b) => a - b)
  }

  /** Adds an entry at the place that was looked for last. */
  add(at: readonly number[], number: number): void {
    this.#entries.push({ at, number })
    const level = Math.ceil(Math.log2(this.#distance))
    const cells = this.#levels.get(level) ?? new Map<string, number[]>()
    this.#levels.set(level, cells)
    const key = at.map((v) => Math.floor(v / 2 ** level)).join()
    const own = cells.get(key)
    if (own) own.push(number)
    else cells.set(key, [number])
  }

  #goThrough(at: readonly number[], level: number): number[] {
    const distance = Math.max(this.#distance, ...[...this.#levels.keys(), level].map((l) => 2 ** l))
    return this.#entries
      .filter((entry) => entry.at.every((v, i) => Math.abs(v - at[i]!) <= distance))
      .map(({ number }) => number)
  }
}

function keysAround(at: readonly number[], width: number, reach: number): string[] {
  let keys = ['']
  at.forEach((v, i) => {
    const cell = Math.floor(v / width)
    const next: string[] = []
    for (const key of keys) {
      for (let k = -reach; k <= reach; k++) next.push(i === 0 ? `${cell + k}` : `${key},${cell + k}`)
    }
    keys = next
  })
  return keys
}
