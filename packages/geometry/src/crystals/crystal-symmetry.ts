import type { PointCell } from '../lattice/point-cell.js'
import { asGroup, type OperationGroup } from '../operations/operation-group.js'
import type { OperationTable } from '../operations/operation-table.js'
import type { Match } from './matching.js'
import { type Placement, placementsOf } from './placements.js'
import { type PrimitiveCell, primitiveCell, translationsOf } from './translations.js'

/** The space group of a crystal, modulo its lattice. */
export interface CrystalSymmetry extends PrimitiveCell {
  /** For each operation of the point group its placement on the primitive cell, the identity first. */
  readonly operations: readonly Placement[]
  readonly group: OperationGroup
  /** The largest deviation: of translations in the given cell, of others in the primitive cell. */
  readonly deviation: number
  /** The least deviation of a translation or an operation left out. */
  readonly gap: number
}

/**
 * All translations and operations within the tolerance, if they are a group; otherwise the tolerance is lowered, until those within it
 * are one. Of operations with the same matrix the best counts.
 *
 * @param distance - how far operations are sought, to know the gap
 */
export function crystalSymmetry(given: PointCell, tolerance: number, distance: number): CrystalSymmetry {
  return new CrystalSearch(given, distance).within(tolerance)
}

/** The translations and operations of a crystal up to a distance, found once for many tolerances. */
export class CrystalSearch {
  readonly #translations: readonly Match[]
  /** What is found with so many of the translations. */
  readonly #known = new Map<number, ReturnType<typeof inPrimitiveCell>>()

  constructor(
    readonly given: PointCell,
    readonly distance: number,
  ) {
    this.#translations = byDeviation(translationsOf(given, distance))
  }

  /** See {@link crystalSymmetry}. */
  within(tolerance: number): CrystalSymmetry {
    const translations = this.#translations
    for (let limit = tolerance; ; ) {
      const count = within(translations, limit)
      const tried = this.#with(count)
      const size = tried ? within(tried.best, limit) : 0
      const operations = tried ? tried.best.slice(0, size) : []
      const group = asGroup(placementTable(operations), [...operations.keys()])
      const kept = [...translations.slice(0, count), ...operations].map((p) => p.deviation)
      const deviation = Math.max(...kept)
      if (tried && group) {
        const left = [...translations.slice(count), ...tried.best.slice(size)]
        const gap = left.reduce((least, p) => Math.min(least, p.deviation), Number.POSITIVE_INFINITY)
        return { ...tried.primitive, operations, group, deviation, gap }
      }
      limit = below(deviation)
    }
  }

  #with(count: number): ReturnType<typeof inPrimitiveCell> {
    const known = this.#known.get(count)
    if (known !== undefined) return known
    const tried = inPrimitiveCell(this.given, this.#translations.slice(0, count), this.distance)
    this.#known.set(count, tried)
    return tried
  }
}

/** A tolerance without the most doubtful operations; below 0 only the identity is left. */
export function below(deviation: number): number {
  return deviation > 0 ? deviation * (1 - Number.EPSILON) : -1
}

/** The identity first. */
function byDeviation<T extends { readonly deviation: number }>([identity, ...others]: readonly T[]): T[] {
  return [identity!, ...others.sort((a, b) => a.deviation - b.deviation)]
}

/** How many of those sorted by deviation are within a limit, and the identity always. */
function within(sorted: readonly { readonly deviation: number }[], limit: number): number {
  return sorted.filter((p, i) => i === 0 || p.deviation <= limit).length
}

/** With some of the translations, the operations of the primitive cell, the best with each matrix; false if they are no group. */
function inPrimitiveCell(given: PointCell, translations: readonly Match[], distance: number) {
  const primitive = primitiveCell(given, translations)
  if (!primitive) return false
  const { cell } = primitive
  const found = placementsOf(cell, cell, distance).sort((a, b) => a.deviation - b.deviation)
  const best = new Map<number, Placement>()
  for (const p of found) {
    const code = codeOf(p.map.coefficients)
    if (!best.has(code)) best.set(code, p)
  }
  const identity = best.get(codeOf(IDENTITY))!
  const others = [...best.values()].filter((p) => p !== identity)
  return { primitive, best: [{ ...identity, deviation: 0 }, ...others] }
}

const IDENTITY = [1, 0, 0, 0, 1, 0, 0, 0, 1]

/** A number for each matrix of whole numbers from −8 to 8; −1 for others. */
function codeOf(m: ArrayLike<number>): number {
  let code = 0
  for (let k = 0; k < 9; k++) {
    if (Math.abs(m[k]!) > 8) return -1
    code = code * 17 + m[k]! + 8
  }
  return code
}

/**
 * Operations of a primitive cell multiply as their matrices of whole numbers and their permutations of its atoms do. Only one has each matrix; a
 * product with another permutation is that one and a translation that is not among the translations.
 */
function placementTable(operations: readonly Placement[]): OperationTable {
  const numbers = new Map(operations.map((o, i) => [codeOf(o.map.coefficients), i]))
  const product = new Int16Array(9)
  return {
    size: operations.length,
    product(a, b) {
      const [x, y] = [operations[a]!.map.coefficients, operations[b]!.map.coefficients]
      for (let i = 0; i < 9; i += 3) {
        for (let j = 0; j < 3; j++)
          product[i + j] = x[i]! * y[j]! + x[i + 1]! * y[3 + j]! + x[i + 2]! * y[6 + j]!
      }
      const found = numbers.get(codeOf(product)) ?? -1
      if (found < 0) return -1
      const [first, second] = [operations[b]!.images, operations[a]!.images]
      return operations[found]!.images.every((v, i) => v === second[first[i]!]!) ? found : -1
    },
  }
}
