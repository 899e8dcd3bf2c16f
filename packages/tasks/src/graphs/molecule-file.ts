import { arrayOf, InvalidArgumentError, InvalidFileError, objectOf, stringOf } from '@buridan/groups'

/** A molecule with its bonds, hydrogens and all. */
export interface MoleculeRecord {
  readonly name: string
  readonly family: string
  readonly elements: readonly string[]
  /** Å. */
  readonly positions: readonly (readonly [number, number, number])[]
  /** [i, j, order] */
  readonly bonds: readonly (readonly [number, number, number])[]
}

/** Refuses what is no list of molecules. */
export function checkedMolecules(molecules: readonly MoleculeRecord[]): MoleculeRecord[] {
  return arrayOf(molecules, 'molecules').map((molecule, i) => checked(molecule, `molecules[${i}]`))
}

/**
 * Reads molecules, a JSON object a line with `name`, `family`, `elements`, `positions` (Å) and `bonds` [i, j, order].
 *
 * @param options - `onError`: takes the error of a line that is not a molecule, with the line's place among those that are not empty, from 0;
 * such lines are left out then, and the others are read
 * @throws InvalidFileError for a line that is not a molecule, with its number, where there is no `onError`
 * @throws InvalidArgumentError if the text is not a string, or `onError` not a function
 * @remarks O(length).
 *
 * @example
 * ```ts
 * import { parseMolecules } from '@buridan/tasks'
 * import { readTaskData } from '@buridan/tasks/node'
 * console.log(parseMolecules(await readTaskData('molecules.jsonl')).length) // → 381
 * ```
 */
export function parseMolecules(
  text: string,
  options: { readonly onError?: (error: InvalidFileError, index: number) => void } = {},
): MoleculeRecord[] {
  const { onError } = objectOf(options, 'options')
  if (onError !== undefined && typeof onError !== 'function') {
    throw new InvalidArgumentError('onError must be a function')
  }
  return stringOf(text, 'the file')
    .split('\n')
    .map((line, i) => ({ line: line.trim(), number: i + 1 }))
    .filter(({ line }) => line !== '')
    .flatMap(({ line, number }, index) => {
      try {
        return [checked(parse(line, number), `line ${number} of the molecules`)]
      } catch (error) {
        if (!onError || !(error instanceof InvalidFileError)) throw error
        onError(error, index)
        return []
      }
    })
}

function parse(line: string, number: number): unknown {
  try {
    return JSON.parse(line)
  } catch (cause) {
    throw new InvalidFileError(`line ${number} of the molecules is not JSON: it was cut or damaged`, {
      cause,
    })
  }
}

function checked(value: unknown, where: string): MoleculeRecord {
  const refuse = (what: string): never => {
    throw new InvalidFileError(`${where}: ${what}`)
  }
  if (typeof value !== 'object' || value === null) refuse('it is no object')
  const { name, family, elements, positions, bonds } = value as Record<keyof MoleculeRecord, unknown>
  if (typeof name !== 'string' || typeof family !== 'string') refuse('name and family must be texts')
  if (!Array.isArray(elements) || !elements.every((e) => typeof e === 'string'))
    refuse('elements must be texts')
  const atoms = (elements as string[]).length
  const isPoint = (p: unknown) => Array.isArray(p) && p.length === 3 && p.every((c) => Number.isFinite(c))
  if (!Array.isArray(positions) || positions.length !== atoms || !positions.every(isPoint)) {
    refuse(`positions must be ${atoms} triples of numbers`)
  }
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
  if (!Array.isArray(bonds) || !bonds.every(isBond)) refuse('bonds must be [atom, atom, order]')
  const read = (bonds as [number, number, unknown][]).map(
    ([i, j, o]) => [i, j, order(o)] as [number, number, number],
  )
  const seen = new Set<string>()
  for (const [i, j] of read) {
    const pair = `${Math.min(i, j)} and ${Math.max(i, j)}`
    if (seen.has(pair)) refuse(`the bond of the atoms ${pair} is given twice; give it once, with its order`)
    seen.add(pair)
  }
  return { ...(value as MoleculeRecord), bonds: read }
}
