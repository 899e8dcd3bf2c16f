import { InvalidFileError, shown } from '@buridan/core'
import type { MoleculeRecord } from '../molecules/molecule-record.js'
import { decimalsOfNumbers } from '../precision/decimals.js'
import type { SdfMolecule } from '../sdf/molecule.js'
import { fromText, type XyzValue } from '../xyz/values.js'
import type { AtomsFrame } from './atoms-frame.js'

/** Fields of a molecule that are not labels. */
const OWN = ['elements', 'positions', 'bonds', 'atoms']

/**
 * The frame of a molecule: numbers in fields of other names are of the whole, those in the object `atoms` of each atom.
 *
 * @throws InvalidFileError if a field of `atoms` has not numbers for each atom
 */
export function frameOfMolecule(molecule: MoleculeRecord): AtomsFrame {
  const { elements, positions, bonds } = molecule
  const others = Object.entries(molecule).filter(([key]) => !OWN.includes(key))
  return {
    elements,
    positions,
    atomProperties: ofAtoms(molecule, elements.length),
    properties: numbersIn(others),
    ...(others.length === 0 ? {} : { info: new Map(others.map(([key, value]) => [key, infoOf(value)])) }),
    ...pairsOf(bonds, elements.length),
    decimals: decimalsOfNumbers(positions.flat()),
  }
}

/**
 * The frame of a molecule of an SDF file: numbers of data items are of the whole, charges, and isotopes and radicals where there are any, of
 * each atom.
 *
 * @throws InvalidFileError for a drawing in the plane, whose positions are not in Å
 */
export function frameOfSdf({ dimension, name, info, ...molecule }: SdfMolecule): AtomsFrame {
  if (dimension === 2) {
    throw new InvalidFileError(`${shown(name)} is a drawing in the plane (2D): its positions are not in Å`)
  }
  const { elements, positions, bonds, decimals } = molecule
  const columns = (['charges', 'isotopes', 'radicals'] as const).filter(
    (key) => key === 'charges' || molecule[key].some((v) => v !== 0),
  )
  const items = [...info].map(([key, value]) => [key, fromText(value)] as const)
  return {
    elements,
    positions,
    atomProperties: new Map(columns.map((key) => [key, molecule[key].map((v) => [v])])),
    properties: numbersIn(items),
    info: new Map<string, XyzValue>([['name', name], ...items]),
    ...pairsOf(bonds, elements.length),
    decimals,
  }
}

/** The orders of bonds of pairs of atoms, 0 without a bond, if bonds are known. */
function pairsOf(bonds: MoleculeRecord['bonds'], n: number): Pick<AtomsFrame, 'pairProperties'> {
  if (bonds === undefined) return {}
  const orders = new Float64Array(n * n)
  for (const [i, j, order] of bonds) orders[i * n + j] = orders[j * n + i] = order
  return { pairProperties: new Map([['bonds', orders]]) }
}

function ofAtoms(molecule: MoleculeRecord, n: number): Map<string, number[][]> {
  const atoms: unknown = 'atoms' in molecule ? molecule.atoms : {}
  if (typeof atoms !== 'object' || atoms === null || Array.isArray(atoms)) {
    throw new InvalidFileError(
      `atoms is ${shown(atoms)}; it must be an object of arrays, an entry for each atom`,
    )
  }
  return new Map(
    Object.entries(atoms).map(([key, value]) => {
      const rows = Array.isArray(value) && value.length === n ? value.map(numbersOf) : [undefined]
      const width = rows[0]?.length
      const list = rows.filter((row) => row !== undefined && row.length === width)
      if (list.length === n) return [key, list as number[][]]
      throw new InvalidFileError(
        `${shown(key)} of atoms must have numbers for each of the ${n} atoms, as many for each`,
      )
    }),
  )
}

function numbersIn(pairs: readonly (readonly [string, unknown])[]): Map<string, readonly number[]> {
  return new Map(
    pairs.flatMap(([key, value]) => {
      const numbers = numbersOf(value)
      return numbers ? [[key, numbers] as const] : []
    }),
  )
}

/** A number, an array of them, or rows of one length one after the other; undefined for anything else. */
function numbersOf(value: unknown): readonly number[] | undefined {
  if (Number.isFinite(value)) return [value as number]
  if (!Array.isArray(value)) return undefined
  const lengths = new Set(value.map((row) => (Array.isArray(row) ? row.length : -1)))
  const flat: unknown[] = value.flat()
  return lengths.size === 1 && flat.length > 0 && flat.every(Number.isFinite) ? (flat as number[]) : undefined
}

/** What has no place in a frame, such as an object, as its JSON. */
function infoOf(value: unknown): XyzValue {
  if (isScalar(value)) return value
  const isList =
    Array.isArray(value) && value.every((v) => isScalar(v) || (Array.isArray(v) && v.every(isScalar)))
  return isList ? (value as XyzValue) : JSON.stringify(value)
}

function isScalar(value: unknown): value is number | boolean | string {
  return ['number', 'boolean', 'string'].includes(typeof value)
}
