/**
 * The data that come with the tasks, for Node.
 *
 * @packageDocumentation
 * @module @buridan/tasks/node
 */
import { readFile } from 'node:fs/promises'
import { shown } from '@buridan/core'
import { InvalidArgumentError } from '@buridan/groups'

const FILES = ['BaTiO3.cif', 'PbZr0.1Ti0.9O3.cif', 'molecules.jsonl']

/**
 * Reads one of the data files that come with the tasks, as text.
 *
 * @throws InvalidArgumentError for a name that is none of them
 * @remarks O(size of the file).
 *
 * @example
 * ```ts
 * import { readTaskData } from '@buridan/tasks/node'
 * console.log((await readTaskData('BaTiO3.cif')).includes('_cell_length_a')) // → true
 * ```
 */
export async function readTaskData(name: string): Promise<string> {
  if (!FILES.includes(name))
    throw new InvalidArgumentError(`no data file ${shown(name)}; there are ${FILES.join(', ')}`)
  return readFile(new URL(`../data/${name}`, import.meta.url), 'utf8')
}
