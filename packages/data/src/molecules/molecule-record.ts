import { arrayOf, InvalidFileError, shown } from '@buridan/core'
import { isArrayOf } from '../checks/is-array-of.js'

/** A molecule in space, and its bonds if they are known. Fields of other names are kept as they are. */
export interface MoleculeRecord {
  /** The name of the molecule. */
  readonly name?: string
  /** The kind of molecule, such as alcohols. */
  readonly family?: string
  /** Symbols of the n atoms. */
  readonly elements: readonly string[]
  /** Positions of the n atoms, Å. */
  readonly positions: readonly (readonly [number, number, number])[]
  /** [i, j, order] with atoms counted from 0, each pair of atoms at most once. Without it bonds are not known; an empty list says that there are none. */
  readonly bonds?: readonly (readonly [number, number, number])[]
}

/**
 * Checks that parsed values, such as elements of a JSON array, are molecules; see {@link parseMolecules} for their fields.
 *
 * @returns molecules whose bond orders are numbers; other fields are passed on as they are
 * @throws InvalidArgumentError if it is not an array
 * @throws InvalidFileError for an element that is not a molecule, with its place
 * @remarks O(atoms + bonds).
 *
 * @example
 * ```ts
 * import { moleculesOf } from '@buridan/data'
 * const hydrogen = { elements: ['H', 'H'], positions: [[0, 0, 0], [0, 0, 0.74]], bonds: [[0, 1, '1']] }
 * console.log(moleculesOf([hydrogen])[0]!.bonds) // → [ [ 0, 1, 1 ] ]
 * ```
 */
export function moleculesOf(values: readonly unknown[]): MoleculeRecord[] {
  return arrayOf(values, 'molecules').map((value, i) => moleculeOf(value, `molecules[${i}]`))
}

/** Lists and plain objects, as there are in JSON, as new ones, of as many levels as were checked; others as they are. */
function copyOf<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copyOf) as T
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, copyOf(field)])) as T
}

/** Levels of arrays and objects in fields of any name. */
const DEEPEST = 100

/** @throws InvalidFileError that says where the value is and why it is not a molecule */
export function moleculeOf(value: unknown, where: string): MoleculeRecord {
  const refuse = (what: string): never => {
    throw new InvalidFileError(`${where}: ${what}`)
  }
  if (typeof value !== 'object' || value === null) refuse('it is no object')
  const { name, family, elements, positions, bonds } = value as Record<keyof MoleculeRecord, unknown>
  for (const [key, text] of Object.entries({ name, family })) {
    if (text !== undefined && typeof text !== 'string') refuse(`${key} is ${shown(text)}; it must be a text`)
  }
  if (!isArrayOf(elements, (e) => typeof e === 'string')) refuse('elements must be texts')
  const atoms = (elements as string[]).length
  const isPoint = (p: unknown) => isArrayOf(p, Number.isFinite, 3)
  if (!isArrayOf(positions, isPoint, atoms)) {
    refuse(`positions must be ${atoms} triples of numbers`)
  }
  if (!isShallow(value, DEEPEST)) refuse(`fields are nested deeper than ${DEEPEST}`)
  // lists that are the caller's to change, and not those of what was given
  const { bonds: _, ...others } = value as MoleculeRecord
  if (bonds === undefined) return copyOf(others)
  return { ...copyOf(others), bonds: bondsOf(bonds, atoms, refuse) }
}

/** Whether a value has at most so many levels: what is deeper cannot be written again. */
function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return levels > 0 && Object.values(value).every((v) => isShallow(v, levels - 1))
}

function bondsOf(bonds: unknown, atoms: number, refuse: (what: string) => never): [number, number, number][] {
  const isAtom = (i: unknown) => Number.isInteger(i) && (i as number) >= 0 && (i as number) < atoms
  // some entries of the library have the order as a text, such as " 1"
  const order = (b: unknown) => (typeof b === 'string' && b.trim() !== '' ? Number(b) : b)
  const isBond = (b: unknown) =>
    Array.isArray(b) &&
    b.length === 3 &&
    isAtom(b[0]) &&
    isAtom(b[1]) &&
    b[0] !== b[1] &&
    Number.isFinite(order(b[2]))
  if (!isArrayOf(bonds, isBond)) refuse('bonds must be [atom, atom, order]')
  const read = (bonds as [number, number, unknown][]).map(
    ([i, j, o]) => [i, j, order(o)] as [number, number, number],
  )
  const seen = new Set<string>()
  for (const [i, j] of read) {
    const pair = `${Math.min(i, j)} and ${Math.max(i, j)}`
    if (seen.has(pair)) refuse(`the bond of the atoms ${pair} is given twice; give it once, with its order`)
    seen.add(pair)
  }
  return read
}
