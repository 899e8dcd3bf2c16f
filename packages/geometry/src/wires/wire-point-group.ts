import {
  apply3,
  gcd,
  type Matrix3,
  minus,
  multiply3,
  orbitsOfPoints,
  scaled,
  transpose3,
  type Vector,
} from '@buridan/core'
import type { FiniteGroup } from '@buridan/permutations'
import type { CrystalOperation } from '../crystals/crystal-point-group.js'
import { plus } from '../lattice/lattice-basis.js'
import { groupOfOperations, tabled } from '../operations/group-of-operations.js'
import type { Operation } from '../operations/operation.js'
import { cayleyTable } from '../operations/operation-group.js'
import { orientationOf } from '../operations/orientation.js'
import type { AnalysedWire } from './analysed-wire.js'
import { lineGroupOf, schoenfliesOf } from './line-group.js'
import type { Wire } from './wire.js'
import { matrixOfMotion } from './wire-motion.js'
import type { WireSymmetry } from './wire-symmetry.js'

/** The point group of a wire: the linear parts of the operations that send it to itself. */
export interface WirePointGroup {
  /** Schoenflies in lower case, an axial group of any order: `c5v`, `d20h`; `c∞v` or `d∞h` if all atoms are on the axis. */
  readonly name: string
  /** Undefined for the infinite groups. */
  readonly order: number | undefined
  /** How many of the operations are rotations; of the infinite groups 1 for `c∞v`, 2 for `d∞h`. */
  readonly symmetryNumber: number
  /** How far an image of an atom is at most from the atom it should coincide with, Å. */
  readonly deviation: number
  /**
   * The least deviation of an operation left out, sought up to three tolerances and half the least distance of atoms; Infinity if there
   * is none. At any tolerance from `deviation` to below `gap` the answer is the same.
   */
  readonly gap: number
  /** How many periods are in the given cell: 1 if it is primitive. */
  readonly centring: number
  /** A unit vector along the wire, as the cell vector is. */
  readonly axis: Vector
  /** A place on the axis, which all operations keep, Å. */
  readonly centre: Vector
  /** Operations of a finite group, modulo translations, the identity first; empty for an infinite one. */
  readonly operations: readonly CrystalOperation[]
  /** Atoms that make up a primitive cell: all, if the given cell is primitive. */
  readonly primitiveAtoms: readonly number[]
  /** For each atom the one of `primitiveAtoms` that a translation takes it to, by its index in it. */
  readonly translates: readonly number[]
  /** Orbits of all atoms. */
  readonly equivalentAtoms: readonly (readonly number[])[]
  /** Rotation, row-major, that takes the axis of the wire to z, and a C2 axis normal to it, or else the normal of a mirror through it, to x. */
  readonly orientation: Matrix3
  /** The group on ℝ³ in the wire's own orientation; undefined for the infinite groups. */
  readonly group: FiniteGroup | undefined
}

/** What is said of a wire that has been looked at. */
export function wirePointGroupOf({ wire, found }: AnalysedWire): WirePointGroup {
  const { frame, centre, given } = wire
  const { representatives, motions, onAxis, group } = found
  const { primitiveAtoms, translates } = translatesOf(found, given.numbers.length)
  const matrices = representatives.map((g) =>
    multiply3(multiply3(frame, matrixOfMotion(motions[g]!)), transpose3(frame)),
  )
  const axis: Vector = [frame[2]!, frame[5]!, frame[8]!]
  const operations = representatives.map((g, k): CrystalOperation => {
    const matrix = matrices[k]!
    const action = found.operations[g]!.action
    return {
      ...described(found, g, wire),
      matrix,
      translation: scaled(
        plus(minus(centre, apply3(matrix, centre)), scaled(axis, motions[g]!.shift)),
        1 / given.unit,
      ),
      images: Uint32Array.from(primitiveAtoms, (i) => translates[action[i]!]!),
    }
  })
  return {
    ...(onAxis ? infinite(representatives.length) : finite(found, operations)),
    deviation: found.deviation / given.unit,
    gap: found.gap / given.unit,
    centring: found.centring,
    axis,
    centre: scaled(centre, 1 / given.unit),
    operations: onAxis ? [] : operations,
    primitiveAtoms,
    translates,
    equivalentAtoms: orbitsOfPoints(
      given.numbers.length,
      found.operations.map((o) => o.action.subarray(0, given.numbers.length)),
    ),
    orientation: orientationOf(onAxis ? [] : operations, axis),
    group: onAxis ? undefined : groupOfOperations(tabled(group, matrices, cayleyTable(group)), 3),
  }
}

function finite(found: WireSymmetry, operations: readonly Operation[]) {
  return {
    name: schoenfliesOf(lineGroupOf(found)),
    order: operations.length,
    symmetryNumber: operations.filter((o) => o.kind === 'E' || o.kind === 'C').length,
  }
}

/** With all rotations about the axis, and reflections that keep it. */
function infinite(sides: number) {
  return { name: sides > 1 ? 'd∞h' : 'c∞v', order: undefined, symmetryNumber: sides }
}

/** The first atom of each orbit under translations, and for each atom which of them it is a translate of. */
function translatesOf({ operations, motions }: WireSymmetry, count: number) {
  const translations = operations.filter((_, g) => {
    const { determinant, sign, turn } = motions[g]!
    return determinant > 0 && sign > 0 && turn === 0
  })
  const translates = new Array<number>(count).fill(-1)
  const primitiveAtoms: number[] = []
  for (let i = 0; i < count; i++) {
    if (translates[i] !== -1) continue
    for (const { action } of translations) translates[action[i]!] = primitiveAtoms.length
    primitiveAtoms.push(i)
  }
  return { primitiveAtoms, translates }
}

/** Kind, axis and angle of a motion. */
function described({ motions, turns }: WireSymmetry, g: number, { frame }: Wire): Operation {
  const { determinant, sign, turn } = motions[g]!
  const along: Vector = [frame[2]!, frame[5]!, frame[8]!]
  if (determinant < 0) {
    // a line of reflection in the plane is half as far as the turn after the reflection, and its normal a quarter turn from it
    const angle = Math.PI * (sign < 0 ? turn : turn + 0.5)
    const axis = apply3(frame, [Math.cos(angle), Math.sin(angle), 0])
    return sign < 0 ? { kind: 'C', order: 2, power: 1, axis } : { kind: 'σ', order: 1, power: 0, axis }
  }
  const common = gcd(turns.steps[g]!, turns.denominator)
  const [order, step] = [turns.denominator / common, turns.steps[g]! / common]
  const power = Math.min(step, order - step)
  if (order === 1) {
    return sign > 0
      ? { kind: 'E', order, power: 0, axis: undefined }
      : { kind: 'σ', order, power: 0, axis: along }
  }
  if (sign < 0 && order === 2) return { kind: 'i', order, power, axis: undefined }
  return { kind: sign > 0 ? 'C' : 'S', order, power, axis: along }
}
