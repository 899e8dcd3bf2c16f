import { arrayOf, checksum, objectOf, ofKind, shown, stringOf } from '@buridan/core'
import {
  type AnyRepresentation,
  BuridanError,
  InvalidFileError,
  RepresentationMismatchError,
  UnsupportedError,
} from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { disposeNetwork, expectAlive, ownNetworksOf } from '../layers/alive.js'
import { fromSpec, toSpec } from '../layers/spec.js'
import { misfit } from './fits.js'
import { freeze, frozenIn } from './frozen.js'

/** The version of what is saved; 1 had other weights, 2 no checksum, 3 layers that do not say how their products are chosen, and is read. */
const FORMAT = 4
const READ: readonly unknown[] = [3, FORMAT]

/** What Buridan adds to a saved TensorFlow.js layers model. */
export interface ModelMetadata {
  readonly kind: string
  readonly [field: string]: unknown
}

/** The representations of a model, saved beside its weights. */
interface ModelRepresentations {
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
}

/**
 * Saves a layers model with its representations, what of it is trainable, other metadata and the format's version.
 *
 * @throws UnsupportedError if a representation has no text to save it by, or two weights have one name; nothing is written then
 * @throws InvalidFileError if the destination does not take it
 * @throws DisposedError if the network was freed
 * @throws RepresentationMismatchError if the network does not take what holds a vector of ρ_in and give one of ρ_out, by its shapes and by what its
 * first and last layers say
 * @throws InvalidArgumentError if the network is not a layers model, or `kind` not a string
 * @remarks O(weights).
 *
 * @example
 * ```ts
 * import { disposeNetwork, loadModel, saveModel } from '@buridan/emlp'
 * import { cyclic, tensor } from '@buridan/groups'
 * import * as tf from '@tensorflow/tfjs'
 * const V = tensor(cyclic(3), 1)
 * const network = tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [3] })] })
 * let saved: tf.io.ModelArtifacts = {}
 * const modelArtifactsInfo = { dateSaved: new Date(), modelTopologyType: 'JSON' } as const
 * const save = async (artifacts: tf.io.ModelArtifacts) => {
 *   saved = artifacts
 *   return { modelArtifactsInfo }
 * }
 * await saveModel(network, { kind: 'dense', repIn: V, repOut: V }, { save })
 * const again = await loadModel({ load: async () => saved }, 'dense')
 * console.log(again.repIn.text, again.network.countParams()) // → V 12
 * disposeNetwork(network)
 * disposeNetwork(again.network)
 * ```
 */
export async function saveModel(
  network: tf.LayersModel,
  model: ModelMetadata & ModelRepresentations,
  to: string | tf.io.IOHandler,
): Promise<void> {
  expectAlive(network)
  const { repIn, repOut, ...metadata } = objectOf(model, 'what the model is')
  stringOf(metadata.kind, 'the kind of the model')
  for (const [what, rep] of Object.entries({ repIn, repOut }))
    ofKind(rep, what, 'representation', 'Lie representation')
  const wrong = misfit(network, { repIn, repOut })
  if (wrong !== undefined) throw new RepresentationMismatchError(`the model does not fit itself: ${wrong}`)
  refuseSharedNames(network)
  const reps = { repIn: toSpec(repIn), repOut: toSpec(repOut) }
  const buridan = { ...metadata, frozen: frozenIn(network), ...reps, format: FORMAT }
  try {
    const handler = typeof to === 'string' ? tf.io.getSaveHandlers(to)[0] : objectOf(to, 'where to save')
    const { save } = handler ?? {}
    if (typeof save !== 'function') throw new InvalidFileError(`nothing can save to ${shown(to)} here`)
    await network.save({
      save: (artifacts) => {
        const sum = checksumOf(artifacts, buridan)
        return save.call(handler, {
          ...artifacts,
          userDefinedMetadata: { buridan: { ...buridan, checksum: sum } },
        })
      },
    })
  } catch (cause) {
    if (cause instanceof BuridanError) throw cause
    throw new InvalidFileError(`the model cannot be saved: ${messageOf(cause)}`, { cause })
  }
}

/** Of all that is read back: the layers, the names and shapes of weights, what the model is, and the weights. */
function checksumOf({ modelTopology, weightSpecs, weightData }: tf.io.ModelArtifacts, model: object): number {
  const text = JSON.stringify([modelTopology, weightSpecs, model])
  const parts = Array.isArray(weightData) ? weightData : weightData ? [weightData] : []
  return parts.reduce(
    (sum, part) => checksum(new Uint8Array(part), sum),
    checksum(new TextEncoder().encode(text)),
  )
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : shown(cause)
}

/**
 * Loads a model that {@link saveModel} wrote. A network that its weights do not fit is freed before it is refused.
 *
 * @param kind - the one it was saved with
 * @throws InvalidFileError if it is damaged, cut short, of another kind or of a newer version, or its network is not of its representations
 * @remarks O(weights), and what its layers take to be made.
 */
export async function loadModel(
  from: string | tf.io.IOHandler,
  kind: string,
): Promise<ModelRepresentations & { network: tf.LayersModel; metadata: ModelMetadata }> {
  try {
    const handler = typeof from === 'string' ? tf.io.getLoadHandlers(from)[0] : from
    if (!handler?.load) throw new InvalidFileError(`nothing can load ${shown(from)} here`)
    const artifacts = await handler.load()
    const metadata = metadataOf(artifacts, kind)
    const [repIn, repOut] = [fromSpec(metadata.repIn), fromSpec(metadata.repOut)]
    const network = await tf.models.modelFromJSON(
      artifacts.modelTopology as Parameters<typeof tf.models.modelFromJSON>[0],
    )
    try {
      const wrong = misfit(network, { repIn, repOut })
      if (wrong !== undefined) throw new InvalidFileError(`the saved model does not fit itself: ${wrong}`)
      loadWeights(network, artifacts)
      // files of former versions say it of the network alone
      if (metadata.frozen !== undefined) freeze(network, metadata.frozen)
      else if (metadata.trainable === false) network.trainable = false
    } catch (error) {
      disposeNetwork(network)
      throw error
    }
    ownNetworksOf(network)
    return { network, metadata, repIn, repOut }
  } catch (cause) {
    if (cause instanceof BuridanError) throw cause
    throw new InvalidFileError(`the saved model cannot be read: ${messageOf(cause)}`, { cause })
  }
}

/** Weights are found by their names again: of two of one name neither would be. @throws UnsupportedError */
function refuseSharedNames({ weights }: tf.LayersModel): void {
  const names = weights.map((w) => w.originalName)
  const twice = names.find((name, i) => names.indexOf(name) < i)
  if (twice === undefined) return
  throw new UnsupportedError(
    `the network has two weights of the name ${shown(twice)}, which a saved model cannot tell apart; give its layers names of their own, and a layer one place among its networks`,
  )
}

/** Sets the network's weights. */
function loadWeights(network: tf.LayersModel, { weightData, weightSpecs }: tf.io.ModelArtifacts): void {
  const weights = tf.io.decodeWeights(weightData ?? new ArrayBuffer(0), weightSpecs ?? [])
  try {
    network.loadWeights(weights)
  } finally {
    tf.dispose(weights)
  }
}

function metadataOf(artifacts: tf.io.ModelArtifacts, kind: string): ModelMetadata {
  const metadata = (
    artifacts.userDefinedMetadata as
      | { buridan?: ModelMetadata & { format?: number; checksum?: number } }
      | undefined
  )?.buridan
  if (!metadata) throw new InvalidFileError('the file is a TensorFlow.js model, but none that Buridan saved')
  if (metadata.kind !== kind) {
    throw new InvalidFileError(`the file holds a model of kind ${metadata.kind}, not ${kind}`)
  }
  if (!READ.includes(metadata.format)) {
    const advice = Number(metadata.format) > FORMAT ? 'update the package' : 'save the model again'
    throw new InvalidFileError(
      `the file has format ${shown(metadata.format)}, this version reads ${READ.join(' and ')}: ${advice}`,
    )
  }
  checkWeights(artifacts)
  const { checksum: sum, ...model } = metadata
  if (sum !== checksumOf(artifacts, model)) {
    throw new InvalidFileError('the saved model has a wrong checksum: it was damaged')
  }
  checkFinite(artifacts)
  return model
}

/** One that is not finite makes all answers so. */
function checkFinite({ weightData, weightSpecs }: tf.io.ModelArtifacts): void {
  if (!weightSpecs?.every((w) => w.dtype === 'float32')) return
  for (const part of [weightData ?? []].flat()) {
    const bad = part.byteLength % 4 === 0 ? new Float32Array(part).findIndex((v) => !Number.isFinite(v)) : -1
    if (bad >= 0) throw new InvalidFileError(`weight ${bad} of the saved model is not finite`)
  }
}

/** The weights' bytes must be those the header declares, each by a name of its own. */
function checkWeights(artifacts: tf.io.ModelArtifacts): void {
  const specs = arrayOf(artifacts.weightSpecs ?? [], 'weightSpecs')
  const names = new Set<unknown>()
  let numbers = 0
  for (const { name, shape } of specs) {
    if (typeof name !== 'string' || names.has(name))
      throw new InvalidFileError(`the file names a weight ${shown(name)}, which is no name or given twice`)
    names.add(name)
    if (!(Array.isArray(shape) && shape.every((d) => Number.isSafeInteger(d) && d >= 0)))
      throw new InvalidFileError(`the file declares the shape ${shown(shape)} of the weight ${shown(name)}`)
    numbers += shape.reduce((size, d) => size * d, 1)
  }
  const declared = 4 * numbers
  const data = artifacts.weightData
  const actual = Array.isArray(data)
    ? data.reduce((sum, b) => sum + b.byteLength, 0)
    : (data?.byteLength ?? 0)
  if (declared !== actual) {
    throw new InvalidFileError(
      `the file declares ${declared} bytes of weights and holds ${actual}: it was cut or damaged`,
    )
  }
  refuseWideLayers(artifacts.modelTopology, numbers)
}

/** A layer of so many units has as many weights at least: others are refused before they are made. */
function refuseWideLayers(topology: unknown, numbers: number): void {
  if (typeof topology !== 'object' || topology === null) return
  for (const [key, value] of Object.entries(topology)) {
    if (key === 'units' && !(typeof value === 'number' && value <= numbers)) {
      throw new InvalidFileError(
        `the saved model has a layer of ${shown(value)} units, and ${numbers} weights in all`,
      )
    }
    refuseWideLayers(value, numbers)
  }
}
