import {
  columns3,
  cross,
  determinant3,
  dot,
  minus,
  perpendicular,
  scaled,
  unit,
  type Vector,
} from '@buridan/core'
import type { SampleStructure } from '../audit-structures.js'
import { type ElementLook, elementLook } from './element-looks.js'

/** Atoms nearer to a face of the cell than this share of it are drawn at the opposite one too. */
const ON_FACE = 1e-3
/** Atoms are bonded if their distance is at most the sum of their radii and this, Å. */
const BOND_ROOM = 0.4

/** An atom in the scene. */
export interface SceneAtom {
  readonly at: Vector
  readonly look: ElementLook
}

/** The contents of a drawing: lengths relative to the size of the structure, with its middle at 0. */
export interface Scene {
  readonly atoms: readonly SceneAtom[]
  /** Indices of atoms in {@link atoms}. */
  readonly bonds: readonly (readonly [number, number])[]
  readonly edges: readonly (readonly [Vector, Vector])[]
  /** Labels of atoms, with the index in {@link atoms}, or of the whole. */
  readonly arrows: readonly { readonly from: Vector; readonly along: Vector; readonly atom?: number }[]
  /** The length of 1 Å. */
  readonly angstrom: number
}

/**
 * Atoms, bonds, cell and labels of a structure. Atoms of crystals are moved into the cell; those on a face are drawn on the opposite one
 * too.
 *
 * @remarks O(atoms²), for the bonds.
 */
export function sceneOf({ elements, positions, cell, vectors }: SampleStructure): Scene {
  const most = Math.max(largest(positions), largest(cell))
  const size = most > 0 ? most : 1
  const whole = cell.map((v) => scaled(v, 1 / size))
  const along = (c: 0 | 1 | 2) =>
    cell.length > 0
      ? whole.reduce((sum, v) => sum + v[c] / 2, 0)
      : middleOf(positions.map((p) => p[c] / size))
  const centre: Vector = [along(0), along(1), along(2)]
  const placed = positions.flatMap((p, i) => {
    const images = imagesOf(scaled(p, 1 / size), whole)
    return images.map((at) => ({ at, i }))
  })
  // across a slab the middle is that of its atoms
  const off =
    cell.length === 2
      ? offPlane(
          placed.map((p) => p.at),
          whole,
        )
      : ([0, 0, 0] as Vector)
  const origin: Vector = [centre[0] + off[0], centre[1] + off[1], centre[2] + off[2]]
  const atoms = placed.map(({ at, i }) => ({ at: minus(at, origin), look: elementLook(elements[i]!) }))
  const extent = Math.max(largest(atoms.map((a) => a.at)), largest(whole.map((v) => scaled(v, 1 / 2))))
  // a single atom is about 1 Å wide
  const span = extent > 1e-12 ? extent : 1 / size
  const fit = (v: Vector) => scaled(v, 1 / span)
  const angstrom = 1 / size / span
  const fitted = atoms.map(({ at, look }) => ({ at: fit(at), look }))
  return {
    atoms: fitted,
    bonds: bondsOf(fitted, angstrom),
    edges: edgesOf(whole).map(([a, b]) => [fit(minus(a, origin)), fit(minus(b, origin))] as const),
    arrows: arrowsOf(vectors, fitted, placed),
    angstrom,
  }
}

function largest(vectors: readonly Vector[]): number {
  return vectors.reduce((most, v) => Math.max(most, Math.abs(v[0]), Math.abs(v[1]), Math.abs(v[2])), 0)
}

function middleOf(values: readonly number[]): number {
  return Math.min(...values) / 2 + Math.max(...values) / 2
}

/** An atom in the cell, and again on each face opposite to one that it is on; as it is without a cell. */
function imagesOf(p: Vector, cell: readonly Vector[]): Vector[] {
  if (cell.length === 0) return [p]
  const dual = dualOf(cell)
  const shares = dual.map((d) => dot(d, p))
  let images: Vector[] = [p]
  cell.forEach((v, k) => {
    // atoms just below a face are on it
    const turns = Math.floor(shares[k]! + ON_FACE)
    const isOnFace = shares[k]! - turns < ON_FACE
    images = images.flatMap((q) => {
      const inside: Vector = [q[0] - turns * v[0], q[1] - turns * v[1], q[2] - turns * v[2]]
      return isOnFace ? [inside, [inside[0] + v[0], inside[1] + v[1], inside[2] + v[2]] as const] : [inside]
    })
  })
  return images
}

/** The dual vectors of a cell: their products with its vectors are 1 and 0. */
function dualOf(cell: readonly Vector[]): Vector[] {
  const [a, b = perpendicular(cell[0]!), c = unit(cross(a!, b))] = cell
  const volume = determinant3(columns3(a!, b, c))
  const all = [cross(b, c), cross(c, a!), cross(a!, b)]
  return cell.map((_, k) => scaled(all[k]!, 1 / volume))
}

/** The offset of the middle of the atoms from the plane of a slab's vectors. */
function offPlane(points: readonly Vector[], [a, b]: readonly Vector[]): Vector {
  const normal = unit(cross(a!, b!))
  return scaled(normal, middleOf(points.map((p) => dot(p, normal))))
}

/** Pairs by their covalent radii. Metals are bonded to each other only in a metal: cations of a salt, which are as near, are not. */
function bondsOf(atoms: readonly SceneAtom[], angstrom: number): [number, number][] {
  const out: [number, number][] = []
  const areAllMetals = atoms.every((a) => a.look.isMetal)
  atoms.forEach((a, i) => {
    for (let j = 0; j < i; j++) {
      const b = atoms[j]!
      if (a.look.isMetal && b.look.isMetal && !areAllMetals) continue
      const distance = Math.hypot(...minus(a.at, b.at))
      if (distance <= (a.look.radius + b.look.radius + BOND_ROOM) * angstrom) out.push([j, i])
    }
  })
  return out
}

/** The edges of a cell, or of the parallelogram of a slab, from the origin. */
function edgesOf(cell: readonly Vector[]): [Vector, Vector][] {
  const corners = Array.from({ length: 2 ** cell.length }, (_, bits) =>
    cell.reduce<Vector>(
      (sum, v, k) => ((bits >> k) & 1 ? [sum[0] + v[0], sum[1] + v[1], sum[2] + v[2]] : sum),
      [0, 0, 0],
    ),
  )
  return corners.flatMap((a, bits) =>
    cell.flatMap((_, k): [Vector, Vector][] => ((bits >> k) & 1 ? [] : [[a, corners[bits | (1 << k)]!]])),
  )
}

/** Arrows in proportion to the largest: one for the whole from the mean of its atoms, or one for each atom. */
function arrowsOf(
  vectors: readonly Vector[],
  atoms: readonly SceneAtom[],
  placed: readonly { readonly i: number }[],
): Scene['arrows'] {
  const most = largest(vectors)
  if (most === 0) return []
  const unitOf = (v: Vector): Vector => [v[0] / most, v[1] / most, v[2] / most]
  const longest = vectors.reduce((l, v) => Math.max(l, Math.hypot(...unitOf(v))), 0)
  if (vectors.length === 1) {
    const mean = (c: 0 | 1 | 2) => atoms.reduce((sum, { at }) => sum + at[c] / atoms.length, 0)
    return [{ from: [mean(0), mean(1), mean(2)], along: scaled(unitOf(vectors[0]!), 0.9 / longest) }]
  }
  return atoms.flatMap(({ at }, k) => {
    const along = scaled(unitOf(vectors[placed[k]!.i]!), 0.6 / longest)
    return Math.hypot(...along) < 0.01 ? [] : [{ from: at, along, atom: k }]
  })
}
