import { InvalidArgumentError, knownOptions, length, objectOf, shown } from '@buridan/core'
import { type AnalysedCrystal, analysedAs } from '../crystals/analysed-crystal.js'
import type { Crystal } from '../crystals/crystal.js'
import { type CrystalPointGroup, pointGroupOf } from '../crystals/crystal-point-group.js'
import { below, CrystalSearch, type CrystalSymmetry } from '../crystals/crystal-symmetry.js'
import { type ReadCell, type ReadCrystal, readCell } from '../crystals/read-crystal.js'
import { radiusWithin } from '../crystals/search-radius.js'
import { movedOnto, type SymmetrizedCrystal } from './symmetrized-crystal.js'

/** Differences up to this share of the largest length are rounding. */
const ROUNDING = 64 * Number.EPSILON
/** Matrices of the same operation have a squared distance below this; those of different operations are at least 2 apart. */
const SAME = 1

/** A group of near-symmetries of a crystal. */
export interface NearCrystalSymmetry {
  /** The number of operations of the point group. */
  readonly order: number
  /** The number of lattice points in the given cell. */
  readonly centring: number
  /** The largest distance of an image from the atom or cell vector that it should coincide with, Å, as in `crystalPointGroup`. */
  readonly deviation: number
  /** As `crystalPointGroup` returns it, with translations; computed on first use. */
  readonly symmetry: CrystalPointGroup
  /** The crystal with this symmetry made exact, and the displacement; computed on first use. */
  readonly symmetrized: SymmetrizedCrystal
}

/** The near-symmetries of a crystal. */
export interface NearCrystalSymmetries {
  /** The given radius, or half the least distance of two atoms if that is less, Å: up to it images can be told apart. */
  readonly radius: number
  /** Each group, translations included, is a subgroup of the next, with a smaller deviation; the first is the exact one. */
  readonly chain: readonly NearCrystalSymmetry[]
}

/**
 * The near-symmetries of a crystal or a slab, found at growing distance: a chain of space groups, from the exact one up, each with the
 * distance of the crystal from it, and the crystal with that symmetry made exact. Translations within the given cell count: a supercell
 * with displaced atoms regains them at a large enough distance.
 *
 * The groups are those that `crystalPointGroup` finds at some tolerance up to the radius, as far as each is in the next, found in one
 * search. Atoms within the radius of each other are not an error.
 *
 * @param crystal - cell vectors, elements, fractional positions
 * @param options - `radius`: the largest distance of an atom's image from an atom, Å
 * @throws InvalidArgumentError | RepresentationMismatchError as `crystalPointGroup` at the tolerance of rounding
 * @throws UnsupportedError for wires and molecules
 * @remarks O(n log n) for n atoms, times the number of lattice points in the cell and of operations; each group about O(n) more for each
 * translation and operation tried.
 *
 * @example
 * ```ts
 * import { nearCrystalSymmetries } from '@buridan/geometry'
 * // two cells of caesium chloride, with one atom slightly displaced
 * const crystal = {
 *   lattice: [[8.24, 0, 0], [0, 4.12, 0], [0, 0, 4.12]],
 *   elements: ['Cs', 'Cs', 'Cl', 'Cl'],
 *   positions: [[0, 0, 0], [0.51, 0, 0], [0.25, 0.5, 0.5], [0.75, 0.5, 0.5]],
 * }
 * const { chain } = nearCrystalSymmetries(crystal, { radius: 0.3 })
 * console.log(chain.map(({ symmetry, centring }) => `${symmetry.name} ${centring}`)) // → [ 'c4v 1', 'd4h 1', 'oh 2' ]
 * console.log(chain.map(({ symmetrized }) => symmetrized.displacement.toFixed(3))) // → [ '0.000', '0.021', '0.062' ]
 * ```
 */
export function nearCrystalSymmetries(crystal: Crystal, options: { radius: number }): NearCrystalSymmetries {
  const { radius } = knownOptions(options, { radius: true }, 'nearCrystalSymmetries')
  if (typeof radius !== 'number' || !(radius > 0 && radius < Number.POSITIVE_INFINITY)) {
    throw new InvalidArgumentError(`radius is ${shown(radius)}; it must be a positive length`)
  }
  const read = readCell(objectOf(crystal, 'a crystal'), radius)
  const { cell, unit } = read
  const rounding = ROUNDING * extentOf(read)
  const within = radiusWithin(cell, radius * unit, rounding, unit)
  const sought: ReadCrystal = { ...read, radius: within }
  const search = new CrystalSearch(cell, within)
  const found: CrystalSymmetry[] = [search.within(within)]
  while (found.at(-1)!.deviation > rounding) found.push(search.within(below(found.at(-1)!.deviation)))
  const chain: CrystalSymmetry[] = []
  for (const next of found.reverse()) {
    const last = chain.at(-1)
    if (!last || isIn(last, next)) chain.push(next)
  }
  return {
    radius: within < radius * unit ? within / unit : radius,
    chain: chain.map((group) => new ChainedCrystal(crystal, sought, group)),
  }
}

/** The largest length in the crystal, which rounding is relative to. */
function extentOf({ lattice, given, places }: ReadCell): number {
  return [...lattice, ...given, ...places].reduce((most, v) => Math.max(most, length(v)), 0)
}

/**
 * Whether the operations of one group are in another whose translations include those of the first: for each the operation with the nearest
 * matrix must move atoms to the same places modulo the translations.
 */
function isIn(some: CrystalSymmetry, all: CrystalSymmetry): boolean {
  return some.operations.every(({ matrix, images }) => {
    const apart = all.operations.map((o) => o.matrix.reduce((sum, v, k) => sum + (v - matrix[k]!) ** 2, 0))
    const nearest = apart.indexOf(Math.min(...apart))
    const other = all.operations[nearest]!.images
    return (
      apart[nearest]! < SAME &&
      some.kept.every((atom, k) => other[all.keptAs[atom]!] === all.keptAs[some.kept[images[k]!]!])
    )
  })
}

/** A group of a chain, computed on first use. */
class ChainedCrystal implements NearCrystalSymmetry {
  readonly order: number
  readonly centring: number
  readonly deviation: number
  readonly #crystal: Crystal
  readonly #read: ReadCrystal
  readonly #found: CrystalSymmetry
  #analysed: AnalysedCrystal | undefined
  #symmetry: CrystalPointGroup | undefined
  #symmetrized: SymmetrizedCrystal | undefined

  constructor(crystal: Crystal, read: ReadCrystal, found: CrystalSymmetry) {
    this.order = found.operations.length
    this.centring = found.centring
    this.deviation = found.deviation / read.unit
    this.#crystal = crystal
    this.#read = read
    this.#found = found
  }

  get #worked(): AnalysedCrystal {
    this.#analysed ??= analysedAs(this.#read, this.#found)
    return this.#analysed
  }

  get symmetry(): CrystalPointGroup {
    this.#symmetry ??= pointGroupOf(this.#worked)
    return this.#symmetry
  }

  get symmetrized(): SymmetrizedCrystal {
    this.#symmetrized ??= movedOnto(this.#crystal, this.#worked)
    return this.#symmetrized
  }
}
