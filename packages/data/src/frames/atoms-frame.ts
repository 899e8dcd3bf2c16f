import { objectOf } from '@buridan/core'
import { InvalidFileError } from '@buridan/groups'
import { isArrayOf } from '../checks/is-array-of.js'
import type { XyzFrame } from '../xyz/frame.js'

/** Atoms in space with numbers of the whole, of atoms and of pairs of atoms. */
export interface AtomsFrame extends XyzFrame {
  /** Its name in messages, such as that of its file. */
  readonly name?: string
  /** The name of its data block, if it is of a CIF. */
  readonly block?: string
  /** How far an atom is at most from its position here, Å, where a file tells it otherwise than by decimals. */
  readonly precision?: number
  /** For n atoms n × n numbers each, row-major. */
  readonly pairProperties?: ReadonlyMap<string, Float64Array>
}

/**
 * The names of possible labels of a frame: properties of the whole, of atoms, and of pairs of atoms.
 *
 * @throws InvalidFileError for an object that is not a frame
 * @throws InvalidArgumentError for a value that is not an object
 * @remarks O(names + numbers of the frame).
 *
 * @example
 * ```ts
 * import { labelNames, parseXyz } from '@buridan/data'
 * const text = '1\nProperties=species:S:1:pos:R:3:forces:R:3 energy=-0.5\nH 0 0 0 0.1 0 0\n'
 * console.log(labelNames(parseXyz(text)[0]!)) // → [ 'energy', 'forces' ]
 * ```
 */
export function labelNames(frame: AtomsFrame): string[] {
  const { properties, atomProperties, pairProperties } = checkedFrame(frame)
  return [...properties.keys(), ...atomProperties.keys(), ...(pairProperties?.keys() ?? [])]
}

/** @throws InvalidFileError that says which part of a frame is malformed; O(numbers) */
export function checkedFrame(frame: AtomsFrame): AtomsFrame {
  const { elements, positions, atomProperties, properties, pairProperties, decimals, lattice, pbc } =
    objectOf(frame, 'a frame')
  const { labelDecimals, precision, name } = frame
  const refuse = (what: string): never => {
    throw new InvalidFileError(`the frame has ${what}`)
  }
  if (!isArrayOf(elements, (e) => typeof e === 'string') || elements.length === 0) refuse('no elements')
  const n = elements.length
  if (!isArrayOf(positions, (p) => isArrayOf(p, Number.isFinite, 3), n)) {
    refuse(`positions that are not ${n} triples of numbers`)
  }
  if (!isMapOf(properties, isNumbers)) refuse('properties that are not numbers by name')
  if (!isMapOf(atomProperties, (column) => isArrayOf(column, isNumbers, n))) {
    refuse(`atomProperties that are not ${n} arrays of numbers by name`)
  }
  const isPairs = (v: unknown) => v instanceof Float64Array && v.length === n * n
  if (pairProperties !== undefined && !isMapOf(pairProperties, isPairs)) {
    refuse(`pairProperties that are not ${n * n} numbers by name`)
  }
  if (!Number.isInteger(decimals) || decimals < 0) refuse('decimals that are not a natural number')
  if (
    labelDecimals !== undefined &&
    !isMapOf(labelDecimals, (v) => Number.isInteger(v) && (v as number) >= 0)
  ) {
    refuse('labelDecimals that are not natural numbers by name')
  }
  if (precision !== undefined && !(Number.isFinite(precision) && precision >= 0)) {
    refuse('a precision that is not a length')
  }
  if (name !== undefined && typeof name !== 'string') refuse('a name that is not a string')
  if (lattice !== undefined && !isArrayOf(lattice, Number.isFinite, 9))
    refuse('a lattice that is not nine numbers')
  if (pbc !== undefined && !isArrayOf(pbc, (v) => typeof v === 'boolean', 3)) {
    refuse('a periodicity that is not three logical values')
  }
  return frame
}

function isMapOf(value: unknown, is: (v: unknown) => boolean): boolean {
  return value instanceof Map && [...value].every(([name, v]) => typeof name === 'string' && is(v))
}

function isNumbers(value: unknown): boolean {
  return isArrayOf(value, Number.isFinite)
}
