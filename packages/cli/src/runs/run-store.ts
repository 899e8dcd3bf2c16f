import { existsSync } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { CheckpointStore } from '@buridan/emlp'
import { fileCheckpoint } from '@buridan/emlp/node'
import type { RunResult } from '@buridan/tasks'
import { writeWhole } from '../atomic-write.js'
import { OutputError, UnreadableError } from '../failures/file-errors.js'
import { type KeptRun, parseRun, writtenRun } from './parse-run.js'
import type { RunUnit } from './plan.js'
import { taskSettings } from './task-settings.js'

/**
 * The runs of a folder: a file for each that is over, replaced whole or not at all, and a checkpoint for each that is not. Those of a task
 * with other data or settings have other names. Several processes may share a folder as long as no two do the same run.
 */
export class RunStore {
  constructor(readonly folder: string) {}

  /** What a run came to, if it is over. @throws InvalidFileError if its file is damaged */
  async read(unit: RunUnit): Promise<RunResult | undefined> {
    const path = this.#path(unit)
    const text = await readIfThere(path)
    return text === undefined ? undefined : parseRun(text, path).result
  }

  /** Whether a run is over, was begun, or is to be done. @throws InvalidFileError if its file is damaged */
  async stateOf(unit: RunUnit): Promise<'done' | 'begun' | 'new'> {
    if (await this.read(unit)) return 'done'
    return existsSync(this.#checkpointPath(unit)) ? 'begun' : 'new'
  }

  /** Keeps what a run came to, and drops its checkpoint. */
  async write(unit: RunUnit, result: RunResult): Promise<void> {
    const kept: KeptRun = { epochs: unit.epochs, settings: taskSettings(unit.task), result }
    await writeWhole(this.#path(unit), writtenRun(kept))
    await rm(this.#checkpointPath(unit), { force: true })
  }

  /** Where a run's training is kept. */
  checkpoint(unit: RunUnit): CheckpointStore {
    const path = this.#checkpointPath(unit)
    const file = fileCheckpoint(path)
    return {
      read: () => file.read(),
      write: (bytes) =>
        file.write(bytes).catch((error: Error) => {
          throw new OutputError(path, error.cause ?? error)
        }),
    }
  }

  /** All runs that are over. @throws InvalidFileError if one is damaged */
  async all(): Promise<KeptRun[]> {
    let names: string[]
    try {
      names = await readdir(join(this.folder, 'runs'))
    } catch (cause) {
      throw new UnreadableError(
        this.folder,
        cause,
        '; it holds no runs: give a folder that buridan run wrote to',
      )
    }
    const files = names.filter((n) => n.endsWith('.json')).sort()
    return Promise.all(
      files.map(async (name) => {
        const path = join(this.folder, 'runs', name)
        return parseRun(await readFile(path, 'utf8'), path)
      }),
    )
  }

  #path(unit: RunUnit): string {
    return join(this.folder, 'runs', `${nameOf(unit)}.json`)
  }

  #checkpointPath(unit: RunUnit): string {
    return join(this.folder, 'checkpoints', `${nameOf(unit)}.checkpoint`)
  }
}

function nameOf({ task, method, seed, epochs }: RunUnit): string {
  return `${task.name}.${method}.seed${seed}.epochs${epochs}.${taskSettings(task)}`
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new UnreadableError(path, error)
  }
}
