import { InvalidFileError } from '@buridan/groups'
import { type MoleculeRecord, parseMolecules } from '@buridan/tasks'
import type { AtomsFrame } from './atoms-frame.js'
import { decimalsOfNumbers } from './precision.js'

/**
 * Molecules of a file of one JSON object a line as frames, with `bonds` a label of pairs of atoms: the order of the bond between them, 0
 * where there is none. In place of a line that is not a molecule there is its error.
 *
 * @throws InvalidFileError for a file without any line
 */
export function moleculeFrames(text: string): (AtomsFrame | InvalidFileError)[] {
  const errors = new Map<number, InvalidFileError>()
  const molecules = parseMolecules(text, { onError: (error, index) => errors.set(index, error) })
  const count = molecules.length + errors.size
  if (count === 0) throw new InvalidFileError('there are no molecules in it')
  const good = molecules.values()
  return Array.from(
    { length: count },
    (_, i) => errors.get(i) ?? frameOf(good.next().value as MoleculeRecord),
  )
}

function frameOf({ elements, positions, bonds }: MoleculeRecord): AtomsFrame {
  const n = elements.length
  const orders = new Float64Array(n * n)
  for (const [i, j, order] of bonds) orders[i * n + j] = orders[j * n + i] = order
  return {
    elements,
    positions,
    atomProperties: new Map(),
    properties: new Map(),
    pairProperties: new Map([['bonds', orders]]),
    decimals: decimalsOfNumbers(positions.flat()),
  }
}
