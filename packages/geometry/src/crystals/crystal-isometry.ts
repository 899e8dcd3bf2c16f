import {
  apply3,
  arrayOf,
  dot,
  finiteVector,
  length,
  type Matrix3,
  minus,
  objectOf,
  scaled,
  type Vector,
} from '@buridan/core'
import { positiveTolerance } from '../operations/position-tolerance.js'
import { type Crystal, readCrystal, refuseCoincident, refuseInexact, type Structure } from './crystal.js'
import { type Placement, placement } from './crystal-operations.js'
import { combination, latticeMaps, volume } from './lattice.js'
import { startsOf } from './matching.js'
import { primitive } from './primitive-cell.js'

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
  /** How far an image of an atom or of a lattice vector is from what it should coincide with, Å. */
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
 * The isometry of least deviation that takes a crystal to another: whether they are one crystal, turned, shifted, with atoms in
 * another order or moved through the cell, in another cell of its lattice or of several cells. Crystals are compared as what repeats in
 * space, by their primitive cells.
 *
 * @returns undefined if there is none within the tolerance
 * @throws InvalidArgumentError for what is no crystal, or has two atoms within the tolerance of each other, see `crystalPointGroup`
 * @remarks O(48 · atoms of the rarest element · atoms²), where most candidates fail at the first atoms.
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
  const { tolerance: asked, proper = false, matrices } = objectOf(options, 'options')
  const given = matrices && arrayOf(matrices, 'matrices').map((m, i) => finiteVector(m, 9, `matrices[${i}]`))
  const { structure: whole, unit } = readCrystal(objectOf(from, 'a crystal'))
  const { structure: other } = readCrystal(objectOf(to, 'a crystal'), unit)
  const tolerance = positiveTolerance(asked) * unit
  for (const s of [whole, other]) {
    refuseInexact(s, tolerance, unit)
    refuseCoincident(s, tolerance, unit)
  }
  if (composition(whole, other.points.length) !== composition(other, whole.points.length)) return undefined
  const [a, b] = [primitive(whole, tolerance), primitive(other, tolerance)]
  const [source, target] = [a.structure, b.structure]
  if (source.points.length !== target.points.length) return undefined
  const starts = startsOf(source, tolerance, target)
  if (starts.length === 0) return undefined
  const maps = given
    ? given.filter((m) => mapsLattice(source, target, m, tolerance))
    : latticeMaps(source.basis, 3 * tolerance, target.basis).map((m) => m.matrix)
  let best: Placement | undefined
  for (const map of maps) {
    const found = placement(source, map, tolerance, starts, target)
    if (!found || (proper && found.determinant < 0)) continue
    if (!best || found.deviation < best.deviation) best = found
  }
  if (!best) return undefined
  const { matrix, translation, images, deviation } = best
  return {
    matrix,
    translation: scaled(translation, 1 / unit),
    images: inTurn(a.keptAs, b.keptAs, images),
    deviation: deviation / unit,
    centring: a.centring,
  }
}

/** Atoms of a cell that translations take to each other go in turn to those of the other cell. */
function inTurn(own: readonly number[], others: readonly number[], images: Uint32Array): Uint32Array {
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

/** How many atoms of each label there are in so many cells, as text. */
function composition({ labels }: Structure, cells: number): string {
  const counts = new Map<string, number>()
  for (const label of labels) {
    const key = `${typeof label} ${label}`
    counts.set(key, (counts.get(key) ?? 0) + cells)
  }
  return JSON.stringify([...counts].sort(([p], [q]) => (p < q ? -1 : 1)))
}

/** Whether a matrix takes a basis of a lattice to vectors of another, of as large cells, within a distance. */
function mapsLattice(source: Structure, target: Structure, matrix: Matrix3, tolerance: number): boolean {
  // into a part of the lattice is not onto it
  const [own, others] = [source, target].map(({ basis }) => Math.abs(volume(basis)))
  if (Math.abs(own! - others!) > 1e-2 * others!) return false
  return source.basis.every((b) => {
    const image = apply3(matrix, b)
    const nearest = combination(
      target.basis,
      target.dual.map((d) => Math.round(dot(d, image))) as [number, number, number],
    )
    return length(minus(image, nearest)) <= tolerance
  })
}
