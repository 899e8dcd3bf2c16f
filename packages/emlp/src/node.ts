import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { InvalidFileError } from '@buridan/groups'
import type { io } from '@tensorflow/tfjs'
import type { CheckpointStore } from './training/checkpoint.js'

/**
 * A TensorFlow.js handler that saves a model to and loads it from a folder: `model.json` and `weights.bin`, as
 * TensorFlow.js writes them, each replaced whole or not at all.
 *
 * @param folder - made if it does not exist
 * @throws InvalidFileError on loading if the folder holds no readable model
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
  return {
    async save(artifacts) {
      await mkdir(folder, { recursive: true })
      const { weightData, ...rest } = artifacts
      const parts = Array.isArray(weightData) ? weightData : weightData ? [weightData] : []
      const weights = Buffer.concat(parts.map((p) => Buffer.from(p)))
      const { weightSpecs, ...topology } = rest
      const manifest = [{ paths: ['weights.bin'], weights: weightSpecs ?? [] }]
      await replaceFile(join(folder, 'weights.bin'), weights)
      await replaceFile(
        join(folder, 'model.json'),
        JSON.stringify({ ...topology, weightsManifest: manifest }),
      )
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } }
    },
    async load() {
      const text = await read(join(folder, 'model.json'))
      const model = parse(text.toString('utf8'), folder)
      const weights = await read(join(folder, 'weights.bin'))
      const { weightsManifest, ...topology } = model
      const weightData = weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.byteLength)
      return {
        ...topology,
        weightSpecs: weightsManifest?.[0]?.weights ?? [],
        weightData: weightData as ArrayBuffer,
      }
    },
  }
}

/**
 * Keeps the state of a training run in a file, replaced whole or not at all.
 *
 * @param path - its folder is made if it does not exist
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
  return {
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
      await mkdir(dirname(path), { recursive: true })
      await replaceFile(path, bytes)
    },
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
    throw new InvalidFileError(`model.json in ${folder} is no JSON: it was cut or damaged`, { cause })
  }
  throw new InvalidFileError(`model.json in ${folder} holds no object`)
}
