/**
 * Models and checkpoints in files, for Node.
 *
 * @packageDocumentation
 * @module @buridan/emlp/node
 */
import { randomUUID } from 'node:crypto'
import { readlinkSync, realpathSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { shown, stringOf } from '@buridan/core'
import { InvalidArgumentError, InvalidFileError } from '@buridan/groups'
import type { io } from '@tensorflow/tfjs'
import { acrossCopies } from './core/across-copies.js'
import { type CheckpointStore, storeAt } from './training/checkpoint.js'

/**
 * A TensorFlow.js handler that saves a model to and loads it from a folder, in TensorFlow.js' layers format: `model.json` and the
 * file of weights that it names. A model is replaced whole or not at all, also where the process is killed meanwhile.
 *
 * @param folder - made if it does not exist
 * @throws InvalidFileError on loading if the folder holds no readable model, on saving if it cannot be written
 * @throws InvalidArgumentError if `folder` is not a string
 * @remarks O(weights) to save and to load.
 *
 * @example
 * ```ts
 * import { mkdtemp } from 'node:fs/promises'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { emlp, loadEmlp } from '@buridan/emlp'
 * import { fileSystem } from '@buridan/emlp/node'
 * import { cyclic, tensor } from '@buridan/groups'
 * const V = tensor(cyclic(3), 1)
 * const model = emlp({ repIn: V, repOut: V, hidden: 12, layers: 1, seed: 0 })
 * const folder = join(await mkdtemp(join(tmpdir(), 'buridan-')), 'model')
 * await model.save(fileSystem(folder))
 * const again = await loadEmlp(fileSystem(folder))
 * console.log(again.predict([[1, 2, 3]])[0]![0] === model.predict([[1, 2, 3]])[0]![0]) // → true
 * ```
 */
export function fileSystem(folder: string): io.IOHandler {
  stringOf(folder, 'the folder')
  return {
    save: (artifacts) => writing(folder, () => saveTo(folder, artifacts)),
    load: () => loadFrom(folder),
  }
}

/**
 * The weights under a name of their own first: who reads meanwhile, or after a stop, finds the old model or the new one. Those of the
 * old model go last, and no others: another process may be about to name its own.
 */
async function saveTo(
  folder: string,
  { weightData, weightSpecs, ...topology }: io.ModelArtifacts,
): Promise<io.SaveResult> {
  await mkdir(folder, { recursive: true })
  const before = await weightsOf(folder).catch(() => undefined)
  const parts = Array.isArray(weightData) ? weightData : weightData ? [weightData] : []
  const weights = `weights-${randomUUID()}.bin`
  const manifest = [{ paths: [weights], weights: weightSpecs ?? [] }]
  await replaceFile(join(folder, weights), Buffer.concat(parts.map((p) => Buffer.from(p))))
  await replaceFile(join(folder, 'model.json'), JSON.stringify({ ...topology, weightsManifest: manifest }))
  if (before) await rm(join(folder, before.path), { force: true })
  return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } }
}

async function loadFrom(folder: string): Promise<io.ModelArtifacts> {
  const { path, weightSpecs, topology } = await weightsOf(folder)
  const { buffer, byteOffset, byteLength } = await read(join(folder, path))
  const weightData = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer
  return { ...topology, weightSpecs, weightData }
}

/** What model.json says, and the file of weights it names. */
async function weightsOf(folder: string) {
  const text = (await read(join(folder, 'model.json'))).toString('utf8')
  const { weightsManifest, ...topology } = parse(text, folder)
  const [group] = Array.isArray(weightsManifest) ? weightsManifest : []
  const path: unknown = Array.isArray(group?.paths) ? group.paths[0] : undefined
  // a file of the folder and nothing outside
  if (typeof path !== 'string' || !WEIGHTS.test(path)) {
    throw new InvalidFileError(`model.json in ${folder} names no file of weights: it was cut or damaged`)
  }
  return { path, weightSpecs: group?.weights ?? [], topology }
}

/**
 * Keeps the state of a training run in a file, replaced whole or not at all. Of two runs at once in one file the second is refused.
 *
 * @param path - its folder is made if it does not exist
 * @throws InvalidArgumentError if `path` is not a string, or what is written not a Uint8Array
 * @throws InvalidFileError if the file cannot be read or written
 * @remarks O(bytes) to read and to write.
 *
 * @example
 * ```ts
 * import { mkdtemp } from 'node:fs/promises'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { emlp } from '@buridan/emlp'
 * import { fileCheckpoint } from '@buridan/emlp/node'
 * import { cyclic, tensor } from '@buridan/groups'
 * const V = tensor(cyclic(3), 1)
 * const store = fileCheckpoint(join(await mkdtemp(join(tmpdir(), 'buridan-')), 'run.checkpoint'))
 * const model = emlp({ repIn: V, repOut: V, hidden: 12, layers: 1, seed: 0 })
 * // stopped at any moment, the same lines go on from the last checkpoint
 * const losses = await model.fit([[1, 0, 0]], [[0, 1, 0]], { epochs: 50, checkpoint: { store, every: 10 } })
 * console.log(losses.length) // → 50
 * model.dispose()
 * ```
 */
export function fileCheckpoint(path: string): CheckpointStore {
  stringOf(path, 'the path')
  return storeAt(() => placeAt(path), {
    name: path,
    async read() {
      try {
        return await readFile(path)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw new InvalidFileError(`the checkpoint ${path} cannot be read: ${(error as Error).message}`, {
          cause: error,
        })
      }
    },
    async write(bytes) {
      if (!(bytes instanceof Uint8Array)) {
        throw new InvalidArgumentError(`a checkpoint is ${shown(bytes)}; it must be a Uint8Array`)
      }
      await writing(path, async () => {
        // not the link to it, lest two paths to one file become two files
        const file = linkedFrom(path)
        await mkdir(dirname(file), { recursive: true })
        await replaceFile(file, bytes)
      })
    },
  })
}

const files = acrossCopies<Map<string, object>>('files', Map)

/** One object for each file, however its path is spelt. */
function placeAt(path: string): object {
  const whole = linkedFrom(path)
  const place = files.get(whole) ?? {}
  files.set(whole, place)
  return place
}

/** The file that a path leads to by symbolic links; it, and folders on the way, need not exist. */
function linkedFrom(path: string): string {
  const whole = resolve(path)
  try {
    return realpathSync.native(whole)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return whole
    const link = linkAt(whole)
    if (link !== undefined) return linkedFrom(resolve(dirname(whole), link))
    const folder = dirname(whole)
    return folder === whole ? whole : join(linkedFrom(folder), basename(whole))
  }
}

/** What a symbolic link says; undefined if it is none. */
function linkAt(path: string): string | undefined {
  try {
    return readlinkSync(path)
  } catch {
    return undefined
  }
}

/** Files of weights, those of older versions too. */
const WEIGHTS = /^weights(-[0-9a-f-]+)?\.bin$/

/** @throws InvalidFileError where the disk does not take it */
async function writing<T>(path: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (cause) {
    throw new InvalidFileError(`${path} cannot be written: ${(cause as Error).message}`, { cause })
  }
}

async function replaceFile(path: string, data: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    await writeFile(temporary, data)
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

async function read(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (cause) {
    throw new InvalidFileError(`${path} cannot be read: is it the folder of a saved model?`, { cause })
  }
}

function parse(text: string, folder: string): io.ModelJSON {
  try {
    const value = JSON.parse(text) as unknown
    if (typeof value === 'object' && value !== null) return value as io.ModelJSON
  } catch (cause) {
    throw new InvalidFileError(`model.json in ${folder} is not JSON: it was cut or damaged`, { cause })
  }
  throw new InvalidFileError(`model.json in ${folder} holds no object`)
}
