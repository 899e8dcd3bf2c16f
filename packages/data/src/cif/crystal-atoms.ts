import { length, type Vector } from '@buridan/core'
import { inSpace } from '../structures/cell.js'
import type { CrystalStructure } from '../structures/crystal-structure.js'
import { checkedCrystal } from './checked-crystal.js'
import type { Crystal } from './crystal.js'

/** All atoms of a cell. */
export interface CrystalAtoms extends CrystalStructure {
  /** The share of cells in which each atom is there. */
  readonly occupancies: readonly number[]
  /** The site of the crystal that each atom is an image of, by its index. */
  readonly sites: readonly number[]
}

/** Images of one site coincide within so many times the precision: a digit may be cut off, not rounded. */
const COINCIDENCE = 4

/**
 * All atoms of a crystal's cell: the images of its sites under its symmetry operations, those that coincide within the precision of the
 * coordinates taken for one atom at their mean.
 *
 * @returns positions in the cell from 0 to 1, the atoms of one site after the other
 * @throws InvalidArgumentError | RepresentationMismatchError if it is not a crystal as {@link parseCif} reads it
 * @remarks O(sites · operations²).
 *
 * @example
 * ```ts
 * import { crystalAtoms, parseCif } from '@buridan/data'
 * const graphene = parseCif(`data_graphene
 * _cell_length_a 2.46 _cell_length_b 2.46 _cell_length_c 10 _cell_angle_gamma 120
 * loop_ _symmetry_equiv_pos_as_xyz 'x,y,z' '-x,-y,-z' '-y,x-y,z'
 * loop_ _atom_site_label _atom_site_fract_x _atom_site_fract_y _atom_site_fract_z
 * C1 0.3333 0.6667 0
 * `)
 * console.log(crystalAtoms(graphene).elements) // → [ 'C', 'C' ]
 * ```
 */
export function crystalAtoms(crystal: Crystal): CrystalAtoms {
  const { lattice, sites, operations, precision } = checkedCrystal(crystal)
  const near = COINCIDENCE * precision + 1e-9 * Math.max(...lattice.map(length))
  const elements: string[] = []
  const positions: Vector[] = []
  const occupancies: number[] = []
  const from: number[] = []
  sites.forEach((site, index) => {
    // for each atom the sum of its images, each moved next to the first, and their number
    const atoms: { readonly first: Vector; readonly sum: [number, number, number]; count: number }[] = []
    for (const { rotation, translation } of operations) {
      const image = rotation.map(
        (row, i) =>
          row[0] * site.position[0] + row[1] * site.position[1] + row[2] * site.position[2] + translation[i]!,
      ) as [number, number, number]
      const away = (first: Vector) =>
        image.map((v, k) => v - first[k]! - Math.round(v - first[k]!)) as [number, number, number]
      const known = atoms.find(({ first }) => length(inSpace(lattice, away(first))) <= near)
      if (!known) atoms.push({ first: image, sum: [...image], count: 1 })
      else {
        const way = away(known.first)
        way.forEach((v, k) => {
          known.sum[k]! += known.first[k]! + v
        })
        known.count++
      }
    }
    for (const { sum, count } of atoms) {
      elements.push(site.element)
      positions.push(sum.map((v) => wrapped(v / count)) as [number, number, number])
      occupancies.push(site.occupancy)
      from.push(index)
    }
  })
  const [a, b, c] = lattice
  return { lattice: [[...a], [...b], [...c]], elements, positions, precision, occupancies, sites: from }
}

/** From 0 to 1; a rounding error below 1 is 0. */
function wrapped(v: number): number {
  const rest = v - Math.floor(v)
  return rest > 1 - 1e-12 ? 0 : rest
}
