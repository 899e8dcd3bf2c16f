import {
  apply3,
  arrayOf,
  dot,
  finiteVector,
  knownOptions,
  length,
  type Matrix3,
  objectOf,
  scaled,
  transpose3,
  unit as unitVector,
  type Vector,
} from '@buridan/core'
import { plus } from '../lattice/lattice-basis.js'
import type { PointCell } from '../lattice/point-cell.js'
import { positiveTolerance } from '../operations/position-tolerance.js'
import type { Crystal } from './crystal.js'
import { placementsOf, translationOf } from './placements.js'
import { type ReadCrystal, readCrystal } from './read-crystal.js'
import { asGiven, type PrimitiveCell, primitiveWithin } from './translations.js'

/** An isometry x ↦ matrix·x + translation that takes a crystal to another. */
export interface CrystalIsometry {
  readonly matrix: Matrix3
  /** Cartesian, in Å. */
  readonly translation: Vector
  /**
   * For each atom of the first crystal one of the second that its image is, up to translations that take the second to itself. Where both
   * cells hold as many atoms each is there once.
   */
  readonly images: Uint32Array
  /** How far an image of an atom of a primitive cell, or of a lattice vector, is at most from what it should coincide with, Å. */
  readonly deviation: number
  /** Number of lattice points in the cell of the first crystal: 1 if it is primitive. */
  readonly centring: number
}

/** Options of {@link crystalIsometry}. */
export interface CrystalIsometryOptions {
  /** How far an atom's image may be from an atom, 0.1 (Å) by default. */
  readonly tolerance?: number
  /** Rotations only; by default reflections, the inversion and their products with rotations too. */
  readonly proper?: boolean
  /** The only linear parts that are tried, orthogonal and row-major; by default all that map the lattices. */
  readonly matrices?: readonly ArrayLike<number>[]
}

/**
 * The isometry of least deviation that takes a crystal to another, or a slab to a slab: whether they are one, turned, shifted, with atoms in
 * another order or moved through the cell, in another cell of its lattice or of several cells. Crystals are compared as what repeats in
 * space, by their primitive cells.
 *
 * @returns undefined if there is none within the tolerance
 * @throws UnsupportedError for wires
 * @throws InvalidArgumentError for what is no crystal, or has two atoms within the tolerance of each other, see `crystalPointGroup`
 * @remarks O(n log n) for n atoms, times the number of lattice points in the cell and of maps of the lattices, at most 48.
 *
 * @example
 * ```ts
 * import { crystalIsometry } from '@buridan/geometry'
 * const elements = ['Cs', 'Cl']
 * const cell = { lattice: [[4.12, 0, 0], [0, 4.12, 0], [0, 0, 4.12]], elements, positions: [[0, 0, 0], [0.5, 0.5, 0.5]] }
 * // the same with another vector of the lattice, and an atom in the next cell
 * const other = { lattice: [[4.12, 0, 0], [4.12, 4.12, 0], [0, 0, 4.12]], elements, positions: [[0, 0, 0], [0, 0.5, -0.5]] }
 * console.log(crystalIsometry(cell, other)?.images) // → Uint32Array(2) [ 0, 1 ]
 * ```
 */
export function crystalIsometry(
  from: Crystal,
  to: Crystal,
  options: CrystalIsometryOptions = {},
): CrystalIsometry | undefined {
  const {
    tolerance: asked,
    proper = false,
    matrices,
  } = knownOptions(options, { tolerance: true, proper: true, matrices: true }, 'crystalIsometry')
  const given =
    matrices &&
    arrayOf(matrices, 'matrices').map((m, i) => Float64Array.from(finiteVector(m, 9, `matrices[${i}]`)))
  const tolerance = positiveTolerance(asked)
  const [source, target] = readAlike(objectOf(from, 'a crystal'), objectOf(to, 'a crystal'), tolerance)
  const { unit } = source
  const distance = tolerance * unit
  if ((source.across === undefined) !== (target.across === undefined)) return undefined
  if (!sameComposition(source.cell, target.cell)) return undefined
  for (const [a, b] of cellsOf(source.cell, target.cell, distance)) {
    const found = placementsOf(a.cell, b.cell, distance, given).filter((p) => !proper || p.determinant > 0)
    if (found.length === 0) continue
    const best = found.reduce((least, p) => (p.deviation < least.deviation ? p : least))
    return {
      matrix: best.matrix,
      translation: scaled(
        inSlab(source, target, best.matrix, translationOf(a.cell, best, best.matrix, b.cell)),
        1 / unit,
      ),
      images: inTurn(a.keptAs, b.keptAs, best.images),
      deviation: best.deviation / unit,
      centring: a.centring,
    }
  }
  return undefined
}

/** Both in one unit; copies of slabs are as far apart. */
function readAlike(from: Crystal, to: Crystal, tolerance: number): [ReadCrystal, ReadCrystal] {
  const source = readCrystal(from, tolerance)
  const target = readCrystal(to, tolerance, source)
  if (source.across === undefined || target.across === undefined) return [source, target]
  const apart = Math.max(...[source, target].map(({ lattice, across }) => length(lattice[across!]!)))
  return [readCrystal(from, tolerance, source, apart), readCrystal(to, tolerance, source, apart)]
}

/** Across a slab a translation takes one slab to the other, and not to one of the copies that were put beside it. */
function inSlab(source: ReadCrystal, target: ReadCrystal, matrix: Matrix3, translation: Vector): Vector {
  if (target.across === undefined) return translation
  const normal = unitVector(target.lattice[target.across]!)
  const height = ({ places }: ReadCrystal, along: Vector) =>
    places.reduce((sum, p) => sum + dot(p, along), 0) / places.length
  const back = apply3(transpose3(matrix), normal)
  const missing = height(target, normal) - height(source, back) - dot(translation, normal)
  return plus(translation, scaled(normal, missing))
}

/**
 * Cells to compare: primitive ones, and where only one crystal has a translation within the tolerance, or they have others, the given ones if
 * they hold as many atoms.
 */
function cellsOf(a: PointCell, b: PointCell, distance: number): [PrimitiveCell, PrimitiveCell][] {
  const primitive: [PrimitiveCell, PrimitiveCell] = [
    primitiveWithin(a, distance),
    primitiveWithin(b, distance),
  ]
  const out = primitive[0].cell.count === primitive[1].cell.count ? [primitive] : []
  if (a.count === b.count && primitive.some((p) => p.centring > 1)) out.push([asGiven(a), asGiven(b)])
  return out
}

/** Atoms of a cell that translations take to each other go in turn to those of the other cell. */
function inTurn(own: Uint32Array, others: Uint32Array, images: Uint32Array): Uint32Array {
  const lists: number[][] = Array.from(images, () => [])
  others.forEach((k, atom) => {
    lists[k]!.push(atom)
  })
  const next = new Uint32Array(images.length)
  return Uint32Array.from(own, (k) => {
    const list = lists[images[k]!]!
    return list[next[k]!++ % list.length]!
  })
}

/** Whether as many cells of either as the other has atoms hold as many atoms of each kind. */
function sameComposition(a: PointCell, b: PointCell): boolean {
  const counts = new Map<number, number>()
  const add = (kinds: Int32Array, times: number) => {
    for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + times)
  }
  add(a.kinds, b.count)
  add(b.kinds, -a.count)
  return [...counts.values()].every((c) => c === 0)
}
