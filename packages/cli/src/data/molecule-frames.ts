import { InvalidFileError } from '@buridan/groups'
import { parseMolecules } from '@buridan/tasks'
import type { AtomsFrame } from './xyz-audit.js'

/**
 * Molecules of a file of one JSON object a line as frames, with `bonds` a label of pairs of atoms: the order of the bond between them, 0
 * where there is none.
 *
 * @throws InvalidFileError for a line that is no molecule, or a file without any
 */
export function moleculeFrames(text: string): AtomsFrame[] {
  const molecules = parseMolecules(text)
  if (molecules.length === 0) throw new InvalidFileError('there are no molecules in it')
  return molecules.map(({ elements, positions, bonds }) => {
    const n = elements.length
    const orders = new Float64Array(n * n)
    for (const [i, j, order] of bonds) orders[i * n + j] = orders[j * n + i] = order
    return {
      elements,
      positions,
      atomProperties: new Map(),
      properties: new Map(),
      pairProperties: new Map([['bonds', orders]]),
    }
  })
}
