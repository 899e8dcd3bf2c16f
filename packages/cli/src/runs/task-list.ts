import { parseMolecules } from '@buridan/data'
import { InvalidArgumentError } from '@buridan/groups'
import {
  autoencodingTask,
  batio3Task,
  bondOrdersTask,
  decodingTask,
  independentSetTask,
  maxCutTask,
  pztTask,
  spinsTask,
  type Task,
} from '@buridan/tasks'
import { readTaskData } from '@buridan/tasks/node'

const molecules = async () => parseMolecules(await readTaskData('molecules.jsonl'))

const TASKS: Readonly<Record<string, () => Promise<Task>>> = {
  pzt: async () => pztTask(await readTaskData('PbZr0.1Ti0.9O3.cif')),
  batio3: async () => batio3Task(),
  spins: async () => spinsTask(),
  autoencoding: async () => autoencodingTask(),
  'bond-orders': async () => bondOrdersTask(await molecules()),
  'max-cut': () => maxCutTask(),
  'independent-set': () => independentSetTask(),
  decoding: async () => decodingTask(await molecules()),
}

/** The names of the tasks. */
export const taskNames: readonly string[] = Object.keys(TASKS)

/** Makes tasks by name, each once, all for no names. @throws InvalidArgumentError for a name that is none, before any is made */
export async function makeTasks(names: readonly string[]): Promise<Task[]> {
  for (const name of names) {
    if (!Object.hasOwn(TASKS, name)) {
      throw new InvalidArgumentError(`task ${name} is not known; there are ${taskNames.join(', ')}`)
    }
  }
  const asked = new Set(names.length > 0 ? names : taskNames)
  return Promise.all([...asked].map((name) => TASKS[name]!()))
}
