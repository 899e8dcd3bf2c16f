import { apply3, dot, length, minus, scaled, transpose3, type Vector } from '@buridan/core'
import { plus } from '../lattice/lattice-basis.js'
import { findPointGroup, type PointGroupResult } from '../molecules/find-point-group.js'
import type { Molecule } from '../molecules/molecule.js'

/** A molecule moved onto its symmetry. */
export interface SymmetrizedMolecule {
  readonly structure: { readonly elements: Molecule['elements']; readonly positions: readonly Vector[] }
  /** How far an atom was moved at most, in the unit of the positions. */
  readonly displacement: number
  /** The symmetry that it had to the tolerance, and has now exactly. */
  readonly symmetry: PointGroupResult
}

/** Each atom goes to the mean of the places that operations bring to it. */
export function symmetrizedMolecule(
  molecule: Molecule,
  options: { tolerance?: number },
): SymmetrizedMolecule {
  const symmetry = findPointGroup(molecule, options)
  const { centre } = symmetry
  const places = molecule.positions.map((p): Vector => minus([p[0]!, p[1]!, p[2]!], centre))
  const moved = symmetry.order === undefined ? onLine(places, symmetry) : meansOf(places, symmetry)
  return {
    structure: { elements: molecule.elements.slice(), positions: moved.map((p) => plus(p, centre)) },
    displacement: moved.reduce((most, p, i) => Math.max(most, length(minus(p, places[i]!))), 0),
    symmetry,
  }
}

function meansOf(places: readonly Vector[], { operations }: PointGroupResult): Vector[] {
  const backs = operations.map((o) => transpose3(o.matrix))
  return places.map((_, i) => {
    const sum = operations.reduce<Vector>(
      (s, o, g) => plus(s, apply3(backs[g]!, places[o.images[i]!]!)),
      [0, 0, 0],
    )
    return scaled(sum, 1 / operations.length)
  })
}

/** On the axis, and where the two ends are alike as far from the centre. */
function onLine(places: readonly Vector[], { axis, equivalentAtoms }: PointGroupResult): Vector[] {
  if (!axis) return places.map(() => [0, 0, 0])
  const heights = places.map((p) => dot(p, axis))
  const other = places.map((_, i) => i)
  for (const [a, b] of equivalentAtoms) {
    if (b === undefined) continue
    other[a!] = b
    other[b] = a!
  }
  const turned = equivalentAtoms.some((orbit) => orbit.length > 1)
  return heights.map((h, i) => scaled(axis, turned ? (h - heights[other[i]!]!) / 2 : h))
}
