import { arrayOf, finiteVector, numberIn, objectOf, ofKind, stringOf } from '@buridan/core'
import { type Crystal, crystalAtoms } from '@buridan/data'
import {
  actionRepresentation,
  baseRepresentation,
  type FiniteGroup,
  InvalidFileError,
  type Permutation,
  pointGroup,
  type Representation,
  tensorProduct,
} from '@buridan/groups'

/** The five sites of a perovskite cell ABO₃: A at the corner, B in the centre, O on the faces normal to x, y, z. */
export const SITES = ['A', 'B', 'Ox', 'Oy', 'Oz'] as const

/** Ideal fractional coordinates of the sites, A at the origin. */
export const SITE_POSITIONS: readonly (readonly [number, number, number])[] = [
  [0, 0, 0],
  [0.5, 0.5, 0.5],
  [0, 0.5, 0.5],
  [0.5, 0, 0.5],
  [0.5, 0.5, 0],
]

/** A cell as atoms: positions in Å in a frame with A at the origin, in any order and any orientation of the cell. */
export interface Cell {
  readonly edge: number
  readonly atoms: readonly { readonly element: string; readonly position: readonly number[] }[]
}

/** O_h and its actions on a perovskite cell. */
export interface PerovskiteSymmetry {
  readonly group: FiniteGroup
  /** ℝ³. */
  readonly vector: Representation
  /** The permutation representation on the five sites. */
  readonly sites: Representation
  /** Vectors on the sites, permutation ⊗ vector, ordered site by site. */
  readonly siteVectors: Representation
  /** Second-rank tensors on the sites. */
  readonly siteTensors: Representation
}

/**
 * The representations of O_h on a perovskite cell: it fixes A and B and permutes the oxygens with the axes.
 *
 * @remarks Constant time.
 *
 * @example
 * ```ts
 * import { perovskiteSymmetry } from '@buridan/tasks'
 * console.log(perovskiteSymmetry().siteVectors.dim) // → 15
 * ```
 */
export function perovskiteSymmetry(): PerovskiteSymmetry {
  const group = pointGroup('Oh')
  const vector = baseRepresentation(group)
  const images = group.generators.map((g) => [
    0,
    1,
    ...Array.from(vector.monomial(g).image, (axis) => 2 + axis),
  ])
  const sites = actionRepresentation(group, images)
  return {
    group,
    vector,
    sites,
    siteVectors: tensorProduct(sites, vector),
    siteTensors: tensorProduct(sites, vector, vector),
  }
}

/** The difference to the nearest periodic image, in fractions of the edge. */
function nearestImage(d: number): number {
  return d - Math.round(d)
}

function checkCell(cell: Cell): void {
  const { edge, atoms } = objectOf(cell, 'a cell')
  numberIn(edge, Number.MIN_VALUE, 1e6, 'the edge of a cell')
  for (const atom of arrayOf(atoms, 'atoms')) {
    stringOf(objectOf(atom, 'an atom').element, 'an element')
    finiteVector(atom.position, 3, 'a position')
  }
}

/**
 * Puts the atoms of a cell, in whatever order they come, on the five sites; a position for each site in Å.
 *
 * @returns `displacements`: 15 numbers, three for each site
 * @throws InvalidFileError if two atoms lie at one site, or none at another
 * @throws InvalidArgumentError | RepresentationMismatchError if it is not a cell
 * @remarks O(atoms).
 *
 * @example
 * ```ts
 * import { parseCif } from '@buridan/data'
 * import { assignSites, cellOf } from '@buridan/tasks'
 * import { readTaskData } from '@buridan/tasks/node'
 * console.log(assignSites(cellOf(parseCif(await readTaskData('PbZr0.1Ti0.9O3.cif')))).elements) // → [ 'Pb', 'Ti', 'O', 'O', 'O' ]
 * ```
 */
export function assignSites(cell: Cell): { elements: string[]; displacements: Float64Array } {
  checkCell(cell)
  const elements: string[] = new Array(SITES.length).fill('')
  const displacements = new Float64Array(3 * SITES.length)
  for (const { element, position } of cell.atoms) {
    const distances = SITE_POSITIONS.map((ideal) =>
      Math.hypot(...ideal.map((v, i) => nearestImage(position[i]! / cell.edge - v))),
    )
    const site = distances.indexOf(Math.min(...distances))
    if (elements[site] !== '' && elements[site] !== element) {
      throw new InvalidFileError(
        `two atoms, ${elements[site]} and ${element}, lie at site ${SITES[site]}: no perovskite cell`,
      )
    }
    elements[site] = element
    SITE_POSITIONS[site]!.forEach((v, i) => {
      displacements[3 * site + i] = nearestImage(position[i]! / cell.edge - v) * cell.edge
    })
  }
  const empty = elements.indexOf('')
  if (empty >= 0) throw new InvalidFileError(`no atom at site ${SITES[empty]}: no perovskite cell`)
  return { elements, displacements }
}

/**
 * The cell turned by an element of O_h: every position goes to ρ(g) of it, back into the cell.
 *
 * @param vector - the representation of O_h on ℝ³
 * @param g - a permutation of the group of `vector`, as images
 * @throws InvalidArgumentError | RepresentationMismatchError if an argument is not valid
 * @remarks O(atoms).
 *
 * @example
 * ```ts
 * import { parseCif } from '@buridan/data'
 * import { cellOf, orient, perovskiteSymmetry } from '@buridan/tasks'
 * import { readTaskData } from '@buridan/tasks/node'
 * const { group, vector } = perovskiteSymmetry()
 * const cell = cellOf(parseCif(await readTaskData('PbZr0.1Ti0.9O3.cif')))
 * console.log(orient(cell, vector, group.generators[0]!).atoms.length) // → 5
 * ```
 */
export function orient(cell: Cell, vector: Representation, g: Permutation): Cell {
  checkCell(cell)
  ofKind(vector, 'vector', 'representation')
  return {
    edge: cell.edge,
    atoms: cell.atoms.map(({ element, position }) => ({
      element,
      position: Array.from(
        vector.apply(g, position),
        (v) => v - cell.edge * Math.floor(v / cell.edge + 1e-9),
      ),
    })),
  }
}

/**
 * The atoms of a crystal's cell: its sites moved by its symmetry operations, doubles dropped, the majority element of a shared site.
 *
 * @throws InvalidFileError if the cell has other than right angles
 * @throws InvalidArgumentError | RepresentationMismatchError if it is not a crystal
 * @remarks O(sites · operations²).
 *
 * @example
 * ```ts
 * import { parseCif } from '@buridan/data'
 * import { cellOf } from '@buridan/tasks'
 * import { readTaskData } from '@buridan/tasks/node'
 * console.log(cellOf(parseCif(await readTaskData('BaTiO3.cif'))).atoms.length) // → 5
 * ```
 */
export function cellOf(crystal: Crystal): Cell {
  const { elements, positions, occupancies } = crystalAtoms(crystal)
  const angles = finiteVector(crystal.angles, 3, 'angles')
  if (angles.some((angle) => angle !== 90)) {
    throw new InvalidFileError(
      `the cell angles are ${angles.join(', ')}; those of a perovskite cell are right`,
    )
  }
  const edge = finiteVector(crystal.lengths, 3, 'lengths')[2]!
  const atoms: { element: string; position: readonly number[]; occupancy: number }[] = []
  positions.forEach((position, i) => {
    const [element, occupancy] = [elements[i]!, occupancies[i]!]
    const same = atoms.find((a) =>
      a.position.every((v, k) => Math.abs(nearestImage(v - position[k]!)) < 1e-4),
    )
    if (!same) atoms.push({ element, position, occupancy })
    else if (occupancy > same.occupancy) {
      same.element = element
      same.occupancy = occupancy
    }
  })
  return {
    edge,
    atoms: atoms.map((a) => ({ element: a.element, position: a.position.map((v) => v * edge) })),
  }
}

/**
 * The cubic parent: the same elements on the ideal sites.
 *
 * @throws As {@link assignSites}
 * @remarks O(atoms).
 *
 * @example
 * ```ts
 * import { parseCif } from '@buridan/data'
 * import { assignSites, cellOf, cubicParent } from '@buridan/tasks'
 * import { readTaskData } from '@buridan/tasks/node'
 * const parent = cubicParent(cellOf(parseCif(await readTaskData('PbZr0.1Ti0.9O3.cif'))))
 * console.log(Math.max(...assignSites(parent).displacements) < 1e-12) // → true
 * ```
 */
export function cubicParent(cell: Cell): Cell {
  const { elements } = assignSites(cell)
  return {
    edge: cell.edge,
    atoms: elements.map((element, s) => ({
      element,
      position: SITE_POSITIONS[s]!.map((v) => v * cell.edge),
    })),
  }
}

/** Atomic numbers of the elements of the data. */
const ATOMIC_NUMBER: Readonly<Record<string, number>> = { O: 8, Ti: 22, Zr: 40, Sr: 38, Ba: 56, Pb: 82 }

function charge(element: string): number {
  const z = ATOMIC_NUMBER[element]
  if (z === undefined)
    throw new InvalidFileError(`element ${element} is none of ${Object.keys(ATOMIC_NUMBER).join(' ')}`)
  return z / 82
}

/**
 * What a network sees of a cell: for each site its atomic number over 82, and the tensor Σ_b Z_b e^{−r²/a²} r r⊤ / r² of
 * its surroundings out to two cells. Lies in sites ⊕ siteTensors and moves with the cell's orientation.
 *
 * @returns 50 numbers: five, and nine for each site
 * @throws InvalidFileError as {@link assignSites}, and for elements that are not in the data
 * @throws InvalidArgumentError | RepresentationMismatchError if it is not a cell
 * @remarks O(atoms), and 125 images of each pair of sites.
 *
 * @example
 * ```ts
 * import { parseCif } from '@buridan/data'
 * import { cellOf, describeCell } from '@buridan/tasks'
 * import { readTaskData } from '@buridan/tasks/node'
 * console.log(describeCell(cellOf(parseCif(await readTaskData('PbZr0.1Ti0.9O3.cif')))).length) // → 50
 * ```
 */
export function describeCell(cell: Cell): Float64Array {
  const { elements, displacements } = assignSites(cell)
  const at = SITE_POSITIONS.map((ideal, s) => ideal.map((v, i) => v + displacements[3 * s + i]! / cell.edge))
  const out = new Float64Array(SITES.length * 10)
  elements.forEach((element, s) => {
    out[s] = charge(element)
    for (let b = 0; b < SITES.length; b++) {
      eachImage(2, (shift) => {
        const r = at[b]!.map((v, i) => v + shift[i]! - at[s]![i]!)
        const square = r[0]! ** 2 + r[1]! ** 2 + r[2]! ** 2
        // whole shells only, so that the sum has the symmetry of the crystal
        if (square < 1e-12 || square > 4) return
        const weight = (charge(elements[b]!) * Math.exp(-square)) / square
        for (let i = 0; i < 3; i++) {
          for (let j = 0; j < 3; j++) out[SITES.length + 9 * s + 3 * i + j]! += weight * r[i]! * r[j]!
        }
      })
    }
  })
  return out
}

function eachImage(reach: number, visit: (shift: readonly [number, number, number]) => void): void {
  for (let i = -reach; i <= reach; i++) {
    for (let j = -reach; j <= reach; j++) for (let k = -reach; k <= reach; k++) visit([i, j, k])
  }
}
