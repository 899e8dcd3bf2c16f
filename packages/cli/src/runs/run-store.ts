import { existsSync } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { CheckpointStore } from '@buridan/emlp'
import { fileCheckpoint } from '@buridan/emlp/node'
import { InvalidFileError } from '@buridan/groups'
import type { RunResult, Task } from '@buridan/tasks'
import { writeWhole } from '../atomic-write.js'
import { OutputError, UnreadableError } from '../failures/file-errors.js'
import { wrongInRun } from './check-run.js'
import { type KeptRun, nameOfRun, parseRun, type RunName, writtenRun } from './parse-run.js'
import type { RunUnit } from './plan.js'
import { taskSettings } from './task-settings.js'

/** A kept run and its file. */
export interface FoundRun extends KeptRun {
  readonly path: string
}

/**
 * The runs of a folder: a file for each that is over, replaced whole or not at all, and a checkpoint for each that is not. Those of a task
 * with other data or settings have other names. Several processes may share a folder as long as no two do the same run.
 */
export class RunStore {
  constructor(readonly folder: string) {}

  /** What a run came to, if it is over. @throws InvalidFileError if its file is damaged, changed or of another run */
  async read(unit: RunUnit): Promise<RunResult | undefined> {
    const path = this.#path(unit)
    const text = await readIfThere(path)
    if (text === undefined) return undefined
    const run = parseRun(text, path)
    const others = differences(nameOfRun(run), nameOfUnit(unit))
    if (others.length > 0)
      throw new InvalidFileError(
        `${path} is of another run than its name says: ${others.join('; ')}; it was renamed or changed, delete it to run it again`,
      )
    refuseWrong(run, unit.task, path)
    return run.result
  }

  /** Whether a run is over, was begun, or is to be done. @throws InvalidFileError as {@link read} */
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

  /** All runs that are over, with their files. @throws InvalidFileError if one is damaged */
  async all(): Promise<FoundRun[]> {
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
    const found = await Promise.all(
      files.map(async (name): Promise<FoundRun[]> => {
        const path = join(this.folder, 'runs', name)
        const text = await readIfThere(path)
        return text === undefined ? [] : [{ ...parseRun(text, path), path }]
      }),
    )
    return found.flat()
  }

  #path(unit: RunUnit): string {
    return join(this.folder, 'runs', `${nameOf(unit)}.json`)
  }

  #checkpointPath(unit: RunUnit): string {
    return join(this.folder, 'checkpoints', `${nameOf(unit)}.checkpoint`)
  }
}

/** Refuses a run of a task whose numbers are not as a run writes them. @throws InvalidFileError */
export function refuseWrong(run: KeptRun, task: Task, path: string): void {
  const wrong = wrongInRun(run, task)
  if (wrong !== undefined)
    throw new InvalidFileError(
      `${path} was changed or damaged since it was written: ${wrong}; delete it to run it again`,
    )
}

function nameOfUnit({ task, method, seed, epochs }: RunUnit): RunName {
  return { task: task.name, method, seed, epochs, settings: taskSettings(task) }
}

function differences(found: RunName, own: RunName): string[] {
  const names = ['task', 'method', 'seed', 'epochs', 'settings'] as const
  return names
    .filter((name) => found[name] !== own[name])
    .map((name) => `${name} is ${found[name]} in it, not ${own[name]}`)
}

function nameOf(unit: RunUnit): string {
  const { task, method, seed, epochs, settings } = nameOfUnit(unit)
  return `${task}.${method}.seed${seed}.epochs${epochs}.${settings}`
}

/** What is in a file; undefined if it is not there, or was taken away. */
async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // a folder that cannot be made is told when it is written to
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw new UnreadableError(path, error)
  }
}
