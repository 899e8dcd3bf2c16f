import {
  apply3,
  arrayOf,
  determinant3,
  finiteVector,
  InvalidArgumentError,
  length,
  type Matrix3,
  minus,
  objectOf,
  orbitsOfPoints,
  powerOfTwoOf,
  RepresentationMismatchError,
  scaled,
  shown,
  type Vector,
} from '@buridan/core'
import type { FiniteGroup } from '@buridan/permutations'
import { DEFAULT_POSITION_TOLERANCE, isLabel, orientationOf } from '../molecules/find-point-group.js'
import { groupOfOperations } from '../operations/group-of-operations.js'
import { idealMatrices, largestGroup, type OperationLaw } from '../operations/operation-group.js'
import { nearestOrthogonal } from '../operations/orthogonal-fit.js'
import { classify, type Operation, schoenflies } from '../operations/schoenflies.js'
import {
  combination,
  type LatticeBasis,
  type LatticeMap,
  latticeMaps,
  mayBeNear,
  plus,
  reciprocal,
  reduced,
  shortBasis,
  volume,
  wrapped,
} from './lattice.js'

/** A crystal: a cell and its atoms. */
export interface Crystal {
  /** Three cell vectors as rows, in Å. */
  readonly lattice: readonly ArrayLike<number>[]
  readonly elements: readonly (string | number)[]
  /** Fractional coordinates in the cell. */
  readonly positions: readonly ArrayLike<number>[]
}

/** An operation of a crystal: x ↦ matrix·x + translation, modulo the lattice. */
export interface CrystalOperation extends Operation {
  readonly matrix: Matrix3
  /** Cartesian, in Å. */
  readonly translation: Vector
  /** Of the atoms listed in `primitiveAtoms`, by their places in it. */
  readonly images: Uint32Array
}

/** The point group of a crystal: the linear parts of its space group. */
export interface CrystalPointGroup {
  /** One of the 32, Schoenflies in lower case. */
  readonly name: string
  readonly order: number
  readonly deviation: number
  readonly gap: number
  /** Number of lattice points in the cell given: 1 if it is primitive. */
  readonly centring: number
  readonly operations: readonly CrystalOperation[]
  /** Atoms that make up a primitive cell: all, if the cell given is primitive. */
  readonly primitiveAtoms: readonly number[]
  /** Orbits of all atoms under the space group. */
  readonly equivalentAtoms: readonly (readonly number[])[]
  readonly orientation: Matrix3
  readonly group: FiniteGroup
}

interface Structure {
  readonly basis: LatticeBasis
  readonly dual: LatticeBasis
  readonly points: readonly Vector[]
  readonly labels: readonly (string | number)[]
}

interface Candidate {
  readonly map: LatticeMap
  readonly matrix: Matrix3
  readonly determinant: 1 | -1
  readonly translation: Vector
  readonly images: Uint32Array
  readonly deviation: number
}

/** Integer matrices multiply exactly. */
const latticeLaw: OperationLaw<Candidate> = {
  key: (o) => o.map.coefficients.join(),
  productKey: (a, b) => {
    const x = a.map.coefficients
    const y = b.map.coefficients
    const out: number[] = []
    for (let i = 0; i < 9; i += 3) {
      for (let j = 0; j < 3; j++) out.push(x[i]! * y[j]! + x[i + 1]! * y[3 + j]! + x[i + 2]! * y[6 + j]!)
    }
    return out.join()
  },
}

/**
 * The point group of a crystal: the rotations and reflections that, each with some translation, send the crystal to
 * itself. The cell may be any, primitive or not.
 *
 * @param crystal - cell vectors, elements, fractional positions
 * @param options - `tolerance`: how far an atom's image may be from an atom, default 0.1 (Å)
 * @throws InvalidArgumentError for no atoms, numbers that are not finite, a flat cell, or atoms within the tolerance of one another
 * @remarks O(48 · atoms of the rarest element · atoms²).
 *
 * @example
 * ```ts
 * import { crystalPointGroup } from '@buridan/geometry'
 * const salt = {
 *   lattice: [[0, 2.82, 2.82], [2.82, 0, 2.82], [2.82, 2.82, 0]],
 *   elements: ['Na', 'Cl'],
 *   positions: [[0, 0, 0], [0.5, 0.5, 0.5]],
 * }
 * console.log(crystalPointGroup(salt).name) // → oh
 * ```
 */
export function crystalPointGroup(crystal: Crystal, options: { tolerance?: number } = {}): CrystalPointGroup {
  const { tolerance: asked = DEFAULT_POSITION_TOLERANCE } = objectOf(options, 'options')
  if (typeof asked !== 'number' || !(asked > 0 && asked < Number.POSITIVE_INFINITY)) {
    throw new InvalidArgumentError(`tolerance is ${shown(asked)}; it must be a positive length`)
  }
  const { structure: given, unit } = readCrystal(objectOf(crystal, 'a crystal'))
  const tolerance = asked * unit
  refuseCoincident(given, tolerance, unit)
  const { structure, centring, kept, keptAs } = primitive(given, tolerance)
  const near = latticeMaps(structure.basis, 3 * tolerance).flatMap((map) =>
    withTranslation(structure, map, 3 * tolerance),
  )
  const { group, gap } = largestGroup(near, tolerance, latticeLaw)
  const matrices = idealMatrices(group, latticeLaw)
  const operations = group.map((o, i) => ({
    ...classify(matrices[i]!),
    matrix: matrices[i]!,
    translation: scaled(o.translation, 1 / unit),
    images: o.images,
  }))
  const { name, axis } = schoenflies(operations)
  return {
    name,
    order: group.length,
    deviation: group.reduce((most, o) => Math.max(most, o.deviation), 0) / unit,
    gap: gap / unit,
    centring,
    operations,
    primitiveAtoms: kept,
    equivalentAtoms: orbitsOfPoints(
      kept.length,
      group.map((o) => o.images),
    ).map((orbit) => keptAs.flatMap((k, atom) => (orbit.includes(k) ? [atom] : []))),
    orientation: orientationOf(operations, axis),
    group: groupOfOperations(group, matrices, latticeLaw),
  }
}

/** Reads a crystal, in a unit of length in which volumes neither vanish nor overflow: lengths are so many times those given. */
function readCrystal({ lattice, elements, positions }: Crystal): { structure: Structure; unit: number } {
  if (arrayOf(lattice, 'lattice').length !== 3) throw new InvalidArgumentError('a lattice has three vectors')
  const rows = lattice.map((v, i) => finiteVector(v, 3, `lattice[${i}]`))
  const unit = 1 / powerOfTwoOf(rows)
  const cell = rows.map((r): Vector => scaled([r[0]!, r[1]!, r[2]!], unit)) as [Vector, Vector, Vector]
  if (arrayOf(elements, 'elements').length !== arrayOf(positions, 'positions').length) {
    throw new RepresentationMismatchError(
      `${elements.length} elements are given for ${positions.length} positions`,
    )
  }
  if (positions.length === 0) throw new InvalidArgumentError('a crystal needs at least one atom')
  elements.forEach((e, i) => {
    if (!isLabel(e))
      throw new InvalidArgumentError(`elements[${i}] is ${shown(e)}; it must be a symbol or a number`)
  })
  const size = cell.reduce((p, v) => p * length(v), 1)
  if (!(Math.abs(volume(cell)) > 1e-6 * size)) {
    throw new InvalidArgumentError(`the cell vectors ${shown(rows.map((r) => [...r]))} lie in a plane`)
  }
  const points = positions.map((p, i) => {
    const [x, y, z] = finiteVector(p, 3, `positions[${i}]`)
    return combination(cell, [x!, y!, z!])
  })
  const basis = reduced(cell)
  return { structure: { basis, dual: reciprocal(basis), points, labels: elements }, unit }
}

function refuseCoincident(s: Structure, tolerance: number, unit: number): void {
  s.points.forEach((p, a) => {
    for (let b = 0; b < a; b++) {
      const d = length(wrapped(s.basis, s.dual, minus(p, s.points[b]!)))
      if (d <= tolerance) {
        throw new InvalidArgumentError(
          `atoms ${b} and ${a} are ${(d / unit).toPrecision(3)} apart, within the tolerance ${tolerance / unit}: make it smaller`,
        )
      }
    }
  })
}

/** Atoms of the rarest element: every operation permutes them. */
function rarest({ labels }: Structure): number[] {
  const byLabel = new Map<string | number, number[]>()
  labels.forEach((label, i) => {
    const list = byLabel.get(label)
    if (list) list.push(i)
    else byLabel.set(label, [i])
  })
  return [...byLabel.values()].reduce((a, b) => (b.length < a.length ? b : a))
}

/** Images of the atoms under x ↦ Rx + t, with t then set so that the mean difference vanishes. */
function match(s: Structure, matrix: Matrix3, t: Vector, tolerance: number) {
  const images = new Uint32Array(s.points.length)
  const used = new Uint8Array(s.points.length)
  const differences: Vector[] = []
  for (let p = 0; p < images.length; p++) {
    const moved = plus(apply3(matrix, s.points[p]!), t)
    let nearest = -1
    let distance = tolerance
    let difference: Vector = [0, 0, 0]
    for (let q = 0; q < images.length; q++) {
      if (s.labels[q] !== s.labels[p]) continue
      const apart = minus(moved, s.points[q]!)
      if (!mayBeNear(s.dual, apart, distance)) continue
      const d = wrapped(s.basis, s.dual, apart)
      if (length(d) > distance) continue
      nearest = q
      distance = length(d)
      difference = d
    }
    if (nearest < 0 || used[nearest]) return undefined
    used[nearest] = 1
    images[p] = nearest
    differences.push(difference)
  }
  const mean = differences.reduce((sum, d) => plus(sum, d), [0, 0, 0])
  const shift: Vector = [mean[0] / images.length, mean[1] / images.length, mean[2] / images.length]
  const deviation = differences.reduce((most, d) => Math.max(most, length(minus(d, shift))), 0)
  return { images, translation: minus(t, shift), deviation }
}

const IDENTITY = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)

function translationsOf(s: Structure, tolerance: number) {
  const atoms = rarest(s)
  return atoms.flatMap((a) => {
    const found = match(s, IDENTITY, minus(s.points[a]!, s.points[atoms[0]!]!), 2 * tolerance)
    return found && found.deviation <= tolerance ? [found] : []
  })
}

interface Primitive {
  readonly structure: Structure
  readonly centring: number
  /** The atoms of the primitive cell, and for each atom the place of the one it is modulo the primitive lattice. */
  readonly kept: readonly number[]
  readonly keptAs: readonly number[]
}

function primitive(s: Structure, tolerance: number): Primitive {
  const translations = translationsOf(s, tolerance)
  const centring = translations.length
  const everyAtom = [...s.points.keys()]
  if (centring === 1) return { structure: s, centring, kept: everyAtom, keptAs: everyAtom }
  const vectors = translations.flatMap(({ translation }) => {
    const short = wrapped(s.basis, s.dual, translation)
    return [short, ...s.basis.flatMap((b) => [plus(short, b), minus(short, b)])]
  })
  const basis = reduced(shortBasis([...vectors, ...s.basis], Math.abs(volume(s.basis)) / centring))
  const dual = reciprocal(basis)
  const first = s.points.map((p, i) =>
    s.points.findIndex(
      (q, j) => s.labels[i] === s.labels[j] && length(wrapped(basis, dual, minus(p, q))) <= tolerance,
    ),
  )
  const kept = everyAtom.filter((i) => first[i] === i)
  return {
    structure: { basis, dual, points: kept.map((i) => s.points[i]!), labels: kept.map((i) => s.labels[i]!) },
    centring,
    kept,
    keptAs: first.map((i) => kept.indexOf(i)),
  }
}

/** A map of the lattice with the translation under which the atoms deviate least, if there is one. */
function withTranslation(s: Structure, map: LatticeMap, tolerance: number): Candidate[] {
  const determinant = determinant3(map.matrix) > 0 ? 1 : -1
  const matrix = nearestOrthogonal(map.matrix, determinant)
  const strain = s.basis.reduce(
    (most, b) => Math.max(most, length(minus(apply3(matrix, b), apply3(map.matrix, b)))),
    0,
  )
  if (strain > tolerance) return []
  const atoms = rarest(s)
  const start = apply3(matrix, s.points[atoms[0]!]!)
  let best: Candidate | undefined
  for (const a of atoms) {
    const found = match(s, matrix, minus(s.points[a]!, start), 2 * tolerance)
    if (!found) continue
    const deviation = Math.max(found.deviation, strain)
    if (deviation <= tolerance && (!best || deviation < best.deviation)) {
      best = { map, matrix, determinant, ...found, deviation }
    }
  }
  return best ? [best] : []
}
